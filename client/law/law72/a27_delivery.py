"""Art. 27(3)-(4): how soon a request to lift is decided, and how the ruling, either way, reaches those whom it concerns.

A ruling is known by its number: the deciding body issues it in its circle with the person and sends it to the implementing body by
a copy in the coordination circle. Who threatens is never among the receivers (AMB-20; ``a28_liability``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from client.law.act import Act
from client.law.answer import MET, Answer, not_met, say
from client.law.due import DAY, HOUR, end_of_day
from client.law.file import File
from client.law.records.ending import Continuation, LiftRefused, Motion, ProceedingsEnded, Revocation
from client.law.records.files import Acknowledgement
from client.law.records.information import NoticeGiven, PaperReceipt
from client.law.records.reports import Receipt
from client.law.records.requests import Request, RequestRecorded
from client.law.rule import EVERY, Clock, Effect, Notice, On, Started, rule
from client.law.telling import key
from client.law.titles import N_
from client.law.words import BodyRole, Circle, Writer

WARNINGS_S = (DAY, 2 * DAY, 66 * HOUR)
THREE_DAYS_S = 3 * DAY


def _by_official(act: Act[Any]) -> bool:
    return act.author.body_role is BodyRole.IMPLEMENTING


def _number(file: File, entry: str) -> str:
    """The ruling that stands in this entry; ``entry`` may be its first 16 bytes."""
    whole = (*file.ending.entries.items(), *file.ending.refused_in.items())
    return next((number for hash, number in whole if entry and hash.startswith(entry)), "")


# Request to ruling: DL-10, DL-13 --------------------------------------------------------------------------------------------


def _asked(to_official: bool) -> tuple[On, ...]:
    """Three days from receipt, of what is written. Once it is settled that measures go on, the request is the official's to decide
    (27(4)), before that the deciding body's (27(3))."""

    def typed(file: File, act: Act[Request]) -> Iterable[Started]:
        asked = file.requests.of(act.value.request)
        if asked is not None and asked.lifts and not asked.answer and file.ending.continued is to_official:
            yield Started(act.value.request)

    def recorded(file: File, act: Act[RequestRecorded]) -> Iterable[Started]:
        asked = file.requests.of(act.value.request)
        open = asked is not None and asked.lifts and asked.written and not asked.answer
        if open and act.value.way == "PAPER" and file.ending.continued is to_official:
            yield Started(act.value.request, at=act.value.received_at)

    return On(Request, typed), On(RequestRecorded, recorded)


def _moved(file: File, act: Act[Motion]) -> Iterable[Started]:
    if act.value.kind == "CANCEL":
        yield Started(act.value.motion)


def _ruled(file: File, act: Act[Any]) -> Iterable[str]:
    """A ruling that ends everything leaves nothing to ask for."""
    if isinstance(act.value, Revocation) and act.value.scope == "ALL":
        return (EVERY,)
    return tuple(each for each in (act.value.on_request, act.value.on_motion) if each)


RULED = (On(Revocation, _ruled), On(LiftRefused, _ruled))

LIFT = Clock(
    id="DL-10",
    article="27(3)",
    start=N_("written request to lift"),
    end=N_("ruling"),
    owner="DEC",
    limit_s=THREE_DAYS_S,
    statutory=True,
    warnings_s=WARNINGS_S,
    starts=(*_asked(False), On(Motion, _moved)),
    ends=RULED,
    tell=("HEAD_DEC", "PP", "IMP", "PRS"),
)

LIFT_AFTER = Clock(
    id="DL-13",
    article="27(4)",
    start=N_("application to the security body"),
    end=N_("ruling and copy"),
    owner="IMH",
    limit_s=THREE_DAYS_S,
    statutory=True,
    warnings_s=WARNINGS_S,
    starts=_asked(True),
    ends=RULED,
    tell=("HEAD_IMP", "PP", "PRS"),
)


# Ruling to implementing body, the same day: DL-11, NT-14 ----------------------------------------------------------------------


def _sent(act: Act[Any]) -> bool:
    return act.place.kind is Circle.COORDINATION


def _issued(file: File, act: Act[Any]) -> Iterable[Started]:
    """By the deciding body, in its own circle, and not sent yet."""
    if not _by_official(act) and not _sent(act) and act.value.number not in file.ending.sent:
        yield Started(act.value.number, at=act.value.issued_at)


