"""What this client holds, as evidence for somebody who has no store: single entries with their proofs and keys
(``crypto.evidence``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from client.core import tables
from client.core.replica import Replica
from client.core.replica.authoring import key_of
from client.core.replica.letter import parse_letter
from client.core.state import State
from client.core.store import Store
from crypto.entry import Entry, parse_entry
from crypto.errors import CannotOpen, Usage
from crypto.evidence import Evidence, Exhibit
from crypto.report import open_report
from crypto.trust import Device
from crypto.types import CircleId, EntryClass, Millis


def evidence_of(store: Store, state: State, shown: Iterable[tuple[bytes, bool]]) -> Evidence:
    """``shown``: entry hashes, and whether the record's key goes with the entry. Raises ``Usage`` for an entry that is not held,
    ``CannotOpen`` where this holder has no key."""
    exhibits, signers = [], dict[bytes, Device]()
    for entry_hash, opened in shown:
        row = _row(store, entry_hash)
        entry = parse_entry(row.encoded)
        device = state.directory.known(entry.header.author, row.log_index)
        if device is not None:
            signers[device.hash] = device
        exhibits.append(_exhibit(state.replicas[CircleId(row.circle)], row, entry, opened=opened, personal=device is None))
    directory, bodies = state.directory, {each.body.hash: each.body for each in signers.values()}
    lists = [directory.newest_crl(key) for key in (directory.root.verify_key, *(body.verify_key for body in bodies.values()))]
    certificates = (*(body.der for body in bodies.values()), *(device.der for device in signers.values()))
    return Evidence(
        directory.deployment.encode(), certificates, tuple(each.der for each in lists if each is not None), tuple(exhibits)
    )


def _row(store: Store, entry_hash: bytes) -> Any:
    query = select(tables.entry, tables.checkpoint.c.note).join(
        tables.checkpoint, tables.checkpoint.c.size == tables.entry.c.checkpoint_size
    )
    with store.begin() as connection:
        row = connection.execute(query.where(tables.entry.c.hash == entry_hash)).first()
    if row is None:
        raise Usage("an entry that is not held here cannot be shown to others", "no-such-record")
    return row


def _exhibit(replica: Replica, row: Any, entry: Entry, *, opened: bool, personal: bool) -> Exhibit:
    return Exhibit(
        replica.circle,
        row.position,
        row.log_index,
        Millis(row.accepted_at),
        row.salt,
        row.encoded,
        tuple(row.proof[at : at + 32] for at in range(0, len(row.proof), 32)),
        row.note,
        key_of(replica, entry).value if opened and entry.header.entry_class is EntryClass.RECORD else b"",
        _person_key(replica, entry) if personal else b"",
    )


def _person_key(replica: Replica, entry: Entry) -> bytes:
    """It came sealed, in the report itself. Raises ``CannotOpen``."""
    keys = replica.keys.get((entry.header.generation, entry.header.epoch))
    if keys is None:
        raise CannotOpen("this holder has no key of that report")
    return parse_letter(open_report(keys.intake_seed, entry)).verify_key
