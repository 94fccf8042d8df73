"""Art. 4(1), 5(2), 23(7): what becomes of a threat report; psychological support.

Apart from the measures, the deciding body investigates the threat itself, where there is reason; a court forwards it.
"""

from __future__ import annotations

from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY
from client.law.file import File
from client.law.file.file import file_state
from client.law.file.states import FileState, MeasureState
from client.law.records.support import SupportHeld, SupportOffered
from client.law.records.threats import ThreatAssessment, ThreatClosed, ThreatInvestigation, ThreatLinked
from client.law.rule import Clock, Effect, On, Started, norm, rule
from client.law.tables.direct import COURT, OPERATIONAL
from client.law.tables.threats import ACTS
from client.law.titles import N_
from client.law.words import BodyRole, Circle

# A report is known ----------------------------------------------------------------------------------------------------------


def _unknown(file: File, report: str) -> Answer | None:
    """What a rule answers where there is no such report here."""
    if report in file.threats.by_id:
        return None
    if not _sees_all(file):
        return undetermined(say("the threat report"))
    return not_met(say("there is no such threat report in this file"), say("name the report by its number"))


def _sees_all(file: File) -> bool:
    bodies = (BodyRole.DECIDING, BodyRole.IMPLEMENTING)
    return file.sees(Circle.COORDINATION) and all(file.sees(Circle.PERSON, each) for each in bodies)


# 4(1): sufficient evidence obliges to act -----------------------------------------------------------------------------------


@rule("L72-4.1", "4(1)", ThreatAssessment, ThreatClosed)
def of_a_report(file: File, act: Act[ThreatAssessment] | Act[ThreatClosed]) -> Answer:
    return _unknown(file, act.value.report) or MET


@rule("L72-4.1", "4(1)", ThreatClosed)
def assessed_before_it_is_closed(file: File, act: Act[ThreatClosed]) -> Answer:
    found = file.threats.of(act.value.report)
    if found is None or found.rating:
        return MET
    return not_met(say("nobody has assessed the report"), say("assess it first"))


@rule("L72-4.1", "4(1)", ThreatClosed)
def acted_upon(file: File, act: Act[ThreatClosed]) -> Answer:
    """Upon sufficient evidence a body acts within its competence: a decision, a motion, a measure, a task."""
    found = file.threats.of(act.value.report)
    if found is None or found.rating != "SUFFICIENT":
        return MET
    if not act.value.act:
        return not_met(
            say("the evidence is sufficient, and nothing was done"), say("decide, move or give a task, and name that act")
        )
    done = file.refs.get(act.value.act)
    if done is None and not _sees_all(file):
        return undetermined(say("the act that is named"))
    if done is not None and done.counts and done.name in ACTS and done.at >= found.at:
        return MET
    return not_met(say("what is named is no act upon this report"), say("decide, move or give a task, and name that act"))


# 23(7): the investigation ---------------------------------------------------------------------------------------------------


@rule("L72-23.7b", "23(7)", ThreatInvestigation)
def of_a_known_report(file: File, act: Act[ThreatInvestigation]) -> Answer:
    return _unknown(file, act.value.report) or MET


@rule("L72-23.7b", "23(7)", ThreatInvestigation)
def number_reasons_or_addressee(file: File, act: Act[ThreatInvestigation]) -> Answer:
    value = act.value
    wanted = {"STARTED": value.number, "NO_GROUNDS": value.reasons, "FORWARDED": value.to}
    if wanted[value.outcome].strip():
        return MET
    return {
        "STARTED": not_met(say("the investigation has no number"), say("give the number of the pre-trial registration")),
        "NO_GROUNDS": not_met(say("it is not said why there are no grounds"), say("give the reasons")),
        "FORWARDED": not_met(say("it is not said to whom the report went"), say("name the body that is to investigate")),
    }[value.outcome]


@rule("L72-23.7b", "23(7)", ThreatInvestigation)
def court_forwards(file: File, act: Act[ThreatInvestigation]) -> Answer:
    """A court starts nothing and finds no grounds; who conducts the proceedings otherwise does not pass the duty on."""
    decider, forwarded = file.case.decider, act.value.outcome == "FORWARDED"
    if not decider:
        return undetermined(say("which kind of body conducts the proceedings"))
    if decider == COURT and not forwarded:
        return not_met(say("a court does not investigate the threat"), say("forward the report, and say to whom"))
    if forwarded and decider not in (COURT, OPERATIONAL):
        return not_met(
            say("the body in charge investigates the threat itself"),
            say("start the investigation, or say why there are no grounds"),
        )
    return MET


