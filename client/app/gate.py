"""The gate of the outbox: a draft that waited is held against the law again before it is sealed, for the file may have moved on.

The outbox seals unattended: also what was written offline, days ago. What is no longer lawful waits, and is shown with the rule and
what would mend it (``closed``); it is neither sent nor thrown away. What this client wrote before it and nobody has seen yet counts
as written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.casework.entries import place_of, shown_hashes
from client.app.writing import ALWAYS_HEARD
from client.core import records
from client.law.act import Act
from client.law.answer import NotMet
from client.law.catalogue import envelope, parse
from client.law.file import EMPTY_FILE
from client.law.fold import apply, draft, verdicts
from client.law.payload import NotOfTheForm
from crypto.errors import Malformed

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from client.app.casework.casework import Case, Casework
    from client.core.channel import Channel
    from client.core.queue import Draft
    from client.law.file import File


class Gate:
    """``closed``: by uid, why a draft waits that was lawful when it was written."""

    def __init__(self, channel: Channel, casework: Casework, clock: Callable[[], int]) -> None:
        self._channel = channel
        self._clock = clock
        self._casework = casework
        self.closed: dict[bytes, NotMet] = {}

    def __call__(self, waiting: Draft) -> str | None:
        """None, or why it waits."""
        broken = self._broken(waiting)
        if broken is None:
            self.closed.pop(waiting.uid, None)
            return None
        self.closed[waiting.uid] = broken
        return f"no longer lawful: {broken}"

    def _broken(self, waiting: Draft) -> NotMet | None:
        value = value_of(waiting)
        if value is None or isinstance(value, ALWAYS_HEARD):
            return None
        case = self._case(waiting)
        file = EMPTY_FILE if case is None else case.file
        found = _first_broken(file, self._act(file, waiting, value))
        if found is None:
            return None
        file = self._with_what_waits(file, case, waiting)
        return _first_broken(file, self._act(file, waiting, value))

    def _case(self, waiting: Draft) -> Case | None:
        return self._casework.case(waiting.content.about) if waiting.content.about else self._casework.of_circle(waiting.circle)

    def _with_what_waits(self, file: File, case: Case | None, until: Draft) -> File:
        """The file with this client's own earlier drafts in it, which nobody has seen yet."""
        for each in self._channel.waiting():
            if each.uid == until.uid:
                break
            other, value = self._case(each), value_of(each)
            if value is not None and (None if other is None else other.id) == (None if case is None else case.id):
                act = self._act(file, each, value)
                file = file if _first_broken(file, act) else apply(file, act)
        return file

    def _act(self, file: File, waiting: Draft, value: object) -> Act[Any]:
        circle = waiting.circle
        return draft(
            file,
            value,
            self._casework.author(circle),
            bytes(circle).hex(),
            place_of(self._channel.circle(circle)),
            int(self._clock()),
            restricted=waiting.content.restricted,
            shown_hashes=shown_hashes(*envelope(value)),
        )


def value_of(waiting: Draft) -> object | None:
    """None for what is no record of the law: the channel's own, which no rule is about."""
    try:
        record = records.parse(waiting.content.plaintext)
        return parse(record.type, record.version, dict(record.payload))
    except (Malformed, NotOfTheForm):
        return None


def _first_broken(file: File, act: Act[Any]) -> NotMet | None:
    """Only a rule that takes a record its effect holds it up: what is merely marked would weaken protection if it waited."""
    return next((each.answer for each in verdicts(file, act) if each.void and isinstance(each.answer, NotMet)), None)
