"""Art. 27: on which grounds measures end, by whose reasoned ruling, and how they go on after the proceedings (A.9).

There is no other way: no date (AMB-22), refusal, breach or request (AMB-39) ends a measure, and no lateness of anybody. How rulings
reach those whom they concern is ``a27_delivery``; what is wound up afterwards ``a27_wind_down``; complaints ``a23_2_appeals``.
"""

from __future__ import annotations

from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, Met, not_met, say, undetermined
from client.law.file import File
from client.law.law72.a26_1_implementing import decided
from client.law.records.ending import Continuation, GroundNamed, LiftRefused, ProceedingsEnded, Revocation
from client.law.records.requests import LIFTING, RequestRecorded
from client.law.rule import Effect, norm, rule
from client.law.tables.grounds import DECIDING, GROUNDS
from client.law.words import PERSONAL_MEASURES, BodyRole, Circle

# Grounds (27(1)) ----------------------------------------------------------------------------------------------------------


@norm("A.9", "27(1)-(2), 27(4)")
def may_rule(ground: str, signatory: str, settled: bool) -> bool:
    """A.9: who may rule on a ground. ``settled``: the proceedings have ended and it is settled that measures go on."""
    row = GROUNDS[ground]
    return signatory in (row.after if settled else row.before)


@rule("L72-27.1", "27(1)", Revocation)
def on_a_ground(file: File, act: Act[Revocation]) -> Answer:
    """One of the four at least, each with the evidence that it takes, named by who may rule on it."""
    value = act.value
    if not value.grounds:
        return not_met(say("the ruling names no ground of Article 27"), say("name a ground; a request alone is none"))
    for each in value.grounds:
        if not may_rule(each.ground, value.signatory, True):  # whether the time has come: L72-26-1.2.6, L72-27.4c
            return not_met(
                say("only the deciding body rules on ground {ground}", ground=each.ground),
                say("leave it to the deciding body, its successor or the prosecutor"),
            )
        answer = _evidence(file, each)
        if not isinstance(answer, Met):
            return answer
    return MET


def _evidence(file: File, named: GroundNamed) -> Answer:
    kinds = [each.kind for each in named.evidence]
    if not named.evidence or any(not each.of and not each.note.strip() for each in named.evidence):
        return not_met(
            say("ground {ground} is named without evidence", ground=named.ground), say("name the records or the facts that show it")
        )
    if named.ground == "G2":
        return _refusal(file, named)
    if named.ground == "G3" and ("BREACH" not in kinds or not named.proportion.strip()):
        return not_met(
            say("a breach of the contract is a ground without its record, or without why ending is in proportion"),
            say("name the recorded breaches, and weigh ending against the danger"),
        )
    return MET


def _refusal(file: File, named: GroundNamed) -> Answer:
    """G2: the person refused the contract after its consequences were explained, and none stands."""
    contracts = file.contracts
    refusals = [each.of for each in named.evidence if each.kind == "CONTRACT_REFUSED"]
    if contracts.refusal and contracts.refusal in refusals and contracts.refusal_explained and not contracts.in_force:
        return MET
    if not file.sees(Circle.PERSON, BodyRole.IMPLEMENTING):
        return undetermined(say("the refusal of the contract, and what was explained"))
    return not_met(
        say("the person has not refused the contract knowing what can follow"),
        say("offer it, explain, and record the refusal; or name another ground"),
    )


# The ruling (27(2)) -------------------------------------------------------------------------------------------------------


@rule("L72-27.2", "27(2)", Revocation, LiftRefused, Continuation)
def signed_by_who_may(file: File, act: Act[Any]) -> Answer:
    """Who is in charge of the investigation, the prosecutor, the court; an official of the implementing body for itself."""
    official = act.author.body_role is BodyRole.IMPLEMENTING and "official" in act.author.roles
    deciding = act.author.body_role is BodyRole.DECIDING
    if (act.value.signatory == "OFFICIAL" and official) or (act.value.signatory in DECIDING and deciding):
        return MET
    return not_met(
        say("{signatory} is not who may sign this ruling in this body", signatory=act.value.signatory),
        say("let who is in charge of the case, the prosecutor, the court or the authorised official sign"),
    )


@rule("L72-27.2", "27(2)", Revocation, LiftRefused, Continuation)
def reasoned(file: File, act: Act[Any]) -> Answer:
    if not act.value.reasons.strip():
        return not_met(say("the ruling gives no reasons"), say("write the reasons"))
    if not act.value.appeal:
        return not_met(say("the ruling names no route of complaint"), say("name the routes of complaint"))
    return MET


@rule("L72-27.2", "27(2)", Revocation, general=True)
def something_applies(file: File, act: Act[Revocation]) -> Answer:
    if decided(file) or file.measures.all():
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("whether measures are applied"))
    return not_met(say("no measures are applied that could end"), say("revoke nothing"))


@rule("L72-27.2", "27(2)", Revocation)
def says_what_ends_and_when(file: File, act: Act[Revocation]) -> Answer:
    value = act.value
    if (value.scope == "LISTED") != bool(value.measures):
        return not_met(say("the ruling does not say what it ends"), say("end all measures, or list those that end"))
    if value.effect_at < value.issued_at or value.issued_at > act.at:
        return not_met(
            say("the ruling reaches back, or is dated after it was made known"),
            say("measures end from the ruling on, and no earlier"),
        )
    if value.act == "SENTENCE" and value.signatory != "COURT":
        return not_met(say("only a court passes a sentence"), say("issue a ruling"))
    return MET


