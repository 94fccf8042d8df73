"""A first statement, by anyone who has the public card; without an account (L72 22, 23(1))."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from client.app.attaching import attach, sendable
from client.app.outcome import Outcome
from client.app.person.coming import Borrowed
from client.app.person.sending import Sent, in_log, stands, why_of
from client.app.saying import Said, say
from client.law.records.reports import Attachment, Statement
from crypto.card import FrontDeskCard
from crypto.errors import QorganError
from crypto.frozen import dataclass
from crypto.ring import KeyRing
from crypto.types import CircleId
from crypto.words import new_passphrase

if TYPE_CHECKING:
    from client.app.office import Office
    from client.app.outcome import Written


@dataclass(frozen=True, slots=True)
class MakeStatement:
    """``photo``: files to attach; ``as_it_is``: with all that is hidden in them. ``language``: of the text."""

    card: FrontDeskCard
    text: str
    language: str
    photo: tuple[Path, ...] = ()
    as_it_is: bool = False
    urgent: bool = False


async def make_statement(device: Borrowed, wish: MakeStatement) -> Outcome:
    """To each front desk one entry, with the same payload id. The words are the receipt: with them, and nothing else, the answers
    are read later. Raises what the first desk said where no desk has it."""
    for path in wish.photo:
        sendable(path, as_it_is=wish.as_it_is)
    words = new_passphrase(device.entropy)
    id, made_at = device.entropy(16).hex(), int(device.clock())
    has: list[tuple[str, Written]] = []
    lacks: list[tuple[str, QorganError]] = []
    async with device.office(wish.card, KeyRing.from_passphrase(words, wish.card.salt)) as office:
        for name, circle in zip(wish.card.names, map(CircleId, wish.card.circles), strict=True):
            try:
                has.append((name, await _to_desk(office, circle, wish, id, made_at)))
            except QorganError as error:
                lacks.append((name, error))
    if not has:
        raise lacks[0][1]
    sent = Sent(tuple(has), tuple((name, why_of(error)) for name, error in lacks))
    received = tuple(say("received by {name}", name=name) for name, _written in sent.has)
    number = say("number of your statement: {id}", id=id[:8])
    keep = (say("your receipt, to read the answer with; write it down:"), Said("{words}", (("words", words),)))
    positions = [each.seen.entry.index for each in sent.written if each.seen is not None]
    return sent.outcome(*received, number, *keep, payload_id=id, receipt=words, log_indexes=positions)


async def _to_desk(office: Office, circle: CircleId, wish: MakeStatement, id: str, made_at: int) -> Written:
    await office.channel.follow(circle)
    attached: list[Attachment] = [await attach(office, circle, path, as_it_is=wish.as_it_is) for path in wish.photo]
    value = Statement(id, wish.text, wish.language, made_at, wish.urgent, tuple(wish.card.names), tuple(attached))
    try:
        (done,) = await office.writing.reports([(circle, value)])
    except QorganError:
        known = in_log(office, circle, value)
        if known is None:
            raise
        return known
    stands(done)
    return done
