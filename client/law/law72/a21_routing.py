"""Art. 21 pts 1 and 2: who carries out which measure. The table is ``tables.measures.ROUTES``."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.law72.chosen import sees_person
from client.law.records.measures import MeasureResult, MeasureStarted
from client.law.records.rulings import Selection
from client.law.rule import Rule, norm, rule
from client.law.tables.measures import PERSONAL_MEASURES, ROUTES, Executor
from client.law.tables.partners import PARTNERS
from client.law.words import Flag

OWN = ("", "IMP", "UNI")
"""The implementing body, or a commander in its place (21 pt2); empty: whom the article names."""


@norm("L72-21.7", "21 pt1")
def executor(measure: str) -> Executor:
    """Who carries it out. Of M1.8 the article says nothing: the implementing body does, by the measures of 7(2) (AMB-01)."""
    return ROUTES[measure]


def _not_ours(id: str, article: str, whose: Executor, who: str) -> Rule:
    @rule(id, article, Selection, MeasureStarted)
    def left_to_whom_it_belongs(file: File, act: Act[Selection] | Act[MeasureStarted]) -> Answer:
        """Measures of 7(1) are neither chosen nor carried out by the implementing body."""
        codes = [each.code for each in act.value.measures] if isinstance(act.value, Selection) else [act.value.measure]
        for code in codes:
            if code not in PERSONAL_MEASURES and executor(code) is whose:
                return not_met(
                    say("{measure} is carried out by: {who}", measure=code, who=who), say("choose measures of Art. 7(2) only")
                )
        return MET

    return left_to_whom_it_belongs


DIRECT = (
    _not_ours("L72-21.1", "21 pt1(1)", Executor.DECIDING, "DEC"),
    _not_ours("L72-21.2", "21 pt1(2)", Executor.COURT, "CRT"),
    _not_ours("L72-21.7", "7(1)(8), 7(2), 21 pt1", Executor.IMPLEMENTING, "IMP"),
)


def _by_own_hand(id: str, article: str, *codes: str) -> Rule:
    @rule(id, article, Selection)
    def executor_of_the_article(file: File, act: Act[Selection]) -> Answer:
        """The implementing body answers for it; partners help by tasks, and none of them takes it over."""
        for each in act.value.measures:
            if each.code in codes and each.executor not in OWN:
                return not_met(
                    say("{measure} is not for {who} to carry out", measure=each.code, who=each.executor),
                    say("let the implementing body carry it out, with a task for each partner"),
                )
        return MET

    return executor_of_the_article


def _with_partner(id: str, article: str, *codes: str) -> Rule:
    @rule(id, article, MeasureResult)
    def partner_has_a_task(file: File, act: Act[MeasureResult]) -> Answer:
        """A joint measure is complete only where the partner of the law had at least one task."""
        code = act.value.measure
        if code not in codes or not act.value.complete:
            return MET
        partner = PERSONAL_MEASURES[code].partner
        if file.partners.has(code, partner):
            return MET
        if not sees_person(file):
            return undetermined(say("the tasks of cooperating bodies"))
        return not_met(
            say("{measure} is complete without a task for: {partner}", measure=code, partner=PARTNERS[partner]),
            say("give this partner its task first"),
        )

    return partner_has_a_task


ALONE = tuple(row.code for row in PERSONAL_MEASURES.values() if row.code.startswith(("M2.1", "M2.2", "M2.3", "M2.4")))
MOVING = tuple(row.code for row in PERSONAL_MEASURES.values() if row.code.startswith("M2.5"))

JOINT = tuple(
    make(id, article, *codes)
    for id, article, codes in (
        ("L72-21.4", "21 pt1(4)", MOVING),
        ("L72-21.5", "21 pt1(5)", ("M2.6",)),
        ("L72-21.6", "21 pt1(6)", ("M2.7",)),
    )
    for make in (_by_own_hand, _with_partner)
)


def _is_command(file: File, body: str) -> bool:
    known = file.bodies.register.get(body)
    return known is not None and known.kind == "MILITARY_COMMAND"


@rule("L72-21.7", "7(2), 21 pt1", Selection)
def body_of_the_order(file: File, act: Act[Selection]) -> Answer:
    """Who carries the order out is the body that it went to, its successor, or one of those it names beside it (AMB-37)."""
    named = {file.bodies.today(body) for body in (file.case.implementer, *(each.body for each in file.case.others)) if body}
    if not named or file.bodies.today(act.author.body) in named or _is_command(file, act.author.body):
        return MET
    return not_met(say("the order did not go to this body"), say("let the body that the order went to choose the measures"))


@rule("L72-21.8", "21 pt2", Selection)
def commander_for_the_military_circle(file: File, act: Act[Selection]) -> Answer:
    """For judges of military courts, military police and investigators, prosecutors, and their relatives. The law says prosecutors
    without "military": of one who is not, the ruling says why (AMB-11)."""
    by_commander = _is_command(file, act.author.body) or any(each.executor == "UNI" for each in act.value.measures)
    if not by_commander or Flag.MILITARY in file.persons.flags:
        return MET
    if "P03" not in (*file.persons.codes, *file.persons.primary_codes):
        return not_met(
            say("a commander carries out measures only for the military circle"), say("let the implementing body carry them out")
        )
    if act.value.reasons.strip():
        return MET
    return not_met(
        say("the prosecutor is no military one, and the ruling does not say why a commander protects them"), say("give the reasons")
    )


RULES = (*DIRECT, _by_own_hand("L72-21.3", "21 pt1(3)", *ALONE), *JOINT, body_of_the_order, commander_for_the_military_circle)
