"""The file of one person: opening it under a pseudonym, and the circle of a body that comes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_body
from client.app.circle_parts import body_refs, colleagues, members_named, recovery_keys
from client.app.desk import MINUTE, accepted, is_accepted
from client.app.outcome import Next, Outcome, Written
from client.app.pseudonyms import Wish
from client.app.pseudonyms.giving import pseudonym_of_file
from client.app.reading import Seen, device_named, last, of_type, own_device, prosecutors, seen, view_of
from client.app.reports import report_deadlines, report_named
from client.app.saying import Term, say
from client.app.series import Series
from client.law.records.files import Admission, FileOpened
from client.law.records.reports import Statement
from client.law.records.rulings import Order
from client.law.words import BodyRole, Circle
from client.texts import N_
from crypto.errors import Usage
from crypto.frozen import dataclass
from crypto.policy import CircleKind, Reporter, ReporterRole
from crypto.types import BodyKind, CircleId, Holder

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.drafts import DeadlineDraft
    from crypto.trust import Device

FILE = N_("file")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """``statement``: what gives rise to it, by its number; ``pseudonym``: ``auto`` draws one, as ``name_language`` and the fields
    after it say; ``partner``: officers of the implementing body; ``member``: colleagues, else all officers of the own body."""

    statement: str
    pseudonym: str
    partner: tuple[str, ...]
    name_language: str = "kk"
    sex: str = ""
    decade: int | None = None
    region: str = ""
    father_name: bool = False
    person_code: tuple[str, ...] = ("P12a",)
    origin: str = "WRITTEN"
    member: tuple[str, ...] = ()
    prosecutor: tuple[str, ...] = ()
    acknowledge_within: int = 5 * MINUTE
    escalate_after: int = 5 * MINUTE
    head: str | None = None


async def open_file(office: Office, wish: OpenFile) -> Outcome:
    """Its coordination circle and the person's circle of this body. A statement that nobody has in hand yet is taken in hand first:
    whoever opens a file for it has read it."""
    await office.sync()
    item, report = report_named(office, wish.statement)
    partners = tuple(_partner(office, name) for name in wish.partner)
    readers = prosecutors(office, list(wish.prosecutor))
    own = (own_device(office), *(members_named(office, wish.member) if wish.member else colleagues(office, "officer")))
    taken = await _in_hand(office, item, report)
    names = Wish(wish.name_language, wish.sex or "", wish.decade, wish.region or "", wish.father_name)
    pseudonym, told = await pseudonym_of_file(office, wish.pseudonym, names)
    file = office.entropy(16).hex()
    coordination = await founded(office, CircleKind.COORDINATION, own + partners, readers, ())
    person = await founded(office, CircleKind.PERSON, own, readers, report_deadlines(office, wish, decides=False))
    series = Series(office)
    for circle, kind, other in ((coordination, Circle.COORDINATION, person), (person, Circle.PERSON, coordination)):
        value = FileOpened(
            file, pseudonym, kind, own_body(office), wish.origin, wish.person_code, report.payload_id, (other.hex(),)
        )
        await series.put(circle, value)
    line = say("file {pseudonym} opened ({file}): coordination and person circles", pseudonym=pseudonym, file=file[:8])
    data = {
        "file": file,
        "pseudonym": pseudonym,
        "coordination": coordination,
        "person": person,
        "statement": item.entry.hash,
    }
    step = Next("decide", (("file", pseudonym),), ("outcome", "number", "reasons", "evidence", "verification"))
    first = (say("statement {id} taken in hand", id=report.payload_id[:8]),) if taken else ()
    written = (*series.written, *taken)
    return Outcome((line, *first), written, (step,), data, (*told, *series.left))


def _partner(office: Office, name: str) -> Device:
    """An officer of the other body. Raises ``Usage``: nothing is founded with a colleague or an executing body in its place."""
    device, own = device_named(office, name), own_device(office)
    if device.body.hash == own.body.hash:
        raise Usage("{name} is of your own body: the partner is an officer of the other body", "not-a-partner", name=name)
    if device.body.kind not in (BodyKind.DECIDING, BodyKind.IMPLEMENTING):
        raise Usage("{name} is of {body}, which neither decides nor implements", "not-a-partner", name=name, body=device.body.name)
    return device


async def _in_hand(office: Office, item: Seen, report: object) -> tuple[Written, ...]:
    """The acceptance of a statement of this body's own desk that nobody has accepted; none where there is nothing to accept."""
    view = office.channel.circle(item.circle).view
    member = view is not None and own_device(office).hash in view.roster
    if not isinstance(report, Statement) or not member or item.unlawful or is_accepted(office, item, report):
        return ()
    return (await accepted(office, item, report),)


