"""New personal data (L72 19), the authorised official's part: propose, take up the person's wish, seal what was signed.

All of it stands in a circle of the person in which only authorised officials are members (A.11). What stands for whom is sealed
under two halves of its own, one of each body: the deciding body may not know new data and holds nothing but its half, so the
link of old and new opens only where both bodies open both, to an authorised official (docs/spec/vault.md).
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_body, own_person_circle
from client.app.circle_parts import body_refs, colleagues, recovery_keys
from client.app.reading import Seen, last, of_type, own_device, seen, view_of
from client.cli.context import Context
from client.cli.newdata import field_lines, fields_of
from client.cli.officer.file import FILE
from client.cli.officer.vaults import custodians
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, say
from client.formats.identity import Birth, Identity, Name, NewData, Number, encode
from client.law.records.files import FileOpened
from client.law.records.identity import IdentityAdded
from client.law.records.newdata import DataCounter, DataLinked, DataProposal, DataSigned, NewField
from client.law.words import Circle
from crypto.errors import Refused, Usage
from crypto.policy import CircleKind, ReporterRole
from crypto.types import BodyKind, CircleId
from crypto.vault import new_vault

if TYPE_CHECKING:
    from client.app.office import Office

_PEOPLE = (ReporterRole.PERSON, ReporterRole.REPRESENTATIVE)
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


async def newdata_open(context: Context, args: argparse.Namespace) -> Answer:
    """The circle for new data: the same person, the same prosecutor, authorised officials and nobody else of the body."""
    office = context.office
    await office.sync()
    file, own = file_named(office, args.file), own_device(office)
    if "official" not in own.roles:
        raise Refused(_("an authorised official opens this circle"), "role")
    if _sealed_circles(office, file):
        raise Usage(_("there is a circle of authorised officials and the person already"), "there-already")
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
    _item, first = last(seen(office, main), FileOpened, _("file"))
    value = FileOpened(
        file.id, file.pseudonym, Circle.PERSON, own_body(office), first.origin, first.person_codes, first.statement, ()
    )
    done = await send(office, circle, value)
    return sent(done, _("circle of authorised officials and the person is open"), circle=circle)


def _sealed_circles(office: Office, file: CaseFile) -> list[CircleId]:
    """The person's circles at this body in which all are authorised officials, the newest last."""
    officials = {each.hash for each in office.channel.directory.devices() if "official" in each.roles}
    found = file.case.at(Circle.PERSON, own_body(office))
    return [circle for circle in found if set(view_of(office, circle).roster) <= officials]


def sealed_circle(office: Office, file: CaseFile) -> CircleId:
    """Raises ``Usage``."""
    found = _sealed_circles(office, file)
    if not found:
        raise Usage(_("new data stand in a circle of authorised officials alone: open it with newdata-open"), "no-such-circle")
    return found[-1]


async def newdata_propose(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    return await _propose(context, file, fields_of(args.set), args.note or "")


async def newdata_accept(context: Context, args: argparse.Namespace) -> Answer:
    """The person's own wish, word for word, proposed back: what is signed in the end is signed by both."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    items = seen(office, sealed_circle(office, file))
    item, _proposal = last(items, DataProposal, _("proposal of new data"))
    wishes = [value for _item, value in of_type(items, DataCounter) if value.proposal == item.entry.hash.hex()]
    if not wishes:
        raise Usage(_("the person has no other wish for the newest proposal"), "nothing-there")
    return await _propose(context, file, wishes[-1].fields, args.note or "")


async def _propose(context: Context, file: CaseFile, fields: tuple[NewField, ...], note: str) -> Answer:
    office, circle = context.office, sealed_circle(context.office, file)
    people = tuple(each.hash for each in view_of(office, circle).policy.reporters if each.role in _PEOPLE)
    if not people:
        raise Usage(_("no person is admitted yet"), "no-person")
    value = DataProposal(context.entropy(16).hex(), fields, note)
    done = await send(office, circle, value, restricted=True, disclose_to=people)
    return sent(done, _("new data proposed to the person; nothing is sent before they sign"), set=value.set)


def _agreed(items: tuple[Seen, ...]) -> tuple[DataProposal, Seen]:
    """The newest proposal and the person's yes to it. Raises ``Usage``."""
    item, proposal = last(items, DataProposal, _("proposal of new data"))
    answers = [(each, value) for each, value in of_type(items, DataSigned) if value.proposal == item.entry.hash.hex()]
    if not answers or not answers[-1][1].signed:
        raise Usage(_("the person has not signed the newest proposal"), "not-signed")
    return proposal, answers[-1][0]


async def newdata_link(context: Context, args: argparse.Namespace) -> Answer:
    """Seals the signed set to the identity. Again after custodians have changed: the newest counts, under new halves."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    coordination, circle = file.circle(Circle.COORDINATION), sealed_circle(office, file)
    proposal, _signature = _agreed(seen(office, circle))
    content = Identity(new=(new_data(proposal),), notes=f"L72 19: {proposal.set}")
    sides = [custodians(office, file, kind, officials=True) for kind in (BodyKind.DECIDING, BodyKind.IMPLEMENTING)]
    vault = new_vault(encode(content), sides[0], sides[1], coordination, context.entropy)
    done = await send(office, coordination, IdentityAdded(file.id, proposal.set, vault.encode().hex()))
    if done is None:
        raise Refused(_("the link must be in the chain first, and the server is not there"), "offline")
    link = await send(office, circle, DataLinked(proposal.set, done.entry.hash.hex()), restricted=True)
    line = _("the new data are sealed to the identity of {pseudonym}; both bodies together open them, to an authorised official")
    return sent(link, line.format(pseudonym=file.pseudonym), set=proposal.set)


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


async def newdata_show(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    item, proposal = last(seen(office, sealed_circle(office, file)), DataProposal, _("proposal of new data"))
    known = file.case.file.newdata
    state = N_("signed by both") if known.agreed else N_("the person has another wish") if known.countered else N_("not signed yet")
    lines = [f"{item.entry.hash.hex()[:8]}: {_(state)}", *field_lines(proposal.fields)]
    return say(*lines, agreed=known.agreed, countered=known.countered, linked=known.linked, set=proposal.set)


_SET = arg("--set", action="append", required=True, metavar="NAME=VALUE", help=N_("one of the new data"))
_NOTE = arg("--note", help=N_("note"))

VERBS = (
    Verb(
        "newdata-open",
        N_("open the circle in which new data stand: authorised officials and the person"),
        "--file Swallow",
        newdata_open,
        (FILE,),
    ),
    Verb(
        "newdata-propose",
        N_("propose new personal data to the person"),
        '--file Swallow --set "surname=Жаңаева" --set "name=Айгүл"',
        newdata_propose,
        (FILE, _SET, _NOTE),
    ),
    Verb("newdata-accept", N_("propose the person's own wish back, to be signed"), "--file Swallow", newdata_accept, (FILE, _NOTE)),
    Verb("newdata", N_("where the new data stand: proposed, countered, signed, linked"), "--file Swallow", newdata_show, (FILE,)),
    Verb(
        "newdata-link",
        N_("seal the signed new data to the identity, under a half of each body"),
        "--file Swallow",
        newdata_link,
        (FILE,),
    ),
)
