"""The contract of L72 23(6): offered, signed by both, amended, refused, ended; how it is kept (26(1); A.7).

    DRAFT         (a value: ``contract.assemble``; no record)
    OFFERED       by the offer, also of a changed text
    SIGNED_PP     by the person's signature, or the representative's where the person needs one
    SIGNED_BOTH   by the official's; AMENDED where it changed a contract that stood
    REFUSED       by the person's refusal: it proposes a ground and switches nothing off
    ENDED         by the ruling that ends all measures, until that ruling is cancelled

What is on the table and what is in force are two things: while a changed text is offered or refused, the contract that both signed
stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from rpds import HashTrieMap, HashTrieSet

from client.law.records.complaints import ComplaintOutcome, OutcomeReceived
from client.law.records.contract import (
    Breach,
    BreachExplained,
    BreachHeard,
    Contract,
    ContractClosed,
    ContractMinuted,
    Demand,
    RightsWeighed,
    consents_wanted,
)
from client.law.records.ending import Revocation
from client.law.records.reports import ContractSignature, Receipt
from client.law.records.rulings import Order, Selection
from client.law.words import Writer
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.law.act import Act
    from client.law.file import File


@dataclass(frozen=True, slots=True)
class Offer:
    """The text on the table. ``entry``: hash of its record; ``wanted``: measures that need the person's own yes; ``beside``:
    language and hash of each rendition."""

    entry: str = ""
    version: int = 0
    language: str = ""
    text_hash: str = ""
    amends: str = ""
    wanted: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A breach as recorded. ``heard``: entry hash of the person's explanation or of the minute that they were asked, else empty."""

    id: str
    entry: str
    clause: str
    at: int
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Contracts:
    """``signature``: entry hash of the signature that completes the person's side of the offer; ``by_person``: the person's own is
    there. ``standing``: entry hash of the contract that both signed; ``standing_by_person``: the person's own signature is under
    it; ``amendments``: how often it was changed. ``demands``: those that the person acknowledged, by entry hash. ``rights``:
    measures whose effect on rights was weighed. ``numbers``: of decision, order and ruling, as far as they are known here."""

    stage: str = "NONE"
    on_table: Offer = field(default_factory=Offer)
    signature: str = ""
    by_person: bool = False
    standing: str = ""
    standing_by_person: bool = False
    amendments: int = 0
    ended: bool = False
    refusal: str = ""
    refusal_explained: bool = False
    breaches: HashTrieMap[str, Broken] = field(default_factory=HashTrieMap)
    demands: HashTrieMap[str, bool] = field(default_factory=HashTrieMap)
    rights: HashTrieSet[str] = field(default_factory=HashTrieSet)
    numbers: HashTrieMap[str, str] = field(default_factory=HashTrieMap)

    @property
    def state(self) -> str:
        return "ENDED" if self.ended else self.stage

    @property
    def offer(self) -> str:
        """Entry hash of the text on the table, or empty."""
        return self.on_table.entry

    @property
    def version(self) -> int:
        return self.on_table.version

    @property
    def in_force(self) -> bool:
        return bool(self.standing) and not self.ended

    def breach(self, id: str) -> Broken | None:
        return self.breaches.get(id)

    def breach_of(self, entry: str) -> Broken | None:
        return next((each for each in self.breaches.values() if each.entry == entry), None)


EMPTY = Contracts()


def must_be_offered_again(file: File) -> bool:
    """A.13: at majority the person's own key replaces the representative's; what the representative signed is offered anew."""
    known = file.contracts
    return known.in_force and bool(file.persons.of_age) and not file.persons.represented and not known.standing_by_person


def _offered(known: Contracts, act: Act[Contract], _: File) -> Contracts:
    value = act.value
    beside = tuple((each.language, each.text_hash) for each in value.renditions)
    offer = Offer(act.hash, value.version, value.language, value.text_hash, value.amends, consents_wanted(value), beside)
    return replace(known, stage="OFFERED", on_table=offer, signature="", by_person=False, refusal="", refusal_explained=False)


