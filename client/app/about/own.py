"""What the person sees of their own file: measures they may know of, their reports, ways to complain, who acts for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.saying import Code, Listed, Moment, Said, Term, say
from client.law.law72.a23_2_appeals import access_until, route_for
from client.law.law72.a23_8_representatives import receivers
from client.law.law72.a25_rights import may_know
from client.law.law72.a26_threats import shown_to_sender
from client.law.law110.a05_confidentiality import passed_on
from client.law.law110.a17_rights import time_to_decide
from client.law.law110.a21_children import acts_for_the_child
from client.texts import N_

if TYPE_CHECKING:
    from client.app.casework.casework import Case
    from client.app.office import Office

_ABOUT = (
    ("REFUSAL", N_("a refusal to protect you")),
    ("REVOCATION", N_("an end of measures")),
    ("MEASURES", N_("measures, or how they are carried out")),
)


def known(office: Office, case: Case, now: int) -> list[Said]:
    """Kind and state of the person's own measures; of relatives' only what their own circles tell them."""
    return [say("{code}: {state}", code=Code(each.code), state=Code(each.state)) for each in may_know(case.file)]


def reports(office: Office, case: Case, now: int) -> list[Said]:
    """Whether a human has each report."""
    told = {"SENT": N_("was sent"), "ACKNOWLEDGED": N_("an officer has it")}
    return [
        say("{time} your report {id}: {state}", time=Moment(each.at), id=each.id[:8], state=Term(told[state]))
        for each in case.file.threats.all()
        if (state := shown_to_sender(case.file, each.id)) in told
    ]


def redress(office: Office, case: Case, now: int) -> list[Said]:
    """To whom a complaint of each kind goes, and how long the person keeps access after an end."""
    lines = []
    for about, words in _ABOUT:
        routes = route_for(case.file, about, "", "INVESTIGATOR").routes
        lines.append(say("against {what}: {to}", what=Term(words), to=Listed.of(map(Code, routes))))
    ends = [ruling.effect_at for ruling in case.file.ending.standing]
    if ends and (until := access_until(case.file, max(ends))) is not None:
        lines.append(say("you can complain and report here until {time}", time=Moment(until)))
    return lines


def for_you(office: Office, case: Case, now: int) -> list[Said]:
    """Who acts for a child, to whom what is for the person goes, what was passed on about them, and their time to decide."""
    lines = []
    who = {
        "REP": N_("your lawful representative acts for you"),
        "GUARDIANSHIP": N_("the guardianship authority answers for you until a representative is verified"),
    }.get(acts_for_the_child(case.file))
    if who:
        lines.append(say("{who}", who=Term(who)))
    if len(receivers(case.file)) > 1:
        lines.append(say("what is for you goes to your lawful representative too"))
    for each in passed_on(case.file):
        whom: object = each.addressee or Code(each.to)
        facts = Listed.of(map(Code, each.facts))
        lines.append(say("{time} passed on to {whom}: {facts}", time=Moment(each.at), whom=whom, facts=facts))
    period = time_to_decide(case.file)
    if period is not None and period.until is not None and period.runs(now):
        lines.append(say("you have time to decide until {time}; nobody may press you before", time=Moment(period.until)))
    return lines
