"""Art. 17: what a victim has a right to, and the time to decide; what is not asked of them.

The time to decide (17(2)(12)) keeps away what presses: summonses and requests for a statement or information. It never keeps away
a report of a threat, nor protection under Law No. 72: no rule here looks at those.
"""

from __future__ import annotations

from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY_MS
from client.law.file import File
from client.law.file.trafficking import Asked
from client.law.law72.a23_2_appeals import route_for
from client.law.law110.known import adult, sees, status
from client.law.records.children import InterrogationHeld
from client.law.records.complaints import Complaint
from client.law.records.persons import PersonFlagged
from client.law.records.referrals import ReferralIn
from client.law.records.reports import Receipt, Statement
from client.law.records.trafficking import TOPICS, PersonAsked, VotLeaflet, VotStatus
from client.law.rule import Effect, Notice, On, norm, rule
from client.law.tables.referrals import telling
from client.law.titles import N_
from client.law.words import Flag
from crypto.frozen import dataclass

TIME_TO_DECIDE_MS = 30 * DAY_MS
"""17(2)(12): not less than thirty calendar days."""

# The time to decide ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeToDecide:
    """Milliseconds. ``until``: the earliest end; None while services run, since it does not end before them. ``statutory``: the
    law's own, for immigrants; else the bodies' policy for others (B-AMB-6)."""

    since: int
    until: int | None
    statutory: bool

    def runs(self, now: int) -> bool:
        return self.until is None or now < self.until


@norm("DLT-1", "110 17(2)(12)")
def time_to_decide(file: File) -> TimeToDecide | None:
    """From the identification, or from the start of services where that is later; at least thirty days, and as long as services
    run. None where the person has no such time, or has decided by their own act."""
    victim = file.trafficking
    if not victim.victim or victim.cooperates:
        return None
    policy = file.case.targets.get("DLT-1", 0)
    if not victim.immigrant and not policy:
        return None
    length = TIME_TO_DECIDE_MS if victim.immigrant else 1000 * policy
    since = max(victim.identified_at, victim.services_from)
    if victim.services == "RUNNING":
        return TimeToDecide(since, None, victim.immigrant)
    return TimeToDecide(since, max(since + length, victim.services_until), victim.immigrant)


@rule("T110-17.2.12", "110 17(2)(12)", PersonAsked)
def not_now(file: File, act: Act[PersonAsked]) -> Answer:
    """What presses waits. The person may decide earlier, by their own signed act."""
    if act.value.wait:
        return MET
    period = time_to_decide(file)
    if period is None:
        return MET if sees(file) else undetermined(say("whether the person still has time to decide"))
    if not period.runs(act.at):
        return MET
    return not_met(say("the person still has time to decide on cooperating"), say("let the request wait until then"))


@norm("T110-17.2.12", "110 17(2)(12)")
def waiting(file: File, now: int) -> tuple[Asked, ...]:
    """Requests that wait, once they may be made: empty while the time to decide runs."""
    period = time_to_decide(file)
    if period is not None and period.runs(now):
        return ()
    return tuple(sorted((each for each in file.trafficking.asked.values() if each.waits), key=lambda each: (each.at, each.ask)))


@rule("T110-17.3", "110 17(3)", PersonAsked)
def no_sanction(file: File, act: Act[PersonAsked]) -> Answer:
    """Whether a victim can speak now depends on how they are; information that is missing or wrong is no breach by itself."""
    if act.value.kind != "INFORMATION" or not act.value.consequence.strip():
        return MET
    return not_met(
        say("a victim is told of a consequence for not informing"), say("ask without one; the person may answer: not able now")
    )


# Rights explained -----------------------------------------------------------------------------------------------------------


@rule("T110-17.2.1", "110 17(2)(1)", VotLeaflet)
def whole_leaflet(file: File, act: Act[VotLeaflet]) -> Answer:
    lacking = [topic for topic in TOPICS if topic not in act.value.topics]
    if not lacking:
        return MET
    return not_met(say("the leaflet does not speak of {topics}", topics=", ".join(lacking)), say("use the whole leaflet"))


def _to_explain(file: File, act: Act[VotStatus]) -> Iterable[str]:
    if file.trafficking.victim:
        yield act.hash


