"""A record as it is shown to its reader: from whom, what it says, what is wrong with it, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from client.app.enrolment_code import enrolment_code
from client.app.following import next_of
from client.app.outcome import Next
from client.app.reading import Seen
from client.app.saying import Said, say
from client.law.records.identity import IdentityHalf
from client.law.records.reports import Enrol
from crypto.frozen import dataclass
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class RecordRow:
    """``payload``: the record itself, None where ``sealed`` says why it cannot be read; ``unlawful``: which rule it broke.
    ``who``: the author as people call them; ``instead``: what is told in place of the record's own text, which is only numbers."""

    type: str
    author: str
    who: Said
    at: int
    position: int
    entry: bytes
    circle: CircleId
    payload: object | None
    sealed: str
    unlawful: Said | None
    flags: tuple[str, ...] = ()
    instead: tuple[Said, ...] = ()
    next: tuple[Next, ...] = ()


def row_of(office: Office, item: Seen) -> RecordRow:
    return RecordRow(
        type=item.name,
        author=item.author,
        who=_who(office, item),
        at=item.at,
        position=int(item.entry.position),
        entry=bytes(item.entry.hash),
        circle=item.circle,
        payload=item.value,
        sealed=item.sealed,
        unlawful=item.unlawful,
        flags=item.entry.flags,
        instead=_instead(office, item),
        next=next_of(office, item),
    )


def rows_of(office: Office, items: Iterable[Seen]) -> tuple[RecordRow, ...]:
    return tuple(row_of(office, item) for item in items)


def _who(office: Office, item: Seen) -> Said:
    if item.entry.author is not None:
        return Said("{name}", (("name", item.entry.author.name),))
    if item.entry.role == "anyone":
        return say("someone without an account ({number})", number=item.entry.author_hash.hex()[:8])
    if item.entry.role == "person":
        case = office.casework.of_circle(item.circle)
        pseudonym = "" if case is None else case.pseudonym
        return Said("{name}", (("name", pseudonym),)) if pseudonym else say("the protected person")
    return Said("{name}", (("name", item.author),))


def _instead(office: Office, item: Seen) -> tuple[Said, ...]:
    """Of what is only numbers: what of it a person reads out or looks for."""
    if isinstance(item.value, Enrol):
        code = enrolment_code(office.channel.deployment.fingerprint, item.entry.author_hash, item.value)
        return (say("the code that the person must read out: {code}", code=code),)
    if isinstance(item.value, IdentityHalf):
        holder = item.value.holder
        names = [device.name for device in office.channel.directory.devices() if device.hash.hex() == holder]
        return (say("to {name}", name=names[0] if names else holder[:8]),)
    return ()
