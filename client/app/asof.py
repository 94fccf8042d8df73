"""How new is what a view shows: a view asks the server by itself where it may, and says when it last knew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from client.app.saying import NOTHING, Said, say

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class AsOf:
    """``at``: when the newest checkpoint of the log was verified, in milliseconds; 0 for never. ``why``: why it is no newer, where
    the server was not asked or did not answer."""

    at: int
    why: Said = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A wish to see. The server is asked first where it answers; with ``sync`` nothing is shown unless it does, with ``offline``
    it is not asked."""

    sync: bool = False
    offline: bool = False


async def looked(office: Office, wish: Look) -> AsOf:
    """Brings this client up to date as ``wish`` has it. What is wrong with the server's log is raised (``Forged``): nobody should
    read on beside it without knowing."""
    from client.core.errors import Busy, Offline
    from crypto.errors import Refused

    if office.dry:
        return known(office, say("the server was not asked"))
    if wish.sync:
        await office.sync()
        return known(office)
    if wish.offline or office.channel.device is None:
        return known(office, say("the server was not asked") if wish.offline else NOTHING)
    try:
        await office.sync(once=True)
    except (Offline, Busy, Refused) as error:
        return known(office, Said(error.template, tuple(error.words.items())))
    return known(office)


def known(office: Office, why: Said = NOTHING) -> AsOf:
    """What is known by now, without asking."""
    return AsOf(int(office.channel.checkpoint.checked_at), why)
