"""The person joins: enrolment card, short code, admission by both bodies; their rights weighed before a contract is offered."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.casefile import CaseFile, file_named, own_body, own_person_circle
from client.app.enrolment_code import enrolment_code
from client.app.reading import Seen, last, of_type, seen, view_of
from client.cli.context import Context
from client.cli.handout import PDF, enrolment_paper
from client.cli.officer.desk import clocks_of
from client.cli.officer.file import FILE
from client.cli.sending import send, sent
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, duration_ms, say, when
from client.formats.disk import nothing_there, write_new
from client.law.records.contract import RightsWeighed, RightWeighed
from client.law.records.files import Acknowledgement, Admission, Disclosed, FileOpened, Invitation
from client.law.records.persons import KINDS, Representative
from client.law.records.reports import Enrol
from client.law.records.rulings import Decision
from client.law.tables.clauses import RIGHTS
from client.law.words import BodyRole, Circle
from crypto.errors import Forged, Usage
from crypto.policy import Policy, Reporter, ReporterRole
from crypto.primitives import ed25519_public
from crypto.ring import person_hash
from crypto.types import CircleId, Holder

if TYPE_CHECKING:
    from client.app.office import Office


async def card(context: Context, args: argparse.Namespace) -> Answer:
    """A fresh invitation key; the policy lists it for one ``enrol`` report. The card is a secret until it is used."""
    from crypto.card import EnrolmentCard

    for path in filter(None, (args.out, args.pdf)):
        nothing_there(Path(path))
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle = own_person_circle(office, file)
    seed = context.entropy(32)
    invitation = person_hash(ed25519_public(seed))
    await office.channel.change(circle, policy=_with(_policy(office, circle), Reporter(invitation, ReporterRole.INVITATION)))
    coordination = file.circle(Circle.COORDINATION)
    done = await send(office, coordination, Invitation(file.id, invitation.hex(), circle.hex()))
    expires = context.clock() + duration_ms(args.valid)
    checkpoint = office.channel.checkpoint
    made = EnrolmentCard(
        office.channel.deployment.fingerprint,
        office.channel.deployment.salt,
        office.channel.url,
        (circle, *_deciding_circles(office, coordination)),
        checkpoint.size,
        checkpoint.root,
        seed,
        expires,
    )
    write_new(Path(args.out), made.encode().encode(), secret=True)
    if args.pdf:
        enrolment_paper(context, args.pdf, args.language, made.encode(), expires)
    return sent(
        done,
        _("enrolment card in {path}, valid until {time}; give it to the person by hand").format(path=args.out, time=when(expires)),
    )


def _deciding_circles(office: Office, coordination: CircleId) -> tuple[CircleId, ...]:
    """The deciding body's person circle, which its record in the coordination circle names."""
    opened = [record for _item, record in of_type(seen(office, coordination), FileOpened)]
    return tuple(CircleId(bytes.fromhex(other)) for record in opened for other in record.others)


def _policy(office: Office, circle: CircleId) -> Policy:
    return view_of(office, circle).policy


def _with(policy: Policy, *added: Reporter, without: bytes = b"") -> Policy:
    kept = tuple(each for each in policy.reporters if each.hash not in (without, *(other.hash for other in added)))
    return dataclasses.replace(policy, reporters=(*kept, *added))


async def invite(context: Context, args: argparse.Namespace) -> Answer:
    """The deciding body lists the invitation that the implementing body made, in its own circle with the person."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    _item, invitation = last(seen(office, file.circle(Circle.COORDINATION)), Invitation, _("invitation"))
    circle = own_person_circle(office, file)
    reporter = Reporter(Holder(bytes.fromhex(invitation.invitation)), ReporterRole.INVITATION)
    await office.channel.change(circle, policy=_with(_policy(office, circle), reporter))
    return say(_("the invitation counts in your circle with the person too"), file=file.id)


def code_of(office: Office, item: Seen, enrol: Enrol) -> str:
    """The short code that the person's device shows: over the root, the invitation and both new keys."""
    return enrolment_code(office.channel.deployment.fingerprint, item.entry.author_hash, enrol)