@rule("L72-27.2", "27(2)", Revocation)
def copies_say_the_same(file: File, act: Act[Revocation]) -> Answer:
    """The copy that goes to the implementing body is the ruling that the person gets."""
    value, known = act.value, file.ending.rulings.get(act.value.number)
    if known is None:
        return MET
    same = (known.scope, known.measures, known.grounds, known.issued_at, known.effect_at, known.signatory)
    if same == (value.scope, value.measures, value.grounds_named, value.issued_at, value.effect_at, value.signatory):
        return MET
    return not_met(
        say("there is another ruling with this number"), say("copy the ruling as it is, or give a new one its own number")
    )


# Requests to lift (27(3)) -------------------------------------------------------------------------------------------------


@rule("L72-27.3a", "27(3)", Revocation, LiftRefused)
def on_a_written_request(file: File, act: Act[Any]) -> Answer:
    """A request made aloud is not counted: it is put in writing first. A motion is one of the implementing body."""
    value = act.value
    if value.on_request:
        asked = file.requests.of(value.on_request)
        if asked is None:
            return _unread(file, "PERSON") or not_met(say("there is no such request"), say("name the request that is decided"))
        if not asked.written or not asked.lifts:
            return not_met(
                say("what is decided is no written request to lift measures"),
                say("help the person to put it in writing, then decide"),
            )
    if value.on_motion:
        moved = file.ending.motions.get(value.on_motion)
        if moved is None or moved.kind != "CANCEL":
            return _unread(file, "COORDINATION") or not_met(
                say("there is no such motion to cancel measures"), say("name the motion that is decided")
            )
    return MET


def _unread(file: File, where: str) -> Answer | None:
    """The request may stand in a circle that this client does not read."""
    if where == "PERSON":
        seen = file.sees(Circle.PERSON, BodyRole.DECIDING) and file.sees(Circle.PERSON, BodyRole.IMPLEMENTING)
    else:
        seen = file.sees(Circle.COORDINATION)
    return None if seen else undetermined(say("the request or motion that is decided"))


@rule("L72-27.3a", "27(3)", LiftRefused)
def refuses_something(file: File, act: Act[LiftRefused]) -> Answer:
    if act.value.on_request or act.value.on_motion:
        return MET
    return not_met(say("nothing was asked that this ruling refuses"), say("name the request or the motion"))


@rule("L72-27.3a", "27(3)", RequestRecorded, effect=Effect.MARK)
def helped_to_write(file: File, act: Act[RequestRecorded]) -> Answer:
    """No clock runs on what was said aloud; so the officer helps to put it in writing."""
    value = act.value
    if value.way != "ORAL" or value.kind not in LIFTING or value.help.strip():
        return MET
    return not_met(
        say("the person asked aloud to lift measures and was not helped to write it down"),
        say("help to put the request in writing, and say how"),
    )


# After the proceedings (27(4)) --------------------------------------------------------------------------------------------


@rule("L72-27.4a", "27(4)", Revocation)
def official_ends_personal_measures(file: File, act: Act[Revocation]) -> Answer:
    """What the deciding body and the court imposed themselves is not the implementing body's to revoke."""
    others = [code for code in act.value.measures if code not in PERSONAL_MEASURES]
    if act.author.body_role is not BodyRole.IMPLEMENTING or not others:
        return MET
    return not_met(
        say("{code} is no personal measure, and not the implementing body's to revoke", code=others[0]),
        say("leave it to the body that imposed it"),
    )


@rule("L72-27.4b", "27(4)", LiftRefused, general=True)
def official_answers_after_the_proceedings(file: File, act: Act[LiftRefused]) -> Answer:
    """Before, requests to lift are the deciding body's to answer (27(3))."""
    if act.author.body_role is not BodyRole.IMPLEMENTING or file.ending.continued:
        return MET
    if not file.sees(Circle.COORDINATION):
        return undetermined(say("whether the proceedings have ended"))
    return not_met(
        say("it is the deciding body that answers requests to lift, until it is settled that measures go on after the proceedings"),
        say("pass the request on to the deciding body"),
    )


@rule("L72-27.4c", "27(4)", Revocation, general=True)
def settled_first(file: File, act: Act[Revocation]) -> Answer:
    """Between the end of the proceedings and the ruling on continuation measures run, and no official revokes them (AC-31)."""
    ending = file.ending
    if act.author.body_role is not BodyRole.IMPLEMENTING or not ending.proceedings_ended or ending.continued:
        return MET
    return not_met(
        say("it is not settled yet whether measures go on after the proceedings"),
        say("wait for the ruling on that; the measures run meanwhile"),
    )


@rule("L72-27.4c", "27(4)", Continuation, general=True)
def continues_what_ended(file: File, act: Act[Continuation]) -> Answer:
    """AMB-38: to impose measures there must be proceedings; for them to go on there need be none."""
    if file.ending.proceedings_ended and not file.ending.revoked:
        return MET
    read = file.sees(Circle.COORDINATION) and file.sees(Circle.PERSON, BodyRole.DECIDING)
    if not file.ending.proceedings_ended and not read:
        return undetermined(say("whether the proceedings ended"))
    return not_met(
        say("there is no end of proceedings after which measures could go on"),
        say("record that the proceedings ended; until then measures run as they are"),
    )


@rule("L72-27.4c", "27(4)", ProceedingsEnded)
def ended_in_the_past(file: File, act: Act[ProceedingsEnded]) -> Answer:
    if act.value.ended_at <= act.at:
        return MET
    return not_met(say("the proceedings end in the future"), say("record it when they have ended"))


RULES = (
    on_a_ground,
    signed_by_who_may,
    reasoned,
    something_applies,
    says_what_ends_and_when,
    copies_say_the_same,
    on_a_written_request,
    refuses_something,
    helped_to_write,
    official_ends_personal_measures,
    official_answers_after_the_proceedings,
    settled_first,
    continues_what_ended,
    ended_in_the_past,
)