def _sends(file: File, act: Act[Any]) -> Iterable[str]:
    return (act.value.number,) if _sent(act) and not _by_official(act) else ()


SEND = Clock(
    id="DL-11",
    article="27(3)",
    start=N_("ruling issued"),
    end=N_("ruling sent to the implementing body"),
    owner="DEC",
    statutory=True,
    same_day=True,
    starts=(On(Revocation, _issued), On(LiftRefused, _issued)),
    ends=(On(Revocation, _sends), On(LiftRefused, _sends)),
    tell=("HEAD_DEC", "PRS"),
)


@rule("L72-27.3b", "27(3)", Revocation, LiftRefused, effect=Effect.MARK)
def sent_on_the_day_of_issue(file: File, act: Act[Any]) -> Answer:
    """AC-27. Late it has its effect all the same, and the lateness stays on record."""
    if _by_official(act) or not _sent(act) or act.at <= end_of_day(act.value.issued_at, file.case.zone_minutes):
        return MET
    return not_met(
        say("the ruling reaches the implementing body after the day on which it was issued"),
        say("send it all the same; the delay stays on record"),
    )


def _owed_to(to: str, official: bool) -> tuple[On, ...]:
    def owed(file: File, act: Act[Any]) -> Iterable[str]:
        if _by_official(act) is not official:
            return
        yield key(act.value.number, to)
        if to == "PP" and file.persons.representative_ready:
            yield key(act.value.number, "REP")

    return On(Revocation, owed), On(LiftRefused, owed)


def _sent_to_imp(file: File, act: Act[Any]) -> Iterable[str]:
    return (key(act.value.number, "IMP"),) if _sent(act) else ()


def _seen_by_imp(file: File, act: Act[Acknowledgement]) -> Iterable[str]:
    number = _number(file, act.value.of)
    return (key(number, "IMP"),) if number and _by_official(act) else ()


COPY = Notice(
    id="NT-14",
    article="27(3)",
    what=N_("ruling on lifting, on the day of issue"),
    sender="DEC",
    receivers=("IMP",),
    proof=N_("acknowledgement"),
    clock="DL-11",
    owed=_owed_to("IMP", False),
    given=(On(Revocation, _sent_to_imp), On(LiftRefused, _sent_to_imp)),
    proven=(On(Acknowledgement, _seen_by_imp),),
)


# Ruling to the person: DL-12, NT-15, NT-17 --------------------------------------------------------------------------------------


def _told(notice: str) -> tuple[On, ...]:
    def told(file: File, act: Act[NoticeGiven]) -> Iterable[str]:
        number = _number(file, act.value.of)
        return (key(number, act.value.to),) if number and act.value.notice == notice else ()

    return (On(NoticeGiven, told),)


def _of_notice(file: File, entry: str) -> str:
    """The ruling itself was received, or the notice of it."""
    told = file.information.told.get(entry[:32])
    return _number(file, told.of if told is not None else entry)


def _read(file: File, act: Act[Receipt]) -> Iterable[str]:
    number = _of_notice(file, act.value.entry)
    to = "REP" if act.author.writer is Writer.REPRESENTATIVE else "PP"
    return (key(number, to),) if number else ()


def _on_paper(file: File, act: Act[PaperReceipt]) -> Iterable[str]:
    number = _of_notice(file, act.value.of)
    return (key(number, act.value.to),) if number else ()


READ = (On(Receipt, _read), On(PaperReceipt, _on_paper))

DELIVERED = Notice(
    id="NT-15",
    article="27(3)",
    what=N_("ruling on lifting"),
    sender="DEC",
    receivers=("PP", "REP"),
    proof=N_("receipt"),
    clock="DL-12",
    owed=_owed_to("PP", False),
    given=_told("NT-15"),
    proven=READ,
)

COPY_TO_APPLICANT = Notice(
    id="NT-17",
    article="27(4)",
    what=N_("copy of the ruling on the application"),
    sender="IMH",
    receivers=("PP", "REP"),
    proof=N_("receipt"),
    clock="DL-13",
    owed=_owed_to("PP", True),
    given=_told("NT-17"),
    proven=READ,
)


def _first(file: File, act: Act[Any]) -> Iterable[Started]:
    if not _by_official(act):
        yield Started(key(act.value.number, "PP"), at=act.value.issued_at)


