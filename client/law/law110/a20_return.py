"""Art. 8(2)(4), 19, 20, 17(2)(15): going back is voluntary, comes after the services or the proceedings, and never into danger.

B-AMB-3: the end of services or of the proceedings is enough by law; a person who is protected is looked at again first. The end of
services, of a stay or a return never ends protection under Law No. 72: it makes a review owed (B.0).
"""

from __future__ import annotations

from collections.abc import Iterable

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY
from client.law.file import File
from client.law.law110.known import protected, sees, sees_person
from client.law.records.ending import ProceedingsEnded
from client.law.records.residence import ServicesChanged, WorkEnded
from client.law.records.returns import (
    NationalityAsked,
    ReturnConsentOnPaper,
    ReturnDanger,
    ReturnDecided,
    ReturnStep,
)
from client.law.records.tasks import Task, TaskReport
from client.law.records.trafficking import VotReview
from client.law.rule import EVERY, Clock, Notice, On, Started, rule
from client.law.tables.referrals import BLOCK_RETURN
from client.law.titles import N_

HOME = ("CITIZEN", "COMPATRIOT", "RECOGNISED_REFUGEE", "STATELESS")
"""Whom the foreign-policy body brings to Kazakhstan: citizens, recognised refugees, resident stateless persons (8(2)(4), 19)."""

NATIONALITY_FACTS = frozenset({"name", "birth date", "documents"})
"""All that another state needs to say whether somebody is its national."""


def _leaves(act: Act[ReturnDecided]) -> bool:
    return act.value.direction == "OUT"


@rule("T110-8.2.4", "110 8(2)(4), 19, 20(1)", ReturnDecided)
def who_is_brought_where(file: File, act: Act[ReturnDecided]) -> Answer:
    citizenship = file.trafficking.citizenship
    if citizenship == "UNKNOWN" and not sees(file):
        return undetermined(say("the citizenship"))
    if _leaves(act):
        fits = citizenship not in ("CITIZEN", "COMPATRIOT", "RECOGNISED_REFUGEE")
    else:
        fits = citizenship in HOME and act.value.partner in ("MFA", "IA")
    if fits:
        return MET
    return not_met(
        say("such a return is not foreseen for this person"),
        say("home: foreigners and stateless persons; to Kazakhstan: its own, by the foreign-policy or internal affairs body"),
    )


@rule("T110-20.1", "110 20(1)", ReturnDecided)
def voluntarily(file: File, act: Act[ReturnDecided]) -> Answer:
    """The person's own newest word; a representative's beside it for who is represented, and a child's as Art. 23 has it."""
    wants = file.returns.wants
    if not _leaves(act) or wants.get("PP") or (file.persons.represented and "PP" not in wants):
        return MET
    if "PP" not in wants and not sees_person(file):
        return undetermined(say("whether the person wants to go back"))
    return not_met(say("the person has not agreed to go back"), say("ask the person; nobody is sent back against their will"))


@rule("T110-20.1", "110 20(1)", ReturnDecided)
def services_or_proceedings_over(file: File, act: Act[ReturnDecided]) -> Answer:
    if not _leaves(act) or file.trafficking.services == "ENDED" or file.ending.proceedings_ended:
        return MET
    if not sees(file):
        return undetermined(say("whether services or proceedings have ended"))
    return not_met(
        say("neither the services nor the proceedings have ended"), say("let the return wait for the end of one of them")
    )


@rule("T110-20.1", "B.0; B-AMB-3", ReturnDecided)
def looked_at_again(file: File, act: Act[ReturnDecided]) -> Answer:
    """Who is protected leaves only after protection was looked at again, later than services ended."""
    if not _leaves(act) or not protected(file):
        return MET
    if file.trafficking.reviewed_at > file.trafficking.services_until:
        return MET
    if not sees(file):
        return undetermined(say("whether protection was looked at again"))
    return not_met(say("protection was not looked at again before the return"), say("record the review first"))


@rule("T110-20.3", "110 20(3)", ReturnDecided)
def never_into_danger(file: File, act: Act[ReturnDecided]) -> Answer:
    return _locked(file) if _leaves(act) else MET


