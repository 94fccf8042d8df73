"""Proposal lists (RFC 9420 sections 12.2 and 12.3): resolved, validated, and applied to the tree and the extensions.

The committer and every receiver run the same functions, as section 12.2 demands of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crypto.frozen import dataclass
from crypto.mls.extension import Extension, check_unique
from crypto.mls.framing import Sender
from crypto.mls.key_package import KeyPackage, check_key_package
from crypto.mls.leaf_node import LeafNodeSource, check_leaf
from crypto.mls.proposal import (
    Add,
    ExternalInit,
    GroupContextExtensions,
    PreSharedKey,
    PreSharedKeyID,
    Proposal,
    ProposalOrRef,
    PskType,
    ReInit,
    Remove,
    ResumptionUsage,
    Update,
)
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.rules import refuse, require
from crypto.mls.state import State
from crypto.mls.treemath import LeafIndex


@dataclass(frozen=True, slots=True)
class Resolved:
    """A proposal of the list with who proposed it (the committer where it is by value)."""

    proposal: Proposal
    sender: Sender


@dataclass(frozen=True, slots=True)
class Applied:
    """The tree and extensions after the list, and what else it asks of the Commit."""

    tree: RatchetTree
    extensions: tuple[Extension, ...]
    added: tuple[tuple[LeafIndex, KeyPackage], ...] = ()
    removed: tuple[LeafIndex, ...] = ()
    updated: tuple[LeafIndex, ...] = ()
    psks: tuple[PreSharedKeyID, ...] = ()
    external_init: bytes | None = None
    reinit: ReInit | None = None
    extensions_changed: bool = False
    path_required: bool = True

    @property
    def added_leaves(self) -> frozenset[LeafIndex]:
        return frozenset(leaf for leaf, _ in self.added)


def resolve(state: State, proposals: Sequence[ProposalOrRef], committer: Sender) -> list[Resolved]:
    """Raises ``Refused`` for a reference to a proposal that we have not seen in this epoch."""
    resolved = []
    for item in proposals:
        if not isinstance(item, bytes):
            resolved.append(Resolved(item, committer))
            continue
        require("P17", committer.leaf is not None)
        cached = state.proposals.get(item)
        if cached is None:
            refuse("P15")
        resolved.append(Resolved(cached.proposal, cached.sender))
    return resolved


def check_proposal(state: State, item: Resolved) -> None:
    """Section 12.1: the validity of one proposal by itself. Raises ``Forged``, ``Malformed`` or ``Refused``."""
    proposal = item.proposal
    if isinstance(proposal, Add):
        check_key_package(state.suite, proposal.key_package)
    elif isinstance(proposal, Update):
        _check_update(state, proposal, item.sender)
    elif isinstance(proposal, Remove):
        require("P10", state.tree.leaf(proposal.removed) is not None)
    elif isinstance(proposal, PreSharedKey):
        psk = proposal.psk
        # We neither reinitialise nor branch groups, so these usages are always out of place.
        require("P11", psk.psktype is PskType.EXTERNAL or psk.usage is ResumptionUsage.APPLICATION)
        require("P12", len(psk.nonce) == state.suite.nh)
    elif isinstance(proposal, ReInit):
        require("P13", proposal.version >= state.context.version)
        check_unique(proposal.extensions)
    elif isinstance(proposal, GroupContextExtensions):
        check_unique(proposal.extensions)


def _check_update(state: State, update: Update, sender: Sender) -> None:
    leaf = sender.leaf
    replaced = None if leaf is None else state.tree.leaf(leaf)
    if leaf is None or replaced is None:
        refuse("P19")
    check_leaf(state.suite, update.leaf_node, LeafNodeSource.UPDATE, state.context.group_id, leaf)
    require("L7", update.leaf_node.encryption_key != replaced.encryption_key)


def check_list(state: State, items: Sequence[Resolved], committer: LeafIndex) -> None:
    """Section 12.2 for a regular Commit, as far as it can be told before applying. Raises as ``check_proposal``."""
    kinds = Counter(type(item.proposal) for item in items)
    require("P9", not kinds[ExternalInit])
    require("P8", not kinds[ReInit] or len(items) == 1)
    require("P7", kinds[GroupContextExtensions] <= 1)
    changed: list[LeafIndex] = []
    for item in items:
        check_proposal(state, item)
        if isinstance(item.proposal, Update):
            require("P1", item.sender.leaf != committer)
            changed.append(LeafIndex(item.sender.index))
        if isinstance(item.proposal, Remove):
            require("P2", item.proposal.removed != committer)
            changed.append(item.proposal.removed)
    require("P3", len(changed) == len(set(changed)))
    _check_clients(state, items)
    _check_psks(items)


def _check_clients(state: State, items: Sequence[Resolved]) -> None:
    """The same client is the same signature key."""
    added = [item.proposal.key_package.leaf_node.signature_key for item in items if isinstance(item.proposal, Add)]
    require("P4", len(added) == len(set(added)))
    removed = {item.proposal.removed for item in items if isinstance(item.proposal, Remove)}
    staying = {leaf_node.signature_key for leaf, leaf_node in state.tree.members() if leaf not in removed}
    require("P5", not staying.intersection(added))


def _check_psks(items: Sequence[Resolved]) -> None:
    psks = [item.proposal.psk for item in items if isinstance(item.proposal, PreSharedKey)]
    require("P6", len(psks) == len(set(psks)))


def check_external_list(state: State, items: Sequence[Resolved]) -> None:
    """Section 12.2 for an external Commit. Raises as ``check_proposal``."""
    kinds = Counter(type(item.proposal) for item in items)
    others = set(kinds) - {ExternalInit, Remove, PreSharedKey}
    require("P16", kinds[ExternalInit] == 1 and kinds[Remove] <= 1 and not others)
    for item in items:
        check_proposal(state, item)
    _check_psks(items)


def apply(state: State, items: Sequence[Resolved]) -> Applied:
    """Section 12.3, in its order. The list has been checked."""
    proposals = [item.proposal for item in items]
    applied = Applied(
        tree=state.tree,
        extensions=state.context.extensions,
        psks=tuple(proposal.psk for proposal in proposals if isinstance(proposal, PreSharedKey)),
        path_required=not proposals or any(proposal.path_required for proposal in proposals),
    )
    for proposal in proposals:
        if isinstance(proposal, GroupContextExtensions):
            applied = replace(applied, extensions=proposal.extensions, extensions_changed=True)
        elif isinstance(proposal, ExternalInit):
            applied = replace(applied, external_init=proposal.kem_output)
        elif isinstance(proposal, ReInit):
            applied = replace(applied, reinit=proposal)
    return _apply_adds(_apply_removes(_apply_updates(applied, items), proposals), proposals)


def _apply_updates(applied: Applied, items: Sequence[Resolved]) -> Applied:
    tree, updated = applied.tree, []
    for item in items:
        if isinstance(item.proposal, Update):
            leaf = LeafIndex(item.sender.index)
            tree = tree.with_leaf(leaf, item.proposal.leaf_node)
            updated.append(leaf)
    return replace(applied, tree=tree, updated=tuple(updated))


def _apply_removes(applied: Applied, proposals: Sequence[Proposal]) -> Applied:
    tree, removed = applied.tree, []
    for proposal in proposals:
        if isinstance(proposal, Remove):
            tree = tree.with_leaf(proposal.removed, None)
            removed.append(proposal.removed)
    return replace(applied, tree=tree.truncated() if removed else tree, removed=tuple(removed))


def _apply_adds(applied: Applied, proposals: Sequence[Proposal]) -> Applied:
    tree, added = applied.tree, []
    for proposal in proposals:
        if isinstance(proposal, Add):
            tree, leaf = tree.added(proposal.key_package.leaf_node)
            added.append((leaf, proposal.key_package))
    return replace(applied, tree=tree, added=tuple(added))
