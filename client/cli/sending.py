"""For the verbs that are not use cases yet: what ``client.app.writing`` gives, as they have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.outcome import Standing, Written
from client.app.writing import With
from client.cli.texts import _
from client.cli.verb import Answer
from crypto.errors import Refused

if TYPE_CHECKING:
    from typing import Unpack

    from client.app.office import Office
    from client.app.reading import Seen
    from crypto.types import CircleId


async def send(office: Office, circle: CircleId, value: object, **more: Unpack[With]) -> Seen | None:
    """What stands in the chain, or None where it waits in the outbox for the server. Raises ``Unlawful``, ``Refused``."""
    return _stands(await office.writing.record(circle, value, **more))


async def send_first(office: Office, circle: CircleId, value: object) -> Seen:
    done = (await office.writing.first(circle, value)).seen
    if done is None:
        raise Refused("the record is not in the chain", "offline")
    return done


def _stands(done: Written) -> Seen | None:
    if done.standing is Standing.VOID:
        raise Refused("the record stands in the chain without effect: {why}", "void", why=done.why)
    return done.seen


def sent(item: Seen | None, line: str, **data: object) -> Answer:
    """The answer of a verb that wrote ``item``."""
    if item is None:
        return Answer((_("waits in the outbox: {what}").format(what=line),), {"queued": True, **data})
    return Answer((line,), {"entry": item.entry.hash, "position": item.entry.position, "accepted_at": item.at, **data})
