"""A commit, received (RFC 9420 section 12.4.2), in the RFC's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from crypto.errors import Forged, Refused
from crypto.frozen import dataclass
from crypto.mls import treemath
from crypto.mls.author import provisional_context
from crypto.mls.credential import Validate
from crypto.mls.extension import external_senders
from crypto.mls.framing import AuthenticatedContent
from crypto.mls.key_schedule import EXTERNAL_INIT_LABEL, advance, confirmed_transcript_hash, external_key_pair
from crypto.mls.leaf_node import LeafNode, LeafNodeSource, check_leaf
from crypto.mls.membership import check_members
from crypto.mls.proposal import Commit, UpdatePath
from crypto.mls.proposal_list import Applied, apply, check_external_list, check_list, resolve
from crypto.mls.psk import psk_secret
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.rules import refuse, require
from crypto.mls.state import State, Status, closed, enter, find_psk
from crypto.mls.treekem import merge_path, open_path, prune
from crypto.mls.treemath import LeafIndex, NodeIndex


@dataclass(frozen=True, slots=True)
class CommitOutcome:
    """``sender`` is the leaf of the committer (of an external joiner: the new one). Leaves are those of their own epoch."""

    state: State
    sender: LeafIndex
    added: tuple[LeafIndex, ...]
    removed: tuple[LeafIndex, ...]
    updated: tuple[LeafIndex, ...]
    self_removed: bool
    external: bool
    by_reference: bool
    authenticated_data: bytes


@dataclass(frozen=True, slots=True)
class _Merged:
    """The tree of the new epoch with the committer's leaf in it."""

    tree: RatchetTree
    leaf: LeafIndex


@dataclass(frozen=True, slots=True)
class _Secrets:
    private: Mapping[NodeIndex, bytes] = field(repr=False)
    commit_secret: bytes = field(repr=False)


def process_commit(
    state: State, message: AuthenticatedContent, commit: Commit, validate: Validate | None, now_ms: int | None
) -> CommitOutcome:
    """The message has been authenticated. Raises ``Malformed``, ``Forged``, ``Refused`` or ``CannotOpen``."""
    committer = message.content.sender.leaf
    if committer == state.own_leaf:
        raise Refused("a commit of our own is not processed: its maker already has the state after it")
    applied = _apply(state, message, commit)
    merged = _merge(state, applied, commit.path, committer)
    check_members(merged.tree, applied.extensions, applied.extensions_changed)
    _validate_new(state, applied, merged, commit.path, validate)
    outcome = CommitOutcome(
        state=state,
        sender=merged.leaf,
        added=tuple(leaf for leaf, _ in applied.added),
        removed=applied.removed,
        updated=applied.updated,
        self_removed=state.own_leaf in applied.removed,
        external=committer is None,
        by_reference=any(isinstance(item, bytes) for item in commit.proposals),
        authenticated_data=message.content.authenticated_data,
    )
    if outcome.self_removed:
        return replace(outcome, state=closed(state))
    return replace(outcome, state=_advance(state, message, applied, merged, commit.path, now_ms))


def _apply(state: State, message: AuthenticatedContent, commit: Commit) -> Applied:
    sender = message.content.sender
    items = resolve(state, commit.proposals, sender)
    if sender.leaf is None:
        check_external_list(state, items)
    else:
        check_list(state, items, sender.leaf)
    applied = apply(state, items)
    require("C1", commit.path is not None or not applied.path_required)
    return applied


def _merge(state: State, applied: Applied, path: UpdatePath | None, committer: LeafIndex | None) -> _Merged:
    tree = applied.tree
    if path is None:
        if committer is None:
            refuse("C9")
        return _Merged(tree, committer)
    leaf = tree.first_blank() if committer is None else committer
    if leaf >= tree.leaves:
        tree = tree.extended()
    check_leaf(state.suite, path.leaf_node, LeafNodeSource.COMMIT, state.context.group_id, leaf)
    # An external joiner who removes its old self meets what an Update of that leaf would (section 12.2).
    for replaced in (leaf,) if committer is not None else applied.removed:
        old = state.tree.leaf(replaced)
        require("L7", old is None or old.encryption_key != path.leaf_node.encryption_key)
    return _Merged(merge_path(state.suite, tree, leaf, path, applied.added_leaves), leaf)


