"""How a case begins: statement, verification, decision, order (L72 4, 22, 23(1), 23(4)), and who decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.file.states import FileState
from client.law.records.files import Acknowledgement, FileOpened
from client.law.records.reports import Statement
from client.law.records.rulings import Decision, Order

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Case:
    """``outcome``: APPLY, REFUSE or empty. ``order_entry``: entry hash of the order of M1.8, empty before; ``order_author``: the
    device that signed it. ``statement``: payload id of the statement that gave rise to the file. ``targets``: seconds, by
    clock, where the body's profile sets another internal target than the default; ``zone_minutes``: its zone, east of Greenwich."""

    pseudonym: str = ""
    statement: str = ""
    received_at: int | None = None
    opened: bool = False
    outcome: str = ""
    decision: str = ""
    measures: tuple[str, ...] = ()
    order_entry: str = ""
    order_author: str = ""
    order_acknowledged: bool = False
    urgent: bool = False
    targets: HashTrieMap[str, int] = field(default_factory=HashTrieMap)
    zone_minutes: int = 300


EMPTY = Case()


def before_protection(case: Case) -> FileState:
    """Where a file stands that no decision to apply has reached."""
    if case.outcome == "REFUSE":
        return FileState.DECIDED_REFUSE
    if case.opened:
        return FileState.VERIFYING
    return FileState.STATEMENT_IN if case.received_at is not None else FileState.UNKNOWN


def _stated(case: Case, act: Act[Statement], _: File) -> Case:
    first = act.at if case.received_at is None else min(case.received_at, act.at)
    return replace(case, received_at=first)


def _opened(case: Case, act: Act[FileOpened], _: File) -> Case:
    return replace(case, opened=True, pseudonym=act.value.pseudonym, statement=act.value.statement)


def _decided(case: Case, act: Act[Decision], _: File) -> Case:
    return replace(case, outcome=act.value.outcome, decision=act.value.number, measures=act.value.measures)


def _ordered(case: Case, act: Act[Order], _: File) -> Case:
    return replace(case, order_entry=act.hash, order_author=act.author.holder)


def _acknowledged(case: Case, act: Act[Acknowledgement], _: File) -> Case:
    of_order = bool(case.order_entry) and case.order_entry.startswith(act.value.of)
    return replace(case, order_acknowledged=True) if of_order else case


ON: Mapping[type, Callable[[Case, Act[Any], File], Case]] = {
    Statement: _stated,
    FileOpened: _opened,
    Decision: _decided,
    Order: _ordered,
    Acknowledgement: _acknowledged,
}
