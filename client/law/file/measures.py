"""The personal security measures of a file: chosen, in force, under review, ended (L72 7(2), 14-21-2, 23(4), 27; A.0.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.file.states import MeasureState
from client.law.records.rulings import Review, Selection, SelectionNotice

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Measure:
    """``state``: as the records leave it; a review that has come due shows only at a time (``at``)."""

    code: str
    state: MeasureState
    starts_at: int
    review_at: int

    def at(self, now: int) -> MeasureState:
        return MeasureState.REVIEW_DUE if self.state is MeasureState.IN_FORCE and now >= self.review_at else self.state


@dataclass(frozen=True, slots=True)
class Measures:
    """``by_code``: the standing of each measure that was ever chosen; ``selection``: entry hash of the ruling in force."""

    by_code: HashTrieMap[str, Measure] = field(default_factory=HashTrieMap)
    selection: str = ""

    @property
    def selected(self) -> bool:
        return bool(self.selection)

    @property
    def any_in_force(self) -> bool:
        return any(each.state is MeasureState.IN_FORCE for each in self.by_code.values())

    def of(self, code: str) -> Measure | None:
        return self.by_code.get(code)

    def all(self) -> tuple[Measure, ...]:
        return tuple(sorted(self.by_code.values(), key=lambda each: each.code))


EMPTY = Measures()


def _selected(measures: Measures, act: Act[Selection], _: File) -> Measures:
    known = measures.by_code
    for each in act.value.measures:
        known = known.insert(each.code, Measure(each.code, MeasureState.IN_FORCE, each.starts_at, each.review_at))
    return Measures(known, act.hash)


def _noticed(measures: Measures, act: Act[SelectionNotice], _: File) -> Measures:
    known = measures.by_code
    for each in act.value.measures:
        known = known.insert(each.code, Measure(each.code, MeasureState.IN_FORCE, each.starts_at, each.review_at))
    return Measures(known, measures.selection or act.hash)


def _reviewed(measures: Measures, act: Act[Review], _: File) -> Measures:
    found = measures.of(act.value.measure)
    if found is None:
        return measures
    return replace(measures, by_code=measures.by_code.insert(found.code, replace(found, review_at=act.value.next_review_at)))


ON: Mapping[type, Callable[[Measures, Act[Any], File], Measures]] = {
    Selection: _selected,
    SelectionNotice: _noticed,
    Review: _reviewed,
}
