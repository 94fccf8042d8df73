"""What one commit leaves behind: the state that the rules of ``crypto.roster`` go from and to."""

from __future__ import annotations

from dataclasses import field

from crypto.frozen import dataclass
from crypto.policy import Policy
from crypto.types import CertificateHash, CircleId, Epoch, Generation, Position


@dataclass(frozen=True, slots=True)
class CommitView:
    """A circle after a commit: ``roster`` in leaf order, ``position`` of that commit, ``intake_key`` (1216 bytes) announced."""

    circle: CircleId
    generation: Generation
    epoch: Epoch
    roster: tuple[CertificateHash, ...]
    policy: Policy
    position: Position
    intake_key: bytes = field(repr=False)
