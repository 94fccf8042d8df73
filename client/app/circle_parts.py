"""Building blocks of circles and deadlines that several verbs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.reading import device_named, in_force, own_device, view_of
from client.core.drafts import DeadlineDraft, EscalationDraft
from client.law.book import BOOK
from crypto.errors import Usage
from crypto.policy import BodyRef, ReporterRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from client.app.office import Office
    from crypto.trust import Device
    from crypto.types import CircleId


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


def the_persons(office: Office, circle: CircleId) -> tuple[bytes, ...]:
    """To whom what is for the person is disclosed: to them, and to each verified representative without a conflict (23(8)). Raises
    ``Usage`` where nobody is admitted."""
    case = office.casework.of_circle(circle)
    standing = () if case is None else tuple(each.holder for each in case.file.persons.representatives)
    found = tuple(
        each.hash
        for each in view_of(office, circle).policy.reporters
        if each.role is ReporterRole.PERSON or (each.role is ReporterRole.REPRESENTATIVE and each.hash.hex() in standing)
    )
    if not found:
        raise Usage("no person is admitted yet", "no-person")
    return found


def body_refs(devices: Iterable[Device]) -> tuple[BodyRef, ...]:
    """Each body of the devices once, in a fixed order."""
    bodies = {device.body.hash: device.body for device in devices}
    return tuple(BodyRef(hash, bodies[hash].kind) for hash in sorted(bodies))


def deadline_text(clock: str, about: str) -> str:
    """What is sealed: the clock's id and article, which each reader is told in their language; ``about`` is a text of the
    catalogues, or nothing."""
    return f"{clock} ({BOOK.clock[clock].article}) {about}".rstrip()


def clock_of(text: str) -> str:
    """The clock's id in a deadline's text, or an empty text."""
    word = text.partition(" ")[0]
    return word if word in BOOK.clock else ""


def key_of(text: str) -> str:
    """What the clock of a deadline's text runs for (a measure, a request); nothing where words stand there, which are in the
    language of who opened it."""
    name = clock_of(text)
    if not name:
        return ""
    left = text.removeprefix(name).strip().removeprefix("warning").strip().removeprefix(f"({BOOK.clock[name].article})").strip()
    return "" if " " in left else left


def is_warning(text: str) -> bool:
    """Whether a deadline reminds before the end of its clock."""
    name = clock_of(text)
    return bool(name) and text.removeprefix(name).strip().startswith("warning")


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
