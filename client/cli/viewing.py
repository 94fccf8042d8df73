"""Verbs that read: files, records, clocks, what rings, and the offline verification of everything held."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from client.app.casefile import file_named, files
from client.app.casework.entries import CIRCLES
from client.app.reading import Seen, everything, read, seen
from client.cli.context import Context
from client.cli.exporting import TO, export_made, mark, own_name, record_export, written_in
from client.cli.telling import body, clock_line, clock_step, clock_words, head, late_lists, next_step, tell
from client.cli.texts import N_, _
from client.cli.verb import Answer, Verb, arg, plain, say, when
from client.formats.disk import nothing_there, write_new
from client.law.payload import to_payload

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.deadlines import DeadlineInfo
    from client.core.values import Event, VerifiedChain

FILE = arg("--file", metavar="NAME", help=N_("pseudonym or first digits of the file (else the only one)"))
SYNC = arg("--sync", action="store_true", help=N_("ask the server first"))


async def list_files(context: Context, args: argparse.Namespace) -> Answer:
    from client.law.file import file_state

    office = context.office
    if args.sync:
        await office.sync()
    lines, data = [], []
    for file in files(office):
        state = file_state(file.case.file)
        kinds = [f"{place.kind}/{place.body}" if place.body else str(place.kind) for place in file.case.circles.values()]
        lines.append(f"{file.pseudonym} {file.id[:8]} {state} ({', '.join(kinds)}; {len(file.tasks)} " + _("tasks") + ")")
        data.append({"pseudonym": file.pseudonym, "file": file.id, "state": str(state), "tasks": len(file.tasks)})
    halted = [info.id.hex() for info in office.channel.circles() if info.halt is not None]
    lines += [_("CIRCLE HALTED: {circle}; qorgan officer refound mends it").format(circle=each[:8]) for each in halted]
    return say(*(lines or [_("no files")]), files=data, circles=len(office.channel.circles()), halted=halted)


async def show(context: Context, args: argparse.Namespace) -> Answer:
    from client.cli.officer.file import show_state

    office = context.office
    if args.sync:
        await office.sync()
    file = file_named(office, args.file) if args.file or files(office) else None
    items = everything(office) if file is None else file.records(office)
    lines = [] if file is None else show_state(file, context.clock())
    for item in items:
        lines += tell(office, item)
    return say(*lines, records=[_data(item) for item in items])


def _data(item: Seen) -> dict[str, Any]:
    value = None if item.value is None else to_payload(item.value)
    return {
        "type": item.name,
        "author": item.author,
        "at": item.at,
        "position": item.entry.position,
        "entry": item.entry.hash,
        "circle": item.circle,
        "payload": value,
        "sealed": item.sealed,
        "unlawful": item.unlawful,
    }


async def deadlines(context: Context, args: argparse.Namespace) -> Answer:
    office, now = context.office, context.clock()
    if args.sync:
        await office.sync()
    found = [each for info in office.channel.circles() for each in office.channel.deadlines(info.id)]
    ordered = sorted(found, key=lambda one: (one.settled_by is not None, one.due_at))
    lines = []
    for each in ordered:
        lines.append(clock_line(each, now))
        if each.settled_by is None:
            lines += [
                f"    {line.strip()}" for item in _started(office, each) for line in (head(office, item), *next_step(office, item))
            ]
    return say(*(lines or [_("no clocks")]), deadlines=plain(found))


def _started(office: Office, clock: DeadlineInfo) -> list[Seen]:
    """The record that started a clock, if this holder has it."""
    return [item for item in seen(office, clock.circle) if item.entry.position == clock.position]


async def watch(context: Context, args: argparse.Namespace) -> Answer:
    """Prints what arrives, as it arrives; ends after --seconds, or at the first event of the kind --until."""
    office, count = context.office, 0
    async for event in office.watch(args.seconds):
        count += 1
        lines, data = _event(office, event)
        context.out.seen(event.kind, lines, **data)
        if args.until == event.kind and (not args.containing or any(args.containing in line for line in lines)):
            break
    return say(_("{count} events seen").format(count=count), count=count)


def _event(office: Office, event: Event) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Lines for people and fields for scripts."""
    data = {"text": event.text, "step": event.step, "fired_at": event.fired_at, "circle": event.circle, "code": event.code}
    if event.kind == "notice":
        return _rings(office, event), {**data, "deadline": event.deadline}
    if event.kind == "shown" and event.entry is not None:
        item = read(office, event.entry)
        return tuple(tell(office, item)), _data(item)
    words = {
        "halted": N_("CIRCLE HALTED: {text}. Nothing is lost; next: qorgan officer refound"),
        "quarantined": N_("QUARANTINED, not shown as valid: {text}"),
        "alarm": N_("ALARM: {text}"),
        "connected": N_("connected: {text}"),
        "disconnected": N_("connection lost, trying again: {text}"),
        "committed": N_("members or rules of a circle changed: {text}"),
    }
    told = _(words[event.kind]).format(text=event.text or event.code or "") if event.kind in words else event.text or event.kind
    return (told,), data


