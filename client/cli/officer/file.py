"""The file of one person: opening it, the decision, the order, the choice of measures, the contract, reviews."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from client.app.casefile import CaseFile, file_named, own_body, own_person_circle
from client.app.circle_parts import body_refs, colleagues, members_named, recovery_keys
from client.app.reading import device_named, last, of_type, own_device, prosecutors, seen, view_of
from client.cli.context import Context
from client.cli.officer.desk import answer_keys, clocks_of, report_deadlines, report_named, reports
from client.cli.officer.naming import WISH, file_pseudonym
from client.cli.sending import send, sent
from client.cli.texts import LANGUAGES, N_, _, translated
from client.cli.verb import Answer, Verb, arg, duration_ms, say, when
from client.formats.disk import read_text
from client.law.records.files import ORIGINS, Acknowledgement, Admission, FileOpened
from client.law.records.measures import MeasureStarted
from client.law.records.rulings import (
    Considered,
    Decision,
    NoticeMeasure,
    Order,
    Review,
    SelectedMeasure,
    Selection,
    SelectionNotice,
    notice_of,
)
from client.law.tables.bodies import DECIDERS, STAGES
from client.law.words import PERSONAL_SECURITY, Circle
from crypto.errors import Usage
from crypto.policy import CircleKind, Reporter, ReporterRole
from crypto.types import CircleId, Holder

if TYPE_CHECKING:
    from client.app.office import Office
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
    office = context.office
    await office.sync()
    item, report = report_named(context, args.statement)
    pseudonym, told = await file_pseudonym(context, args)
    file = context.entropy(16).hex()
    readers = prosecutors(office, args.prosecutor)
    partners = tuple(device_named(office, name) for name in args.partner)
    own = (own_device(office), *(members_named(office, args.member) if args.member else colleagues(office, "officer")))
    coordination = await _circle(context, CircleKind.COORDINATION, own + partners, readers, ())
    person = await _circle(context, CircleKind.PERSON, own, readers, report_deadlines(context, args, decides=False))
    for circle, kind, other in ((coordination, Circle.COORDINATION, person), (person, Circle.PERSON, coordination)):
        await send(office, circle, _opened(context, args, (file, pseudonym), kind, report.payload_id, other))
    line = _("file {pseudonym} opened ({file}): coordination and person circles").format(pseudonym=pseudonym, file=file[:8])
    return say(line, *told, file=file, pseudonym=pseudonym, coordination=coordination, person=person, statement=item.entry.hash)


def _opened(
    context: Context, args: argparse.Namespace, file: tuple[str, str], kind: Circle, statement: str, other: CircleId
) -> FileOpened:
    """``file``: its id and its pseudonym."""
    body, codes = own_body(context.office), tuple(args.person_code.split(","))
    return FileOpened(*file, kind, body, args.origin, codes, statement, (other.hex(),))


async def _circle(
    context: Context,
    kind: CircleKind,
    members: tuple[Device, ...],
    readers: tuple[Device, ...],
    deadlines: tuple[DeadlineDraft, ...],
    people: tuple[Reporter, ...] = (),
) -> CircleId:
    office, own = context.office, own_device(context.office)
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


async def file_take(context: Context, args: argparse.Namespace) -> Answer:
    """The implementing body opens its own circle with the person, once the deciding body has opened the file; so does a body that
    takes the case over."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    if file.has(Circle.PERSON, own_body(office)):
        raise Usage(_("your body has its circle of this file already"))
    readers = tuple(device_named(office, name) for name in args.prosecutor or ()) or _same_readers(context, file)
    own = (own_device(office), *colleagues(office, "officer"))
    deadlines = report_deadlines(context, args, decides=False)
    circle = await _circle(context, CircleKind.PERSON, own, readers, deadlines, _admitted(office, file))
    _item, first = last(seen(office, file.circle(Circle.COORDINATION)), FileOpened, _("file"))
    value = FileOpened(
        file.id, file.pseudonym, Circle.PERSON, own_body(office), first.origin, first.person_codes, first.statement, ()
    )
    await send(office, circle, value)
    return say(_("circle of your body for file {pseudonym} is open").format(pseudonym=file.pseudonym), file=file.id, person=circle)


