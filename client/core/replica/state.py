"""A replica: what one holder has verified of one circle, as an immutable value.

Theory of operation. Entries come in the order of the chain. Each is first *placed* (``placing``): position, ``prev``, log index and
time must follow on the head, else the server withholds, reorders or forks, and ``Forged`` is raised with the state as it was.
A placed entry always moves the head. Then it is judged by its class:

    class    judged in     passes                           fails
    commit   commits.py    Committed, keys and group move   Halted: the circle stands still until a refound
    record   judging.py    Shown                            Quarantined: the chain goes on over it
    report   judging.py    Shown                            Quarantined

    While halted: a refound that names the halting commit is judged as a commit on the last good one; everything else is
    Quarantined as "beyond-halt".

Validity depends on the chain before, on certificate and statement leaves before the entry's log index, on ``accepted_at`` and, for
commits, on MLS processing: never on this device's clock or on later news. What a holder can *open* grows with its keys, and is no
part of validity.

What this does not do: verify log inclusion (sync does, before), decide what a record means or who of the members may write it
(``client/law``), or keep the entries (the store does).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import TypeVar

from client.core.replica.authored import Authored
from client.core.replica.past import EpochId, Past, read_epoch, read_history, write_epoch, write_history
from client.core.replica.uids import UidSet, read_uids
from client.core.replica.values import Context, Halt, Mode, Outcome, Received
from crypto.codec import Reader, Writer, decode
from crypto.disclosure import RecordKey
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.ledger import EpochKeys
from crypto.mls import Group
from crypto.roster import CommitView
from crypto.types import ChainHash, CircleId, EntryHash, Holder, LogIndex, Millis, Position

VERSION = 1
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Head:
    """The last entry of the chain. ``chain`` is None where a sparse view does not know it. ``epoch``: of the last commit placed,
    valid or not: what the server asks of the next entry."""

    position: Position
    chain: ChainHash | None
    accepted_at: Millis
    index: LogIndex
    epoch: EpochId


@dataclass(frozen=True)
class Step:
    """``gained``: epochs whose keys came by links or late seals; ``openable``: entries whose record key was disclosed. What the
    store holds of either sealed may be shown now: ``Replica.reopen``."""

    replica: Replica
    outcomes: tuple[Outcome, ...]
    gained: frozenset[EpochId] = frozenset()
    openable: frozenset[EntryHash] = frozenset()


@dataclass(frozen=True)
class Replica:
    """``view``: of the last good commit; None before genesis. ``group``: None for readers and reporters, before a welcome and
    after removal. ``left``: this holder was in and has been removed. ``disclosed``: record keys given by disclosure, at most
    four candidates an entry, since a wrong one may be given first. ``invited``: invitations that have been used."""

    circle: CircleId
    mode: Mode
    head: Head | None = None
    intake_key: bytes = b""
    history: tuple[Past, ...] = ()
    keys: Mapping[EpochId, EpochKeys] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    group: Group | None = field(default=None, repr=False)
    halt: Halt | None = None
    left: bool = False
    uids: UidSet = field(default_factory=UidSet, repr=False)
    disclosed: Mapping[EntryHash, tuple[RecordKey, ...]] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    invited: frozenset[Holder] = frozenset()

    @staticmethod
    def empty(circle: CircleId, mode: Mode) -> Replica:
        """Before the first entry."""
        return Replica(circle, mode)

    @property
    def view(self) -> CommitView | None:
        """Who is in, by the last good commit."""
        return view_of(self.circle, self.history[-1], self.intake_key) if self.history else None

    @property
    def head_position(self) -> int:
        """-1 before the first entry."""
        return -1 if self.head is None else self.head.position

    @property
    def head_chain(self) -> ChainHash | None:
        return None if self.head is None else self.head.chain

    @property
    def current_keys(self) -> EpochKeys | None:
        """Of the last good commit's epoch."""
        return self.keys.get(self.history[-1].epoch) if self.history else None

    def apply(self, received: Received, context: Context) -> Step:
        """The state after one entry, and what it means. Raises ``Forged`` ("gap", "fork", "reordered") where the entry does
        not follow on the head: the server withholds or reorders. This state stays valid whatever happens."""
        from client.core.replica.applying import apply

        return apply(self, received, context)

    def replay(self, received: Iterable[Received], context: Context) -> Step:
        """``apply`` over many, opening each with all the keys known in the end: how a new member or reader reads the past."""
        from client.core.replica.applying import replay

        return replay(self, received, context)

    def reopen(self, received: Received, context: Context) -> Outcome:
        """Judge a record or report that was applied before once more, with the keys of now."""
        from client.core.replica.applying import reopen

        return reopen(self, received, context)

    def spent(self, authored: Authored) -> Replica:
        """The state after ``authored`` was made from it, whether it is accepted or not: the message key that it used is gone, so no
        other commit of this epoch can use it again (RFC 9420 section 9.1). To be stored together with ``authored``."""
        current = self.group is not None and authored.before is not None and self.group.group_id == authored.before.group_id
        return replace(self, group=authored.before) if current else self

    def encode(self) -> bytes:
        """Has secrets in it: for the encrypted store only."""
        modes = list(Mode)
        writer = Writer().u8(VERSION).fixed(self.circle, 32).u8(modes.index(self.mode)).optional(self.head, _write_head)
        write_history(writer.opaque(self.intake_key), self.history)
        writer.vector(self.keys.values(), _write_keys).optional(self.group, lambda w, group: w.opaque(group.encode()))
        self.uids.write(writer.optional(self.halt, _write_halt).u8(self.left))
        writer.vector(self.disclosed.items(), _write_disclosed)
        return writer.vector(sorted(self.invited), lambda w, holder: w.fixed(holder, 32)).bytes()

    @staticmethod
    def decode(data: bytes) -> Replica:
        """Raises ``Malformed``."""
        return decode(data, _read)


