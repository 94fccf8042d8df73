"""Temporary residence and work of a foreign victim (T110 9(6), 17(2)(11), 17(2)(14))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap

from client.law.records.residence import (
    ResidenceClosed,
    ResidenceExtended,
    ResidenceGranted,
    ResidenceStep,
    WorkEnded,
    WorkEntitled,
)
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Permit:
    """``state``: ASKED, PETITIONED, REFUSED, GRANTED, CLOSED. ``first_until``: end of the first period; ``until``: of what runs
    now; times in milliseconds, 0 before."""

    petition: str
    state: str
    asked_at: int = 0
    petitioned_at: int = 0
    granted_at: int = 0
    first_until: int = 0
    until: int = 0
    extended: bool = False


@dataclass(frozen=True, slots=True)
class Residence:
    """``permits``: by petition. ``certificates``: of the right to work -> whether it stands."""

    permits: HashTrieMap[str, Permit] = field(default_factory=HashTrieMap)
    certificates: HashTrieMap[str, bool] = field(default_factory=HashTrieMap)

    def of(self, petition: str) -> Permit | None:
        return self.permits.get(petition)

    @property
    def may_work(self) -> tuple[str, ...]:
        return tuple(sorted(number for number, stands in self.certificates.items() if stands))

    def kept(self, permit: Permit) -> Residence:
        return replace(self, permits=self.permits.insert(permit.petition, permit))


EMPTY = Residence()


def _step(residence: Residence, act: Act[ResidenceStep], _: File) -> Residence:
    value = act.value
    permit = replace(residence.of(value.petition) or Permit(value.petition, value.step), state=value.step)
    if value.step == "ASKED":
        permit = replace(permit, asked_at=act.at)
    if value.step == "PETITIONED":
        permit = replace(permit, petitioned_at=act.at)
    return residence.kept(permit)


def _granted(residence: Residence, act: Act[ResidenceGranted], _: File) -> Residence:
    value = act.value
    known = residence.of(value.petition) or Permit(value.petition, "GRANTED")
    return residence.kept(
        replace(known, state="GRANTED", granted_at=value.granted_at, first_until=value.until, until=value.until, extended=False)
    )


def _extended(residence: Residence, act: Act[ResidenceExtended], _: File) -> Residence:
    known = residence.of(act.value.petition)
    return residence if known is None else residence.kept(replace(known, until=act.value.until, extended=True))


def _closed(residence: Residence, act: Act[ResidenceClosed], _: File) -> Residence:
    known = residence.of(act.value.petition)
    return residence if known is None else residence.kept(replace(known, state="CLOSED"))


def _entitled(residence: Residence, act: Act[WorkEntitled], _: File) -> Residence:
    return replace(residence, certificates=residence.certificates.insert(act.value.certificate, True))


def _work_ended(residence: Residence, act: Act[WorkEnded], _: File) -> Residence:
    return replace(residence, certificates=residence.certificates.insert(act.value.certificate, False))


ON: Mapping[type, Callable[[Residence, Act[Any], File], Residence]] = {
    ResidenceStep: _step,
    ResidenceGranted: _granted,
    ResidenceExtended: _extended,
    ResidenceClosed: _closed,
    WorkEntitled: _entitled,
    WorkEnded: _work_ended,
}
