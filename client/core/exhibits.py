"""What this client holds, as evidence for somebody who has no store: single entries with their keys, who signed them, and proofs of
all that under the newest checkpoint that this client verified (``crypto.evidence``).

Proofs are asked for one by one: the store keeps an entry with a proof under the checkpoint of its day, and clear leaves without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from client.core import tables
from client.core.replica import Replica
from client.core.replica.authoring import key_of
from crypto.certificate import key_id
from crypto.entry import Entry, parse_entry
from crypto.errors import CannotOpen, Usage
from crypto.evidence import ClearLeaf, Evidence, Exhibit
from crypto.log import LeafKind, clear_leaf, verify_inclusion
from crypto.report import report_key
from crypto.revocation import parse_crl
from crypto.trust import Body, Device, Directory
from crypto.types import CircleId, EntryClass, Millis

if TYPE_CHECKING:
    from client.core.core import Core
    from client.core.logview import LogView
    from client.core.store import Store

Name = tuple[bytes, int]
"""Key identifier of an issuer and a serial number: what a revocation list names."""


async def evidence_of(core: Core, shown: Sequence[bytes], concerned: Iterable[Name], context: bytes) -> Evidence:
    """``shown``: hashes of the entries that are opened; ``concerned``: what else may be revoked (a seal). Raises ``Usage`` for an
    entry that is not held, ``CannotOpen`` where this holder has no key; what the transport raises."""
    log, directory = core.state.log, core.state.directory
    rows = [_row(core.store, each) for each in shown]
    entries = [parse_entry(row.encoded) for row in rows]
    signers = _signers(directory, rows, entries)
    leaves = []
    for kind, index, der in sorted(_clear(core.store, directory, signers, concerned), key=lambda each: each[1]):
        proof = await _proof(core, log, index, clear_leaf(kind, der))
        leaves.append(ClearLeaf(kind, index, der, proof))
    exhibits = []
    for row, entry in zip(rows, entries, strict=True):
        proof = await _proof(core, log, row.log_index, None)
        exhibits.append(_exhibit(core.state.replicas[CircleId(row.circle)], row, entry, proof))
    return Evidence(directory.deployment.encode(), log.note, context, tuple(leaves), tuple(exhibits))


async def _proof(core: Core, log: LogView, index: int, leaf: bytes | None) -> tuple[bytes, ...]:
    """Raises ``Forged`` where the server's proof of a leaf does not hold; that of an entry is verified by who has the evidence."""
    proof = await core.transport.inclusion(index, log.size)
    if leaf is not None:
        verify_inclusion(leaf, index, log.size, proof, log.root)
    return proof


def _row(store: Store, entry_hash: bytes) -> Any:
    with store.begin() as connection:
        row = connection.execute(select(tables.entry).where(tables.entry.c.hash == entry_hash)).first()
    if row is None:
        raise Usage("an entry that is not held here cannot be shown to others", "no-such-record")
    return row


def _signers(directory: Directory, rows: Sequence[Any], entries: Sequence[Entry]) -> tuple[Device, ...]:
    found = (directory.known(entry.header.author, row.log_index) for row, entry in zip(rows, entries, strict=True))
    return tuple({each.hash: each for each in found if each is not None}.values())


def _clear(
    store: Store, directory: Directory, signers: Sequence[Device], concerned: Iterable[Name]
) -> Iterator[tuple[LeafKind, int, bytes]]:
    """The certificates of the signers and their bodies; of each issuer the newest list, and the first that names one of them."""
    bodies = {each.body.hash: each.body for each in signers}
    named: tuple[Body | Device, ...] = (*bodies.values(), *signers)
    for certificate in named:
        index = directory.index_of(certificate.hash)
        if index is None:
            raise Usage("a signer's certificate is not in the log", "unknown-certificate")
        yield LeafKind.CERTIFICATE, index, certificate.der
    root = key_id(directory.root.verify_key)
    names = {(root, each.serial) for each in bodies.values()} | {(key_id(each.body.verify_key), each.serial) for each in signers}
    issuers = {root, *(key_id(each.verify_key) for each in bodies.values())}
    chosen: dict[int, bytes] = {}
    newest: dict[bytes, tuple[int, bytes]] = {}
    open_names = names | set(concerned)
    for row in _revocations(store):
        crl = parse_crl(row.data)
        if crl.issuer_key_id not in issuers:
            continue
        newest[crl.issuer_key_id] = row.log_index, row.data
        told = open_names & {(crl.issuer_key_id, serial) for serial, _ in crl.revoked}
        if told:
            chosen[row.log_index] = row.data
            open_names = open_names - told
    for at, data in (chosen | dict(newest.values())).items():
        yield LeafKind.REVOCATION, at, data


def _revocations(store: Store) -> Sequence[Any]:
    leaf = tables.leaf
    query = select(leaf).where(leaf.c.kind == LeafKind.REVOCATION, leaf.c.refused.is_(None)).order_by(leaf.c.log_index)
    with store.begin() as connection:
        return connection.execute(query).all()


def _exhibit(replica: Replica, row: Any, entry: Entry, proof: tuple[bytes, ...]) -> Exhibit:
    key = _key(replica, entry)
    return Exhibit(replica.circle, row.position, row.log_index, Millis(row.accepted_at), row.salt, row.encoded, proof, key)


def _key(replica: Replica, entry: Entry) -> bytes:
    """What opens this entry and no other. Raises ``CannotOpen``."""
    if entry.header.entry_class is EntryClass.RECORD:
        return key_of(replica, entry).value
    keys = replica.keys.get((entry.header.generation, entry.header.epoch))
    if keys is None:
        raise CannotOpen("this holder has no key of that report")
    return report_key(keys.intake_seed, entry)
