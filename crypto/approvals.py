"""Whose consent a commit carries: docs/spec/roster.md, "Consent".

An approval counts for the approver's body. Who may approve: a live member of the old roster, a live reader of the old policy, and
a body's own certificate (its offline authority), each for its own body.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crypto.errors import Refused
from crypto.policy import Approval, Change, verify_approval
from crypto.scene import Scene
from crypto.types import CertificateHash
from crypto.view import CommitView


@dataclass(frozen=True, slots=True)
class Consents:
    """Hashes of the bodies that consented, by who signed for them."""

    members: frozenset[bytes] = frozenset()
    readers: frozenset[bytes] = frozenset()
    authorities: frozenset[bytes] = frozenset()

    def by_member(self, body: bytes) -> bool:
        """A member signed, or the body's authority, which certifies the members."""
        return body in self.members or body in self.authorities

    def by_body(self, body: bytes) -> bool:
        """Anyone who may sign for the body."""
        return self.by_member(body) or body in self.readers


def consents(approvals: Iterable[Approval], change: Change, previous: CommitView, scene: Scene) -> Consents:
    """Verifies every approval. Raises ``Forged`` where a signature fails, ``Refused`` ("approval", "revoked", "expired", ...) where
    an approver may not approve: a commit carries no approval in vain."""
    members: set[bytes] = set()
    readers: set[bytes] = set()
    authorities: set[bytes] = set()
    bodies = {ref.hash for policy in (previous.policy, change.new_policy) for ref in policy.bodies}
    for approval in approvals:
        approver = CertificateHash(approval.approver)
        if approver in bodies:
            authorities.add(_authority(approver, approval, change, scene))
            continue
        if approver not in previous.roster and approver not in previous.policy.readers:
            raise Refused("the approver is no member, reader or body of the circle", "approval")
        device = scene.live(approver)
        verify_approval(approval, device.verify_key, change)
        (members if approver in previous.roster else readers).add(device.body.hash)
    return Consents(frozenset(members), frozenset(readers), frozenset(authorities))


def _authority(approver: CertificateHash, approval: Approval, change: Change, scene: Scene) -> bytes:
    body = scene.body(approver)
    if scene.revoked(approver):
        raise Refused("the approving body's certificate has been revoked", "revoked")
    if not body.not_before <= scene.at <= body.not_after:
        raise Refused("the approving body's certificate is out of date", "expired")
    verify_approval(approval, body.verify_key, change)
    return approver
