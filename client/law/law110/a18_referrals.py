"""Art. 18 and the rights of 17(2) that it serves: who may be asked for what, with whose consent, with which facts; and no referral
drops out of sight (B.2).

Forms and times are the bodies' joint act (18(2)): policy here. A referral is of one person of this channel; it is no national
platform (SYS-07).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say, undetermined
from client.law.due import DAY
from client.law.file import File
from client.law.file.referrals import NEXT, ReferralState, Sent
from client.law.law110.known import sees, sees_person
from client.law.records.referrals import (
    CounselShown,
    Referral,
    ReferralAnswer,
    ReferralCard,
    ReferralClosed,
    ReferralConsent,
    ReferralConsentOnPaper,
    ReferralIn,
)
from client.law.rule import Clock, Effect, On, Rule, Started, rule
from client.law.tables.referrals import ANSWER_MS, KINDS, PAST_THE_ORIGIN, SUBJECTS, telling
from client.law.titles import N_

# To whom ---------------------------------------------------------------------------------------------------------------------


@rule("T110-1.4", "110 1(4), 10(4)", Referral, ReferralCard)
def agencies_receive_nothing(file: File, act: Act[Referral | ReferralCard]) -> Answer:
    """Tourism and labour agencies may send somebody for help; a victim's data go to none of them."""
    if act.value.to not in ("TOURISM", "LABOUR"):
        return MET
    return not_met(say("such an agency is sent no victim's data"), say("choose a body that helps"))


@rule("T110-7.1.3", "110 7(1)(3), 7(2)(3), 8(1)(3), 9(3), 10(3)(3)", Referral, ReferralCard)
def takes_part(file: File, act: Act[Referral | ReferralCard]) -> Answer:
    """The five groups, the providers, and those whose service the victim has a right to."""
    if SUBJECTS[act.value.to].article:
        return MET
    return not_met(say("the addressee takes no part in redirection"), say("choose a subject of Law 110-VIII"))


@rule("T110-7.1.3", "110 18(1)", ReferralIn, effect=Effect.MARK)
def sent_by_a_subject(file: File, act: Act[ReferralIn]) -> Answer:
    """Marks: somebody in danger is not turned away because of who sent them."""
    if SUBJECTS[act.value.sender].article:
        return MET
    return not_met(say("the sender takes no part in redirection"), say("take it as a statement, and find out who sends it"))


def _to_whom_and_with_what(id: str, article: str, kinds: tuple[str, ...]) -> Rule:
    """The rule of one norm: referrals of its kinds go where they fit, and carry no more facts than the kind needs."""

    @rule(id, article, Referral, ReferralCard)
    def fits(file: File, act: Act[Referral | ReferralCard]) -> Answer:
        if act.value.kind not in kinds:
            return MET
        kind = KINDS[act.value.kind]
        if act.value.to not in kind.to:
            bodies = ", ".join(SUBJECTS[each].title for each in kind.to)
            return not_met(say("such a referral is not for this kind of body"), say("send it to: {bodies}", bodies=bodies))
        surplus = sorted({fact.name for fact in act.value.facts} - set(kind.carries))
        if surplus:
            return not_met(say("the referral carries more than it needs: {facts}", facts=", ".join(surplus)), say("take it out"))
        return MET

    return fits


def _kinds() -> tuple[Rule, ...]:
    by_norm: dict[str, list[str]] = {}
    for kind in KINDS.values():
        by_norm.setdefault(kind.rule, []).append(kind.code)
    return tuple(_to_whom_and_with_what(id, KINDS[codes[0]].article, tuple(codes)) for id, codes in by_norm.items())


@rule("SYS-07", "110 18", Referral, general=True)
def of_a_person_of_this_channel(file: File, act: Act[Referral]) -> Answer:
    if file.case.opened:
        return MET
    if not sees(file):
        return undetermined(say("whether the file is opened"))
    return not_met(say("no file is opened for this person"), say("open the file; this channel is no platform for referrals"))


@rule("S-30", "S003 7", Referral)
def kind_of_legal_aid(file: File, act: Act[Referral]) -> Answer:
    if (act.value.kind == "LEGAL_AID") == bool(act.value.aid):
        return MET
    return not_met(
        say("the referral does not say which legal aid is meant"),
        say("choose: information, consultation, defence, or comprehensive aid by contract"),
    )


@rule("SYS-53", "S003; S-04", Referral)
def under_a_memorandum(file: File, act: Act[Referral]) -> Answer:
    """Organisations that are no bodies of the state are told something only under a memorandum."""
    if act.value.to not in ("NGO", "INTERNATIONAL") or act.value.memorandum.strip():
        return MET
    return not_met(say("there is no memorandum with this organisation"), say("choose one with a memorandum, and name it"))


@rule("T110-18.2", "110 18(2)", Referral, effect=Effect.MARK)
def by_the_joint_act(file: File, act: Act[Referral]) -> Answer:
    """Marks: help does not wait for a reference."""
    if act.value.procedure.strip():
        return MET
    return not_met(say("the referral names no act whose procedure it follows"), say("name the joint act of the bodies"))