def _explained(file: File, act: Act[VotLeaflet]) -> Iterable[str]:
    yield act.value.of


def _read(file: File, act: Act[Receipt]) -> Iterable[str]:
    status_entry = file.trafficking.leaflets.get(act.value.entry)
    if status_entry is not None:
        yield status_entry


NOTICES = (
    Notice(
        id="T110-17.2.1",
        article="110 17(2)(1)",
        what=N_("rights, duties and help of a victim, in a language understood"),
        sender="DEC",
        receivers=("PP", "REP"),
        proof=N_("receipt"),
        owed=(On(VotStatus, _to_explain),),
        given=(On(VotLeaflet, _explained),),
        proven=(On(Receipt, _read),),
    ),
)

# State protection -----------------------------------------------------------------------------------------------------------


@norm("T110-17.2.7", "110 17(2)(7); L72 22, 23(1)")
def statement_of(referral: ReferralIn) -> Statement | None:
    """The statement that a referral for state protection is: DL-01 runs from it as from any other (B-AMB-9). It says what
    threatens; that its sender helps victims prejudges nothing and is not in it. None for a referral of another kind."""
    if referral.kind != "STATE_PROTECTION":
        return None
    return Statement(referral.payload_id, referral.text, referral.language, referral.made_at, referral.urgent, (), ())


@rule("T110-17.2.7", "110 17(2)(7)", ReferralIn, effect=Effect.MARK)
def says_what_threatens(file: File, act: Act[ReferralIn]) -> Answer:
    """Marks: the clock runs all the same; the secret is to be cut out of what others will read."""
    if act.value.kind != "STATE_PROTECTION" or not telling(act.value.text):
        return MET
    return not_met(
        say("the statement tells that somebody is a victim"), say("say what threatens the person; the rest goes to the compartment")
    )


# Examination of a minor, custody, complaints --------------------------------------------------------------------------------


@rule("T110-17.2.8", "110 17(2)(8)", InterrogationHeld)
def teacher_or_psychologist(file: File, act: Act[InterrogationHeld]) -> Answer:
    value = act.value
    if not file.persons.minor:
        return adult(file)
    if value.teacher.strip() or value.psychologist.strip() or value.reason.strip():
        return MET
    return not_met(
        say("a minor was examined, and no teacher or psychologist is named"), say("name who took part, or why nobody could")
    )


@rule("S-08", "Kyrgyz law 28(1)", PersonFlagged, effect=Effect.MARK)
def victims_are_not_held(file: File, act: Act[PersonFlagged]) -> Answer:
    """A warning, not a bar: the flag says where the person is."""
    value = act.value
    if value.flag != Flag.CUSTODY or not value.on:
        return MET
    if status(file) == "NONE":
        return MET if sees(file) else undetermined(say("the status under Law 110-VIII"))
    return not_met(
        say("somebody who is, or may be, a victim is held in custody"),
        say("ask whether this person should be held at all, and whether what they did was forced on them"),
    )


@rule("T110-17.2.16", "110 17(2)(16)", Complaint)
def administrative_route(file: File, act: Act[Complaint]) -> Answer:
    """Administrative acts and inaction (services, residence, status) go the administrative way, beside the routes of Law No. 72."""
    value = act.value
    row = route_for(file, value.about, value.of, value.decider)
    if row.norm != "T110-17.2.16" or value.route in row.routes:
        return MET
    return not_met(
        say("this complaint does not go to {route}", route=value.route),
        say("choose one of: {routes}", routes=", ".join(row.routes)),
    )


@norm("S-28", "S002")
def victim_first(file: File) -> tuple[str, ...]:
    """What an officer is asked, in this order, before anything about papers or offences of the person; the same everywhere."""
    questions = (
        N_("Is this person safe now, and who could reach them?"),
        N_("Could somebody have brought, held or forced them?"),
        N_("What do they need today: rest, a doctor, an interpreter, a place?"),
        N_("Were their rights and their time to decide explained?"),
    )
    return questions if file.trafficking.signs != "NO" or status(file) != "NONE" else ()


RULES = (
    not_now,
    no_sanction,
    whole_leaflet,
    says_what_threatens,
    teacher_or_psychologist,
    victims_are_not_held,
    administrative_route,
)
