"""New personal data (L72 19), the authorised official's part: propose, take up the person's wish, seal what was signed.

All of it stands in a circle of the person in which only authorised officials are members (A.11). What stands for whom is sealed
under two halves of its own, one of each body: the deciding body may not know new data and holds nothing but its half, so the
link of old and new opens only where both bodies open both, to an authorised official (docs/spec/vault.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_body, own_person_circle
from client.app.circle_parts import body_refs, colleagues, recovery_keys
from client.app.identity.vaults import custodians
from client.app.outcome import Outcome, outcome
from client.app.reading import Seen, last, of_type, own_device, seen, view_of
from client.app.saying import Listed, Term, say
from client.formats.identity import Birth, Identity, Name, NewData, Number, encode
from client.law.records.files import FileOpened
from client.law.records.identity import IdentityAdded
from client.law.records.newdata import DataCounter, DataLinked, DataProposal, DataSigned, NewField
from client.law.tables.documents import CHANGEABLE
from client.law.words import Circle
from client.texts import N_
from crypto.errors import Refused, Usage
from crypto.frozen import dataclass
from crypto.policy import CircleKind, ReporterRole
from crypto.types import CircleId
from crypto.vault import new_vault

if TYPE_CHECKING:
    from client.app.office import Office

_PEOPLE = (ReporterRole.PERSON, ReporterRole.REPRESENTATIVE)
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
PROPOSAL = Term(N_("proposal of new data"))

Fields = tuple[tuple[str, str], ...]
"""Name (of ``CHANGEABLE``) and value."""


def new_fields(given: Iterable[tuple[str, str]]) -> tuple[NewField, ...]:
    """Raises ``Usage`` for what cannot be changed."""
    found = tuple(NewField(name, value) for name, value in given if name in CHANGEABLE)
    if len(found) != len(tuple(given)):
        raise Usage("say NAME=VALUE, where the name is one of: {names}", "bad-field", names=Listed.of(CHANGEABLE))
    return found


@dataclass(frozen=True, slots=True)
class OpenNewData:
    """Open the circle for new data: the same person, the same prosecutor, authorised officials and nobody else of the body."""

    file: str | None = None


async def open_new_data(office: Office, wish: OpenNewData) -> Outcome:
    await office.sync()
    file, own = file_named(office, wish.file), own_device(office)
    if "official" not in own.roles:
        raise Refused("an authorised official opens this circle", "role")
    if _sealed_circles(office, file):
        raise Usage("there is a circle of authorised officials and the person already", "there-already")
    main = own_person_circle(office, file)
    policy = view_of(office, main).policy
    members = (own, *colleagues(office, "official"))
    kept = {each.hash for each in office.channel.directory.devices() if each.hash in policy.readers and "prosecutor" in each.roles}
    readers = tuple(each for each in office.channel.directory.devices() if each.hash in kept)
    readers += recovery_keys(office, {own.body.hash})
    circle = await office.channel.create_circle(
        CircleKind.PERSON,
        bodies=body_refs((*members, *readers)),
        readers=tuple(each.hash for each in readers),
        reporters=tuple(each for each in policy.reporters if each.role in _PEOPLE),
        history=True,
        report_deadlines=(),
        members=tuple(each.hash for each in members if each.hash != own.hash),
    )
    _item, first = last(seen(office, main), FileOpened, Term(N_("file")))
    value = FileOpened(
        file.id, file.pseudonym, Circle.PERSON, own_body(office), first.origin, first.person_codes, first.statement, ()
    )
    done = await office.writing.record(circle, value)
    return outcome(say("circle of authorised officials and the person is open"), written=(done,), circle=circle)


def _sealed_circles(office: Office, file: CaseFile) -> list[CircleId]:
    """The person's circles at this body in which all are authorised officials, the newest last."""
    officials = {each.hash for each in office.channel.directory.devices() if "official" in each.roles}
    found = file.case.at(Circle.PERSON, own_body(office))
    return [circle for circle in found if set(view_of(office, circle).roster) <= officials]


def sealed_circle(office: Office, file: CaseFile) -> CircleId:
    """Raises ``Usage``."""
    found = _sealed_circles(office, file)
    if not found:
        raise Usage("new data stand in a circle of authorised officials alone, which is not open yet", "no-such-circle")
    return found[-1]


@dataclass(frozen=True, slots=True)
class ProposeNewData:
    """Propose new personal data to the person."""

    set: Fields
    file: str | None = None
    note: str = ""


async def propose_new_data(office: Office, wish: ProposeNewData) -> Outcome:
    await office.sync()
    return await _propose(office, file_named(office, wish.file), new_fields(wish.set), wish.note)


