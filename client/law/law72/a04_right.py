"""Art. 4 and 5: the right to protection, who must act, what protection is."""

from __future__ import annotations

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.records.decisions import DecidedElsewhere
from client.law.records.rulings import Decision
from client.law.rule import Effect, rule
from client.law.words import DIRECT_MEASURES, Circle

ASSISTING = "P06-1"
OPERATIONAL = "OPERATIONAL"

# 4(2): two bodies may decide for a citizen who assists ----------------------------------------------------------------------


@rule("L72-4.2", "4(2)", Decision)
def operational_decides(file: File, act: Act[Decision]) -> Answer:
    """The operational-search or counter-intelligence body decides for citizens who assist it, and nobody else. The competence is
    parallel (AMB-33): the first decision to apply starts protection, a refusal by one blocks nothing that the other does."""
    operational = act.value.decider == OPERATIONAL
    if not operational and (not file.case.body or act.author.body == file.case.body):
        return MET
    if ASSISTING in file.persons.codes:
        if operational or act.author.body == file.case.body:
            return MET
        return not_met(
            say("beside the body in charge only an operational body decides for a citizen who assists"),
            say("say that the decision is that of the operational body, or leave it to the body in charge"),
        )
    if not file.persons.codes and not file.sees(Circle.COORDINATION):
        return undetermined(say("the code of the person"))
    if not operational:
        return MET  # whether this body decides here at all is L72-2.1
    return not_met(
        say("the operational body decides only for citizens who assist it"), say("hand it to the body in charge of the proceedings")
    )


@rule("L72-4.2", "4(2)", DecidedElsewhere)
def only_for_two(file: File, act: Act[DecidedElsewhere]) -> Answer:
    """Each of the two sees that the other acted, and no more. Where one body decides there is nothing to tell."""
    if ASSISTING in file.persons.codes:
        return MET
    return not_met(
        say("only for a citizen who assists may two bodies decide"), say("record the decision itself, where there is one body")
    )


# 5: what protection is ------------------------------------------------------------------------------------------------------


@rule("L72-5.1", "5, 7(1)", Decision, effect=Effect.MARK)
def measures_named(file: File, act: Act[Decision]) -> Answer:
    """Protection is measures: a decision to apply names some of Art. 7(1); a refusal names none."""
    value = act.value
    unknown = [each for each in value.measures if each not in DIRECT_MEASURES]
    if unknown:
        return not_met(
            say("{measure} is no measure that the deciding body imposes", measure=unknown[0]),
            say("name measures of Art. 7(1); personal ones are the implementing body's to choose"),
        )
    if value.outcome == "APPLY" and not value.measures:
        return not_met(say("the decision to apply names no measure"), say("name at least one measure of Art. 7(1)"))
    if value.outcome == "REFUSE" and value.measures:
        return not_met(say("a refusal names no measure"), say("decide to apply, or leave the measures out"))
    return MET


RULES = (operational_decides, only_for_two, measures_named)
