"""Where the clear part of a commit meets the MLS group (RFC 9420): one must be the other's, or members refuse the commit."""

from __future__ import annotations

from client.core.replica.values import Context, Received
from crypto.commit import CommitBody
from crypto.entry import Header
from crypto.errors import Forged, Malformed, Refused
from crypto.ledger import EpochKeys, check_commitments, intake_key
from crypto.mls import CommitProcessed, Credential, Extension, Group, Validate, X509Credential
from crypto.mls.leaf_node import check_lifetime
from crypto.mls.message import unwrap
from crypto.mls.welcome import Welcome
from crypto.policy import POLICY_EXTENSION, Policy
from crypto.ring import certificate_hash
from crypto.roster import CommitView
from crypto.trust import Device, Directory
from crypto.types import CertificateHash, CircleId, Epoch, Generation, LogIndex


def group_id(circle: CircleId, generation: Generation) -> bytes:
    """36 bytes. A welcome or commit of another circle or generation so fails in MLS itself (RFC 9420 section 8.1)."""
    return circle + generation.to_bytes(4, "big")


def policy_extension(policy: Policy) -> Extension:
    return Extension(POLICY_EXTENSION, policy.encode())


def commit_data(header: Header) -> bytes:
    """Authenticated data of the MLS commit (RFC 9420 section 6.3.1): ties it to its entry, through every new heading."""
    return b"Qorgan 1 commit" + header.circle + header.generation.to_bytes(4, "big") + header.epoch.to_bytes(8, "big") + header.uid


def welcome_refs(welcome: bytes) -> frozenset[bytes]:
    """References of the key packages that a welcome is for (RFC 9420 section 12.4.3.1). Raises ``Malformed``."""
    message = unwrap(welcome)
    if not isinstance(message, Welcome):
        raise Malformed("not a welcome")
    return frozenset(secrets.new_member for secrets in message.secrets)


def credential_of(device: Device) -> X509Credential:
    return X509Credential((device.der, device.body.der))


def credential_hash(credential: Credential) -> CertificateHash:
    """Names a leaf's device. Raises ``Refused`` for a credential that is no X.509 chain."""
    if not isinstance(credential, X509Credential) or not credential.chain:
        raise Refused("a leaf's credential is no certificate", "credential")
    return certificate_hash(credential.chain[0])


def validator(directory: Directory, index: LogIndex) -> Validate:
    """RFC 9420 section 5.3.1: each credential that enters the tree is a device's own chain, and the leaf's key is the device's.
    Whether the device may be in is judged on the roster (``crypto.roster``)."""

    def validate(credential: Credential, signature_key: bytes) -> None:
        device = directory.known(credential_hash(credential), index)
        if device is None:
            raise Refused("a leaf's certificate is not in the log", "unknown-certificate")
        if credential != credential_of(device):
            raise Refused("a leaf's chain is not the one that the log has", "credential")
        if signature_key != device.verify_key:
            raise Refused("a leaf's key is not its certificate's", "credential")

    return validate


def roster_of_group(group: Group) -> tuple[CertificateHash, ...]:
    """Certificate hashes in leaf order."""
    return tuple(credential_hash(member.credential) for member in group.members())


def process_commit(group: Group, received: Received, body: CommitBody, context: Context) -> CommitProcessed:
    """The group after a commit of another member. Raises ``QorganError`` where MLS refuses it, or where it is not the commit that
    the entry's author made for this entry."""
    header = received.entry.header
    processed = group.process(body.mls_commit, validate=validator(context.directory, received.index))
    if not isinstance(processed, CommitProcessed):
        raise Refused("the entry's MLS message is no commit", "mls-message")
    sender = next((member for member in group.members() if member.leaf == processed.sender), None)
    if sender is None or credential_hash(sender.credential) != header.author:
        raise Forged("the MLS commit is another member's than the entry", "mls-sender")
    if processed.authenticated_data != commit_data(header):
        raise Forged("the MLS commit was made for another entry", "mls-data")
    if processed.by_reference:
        raise Refused("the MLS commit carries proposals by reference", "by-reference")
    _check_lifetimes(processed, received)
    return processed


def _check_lifetimes(processed: CommitProcessed, received: Received) -> None:
    """RFC 9420 section 7.3, for whom the commit adds, by the log's time (the older leaves were in date when they came in). Raises
    ``Refused``."""
    for leaf, leaf_node in processed.group.state.tree.members():
        if leaf in processed.added:
            check_lifetime(leaf_node, received.accepted_at // 1000, None)


def check_group(group: Group, view: CommitView, mls_start: Epoch) -> None:
    """The group after the commit is the one that the entry describes in clear, and can go on. Raises ``Refused``."""
    if not group.active:
        raise Refused("the MLS commit closes the group", "mls-closed")
    if group.group_id != group_id(view.circle, view.generation):
        raise Refused("the MLS group is another circle's or generation's", "group-id")
    if group.epoch != view.epoch - mls_start + 1:
        raise Refused("the MLS group is in another epoch", "mls-epoch")
    if roster_of_group(group) != view.roster:
        raise Refused("the roster is not that of the tree", "roster-tree")
    if tuple(group.extensions) != (policy_extension(view.policy),):
        raise Refused("the policy is not that of the group context", "policy-extension")


def keys_of_group(group: Group, view: CommitView, body: CommitBody) -> EpochKeys:
    """The epoch's keys, held against what the commit announces. Raises ``Forged``."""
    keys = EpochKeys.from_group(group.export, view.circle, view.generation, view.epoch)
    check_commitments(keys, body.commitments)
    check_intake(keys, body)
    return keys


def check_intake(keys: EpochKeys, body: CommitBody) -> None:
    """Architecture section 3: every holder of I_e recomputes the intake key and refuses a commit that announces another."""
    if intake_key(keys.intake_seed) != body.intake_key:
        raise Forged("the commit announces an intake key that is not of its epoch", "intake-key")
