"""How the notices of A.5 find what gives and what proves them: helpers for the modules of the law, themselves no norm.

    NT_11 = Notice(
        id="NT-11", ...,
        owed=(On(Selection, lambda file, act: owed(file, act, "PP")),),
        given=given("NT-11"),
        proven=proven("NT-11"),
    )

The key of a notice is the entry that it tells of and to whom: ``a1b2...:PP``. What is owed to the person is owed to a standing
representative too, who has the same rights (L72 23(8)).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from client.law.act import Act
from client.law.file import File
from client.law.records.files import Acknowledgement
from client.law.records.information import NoticeGiven, PaperReceipt
from client.law.records.reports import Receipt
from client.law.rule import On
from client.law.words import BodyRole, Writer


def key(of: str, to: str) -> str:
    """``of``: entry hash of the record that is told of; ``to``: whom, of ``RECEIVERS``."""
    return f"{of}:{to}"


def owed(file: File, act: Act[Any], *to: str) -> tuple[str, ...]:
    """Keys of what this act makes owed."""
    return owed_of(file, act.hash, *to)


def owed_of(file: File, of: str, *to: str) -> tuple[str, ...]:
    also = ("REP",) if "PP" in to and file.persons.representative_ready else ()
    return tuple(key(of, each) for each in (*to, *also))


def given(notice: str) -> tuple[On, ...]:
    """Given by a ``notice-given`` of that id."""
    return (On(NoticeGiven, lambda file, act: (key(act.value.of, act.value.to),) if act.value.notice == notice else ()),)


def proven(notice: str) -> tuple[On, ...]:
    """Proven by a receipt of the person or the representative, on paper too, or by the acknowledgement of an officer: of the
    record itself or of the ``notice-given`` about it."""
    return (
        On(Receipt, _proof(notice, lambda act: act.value.entry, _reporter)),
        On(PaperReceipt, _proof(notice, lambda act: act.value.of, lambda act: act.value.to)),
        On(Acknowledgement, _proof(notice, lambda act: act.value.of, _body)),
    )


def _proof(
    notice: str, entry: Callable[[Act[Any]], str], who: Callable[[Act[Any]], str]
) -> Callable[[File, Act[Any]], Iterator[str]]:
    def proves(file: File, act: Act[Any]) -> Iterator[str]:
        of, to = entry(act)[:32], who(act)
        told = file.information.told.get(of)
        if told is not None and told.notice == notice and told.to == to:
            yield key(told.of, to)
        for standing in file.notices.of(notice):
            if standing.key.startswith(of) and standing.key.endswith(f":{to}"):
                yield standing.key

    return proves


def _reporter(act: Act[Any]) -> str:
    return "REP" if act.author.writer is Writer.REPRESENTATIVE else "PP"


def _body(act: Act[Any]) -> str:
    return {BodyRole.DECIDING: "DEC", BodyRole.IMPLEMENTING: "IMP", BodyRole.EXECUTING: "COOP"}.get(act.author.body_role, "PRS")  # type: ignore[arg-type]
