"""Creating a group (RFC 9420 section 11) and joining one by a Welcome (section 12.4.3.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from crypto.entropy import Entropy
from crypto.errors import CannotOpen, Forged, Malformed, Usage
from crypto.frozen import dataclass
from crypto.mls import treemath
from crypto.mls.credential import Credential, Validate
from crypto.mls.extension import RATCHET_TREE, Extension, check_unique, external_senders, find
from crypto.mls.group_context import GroupContext
from crypto.mls.key_package import KeyPackage, KeyPackageBundle, new_leaf, unwrap_key_package
from crypto.mls.key_schedule import (
    EpochSecrets,
    confirmation_tag,
    epoch_secret,
    epoch_secrets,
    interim_transcript_hash,
    welcome_key,
    welcome_secret,
)
from crypto.mls.leaf_node import MLS10, LeafNodeSource, check_leaf, check_lifetime
from crypto.mls.membership import check_members, check_tree, supports
from crypto.mls.message import unwrap
from crypto.mls.proposal import PreSharedKeyID, PskType
from crypto.mls.psk import psk_secret
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.rules import refuse, require
from crypto.mls.secret_tree import SecretTree
from crypto.mls.state import State, member
from crypto.mls.suite import Suite, signature_key, suite_of
from crypto.mls.tree_hash import tree_hash
from crypto.mls.treekem import joined_path
from crypto.mls.treemath import LeafIndex, NodeIndex
from crypto.mls.welcome import GroupInfo, GroupSecrets, Welcome


def create(
    group_id: bytes,
    suite: Suite,
    seed: bytes,
    credential: Credential,
    entropy: Entropy,
    lifetime: tuple[int, int],
    extensions: Sequence[Extension],
) -> State:
    """Section 11: one member, epoch 0, a random epoch secret. Raises ``Refused`` or ``Malformed`` for a bad leaf or extension."""
    private, public = suite.derive_key_pair(entropy(suite.nh))
    leaf_node = new_leaf(suite, seed, credential, public, lifetime, ())
    check_leaf(suite, leaf_node, LeafNodeSource.KEY_PACKAGE)
    check_unique(extensions)
    tree = RatchetTree.of(leaf_node)
    check_members(tree, extensions)
    context = GroupContext(MLS10, suite.number, group_id, 0, tree_hash(suite, tree), b"", tuple(extensions))
    secrets, encryption = epoch_secrets(suite, entropy(suite.nh))
    tag = confirmation_tag(suite, secrets, b"")
    return State(
        suite=suite,
        context=context,
        tree=tree,
        own_leaf=LeafIndex(0),
        signing_seed=seed,
        private={NodeIndex(0): private},
        secrets=secrets,
        secret_tree=SecretTree.new(1, encryption),
        interim=interim_transcript_hash(suite, b"", tag),
        confirmation_tag=tag,
    )


@dataclass(frozen=True, slots=True)
class Joiner:
    """Who joins, and what the application gives: keys, time (seconds), greatest lifetime, PSKs, a tree sent apart."""

    bundle: KeyPackageBundle
    seed: bytes = field(repr=False)
    validate: Validate | None = None
    now: int | None = None
    max_lifetime: int | None = None
    psks: Mapping[bytes, bytes] = field(default_factory=dict, repr=False)
    ratchet_tree: bytes | None = None


def join(data: bytes, joiner: Joiner) -> State:
    """Raises ``Malformed``, ``Forged``, ``Refused``, ``CannotOpen`` (not for this key package) or ``Usage`` (keys that do not fit).

    That the group id is unique among the caller's groups (a MUST of section 12.4.3.1) is for the caller to check: one call
    sees one group.
    """
    welcome = unwrap(data)
    if not isinstance(welcome, Welcome):
        raise Malformed("not a Welcome")
    key_package = unwrap_key_package(joiner.bundle.key_package)
    suite = suite_of(key_package.cipher_suite)
    _check_own_keys(suite, key_package, joiner)
    secrets = _open_secrets(suite, welcome, key_package, joiner)
    psk = psk_secret(suite, [(identifier, _find_psk(joiner, identifier)) for identifier in secrets.psks])
    group_info = _open_group_info(suite, welcome, secrets, psk)
    tree = check_group_info(suite, group_info, joiner.ratchet_tree)
    own = _own_leaf(tree, key_package)
    require("W15", supports(key_package.leaf_node.capabilities, group_info.context.extensions))
    _check_leaves(tree, group_info, joiner)
    private: dict[NodeIndex, bytes] = {treemath.node_of(own): joiner.bundle.leaf_private}
    if secrets.path_secret is not None:
        private.update(joined_path(suite, tree, own, group_info.signer, secrets.path_secret))
    kept, encryption = epoch_secrets(suite, epoch_secret(suite, secrets.joiner_secret, psk, group_info.context.encoded))
    return joined_state(suite, group_info, tree, own, joiner, private, kept, encryption)


def joined_state(
    suite: Suite,
    group_info: GroupInfo,
    tree: RatchetTree,
    own: LeafIndex,
    joiner: Joiner,
    private: Mapping[NodeIndex, bytes],
    secrets: EpochSecrets,
    encryption_secret: bytes,
) -> State:
    """The new state, once the confirmation tag is found right. Raises ``Forged``."""
    confirmed, tag = group_info.context.confirmed_transcript_hash, group_info.confirmation_tag
    suite.verify_mac(secrets.confirmation_key, confirmed, tag, "confirmation tag of the GroupInfo [W11]")
    return State(
        suite=suite,
        context=group_info.context,
        tree=tree,
        own_leaf=own,
        signing_seed=joiner.seed,
        private=private,
        secrets=secrets,
        secret_tree=SecretTree.new(tree.leaves, encryption_secret),
        interim=interim_transcript_hash(suite, confirmed, tag),
        confirmation_tag=tag,
        psks=dict(joiner.psks),
    )


def _check_own_keys(suite: Suite, key_package: KeyPackage, joiner: Joiner) -> None:
    fits = (
        suite.public_key(joiner.bundle.init_private) == key_package.init_key
        and suite.public_key(joiner.bundle.leaf_private) == key_package.leaf_node.encryption_key
        and signature_key(joiner.seed) == key_package.leaf_node.signature_key
    )
    if not fits:
        raise Usage("the private keys are not those of the key package")


def _open_secrets(suite: Suite, welcome: Welcome, key_package: KeyPackage, joiner: Joiner) -> GroupSecrets:
    require("W2", welcome.cipher_suite == suite.number)
    ref = suite.key_package_ref(key_package.encoded)
    entry = next((entry for entry in welcome.secrets if entry.new_member == ref), None)
    if entry is None:
        refuse("W1", error=CannotOpen)
    plaintext = suite.open(joiner.bundle.init_private, b"Welcome", welcome.encrypted_group_info, entry.secrets)
    return GroupSecrets.decode(plaintext)


def _find_psk(joiner: Joiner, identifier: PreSharedKeyID) -> bytes:
    secret = joiner.psks.get(identifier.psk_id) if identifier.psktype is PskType.EXTERNAL else None
    if secret is None:
        refuse("W14")
    return secret


def _open_group_info(suite: Suite, welcome: Welcome, secrets: GroupSecrets, psk: bytes) -> GroupInfo:
    key, nonce = welcome_key(suite, welcome_secret(suite, secrets.joiner_secret, psk))
    return GroupInfo.decode(suite.decrypt(key, nonce, b"", welcome.encrypted_group_info))


def check_group_info(suite: Suite, group_info: GroupInfo, ratchet_tree: bytes | None) -> RatchetTree:
    """The tree of a GroupInfo, both verified. ``ratchet_tree`` is one that came apart. Raises as ``join``."""
    context = group_info.context
    require("W2", context.version == MLS10 and context.cipher_suite == suite.number)
    check_unique(group_info.extensions)
    check_unique(context.extensions)
    encoded = find(group_info.extensions, RATCHET_TREE) or ratchet_tree
    if encoded is None:
        raise Malformed("no ratchet tree with the GroupInfo")
    tree = RatchetTree.decode(encoded)
    group_info.verify(suite, member(tree, group_info.signer).signature_key)
    require("W4", tree_hash(suite, tree) == context.tree_hash, error=Forged)
    check_tree(suite, tree, context.group_id)
    check_members(tree, context.extensions)
    return tree


def _own_leaf(tree: RatchetTree, key_package: KeyPackage) -> LeafIndex:
    own = next((leaf for leaf, leaf_node in tree.members() if leaf_node == key_package.leaf_node), None)
    if own is None:
        refuse("W9")
    return own


def _check_leaves(tree: RatchetTree, group_info: GroupInfo, joiner: Joiner) -> None:
    """Sections 5.3.1 and 7.3: every credential goes to the application, which may also have lifetimes checked."""
    for _, leaf_node in tree.members():
        check_lifetime(leaf_node, joiner.now, joiner.max_lifetime)
        if joiner.validate is not None:
            joiner.validate(leaf_node.credential, leaf_node.signature_key)
    for sender in external_senders(group_info.context.extensions):
        if joiner.validate is not None:
            joiner.validate(sender.credential, sender.signature_key)
