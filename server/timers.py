"""Deadlines as values: the steps of one, their encoding, and whom a step addresses."""

from __future__ import annotations

from dataclasses import dataclass

from crypto.codec import Reader, Writer, decode
from crypto.deadline import MAX_ADDRESSEES, DeadlineMode, Escalation, hashes, read_escalations, write_escalations, write_hashes
from crypto.errors import Refused
from crypto.trust import Directory
from crypto.types import Millis
from server.access import Circle


@dataclass(frozen=True, slots=True)
class Steps:
    """Step 0 tells ``notify``; step n tells escalation n-1, so many seconds after step 0 was due."""

    notify: tuple[bytes, ...]
    escalations: tuple[Escalation, ...]

    def encode(self) -> bytes:
        return write_escalations(write_hashes(Writer(), self.notify), self.escalations).bytes()

    @staticmethod
    def decode(data: bytes) -> Steps:
        """Raises ``Malformed``."""
        return decode(data, _read)

    def addressees(self, step: int) -> tuple[bytes, ...]:
        return self.notify if step == 0 else self.escalations[step - 1].addressees

    def after(self, step: int, due_at: int) -> Millis | None:
        """When the step after ``step`` is due, or None after the last."""
        return Millis(due_at + 1000 * self.escalations[step].after_seconds) if step < len(self.escalations) else None


def _read(reader: Reader) -> Steps:
    return Steps(hashes(reader, MAX_ADDRESSEES), read_escalations(reader))


def due_at(mode: DeadlineMode, value: int, accepted_at: Millis) -> Millis:
    """``value`` is milliseconds since 1970 (AT) or seconds after ``accepted_at`` (AFTER)."""
    return Millis(value if mode is DeadlineMode.AT else accepted_at + 1000 * value)


def told(addressees: tuple[bytes, ...], circle: Circle, directory: Directory) -> dict[bytes, bool]:
    """Holders to tell, and whether each is inside the circle: only they learn which circle it is.

    A device or person stands for itself; a body for its devices in the circle (members or readers), or, where it has none
    there, for all its devices that are not revoked."""
    inside = circle.roster | circle.readers | set(circle.reporters)
    holders: dict[bytes, bool] = {}
    for addressee in addressees:
        members = _devices_of(addressee, directory)
        present = [device for device in members if device in inside]
        for holder in present or members or [addressee]:
            holders[holder] = holder in inside
    return holders


def _devices_of(body: bytes, directory: Directory) -> list[bytes]:
    """The devices of the body with that certificate hash; none where it is no body."""
    try:
        directory.body(body)
    except Refused:
        return []
    return [device.hash for device in directory.devices() if device.body.hash == body and not directory.is_revoked(device.hash)]