@rule("T110-20.3", "110 20(3)", Task, ReturnStep)
def nor_on_the_way(file: File, act: Act[Task | ReturnStep]) -> Answer:
    """The lock holds whatever was decided before it."""
    if isinstance(act.value, Task):
        back = file.returns.of(file.returns.newest)
        leaves = act.value.kind == "RETURN" and (back is None or back.direction == "OUT")
    else:
        back = file.returns.of(act.value.back)
        leaves = act.value.step == "TRAVEL" and back is not None and back.direction == "OUT"
    return _locked(file) if leaves else MET


def _locked(file: File) -> Answer:
    """The recorded danger, or a report of a threat that was rated HIGH and is not closed (Law 72)."""
    high = any(each.level == "HIGH" for each in file.threats.open())
    if not file.returns.danger and not high:
        return MET if sees(file) else undetermined(say("whether a return would endanger the person"))
    return not_met(
        say("a return would endanger the person"),
        say("no return, expulsion or deportation; the person may ask for refugee or stateless status"),
    )


@rule("T110-20.3", "110 20(3)", ReturnDanger)
def danger_lifted_with_reasons(file: File, act: Act[ReturnDanger]) -> Answer:
    if act.value.danger or act.value.reasons.strip():
        return MET
    return not_met(say("the danger is said to be over without reasons"), say("write the reasons"))


@rule("T110-17.2.15", "110 17(2)(15), 20(3)", ReturnDecided)
def not_while_asking_for_asylum(file: File, act: Act[ReturnDecided]) -> Answer:
    """B-AMB-8: as an asylum seeker, for refugee or stateless status."""
    asks = file.trafficking.citizenship == "ASYLUM_SEEKER" or file.referrals.open_of(*BLOCK_RETURN)
    if not _leaves(act):
        return MET
    if not asks:
        return MET if sees(file) else undetermined(say("whether the person asks for refugee or stateless status"))
    return not_met(
        say("the person asks for refugee or stateless status"), say("let the return wait until that is decided or withdrawn")
    )


@rule("T110-20.2", "110 20(2)", ReturnDecided)
def not_at_the_persons_cost(file: File, act: Act[ReturnDecided]) -> Answer:
    if act.value.payer != "PERSON":
        return MET
    return not_met(say("the person would pay for the return"), say("let the budget or the services pay"))


@rule("T110-20.1", "110 20(1)", Task)
def decided_before_anybody_acts(file: File, act: Act[Task]) -> Answer:
    """A partner is asked to bring somebody home only once that was lawfully decided."""
    if act.value.kind != "RETURN" or file.returns.newest:
        return MET
    if not sees(file):
        return undetermined(say("whether a return was decided"))
    return not_met(say("no return was decided"), say("decide on the return first"))


@rule("S-25", "Palermo 8(3)", NationalityAsked)
def asks_no_more_than_nationality(file: File, act: Act[NationalityAsked]) -> Answer:
    told = sorted({fact.name for fact in act.value.facts} - NATIONALITY_FACTS)
    if not told:
        return MET
    return not_met(
        say("the question tells the other state: {facts}", facts=", ".join(told)), say("ask by name, birth date and documents only")
    )


@rule("T110-19", "110 19", ReturnStep)
def certificate_fits_the_new_data(file: File, act: Act[ReturnStep]) -> Answer:
    """A certificate in the old name undoes the new data (M2.6), and asks services that were closed (M2.4)."""
    if act.value.step != "CERTIFICATE_ISSUED" or act.value.name_checked:
        return MET
    in_force = [code for code in ("M2.4", "M2.6") if file.measures.of(code) is not None]
    if not in_force:
        return MET if sees_person(file) else undetermined(say("the ruling that chooses the measures"))
    return not_met(
        say("nobody compared the name on the certificate with the person's new or closed data"), say("compare it before it is used")
    )


@rule("T110-19", "110 19", ReturnStep)
def of_a_return_that_was_decided(file: File, act: Act[ReturnStep]) -> Answer:
    if file.returns.of(act.value.back) is not None:
        return MET
    return (
        not_met(say("no return was decided"), say("decide on the return first")) if sees(file) else undetermined(say("the return"))
    )


