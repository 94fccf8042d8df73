"""Art. 26-1(2)(1) and (3)(2): the implementing body changes and adds measures by a ruling, and carries out all that they take."""

from __future__ import annotations

from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.consenting import Standing, standing
from client.law.file import File
from client.law.file.measure import Plan
from client.law.law72.chosen import chosen, sees_person
from client.law.records.measures import MeasureNotExecutable, MeasurePlan, MeasureResult, MeasureStarted, PlanStepDone
from client.law.records.rulings import Selection
from client.law.rule import norm, rule


@rule("L72-26-1.2.1", "26-1(2)(1)", Selection)
def amends_the_ruling_in_force(file: File, act: Act[Selection]) -> Answer:
    """One row of rulings, each on top of the one before: so nobody is protected by two that know nothing of each other."""
    value, measures = act.value, file.measures
    in_force = any(not each.told for each in measures.all())
    if not in_force:
        if not value.amends or not sees_person(file):
            return MET if not value.amends else undetermined(say("the ruling that chooses the measures"))
        return not_met(say("there is no ruling to amend"), say("choose the measures by a first ruling"))
    if value.amends != measures.selection:
        return not_met(say("the ruling does not amend the newest one"), say("amend the newest ruling"))
    if value.version != measures.version + 1:
        return not_met(say("the number of the amendment is not the next one"), say("number it {next}", next=measures.version + 1))
    if value.reasons.strip():
        return MET
    return not_met(say("the amendment gives no reasons"), say("say why measures are changed or added"))


@rule("L72-26-1.2.1", "26-1(2)(1), 14-20", MeasureStarted)
def asked_anew_after_a_change(file: File, act: Act[MeasureStarted]) -> Answer:
    """A yes to one way of doing it is no yes to another (K14). Until the new one, the measure goes on as it was."""
    if standing(file, act.value.measure) is not Standing.OUTDATED:
        return MET
    return not_met(
        say("{measure} was changed after the consent was given", measure=act.value.measure),
        say("ask for consent to the new method"),
    )


@rule("L72-26-1.3.2", "26-1(3)(2)", MeasurePlan, MeasureResult, MeasureNotExecutable)
def of_a_chosen_measure(file: File, act: Act[Any]) -> Answer:
    return chosen(file, act.value.measure)


@rule("L72-26-1.3.2", "26-1(3)(2)", PlanStepDone)
def step_of_the_plan(file: File, act: Act[PlanStepDone]) -> Answer:
    value = act.value
    if any(step == value.step for step, _ in file.measures.plan(value.measure).steps):
        return MET
    if not sees_person(file):
        return undetermined(say("the plan of the measure"))
    return not_met(say("the plan has no such step"), say("name a step of the plan, or plan anew"))


@rule("L72-26-1.3.2", "26-1(3)(2)", MeasureResult)
def all_that_it_takes(file: File, act: Act[MeasureResult]) -> Answer:
    """A measure is complete when its plan is."""
    plan = file.measures.plan(act.value.measure)
    if not act.value.complete or (plan.steps and not plan.open):
        return MET
    if not plan.steps:
        if not sees_person(file):
            return undetermined(say("the plan of the measure"))
        return not_met(say("{measure} has no plan", measure=act.value.measure), say("plan what it takes"))
    return not_met(say("a step of the plan is open: {step}", step=plan.open[0]), say("do what is open, or plan anew"))


@norm("L72-26-1.3.2", "26-1(3)(2)")
def plans(file: File) -> tuple[tuple[str, Plan], ...]:
    """What each running measure takes and what of it is open; an empty plan where none was made."""
    return tuple((each.code, file.measures.plan(each.code)) for each in file.measures.chosen)


RULES = (amends_the_ruling_in_force, asked_anew_after_a_change, of_a_chosen_measure, step_of_the_plan, all_that_it_takes)
