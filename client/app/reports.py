"""What came in: statements and threats, the clocks that they started, and the deadlines that every report opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from client.app.casework.deadlines import text_of
from client.app.circle_parts import head_of, opening
from client.app.reading import Seen, begins, everything, own_device
from client.core.drafts import DeadlineDraft, EscalationDraft
from client.law.book import BOOK
from client.law.law110.a17_rights import statement_of
from client.law.records.referrals import ReferralIn
from client.law.records.reports import Statement, Threat
from crypto.errors import Usage

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.deadlines import DeadlineInfo
    from crypto.types import CircleId


class Ringing(Protocol):
    """How soon a human must acknowledge a report (milliseconds), how long after that the head is told, and who that is; else the
    whole body."""

    @property
    def acknowledge_within(self) -> int: ...
    @property
    def escalate_after(self) -> int: ...
    @property
    def head(self) -> str | None: ...


def report_deadlines(office: Office, wish: Ringing, *, decides: bool) -> tuple[DeadlineDraft, ...]:
    """What every report opens: DL-16 (a human has seen it; else the head is told) and, at a deciding body's desk, DL-01 with its
    warnings (L72 23(1)). The times are data of the policy; the texts only name the clock: each reader is told it in their
    language."""
    notify = (own_device(office).body.hash,)
    escalation = EscalationDraft(wish.escalate_after // 1000, (head_of(office, wish.head),))
    deadlines = [opening("DL-16", "", notify, after_s=wish.acknowledge_within // 1000, escalate=escalation)]
    if decides:
        clock = BOOK.clock["DL-01"]
        first, *later = clock.warnings_s
        steps = tuple(EscalationDraft(each - first, notify) for each in later)
        deadlines.append(opening("DL-01", "", notify))
        deadlines.append(DeadlineDraft(text_of(clock, "", warning=True), None, first, notify, steps))
    return tuple(deadlines)


def reports(office: Office) -> list[tuple[Seen, Statement | Threat]]:
    """The statements and threats of all circles in the order of the log. One that its author may not write is among them, and
    marked: nobody's danger is hidden from a duty officer for a matter of form."""
    found = ((item, _reported(item.value)) for item in everything(office))
    return [(item, report) for item, report in found if report is not None]


def _reported(value: object) -> Statement | Threat | None:
    """A referral for state protection is a statement, whoever sends it (Law 110-VIII, 17(2)(7))."""
    if isinstance(value, ReferralIn):
        return statement_of(value)
    return value if isinstance(value, Statement | Threat) else None


def report_named(office: Office, digits: str) -> tuple[Seen, Statement | Threat]:
    """The report of this body by the first digits of its number, or of its record's hash. Raises ``Usage``."""
    named = [pair for pair in reports(office) if begins(pair[0], digits)]
    found = [pair for pair in named if not pair[0].unlawful] or named
    if len(found) != 1:
        raise Usage("{count} reports have this number", "no-such-report", count=len(found))
    return found[0]


def clocks_of(office: Office, item: Seen, *names: str) -> tuple[bytes, ...]:
    """The open deadlines, of the clocks ``names``, that a report started."""
    return tuple(each.id for each in running_of(office, item) if (each.text or "").startswith(names))


def running_of(office: Office, item: Seen) -> tuple[DeadlineInfo, ...]:
    """The open deadlines that a record started."""
    found = office.channel.deadlines(item.circle)
    return tuple(each for each in found if each.position == item.entry.position and each.settled_by is None)


def open_clocks(office: Office, circle: CircleId, *names: str) -> tuple[bytes, ...]:
    """The open deadlines of a circle of the clocks ``names``."""
    found = office.channel.deadlines(circle)
    return tuple(each.id for each in found if each.settled_by is None and (each.text or "").startswith(names))


def answer_keys(item: Seen) -> tuple[bytes, ...]:
    """The reading key that the report brought with it: answers are disclosed to it."""
    return () if item.entry.reading_key is None else (item.entry.reading_key,)
