"""The file of one person: opening it, the decision, the order, the choice of measures, the contract, reviews."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from client.cli.casefile import CaseFile, file_named, own_body, own_person_circle
from client.cli.context import Context, read_text
from client.cli.officer.desk import answer_keys, clocks_of, report_deadlines, report_named, reports
from client.cli.parts import body_refs, colleagues, members_named, opening
from client.cli.reading import device_named, last, own_device, prosecutors, seen, view_of
from client.cli.sending import send, sent
from client.cli.texts import LANGUAGES, N_, _, translated
from client.cli.verb import Answer, Verb, arg, duration_ms, say, when
from client.law.records.files import ORIGINS, FileOpened
from client.law.records.rulings import Considered, Decision, Order, Review, SelectedMeasure, Selection, notice_of
from client.law.words import PERSONAL_SECURITY, Circle
from crypto.errors import Usage
from crypto.policy import CircleKind
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.core.drafts import DeadlineDraft
    from crypto.trust import Device

APPEAL = (
    N_("to the court"),
    N_("to the prosecutor's office"),
    N_("to the higher authority of the official"),
)
RIGHTS = N_(
    "You may know the measures applied to you, ask for more or for their end, and complain at any time. "
    "You must keep the conditions, report every threat at once and not tell others about the measures."
)


async def file_open(context: Context, args: argparse.Namespace) -> Answer:
    client = context.client
    await client.sync()
    item, report = report_named(context, args.statement)
    file = context.entropy(16).hex()
    readers = prosecutors(client, args.prosecutor)
    partners = tuple(device_named(client, name) for name in args.partner)
    own = (own_device(client), *(members_named(client, args.member) if args.member else colleagues(client, "officer")))
    coordination = await _circle(context, CircleKind.COORDINATION, own + partners, readers, ())
    person = await _circle(context, CircleKind.PERSON, own, readers, report_deadlines(context, args, decides=False))
    for circle, kind, other in ((coordination, Circle.COORDINATION, person), (person, Circle.PERSON, coordination)):
        await send(client, circle, _opened(context, args, file, kind, report.payload_id, other))
    line = _("file {pseudonym} opened ({file}): coordination and person circles").format(pseudonym=args.pseudonym, file=file[:8])
    return say(line, file=file, coordination=coordination, person=person, statement=item.entry.hash)


def _opened(context: Context, args: argparse.Namespace, file: str, kind: Circle, statement: str, other: CircleId) -> FileOpened:
    body, codes = own_body(context.client), tuple(args.person_code.split(","))
    return FileOpened(file, args.pseudonym, kind, body, args.origin, codes, statement, (other.hex(),))


async def _circle(
    context: Context,
    kind: CircleKind,
    members: tuple[Device, ...],
    readers: tuple[Device, ...],
    deadlines: tuple[DeadlineDraft, ...],
) -> CircleId:
    client, own = context.client, own_device(context.client)
    return await client.create_circle(
        kind,
        bodies=body_refs((*members, *readers)),
        readers=tuple(each.hash for each in readers),
        reporters=(),
        history=True,
        report_deadlines=deadlines,
        members=tuple(each.hash for each in members if each.hash != own.hash),
    )


async def file_take(context: Context, args: argparse.Namespace) -> Answer:
    """The implementing body opens its own circle with the person, once the deciding body has opened the file."""
    client = context.client
    await client.sync()
    file = file_named(client, args.file)
    if file.has(Circle.PERSON, own_body(client)):
        raise Usage(_("your body has its circle of this file already"))
    readers = tuple(device_named(client, name) for name in args.prosecutor or ()) or _same_readers(context, file)
    own = (own_device(client), *colleagues(client, "officer"))
    circle = await _circle(context, CircleKind.PERSON, own, readers, report_deadlines(context, args, decides=False))
    _item, first = last(seen(client, file.circle(Circle.COORDINATION)), FileOpened, _("file"))
    value = FileOpened(
        file.id, file.pseudonym, Circle.PERSON, own_body(client), first.origin, first.person_codes, first.statement, ()
    )
    await send(client, circle, value)
    return say(_("circle of your body for file {pseudonym} is open").format(pseudonym=file.pseudonym), file=file.id, person=circle)


def _same_readers(context: Context, file: CaseFile) -> tuple[Device, ...]:
    """The readers of the coordination circle read here too."""
    client = context.client
    view = view_of(client, file.circle(Circle.COORDINATION))
    by_hash = {device.hash: device for device in client.directory.devices()}
    return tuple(by_hash[reader] for reader in view.policy.readers)


async def decide(context: Context, args: argparse.Namespace) -> Answer:
    """The decision stands in the person's circle; its copy goes at once to the front desk, disclosed to who made the statement,
    where it ends the 24 hours (L72 23(1), DL-01, NT-01)."""
    client = context.client
    await client.sync()
    file = file_named(client, args.file)
    decision = _decision(args, file)
    done = await send(client, own_person_circle(client, file), decision)
    line = _("decision {number}: {outcome}").format(number=args.number, outcome=args.outcome)
    lines = [line]
    for item, report in reports(context):
        if report.payload_id == file.statement and item.name == "statement":
            settles = clocks_of(context, item, "DL-01", "DL-16")
            await send(client, item.circle, decision, settles=settles, disclose_to=answer_keys(item))
            lines.append(_("copy disclosed to who made the statement; the 24-hour clock is settled"))
    answer = sent(done, line, file=file.id, outcome=args.outcome)
    return Answer((*answer.lines, *lines[1:]), answer.data)


def _decision(args: argparse.Namespace, file: CaseFile) -> Decision:
    return Decision(
        file=file.id,
        number=args.number,
        outcome=args.outcome,
        reasons=read_text(args.reasons_file) if args.reasons_file else args.reasons or "",
        evidence=tuple(args.evidence),
        verification=args.verification,
        measures=(PERSONAL_SECURITY, *(args.measure or ())) if args.outcome == "APPLY" else (),
        appeal=tuple(translated(each, args.language) for each in APPEAL),
        rights=translated(RIGHTS, args.language),
        language=args.language,
    )


async def order(context: Context, args: argparse.Namespace) -> Answer:
    client = context.client
    await client.sync()
    file = file_named(client, args.file)
    item, decision = last(file.records(client), Decision, _("decision"))
    if PERSONAL_SECURITY not in decision.measures:
        raise Usage(_("the decision does not order personal security"))
    partners = _partner_body(context, file)
    opens = (opening("DL-06", _("choose the measures"), partners),) if partners else ()
    value = Order(file.id, args.number, item.entry.hash.hex(), decision.number)
    done = await send(client, file.circle(Circle.COORDINATION), value, opens=opens)
    return sent(done, _("order {number} for personal security sent").format(number=args.number), file=file.id)


def _partner_body(context: Context, file: CaseFile) -> tuple[bytes, ...]:
    from crypto.types import BodyKind

    view = view_of(context.client, file.circle(Circle.COORDINATION))
    return tuple(ref.hash for ref in view.policy.bodies if ref.kind is BodyKind.IMPLEMENTING)


def measure_of(text: str, now: int) -> SelectedMeasure:
    """``CODE|method|unit|review in (30d)[|what was considered]...``. Raises ``Usage``."""
    code, method, unit, review, *considered = [part.strip() for part in text.split("|")] + [""] * max(0, 3 - text.count("|"))
    if not review:
        raise Usage(_("a measure is CODE|METHOD|UNIT|REVIEW IN (as 30d)|CONSIDERED..., not {text}").format(text=text))
    return SelectedMeasure(code, method, unit, now, now + duration_ms(review), tuple(Considered.of(each) for each in considered))


async def select_measures(context: Context, args: argparse.Namespace) -> Answer:
    """L72 23(4): the ruling, restricted in its detail; each measure opens the clock of its review (DL-18), which ends nothing.
    Then the notice to the deciding body (23(5)), which settles DL-06."""
    client = context.client
    await client.sync()
    file, now = file_named(client, args.file), context.clock()
    found, _order = last(file.records(client), Order, _("order"))
    selected = tuple(measure_of(each, now) for each in args.measure)
    ruling = Selection(file.id, args.number, found.entry.hash.hex(), selected)
    own = (own_device(client).body.hash,)
    text = _("review of measure {code}; it stays in force")
    opens = [opening("DL-18", text.format(code=each.code), own, at=each.review_at) for each in selected]
    opens.append(opening("DL-08", _("contract with the person"), own))
    done = await send(client, own_person_circle(client, file), ruling, restricted=args.restricted, opens=opens)
    coordination = file.circle(Circle.COORDINATION)
    settles = open_clocks(context, coordination, "DL-06")
    await send(client, coordination, notice_of(ruling), settles=settles)
    lines = [f"{each.code}: {each.method}; " + _("review {time}").format(time=when(each.review_at)) for each in selected]
    answer = sent(done, _("ruling {number}: {count} measures chosen").format(number=args.number, count=len(selected)), file=file.id)
    return Answer((*answer.lines, *lines, _("the deciding body is informed")), answer.data)


def open_clocks(context: Context, circle: CircleId, *names: str) -> tuple[bytes, ...]:
    """The open deadlines of a circle of the clocks ``names``."""
    found = context.client.deadlines(circle)
    return tuple(each.id for each in found if each.settled_by is None and (each.text or "").startswith(names))


async def review(context: Context, args: argparse.Namespace) -> Answer:
    client = context.client
    await client.sync()
    file, now = file_named(client, args.file), context.clock()
    circle = own_person_circle(client, file)
    due = [each for each in client.deadlines(circle) if each.settled_by is None and f" {args.measure};" in (each.text or "")]
    following = now + duration_ms(args.next)
    own = (own_device(client).body.hash,)
    opens = (opening("DL-18", _("review of measure {code}; it stays in force").format(code=args.measure), own, at=following),)
    value = Review(file.id, args.measure, args.outcome, args.note, following)
    done = await send(client, circle, value, settles=tuple(each.id for each in due), opens=opens)
    return sent(
        done,
        _("{measure} reviewed: {outcome}; next {time}").format(measure=args.measure, outcome=args.outcome, time=when(following)),
    )


def show_state(file: CaseFile, now: int) -> list[str]:
    """State of the file and of its measures, as lines."""
    from client.law.file import file_state
    from client.law.file.states import IN_FORCE

    lines = [_("state: {state}").format(state=file_state(file.case.file))]
    for each in file.case.file.measures.all():
        state = each.at(now)
        force = _("in force") if state in IN_FORCE else _("not in force")
        lines.append(f"  {each.code} {state}, {force}; " + _("review {time}").format(time=when(each.review_at)))
    return lines


FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
LANGUAGE = arg("--language", choices=LANGUAGES, default="kk", help=N_("language of the document (kk)"))
ACKNOWLEDGE = (
    arg("--acknowledge-within", default="5m", help=N_("how soon a threat report must be acknowledged (DL-16; 5m)")),
    arg("--escalate-after", default="5m", help=N_("how long after that the head is told (5m)")),
    arg("--head", metavar="DEVICE", help=N_("who is told then (else the whole body)")),
)
NUMBER = arg("--number", required=True, help=N_("number of the document"))
PROSECUTOR = arg(
    "--prosecutor", action="append", metavar="DEVICE", help=N_("the supervising prosecutor's device (else the only one)")
)

VERBS = (
    Verb(
        "file-open",
        N_("open a file under a pseudonym: its coordination and person circles"),
        '--statement 3fa1 --pseudonym Swallow --partner "B. Implementer"',
        file_open,
        (
            arg("--statement", required=True, metavar="NUMBER", help=N_("the statement that gives rise to it")),
            arg("--pseudonym", required=True, help=N_("stands for the person everywhere")),
            arg("--person-code", default="P12a", help=N_("codes of Art. 3, comma separated (P12a: witness)")),
            arg("--origin", choices=ORIGINS, default="WRITTEN", help=N_("how it began")),
            arg("--partner", action="append", required=True, metavar="DEVICE", help=N_("officer of the implementing body")),
            arg("--member", action="append", metavar="DEVICE", help=N_("colleague (else all officers of your body)")),
            PROSECUTOR,
            *ACKNOWLEDGE,
        ),
    ),
    Verb(
        "file-take",
        N_("open your (implementing) body's circle of a file"),
        "--file Swallow",
        file_take,
        (FILE, PROSECUTOR, *ACKNOWLEDGE),
    ),
    Verb(
        "decide",
        N_("decide to apply or to refuse; the copy goes to who made the statement"),
        '--file Swallow --outcome APPLY --number 12-1 --reasons "..." --evidence "statement" --verification "calls checked"',
        decide,
        (
            FILE,
            arg("--outcome", required=True, choices=("APPLY", "REFUSE"), help=N_("apply or refuse (23(1))")),
            NUMBER,
            arg("--reasons", help=N_("reasons")),
            arg("--reasons-file", metavar="FILE", help=N_("reasons, from a text file")),
            arg("--evidence", action="append", required=True, help=N_("evidence relied on (22)")),
            arg("--verification", required=True, help=N_("how the statement was verified")),
            arg("--measure", action="append", metavar="CODE", help=N_("further measures of Art. 7(1)")),
            LANGUAGE,
        ),
    ),
    Verb(
        "order", N_("order personal security: opens the choice of measures"), "--file Swallow --number 12-2", order, (FILE, NUMBER)
    ),
    Verb(
        "select-measures",
        N_("choose measures with term and method, and inform the deciding body"),
        '--file Swallow --number 7 --measure "M2.1a|two officers|unit 1|30d"',
        select_measures,
        (
            FILE,
            NUMBER,
            arg("--measure", action="append", required=True, metavar="TEXT", help=N_("CODE|METHOD|UNIT|REVIEW IN|CONSIDERED...")),
            arg("--restricted", action="store_true", help=N_("readers cannot open it unless disclosed")),
        ),
    ),
    Verb(
        "review",
        N_("record the review of a measure; its clock starts anew"),
        '--file Swallow --measure M2.1a --outcome EXTENDED --note "threat persists" --next 30d',
        review,
        (
            FILE,
            arg("--measure", required=True, metavar="CODE", help=N_("code of the measure")),
            arg("--outcome", choices=("EXTENDED", "CHANGED"), default="EXTENDED", help=N_("outcome")),
            arg("--note", required=True, help=N_("note of the review")),
            arg("--next", default="30d", help=N_("when the next review falls due (30d)")),
        ),
    ),
)
