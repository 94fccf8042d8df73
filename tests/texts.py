"""The catalogues of texts as they stand in git, each message with the catalogue that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel.messages.pofile import read_po

from client.texts import LOCALE


def entries(lang: str) -> Iterator[tuple[str, str, str]]:
    """Of one language: catalogue, message id, translation. What a translator marked as doubtful is not shown, so it is not here."""
    for path in sorted((LOCALE / lang / "LC_MESSAGES").glob("*.po")):
        for message in read_po(path.read_bytes().splitlines(keepends=True), charset="utf-8", abort_invalid=True):
            if message.id and message.string and not message.fuzzy:
                yield path.name, str(message.id), str(message.string)


@cache
def messages(lang: str) -> dict[str, str]:
    """Message id -> translation."""
    return {text: told for _, text, told in entries(lang)}
