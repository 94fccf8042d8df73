"""Whose consent a commit carries: docs/spec/roster.md, "Consent".

An approval counts for the approver's body. Who may approve: a live member of the old roster, a live reader of the old policy, and
a body's own certificate (its offline authority), each for its own body.
"""

from __future__ import annotations

from collections.abc import Iterable

from crypto.errors import Refused
from crypto.frozen import dataclass
from crypto.policy import Approval, Change, Policy, verify_approval
from crypto.scene import Scene
from crypto.trust import Device
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


def consents(
    approvals: Iterable[Approval], change: Change, previous: CommitView, scene: Scene, undone: Policy | None = None
) -> Consents:
    """Verifies every approval. ``undone``: the policy that a refound takes back; its readers and bodies may approve too. Raises
    ``Forged`` where a signature fails, ``Refused`` ("approval", "revoked", "expired", ...) where
    an approver may not approve: a commit carries no approval in vain."""
    members: set[bytes] = set()
    readers: set[bytes] = set()
    authorities: set[bytes] = set()
    policies = (previous.policy, change.new_policy, *(() if undone is None else (undone,)))
    bodies = {ref.hash for policy in policies for ref in policy.bodies}
    may_read = {*previous.policy.readers, *(undone.readers if undone else ())}
    for approval in approvals:
        approver = CertificateHash(approval.approver)
        if approver in bodies:
            authorities.add(_authority(approver, approval, change, scene))
            continue
        if approver not in previous.roster and approver not in may_read:
            raise Refused("the approver is no member, reader or body of the circle", "approval")
        device = scene.live(approver)
        verify_approval(approval, device.verify_key, change)
        (members if approver in previous.roster else readers).add(device.body.hash)
    return Consents(frozenset(members), frozenset(readers), frozenset(authorities))


def check_dropped(old: Policy, new: Policy, author: Device, scene: Scene, given: Consents) -> None:
    """Who drops a reader or body needs its body's consent; that of the author's own body is given, and where the certificate is
    revoked the body has said so already. Raises ``Refused`` ("reader-consent", "body-consent")."""
    for reader in set(old.readers) - set(new.readers):
        device = scene.known(reader)
        if device is None or scene.revoked(reader) or device.body.hash == author.body.hash:
            continue
        if not given.by_body(device.body.hash):
            raise Refused("a reader is dropped only with the consent of its body", "reader-consent")
    for ref in old.bodies:
        gone = new.body_kind(ref.hash) is None
        consented = ref.hash == author.body.hash or given.by_body(ref.hash) or scene.revoked(ref.hash)
        if gone and not consented:
            raise Refused("a body is dropped only with its consent", "body-consent")


def _authority(approver: CertificateHash, approval: Approval, change: Change, scene: Scene) -> bytes:
    body = scene.body(approver)
    if scene.revoked(approver):
        raise Refused("the approving body's certificate has been revoked", "revoked")
    if not body.not_before <= scene.at <= body.not_after:
        raise Refused("the approving body's certificate is out of date", "expired")
    verify_approval(approval, body.verify_key, change)
    return approver
