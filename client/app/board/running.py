"""Clocks that run or are missed, and notices that are owed: as items of whoever has to end or to give them."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator

from client.app.board.holder import Holder, Settled
from client.app.board.items import Item, Kind, Urgency
from client.app.board.settles import OWNER_NAMES, about_of, ends, gives, proves, settled, to_of
from client.app.casework.casework import Case
from client.app.outcome import Next
from client.app.saying import NOTHING, Listed, Moment, Said, Term, say
from client.law.book import BOOK
from client.law.due import DAY_MS
from client.law.file.clocks import Running
from client.law.file.notices import Standing
from client.law.file.threats import Report
from client.law.law72.a10_preventive import to_do
from client.law.law72.a26_1_deciding import to_alarm
from client.law.law72.a26_threats import handling
from client.law.law72.a28_liability import responsibility
from client.law.rule import Clock

_HUMAN = "DL-16"
_ALERT = "DL-09"
_KINDS = {"DL-04": Kind.CLOCK, "DL-08": Kind.CONTRACT, "L72-21.9": Kind.TASK, "L72-24.1": Kind.TASK, _ALERT: Kind.ALERT}


def clocks(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """Those that run and are this holder's to end."""
    for running in case.file.clocks.all_running():
        clock = BOOK.clock[running.clock]
        if holder.owns(case, clock, running):
            yield _clock(case, holder, clock, running, now)
        elif clock.id == _ALERT and holder.is_one_of(("IMP",)):
            yield from _taken_over(case, holder, clock, running, now)


def _clock(case: Case, holder: Holder, clock: Clock, running: Running, now: int) -> Item:
    report = case.file.threats.of(about_of(running.key)) if clock.id == _HUMAN else None
    way = _ends(case, holder, clock, running)
    return Item(
        id=f"clock {case.id} {clock.id} {running.key} {running.entry}",
        kind=_kind(case, clock, running, report),
        urgency=_urgency(clock, running, report, now),
        what=_words(case, clock, running, report, now),
        since=running.started_at,
        file=case.id,
        pseudonym=case.pseudonym,
        article=clock.article,
        due_at=running.due_at,
        next=way.next,
        why_not=way.why_not,
    )


def _ends(case: Case, holder: Holder, clock: Clock, running: Running) -> Settled:
    """A statement is taken in hand, a threat acknowledged: one clock, two acts."""
    key = about_of(running.key)
    if clock.id == _HUMAN:
        act = "accept_statement" if key in case.file.case.received else "acknowledge"
        return Settled(Next(act, (("report", key),)), NOTHING)
    return settled(ends(clock), case, holder, running.key, running.entry)


def _kind(case: Case, clock: Clock, running: Running, report: Report | None) -> Kind:
    if clock.id == _HUMAN:
        return Kind.THREAT if report is not None else Kind.STATEMENT
    return _KINDS.get(clock.id, Kind.CLOCK)


def _urgency(clock: Clock, running: Running, report: Report | None, now: int) -> Urgency:
    """An alert, and a report that is urgent by the law or by its sender, are for now; so is one that nobody has taken in time."""
    if clock.id == _ALERT or (report is not None and (handling(report).urgent or running.late(now))):
        return Urgency.NOW
    if running.late(now):
        return Urgency.LATE
    return Urgency.SOON if running.due_at - now <= DAY_MS else Urgency.OPEN


def _words(case: Case, clock: Clock, running: Running, report: Report | None, now: int) -> Said:
    about = about_of(running.key)[:8]
    if report is not None:
        return _threat(case, report, running, now)
    end = Term(clock.end)
    if running.late(now):
        return say("overdue since {time}: {end} ({clock})", time=Moment(running.due_at), end=end, clock=_named(clock, about))
    if clock.id == _ALERT and to_do(running, now):
        return say("alert again every five minutes until somebody is reached: {end} ({about})", end=end, about=about)
    return say("due: {end} ({clock})", end=end, clock=_named(clock, about))


def _named(clock: Clock, about: str) -> str:
    """The clock, and what it runs for where that is not the whole file."""
    return f"{clock.id} {about}" if about else clock.id


def _threat(case: Case, report: Report, running: Running, now: int) -> Said:
    """With whom to alarm by the roster, and how the sender may be answered."""
    quiet = not handling(report).call
    alarmed = len(to_alarm(case.file, running, now))
    if quiet:
        return say("report of a threat {id}: do not call back, nothing may sound at the sender's", id=report.id[:8])
    if alarmed > 1:
        return say("report of a threat {id}: nobody has it, {count} are alarmed by the roster", id=report.id[:8], count=alarmed)
    return say("report of a threat {id}: no human has acknowledged it", id=report.id[:8])