def _admitted(office: Office, file: CaseFile) -> tuple[Reporter, ...]:
    """The person, whose key both bodies compared and admitted before: who takes a case over goes by that, and a threat reaches them
    at once. Empty at the beginning of a file, and where two keys are told of: then the person enrols anew."""
    told = of_type(seen(office, file.circle(Circle.COORDINATION)), Admission)
    keys = {Holder(bytes.fromhex(value.person)) for _item, value in told}
    return tuple(Reporter(each, ReporterRole.PERSON) for each in keys) if len(keys) == 1 else ()


def _same_readers(context: Context, file: CaseFile) -> tuple[Device, ...]:
    """The prosecutors of the coordination circle read here too; its recovery keys only where they are of this body."""
    office = context.office
    view = view_of(office, file.circle(Circle.COORDINATION))
    by_hash = {device.hash: device for device in office.channel.directory.devices()}
    return tuple(by_hash[reader] for reader in view.policy.readers if "recovery" not in by_hash[reader].roles)


async def decide(context: Context, args: argparse.Namespace) -> Answer:
    """The decision stands in the person's circle; its copy goes at once to the front desk, disclosed to who made the statement,
    where it ends the 24 hours (L72 23(1), DL-01, NT-01)."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    decision = _decision(args, file)
    done = await send(office, own_person_circle(office, file), decision)
    await send(office, file.circle(Circle.COORDINATION), decision)
    line = _("decision {number}: {outcome}").format(number=args.number, outcome=args.outcome)
    lines = [line]
    for item, report in reports(context):
        if report.payload_id == file.statement and item.name == "statement":
            settles = clocks_of(context, item, "DL-01", "DL-16")
            await send(office, item.circle, decision, settles=settles, disclose_to=answer_keys(item))
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
        stage=args.stage,
        decider=args.decider,
    )


async def order(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    item, decision = last(file.records(office), Decision, _("decision"))
    if PERSONAL_SECURITY not in decision.measures:
        raise Usage(_("the decision does not order personal security"))
    value = Order(file.id, args.number, item.entry.hash.hex(), decision.number)
    done = await send(office, file.circle(Circle.COORDINATION), value)
    return sent(done, _("order {number} for personal security sent").format(number=args.number), file=file.id)


async def order_take(context: Context, args: argparse.Namespace) -> Answer:
    """The implementing body has the order: only then does it choose measures (23(4)), and its clock runs."""
    office = context.office
    await office.sync()
    file = file_named(office, args.file)
    item, found = last(seen(office, file.circle(Circle.COORDINATION)), Order, _("order"))
    value = Acknowledgement(item.entry.hash.hex()[:32], args.note or "")
    done = await send(office, file.circle(Circle.COORDINATION), value)
    return sent(done, _("order {number} acknowledged").format(number=found.number), file=file.id)


_NAMED = {"need", "duration", "event", "basis", "moved", "executor"}


def measure_of(text: str, now: int) -> SelectedMeasure:
    """``CODE|method|unit|review in (30d)``, then parts as ``duration=TEMPORARY`` and what was considered. Raises ``Usage``."""
    code, method, unit, review, *more = [part.strip() for part in text.split("|")] + [""] * max(0, 3 - text.count("|"))
    if not review:
        raise Usage(_("a measure is CODE|METHOD|UNIT|REVIEW IN (as 30d)|CONSIDERED..., not {text}").format(text=text))
    named: dict[str, Any] = dict(each.split("=", 1) for each in more if "=" in each and each.partition("=")[0] in _NAMED)
    considered = tuple(Considered.of(each) for each in more if each.partition("=")[0] not in _NAMED)
    return SelectedMeasure(code, method, unit, now, now + duration_ms(review), considered, **named)


async def select_measures(context: Context, args: argparse.Namespace) -> Answer:
    """L72 23(4): the ruling, restricted in its detail; then the notice to the deciding body (23(5)), with no more than it may
    know."""
    office = context.office
    await office.sync()
    file, now = file_named(office, args.file), context.clock()
    found, _order = last(file.records(office), Order, _("order"))
    selected = tuple(measure_of(each, now) for each in args.measure)
    ruling = Selection(file.id, args.number, found.entry.hash.hex(), selected)
    done = await send(office, own_person_circle(office, file), ruling, restricted=args.restricted)
    if done is not None:
        await send(office, file.circle(Circle.COORDINATION), notice_of(ruling, bytes(done.entry.hash).hex()))
    lines = [f"{each.code}: {each.method}; " + _("review {time}").format(time=when(each.review_at)) for each in selected]
    answer = sent(done, _("ruling {number}: {count} measures chosen").format(number=args.number, count=len(selected)), file=file.id)
    return Answer((*answer.lines, *lines, _("the deciding body is informed")), answer.data)


def open_clocks(context: Context, circle: CircleId, *names: str) -> tuple[bytes, ...]:
    """The open deadlines of a circle of the clocks ``names``."""
    found = context.office.channel.deadlines(circle)
    return tuple(each.id for each in found if each.settled_by is None and (each.text or "").startswith(names))


async def measure_start(context: Context, args: argparse.Namespace) -> Answer:
    """A chosen measure is carried out from now, with the consent that it needs; the deciding body is told (23(5))."""
    office = context.office
    await office.sync()
    file, now, lines = file_named(office, args.file), context.clock(), []
    circle, coordination = own_person_circle(office, file), file.circle(Circle.COORDINATION)
    _item, ruling = last(seen(office, circle), Selection, _("ruling that chooses the measures"))
    done = None
    for code in args.measure:
        done = await send(office, circle, MeasureStarted(file.id, code, now, args.note or ""))
        standing = office.casework.case(file.id).file.measures.of(code)
        if done is not None and standing is not None:
            told = (NoticeMeasure(code, standing.starts_at, standing.review_at, "STARTED"),)
            await send(office, coordination, SelectionNotice(file.id, ruling.number, told, (bytes(done.entry.hash).hex(),)))
        lines.append(_("{code} is in force").format(code=code))
    answer = sent(done, lines[-1], file=file.id)
    return Answer((*lines[:-1], *answer.lines), answer.data)


async def review(context: Context, args: argparse.Namespace) -> Answer:
    office = context.office
    await office.sync()
    file, now = file_named(office, args.file), context.clock()
    circle = own_person_circle(office, file)
    following = now + duration_ms(args.next)
    done = await send(office, circle, Review(file.id, args.measure, args.outcome, args.note, following))
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
            arg("--pseudonym", required=True, help=N_("stands for the person everywhere; auto draws one that nobody has")),
            *WISH,
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
            arg(
                "--evidence",
                action="append",
                required=True,
                help=N_("evidence: statement, or the number of an item (22)"),
            ),
            arg("--verification", required=True, help=N_("how the statement was verified")),
            arg("--measure", action="append", metavar="CODE", help=N_("further measures of Art. 7(1)")),
            arg("--stage", choices=STAGES, default="INVESTIGATION", help=N_("stage of the proceedings")),
            arg("--decider", choices=sorted(DECIDERS), default="INVESTIGATOR", help=N_("who decides")),
            LANGUAGE,
        ),
    ),
    Verb(
        "order", N_("order personal security: opens the choice of measures"), "--file Swallow --number 12-2", order, (FILE, NUMBER)
    ),
    Verb(
        "order-take",
        N_("acknowledge the order; from then the measures are yours to choose"),
        "--file Swallow",
        order_take,
        (FILE, arg("--note", help=N_("what is being done"))),
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
        "measure-start",
        N_("carry out a chosen measure from now, and tell the deciding body"),
        "--file Swallow --measure M2.1a",
        measure_start,
        (
            FILE,
            arg("--measure", action="append", required=True, metavar="CODE", help=N_("code of the measure")),
            arg("--note", help=N_("note")),
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
