"""What came in: the clocks that a report started, and to whom an answer is disclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from client.app.office import Office
    from client.app.reading import Seen
    from client.core.deadlines import DeadlineInfo


def clocks_of(office: Office, item: Seen, *names: str) -> tuple[bytes, ...]:
    """The open deadlines, of the clocks ``names``, that a report started."""
    return tuple(each.id for each in running_of(office, item) if (each.text or "").startswith(names))


def running_of(office: Office, item: Seen) -> tuple[DeadlineInfo, ...]:
    """The open deadlines that a record started."""
    found = office.channel.deadlines(item.circle)
    return tuple(each for each in found if each.position == item.entry.position and each.settled_by is None)


def answer_keys(item: Seen) -> tuple[bytes, ...]:
    """The reading key that the report brought with it: answers are disclosed to it."""
    return () if item.entry.reading_key is None else (item.entry.reading_key,)
