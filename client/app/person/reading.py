"""Everything that was disclosed to the person, in the order of the log; a receipt may go back for each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.app.asof import AsOf, known
from client.app.contracts.reading import beside, fingerprint
from client.app.outcome import Written
from client.app.person.sending import to_each
from client.app.reading import Seen, disclosed
from client.app.saying import Said
from client.law.records.contract import Contract, Rendition
from client.law.records.reports import Receipt
from client.law.records.rulings import Decision
from crypto.frozen import dataclass

if TYPE_CHECKING:
    from client.app.office import Office


@dataclass(frozen=True, slots=True)
class DisclosedRow:
    """``beside``: of a contract, the same in the reader's language, where it has it; ``fingerprint``: of both as they are shown."""

    type: str
    entry: bytes
    author: str
    at: int
    payload: object
    unlawful: Said | None
    beside: Rendition | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class DisclosedView:
    """``written``: the receipts."""

    records: tuple[DisclosedRow, ...]
    written: tuple[Written, ...]
    as_of: AsOf


@dataclass(frozen=True, slots=True)
class ReadDisclosed:
    """``language``: of the text beside a contract; else ``holder_language``, where the contract has it."""

    acknowledge: bool = False
    language: str | None = None
    holder_language: str = "en"


async def read_disclosed(office: Office, wish: ReadDisclosed) -> DisclosedView:
    items = disclosed(office)
    written: tuple[Written, ...] = ()
    if wish.acknowledge:
        for item in items:
            if isinstance(item.value, Decision) and not item.unlawful:
                written += (await to_each(office, [(item.circle, Receipt(item.entry.hash.hex()))])).written
    return DisclosedView(tuple(_row(item, wish) for item in items), written, known(office))


def _row(item: Seen, wish: ReadDisclosed) -> DisclosedRow:
    other = mark = None
    if isinstance(item.value, Contract):
        other = beside(item.value, wish.language, wish.holder_language)
        mark = fingerprint(item.value, other)
    return DisclosedRow(item.name, bytes(item.entry.hash), item.author, item.at, item.value, item.unlawful, other, mark or "")
