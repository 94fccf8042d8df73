"""Closures, complaints, threats, the court and the end, as the law has them for one file now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.saying import Code, Listed, Moment, Said, Term, say
from client.law.law72.a11_court import unpublished
from client.law.law72.a17_closures import board, warnings
from client.law.law72.a23_2_appeals import access_until, complaint_pack, kept_meanwhile
from client.law.law72.a23_7_investigation import registrations
from client.law.law72.a26_threats import handling, shown_to_sender
from client.law.law72.a27_ending import may_rule
from client.law.law72.a27_wind_down import LEAVES
from client.law.law72.a28_liability import not_to_be_published
from client.law.tables.grounds import GROUNDS, SIGNATORIES

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office


def closures(office: Office, case: Case, now: int) -> list[Said]:
    """The board of closures, and what closing does not do."""
    lines = []
    for each in board(case.file, now):
        lines.append(say("{service}: {state}", service=Code(each.service), state=Code(each.state)))
        if each.until:
            lines.append(say("    until {time}", time=Moment(each.until)))
        if each.note:
            lines.append(say("    {note}", note=each.note))
    known = tuple(each.service for each in board(case.file, now))
    lines += (say("{service}: {warning}", service=Code(code), warning=Term(text)) for code, text in warnings(case.file, known))
    return lines


def complaints(office: Office, case: Case, now: int) -> list[Said]:
    """What is kept while a complaint runs, how long access lasts, and what a complaint may show."""
    file, lines = case.file, list[Said]()
    for entry, number in sorted(file.ending.entries.items(), key=lambda each: (each[1], each[0])):
        if kept_meanwhile(file, entry):
            lines.append(say("ruling {number} ends measures, and they are kept: a complaint against it is open", number=number))
        ruling = file.ending.ruling_of(entry)
        until = None if ruling is None else access_until(file, ruling.effect_at)
        lines.append(
            say("the person keeps access while a complaint is open")
            if until is None
            else say("the person keeps access until {time}", time=Moment(until))
        )
    if pack := complaint_pack(file):
        shown = Listed.of(each[:8] for each in pack)
        lines.append(say("a complaint may show {count} records: {records}", count=len(pack), records=shown))
    return list(dict.fromkeys(lines))


def threats(office: Office, case: Case, now: int) -> list[Said]:
    """Each report: whether a human has it, how it is to be handled, and what it is registered under."""
    numbers: dict[str, list[str]] = {}
    for report, number in registrations(case.file):
        numbers.setdefault(report, []).append(number)
    lines = []
    for each in case.file.threats.all():
        state = Code(shown_to_sender(case.file, each.id))
        lines.append(say("{time} report {id}: {state}", time=Moment(each.at), id=each.id[:8], state=state))
        if not handling(each).call:
            lines.append(say("    do not call the sender back, and send nothing that sounds: somebody may stand beside them"))
        if each.id in numbers:
            lines.append(say("    registered as {numbers}", numbers=Listed.of(numbers[each.id])))
    return lines


def court(office: Office, case: Case, now: int) -> list[Said]:
    """For whoever publishes from the case: the numbers of rulings and the measures, and nothing of the person."""
    kept = unpublished(case.file)
    lines = [say("ruling {number}: not to be published ({code})", number=each.number, code=Code(each.code)) for each in kept]
    lines += (say("the public is kept out: {code}", code=Code(code)) for code in not_to_be_published(case.file))
    return lines


def ending(office: Office, case: Case, now: int) -> list[Said]:
    """Who may rule on each ground as things stand, and what a ruling must say a word about."""
    file = case.file
    settled = file.ending.proceedings_ended and file.ending.continued
    lines = []
    for ground in GROUNDS.values():
        who = Listed.of(Code(each) for each in SIGNATORIES if may_rule(ground.id, each, settled))
        lines.append(say("{ground}: {who} may rule", ground=Term(ground.title), who=who))
    running = [each.code for each in file.measures.all() if not each.ended]
    left = [what for what, codes in LEAVES.items() if any(code.startswith(codes) for code in running)]
    if left:
        lines.append(say("a ruling that ends all says a word about each: {what}", what=Listed.of(map(Code, left))))
    return lines
