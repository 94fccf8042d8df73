"""The person joins: enrolment card, short code, admission by both bodies."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_body, own_person_circle
from client.app.circle_parts import the_persons
from client.app.enrolment_code import enrolment_code
from client.app.outcome import Next, Outcome, outcome
from client.app.reading import Seen, last, of_type, seen, view_of
from client.app.reports import clocks_of
from client.app.saying import Moment, Term, say
from client.app.series import Series
from client.formats.disk import nothing_there, write_new
from client.law.records.files import Admission, Disclosed, FileOpened, Invitation
from client.law.records.persons import Representative
from client.law.records.reports import Enrol
from client.law.records.rulings import Decision
from client.law.words import BodyRole, Circle
from client.texts import N_
from crypto.errors import Forged, Usage
from crypto.frozen import dataclass
from crypto.policy import Policy, Reporter, ReporterRole
from crypto.primitives import ed25519_public
from crypto.ring import person_hash
from crypto.types import CircleId, Holder

if TYPE_CHECKING:
    from client.app.office import Office

DAY = 86_400_000
"""Milliseconds."""
INVITATION, ENROLMENT, ADMISSION = N_("invitation"), N_("enrolment"), N_("admission by the implementing body")
COPY_OF_DECISION = N_("copy of the decision (L72 23(1))")


@dataclass(frozen=True, slots=True)
class MakeCard:
    """``valid``: milliseconds; ``pdf``: also as a paper with a QR code, in ``language``."""

    out: Path
    file: str | None = None
    valid: int = 7 * DAY
    pdf: Path | None = None
    language: str = "kk"


async def make_card(office: Office, wish: MakeCard) -> Outcome:
    """A fresh invitation key; the policy lists it for one ``enrol`` report. The card is a secret until it is used."""
    for path in (wish.out, *((wish.pdf,) if wish.pdf else ())):
        nothing_there(path)
    await office.sync()
    file = file_named(office, wish.file)
    circle = own_person_circle(office, file)
    seed = office.entropy(32)
    invitation = person_hash(ed25519_public(seed))
    coordination, value = file.circle(Circle.COORDINATION), Invitation(file.id, invitation.hex(), circle.hex())
    office.casework.prepare(coordination, value)  # refused before a key is listed that nobody would have
    await office.channel.change(circle, policy=_with(_policy(office, circle), Reporter(invitation, ReporterRole.INVITATION)))
    done = await office.writing.first(coordination, value)
    expires = office.clock() + wish.valid
    _write_card(office, wish, (circle, *_deciding_circles(office, coordination)), seed, expires)
    line = say(
        "enrolment card in {path}, valid until {time}; give it to the person by hand", path=str(wish.out), time=Moment(expires)
    )
    return outcome(line, written=(done,), next=(Next("admit", (("file", file.pseudonym),), ("code",)),))


def _write_card(office: Office, wish: MakeCard, circles: tuple[CircleId, ...], seed: bytes, expires: int) -> None:
    from crypto.card import EnrolmentCard

    deployment, checkpoint = office.channel.deployment, office.channel.checkpoint
    made = EnrolmentCard(
        deployment.fingerprint,
        deployment.salt,
        office.channel.url,
        circles,
        checkpoint.size,
        checkpoint.root,
        seed,
        expires,
    )
    write_new(wish.out, made.encode().encode(), secret=True)
    if wish.pdf:
        from client.app.papers.handouts import write_enrolment_card

        write_enrolment_card(wish.pdf, wish.language, made.encode(), expires, office.clock())


def _deciding_circles(office: Office, coordination: CircleId) -> tuple[CircleId, ...]:
    """The deciding body's person circle, which its record in the coordination circle names."""
    opened = [record for _item, record in of_type(seen(office, coordination), FileOpened)]
    return tuple(CircleId(bytes.fromhex(other)) for record in opened for other in record.others)


def _policy(office: Office, circle: CircleId) -> Policy:
    return view_of(office, circle).policy


def _with(policy: Policy, *added: Reporter, without: bytes = b"") -> Policy:
    kept = tuple(each for each in policy.reporters if each.hash not in (without, *(other.hash for other in added)))
    return dataclasses.replace(policy, reporters=(*kept, *added))


@dataclass(frozen=True, slots=True)
class Invite:
    """Let the other body's invitation count in this body's circle with the person too."""

    file: str | None = None


async def invite(office: Office, wish: Invite) -> Outcome:
    """The deciding body lists the invitation that the implementing body made, in its own circle with the person."""
    await office.sync()
    file = file_named(office, wish.file)
    _item, invitation = last(seen(office, file.circle(Circle.COORDINATION)), Invitation, Term(INVITATION))
    circle = own_person_circle(office, file)
    reporter = Reporter(Holder(bytes.fromhex(invitation.invitation)), ReporterRole.INVITATION)
    await office.channel.change(circle, policy=_with(_policy(office, circle), reporter))
    return outcome(say("the invitation counts in your circle with the person too"), file=file.id)


