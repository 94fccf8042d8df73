"""What the law says of a file: findings, clocks, what its holder may do now and why not; and writing any record by its form."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from client.app.casefile import CaseFile, file_named
from client.app.reading import device_named, own_device
from client.cli.context import Context
from client.cli.exporting import TO, export_made, mark, record_export, written_in
from client.cli.forms import describe, fill, type_named
from client.cli.sending import send, sent
from client.cli.telling import article_words, span
from client.cli.texts import N_, _, told
from client.cli.verb import KAZAKHSTAN, Answer, Verb, arg, say, when
from client.formats.disk import read_text
from client.law.answer import Answer as Ruling
from client.law.answer import Met, NotMet
from client.law.book import BOOK
from client.law.catalogue import TYPES
from client.law.exports.course import supervision
from client.law.exports.quarter import quarter
from client.law.statistics.hiding import SMALL
from client.law.words import BodyRole, Circle
from crypto.errors import Usage
from crypto.types import CircleId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from client.app.casework.casework import Case
    from client.law.act import Place
    from client.law.file.clocks import Running
    from client.law.finding import Finding
    from client.law.fold import Permission

FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
SYNC = arg("--sync", action="store_true", help=N_("ask the server first"))


async def case_named(context: Context, args: argparse.Namespace) -> Case:
    """The file that is named; for who has part in no file (an executing body), the only circle."""
    if args.sync:
        await context.office.sync()
    cases = context.office.casework.cases()
    if args.file is None and len(cases) == 1:
        return cases[0]
    return file_named(context.office, args.file).case


async def findings(context: Context, args: argparse.Namespace) -> Answer:
    """Every client that reads the same circles computes the same; a modified client hides nothing from the others."""
    case, now = await case_named(context, args), context.clock()
    found = context.office.casework.findings(case, now)
    shown = [each for each in found if args.all or each.kind != "undetermined"]
    lines = [line for each in shown for line in finding_lines(each)]
    hidden = len(found) - len(shown)
    if hidden:
        lines.append(_("{count} more could not be decided from the circles that you read (--all)").format(count=hidden))
    return say(*(lines or [_("everything is as the law has it")]), findings=[finding_data(each) for each in found])


def finding_lines(finding: Finding) -> list[str]:
    kinds = {
        "broken": N_("BROKEN"),
        "undetermined": N_("UNDETERMINED"),
        "malformed": N_("NO RECORD OF ITS TYPE"),
        "late": N_("LATE"),
        "owed": N_("OWED"),
    }
    article = f", {article_words(finding.article)}" if finding.article else ""
    effect = " " + _("(without effect)") if finding.void else ""
    lines = [f"{_(kinds[finding.kind])} {finding.rule}{article}{effect}: {told(finding.because)}"]
    if str(finding.remedy):
        lines.append("    " + _("what would mend it: {remedy}").format(remedy=told(finding.remedy)))
    since = _("since {time}; record {entry}").format(time=when(finding.since), entry=finding.entry[:8])
    return [*lines, f"    {since}"]


def finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "kind": str(finding.kind),
        "article": finding.article,
        "entry": finding.entry,
        "since": finding.since,
        "because": told(finding.because),
        "remedy": told(finding.remedy),
        "void": finding.void,
        "key": finding.key,
    }


async def law_clocks(context: Context, args: argparse.Namespace) -> Answer:
    """The statutory clocks and internal targets of a file, as they follow from its records."""
    case, now = await case_named(context, args), context.clock()
    running = sorted(case.file.clocks.all_running(), key=lambda each: (each.due_at, each.clock, each.key))
    missed = sorted(case.file.clocks.missed, key=lambda each: (each.due_at, each.clock, each.key))
    lines = [clock_line(each, now) for each in (*running, *missed)]
    return say(*(lines or [_("no clocks")]), clocks=[_clock_data(each, now) for each in (*running, *missed)])


def clock_line(running: Running, now: int) -> str:
    """``4 h left: decision to apply or refuse (DL-01, L72 23(1)), 2026-11-22 07:25:11 +0000``."""
    clock = BOOK.clock[running.clock]
    if running.done_at is not None:
        state = _("done late by {span}").format(span=span(running.done_at - running.due_at))
    elif running.late(now):
        state = _("OVERDUE by {span}").format(span=span(now - running.due_at))
    else:
        state = _("{span} left").format(span=span(running.due_at - now))
    kind = "" if clock.statutory else " " + _("(internal target)")
    key = f" {running.key[:12]}" if running.key else ""
    return f"{state}: {_(clock.end)}{key} ({clock.id}, {article_words(clock.article)}){kind}, {when(running.due_at)}"


def _clock_data(running: Running, now: int) -> dict[str, Any]:
    clock = BOOK.clock[running.clock]
    return {
        "clock": clock.id,
        "article": clock.article,
        "statutory": clock.statutory,
        "key": running.key,
        "started_at": running.started_at,
        "due_at": running.due_at,
        "done_at": running.done_at,
        "late": running.late(now),
        "entry": running.entry,
    }


async def may(context: Context, args: argparse.Namespace) -> Answer:
    """What this holder may do in the file now; for what they may not, why, and what would make it lawful."""
    case = await case_named(context, args)
    lines, data = permission_lines(context.office.casework.permitted(case, context.clock()), yes_only=args.yes_only)
    return say(*(lines or [_("nothing in this file is yours to write")]), permitted=data)


def permission_lines(found: Sequence[Permission], *, yes_only: bool) -> tuple[list[str], list[dict[str, Any]]]:
    lines, data = [], []
    for each in found:
        yes = isinstance(each.answer, Met)
        if yes or not yes_only:
            lines.append(f"{'+' if yes else '-'} {each.name} ({_where(each.place)}): {_(TYPES[each.name].title)}")
            lines += [f"      {line}" for line in ruling_lines(each.answer)]
        data.append({"type": each.name, "place": _where(each.place), "may": yes, "why": ruling_lines(each.answer)})
    return lines, data


def ruling_lines(answer: Ruling) -> list[str]:
    if isinstance(answer, Met):
        return []
    if isinstance(answer, NotMet):
        return [f"{answer.rule}: {told(answer.because)}", _("what would mend it: {remedy}").format(remedy=told(answer.remedy))]
    return [_("{rule}: cannot be decided here, for want of: {missing}").format(rule=answer.rule, missing=told(answer.missing))]


def _where(place: Place) -> str:
    return f"{place.kind}/{place.body}" if place.body else str(place.kind)


def forms(context: Context, args: argparse.Namespace) -> Answer:
    """The types of records, or the form of one."""
    if args.type:
        kind = type_named(args.type)
        who = ", ".join(sorted((*kind.bodies, *kind.writers)))
        where = ", ".join(sorted(kind.circles))
        lines = [f"{kind.name}: {_(kind.title)} ({kind.rule})", _("written by {who}, in: {where}").format(who=who, where=where)]
        return say(*lines, *describe(kind.form), type=kind.name)
    rows = [f"{each.name:<28}{_(each.title)} ({each.rule})" for each in sorted(TYPES.values(), key=lambda each: each.name)]
    return say(*rows, types=sorted(TYPES))


async def act(context: Context, args: argparse.Namespace) -> Answer:
    """Any record of the law by its form; what the law does not allow is refused before it is sealed."""
    office = context.office
    await office.sync()
    kind, case = type_named(args.type), await case_named(context, argparse.Namespace(sync=False, file=args.file))
    base = json.loads(read_text(args.form)) if args.form else None
    value = fill(kind, args.set or (), base, case, context.entropy, context.clock())
    circle = _circle(context, args, case, kind.circles)
    to = _to_person(context, circle) if args.to_person else ()
    done = await send(office, circle, value, restricted=args.restricted, disclose_to=to)
    return sent(done, _("{what} is written").format(what=_(kind.title)), type=kind.name)


def _circle(context: Context, args: argparse.Namespace, case: Case, kinds: frozenset[Circle]) -> CircleId:
    """That which is named, else the only circle of the file where the record may stand, the own body's first. Raises ``Usage``."""
    if args.circle:
        found = [circle for circle in case.circles if bytes(circle).hex().startswith(args.circle)]
    else:
        own = _own_body(context)
        places = {circle: place for circle, place in case.circles.items() if place.kind in ((args.place,) if args.place else kinds)}
        found = [circle for circle, place in places.items() if place.body in (own, None) or place.kind is not Circle.PERSON]
        coordination = [circle for circle in found if places[circle].kind is Circle.COORDINATION]
        mine = [circle for circle in found if places[circle].kind is Circle.PERSON]
        found = mine or coordination or found
    if len(found) != 1:
        raise Usage(
            _("{count} circles of this file can hold it: say which, with --circle or --in").format(count=len(found)), "which-circle"
        )
    return found[0]