def _rings(office: Office, event: Event) -> tuple[str, ...]:
    """What rings and since when, about which record, and what to do about it."""
    level = f" ({_('escalation')} {event.step})" if event.step else ""
    lines = [_("REMINDER{level}: {what}, {time}").format(level=level, what=clock_words(event.text), time=when(event.fired_at))]
    if event.circle is not None:
        found = [each for each in office.channel.deadlines(event.circle) if each.id == event.deadline]
        for item in [item for each in found for item in _started(office, each)]:
            lines += [f"    {head(office, item)}", *(f"    {line}" for line in body(office, item))]
            lines += clock_step(office, event.text) or next_step(office, item)
    return tuple(lines)


async def verify(context: Context, args: argparse.Namespace) -> Answer:
    """Recomputes every circle's chain and every entry's place in the log from what the store holds; no server is asked."""
    office = context.office
    report = await office.channel.verify()
    lines = [
        _("{kind} {circle}: {count} entries, chain and log proofs hold").format(
            kind=CIRCLES.get(office.channel.circle(each.circle).kind, "?"), circle=each.circle.hex()[:8], count=each.entries
        )
        for each in report
    ]
    lines += late_lists(office)
    if args.export:
        lines.append(_export(context, report, Path(args.export), args.to, args.purpose))
    return say(*lines, circles=len(report), entries=sum(each.entries for each in report))


def _export(context: Context, report: Sequence[VerifiedChain], folder: Path, recipient: str, purpose: str) -> str:
    """Sealed as they lie in the chains: nobody without their keys reads them. A member of a circle leaves a record of it; a
    prosecutor, who writes none anywhere, leaves the mark alone."""
    office, words = context.office, mark(context, recipient)
    files = {
        folder / f"{each.circle.hex()[:16]}.json": json.dumps(
            {
                "circle": each.circle.hex(),
                "head": "" if each.chain is None else each.chain.hex(),
                "entries": [entry.hex() for entry in each.encoded],
                "given_out": words,
            }
        ).encode()
        for each in report
    }
    for path in files:
        nothing_there(path)
    circle = written_in(office, (each.circle for each in report))
    if circle is not None:
        made = export_made("CHAINS", "", b"".join(files.values()), recipient or own_name(office), purpose, words)
        record_export(office, circle, made)
    for path, data in files.items():
        write_new(path, data)
    return _("exported to {folder}").format(folder=folder)


VERBS = (
    Verb("files", N_("the files you have a part in, and their states"), "--sync", list_files, (SYNC,)),
    Verb("show", N_("the records of a file as you may read them"), "--file Swallow", show, (FILE, SYNC)),
    Verb("deadlines", N_("clocks: running, settled, overdue"), "--sync", deadlines, (SYNC,)),
    Verb(
        "watch",
        N_("show what arrives and rings, as it does"),
        "--seconds 60",
        watch,
        (
            arg("--seconds", type=float, help=N_("how long (else until stopped)")),
            arg("--until", choices=("shown", "notice", "halted", "quarantined"), help=N_("end at the first event of this kind")),
            arg("--containing", metavar="TEXT", help=N_("... whose line contains this")),
        ),
    ),
    Verb(
        "verify",
        N_("verify offline every chain and log proof that the store holds"),
        "--export chains",
        verify,
        (arg("--export", metavar="FOLDER", help=N_("also write the entries there, for others to verify")), *TO),
    ),
)
