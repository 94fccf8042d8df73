"""What this client has verified of the log: a value that only grows consistently.

`accept` takes a signed checkpoint and returns the new view, or raises and leaves the old one valid:

    Malformed / Forged bad-signature ...  the note is not the log's: perhaps only the way was disturbed
    Forged "inconsistent-log"             no valid proof that the log only grew
    Forged "rollback"                     a signed checkpoint smaller than one that was verified before
    Forged "fork"                         two signed checkpoints of one size with different roots

The last two are `Evidence` with both notes. A fork convicts the server before anyone who knows the log's key; an old checkpoint
may have been replayed on the way.

Freshness (architecture section 5): who has seen no consistent checkpoint for 15 minutes of being online sends nothing but alarms.
A server that repeats its newest checkpoint and withholds what came after looks like a quiet log, until an entry of somebody else
names a larger tree (``seen``). Not here yet: witness cosignatures.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from client.core.frames import AlarmItem, CertificateItem, Consistency, EntryItem, Leaf, RevocationItem
from crypto.entry import Entry
from crypto.errors import Forged
from crypto.frozen import dataclass
from crypto.log import (
    EMPTY_ROOT,
    Checkpoint,
    LeafKind,
    clear_leaf,
    entry_leaf,
    open_checkpoint,
    other_leaf,
    verify_consistency,
    verify_inclusion,
)
from crypto.types import Millis

FRESH_ONLINE: Final = 15 * 60 * 1000
"""Milliseconds."""
FRESH_OFFLINE: Final = 24 * 60 * 60 * 1000
_REMEMBERED: Final = 64
_NEVER: Final = Millis(0)


class Evidence(Forged):
    """Two signed checkpoints that cannot both be true: ``known`` was verified first, ``shown`` came after."""

    def __init__(self, message: str, code: str, known: str, shown: str) -> None:
        super().__init__(message, code)
        self.known = known
        self.shown = shown


@dataclass(frozen=True)
class LogView:
    """The log ``origin`` with verify key ``key``, as far as it was verified: ``size`` leaves under ``root``.

    ``note`` is the signed checkpoint ("" before the first); ``checked_at`` when the last consistent one came (0: never);
    ``recent`` are verified sizes and roots, newest last, from which a frame under way may start.
    """

    origin: str
    key: bytes
    size: int = 0
    root: bytes = EMPTY_ROOT
    note: str = ""
    checked_at: Millis = _NEVER
    recent: tuple[tuple[int, bytes], ...] = ((0, EMPTY_ROOT),)

    @classmethod
    def anchored(cls, origin: str, key: bytes, size: int, root: bytes) -> LogView:
        """Start from the checkpoint that an enrolment card carries: the log must extend it."""
        return cls(origin, key, size, root, recent=((size, root),))

    def open(self, note: str) -> Checkpoint:
        """The checkpoint that the log signed. Raises ``Forged`` or ``Malformed``."""
        return open_checkpoint(note, self.origin, self.key)

    def needs_proof(self, note: str, offered: Consistency | None) -> int | None:
        """The size to ask a consistency proof from, where the offered one does not start at the verified size."""
        checkpoint = self.open(note)
        if checkpoint.size <= self.size or self.size == 0:
            return None
        return None if offered is not None and offered.start == self.size else self.size

    def accept(self, note: str, consistency: Consistency | None, now: Millis) -> LogView:
        """The view that also holds this checkpoint. Raises as the module says."""
        shown = self.open(note)
        if shown.size < self.size:
            raise Evidence("the server shows an older log than it showed before", "rollback", self.note, note)
        if shown.size == self.size:
            if shown.root != self.root:
                raise Evidence("the server shows another log of the same size", "fork", self.note, note)
            return replace(self, note=note, checked_at=now)
        if self.size:
            self._check_growth(shown, consistency)
        recent = (*self.recent, (shown.size, shown.root))[-_REMEMBERED:]
        return replace(self, size=shown.size, root=shown.root, note=note, checked_at=now, recent=recent)

    def _check_growth(self, shown: Checkpoint, consistency: Consistency | None) -> None:
        if consistency is None or consistency.start != self.size:
            raise Forged("no proof that the log only grew", "inconsistent-log")
        try:
            verify_consistency(self.size, shown.size, consistency.proof, self.root, shown.root)
        except Forged as error:
            raise Forged("the proof that the log only grew does not hold", "inconsistent-log") from error

    def check_leaf(self, item: Leaf, entry: Entry | None) -> None:
        """Raises ``Forged`` (``not-in-log``) unless the item is the leaf ``item.index`` of this view."""
        try:
            verify_inclusion(leaf_of(item, entry), item.index, self.size, item.proof, self.root)
        except Forged as error:
            raise Forged("an item is not in the log at the place that the server says", "not-in-log") from error

    def is_fresh(self, now: Millis, online_since: Millis | None) -> bool:
        """Whether sending is right. ``online_since``: when the connection came up, None while there is none."""
        age = now - self.checked_at
        if self.checked_at == 0 or age > FRESH_OFFLINE:
            return False
        return online_since is None or now - max(self.checked_at, online_since) <= FRESH_ONLINE


def leaf_of(item: Leaf, entry: Entry | None) -> bytes:
    """The leaf hash of an item; ``entry`` is the parsed entry of an ``EntryItem``."""
    if isinstance(item, EntryItem):
        if entry is None:
            raise ValueError("an entry's leaf needs the entry")
        return entry_leaf(item.salt, item.circle, item.position, entry.hash, item.accepted_at)
    if isinstance(item, CertificateItem):
        return clear_leaf(LeafKind.CERTIFICATE, item.data)
    if isinstance(item, RevocationItem):
        return clear_leaf(LeafKind.REVOCATION, item.data)
    kind = LeafKind.ALARM if isinstance(item, AlarmItem) else LeafKind.STATEMENT
    return other_leaf(kind, item.salt, item.data, item.accepted_at)