async def admit(context: Context, args: argparse.Namespace) -> Answer:
    """The implementing officer compares the code that the person reads out, and tells the other body; its officer admits the same
    key and no other. Then the decision is disclosed to the person."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    circle = own_person_circle(office, file)
    item, enrol = last(seen(office, circle), Enrol, _("enrolment"))
    person = person_hash(bytes.fromhex(enrol.verify_key))
    deciding = own_body(office) is BodyRole.DECIDING
    wanted = _told_code(office, file, person) if deciding else args.code
    if not wanted:
        raise Usage(_("say the code that the person reads out: --code"))
    if wanted.replace(" ", "") != code_of(office, item, enrol).replace(" ", ""):
        raise Forged(_("the code is another one: this is not the person's key, nothing was admitted"), "short-code")
    stands_for = _represents(office, file, person) if deciding else bool(args.representative)
    if args.representative and not args.document:
        raise Usage(_("name the document that shows the right to represent: --document"))
    role = ReporterRole.REPRESENTATIVE if stands_for else ReporterRole.PERSON
    policy = _with(_policy(office, circle), Reporter(person, role), without=item.entry.author_hash)
    await office.channel.change(circle, policy=policy)
    seen_by_human = Acknowledgement(item.entry.hash.hex()[:32], "")
    await send(office, circle, seen_by_human, settles=clocks_of(context, item, "DL-16"))
    if not deciding:
        if args.representative:
            id = context.entropy(16).hex()
            named = Representative(file.id, id, args.representative, "VERIFIED", person.hex(), args.document, "")
            await send(office, file.circle(Circle.COORDINATION), named)
        await send(office, file.circle(Circle.COORDINATION), Admission(file.id, person.hex(), wanted))
    else:
        await _disclose_decision(office, circle, person)
    line = (
        _("the lawful representative is admitted; the invitation is used up")
        if stands_for
        else _("the person is admitted; the invitation is used up")
    )
    return say(line, person=person, representative=stands_for, code=code_of(office, item, enrol))


def _represents(office: Office, file: CaseFile, person: bytes) -> bool:
    """Whether the implementing body verified this key as a lawful representative's (23(8))."""
    found = of_type(seen(office, file.circle(Circle.COORDINATION)), Representative)
    return any(value.holder == person.hex() for _item, value in found)


def _told_code(office: Office, file: CaseFile, person: bytes) -> str:
    _item, admission = last(seen(office, file.circle(Circle.COORDINATION)), Admission, _("admission by the implementing body"))
    if admission.person != person.hex():
        raise Forged(_("the implementing body admitted another key"), "short-code")
    return admission.short_code


async def _disclose_decision(office: Office, circle: CircleId, person: bytes) -> None:
    from client.core.drafts import DisclosureDraft

    for item, _decision in of_type(seen(office, circle), Decision):
        value = Disclosed(item.entry.hash.hex(), _("copy of the decision (L72 23(1))"))
        await send(office, circle, value, disclose=(DisclosureDraft(item.entry.hash, person),))


async def weigh_rights(context: Context, args: argparse.Namespace) -> Answer:
    """Each right by itself, for each measure, before the contract is offered (23(6)): no measure may harm one."""
    office = context.office
    await office.sync()
    file, kept, done = file_named(office, args.file), dict(own_words(each) for each in args.touched or ()), None
    unknown = sorted(set(kept) - set(RIGHTS))
    if unknown:
        raise Usage(_("{name} is none of {names}").format(name=unknown[0], names=", ".join(RIGHTS)))
    rights = tuple(RightWeighed(right, right in kept, kept.get(right, "")) for right in RIGHTS)
    for code in args.measure:
        done = await send(office, own_person_circle(office, file), RightsWeighed(file.id, code, rights))
    return sent(done, _("rights weighed for {codes}").format(codes=", ".join(args.measure)), file=file.id)


def own_words(text: str) -> tuple[str, str]:
    """``K18=who does what``. Raises ``Usage``."""
    clause, equals, words = text.partition("=")
    if not equals:
        raise Usage(_("say field=value, not {text}").format(text=text))
    return clause.strip(), words.strip()


VERBS = (
    Verb(
        "card",
        N_("make the person's enrolment card (given by hand, a secret until used)"),
        "--file Swallow --out person.card",
        card,
        (
            FILE,
            arg("--valid", default="7d", help=N_("how long it is valid (7d)")),
            arg("--out", required=True, help=N_("file to write")),
            *PDF,
        ),
    ),
    Verb("invite", N_("let the other body's invitation count in your circle too"), "--file Swallow", invite, (FILE,)),
    Verb(
        "admit",
        N_("compare the short code with the person and admit their key"),
        '--file Swallow --code "123456 654321"',
        admit,
        (
            FILE,
            arg("--code", help=N_("twelve digits that the person reads out (implementing body)")),
            arg("--representative", choices=KINDS, help=N_("it is no person but their lawful representative, of this kind")),
            arg("--document", default="", metavar="TEXT", help=N_("the document that shows the right to represent")),
        ),
    ),
    Verb(
        "weigh-rights",
        N_("weigh what measures do to pension, housing, work and other rights, and what keeps these whole"),
        '--file Swallow --measure M2.5a --touched "HOUSING=the flat stays the person\'s"',
        weigh_rights,
        (
            FILE,
            arg("--measure", action="append", required=True, metavar="CODE", help=N_("code of the measure")),
            arg("--touched", action="append", metavar="RIGHT=TEXT", help=N_("a right that is touched, and what keeps it whole")),
        ),
    ),
)
