"""The front desk: opening it, its public card, taking a statement in hand, acknowledging a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import own_body
from client.app.circle_parts import body_refs, colleagues
from client.app.outcome import Next, Outcome, Written, outcome
from client.app.reading import Seen, of_type, own_device, prosecutors, seen
from client.app.reports import answer_keys, clocks_of, report_deadlines, report_named
from client.app.saying import Moment, say
from client.formats.disk import nothing_there, read_text, write_new
from client.law.records.files import Acceptance, Acknowledgement
from client.law.records.reports import Statement
from client.law.words import BodyRole
from client.texts import N_, translated
from crypto.errors import Usage
from crypto.frozen import dataclass
from crypto.policy import CircleKind
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office

MINUTE = 60_000
"""Milliseconds."""
RECEIVED = N_("Your statement has been received; an officer is working on it.")


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Open the front desk of this officer's body. Times in milliseconds. ``prosecutor``: devices that read along, else the only
    one."""

    acknowledge_within: int = 15 * MINUTE
    escalate_after: int = 15 * MINUTE
    head: str | None = None
    prosecutor: tuple[str, ...] = ()


async def open_desk(office: Office, wish: OpenDesk) -> Outcome:
    """All officers on duty are members. A second desk is not opened: statements would come in at either."""
    await office.sync()
    own, open_already = own_device(office), own_desks(office)
    if open_already:
        number = open_already[0].hex()[:8]
        raise Usage("the front desk of {body} is open already: {circle}", "desk-is-open", body=own.body.name, circle=number)
    readers = prosecutors(office, list(wish.prosecutor))
    members = colleagues(office, "duty")
    circle = await office.channel.create_circle(
        CircleKind.FRONT_DESK,
        bodies=body_refs((own, *members, *readers)),
        readers=tuple(each.hash for each in readers),
        reporters=(),
        history=True,
        report_deadlines=report_deadlines(office, wish, decides=own_body(office) is BodyRole.DECIDING),
        members=tuple(each.hash for each in members),
    )
    done = say("front desk of {body} is open: {circle}", body=own.body.name, circle=circle.hex())
    return outcome(done, next=(Next("write_desk_card", (), ("out",)),), circle=circle)


def own_desks(office: Office) -> list[CircleId]:
    return [info.id for info in office.channel.circles() if info.kind is CircleKind.FRONT_DESK]


def own_desk(office: Office) -> CircleId:
    """The front desk of this officer's body that this device is a member of. Raises ``Usage``."""
    found = own_desks(office)
    if not found:
        raise Usage("you are on no front desk: open your body's, or let a colleague add you to it", "no-front-desk")
    if len(found) > 1:
        raise Usage("you are on {count} front desks", "no-front-desk", count=len(found))
    return found[0]


@dataclass(frozen=True, slots=True)
class WriteDeskCard:
    """The public card of this deployment's front desks. ``other``: other bodies' cards, as text or in files; ``pdf``: also as a
    paper with a QR code, in ``language``."""

    out: Path
    other: tuple[str, ...] = ()
    pdf: Path | None = None
    language: str = "kk"


async def write_desk_card(office: Office, wish: WriteDeskCard) -> Outcome:
    """From what this client has verified."""
    from crypto.card import FrontDeskCard

    for path in (wish.out, *((wish.pdf,) if wish.pdf else ())):
        nothing_there(path)
    desks: list[tuple[CircleId, str]] = [(own_desk(office), own_device(office).body.name)]
    for text in wish.other:
        other = FrontDeskCard.decode(text if text.startswith("QORGAN") else read_text(text))
        desks += list(zip(other.circles, other.names, strict=True))
    deployment = office.channel.deployment
    circles, names = tuple(circle for circle, _name in desks), tuple(name for _circle, name in desks)
    made = FrontDeskCard(deployment.fingerprint, deployment.salt, office.channel.url, circles, names)
    write_new(wish.out, made.encode().encode())
    if wish.pdf:
        from client.app.papers.handouts import write_front_desk_card

        write_front_desk_card(wish.pdf, wish.language, made, office.clock())
    return outcome(say("front desk card: {path}", path=str(wish.out)), card=made.encode())


@dataclass(frozen=True, slots=True)
class AcceptStatement:
    """Take a statement in hand. ``report``: first digits of its number or of its record; ``text``: the reply, else a short standard
    one in the statement's language."""

    report: str
    text: str = ""


async def accept_statement(office: Office, wish: AcceptStatement) -> Outcome:
    """Its writer is told that a human has it, and since when the 24 hours run (L72 23(1))."""
    await office.sync()
    item, report = report_named(office, wish.report)
    if not isinstance(report, Statement):
        raise Usage("this is no statement: it is answered by an acknowledgement", "no-statement")
    done = await accepted(office, item, report, wish.text)
    number = report.payload_id[:8]
    line = say("statement {id} taken in hand; the 24 hours run since {time}", id=number, time=Moment(item.at))
    step = Next("open_file", (("statement", number),), ("pseudonym", "partner"))
    deciding = own_body(office) is BodyRole.DECIDING
    return outcome(line, written=(done,), next=(step,) if deciding else (), payload_id=report.payload_id)


async def accepted(office: Office, item: Seen, report: Statement, text: str = "") -> Written:
    """The record that a statement is taken in hand; settles its clock."""
    clock = "DL-01" if own_body(office) is BodyRole.DECIDING else "DL-16"
    value = Acceptance(report.payload_id, item.at, clock, text or translated(RECEIVED, report.language), report.language)
    settles = clocks_of(office, item, "DL-16")
    return await office.writing.record(item.circle, value, settles=settles, disclose_to=answer_keys(item))


def is_accepted(office: Office, item: Seen, report: Statement) -> bool:
    """Whether somebody of this desk has it in hand."""
    return any(value.payload_id == report.payload_id for _item, value in of_type(seen(office, item.circle), Acceptance))


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Say that a human has a report, and what is being done. Its clock stops ringing."""

    report: str
    note: str = ""


async def acknowledge(office: Office, wish: Acknowledge) -> Outcome:
    """Of a threat as of a statement."""
    await office.sync()
    item, report = report_named(office, wish.report)
    settles = clocks_of(office, item, "DL-16")
    value = Acknowledgement(report.payload_id, wish.note)
    done = await office.writing.record(item.circle, value, settles=settles, disclose_to=answer_keys(item))
    return outcome(say("acknowledged {id}; {count} clocks settled", id=report.payload_id[:8], count=len(settles)), written=(done,))