def _validate_new(state: State, applied: Applied, merged: _Merged, path: UpdatePath | None, validate: Validate | None) -> None:
    """Section 5.3.1: every credential that is new in the group goes to the application."""
    if validate is None:
        return
    entering = [key_package.leaf_node for _, key_package in applied.added]
    changed = [(leaf, merged.tree.leaf(leaf)) for leaf in applied.updated]
    if path is not None:
        changed.append((merged.leaf, path.leaf_node))
    for leaf, leaf_node in changed:
        if leaf_node is not None and _is_new(state.tree.leaf(leaf), leaf_node):
            entering.append(leaf_node)
    for leaf_node in entering:
        validate(leaf_node.credential, leaf_node.signature_key)
    if applied.extensions_changed:
        known = external_senders(state.context.extensions)
        for sender in external_senders(applied.extensions):
            if sender not in known:
                validate(sender.credential, sender.signature_key)


def _is_new(old: LeafNode | None, new: LeafNode) -> bool:
    return old is None or (old.credential, old.signature_key) != (new.credential, new.signature_key)


def _advance(
    state: State, message: AuthenticatedContent, applied: Applied, merged: _Merged, path: UpdatePath | None, now_ms: int | None
) -> State:
    """Path secret, transcript, key schedule, confirmation tag."""
    suite = state.suite
    provisional = provisional_context(suite, state.context, merged.tree, applied)
    psks = [(identifier, find_psk(state, identifier)) for identifier in applied.psks]
    opened = _open(state, applied, merged, path, provisional.encoded)
    context = replace(provisional, confirmed_transcript_hash=confirmed_transcript_hash(suite, state.interim, message))
    epoch = advance(suite, _init_secret(state, applied), opened.commit_secret, psk_secret(suite, psks), context)
    tag = message.auth.confirmation_tag
    if tag is None:
        refuse("C7", error=Forged)
    suite.verify_mac(epoch.secrets.confirmation_key, context.confirmed_transcript_hash, tag, "confirmation tag [C7]")
    status = Status.REINITIALISED if applied.reinit is not None else Status.ACTIVE
    return enter(state, epoch, merged.tree, opened.private, tag, status, now_ms)


def _open(state: State, applied: Applied, merged: _Merged, path: UpdatePath | None, context: bytes) -> _Secrets:
    private = _after_update(state, applied, merged.tree)
    if path is None:
        return _Secrets(private, state.suite.zero)
    opened = open_path(state.suite, merged.tree, merged.leaf, path, state.own_leaf, private, context, applied.added_leaves)
    return _Secrets(opened.private, opened.commit_secret)


def _after_update(state: State, applied: Applied, tree: RatchetTree) -> Mapping[NodeIndex, bytes]:
    """Our keys after the list: where it holds an Update of ours, only the leaf's new key."""
    own = treemath.node_of(state.own_leaf)
    if state.own_leaf not in applied.updated:
        return _unchanged(state, applied.tree)
    leaf_node = tree.leaf(state.own_leaf)
    private = None if leaf_node is None else state.update_keys.get(leaf_node.encryption_key)
    if private is None:
        raise Refused("an Update of our leaf whose key we do not have")
    return {own: private}


def _unchanged(state: State, tree: RatchetTree) -> Mapping[NodeIndex, bytes]:
    return prune({node: key for node, key in state.private.items() if node < len(tree.nodes)}, tree, state.own_leaf)


def _init_secret(state: State, applied: Applied) -> bytes:
    """Section 8.3 for an external commit."""
    if applied.external_init is None:
        return state.secrets.init_secret
    private, _ = external_key_pair(state.suite, state.secrets)
    return state.suite.hpke.export_from(private, applied.external_init, EXTERNAL_INIT_LABEL, state.suite.nh)
