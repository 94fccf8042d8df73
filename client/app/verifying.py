"""Every circle's chain and every entry's place in the log, recomputed from what the store holds; no server is asked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from client.app.account import LateList, late_lists
from client.app.asof import AsOf, known
from client.app.casework.entries import CIRCLES
from client.app.exports import export_made, mark, own_name, record_export, written_in
from client.app.outcome import Written
from client.formats.disk import nothing_there, write_new
from crypto.frozen import dataclass
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.values import VerifiedChain


@dataclass(frozen=True, slots=True)
class ChainRow:
    kind: str
    circle: CircleId
    entries: int


@dataclass(frozen=True, slots=True)
class VerifiedView:
    """``circles`` and ``entries``: how many hold. ``exported``: the folder to which they were written."""

    chains: tuple[ChainRow, ...]
    circles: int
    entries: int
    late: tuple[LateList, ...]
    exported: str
    written: tuple[Written, ...]
    as_of: AsOf


@dataclass(frozen=True, slots=True)
class Verify:
    """``export``: folder to write the entries to, for others to verify, for ``to`` and for what ``purpose``."""

    export: Path | None = None
    to: str = ""
    purpose: str = ""
    holder_language: str = "en"


async def verify(office: Office, wish: Verify) -> VerifiedView:
    """Raises ``Forged`` where something does not hold."""
    report = await office.channel.verify()
    rows = tuple(
        ChainRow(str(CIRCLES.get(office.channel.circle(each.circle).kind, "?")), each.circle, each.entries) for each in report
    )
    written = () if wish.export is None else _export(office, report, wish.export, wish)
    entries = sum(each.entries for each in report)
    exported = "" if wish.export is None else str(wish.export)
    return VerifiedView(rows, len(report), entries, late_lists(office), exported, written, known(office))


def _export(office: Office, report: Sequence[VerifiedChain], folder: Path, wish: Verify) -> tuple[Written, ...]:
    """Sealed as they lie in the chains: nobody without their keys reads them. A member of a circle leaves a record of it; a
    prosecutor, who writes none anywhere, leaves the mark alone."""
    words = mark(office, wish.to, wish.holder_language)
    files = {
        folder / f"{each.circle.hex()[:16]}.json": json.dumps(
            {
                "circle": each.circle.hex(),
                "head": "" if each.chain is None else each.chain.hex(),
                "entries": [entry.hex() for entry in each.encoded],
                "given_out": words,
            }
        ).encode()
        for each in report
    }
    for path in files:
        nothing_there(path)
    circle = written_in(office, (each.circle for each in report))
    written: tuple[Written, ...] = ()
    if circle is not None:
        recipient = wish.to or own_name(office)
        made = export_made("CHAINS", "", b"".join(files.values()), recipient, wish.purpose, words, wish.holder_language)
        written = record_export(office, circle, made)
    for path, data in files.items():
        write_new(path, data)
    return written
