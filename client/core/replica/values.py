"""What goes into a replica and what comes out of it, as values."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from client.core.replica.authored import Authored
from crypto.entry import Entry
from crypto.frozen import dataclass
from crypto.mls import KeyPackageBundle
from crypto.ring import KeyRing
from crypto.roster import CommitView
from crypto.trust import Device, Directory, Statements
from crypto.types import CertificateHash, EntryHash, Epoch, Generation, Holder, LogIndex, Millis, Position

GENESIS_GENERATION = Generation(1)
GENESIS_EPOCH = Epoch(1)
LIVE_TOLERANCE_MS = 120_000
"""Architecture section 4: an entry whose ``accepted_at`` is further off the receiver's time, when live, is flagged."""


class Mode(Enum):
    """How this holder takes part in a circle; fixed when the replica is made."""

    MEMBER = "member"
    READER = "reader"
    REPORTER = "reporter"
    """sees commits, its own reports and what is disclosed to it: the chain is sparse, log inclusion holds it together"""


@dataclass(frozen=True)
class Identity:
    """Who reads. ``holder``: the hash of the device's certificate, or the person hash; ``device`` is None for a person.
    ``former_reading_seeds``: of reading keys that were replaced since; older seals and disclosures still name them."""

    ring: KeyRing
    holder: Holder
    device: Device | None = None
    former_reading_seeds: tuple[bytes, ...] = ()

    def __repr__(self) -> str:
        return f"Identity({self.holder.hex()[:8]})"

    def reading_seeds(self) -> tuple[bytes, ...]:
        """Newest first."""
        return (self.ring.reading_seed, *self.former_reading_seeds)


@dataclass(frozen=True)
class Received:
    """An entry whose inclusion in the log sync has verified: the log's leaf ``index`` binds circle, position, entry hash and
    ``accepted_at`` (ms). ``welcome``: what the server released with a commit, for who joins by it."""

    entry: Entry
    position: Position
    accepted_at: Millis
    index: LogIndex
    welcome: bytes | None = None


@dataclass(frozen=True)
class Context:
    """What judging an entry takes besides the chain. Nothing of it is kept.

    ``directory`` and ``statements`` may know more than stood in the log at an entry's index: the replica asks them for what stood
    before it, so news never changes an old judgement. ``bundles`` finds the key package a welcome is for. ``pending``: the commit
    that this device has sent and not yet seen. ``now`` (ms) is given when live, and only flags. ``known_uid`` says whether an entry
    of this holder is one that its outbox made; without it no clone is looked for.
    """

    identity: Identity
    directory: Directory
    statements: Statements
    bundles: Callable[[bytes], KeyPackageBundle | None] = lambda _welcome: None
    pending: Authored | None = None
    now: Millis | None = None
    known_uid: Callable[[bytes], bool] | None = None


@dataclass(frozen=True)
class Halt:
    """Why a circle stands still: the first commit that failed, at ``position``, by ``author``."""

    code: str
    reason: str
    position: Position
    entry_hash: EntryHash
    author: Holder


@dataclass(frozen=True)
class Shown:
    """A verified record or report. ``plaintext`` is None where ``sealed_reason`` says why: "no-key" (made before this holder's
    keys, or in a generation that it has not), "restricted", "own-report", "not-disclosed".

    ``author``: the device, or None for a person. ``role``: "member", or the reporter's role. ``reading_key``: for a report, the
    key that answers are disclosed to. ``flags``: "time" (accepted_at is off this device's clock), "clone" (made with this
    holder's key, and not by this client), "unverified" (a report that cannot be opened, by a key that is not known: its
    signature could not be checked). ``via``: "circle", or "disclosure" where the record's own key was given.
    """

    received: Received
    author: Device | None
    author_hash: Holder
    role: str
    plaintext: bytes | None
    restricted: bool
    sealed_reason: str | None
    flags: tuple[str, ...]
    via: str
    reading_key: bytes | None = None

    def __repr__(self) -> str:
        return f"Shown({self.received.position}, {self.role}, {self.sealed_reason or 'open'}, {self.flags})"


@dataclass(frozen=True)
class Quarantined:
    """A record or report that fails a check, and why. The chain goes on over it."""

    received: Received
    code: str
    reason: str


@dataclass(frozen=True)
class Committed:
    """A valid commit. ``before`` is None at genesis. ``superseded``: for a refound, the positions from the refused commit to the
    one before the refound: what stands there counts for nobody, and what this client sent there it may send again."""

    received: Received
    before: CommitView | None
    view: CommitView
    added: tuple[CertificateHash, ...]
    removed: tuple[CertificateHash, ...]
    policy_changed: bool
    superseded: range = range(0)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Halted:
    """A commit that fails: the circle stands still until it is refounded. The client posts an alarm "cannot process"."""

    received: Received
    code: str
    reason: str


@dataclass(frozen=True)
class Blinded:
    """A valid commit that gave this holder no keys though it should have: the client posts an alarm "blinded"."""

    received: Received
    code: str
    reason: str


Outcome = Shown | Quarantined | Committed | Halted | Blinded