@dataclass(frozen=True, slots=True)
class AcceptNewData:
    """Propose the person's own wish back."""

    file: str | None = None
    note: str = ""


async def accept_new_data(office: Office, wish: AcceptNewData) -> Outcome:
    """Word for word: what is signed in the end is signed by both."""
    await office.sync()
    file = file_named(office, wish.file)
    items = seen(office, sealed_circle(office, file))
    item, _proposal = last(items, DataProposal, PROPOSAL)
    wishes = [value for _item, value in of_type(items, DataCounter) if value.proposal == item.entry.hash.hex()]
    if not wishes:
        raise Usage("the person has no other wish for the newest proposal", "nothing-there")
    return await _propose(office, file, wishes[-1].fields, wish.note)


async def _propose(office: Office, file: CaseFile, fields: tuple[NewField, ...], note: str) -> Outcome:
    circle = sealed_circle(office, file)
    people = tuple(each.hash for each in view_of(office, circle).policy.reporters if each.role in _PEOPLE)
    if not people:
        raise Usage("no person is admitted yet", "no-person")
    value = DataProposal(office.entropy(16).hex(), fields, note)
    done = await office.writing.record(circle, value, restricted=True, disclose_to=people)
    return outcome(say("new data proposed to the person; nothing is sent before they sign"), written=(done,), set=value.set)


@dataclass(frozen=True, slots=True)
class LinkNewData:
    """Seal the signed set to the identity."""

    file: str | None = None


async def link_new_data(office: Office, wish: LinkNewData) -> Outcome:
    """Again after custodians have changed: the newest counts, under new halves."""
    await office.sync()
    file = file_named(office, wish.file)
    coordination, circle = file.circle(Circle.COORDINATION), sealed_circle(office, file)
    proposal = _agreed(seen(office, circle))
    content = Identity(new=(new_data(proposal),), notes=f"L72 19: {proposal.set}")
    sides = custodians(office, file, officials=True)
    vault = new_vault(encode(content), sides[0], sides[1], coordination, office.entropy)
    done = await office.writing.first(coordination, IdentityAdded(file.id, proposal.set, vault.encode().hex()))
    sealed = "" if done.seen is None else done.seen.entry.hash.hex()
    link = await office.writing.record(circle, DataLinked(proposal.set, sealed), restricted=True)
    line = say(
        "the new data are sealed to the identity of {pseudonym}; both bodies together open them, to an authorised official",
        pseudonym=file.pseudonym,
    )
    return outcome(line, written=(link,), set=proposal.set)


def _agreed(items: tuple[Seen, ...]) -> DataProposal:
    """The newest proposal, where the person has said yes to it. Raises ``Usage``."""
    item, proposal = last(items, DataProposal, PROPOSAL)
    answers = [value for _item, value in of_type(items, DataSigned) if value.proposal == item.entry.hash.hex()]
    if not answers or not answers[-1].signed:
        raise Usage("the person has not signed the newest proposal", "not-signed")
    return proposal


def new_data(proposal: DataProposal) -> NewData:
    """As the vault's form has it. A date that is not of its form stays as it was written."""
    told = {each.name: each.value for each in proposal.fields}
    name = [told.get(part, "") for part in ("surname", "name", "patronymic")]
    born = told.get("birth date", "")
    matched = _DATE.fullmatch(born)
    date = f"{matched[3]}-{matched[2]}-{matched[1]}" if matched else ""
    return NewData(
        proposal.set,
        names=(Name(*name),) if any(name) else (),
        birth=Birth(date, told.get("birth place", "")),
        numbers=tuple(Number("OTHER", each.strip()) for each in told.get("document numbers", "").split(";") if each.strip()),
        notes="" if date or not born else f"birth date: {born}",
    )


@dataclass(frozen=True, slots=True)
class ShowNewData:
    """Where the new data stand."""

    file: str | None = None


@dataclass(frozen=True, slots=True)
class NewDataView:
    """The newest proposal, and what became of it."""

    number: str
    agreed: bool
    countered: bool
    linked: bool
    set: str
    fields: dict[str, str]


async def show_new_data(office: Office, wish: ShowNewData) -> NewDataView:
    await office.sync()
    file = file_named(office, wish.file)
    item, proposal = last(seen(office, sealed_circle(office, file)), DataProposal, PROPOSAL)
    known, fields = file.case.file.newdata, {each.name: each.value for each in proposal.fields}
    return NewDataView(
        item.entry.hash.hex()[:8], known.agreed, known.countered, known.linked, proposal.set, fields
    )  # fmt: skip