def _taken_over(case: Case, holder: Holder, clock: Clock, running: Running, now: int) -> Iterator[Item]:
    """L72 10: once it is due, the implementing body alerts too."""
    if any(each.who == "IMP" for each in to_do(running, now)):
        event = about_of(running.key)
        way = settled(("alert-attempt",), case, holder, event)
        yield Item(
            id=f"takeover {case.id} {running.key}",
            kind=Kind.ALERT,
            urgency=Urgency.NOW,
            what=say("the deciding body has not reached the person: alert them now, by every way"),
            since=running.due_at,
            file=case.id,
            pseudonym=case.pseudonym,
            article=clock.article,
            due_at=running.due_at,
            next=way.next,
            why_not=way.why_not,
        )


# Notices ------------------------------------------------------------------------------------------------------------------


def notices(case: Case, holder: Holder, now: int) -> Iterator[Item]:
    """Those that this holder owes, and those that were given to them and want their acknowledgement."""
    running = {(each.clock, each.entry) for each in case.file.clocks.all_running()}
    for standing in case.file.notices.all_open():
        notice = BOOK.notice[standing.notice]
        if notice.clock and (notice.clock, standing.entry) in running:
            continue  # its clock stands on the board
        if standing.given_at is None:
            if holder.is_one_of((notice.sender,)):
                yield _owed(case, holder, standing)
        elif holder.is_one_of((to_of(standing.key),) if to_of(standing.key) else notice.receivers) and not holder.is_one_of(
            (notice.sender,)
        ):
            yield _received(case, holder, standing)


def _owed(case: Case, holder: Holder, standing: Standing) -> Item:
    notice = BOOK.notice[standing.notice]
    way = settled(gives(notice), case, holder, standing.key, standing.entry, notice=notice.id, to=to_of(standing.key))
    return Item(
        id=f"owed {case.id} {notice.id} {standing.key}",
        kind=Kind.NOTICE,
        urgency=Urgency.OPEN,
        what=say("owed: {what} ({notice})", what=Term(notice.what), notice=notice.id),
        since=standing.owed_at,
        file=case.id,
        pseudonym=case.pseudonym,
        article=notice.article,
        next=way.next,
        why_not=way.why_not,
    )


def _received(case: Case, holder: Holder, standing: Standing) -> Item:
    """Given to this holder: the sender waits for the proof."""
    notice = BOOK.notice[standing.notice]
    way = settled(proves(notice), case, holder, _given_by(case, standing))
    if standing.notice == "NT-02" and way.next is not None:
        way = Settled(Next("take_order", (("file", case.id),)), NOTHING)
    if holder.is_person and way.next is not None:
        way = Settled(Next("read", lacks=("card",)), NOTHING)
    return Item(
        id=f"received {case.id} {notice.id} {standing.key}",
        kind=Kind.NOTICE,
        urgency=Urgency.SOON,
        what=say("came in and is not acknowledged: {what} ({notice})", what=Term(notice.what), notice=notice.id),
        since=standing.given_at or standing.owed_at,
        file=case.id,
        pseudonym=case.pseudonym,
        article=notice.article,
        next=way.next,
        why_not=way.why_not,
    )


def _given_by(case: Case, standing: Standing) -> str:
    """The record by which it was given: its hash."""
    at, names = standing.given_at or 0, gives(BOOK.notice[standing.notice])
    place = bisect_left(case.entries, at, key=lambda each: each.at)
    near = itertools.takewhile(lambda each: each.at == at, (case.entries[n] for n in range(place, len(case.entries))))
    return next((each.hash for each in near if each.name in names), standing.entry)


# Supervision --------------------------------------------------------------------------------------------------------------


def overdue_of_others(case: Case, now: int) -> Iterator[Item]:
    """L72 6, 28 pt1: what the prosecutor sees of duties that are not kept, with who had to act. Supervision writes no record."""
    for each in responsibility(case.file, now, BOOK.clock):
        clock = BOOK.clock[each.clock]
        done = each.done_at is not None
        words = (
            say("kept late, since {time}: {end} ({clock})", time=Moment(each.due_at), end=Term(clock.end), clock=clock.id)
            if done
            else say(
                "overdue since {time}: {end} ({clock})",
                time=Moment(each.due_at),
                end=Term(clock.end),
                clock=_named(clock, each.key[:8]),
            )
        )
        yield Item(
            id=f"answerable {case.id} {each.clock} {each.key} {each.entry}",
            kind=Kind.CLOCK,
            urgency=Urgency.WATCH if done else Urgency.LATE,
            what=words,
            since=each.started_at,
            file=case.id,
            pseudonym=case.pseudonym,
            article=clock.article,
            due_at=each.due_at,
            why_not=say("for {who} to answer for; supervision writes no record of it", who=owner_of(each.owner)),
        )


def owner_of(codes: str) -> Listed:
    """Whose duty something is, in words."""
    return Listed.of(dict.fromkeys(Term(OWNER_NAMES.get(code, code)) for code in codes.replace(",", " ").split()))