@rule("S-23", "Palermo 6", Referral)
def needs_asked_first(file: File, act: Act[Referral]) -> Answer:
    """A service or shelter is chosen by age, gender, special needs and language; medical help waits for no checklist."""
    if act.value.kind not in ("SHELTER", "SOCIAL_SERVICE") or file.children.needs:
        return MET
    if not sees(file):
        return undetermined(say("the checklist of needs"))
    return not_met(say("nobody asked what the person needs"), say("go through the checklist of needs first"))


@rule("S-28", "S002", Referral)
def elsewhere_and_not_nowhere(file: File, act: Act[Referral]) -> Answer:
    """Rerouted means to somebody else: another body, or one in a neighbouring region."""
    value = act.value
    before = file.referrals.of(value.instead_of)
    if not value.instead_of or (before is not None and before.addressee != value.addressee):
        return MET
    if before is None:
        return undetermined(say("the referral that was declined")) if not sees(file) else _no_such()
    return not_met(
        say("the referral goes again to who declined it"),
        say("choose another body, in a neighbouring region if there is none here"),
    )


def _no_such() -> Answer:
    return not_met(say("there is no such referral"), say("name one of this file"))


# Consent, sending, answering ----------------------------------------------------------------------------------------------------


def _known(file: File, referral: str) -> Sent | Answer:
    sent = file.referrals.of(referral)
    if sent is not None:
        return sent
    return undetermined(say("the referral")) if not (sees(file) and sees_person(file)) else _no_such()


@rule("T110-18.1", "110 18(1)", Referral)
def new_or_unsent(file: File, act: Act[Referral]) -> Answer:
    """What was sent stands as it was sent; a change is another referral."""
    known = file.referrals.of(act.value.referral)
    if known is None or known.state in (ReferralState.DRAFT, ReferralState.CONSENTED):
        return MET
    return not_met(say("this referral was sent already"), say("prepare another one"))


@rule("T110-18.1", "110 18(1)", Referral)
def replaces_what_failed(file: File, act: Act[Referral]) -> Answer:
    before = file.referrals.of(act.value.instead_of)
    if before is None or before.state is ReferralState.DECLINED or before.silent(act.at):
        return MET
    return not_met(say("the referral that this one replaces was not declined"), say("wait for its answer"))


@rule("T110-18.1", "110 18(1)", ReferralConsent, ReferralConsentOnPaper)
def consents_to_what_stands_there(file: File, act: Act[ReferralConsent | ReferralConsentOnPaper]) -> Answer:
    sent = _known(file, act.value.referral)
    if not isinstance(sent, Sent):
        return sent
    if sent.entry == act.value.entry:
        return MET
    return not_met(say("the referral was changed since"), say("read and answer the newest one"))


@rule("T110-18.1", "110 18(1)", ReferralConsentOnPaper)
def paper_is_kept(file: File, act: Act[ReferralConsentOnPaper]) -> Answer:
    if act.value.scan or not act.value.given:
        return MET
    return not_met(say("a signature on paper has no scan"), say("add the scan of the signed paper"))


@rule("T110-18.1", "110 18(1)", ReferralCard)
def consented_first(file: File, act: Act[ReferralCard]) -> Answer:
    """Per referral: a yes to one is none to another. For who is represented the representative says it (L72 23(8))."""
    sent = _known(file, act.value.referral)
    if not isinstance(sent, Sent):
        return sent
    if sent.state is not ReferralState.CONSENTED:
        if not sees_person(file):
            return undetermined(say("the person's consent to the referral"))
        return not_met(say("the person has not agreed to this referral"), say("ask the person, or the representative"))
    if file.persons.represented and sent.consented_by != "REP" and sent.kind != "GUARDIANSHIP":
        return not_met(say("the person needs a lawful representative"), say("let the representative agree"))
    return MET


@rule("T110-18.1", "110 18(1)", ReferralCard)
def sent_as_consented(file: File, act: Act[ReferralCard]) -> Answer:
    """What goes out is what the person read: same kind, same addressee, no further fact. And alone in its circle."""
    value = act.value
    if act.circle in file.referrals.circles or act.circle in file.partners.circles:
        return not_met(say("this circle serves something else already"), say("give each referral a circle of its own"))
    sent = _known(file, value.referral)
    if not isinstance(sent, Sent) or not sent.entry:
        return MET
    if (value.kind, value.to) == (sent.kind, sent.to) and {fact.name for fact in value.facts} <= set(sent.facts):
        return MET
    return not_met(say("what is sent is not what the person agreed to"), say("send the referral as it was read"))


@rule("T110-17.2.10", "110 17(2)(10)", ReferralCard)
def consulate_only_on_an_express_wish(file: File, act: Act[ReferralCard]) -> Answer:
    """The country of origin may be where the danger is."""
    sent = file.referrals.of(act.value.referral)
    if act.value.kind != "CONSULAR" or (sent is not None and sent.express):
        return MET
    if sent is None or not sees_person(file):
        return undetermined(say("the person's consent to the referral"))
    return not_met(
        say("the person was not asked whether their country may learn of them"),
        say("tell the person so, and let them agree to exactly that"),
    )