async def founded(
    office: Office,
    kind: CircleKind,
    members: tuple[Device, ...],
    readers: tuple[Device, ...],
    deadlines: tuple[DeadlineDraft, ...],
    people: tuple[Reporter, ...] = (),
) -> CircleId:
    """A circle of a file; the recovery keys of its members' bodies read along."""
    own = own_device(office)
    readers = (*readers, *recovery_keys(office, {each.body.hash for each in members}))
    return await office.channel.create_circle(
        kind,
        bodies=body_refs((*members, *readers)),
        readers=tuple(each.hash for each in readers),
        reporters=people,
        history=True,
        report_deadlines=deadlines,
        members=tuple(each.hash for each in members if each.hash != own.hash),
    )


@dataclass(frozen=True, slots=True)
class TakeFile:
    """``prosecutor``: devices that read along; else those who read the coordination circle."""

    file: str | None = None
    prosecutor: tuple[str, ...] = ()
    acknowledge_within: int = 5 * MINUTE
    escalate_after: int = 5 * MINUTE
    head: str | None = None


async def take_file(office: Office, wish: TakeFile) -> Outcome:
    """The implementing body opens its own circle with the person, once the deciding body has opened the file; so does a body that
    takes the case over."""
    await office.sync()
    file = file_named(office, wish.file)
    if file.has(Circle.PERSON, own_body(office)):
        raise Usage("your body has its circle of this file already", "taken-already")
    readers = tuple(device_named(office, name) for name in wish.prosecutor) or _same_readers(office, file)
    own = (own_device(office), *colleagues(office, "officer"))
    deadlines = report_deadlines(office, wish, decides=False)
    _item, first = last(seen(office, file.circle(Circle.COORDINATION)), FileOpened, Term(FILE))
    circle = await founded(office, CircleKind.PERSON, own, readers, deadlines, _admitted(office, file))
    value = FileOpened(
        file.id, file.pseudonym, Circle.PERSON, own_body(office), first.origin, first.person_codes, first.statement, ()
    )
    done = await office.writing.record(circle, value)
    line = say("circle of your body for file {pseudonym} is open", pseudonym=file.pseudonym)
    return Outcome((line,), (done,), _after_taking(office, file), {"file": file.id, "person": circle})


def _after_taking(office: Office, file: CaseFile) -> tuple[Next, ...]:
    ordered = any(True for _pair in of_type(seen(office, file.circle(Circle.COORDINATION)), Order))
    if own_body(office) is not BodyRole.IMPLEMENTING or not ordered:
        return ()
    return (Next("select_measures", (("file", file.pseudonym),), ("number", "measure")),)


def _admitted(office: Office, file: CaseFile) -> tuple[Reporter, ...]:
    """The person, whose key both bodies compared and admitted before: who takes a case over goes by that, and a threat reaches them
    at once. Empty at the beginning of a file, and where two keys are told of: then the person enrols anew."""
    told = of_type(seen(office, file.circle(Circle.COORDINATION)), Admission)
    keys = {Holder(bytes.fromhex(value.person)) for _item, value in told}
    return tuple(Reporter(each, ReporterRole.PERSON) for each in keys) if len(keys) == 1 else ()


def _same_readers(office: Office, file: CaseFile) -> tuple[Device, ...]:
    """The prosecutors of the coordination circle read here too; its recovery keys only where they are of this body."""
    view = view_of(office, file.circle(Circle.COORDINATION))
    by_hash = {device.hash: device for device in office.channel.directory.devices()}
    return tuple(by_hash[reader] for reader in view.policy.readers if "recovery" not in by_hash[reader].roles)
