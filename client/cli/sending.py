"""Writing a record: to the outbox, which is durable, then to the server; the answer says which of the two it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from client.cli.door import checked, resolved
from client.cli.reading import Seen, seen
from client.cli.texts import _
from client.cli.verb import Answer
from client.core.records import Record
from client.law.catalogue import envelope
from crypto.errors import Refused
from crypto.types import CircleId

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Unpack

    from client.core.client import Client
    from client.core.values import DeadlineDraft, DisclosureDraft


def to_record(value: object) -> Record:
    name, version, payload = envelope(value)
    return Record(name, version, payload)


class With(TypedDict, total=False):
    """What a record takes along, as ``Client.append`` has it; ``of``: id of the file, where the circle does not say it yet."""

    restricted: bool
    opens: Sequence[DeadlineDraft]
    settles: Sequence[bytes]
    disclose_to: Sequence[bytes]
    disclose: Sequence[DisclosureDraft]
    of: str


async def send(client: Client, circle: CircleId, value: object, **more: Unpack[With]) -> Seen | None:
    """Append a record and deliver it; what stands in the chain, or None where it waits in the outbox for the server. With it go the
    deadlines of the clocks that it starts and ends by the law.

    Raises ``Unlawful`` before it is sealed where the law does not allow it, ``Refused`` where the leak guard (``leak``),
    the server or the own client refuses.
    """
    return await delivered(client, circle, put_down(client, circle, value, **more))


def put_down(
    client: Client,
    circle: CircleId,
    value: object,
    *,
    restricted: bool = False,
    opens: Sequence[DeadlineDraft] = (),
    settles: Sequence[bytes] = (),
    disclose_to: Sequence[bytes] = (),
    disclose: Sequence[DisclosureDraft] = (),
    of: str = "",
) -> bytes:
    """As ``send``, into the outbox alone, from where the next sync takes it: its id."""
    from crypto.entry import MAX_OPENS, MAX_SETTLES

    checked(client, value)
    prepared = client.casework.prepare(circle, value, restricted=restricted, of=of)
    with client.together():
        uid = client.append(
            circle,
            to_record(value),
            restricted=restricted,
            opens=(*opens, *prepared.opens)[:MAX_OPENS],
            settles=tuple(dict.fromkeys((*settles, *prepared.settles)))[:MAX_SETTLES],
            disclose_to=disclose_to,
            disclose=disclose,
        )
        if note := resolved(client, circle, of, uid, envelope(value)[0]):
            where, kept = note
            client.casework.prepare(where, kept)
            client.append(where, to_record(kept))
    return uid


async def send_first(client: Client, circle: CircleId, value: object) -> Seen:
    """As ``send``, for a record that must stand in the chain before what it tells of is given out. Raises ``Refused`` ("offline")
    where the server is not there."""
    done = await send(client, circle, value)
    if done is None:
        raise Refused(_("what is given out must be in the chain first, and the server is not there"), "offline")
    return done


async def delivered(client: Client, circle: CircleId, uid: bytes) -> Seen | None:
    """Sync until the draft is in the chain, or the server cannot be reached."""
    from client.core.errors import Busy, Offline

    try:
        await client.sync()
    except (Offline, Busy):
        return None
    status = client.status(uid)
    if status.startswith("refused"):
        raise Refused(status.partition(":")[2].strip() or status)
    return next((each for each in seen(client, circle) if each.entry.uid == uid), None)


def sent(item: Seen | None, line: str, **data: object) -> Answer:
    """The answer of a verb that wrote ``item``."""
    if item is None:
        return Answer((_("waits in the outbox: {what}").format(what=line),), {"queued": True, **data})
    return Answer((line,), {"entry": item.entry.hash, "position": item.entry.position, "accepted_at": item.at, **data})