@rule("T110-17.2.10", "110 17(2)(10)", Referral, ReferralCard)
def no_place_to_the_origin(file: File, act: Act[Referral | ReferralCard]) -> Answer:
    told = sorted({fact.name for fact in act.value.facts} & set(PAST_THE_ORIGIN))
    if act.value.kind != "CONSULAR" or not told:
        return MET
    return not_met(say("the country of origin would learn: {facts}", facts=", ".join(told)), say("take it out"))


@rule("T110-18.1", "110 18(1)", ReferralAnswer)
def answers_in_turn(file: File, act: Act[ReferralAnswer]) -> Answer:
    value = act.value
    if file.referrals.circles.get(act.circle) != value.referral:
        return not_met(say("this circle has no such referral"), say("answer in the circle of the referral"))
    sent = file.referrals.of(value.referral)
    if sent is None or value.state in NEXT.get(sent.state, ()):
        return MET
    return not_met(
        say("after {state} this answer does not follow", state=str(sent.state)),
        say("choose one of: {states}", states=", ".join(NEXT.get(sent.state, ())) or "-"),
    )


@rule("T110-18.1", "110 18(1)", ReferralAnswer)
def declined_with_reasons(file: File, act: Act[ReferralAnswer]) -> Answer:
    """Without a reason it counts as no answer, and the clock goes on."""
    if act.value.state != "DECLINED" or act.value.reason.strip():
        return MET
    return not_met(say("it is declined without reasons"), say("write the reasons"))


@rule("T110-18.1", "110 18(1)", ReferralClosed)
def closed_with_reasons(file: File, act: Act[ReferralClosed]) -> Answer:
    sent = _known(file, act.value.referral)
    if not isinstance(sent, Sent):
        return sent
    if act.value.reasons.strip():
        return MET
    return not_met(say("a referral goes to nobody, and no reason is given"), say("write the reasons, or send it elsewhere"))


# Counsel ------------------------------------------------------------------------------------------------------------------------


@rule("T110-17.2.6", "110 17(2)(6)", CounselShown)
def only_what_the_person_opened(file: File, act: Act[CounselShown]) -> Answer:
    """SYS-13: a body shows counsel nothing that the person has not opened to them."""
    value = act.value
    if all((value.counsel, entry) in file.referrals.counsel for entry in value.of):
        return MET
    if not sees_person(file):
        return undetermined(say("what the person opened to counsel"))
    return not_met(say("counsel was shown what the person did not open"), say("ask the person first"))


@rule("SYS-13", "110 17(2)(6)", Referral)
def counsel_gets_no_file(file: File, act: Act[Referral]) -> Answer:
    """The safety instructions of a legal-aid referral are how to reach the person; the matter itself the person tells."""
    if act.value.kind != "LEGAL_AID" or not telling(act.value.safety):
        return MET
    return not_met(say("the referral tells counsel what the person has not told"), say("leave it to the person"))


# Clocks: no silent drop -----------------------------------------------------------------------------------------------------------


def _sent(file: File, act: Act[ReferralCard]) -> Iterable[Started]:
    sent = file.referrals.of(act.value.referral)
    if sent is not None:
        yield Started(sent.referral, due=sent.answer_by)


def _declined(file: File, act: Act[ReferralAnswer]) -> Iterable[Started]:
    if act.value.state == "DECLINED":
        yield Started(f"{act.value.referral}:declined")


def _answered(_: File, act: Act[ReferralAnswer]) -> Iterable[str]:
    yield act.value.referral


def _rerouted(_: File, act: Act[Referral]) -> Iterable[str]:
    if act.value.instead_of:
        yield act.value.instead_of
        yield f"{act.value.instead_of}:declined"


def _closed(_: File, act: Act[Any]) -> Iterable[str]:
    yield act.value.referral
    yield f"{act.value.referral}:declined"


CLOCKS = (
    Clock(
        id="T110-18.1",
        article="110 18(1)",
        start=N_("referral sent, or declined"),
        end=N_("answered, sent elsewhere, or closed with reasons"),
        owner="IMP",
        limit_s=ANSWER_MS // 1000,
        before_s=(DAY,),
        starts=(On(ReferralCard, _sent), On(ReferralAnswer, _declined)),
        ends=(On(ReferralAnswer, _answered), On(Referral, _rerouted), On(ReferralClosed, _closed)),
        tell=("IMP", "PP"),
    ),
)

RULES = (
    agencies_receive_nothing,
    takes_part,
    sent_by_a_subject,
    of_a_person_of_this_channel,
    no_place_to_the_origin,
    *_kinds(),
    kind_of_legal_aid,
    by_the_joint_act,
    under_a_memorandum,
    needs_asked_first,
    elsewhere_and_not_nowhere,
    new_or_unsent,
    replaces_what_failed,
    consents_to_what_stands_there,
    paper_is_kept,
    consented_first,
    sent_as_consented,
    consulate_only_on_an_express_wish,
    answers_in_turn,
    declined_with_reasons,
    closed_with_reasons,
    only_what_the_person_opened,
    counsel_gets_no_file,
)