def _answered(known: Contracts, act: Act[ContractSignature], file: File) -> Contracts:
    person = act.author.writer is Writer.PERSON
    return _with_answer(known, act, file, person, act.value.consequences)


def _minuted(known: Contracts, act: Act[ContractMinuted], file: File) -> Contracts:
    return _with_answer(known, act, file, act.value.by == "PP", bool(act.value.explained.strip()))


def _with_answer(known: Contracts, act: Act[Any], file: File, person: bool, explained: bool) -> Contracts:
    """A minor who is able to signs too; but only the representative's signature completes that side (23(8))."""
    if not act.value.signed:
        return replace(known, stage="REFUSED", signature="", refusal=act.hash, refusal_explained=explained)
    known = replace(known, by_person=known.by_person or person, refusal="", refusal_explained=False)
    if person and file.persons.represented:
        return known
    return replace(known, stage="SIGNED_PP", signature=act.hash)


def _closed(known: Contracts, act: Act[ContractClosed], _: File) -> Contracts:
    changed = bool(known.standing)
    return replace(
        known,
        stage="AMENDED" if changed else "SIGNED_BOTH",
        standing=act.value.contract,
        standing_by_person=known.by_person,
        amendments=known.amendments + changed,
    )


def _revoked(known: Contracts, act: Act[Revocation], _: File) -> Contracts:
    return replace(known, ended=known.ended or act.value.scope == "ALL")


def _restored(known: Contracts, file: File, of: str, outcome: str) -> Contracts:
    ruled = file.ending.ruling_of(of)
    if outcome != "DECISION_CANCELLED" or ruled is None:
        return known
    others = [each for each in file.ending.standing if each.number != ruled.number and each.scope == "ALL"]
    return replace(known, ended=bool(others))


def _decided(known: Contracts, act: Act[ComplaintOutcome], file: File) -> Contracts:
    complaint = file.complaints.of(act.value.complaint)
    return known if complaint is None else _restored(known, file, complaint.of, act.value.outcome)


def _received(known: Contracts, act: Act[OutcomeReceived], file: File) -> Contracts:
    return _restored(known, file, act.value.of, act.value.outcome)


def _broken(known: Contracts, act: Act[Breach], _: File) -> Contracts:
    value = act.value
    if value.breach in known.breaches:
        return known
    return replace(known, breaches=known.breaches.insert(value.breach, Broken(value.breach, act.hash, value.clause, act.at)))


def _heard(known: Contracts, act: Act[Any], _: File) -> Contracts:
    found = known.breach(act.value.breach)
    return known if found is None else replace(known, breaches=known.breaches.insert(found.id, replace(found, heard=act.hash)))


def _demanded(known: Contracts, act: Act[Demand], _: File) -> Contracts:
    return replace(known, demands=known.demands.insert(act.hash, False))


def _receipted(known: Contracts, act: Act[Receipt], _: File) -> Contracts:
    of = act.value.entry
    return replace(known, demands=known.demands.insert(of, True)) if of in known.demands else known


def _weighed(known: Contracts, act: Act[RightsWeighed], _: File) -> Contracts:
    return replace(known, rights=known.rights.insert(act.value.measure))


def _ordered(known: Contracts, act: Act[Order], _: File) -> Contracts:
    numbers = known.numbers.insert("decision", act.value.decision_number).insert("order", act.value.number)
    return replace(known, numbers=numbers)


def _chosen(known: Contracts, act: Act[Selection], _: File) -> Contracts:
    return replace(known, numbers=known.numbers.insert("ruling", act.value.number))


ON: Mapping[type, Callable[[Contracts, Act[Any], File], Contracts]] = {
    Order: _ordered,
    Selection: _chosen,
    Contract: _offered,
    ContractSignature: _answered,
    ContractMinuted: _minuted,
    ContractClosed: _closed,
    Revocation: _revoked,
    ComplaintOutcome: _decided,
    OutcomeReceived: _received,
    Breach: _broken,
    BreachExplained: _heard,
    BreachHeard: _heard,
    Demand: _demanded,
    Receipt: _receipted,
    RightsWeighed: _weighed,
}
