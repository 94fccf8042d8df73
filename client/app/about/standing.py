"""Who the person is to the law, who answers for the file, and which measures are open to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.about.names import body_name
from client.app.saying import Article, Code, Listed, Moment, Said, Span, Term, say
from client.law.book import BOOK
from client.law.exports.papers import leaflet
from client.law.law72.a03_persons import codes_at, is_protected, may_bear_weapons
from client.law.law72.a07_personal import open_to
from client.law.law72.a21_routing import executor
from client.law.law72.a21_transfer import reads, responsible
from client.law.law72.a23_8_representatives import offered_anew, receivers
from client.law.law72.a26_1_changing import plans
from client.law.law72.a26_1_informing import plan as plan_of_measures
from client.law.law72.a28_liability import responsibility
from client.law.law110.a01_status import asks_for_signs, protection_status
from client.law.law110.a17_rights import time_to_decide, victim_first, waiting
from client.law.law110.a21_children import acts_for_the_child
from client.law.tables.direct import MEASURES as DIRECT
from client.law.tables.direct import barred_in_custody, wants_contract
from client.texts import N_

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office

_PROTECTION = {
    "NONE": N_("nobody has asked for protection yet"),
    "APP": N_("protection was asked for; it is not decided yet"),
    "PP": N_("a protected person: protection was decided"),
    "ENDED": N_("protection has ended by a ruling"),
}
_FOR_THE_CHILD = {
    "REP": N_("a verified representative acts for the child"),
    "GUARDIANSHIP": N_("nobody verified acts for the child: the guardianship authority does until then"),
}


def status(office: Office, case: Case, now: int) -> list[Said]:
    """Protection, codes and weapons, who acts for a child; and what Law 110-VIII asks where there may be trafficking."""
    file = case.file
    lines = [say("{standing}", standing=Term(_PROTECTION[protection_status(file)]))]
    if codes := codes_at(file, now):
        lines.append(say("to the law this person is: {codes}", codes=Listed.of(map(Code, codes))))
    if is_protected(file):
        may = N_("may be given a weapon (15(2))") if may_bear_weapons(file) else N_("may be given no weapon (15(2))")
        lines.append(say("{weapons}", weapons=Term(may)))
    if (acts := acts_for_the_child(file)) in _FOR_THE_CHILD:
        lines.append(say("{who}", who=Term(_FOR_THE_CHILD[acts])))
    lines.append(say("what is for the person goes to: {whom}", whom=Listed.of(map(Code, receivers(file)))))
    if anew := offered_anew(file):
        lines.append(say("has come of age and decides alone: offer anew {what}", what=Listed.of(map(Code, anew))))
    return [*lines, *_trafficking(case, now)]


def _trafficking(case: Case, now: int) -> list[Said]:
    file, lines = case.file, list[Said]()
    if asks_for_signs(file):
        lines.append(say("the verification still has to ask whether there are signs of trafficking"))
        lines += (say("ask first: {question}", question=Term(each)) for each in victim_first(file))
        told = leaflet(file.information.language)
        if told is None:
            lines.append(say("the leaflet is in none of this person's languages: have an interpreter tell it"))
        lines += (say("tell the person: {sentence}", sentence=Term(each)) for each in told or ())
    period = time_to_decide(file)
    if period is not None and period.runs(now):
        until = Term(N_("services run")) if period.until is None else Moment(period.until)
        lines.append(say("the person has time to decide whether to work with the bodies, until: {until}", until=until))
    asked = waiting(file, now)
    lines += (say("asked of the person since {time}: {kind}", time=Moment(each.at), kind=Code(each.kind)) for each in asked)
    return lines


def responsible_now(office: Office, case: Case, now: int) -> list[Said]:
    """Which bodies answer, whether this one still reads, and everything that was or is late, with who had to act."""
    file, device = case.file, office.channel.device
    seats = (("DECIDING", N_("decides")), ("IMPLEMENTING", N_("implements")))
    lines = [
        say("{body} {does}", body=body_name(office, body), does=Term(does))
        for seat, does in seats
        if (body := responsible(file, seat))
    ]
    if device is not None:
        from client.app.casework.entries import BODIES

        if not reads(file, device.body.hash.hex(), BODIES[device.body.kind], file.index):
            lines.append(say("your body has given this file up: it reads the past and nothing new"))
    for each in responsibility(file, now, BOOK.clock):
        clock = BOOK.clock[each.clock]
        template = (
            say("{who} has been late since {due}: {what} ({article})", **_late(each.owner, each.due_at, clock.end, clock.article))
            if each.done_at is None
            else say(
                "{who} was late by {span}: {what} ({article})",
                span=Span(each.done_at - each.due_at),
                **_late(each.owner, each.due_at, clock.end, clock.article),
            )
        )
        lines.append(template)
    return lines


def _late(owner: str, due: int, end: str, article: str) -> dict[str, object]:
    return {"who": Code(owner), "due": Moment(due), "what": Term(end), "article": Article(article)}


def measures(office: Office, case: Case, now: int) -> list[Said]:
    """What may be chosen for this person, who carries out what was decided, what each running measure still takes."""
    file = case.file
    lines = [say("may be chosen now: {codes}", codes=Listed.of(Code(each.code) for each in open_to(file)))]
    direct = tuple(code for code in file.case.measures if code in DIRECT)
    lines += (say("{code} is carried out by: {who}", code=Code(code), who=Code(str(executor(code)))) for code in direct)
    if file.persons.in_custody and (barred := barred_in_custody(direct)):
        lines.append(say("not to be had in detention: {codes}", codes=Listed.of(map(Code, barred))))
    if direct and not wants_contract(direct):
        lines.append(say("none of the measures that were decided calls for a contract"))
    for each in plan_of_measures(file):
        how = N_("is carried out") if each.done else N_("waits")
        tasks = Listed.of(task[:8] for task in each.open_tasks) if each.open_tasks else "-"
        lines.append(say("{code}: {how}; tasks {tasks}", code=Code(each.code), how=Term(how), tasks=tasks))
    for code, plan in plans(file):
        if plan.open:
            lines.append(say("{code} still takes: {steps}", code=Code(code), steps=Listed.of(plan.open)))
        elif not plan.steps:
            lines.append(say("{code} has no plan of what it takes", code=Code(code)))
    return lines
