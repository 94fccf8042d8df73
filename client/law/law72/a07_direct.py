"""Art. 7(1), 7(3), 9, 21 pt1(1)-(2): what the authority conducting the proceedings may impose, when, for whom (A.2.1).

What a court or an investigator has imposed has happened: a record that breaks a rule here is a finding and keeps its effect, since
without it a hearing would be published or an order forgotten (L72-1-1).
"""

from __future__ import annotations

from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.file import File
from client.law.file.direct import CODES, codes_of
from client.law.records.direct import (
    ClosedHearing,
    CourtExamination,
    CourtroomRemoval,
    DataRemoved,
    PreventiveMeasure,
    SurveillanceMarker,
)
from client.law.rule import Effect, Rule, rule
from client.law.tables.direct import MEASURES
from client.law.words import BodyRole, Circle

IMPOSING = tuple(CODES)
COURTROOM = (CourtroomRemoval, ClosedHearing, CourtExamination)


@rule("L72-7.1", "7(1), 23(1)", *IMPOSING, effect=Effect.MARK, general=True)
def decided_first(file: File, act: Act[object]) -> Answer:
    """The measures are carried out upon a decision to apply (A.0.2)."""
    if file.case.outcome == "APPLY" or file.case.order_entry:
        return MET
    if not file.case.outcome and not file.sees(Circle.PERSON, BodyRole.DECIDING):
        return undetermined(say("the decision to apply"))
    return not_met(say("no decision to apply security measures was made"), say("decide to apply them first"))


@rule("L72-7.1", "7(1); AMB-38", *IMPOSING, effect=Effect.MARK, general=True)
def while_proceedings_are_open(file: File, act: Act[object]) -> Answer:
    """Or while new ones about the threat itself are (23(7)). What is imposed goes on after them (27(4))."""
    if not file.ending.proceedings_ended or file.threats.investigating:
        return MET
    return not_met(
        say("the proceedings are over"), say("start an investigation of the threat, or go on with the measures there are")
    )


@rule("L72-7.1", "7(1)", *COURTROOM, effect=Effect.MARK, general=True)
def courtroom_at_trial(file: File, act: Act[object]) -> Answer:
    if file.case.stage == "TRIAL":
        return MET
    if not file.case.stage:
        return undetermined(say("the stage of the proceedings"))
    return not_met(
        say("measures in the courtroom are imposed only at the trial"), say("impose another measure, or wait for the trial")
    )


# The table, row by row (A.2.1) ----------------------------------------------------------------------------------------------


@rule("A.2", "7(1)", *IMPOSING, effect=Effect.MARK)
def imposed_by_its_decider(file: File, act: Act[object]) -> Answer:
    """The body that an assisting citizen helps decides and orders (4(2)), and conducts no proceedings in which it could warn or
    bind anybody; what belongs to the presiding judge is nobody else's."""
    if not file.case.decider:
        return undetermined(say("which kind of body conducts the proceedings"))
    for code in codes_of(act.value):
        if file.case.decider not in MEASURES[code].deciders:
            return not_met(
                say("{measure} is not for this kind of deciding body to impose", measure=code),
                say("leave it to: {deciders}", deciders=", ".join(MEASURES[code].deciders)),
            )
    return MET


@rule("A.2", "7(1)(6); AMB-05", CourtExamination, effect=Effect.MARK)
def of_a_witness(file: File, act: Act[CourtExamination]) -> Answer:
    """The law says witness. A victim who is examined as one is protected alike, with the legal basis stated (UNTOC 24(4))."""
    value = act.value
    for code in value.modes:
        if value.role not in MEASURES[code].persons:
            return not_met(say("{measure} is for the examination of a witness", measure=code), say("give the role of a witness"))
    if file.persons.codes and value.role not in file.persons.codes:
        return not_met(say("the person has no such role in this file"), say("record the role first"))
    if value.role == "P11" and not value.basis.strip():
        return not_met(
            say("a victim is examined as a witness without a legal basis"), say("state why the victim is examined as a witness")
        )
    return MET


@rule("A.2", "7(1)(6)", CourtExamination, effect=Effect.MARK)
def under_a_pseudonym(file: File, act: Act[CourtExamination]) -> Answer:
    """M1.6a: the court needs the name to call the witness by. Who stands behind it is told by a court act alone (``reveal``)."""
    if "M1.6a" not in act.value.modes or act.value.pseudonym.strip():
        return MET
    return not_met(say("the court is given no pseudonym"), say("give the pseudonym for the court"))


@rule("A.2", "7(1)(3), 10", PreventiveMeasure, effect=Effect.MARK)
def of_suspect_or_accused(file: File, act: Act[PreventiveMeasure]) -> Answer:
    if act.value.subject != "OTHER":
        return MET
    return not_met(
        say("a preventive measure binds a suspect or an accused only"), say("warn them officially, or ask for a restraining order")
    )


# Who carries it out (21 pt1) ------------------------------------------------------------------------------------------------


def _by_its_executor(id: str, article: str, executor: str) -> Rule:
    forms = tuple(form for form in IMPOSING if MEASURES[CODES[form][0]].executor == executor)

    @rule(id, article, *forms)
    def carried_out_by_whom_the_article_names(file: File, act: Act[Any]) -> Answer:
        """A task to the implementing body, or to anybody else, is nobody's duty: so it would be done by nobody."""
        if act.value.executor == executor:
            return MET
        return not_met(
            say("{measure} is not for {who} to carry out", measure=codes_of(act.value)[0], who=act.value.executor),
            say("it is carried out by: {who}", who=executor),
        )

    return carried_out_by_whom_the_article_names


ROUTED = (_by_its_executor("L72-21.1", "21 pt1(1)", "AUTHORITY"), _by_its_executor("L72-21.2", "21 pt1(2)", "COURT"))

# 9 --------------------------------------------------------------------------------------------------------------------------


@rule("L72-9", "7(1)(2), 9", DataRemoved)
def kept_apart_in_the_seal(file: File, act: Act[DataRemoved]) -> Answer:
    """M1.2: what leaves the case file is kept apart: in the sealed identity, under the file's own pseudonym."""
    value = act.value
    if file.case.pseudonym and value.pseudonym != file.case.pseudonym:
        return not_met(say("another pseudonym than the file's stands in the case now"), say("use the file's pseudonym"))
    sealed = file.ref(value.sealed)
    if sealed is None and not file.sees(Circle.COORDINATION):
        return undetermined(say("the sealed identity"))
    if sealed is not None and sealed.name == "identity-sealed":
        return MET
    return not_met(say("the data taken out are kept nowhere"), say("seal the identity first, then name its record"))


# 7(3) -----------------------------------------------------------------------------------------------------------------------


@rule("A.11", "7(3), 26-1(2)(5)", SurveillanceMarker, effect=Effect.MARK)
def marked_apart(file: File, act: Act[SurveillanceMarker]) -> Answer:
    """L72-7.3: neither the person nor the deciding or a cooperating body reads it. Marks: the record is written already."""
    if act.restricted and act.place.body is BodyRole.IMPLEMENTING:
        return MET
    return not_met(
        say("others than the implementing body could read this marker"),
        say("write it restricted, in the implementing body's own circle"),
    )


RULES = (
    decided_first,
    while_proceedings_are_open,
    courtroom_at_trial,
    imposed_by_its_decider,
    of_a_witness,
    under_a_pseudonym,
    of_suspect_or_accused,
    *ROUTED,
    kept_apart_in_the_seal,
    marked_apart,
)
