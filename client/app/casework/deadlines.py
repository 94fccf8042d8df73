"""The law's clocks as deadlines on the server, which says nothing and knows only times and addressees (architecture section 6).

A record opens a deadline for each clock that it starts in its circle, and settles those whose clock has ended since, also by a
record of another circle. What a report started had its deadline from the policy; one that the policy did not foresee is opened by
the next record. So the deadlines of a circle follow from its file, and a lost one is made good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from client.core.deadlines import DeadlineInfo
from client.core.drafts import DeadlineDraft, EscalationDraft
from client.law.book import BOOK, Book
from client.law.file import File
from client.law.file.clocks import Running
from client.law.rule import Clock
from client.law.words import BodyRole
from crypto.entry import MAX_OPENS, MAX_SETTLES
from crypto.frozen import dataclass

_ESCALATE_S = 3600
_TOLERANCE_MS = 120_000

OWNERS = {
    "DEC": BodyRole.DECIDING, "CRT": BodyRole.DECIDING, "ORD": BodyRole.DECIDING,
    "IMP": BodyRole.IMPLEMENTING, "IMH": BodyRole.IMPLEMENTING, "UNI": BodyRole.IMPLEMENTING,
}  # fmt: skip


@dataclass(frozen=True)
class Addressees:
    """Whom to tell: hashes of the bodies of a file by kind; ``own``: of the writer."""

    bodies: Mapping[BodyRole, tuple[bytes, ...]]
    own: bytes

    def of(self, codes: Iterable[str]) -> tuple[bytes, ...]:
        """The bodies of the roles (A.0.1) named first in ``codes``; the writer's own where none of them takes part."""
        words = [word for code in codes for word in re.split(r"[^A-Z]+", code)]
        found = [hash for word in words if word in OWNERS for hash in self.bodies.get(OWNERS[word], ())]
        return tuple(dict.fromkeys(found)) or (self.own,)


def text_of(clock: Clock, key: str, *, warning: bool = False) -> str:
    """What is sealed: the clock's id, its article and what it runs for; the addressee's screen says it in their language."""
    return f"{clock.id}{' warning' if warning else ''} ({clock.article}) {key}".rstrip()


def clock_id(text: str | None) -> str:
    """The id of the clock that a deadline's text names, or an empty text."""
    word = (text or "").partition(" ")[0]
    return word if word in BOOK.clock else ""


def stands_for(deadline: DeadlineInfo, running: Running, clock: Clock, hashes: Mapping[int, str]) -> bool:
    """Whether a deadline is this clock's. One of ours names its key and rings at one of its times, give or take the way to the
    server; one of a policy was opened by the very report that started the clock. ``hashes``: the circle's entries by position."""
    if clock_id(deadline.text) != clock.id:
        return False
    if deadline.text == text_of(clock, running.key):
        return abs(deadline.due_at - running.due_at) <= _TOLERANCE_MS
    if deadline.text == text_of(clock, running.key, warning=True):
        return any(abs(deadline.due_at - at) <= _TOLERANCE_MS for at in warnings(running, clock))
    return bool(running.entry) and hashes.get(int(deadline.position)) == running.entry


def warnings(running: Running, clock: Clock) -> tuple[int, ...]:
    """When a clock reminds before it is due, in milliseconds."""
    times = {running.started_at + 1000 * each for each in clock.warnings_s} | {
        running.due_at - 1000 * each for each in clock.before_s
    }
    return tuple(sorted(at for at in times if running.started_at < at < running.due_at))


def openings(
    file: File, circle: str, known: Sequence[DeadlineInfo], hashes: Mapping[int, str], to: Addressees, now: int, book: Book = BOOK
) -> tuple[DeadlineDraft, ...]:
    """For each clock that runs in this circle and has no deadline: one at its end, and one that warns before it."""
    running = sorted(
        (each for each in file.clocks.all_running() if each.circle == circle), key=lambda each: (each.due_at, each.clock)
    )
    missing = [
        each
        for each in running
        if each.due_at > now and not any(stands_for(one, each, book.clock[each.clock], hashes) for one in known)
    ]
    ends = [_end(each, book.clock[each.clock], to) for each in missing]
    early = [draft for each in missing for draft in _warning(each, book.clock[each.clock], to, now)]
    return tuple((*ends, *early)[:MAX_OPENS])


def _end(running: Running, clock: Clock, to: Addressees) -> DeadlineDraft:
    steps = (EscalationDraft(_ESCALATE_S, to.of(clock.tell)),) if clock.tell else ()
    return DeadlineDraft(text_of(clock, running.key), at=running.due_at, notify=to.of((clock.owner,)), escalations=steps)


def _warning(running: Running, clock: Clock, to: Addressees, now: int) -> Iterable[DeadlineDraft]:
    times = [at for at in warnings(running, clock) if at > now]
    if times:
        whom = to.of((clock.owner,))
        steps = tuple(EscalationDraft((at - times[0]) // 1000, whom) for at in times[1:9])
        yield DeadlineDraft(text_of(clock, running.key, warning=True), at=times[0], notify=whom, escalations=steps)


def settlements(file: File, known: Sequence[DeadlineInfo], hashes: Mapping[int, str], book: Book = BOOK) -> tuple[bytes, ...]:
    """The open deadlines of a circle whose clock has ended. One whose clock this client never saw start stays: it may be somebody
    else's to settle."""
    over: dict[str, list[Running]] = {}
    for (id, _key, _entry), running in file.clocks.done.items():
        over.setdefault(id, []).append(running)
    found = []
    for deadline in known:
        clock = book.clock.get(clock_id(deadline.text))
        if clock is not None and deadline.settled_by is None:
            runs = any(stands_for(deadline, each, clock, hashes) for each in file.clocks.of(clock.id))
            if not runs and any(stands_for(deadline, each, clock, hashes) for each in over.get(clock.id, ())):
                found.append(bytes(deadline.id))
    return tuple(found[:MAX_SETTLES])
