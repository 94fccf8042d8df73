"""``client.app.exports`` in the reader's language, for the verbs that give something out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app import exports
from client.app.exports import own_name, record_export, written_in
from client.cli.texts import N_, language
from client.cli.verb import arg

if TYPE_CHECKING:
    from client.cli.context import Context
    from client.law.records.papers import ExportMade

__all__ = ["TO", "export_made", "mark", "own_name", "record_export", "written_in"]

TO = (
    arg("--to", default="", help=N_("who gets it (you)")),
    arg("--purpose", default="", help=N_("what for (your own use)")),
)


def mark(context: Context, recipient: str) -> str:
    return exports.mark(context.office, recipient, language())


def export_made(what: str, about: str, data: bytes, recipient: str, purpose: str, words: str) -> ExportMade:
    return exports.export_made(what, about, data, recipient, purpose, words, language())
