"""Commits and their welcomes, made (RFC 9420 section 12.4.1).

A commit is made in named steps over one frozen ``Draft``: the path, the signed frame, the key schedule. A member and an
external joiner (``external.py``) fill the draft differently and share the rest. A path is always there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from crypto.codec import Writer
from crypto.entropy import Entropy
from crypto.frozen import dataclass
from crypto.mls import treemath
from crypto.mls.extension import EXTERNAL_PUB, RATCHET_TREE, Extension
from crypto.mls.framing import AuthData, AuthenticatedContent, FramedContent, Sender, sign_content
from crypto.mls.group_context import GroupContext
from crypto.mls.key_schedule import NewEpoch, advance, confirmation_tag, confirmed_transcript_hash, external_key_pair, welcome_key
from crypto.mls.leaf_node import LeafNode, LeafNodeSource, check_leaf
from crypto.mls.membership import check_members
from crypto.mls.message import wrap
from crypto.mls.proposal import Commit, PreSharedKeyID, ProposalOrRef
from crypto.mls.proposal_list import Applied
from crypto.mls.psk import psk_secret
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.state import State
from crypto.mls.suite import Suite
from crypto.mls.tree_hash import tree_hash
from crypto.mls.treekem import NewPath, new_path, seal_path
from crypto.mls.treemath import LeafIndex
from crypto.mls.welcome import EncryptedGroupSecrets, GroupInfo, GroupSecrets, Welcome


@dataclass(frozen=True, slots=True)
class Draft:
    """A checked and applied proposal list, and what the path and the frame need.

    ``context`` and ``interim`` are of the old epoch; ``template`` is the committer's leaf before its path; ``leaf_seed`` signs
    the new leaf and ``frame_seed`` the message, which differ where the commit renews the signature key.
    """

    suite: Suite
    context: GroupContext
    interim: bytes
    init_secret: bytes = field(repr=False)
    applied: Applied
    proposals: tuple[ProposalOrRef, ...]
    psks: tuple[tuple[PreSharedKeyID, bytes], ...] = field(repr=False)
    sender: Sender
    leaf: LeafIndex
    template: LeafNode
    leaf_seed: bytes = field(repr=False)
    frame_seed: bytes = field(repr=False)
    wire_format: int
    authenticated_data: bytes


@dataclass(frozen=True, slots=True)
class Authored:
    """The commit, whole but not yet protected, and the epoch that it begins."""

    message: AuthenticatedContent
    epoch: NewEpoch
    tag: bytes
    path: NewPath


def author(draft: Draft, entropy: Entropy) -> Authored:
    """Section 12.4.1 from the path on. Raises ``Refused`` or ``Malformed`` where the resulting tree would be invalid."""
    suite, applied = draft.suite, draft.applied
    path = new_path(suite, applied.tree, draft.leaf, draft.template, draft.leaf_seed, draft.context.group_id, entropy)
    check_leaf(suite, path.leaf_node, LeafNodeSource.COMMIT, draft.context.group_id, draft.leaf)
    check_members(path.tree, applied.extensions, applied.extensions_changed)
    provisional = provisional_context(suite, draft.context, path.tree, applied)
    update = seal_path(suite, path, provisional.encoded, applied.added_leaves)
    content = FramedContent(
        draft.context.group_id, draft.context.epoch, draft.sender, draft.authenticated_data, Commit(draft.proposals, update)
    )
    signed = sign_content(suite, draft.frame_seed, draft.wire_format, content, draft.context)
    context = replace(provisional, confirmed_transcript_hash=confirmed_transcript_hash(suite, draft.interim, signed))
    epoch = advance(suite, draft.init_secret, path.secrets.commit_secret, psk_secret(suite, draft.psks), context)
    tag = confirmation_tag(suite, epoch.secrets, context.confirmed_transcript_hash)
    message = AuthenticatedContent(signed.wire_format, content, AuthData(signed.auth.signature, tag))
    return Authored(message, epoch, tag, path)


def provisional_context(suite: Suite, context: GroupContext, tree: RatchetTree, applied: Applied) -> GroupContext:
    """Section 12.4.1: the new epoch and tree with the old transcript."""
    return replace(context, epoch=context.epoch + 1, tree_hash=tree_hash(suite, tree), extensions=applied.extensions)


def make_welcome(draft: Draft, authored: Authored) -> bytes | None:
    """One Welcome (an MLSMessage) for all who are added, with the tree in it; None where nobody is."""
    suite, applied, path, epoch = draft.suite, draft.applied, authored.path, authored.epoch
    if not applied.added:
        return None
    extensions = (Extension(RATCHET_TREE, path.tree.encode()),)
    group_info = GroupInfo(epoch.context, extensions, authored.tag, draft.leaf).signed(suite, draft.leaf_seed)
    key, nonce = welcome_key(suite, epoch.welcome)
    sealed_info = suite.encrypt(key, nonce, b"", group_info.encode())
    psks = tuple(identifier for identifier, _ in draft.psks)
    secrets = []
    for leaf, key_package in applied.added:
        ancestor = treemath.common_ancestor(draft.leaf, leaf, path.tree.leaves)
        group_secrets = GroupSecrets(epoch.joiner, path.path_secret(ancestor), psks).encode()
        sealed = suite.seal(key_package.init_key, b"Welcome", sealed_info, group_secrets)
        secrets.append(EncryptedGroupSecrets(suite.key_package_ref(key_package.encoded), sealed))
    return wrap(Welcome(suite.number, tuple(secrets), sealed_info))


def make_group_info(state: State, extensions: Sequence[Extension] = ()) -> bytes:
    """A signed GroupInfo (an MLSMessage) of the current epoch, with the tree and the external public key (section 12.4.3)."""
    _, external = external_key_pair(state.suite, state.secrets)
    own = (
        Extension(RATCHET_TREE, state.tree.encode()),
        Extension(EXTERNAL_PUB, _external_pub(external)),
        *extensions,
    )
    group_info = GroupInfo(state.context, own, state.confirmation_tag, state.own_leaf)
    return wrap(group_info.signed(state.suite, state.signing_seed))


def _external_pub(key: bytes) -> bytes:
    """ExternalPub (section 12.4.3.2)."""
    return Writer().opaque(key).bytes()