def _once(file: File, act: Act[Any]) -> Iterable[Started]:
    """The second copy of a ruling starts nothing anew, also where the first was delivered meanwhile."""
    copies = [number for number in (*file.ending.entries.values(), *file.ending.refused_in.values()) if number == act.value.number]
    return _first(file, act) if len(copies) == 1 else ()


DELIVER = Clock(
    id="DL-12",
    article="27(3)",
    start=N_("ruling issued"),
    end=N_("ruling delivered to the person"),
    owner="DEC",
    limit_s=DAY,
    starts=(On(Revocation, _once), On(LiftRefused, _once)),
    ends=READ,
    tell=("HEAD_DEC",),
)


# After the proceedings: the prosecutor (DL-14, NT-16, NT-18), the continuation (DL-24) -------------------------------------------


def _to_prosecutor(refusals: bool) -> tuple[On, ...]:
    """NT-16 of a revocation; NT-18 of the ruling on an application, granted or not."""

    def owed(file: File, act: Act[Any]) -> Iterable[str]:
        on_application = bool(act.value.on_request)
        if _by_official(act) and on_application is refusals:
            yield key(act.value.number, "PRS")

    return On(Revocation, owed), On(LiftRefused, owed)


def _prosecutor_has_it(file: File, act: Act[Any]) -> Iterable[str]:
    number = _of_notice(file, act.value.of)
    to_prosecutor = isinstance(act.value, Acknowledgement) or act.value.to == "PRS"
    by_prosecutor = act.author.body_role is BodyRole.SUPERVISING or isinstance(act.value, PaperReceipt)
    return (key(number, "PRS"),) if number and to_prosecutor and by_prosecutor else ()


def _for_prosecutor(id: str, what: str, refusals: bool) -> Notice:
    return Notice(
        id=id,
        article="27(4)",
        what=what,
        sender="IMH",
        receivers=("PRS",),
        proof=N_("acknowledgement"),
        clock="DL-14",
        owed=_to_prosecutor(refusals),
        given=_told(id),
        proven=(On(Acknowledgement, _prosecutor_has_it), On(PaperReceipt, _prosecutor_has_it)),
    )


PROSECUTOR_TOLD = _for_prosecutor("NT-16", N_("measures revoked by an official after the proceedings"), refusals=False)
PROSECUTOR_TOLD_TOO = _for_prosecutor("NT-18", N_("ruling on the person's application after the proceedings"), refusals=True)


def _told_prosecutor(file: File, act: Act[NoticeGiven]) -> Iterable[str]:
    return (_number(file, act.value.of),) if act.value.to == "PRS" and act.value.notice in ("NT-16", "NT-18") else ()


def _officials(file: File, act: Act[Any]) -> Iterable[Started]:
    if _by_official(act):
        yield Started(act.value.number, at=act.value.issued_at)


TELL_PROSECUTOR = Clock(
    id="DL-14",
    article="27(4)",
    start=N_("ruling of the official after the proceedings"),
    end=N_("prosecutor notified"),
    owner="IMH",
    same_day=True,
    starts=(On(Revocation, _officials), On(LiftRefused, _officials)),
    ends=(On(NoticeGiven, _told_prosecutor),),
    tell=("HEAD_IMP",),
)
"""Policy: the law says afterwards, and gives no time."""


def _over(file: File, act: Act[ProceedingsEnded]) -> Iterable[Started]:
    return () if file.ending.continued or file.ending.revoked else (Started(),)


def _all_ended(file: File, act: Act[Revocation]) -> Iterable[str]:
    return (EVERY,) if act.value.scope == "ALL" else ()


CONTINUE = Clock(
    id="DL-24",
    article="27(4)",
    start=N_("proceedings ended"),
    end=N_("ruling on whether measures go on"),
    owner="DEC",
    limit_s=5 * DAY,
    starts=(On(ProceedingsEnded, _over),),
    ends=(On(Continuation, lambda file, act: (EVERY,)), On(Revocation, _all_ended)),
    tell=("HEAD_DEC", "IMP", "PRS"),
)
"""Policy. Measures run meanwhile, however long that takes."""


RULES = (sent_on_the_day_of_issue,)
CLOCKS = (LIFT, LIFT_AFTER, SEND, DELIVER, TELL_PROSECUTOR, CONTINUE)
NOTICES = (COPY, DELIVERED, PROSECUTOR_TOLD, COPY_TO_APPLICANT, PROSECUTOR_TOLD_TOO)