def code_of(office: Office, item: Seen, enrol: Enrol) -> str:
    """The short code that the person's device shows: over the root, the invitation and both new keys."""
    return enrolment_code(office.channel.deployment.fingerprint, item.entry.author_hash, enrol)


@dataclass(frozen=True, slots=True)
class Admit:
    """``code``: twelve digits that the person reads out, of the implementing body; ``representative``: kind of a lawful
    representative, whose right ``document`` shows; empty for the person."""

    code: str = ""
    file: str | None = None
    representative: str = ""
    document: str = ""


async def admit(office: Office, wish: Admit) -> Outcome:
    """The implementing officer compares the code that the person reads out, and tells the other body; its officer admits the same
    key and no other. Then the decision is disclosed to the person."""
    await office.sync()
    file = file_named(office, wish.file)
    circle = own_person_circle(office, file)
    item, enrol = last(seen(office, circle), Enrol, Term(ENROLMENT))
    person = person_hash(bytes.fromhex(enrol.verify_key))
    deciding = own_body(office) is BodyRole.DECIDING
    wanted = _told_code(office, file, person) if deciding else wish.code
    if not wanted:
        raise Usage("say the code that the person reads out", "no-code")
    if wanted.replace(" ", "") != code_of(office, item, enrol).replace(" ", ""):
        raise Forged("the code is another one: this is not the person's key, nothing was admitted", "short-code")
    stands_for = _represents(office, file, person) if deciding else bool(wish.representative)
    if wish.representative and not wish.document:
        raise Usage("name the document that shows the right to represent", "no-document")
    await _listed(office, circle, item, person, ReporterRole.REPRESENTATIVE if stands_for else ReporterRole.PERSON)
    series = Series(office)
    await series.acknowledged(circle, item, settles=clocks_of(office, item, "DL-16"))
    if deciding:
        await _disclose_decision(office, series, circle, person)
    else:
        await _tell_the_other_body(office, series, file, person, wish)
    line = (
        say("the lawful representative is admitted; the invitation is used up")
        if stands_for
        else say("the person is admitted; the invitation is used up")
    )
    data = {"person": person, "representative": stands_for, "code": code_of(office, item, enrol)}
    return Outcome((line,), series.written, (), data, series.left)


async def _listed(office: Office, circle: CircleId, item: Seen, person: Holder, role: ReporterRole) -> None:
    """The key in the policy, in the place of the invitation; nothing where it stands there already."""
    policy = _policy(office, circle)
    wanted = _with(policy, Reporter(person, role), without=item.entry.author_hash)
    if set(wanted.reporters) != set(policy.reporters):
        await office.channel.change(circle, policy=wanted)


async def _tell_the_other_body(office: Office, series: Series, file: CaseFile, person: Holder, wish: Admit) -> None:
    """Whose key it is, and the code that was compared."""
    coordination, key = file.circle(Circle.COORDINATION), person.hex()
    if wish.representative:
        id = office.entropy(16).hex()
        named = Representative(file.id, id, wish.representative, "VERIFIED", key, wish.document, "")
        await series.put(coordination, named, same=lambda each: each.holder == key)
    await series.put(coordination, Admission(file.id, key, wish.code))


def _represents(office: Office, file: CaseFile, person: bytes) -> bool:
    """Whether the implementing body verified this key as a lawful representative's (23(8))."""
    found = of_type(seen(office, file.circle(Circle.COORDINATION)), Representative)
    return any(value.holder == person.hex() for _item, value in found)


def _told_code(office: Office, file: CaseFile, person: bytes) -> str:
    _item, admission = last(seen(office, file.circle(Circle.COORDINATION)), Admission, Term(ADMISSION))
    if admission.person != person.hex():
        raise Forged("the implementing body admitted another key", "short-code")
    return admission.short_code


async def _disclose_decision(office: Office, series: Series, circle: CircleId, person: bytes) -> None:
    """Each decision of the circle, to the person. The reason is a text of the catalogues: each reader has it in their language."""
    from client.core.drafts import DisclosureDraft

    for item, _decision in of_type(seen(office, circle), Decision):
        value = Disclosed(item.entry.hash.hex(), COPY_OF_DECISION)
        await series.put(circle, value, same=_never, disclose=(DisclosureDraft(item.entry.hash, person),))


def _never(_value: Disclosed) -> bool:
    """What was disclosed to a representative is not disclosed to the person: the record does not say to whom it was."""
    return False


def persons_if_any(office: Office, circle: CircleId) -> tuple[bytes, ...]:
    """As ``the_persons``; nobody where they have not enrolled: then the copy is served on paper."""
    try:
        return the_persons(office, circle)
    except Usage:
        return ()


def towards_admission(office: Office, file: CaseFile) -> Next:
    """The next step on the way of a person who is not admitted yet: the card, or the comparison of the code."""
    named, records = (("file", file.pseudonym),), file.records(office)
    if any(True for _pair in of_type(records, Enrol)):
        return Next("admit", named, ("code",))
    return Next("make_card", named, ("out",))
