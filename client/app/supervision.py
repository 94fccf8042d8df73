"""What a supervising prosecutor does besides reading: asks that a restricted record be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.outcome import Outcome, outcome
from client.app.reading import Seen, everything
from client.app.saying import say
from crypto.errors import Refused, Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class AskDisclosure:
    """``entry``: first digits of the sealed record's hash."""

    entry: str
    reason: str


async def ask_disclosure(office: Office, wish: AskDisclosure) -> Outcome:
    """An alarm with a reason: it stands in the log, changes no state, and a member answers it by a record."""
    from crypto.alarm import AlarmKind

    item = _restricted(everything(office), wish.entry)
    _harmless(office, wish.reason)
    await office.channel.alarm(item.circle, item.entry.hash, AlarmKind.DISCLOSURE_REQUEST, wish.reason)
    await office.sync()
    return outcome(say("asked for the record {entry}: {reason}", entry=item.entry.hash.hex()[:8], reason=wish.reason))


def _harmless(office: Office, reason: str) -> None:
    """The leak guard reads it as it reads every text that leaves; nothing lets it go all the same, since a reader writes no record
    that would keep it. Raises ``Refused`` (``leak-reason``)."""
    if office.guarded.guard().check(reason):
        raise Refused("the reason itself may give the protected person away: say it without names and numbers", "leak-reason")


def _restricted(items: tuple[Seen, ...], name: str) -> Seen:
    """Raises ``Usage`` where it is not one."""
    found = [each for each in items if each.sealed and each.entry.hash.hex().startswith(name)]
    if len(found) != 1:
        raise Usage("{count} sealed records have this number", "no-such-record", count=len(found))
    return found[0]
