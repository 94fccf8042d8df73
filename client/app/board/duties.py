"""What the law asks for that no clock of it counts: as its own functions say it, for who has to do it.

Each duty is a norm of ``client.law`` and an item for each thing that it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from client.app.board.holder import Holder
from client.app.board.items import Item, Kind, Urgency
from client.app.board.settles import settled
from client.app.casework.casework import Case
from client.app.outcome import Next
from client.app.saying import NOTHING, Code, Moment, Said, say
from client.law.file import file_state
from client.law.file.states import FileState
from client.law.law72.a10_preventive import to_review
from client.law.law72.a13_1_restraining import breaches
from client.law.law72.a17_closures import board as closures_of
from client.law.law72.a17_closures import danger_signs
from client.law.law72.a21_partners import refusals, silence
from client.law.law72.a22_grounds import to_forward
from client.law.law72.a23_2_appeals import access_until, kept_meanwhile
from client.law.law72.a23_7_investigation import to_offer
from client.law.law72.a23_8_representatives import offered_anew
from client.law.law72.a26_1_deciding import unreported
from client.law.law72.a28_liability import without_secrecy
from client.law.law110.a01_status import asks_for_signs
from client.law.law110.a17_rights import waiting
from client.law.words import BodyRole

Duty = Callable[[Case, Holder, int], Iterator[Item]]
DEC, IMP = BodyRole.DECIDING, BodyRole.IMPLEMENTING


def _item(
    case: Case,
    key: str,
    what: Said,
    article: str,
    *,
    urgency: Urgency = Urgency.OPEN,
    kind: Kind = Kind.DUTY,
    since: int = 0,
    next: Next | None = None,
    why_not: Said = NOTHING,
) -> Item:
    since = since or case.file.at
    return Item(f"{key} {case.id}", kind, urgency, what, since, case.id, case.pseudonym, "", article, None, next, why_not)


def _written(case: Case, holder: Holder, type: str, key: str = "", **known: str) -> tuple[Next | None, Said]:
    way = settled((type,), case, holder, key, **known)
    return way.next, way.why_not


def secrecy(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """28 pt2: whoever writes in a file acknowledges the duty of secrecy first."""
    if case.pseudonym and not holder.supervises and holder.author.holder in without_secrecy(case.file):
        what = say("you have written in this file and not acknowledged the duty of secrecy")
        yield _item(case, "secrecy", what, "28 pt2", urgency=Urgency.SOON, next=Next("keep_secret", (("file", case.id),)))


def forward(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """22: what the implementing body alone has, the deciding body must have at once."""
    for id in to_forward(case.file) if holder.role is IMP else ():
        next, why = _written(case, holder, "statement-forwarded", payload_id=id)
        what = say("the deciding body has not got the statement {id}: hand it on at once", id=id[:8])
        yield _item(case, f"forward {id}", what, "22", urgency=Urgency.NOW, next=next, why_not=why)


def reviewed_after_alert(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """10: after an escape each running measure is looked at."""
    for code in to_review(case.file) if holder.role is IMP else ():
        next, why = _written(case, holder, "review", code)
        what = say("after the alert: look at the measure {measure} again", measure=Code(code))
        yield _item(case, f"review {code}", what, "10", urgency=Urgency.NOW, next=next, why_not=why)


def danger(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """13-1, 17, 26-1(3)(1): a breach of a restraining order, or somebody who looks for closed data, waits for an act upon it."""
    if holder.role not in (DEC, IMP):
        return
    for each in dict.fromkeys((*breaches(case.file), *danger_signs(case.file))):
        next, why = _written(case, holder, "threat-closed", report=each.id)
        if not each.rating:
            next, why = _written(case, holder, "threat-assessment", report=each.id)
        kind = say("a restraining order was broken") if each.kind == "ORDER_BREACHED" else say("somebody looked for closed data")
        what = say("{kind}: report {id} is open", kind=kind, id=each.id[:8])
        yield _item(
            case,
            f"danger {each.id}",
            what,
            "13-1, 17",
            urgency=Urgency.NOW,
            kind=Kind.THREAT,
            since=each.at,
            next=next,
            why_not=why,
        )


def instructions(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """26-1(1)(2): the time is that of the instruction."""
    for number in unreported(case.file, now) if holder.role in (DEC, IMP) else ():
        next, why = _written(case, holder, "instruction-report", number)
        what = say("the report on instruction {number} is late", number=number)
        yield _item(case, f"instruction {number}", what, "26-1(1)(2)", urgency=Urgency.LATE, next=next, why_not=why)


def closures(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """17: services that were not ordered yet, do not answer, refuse, or whose closing has run out."""
    told = {
        "OWED": say("decided, and not ordered yet"),
        "NO_ANSWER": say("no answer"),
        "REFUSED": say("refused"),
        "REOPENED": say("the closing has run out: the data are open again"),
    }
    for each in closures_of(case.file, now) if holder.role is IMP else ():
        if each.state in told:
            next, why = _written(
                case, holder, "closure-decision" if each.state == "REOPENED" else "closure-sent", service=each.service
            )
            what = say("closed data at {service}: {state}", service=each.service, state=told[each.state])
            urgency = Urgency.NOW if each.state == "REOPENED" else Urgency.SOON
            yield _item(case, f"closure {each.service}", what, "17", urgency=urgency, next=next, why_not=why)


def partners(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """18, 21, 24: a task that is not answered goes to the authorised official, then to the prosecutor; a refused one to both."""
    refused = {each.task for each in refusals(case.file)}
    for each in case.file.partners.all():
        to = silence(each, now)
        if each.task not in refused and not to:
            continue
        mine = holder.role is IMP or (holder.supervises and (each.task in refused or to == "PROSECUTOR"))
        if not mine:
            continue
        over = say("refused") if each.task in refused else say("no answer since {time}", time=Moment(each.answer_by))
        next, why = _written(case, holder, "task-recalled", each.task)
        if holder.supervises:
            why = say("for the implementing body to give to another; supervision sees who refused what")
        what = say("task {id}: {state}", id=each.task[:8], state=over)
        yield _item(
            case,
            f"partner {each.task}",
            what,
            "21 pt3, 24(1)",
            urgency=Urgency.LATE,
            kind=Kind.TASK,
            since=each.sent_at,
            next=next,
            why_not=why,
        )


def offers(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """23(7), 23(8): support at each occasion; and whoever has come of age decides anew."""
    if holder.role is not IMP:
        return
    for occasion in to_offer(case.file):
        next, why = _written(case, holder, "support-offered", occasion=occasion)
        what = say("support was not offered yet: {occasion}", occasion=Code(occasion))
        yield _item(case, f"support {occasion}", what, "23(7)", next=next, why_not=why)
    for what_of in offered_anew(case.file):
        next, why = _written(case, holder, "contract" if what_of == "contract" else "consent-minuted", what_of)
        what = say("the person has come of age: offer {what} to them alone", what=Code(what_of))
        yield _item(case, f"anew {what_of}", what, "23(8)", next=next, why_not=why)


def signs(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """110 15(2): the verification of a threat asks whether there are signs of trafficking."""
    if holder.role is DEC and asks_for_signs(case.file):
        next, why = _written(case, holder, "trafficking-signs")
        yield _item(
            case, "signs", say("nobody has asked yet whether there are signs of trafficking"), "T110 15(2)", next=next, why_not=why
        )


def asked_later(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """110 17(2)(12): requests that waited for the person's time to decide may be made now."""
    for each in waiting(case.file, now) if holder.role in (DEC, IMP) else ():
        next, why = _written(case, holder, "person-asked", ask=each.ask)
        what = say("a request to the person waited for their time to decide: it may be made now")
        yield _item(case, f"ask {each.ask}", what, "T110 17(2)(12)", since=each.at, next=next, why_not=why)


def kept(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """23(2), 27(5): while a complaint runs, measures are kept; after it, the person's access may end at a time."""
    if holder.role not in (DEC, IMP) or file_state(case.file) is not FileState.REVOKED:
        return
    held = [entry for entry in case.file.ending.entries if kept_meanwhile(case.file, entry)]
    if held:
        what = say("a complaint runs against the ruling that ends protection: the measures are kept meanwhile")
        yield _item(
            case, "kept", what, "23(2), 27(5)", urgency=Urgency.WATCH, why_not=say("it ends with the outcome of the complaint")
        )
        return
    until = access_until(case.file, case.file.at)
    if until is not None:
        what = say("the person keeps their access until {time}, to complain and to report", time=Moment(until))
        yield _item(
            case, "access", what, "27(5)", urgency=Urgency.WATCH, why_not=say("it is watched, and nothing is to be done before")
        )


DUTIES: tuple[Duty, ...] = (
    secrecy,
    forward,
    reviewed_after_alert,
    danger,
    instructions,
    closures,
    partners,
    offers,
    signs,
    asked_later,
    kept,
)
