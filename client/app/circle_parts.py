"""Building blocks of circles and deadlines that several verbs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.reading import device_named, in_force, own_device
from client.core.drafts import DeadlineDraft, EscalationDraft
from client.law.book import BOOK
from crypto.policy import BodyRef

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from client.app.office import Office
    from crypto.trust import Device


def colleagues(office: Office, role: str) -> tuple[Device, ...]:
    """The other devices of this officer's own body that have ``role``."""
    own = own_device(office)
    return tuple(
        each for each in in_force(office) if each.body.hash == own.body.hash and each.hash != own.hash and role in each.roles
    )


def members_named(office: Office, names: Sequence[str] | None) -> tuple[Device, ...]:
    """The devices called ``names``, without this one. Raises ``Usage``."""
    own = own_device(office)
    return tuple(device for device in (device_named(office, name) for name in names or ()) if device.hash != own.hash)


def recovery_keys(office: Office, bodies: Collection[bytes]) -> tuple[Device, ...]:
    """The recovery keys in force of these bodies, as far as they have stated what is sealed to them."""
    keys = (each for each in in_force(office) if "recovery" in each.roles and each.body.hash in bodies)
    return tuple(each for each in keys if office.channel.statements.history(each.hash))


def body_refs(devices: Iterable[Device]) -> tuple[BodyRef, ...]:
    """Each body of the devices once, in a fixed order."""
    bodies = {device.body.hash: device.body for device in devices}
    return tuple(BodyRef(hash, bodies[hash].kind) for hash in sorted(bodies))


def deadline_text(clock: str, about: str) -> str:
    """What the addressee's client shows when it rings: the clock's id and article first, so that a script finds it."""
    return f"{clock} ({BOOK.clock[clock].article}) {about}"


def clock_of(text: str) -> str:
    """The clock's id in a deadline's text, or an empty text."""
    word = text.partition(" ")[0]
    return word if word in BOOK.clock else ""


def opening(
    clock: str,
    about: str,
    notify: Sequence[bytes],
    *,
    after_s: int | None = None,
    at: int | None = None,
    escalate: EscalationDraft | None = None,
) -> DeadlineDraft:
    """A deadline that runs as the clock says, or as policy shortens it (``after_s`` seconds, or ``at`` milliseconds)."""
    seconds = None if at is not None else after_s or BOOK.clock[clock].limit_s
    steps = () if escalate is None else (escalate,)
    return DeadlineDraft(deadline_text(clock, about), at=at, after=seconds, notify=tuple(notify), escalations=steps)


def head_of(office: Office, name: str | None) -> bytes:
    """Who is told when nobody acknowledges: the named device, else the whole body."""
    return device_named(office, name).hash if name else own_device(office).body.hash
