"""``File``: the aspects together, what this client can see of it, and where it stands (A.0.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from rpds import HashTrieMap, List

from client.law.act import Author, Place
from client.law.file import (
    access,
    bodies,
    case,
    children,
    clocks,
    closures,
    complaints,
    consents,
    contracts,
    direct,
    ending,
    information,
    instructions,
    measures,
    money,
    newdata,
    notices,
    partners,
    persons,
    places,
    property,
    referrals,
    requests,
    residence,
    returns,
    support,
    threats,
    trafficking,
    transfers,
)
from client.law.file.states import FileState
from client.law.finding import Finding
from client.law.words import BodyRole, Circle
from crypto.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Sight:
    """Which circles of the file this client reads. Records of a circle that it does not are missing, and rules that need them
    answer ``Undetermined``; so all who read the same circles find the same. ``whole``: it gets every record of them; a person gets
    only what is disclosed to them, and does not know what else there is."""

    places: frozenset[Place] = frozenset()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Ref:
    """A record that was folded: what others may refer to by its entry hash. ``counts``: it broke no rule that voids it."""

    name: str
    author: Author
    place: Place
    at: int
    counts: bool


@dataclass(frozen=True, slots=True)
class File:
    """``index`` and ``at`` are of the newest record folded. ``unknown``: records of types or versions that this client does not
    know, kept until it does; ``sealed``: how many records it could not open, by place."""

    sight: Sight = field(default_factory=Sight)
    index: int = -1
    at: int = 0
    refs: HashTrieMap[str, Ref] = field(default_factory=HashTrieMap)
    findings: List[Finding] = field(default_factory=List)
    unknown: List[tuple[str, str, int]] = field(default_factory=List)
    sealed: HashTrieMap[Place, int] = field(default_factory=HashTrieMap)
    case: case.Case = case.EMPTY
    bodies: bodies.Bodies = bodies.EMPTY
    instructions: instructions.Instructions = instructions.EMPTY
    transfers: transfers.Transfers = transfers.EMPTY
    persons: persons.Persons = persons.EMPTY
    requests: requests.Requests = requests.EMPTY
    complaints: complaints.Complaints = complaints.EMPTY
    access: access.Access = access.EMPTY
    information: information.Information = information.EMPTY
    direct: direct.Direct = direct.EMPTY
    threats: threats.Threats = threats.EMPTY
    support: support.Support = support.EMPTY
    measures: measures.Measures = measures.EMPTY
    consents: consents.Consents = consents.EMPTY
    property: property.Property = property.EMPTY
    places: places.Places = places.EMPTY
    closures: closures.Closures = closures.EMPTY
    newdata: newdata.NewData = newdata.EMPTY
    partners: partners.Partners = partners.EMPTY
    money: money.Money = money.EMPTY
    contracts: contracts.Contracts = contracts.EMPTY
    ending: ending.Ending = ending.EMPTY
    trafficking: trafficking.Trafficking = trafficking.EMPTY
    children: children.Children = children.EMPTY
    referrals: referrals.Referrals = referrals.EMPTY
    residence: residence.Residence = residence.EMPTY
    returns: returns.Returns = returns.EMPTY
    clocks: clocks.Clocks = clocks.EMPTY
    notices: notices.Notices = notices.EMPTY

    def sees(self, kind: Circle, body: BodyRole | None = None) -> bool:
        """Whether this client reads that circle, and every record of it so far."""
        place = Place(kind, body)
        return self.sight.whole and place in self.sight.places and not self.sealed.get(place, 0)

    def ref(self, entry: str) -> Ref | None:
        """The record of that entry hash, if it was folded and counts."""
        found = self.refs.get(entry)
        return found if found is not None and found.counts else None


EMPTY_FILE = File()

ASPECTS: Mapping[str, Mapping[type, Callable[..., Any]]] = {
    "case": case.ON,
    "bodies": bodies.ON,
    "instructions": instructions.ON,
    "transfers": transfers.ON,
    "persons": persons.ON,
    "requests": requests.ON,
    "complaints": complaints.ON,
    "access": access.ON,
    "information": information.ON,
    "direct": direct.ON,
    "threats": threats.ON,
    "support": support.ON,
    "measures": measures.ON,
    "consents": consents.ON,
    "property": property.ON,
    "places": places.ON,
    "closures": closures.ON,
    "newdata": newdata.ON,
    "partners": partners.ON,
    "money": money.ON,
    "contracts": contracts.ON,
    "ending": ending.ON,
    "trafficking": trafficking.ON,
    "children": children.ON,
    "referrals": referrals.ON,
    "residence": residence.ON,
    "returns": returns.ON,
}
"""The aspects that records change, by their field; clocks and notices follow from the book."""


def file_state(file: File) -> FileState:
    """A.0.2, from what the records left. No timer moves it; only a ruling or a sentence leads to REVOKED (L72 27(2))."""
    if file.ending.revoked:
        return FileState.REVOKED
    if file.case.outcome != "APPLY" and not file.case.order_entry:  # who sees the order knows that it was decided
        return case.before_protection(file.case)
    if file.ending.proceedings_ended:
        return FileState.ACTIVE_POST if file.ending.continued else FileState.CONTINUATION_PENDING
    if file.measures.any_in_force:
        return FileState.ACTIVE if file.contracts.in_force else FileState.ACTIVE_UNCONTRACTED
    if file.measures.selected:
        return FileState.SELECTED
    if file.case.order_entry:
        return FileState.ORDER_ACK if file.case.order_acknowledged else FileState.ORDERED
    return FileState.DECIDED_APPLY