def view_of(circle: CircleId, past: Past, intake_key: bytes) -> CommitView:
    generation, epoch = past.epoch
    return CommitView(circle, generation, epoch, past.roster, past.policy, past.position, intake_key)


def with_item(mapping: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    """A copy with one more; the old one stays as it was."""
    return MappingProxyType({**mapping, key: value})


def _write_head(writer: Writer, head: Head) -> None:
    writer.u64(head.position).optional(head.chain, lambda w, chain: w.fixed(chain, 32))
    write_epoch(writer.u64(head.accepted_at).u64(head.index), head.epoch)


def _read_head(reader: Reader) -> Head:
    position, chain = Position(reader.u64()), reader.optional(lambda r: ChainHash(r.fixed(32)))
    return Head(position, chain, Millis(reader.u64()), LogIndex(reader.u64()), read_epoch(reader))


def _write_keys(writer: Writer, keys: EpochKeys) -> None:
    write_epoch(writer, (keys.generation, keys.epoch)).fixed(keys.ledger, 32).fixed(keys.intake_seed, 32)
    writer.optional(keys.restricted, lambda w, secret: w.fixed(secret, 32))


def _read_keys(reader: Reader) -> EpochKeys:
    generation, epoch = read_epoch(reader)
    return EpochKeys(generation, epoch, reader.fixed(32), reader.fixed(32), reader.optional(lambda r: r.fixed(32)))


def _write_halt(writer: Writer, halt: Halt) -> None:
    writer.opaque(halt.code.encode()).opaque(halt.reason.encode()).u64(halt.position).fixed(halt.entry_hash, 32)
    writer.fixed(halt.author, 32)


def _read_halt(reader: Reader) -> Halt:
    code, reason = _text(reader.opaque()), _text(reader.opaque())
    return Halt(code, reason, Position(reader.u64()), EntryHash(reader.fixed(32)), Holder(reader.fixed(32)))


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Malformed("a text of a replica is no UTF-8") from None


def _write_disclosed(writer: Writer, item: tuple[EntryHash, tuple[RecordKey, ...]]) -> None:
    writer.fixed(item[0], 32).vector(item[1], lambda w, key: w.fixed(key.value, 32))


def _read_disclosed(reader: Reader) -> tuple[EntryHash, tuple[RecordKey, ...]]:
    return EntryHash(reader.fixed(32)), reader.vector(lambda r: RecordKey(r.fixed(32)))


def _read(reader: Reader) -> Replica:
    if reader.u8() != VERSION:
        raise Malformed("a replica of an unknown version", "unknown-version")
    circle, mode = CircleId(reader.fixed(32)), _mode(reader.u8())
    head, intake_key, history = reader.optional(_read_head), reader.opaque(), read_history(reader)
    keys = {(found.generation, found.epoch): found for found in reader.vector(_read_keys)}
    group = reader.optional(lambda r: Group.decode(r.opaque()))
    halt, left, uids = reader.optional(_read_halt), bool(reader.u8()), read_uids(reader)
    disclosed = dict(reader.vector(_read_disclosed))
    invited = frozenset(reader.vector(lambda r: Holder(r.fixed(32))))
    frozen = (MappingProxyType(keys), group, halt, left, uids, MappingProxyType(disclosed), invited)
    return Replica(circle, mode, head, intake_key, history, *frozen)


def _mode(number: int) -> Mode:
    modes = list(Mode)
    if number >= len(modes):
        raise Malformed("a replica of an unknown mode")
    return modes[number]
