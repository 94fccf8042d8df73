"""Times that somebody says."""

from __future__ import annotations

from client.app.saying import Moment
from crypto.errors import Usage


def been(at: int | None, now: int) -> int:
    """When something was that is put down afterwards: ``now`` where nothing is said. Raises ``Usage`` for what is still to come."""
    if at is None:
        return now
    if not 0 < at <= now:
        raise Usage("{text} is no time that has been: say when it was", "no-past-time", text=Moment(at))
    return at
