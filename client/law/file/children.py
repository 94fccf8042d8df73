"""What is known of a child victim: who answers for it, its age as far as it is settled, its own word, its interests (T110 21,
23)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.children import (
    AgeEstablished,
    ChildConsent,
    ChildPlaced,
    InterestsWeighed,
    NeedsChecked,
    ParentsSuspected,
    RepresentativeOnReturn,
    ResponsibilityAssumed,
    Unaccompanied,
)
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Children:
    """``consents``: decision (RETURN, STAY) -> the child's newest word. ``ten_at``: in milliseconds, when the child turned or turns
    ten; None unknown. ``age_entry``: record that settled the age. ``assumed``: who took responsibility, else empty. ``against``: a
    return is not in the child's interest."""

    unaccompanied: bool = False
    age_entry: str = ""
    ten_at: int | None = None
    parents_suspected: bool = False
    consents: HashTrieMap[str, bool] = field(default_factory=HashTrieMap)
    representative_agrees: bool = False
    assumed: str = ""
    against: bool = False
    place: str = ""
    needs: tuple[str, ...] = ()

    def under_ten(self, at: int) -> bool:
        """Only where that is settled: who might be ten is heard as one who is (the safest reading of T110 23(1))."""
        return self.ten_at is not None and at < self.ten_at


EMPTY = Children()


def _alone(children: Children, _act: Act[Unaccompanied], _: File) -> Children:
    return replace(children, unaccompanied=True)


def _age(children: Children, act: Act[AgeEstablished], _: File) -> Children:
    return replace(children, age_entry=act.hash, ten_at=act.value.ten_at)


def _suspected(children: Children, act: Act[ParentsSuspected], _: File) -> Children:
    return replace(children, parents_suspected=act.value.suspected)


def _consented(children: Children, act: Act[ChildConsent], _: File) -> Children:
    return replace(children, consents=children.consents.insert(act.value.decision, act.value.given))


def _representative(children: Children, act: Act[RepresentativeOnReturn], _: File) -> Children:
    return replace(children, representative_agrees=act.value.agrees)


def _assumed(children: Children, act: Act[ResponsibilityAssumed], _: File) -> Children:
    return replace(children, assumed=act.value.by)


def _weighed(children: Children, act: Act[InterestsWeighed], _: File) -> Children:
    return replace(children, against=not act.value.in_interest)


def _placed(children: Children, act: Act[ChildPlaced], _: File) -> Children:
    return replace(children, place=act.value.place)


def _needs(children: Children, act: Act[NeedsChecked], _: File) -> Children:
    return replace(children, needs=tuple(each.topic for each in act.value.needs))


ON: Mapping[type, Callable[[Children, Act[Any], File], Children]] = {
    Unaccompanied: _alone,
    AgeEstablished: _age,
    ParentsSuspected: _suspected,
    ChildConsent: _consented,
    RepresentativeOnReturn: _representative,
    ResponsibilityAssumed: _assumed,
    InterestsWeighed: _weighed,
    ChildPlaced: _placed,
    NeedsChecked: _needs,
}