# Clocks and notices ------------------------------------------------------------------------------------------------------------


def _over(file: File, act: Act[ServicesChanged | ProceedingsEnded]) -> Iterable[Started]:
    """Services or proceedings end: protection is looked at again, and the person may be asked whether they want to go back."""
    ended = file.trafficking.services == "ENDED" if isinstance(act.value, ServicesChanged) else file.trafficking.victim
    if ended:
        yield Started()


def _reviewed(_: File, _act: Act[VotReview]) -> Iterable[str]:
    yield ""


def _case_over(file: File, _act: Act[ProceedingsEnded]) -> Iterable[Started]:
    for number in file.residence.may_work:
        yield Started(number)


def _work_ended(_: File, act: Act[WorkEnded]) -> Iterable[str]:
    yield act.value.certificate


def _requested(_: File, act: Act[ReturnStep]) -> Iterable[Started]:
    if act.value.step == "CERTIFICATE_REQUESTED":
        yield Started(act.value.back)


def _issued(_: File, act: Act[ReturnStep]) -> Iterable[str]:
    if act.value.step == "CERTIFICATE_ISSUED":
        yield act.value.back


CLOCKS = (
    Clock(
        id="DLT-5",
        article="110 20(1)",
        start=N_("services or proceedings end"),
        end=N_("protection looked at again; a return is possible and voluntary"),
        owner="DEC",
        limit_s=5 * DAY,
        starts=(On(ServicesChanged, _over), On(ProceedingsEnded, _over)),
        ends=(On(VotReview, _reviewed),),
        tell=("IMP",),
    ),
    Clock(
        id="DLT-4",
        article="110 17(2)(14)",
        start=N_("proceedings end"),
        end=N_("the right to work without a permit is recorded as ended"),
        owner="DEC",
        limit_s=5 * DAY,
        starts=(On(ProceedingsEnded, _case_over),),
        ends=(On(WorkEnded, _work_ended),),
        tell=("PP",),
    ),
    Clock(
        id="DLT-7",
        article="110 19",
        start=N_("return certificate requested"),
        end=N_("return certificate issued"),
        owner="DEC",
        limit_s=3 * DAY,
        before_s=(DAY,),
        starts=(On(ReturnStep, _requested),),
        ends=(On(ReturnStep, _issued),),
        tell=("DEC", "IMP"),
    ),
)


def _danger(_: File, act: Act[ReturnDanger]) -> Iterable[str]:
    if act.value.danger:
        yield act.hash


def _told_migration(_: File, act: Act[Task]) -> Iterable[str]:
    if act.value.partner == "MIGRATION" and not act.value.package:
        yield EVERY


def _migration_has_it(file: File, act: Act[TaskReport]) -> Iterable[str]:
    task = file.partners.of(act.value.task)
    if task is not None and task.addressee == "MIGRATION":
        yield EVERY


NOTICES = (
    Notice(
        id="T110-20.3",
        article="110 20(3)",
        what=N_("no return, expulsion or deportation of this person; without details"),
        sender="DEC",
        receivers=("COOP",),
        proof=N_("accepted, done or refused"),
        owed=(On(ReturnDanger, _danger),),
        given=(On(Task, _told_migration),),
        proven=(On(TaskReport, _migration_has_it),),
    ),
)


@rule("T110-20.1", "110 20(1)", ReturnConsentOnPaper)
def paper_is_kept(file: File, act: Act[ReturnConsentOnPaper]) -> Answer:
    if act.value.scan or not act.value.wants:
        return MET
    return not_met(say("a signature on paper has no scan"), say("add the scan of the signed paper"))


RULES = (
    who_is_brought_where,
    voluntarily,
    services_or_proceedings_over,
    looked_at_again,
    never_into_danger,
    nor_on_the_way,
    danger_lifted_with_reasons,
    not_while_asking_for_asylum,
    not_at_the_persons_cost,
    decided_before_anybody_acts,
    asks_no_more_than_nationality,
    certificate_fits_the_new_data,
    of_a_return_that_was_decided,
    paper_is_kept,
)
