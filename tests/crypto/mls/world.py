"""Groups to test with, and a member (or outsider) who sends what an honest one would not."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from crypto.entropy import Entropy
from crypto.mls import (
    BasicCredential,
    CommitProcessed,
    CommitResult,
    Credential,
    Extension,
    Group,
    KeyPackageBundle,
    LeafIndex,
    X509Credential,
    new_key_package,
)
from crypto.mls.extension import RATCHET_TREE
from crypto.mls.framing import (
    WIRE_PUBLIC_MESSAGE,
    AuthData,
    Body,
    FramedContent,
    Sender,
    SenderType,
    protect_public,
    sign_content,
)
from crypto.mls.key_package import KeyPackage, unwrap_key_package, wrap_key_package
from crypto.mls.leaf_node import LeafNode
from crypto.mls.message import unwrap, wrap
from crypto.mls.proposal import Commit
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.suite import suite_of
from crypto.mls.tree_hash import tree_hash
from crypto.mls.welcome import GroupInfo

LIFETIME = (1_000, 2_000)


def seeded(seed: bytes) -> Entropy:
    """A generator that a test can repeat."""
    count = 0

    def entropy(size: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.shake_256(seed + count.to_bytes(8, "big")).digest(size)

    return entropy


@dataclass(frozen=True)
class Device:
    name: bytes
    suite: int
    seed: bytes = field(repr=False)
    credential: Credential
    bundle: KeyPackageBundle

    def join(self, welcome: bytes | None) -> Group:
        assert welcome is not None
        return Group.join(welcome, self.bundle, self.seed, validate=None)


def device(name: bytes, suite: int = 3, credential: Credential | None = None, seed: bytes | None = None) -> Device:
    entropy = seeded(b"device" + name)
    key = seed or entropy(32)
    shown = credential or BasicCredential(name)
    return Device(name, suite, key, shown, new_key_package(suite, key, shown, entropy, lifetime=LIFETIME))


def founder(name: bytes = b"0", suite: int = 3, extensions: Sequence[Extension] = ()) -> Group:
    entropy = seeded(b"founder" + name)
    return Group.create(b"group", suite, entropy(32), BasicCredential(name), entropy, lifetime=LIFETIME, extensions=extensions)


def group_of(size: int, suite: int = 3, extensions: Sequence[Extension] = ()) -> list[Group]:
    """The states of all members, in the order of their leaves, in one epoch; each has committed once, so no node is blank."""
    devices = [device(bytes([number]), suite) for number in range(1, size)]
    result = founder(suite=suite, extensions=extensions).commit(seeded(b"add"), add=[item.bundle.key_package for item in devices])
    groups = [result.group, *(item.join(result.welcome) for item in devices)]
    for leaf in range(size):
        groups = deliver(groups, leaf, groups[leaf].commit(seeded(b"path" + bytes([leaf]))))
    return groups


def deliver(groups: Sequence[Group], by: int, result: CommitResult) -> list[Group]:
    """Every other member processes the commit of member ``by``."""
    after = []
    for index, group in enumerate(groups):
        if index == by:
            after.append(result.group)
            continue
        processed = group.process(result.message, validate=None)
        assert isinstance(processed, CommitProcessed)
        after.append(processed.group)
    return after


def certificate(name: str, seed: bytes, public: bytes | None = None) -> X509Credential:
    """A self-signed certificate of the key of ``seed``, or of ``public``."""
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key = private.public_key() if public is None else Ed25519PublicKey.from_public_bytes(public)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    start = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key).serial_number(7)
    built = builder.not_valid_before(start).not_valid_after(start + datetime.timedelta(days=9_000)).sign(private, None)
    return X509Credential((built.public_bytes(Encoding.DER),))


def key_package(item: Device, edit: Callable[[LeafNode], LeafNode] | None = None, **changes: object) -> bytes:
    """The key package of a device with its leaf edited and other fields changed, signed anew by the device itself."""
    suite = suite_of(item.suite)
    original = unwrap_key_package(item.bundle.key_package)
    leaf_node = original.leaf_node
    if edit is not None:
        leaf_node = edit(leaf_node).signed(suite, item.seed)
    edited: KeyPackage = replace(original, **{"leaf_node": leaf_node, **changes})  # type: ignore[arg-type]
    return wrap_key_package(replace(edited, signature=suite.sign(item.seed, b"KeyPackageTBS", edited.tbs())))


def send(group: Group, body: Body, sender: Sender | None = None, seed: bytes | None = None) -> bytes:
    """A PublicMessage with a good signature and membership tag, around whatever body; a commit's confirmation tag is wrong."""
    state = group.state
    who = Sender(SenderType.MEMBER, state.own_leaf) if sender is None else sender
    content = FramedContent(state.context.group_id, state.context.epoch, who, b"", body)
    signed = sign_content(state.suite, seed or state.signing_seed, WIRE_PUBLIC_MESSAGE, content, state.context)
    if isinstance(body, Commit):
        signed = replace(signed, auth=AuthData(signed.auth.signature, bytes(state.suite.nh)))
    return wrap(protect_public(state.suite, signed, state.context, state.secrets.membership_key))


def group_info(group: Group, tree: RatchetTree | None = None, rehash: bool = True, **changes: object) -> bytes:
    """The GroupInfo of a member who puts another tree into it (with its hash), or other fields, and signs that."""
    original = unwrap(group.group_info())
    assert isinstance(original, GroupInfo)
    if tree is not None:
        others = tuple(item for item in original.extensions if item.extension_type != RATCHET_TREE)
        context = replace(original.context, tree_hash=tree_hash(group.state.suite, tree)) if rehash else original.context
        original = replace(original, context=context, extensions=(Extension(RATCHET_TREE, tree.encode()), *others))
    edited: GroupInfo = replace(original, **changes)  # type: ignore[arg-type]
    return wrap(edited.signed(group.state.suite, group.state.signing_seed))


def external_join(data: bytes, name: bytes = b"outsider") -> tuple[Group, bytes]:
    entropy = seeded(name)
    return Group.external_join(data, entropy(32), BasicCredential(name), entropy, validate=None)


def leaf(number: int) -> LeafIndex:
    return LeafIndex(number)