def _own_body(context: Context) -> BodyRole:
    from client.app.casework.entries import BODIES

    return BODIES[own_device(context.office).body.kind]


def _to_person(context: Context, circle: CircleId) -> tuple[bytes, ...]:
    from client.cli.officer.person import the_persons

    return the_persons(context.office, circle)


def case_lines(file: CaseFile, context: Context) -> list[str]:
    """Findings and clocks of a file in a few lines, for a summary."""
    now = context.clock()
    found = [each for each in context.office.casework.findings(file.case, now) if each.kind != "undetermined"]
    return [line for each in found for line in finding_lines(each)]


async def statistics(context: Context, args: argparse.Namespace) -> Answer:
    """Counts of the files that this client reads, small cells hidden. Two people release them: who runs this, and who is named."""
    office = context.office
    if args.sync:
        await office.sync()
    start, end = quarter_ms(args.quarter)
    own, second = own_device(office), device_named(office, args.second)
    if own.hash == second.hash:
        raise Usage(_("two different people release counts: name another with --second"))
    files = [each.file for each in office.casework.cases() if each.pseudonym and each.file.case.territory.startswith(args.region)]
    report = supervision if args.supervision else quarter
    made = report(files, start, end, (bytes(own.hash).hex(), bytes(second.hash).hex()))
    lines = [
        _("{quarter}, region {region}: released by {a} and {b}").format(
            quarter=args.quarter, region=args.region or "-", a=own.name, b=second.name
        )
    ]
    for line in made.lines:
        cells = ", ".join(f"{kind} {count}" for kind, count in line.cells if count != SMALL or args.all)
        lines.append(f"  {line.name}: {cells or SMALL}; " + _("in all {total}").format(total=line.total))
    words, about = mark(context, args.to), f"{args.quarter} {args.region}".strip()
    value = export_made("STATISTICS", about, "\n".join(lines).encode(), args.to or own.name, args.purpose, words)
    record_export(office, written_in(office, (each.id for each in office.channel.circles())), value)
    lines.append(words)
    return say(*lines, lines_data=[{"name": each.name, "cells": dict(each.cells), "total": each.total} for each in made.lines])


