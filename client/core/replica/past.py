"""The valid commits of a circle, as much of each as later judgement needs: who was in, and the links back to older keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from crypto.codec import Reader, Writer
from crypto.commit import LINK_SIZE, Commitments, Links
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.policy import Policy, parse_policy
from crypto.types import CertificateHash, EntryHash, Epoch, Generation, Holder, Position

T = TypeVar("T")

EpochId = tuple[Generation, Epoch]
"""Names the keys of one epoch: what a header says in clear."""


@dataclass(frozen=True)
class Past:
    """One valid commit. ``before``: the epoch that its links lead to (None at genesis): the last one, or for a refound the last
    good one. ``intake_key_hash``: SHA-256 of the announced intake key. ``mls_start``: the epoch in which this generation's MLS
    group had its own epoch 1. ``refused``: for a refound, the position of the commit that it takes back, with all that came after;
    None where it takes nothing back."""

    position: Position
    entry_hash: EntryHash
    author: Holder
    epoch: EpochId
    before: EpochId | None
    mls_start: Epoch
    roster: tuple[CertificateHash, ...]
    policy: Policy
    commitments: Commitments
    intake_key_hash: bytes
    links: Links | None
    refused: Position | None = None

    @property
    def void(self) -> range:
        """Positions that a refound took back: from the refused commit to the one before the refound itself."""
        return range(0) if self.refused is None else range(self.refused, self.position)


def write_history(writer: Writer, history: Sequence[Past]) -> Writer:
    """Rosters and policies seldom change: each is written once, and named by its number."""
    rosters = list(dict.fromkeys(past.roster for past in history))
    policies = list(dict.fromkeys(past.policy for past in history))
    roster_numbers = {roster: number for number, roster in enumerate(rosters)}
    policy_numbers = {policy: number for number, policy in enumerate(policies)}
    writer.vector(rosters, lambda w, roster: w.opaque(b"".join(roster)))
    writer.vector(policies, lambda w, policy: w.opaque(policy.encode()))

    def write(w: Writer, past: Past) -> None:
        w.u64(past.position).fixed(past.entry_hash, 32).fixed(past.author, 32)
        write_epoch(w, past.epoch).optional(past.before, write_epoch)
        w.u64(past.mls_start).u32(roster_numbers[past.roster]).u32(policy_numbers[past.policy])
        w.fixed(past.commitments.ledger, 32).fixed(past.commitments.intake, 32).fixed(past.intake_key_hash, 32)
        w.optional(past.links, lambda v, x: v.opaque(x.ledger).opaque(x.intake).opaque(x.restricted))
        w.optional(past.refused, lambda v, position: v.u64(position))

    return writer.vector(history, write)


def read_history(reader: Reader) -> tuple[Past, ...]:
    """Raises ``Malformed``."""
    rosters = reader.vector(lambda r: _roster(r.opaque()))
    policies = reader.vector(lambda r: parse_policy(r.opaque()))

    def read(r: Reader) -> Past:
        position, entry_hash, author = Position(r.u64()), EntryHash(r.fixed(32)), Holder(r.fixed(32))
        epoch, before, start = read_epoch(r), r.optional(read_epoch), Epoch(r.u64())
        roster, policy = _pick(rosters, r.u32()), _pick(policies, r.u32())
        commitments, intake_key_hash = Commitments(r.fixed(32), r.fixed(32)), r.fixed(32)
        links = r.optional(lambda s: Links(s.opaque(LINK_SIZE), s.opaque(LINK_SIZE), s.opaque(LINK_SIZE)))
        refused = r.optional(lambda s: Position(s.u64()))
        return Past(
            position, entry_hash, author, epoch, before, start, roster, policy, commitments, intake_key_hash, links, refused
        )

    return reader.vector(read)


def write_epoch(writer: Writer, epoch: EpochId) -> Writer:
    return writer.u32(epoch[0]).u64(epoch[1])


def read_epoch(reader: Reader) -> EpochId:
    return Generation(reader.u32()), Epoch(reader.u64())


def find(history: Iterable[Past], epoch: EpochId) -> Past | None:
    return next((past for past in history if past.epoch == epoch), None)


def _roster(data: bytes) -> tuple[CertificateHash, ...]:
    if len(data) % 32:
        raise Malformed("a roster is not a multiple of 32 bytes")
    return tuple(CertificateHash(data[at : at + 32]) for at in range(0, len(data), 32))


def _pick(items: Sequence[T], number: int) -> T:
    if number >= len(items):
        raise Malformed("a history names what it has not")
    return items[number]
