"""Records, reports and disclosures, made for the state that a replica is in. Commits are in ``authoring_commit``.

An entry is made for one place in the chain (a report: for one epoch). Where the server answers that the place is taken, sync and
make it anew with the same uid: the outbox keeps plaintexts, not entries.
"""

from __future__ import annotations

from collections.abc import Sequence

from client.core.records import parse as parse_record
from client.core.replica.late import reader_seal_record
from client.core.replica.letter import Letter
from client.core.replica.past import EpochId
from client.core.replica.pen import Seen, header_for, next_place, signed, standing
from client.core.replica.state import Replica
from client.core.replica.values import Identity, Mode
from crypto.body import parse_record_body
from crypto.deadline import DeadlineOpen
from crypto.disclosure import Disclosure, RecordKey, seal_disclosure
from crypto.entropy import Entropy
from crypto.entry import Entry, Header
from crypto.errors import CannotOpen, Usage
from crypto.ledger import (
    EpochKeys,
    open_deadline,
    open_report_deadline,
    record_key_for,
    report_deadline_epoch,
    seal_deadline,
    seal_record,
)
from crypto.policy import ReportDeadline
from crypto.report import seal_report
from crypto.roster import CommitView
from crypto.types import ZERO32, EntryClass, EntryHash, Holder, Millis, Uid

OpenDeadline = tuple[DeadlineOpen, bytes]
"""A deadline (its ``text`` is replaced) and the text to seal into it, at most 1020 bytes."""


def author_record(
    replica: Replica,
    identity: Identity,
    plaintext: bytes,
    *,
    uid: Uid,
    entropy: Entropy,
    now: Millis,
    seen: Seen,
    restricted: bool = False,
    opens: Sequence[OpenDeadline] = (),
    settles: Sequence[bytes] = (),
    disclose_to: Sequence[bytes] = (),
    disclosures: Sequence[Disclosure] = (),
) -> Entry:
    """A record at the next position. ``disclose_to``: reading keys (1216 bytes) to which this record is disclosed; ``disclosures``:
    of earlier records (``disclose``). Raises ``Usage``: "halted", "role" (only members write), "no-key", "too-large";
    ``Malformed`` where the plaintext is no record."""
    view, head = standing(replica)
    parse_record(plaintext)
    if replica.mode is not Mode.MEMBER or identity.holder not in view.roster:
        raise Usage("only a member writes records", "role")
    keys = _current(replica)
    sealed = tuple(seal_deadline(keys.ledger, replica.circle, deadline, text, entropy) for deadline, text in opens)
    header = header_for(
        replica.circle, (view.generation, view.epoch), EntryClass.RECORD, uid, identity, now, seen, next_place(head),
        opens=sealed, settles=tuple(settles), restricted=restricted,
    )  # fmt: skip
    key = record_key_for(keys, header)
    own = tuple(seal_disclosure(key, reader, replica.circle, EntryHash(ZERO32)) for reader in disclose_to)
    return signed(identity, header, seal_record(keys, header, plaintext, entropy, (*own, *disclosures)))


def author_report(view: CommitView, identity: Identity, plaintext: bytes, *, uid: Uid, now: Millis, seen: Seen) -> Entry:
    """A report to the intake key that ``view`` (of a verified commit) announces. Raises ``Usage`` ("too-large"), ``Malformed``."""
    parse_record(plaintext)
    ring = identity.ring
    header = header_for(view.circle, (view.generation, view.epoch), EntryClass.REPORT, uid, identity, now, seen, None)
    letter = Letter(ring.verify_key, ring.reading_key, plaintext)
    return signed(identity, header, seal_report(view.intake_key, header, letter.encode()))


def disclose(replica: Replica, entry: Entry, reading_key: bytes) -> Disclosure:
    """The key of an earlier record, for a later record to carry. Raises ``CannotOpen`` where this holder cannot open it."""
    return seal_disclosure(key_of(replica, entry), reading_key, replica.circle, entry.hash)


def key_of(replica: Replica, entry: Entry) -> RecordKey:
    """K of a record: from the circle's keys, or as it was disclosed. Raises ``CannotOpen``, ``Usage`` for what is no record."""
    keys = replica.keys.get((entry.header.generation, entry.header.epoch))
    if keys is not None and not (entry.header.restricted and keys.restricted is None):
        return record_key_for(keys, entry.header)
    commitment = parse_record_body(entry.body).commitment
    for key in replica.disclosed.get(entry.hash, ()):
        if key.commitment == commitment:
            return key
    raise CannotOpen("this holder has no key of that record")


def late_seal(replica: Replica, holder: Holder, reading_key: bytes, epoch: EpochId | None = None) -> bytes:
    """The plaintext of a record that gives a reader the keys of ``epoch`` (the current one by default); to be disclosed to
    ``reading_key``. Raises ``Usage`` where ``holder`` is no reader now: late seals are for those who should have had one."""
    view, _ = standing(replica)
    if holder not in view.policy.readers:
        raise Usage("only a reader of the circle gets a late seal", "role")
    keys = _current(replica) if epoch is None else replica.keys.get(epoch)
    if keys is None:
        raise CannotOpen("this holder has no keys of that epoch")
    return reader_seal_record(keys, holder, reading_key, replica.circle).encode()


def deadline_text(replica: Replica, header: Header, deadline: DeadlineOpen) -> bytes | None:
    """The text of a deadline that the record with this header opened; None where this holder has no keys of its epoch. Raises
    ``Forged`` or ``Malformed`` where it does not open."""
    keys = replica.keys.get((header.generation, header.epoch))
    return None if keys is None else open_deadline(keys.ledger, replica.circle, deadline)


def report_deadline_text(replica: Replica, deadline: ReportDeadline) -> bytes | None:
    """The same for a deadline that the policy opens; None also where the policy gives it no text."""
    keys = replica.keys.get(report_deadline_epoch(deadline)) if deadline.text else None
    return None if keys is None else open_report_deadline(keys, replica.circle, deadline)


def _current(replica: Replica) -> EpochKeys:
    keys = replica.current_keys
    if keys is None:
        raise Usage("this device has no keys of the circle's epoch", "no-key")
    return keys