def quarter_ms(text: str) -> tuple[int, int]:
    """``2026-1``: the first quarter, in the zone of Kazakhstan, as milliseconds from and up to. Raises ``Usage``."""
    year, _dash, number = text.partition("-")
    if not (year.isdecimal() and number in ("1", "2", "3", "4")):
        raise Usage(_("a quarter is written like 2026-1, not {text}").format(text=text))
    first = datetime(int(year), 3 * int(number) - 2, 1, tzinfo=KAZAKHSTAN)
    after = datetime(int(year) + (number == "4"), 1 if number == "4" else 3 * int(number) + 1, 1, tzinfo=KAZAKHSTAN)
    return int(first.timestamp() * 1000), int(after.timestamp() * 1000)


FORMS = Verb(
    "forms",
    N_("the types of records, or the form of one of them"),
    "revocation",
    forms,
    (arg("type", nargs="?", help=N_("type of record")),),
    client=False,
)

VERBS = (
    Verb(
        "findings",
        N_("what in a file is not as the law has it: broken rules, missed clocks, notices owed"),
        "--file Swallow --sync",
        findings,
        (FILE, SYNC, arg("--all", action="store_true", help=N_("also what could not be decided from the circles that you read"))),
    ),
    Verb("law-clocks", N_("the clocks of the law in a file: running and missed"), "--file Swallow", law_clocks, (FILE, SYNC)),
    Verb(
        "may",
        N_("what you may do in a file now; for the rest why not, with the article"),
        "--file Swallow",
        may,
        (FILE, SYNC, arg("--yes-only", action="store_true", help=N_("only what you may"))),
    ),
    FORMS,
    Verb(
        "statistics",
        N_("counts of a quarter over the files that you read, small cells hidden"),
        '--quarter 2026-1 --second "B. Official"',
        statistics,
        (
            arg("--quarter", required=True, metavar="YEAR-N", help=N_("quarter, as 2026-1")),
            arg("--region", default="", metavar="CODE", help=N_("code of the region (all that you read)")),
            arg("--second", required=True, metavar="DEVICE", help=N_("who releases the counts with you")),
            arg(
                "--supervision",
                action="store_true",
                help=N_("the report for supervision instead"),
            ),
            arg("--all", action="store_true", help=N_("also the kinds with few or none")),
            SYNC,
            *TO,
        ),
    ),
)

ACT = Verb(
    "act",
    N_("write any record of the law by its form; unlawful ones are refused before they are sealed"),
    'proceedings-ended --file Swallow --set number=1-77 --set "reasons=..."',
    act,
    (
        arg("type", help=N_("type of record (qorgan officer forms)")),
        FILE,
        arg("--set", action="append", metavar="FIELD=VALUE", help=N_("a field: JSON or text; @type, +30d, now, new")),
        arg("--form", metavar="FILE", help=N_("fields from a JSON file")),
        arg("--in", dest="place", choices=[str(each) for each in Circle], help=N_("kind of circle to write it in")),
        arg("--circle", metavar="DIGITS", help=N_("first digits of the circle to write it in")),
        arg("--restricted", action="store_true", help=N_("readers cannot open it unless disclosed")),
        arg("--to-person", action="store_true", help=N_("disclose it to the person")),
    ),
)