@rule("L72-23.7b", "23(7)", ThreatClosed)
def answered_before_it_is_closed(file: File, act: Act[ThreatClosed]) -> Answer:
    """AC-23. The implementing body closes its own part only after the deciding body has said what becomes of the threat."""
    found = file.threats.of(act.value.report)
    if found is None or found.investigation:
        return MET
    if not file.sees(Circle.PERSON, BodyRole.DECIDING):
        return undetermined(say("whether the threat is investigated"))
    return not_met(
        say("it is not said whether the threat is investigated"),
        say("give the number of the investigation, or why there are no grounds, or to whom it was forwarded"),
    )


def _assessed(file: File, act: Act[ThreatAssessment]) -> Iterable[Started]:
    found = file.threats.of(act.value.report)
    if found is not None and not found.investigation and not file.case.by_court:
        yield Started(found.id)


INVESTIGATE = Clock(
    id="DL-23",
    article="23(7)",
    start=N_("threat report assessed"),
    end=N_("pre-trial investigation decided"),
    owner="DEC",
    limit_s=DAY,
    starts=(On(ThreatAssessment, _assessed),),
    ends=(On(ThreatInvestigation, lambda file, act: (act.value.report,)),),
    tell=("HEAD_DEC",),
)

# 5(2): the pre-trial registration -------------------------------------------------------------------------------------------


@rule("L72-5.2", "5(2)", ThreatLinked)
def report_and_number(file: File, act: Act[ThreatLinked]) -> Answer:
    if not act.value.number.strip():
        return not_met(say("the registration has no number"), say("give the number of the pre-trial registration"))
    return _unknown(file, act.value.report) or MET


@norm("L72-5.2", "5(2)")
def registrations(file: File) -> tuple[tuple[str, str], ...]:
    """(report, number of its pre-trial registration): the link to who answers for the attack, and nothing of the investigation."""
    return tuple(sorted((each.id, number) for each in file.threats.by_id.values() for number in each.numbers))


@rule("SYS-51", "9; S003", ThreatInvestigation, ThreatLinked, effect=Effect.MARK)
def pseudonym_on_the_card(file: File, act: Act[ThreatInvestigation] | Act[ThreatLinked]) -> Answer:
    """The card goes to the register of crimes, where others read it. Marks: the investigation stands whatever the card says."""
    value = act.value
    if not value.number.strip() or not file.case.pseudonym or value.card == file.case.pseudonym:
        return MET
    return not_met(say("the registration card does not bear the pseudonym"), say("have the card bear the file's pseudonym"))


# 23(7): support -------------------------------------------------------------------------------------------------------------


@rule("L72-23.7a", "23(7)", SupportOffered, effect=Effect.MARK)
def offered_as_voluntary(file: File, act: Act[SupportOffered]) -> Answer:
    """Marks: an offer badly made is an offer."""
    if act.value.voluntary:
        return MET
    return not_met(
        say("the person was not told that support is voluntary"), say("say that it may be declined, and nothing follows")
    )


@rule("L72-23.7a", "23(7)", SupportHeld)
def held_with_consent(file: File, act: Act[SupportHeld]) -> Answer:
    if file.support.accepted:
        return MET
    if file.support.accepted is None and not file.sees(Circle.PERSON, BodyRole.IMPLEMENTING):
        return undetermined(say("the person's answer"))
    return not_met(say("the person has not accepted support"), say("offer it, and leave it to the person"))


@norm("L72-23.7a", "23(7)")
def to_offer(file: File) -> tuple[str, ...]:
    """Occasions that have come and at which support was not offered yet."""
    begun = tuple(each.code for each in file.measures.all() if each.state is not MeasureState.CONSENT_PENDING)
    state = file_state(file)
    come = {
        "ACTIVATION": file.measures.any_in_force,
        "RELOCATION": "M2.5a" in begun,
        "M2.6": "M2.6" in begun,
        "M2.7": "M2.7" in begun,
        "END": state is FileState.REVOKED,
    }
    return tuple(occasion for occasion, due in come.items() if due and occasion not in file.support.offered)


RULES = (
    of_a_report,
    assessed_before_it_is_closed,
    acted_upon,
    of_a_known_report,
    number_reasons_or_addressee,
    court_forwards,
    answered_before_it_is_closed,
    report_and_number,
    pseudonym_on_the_card,
    offered_as_voluntary,
    held_with_consent,
)
CLOCKS = (INVESTIGATE,)
