"""New personal data (L72 19), the person's part: read the proposal, propose otherwise, sign the final set or refuse it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.identity.newdata import Fields, new_fields
from client.app.outcome import Outcome, outcome
from client.app.reading import Seen, everything, of_type
from client.app.saying import Said, Term, say
from client.law.records.newdata import DataCounter, DataProposal, DataSigned, NewField
from client.law.tables.documents import CHANGEABLE
from crypto.errors import Refused, Usage
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office


def _newest(office: Office, number: str | None) -> tuple[Seen, DataProposal]:
    """The proposal on the table. With its number: raises ``Refused`` where it is not the newest, so that nothing is answered that
    was not read."""
    found = [pair for pair in of_type(everything(office), DataProposal) if pair[0].entry.author is not None]
    if not found:
        raise Usage("no new data have been proposed to you", "nothing-there")
    item, value = found[-1]
    if number is not None and not (number and item.entry.hash.hex().startswith(number)):
        raise Refused("this is not the newest proposal: read that first", "not-the-newest")
    return item, value


@dataclass(frozen=True, slots=True)
class ReadNewData:
    """Read the new personal data that are proposed."""


@dataclass(frozen=True, slots=True)
class ProposedView:
    """``number``: what an answer to it names."""

    number: str
    set: str
    fields: dict[str, str]
    note: str


async def read_new_data(office: Office, wish: ReadNewData) -> ProposedView:
    item, value = _newest(office, None)
    return ProposedView(item.entry.hash.hex()[:8], value.set, {each.name: each.value for each in value.fields}, value.note)


@dataclass(frozen=True, slots=True)
class CounterNewData:
    """Propose other new personal data instead."""

    proposal: str
    set: Fields
    note: str = ""


async def counter_new_data(office: Office, wish: CounterNewData) -> Outcome:
    fields = new_fields(wish.set)
    item, _value = _newest(office, wish.proposal)
    done = await office.writing.reports([(item.circle, DataCounter(item.entry.hash.hex(), fields, wish.note))])
    return outcome(say("your own proposal is sent; the official proposes it back to be signed"), *_told(fields), written=done)


@dataclass(frozen=True, slots=True)
class SignNewData:
    """Sign the set that was read. ``refuse``: the reasons for which it is not signed; None to sign."""

    proposal: str
    refuse: str | None = None


async def sign_new_data(office: Office, wish: SignNewData) -> Outcome:
    """Over the entry of the proposal: exactly the set that was read, as the official signed it."""
    refused = wish.refuse is not None
    if wish.refuse is not None and not wish.refuse.strip():
        raise Usage("say why you refuse, if only that you do not want to: nothing was signed")
    item, value = _newest(office, wish.proposal)
    done = await office.writing.reports([(item.circle, DataSigned(item.entry.hash.hex(), not refused, wish.refuse or ""))])
    lines = (say("refused; your data stay as they are"),) if refused else (say("signed:"), *_told(value.fields))
    return outcome(*lines, written=done, signed=not refused, set=value.set)


def _told(fields: tuple[NewField, ...]) -> tuple[Said, ...]:
    return tuple(
        Said("{field}: {value}", (("field", Term(CHANGEABLE.get(each.name, each.name))), ("value", each.value))) for each in fields
    )
