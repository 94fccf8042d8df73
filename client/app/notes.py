"""Words to the circle, and opening a restricted record to a reader who asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.casefile import file_named, own_person_circle
from client.app.outcome import Outcome, outcome
from client.app.reading import device_named, everything, numbered, the_only
from client.app.saying import say
from client.core.drafts import DisclosureDraft
from client.law.records.files import Disclosed, Note
from client.law.words import Circle
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class WriteNote:
    """``coordination``: to both bodies, else to the own one's circle; ``restricted``: readers cannot open it unless disclosed."""

    text: str
    file: str | None = None
    coordination: bool = False
    restricted: bool = False


async def write_note(office: Office, wish: WriteNote) -> Outcome:
    """Works offline: the note waits in the outbox and goes out once."""
    file = file_named(office, wish.file)
    circle = file.circle(Circle.COORDINATION) if wish.coordination else own_person_circle(office, file)
    done = await office.writing.record(circle, Note(wish.text), restricted=wish.restricted)
    return outcome(say("noted"), written=(done,))


@dataclass(frozen=True, slots=True)
class DiscloseRecord:
    """``entry``: first digits of the record; ``to``: who asked."""

    entry: str
    to: str
    reason: str


async def disclose_record(office: Office, wish: DiscloseRecord) -> Outcome:
    """One record to one reader, and why."""
    await office.sync()
    item, target = the_only(numbered(everything(office), wish.entry)), device_named(office, wish.to)
    value = Disclosed(item.entry.hash.hex(), wish.reason)
    done = await office.writing.record(item.circle, value, disclose=(DisclosureDraft(item.entry.hash, target.hash),))
    line = say("record {entry} disclosed to {name}", entry=item.entry.hash.hex()[:8], name=target.name)
    return outcome(line, written=(done,))
