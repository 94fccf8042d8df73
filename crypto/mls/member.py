"""What a member sends: commits, proposals and application messages (RFC 9420 sections 12.1, 12.4.1 and 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from crypto.entropy import Entropy
from crypto.errors import QorganError, Usage
from crypto.frozen import dataclass
from crypto.mls.author import Draft, author, make_welcome
from crypto.mls.credential import Credential
from crypto.mls.extension import Extension
from crypto.mls.framing import (
    WIRE_PRIVATE_MESSAGE,
    WIRE_PUBLIC_MESSAGE,
    AuthenticatedContent,
    FramedContent,
    Sender,
    SenderType,
    protect_public,
    sign_content,
)
from crypto.mls.key_package import unwrap_key_package
from crypto.mls.leaf_node import LeafNodeSource
from crypto.mls.message import wrap
from crypto.mls.private_message import protect_private
from crypto.mls.proposal import (
    Add,
    GroupContextExtensions,
    PreSharedKey,
    PreSharedKeyID,
    Proposal,
    ProposalOrRef,
    PskType,
    ReInit,
    Remove,
    Update,
)
from crypto.mls.proposal_list import Resolved, apply, check_list, check_proposal, resolve
from crypto.mls.rules import require
from crypto.mls.state import CachedProposal, State, Status, enter, find_psk, require_active
from crypto.mls.suite import signature_key
from crypto.mls.treemath import LeafIndex


@dataclass(frozen=True, slots=True)
class CommitRequest:
    """What a commit shall do; see ``Group.commit``."""

    add: Sequence[bytes] = ()
    remove: Sequence[LeafIndex] = ()
    extensions: Sequence[Extension] | None = None
    psks: Sequence[bytes] = ()
    new_credential: Credential | None = None
    new_signing_seed: bytes | None = field(default=None, repr=False)
    authenticated_data: bytes = b""
    public: bool = False
    padding: int = 0
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Committed:
    """``before`` is the old epoch without the message key that the commit used."""

    state: State
    before: State
    message: bytes
    welcome: bytes | None


def _sender(state: State) -> Sender:
    return Sender(SenderType.MEMBER, state.own_leaf)


def _external_psk(state: State, psk_id: bytes, entropy: Entropy) -> PreSharedKey:
    """Section 8.4: psk_nonce MUST be fresh and of Nh bytes."""
    return PreSharedKey(PreSharedKeyID(PskType.EXTERNAL, entropy(state.suite.nh), psk_id=psk_id))


def _by_value(state: State, request: CommitRequest, entropy: Entropy) -> list[Proposal]:
    proposals: list[Proposal] = []
    if request.extensions is not None:
        proposals.append(GroupContextExtensions(tuple(request.extensions)))
    proposals += [Remove(leaf) for leaf in request.remove]
    proposals += [Add(unwrap_key_package(key_package)) for key_package in request.add]
    proposals += [_external_psk(state, psk_id, entropy) for psk_id in request.psks]
    return proposals


def _committable(state: State, by_value: Sequence[Proposal]) -> list[bytes]:
    """The references of the cached proposals that make a valid list with ``by_value`` (section 12.2).

    A Remove goes before an Update of the same leaf, a later Update before an earlier one, anything before a ReInit; our own
    Updates and Removes of ourselves are left out.
    """
    chosen: list[bytes] = []
    removes = [ref for ref, cached in state.proposals.items() if isinstance(cached.proposal, Remove)]
    updates = [ref for ref, cached in state.proposals.items() if isinstance(cached.proposal, Update)]
    others = [ref for ref in state.proposals if ref not in removes and ref not in updates]
    others.sort(key=lambda ref: isinstance(state.proposals[ref].proposal, ReInit))
    values = [Resolved(proposal, _sender(state)) for proposal in by_value]
    for ref in (*removes, *reversed(updates), *others):
        items = [*resolve(state, [*chosen, ref], _sender(state)), *values]
        try:
            check_list(state, items, state.own_leaf)
        except QorganError:
            continue
        chosen.append(ref)
    return [ref for ref in state.proposals if ref in chosen]


def draft_commit(state: State, request: CommitRequest, entropy: Entropy) -> Draft:
    """The list checked and applied. Raises ``Refused``, ``Malformed``, ``Forged`` or ``Usage``."""
    require_active(state)
    by_value = _by_value(state, request, entropy)
    references = _committable(state, by_value) if request.cached else []
    proposals: tuple[ProposalOrRef, ...] = (*references, *by_value)
    items = resolve(state, proposals, _sender(state))
    check_list(state, items, state.own_leaf)
    applied = apply(state, items)
    leaf_seed = request.new_signing_seed or state.signing_seed
    template = replace(state.own, credential=request.new_credential or state.own.credential, signature_key=signature_key(leaf_seed))
    return Draft(
        suite=state.suite,
        context=state.context,
        interim=state.interim,
        init_secret=state.secrets.init_secret,
        applied=applied,
        proposals=proposals,
        psks=tuple((identifier, find_psk(state, identifier)) for identifier in applied.psks),
        sender=_sender(state),
        leaf=state.own_leaf,
        template=template,
        leaf_seed=leaf_seed,
        frame_seed=state.signing_seed,
        wire_format=WIRE_PUBLIC_MESSAGE if request.public else WIRE_PRIVATE_MESSAGE,
        authenticated_data=request.authenticated_data,
    )


def commit(state: State, request: CommitRequest, entropy: Entropy, now_ms: int | None) -> Committed:
    """Raises ``Usage``, ``Refused``, ``Malformed`` or ``Forged``; the state given stays as it is."""
    draft = draft_commit(state, request, entropy)
    authored = author(draft, entropy)
    welcome = make_welcome(draft, authored)
    before, message = protect(state, authored.message, entropy, request.padding)
    renewed = replace(before, signing_seed=draft.leaf_seed)
    status = Status.REINITIALISED if draft.applied.reinit is not None else Status.ACTIVE
    entered = enter(renewed, authored.epoch, authored.path.tree, authored.path.private, authored.tag, status, now_ms)
    return Committed(entered, before, message, welcome)


def protect(state: State, message: AuthenticatedContent, entropy: Entropy, padding: int) -> tuple[State, bytes]:
    """The message as its wire format demands; the state without the key that it used."""
    if message.wire_format == WIRE_PUBLIC_MESSAGE:
        return state, wrap(protect_public(state.suite, message, state.context, state.secrets.membership_key))
    if padding < 0:
        raise Usage("padding counts bytes")
    tree, private = protect_private(state.suite, message, state.secrets.sender_data_secret, state.secret_tree, entropy, padding)
    return replace(state, secret_tree=tree), wrap(private)


def _signed(state: State, body: bytes | Proposal, authenticated_data: bytes, public: bool) -> AuthenticatedContent:
    content = FramedContent(state.context.group_id, state.context.epoch, _sender(state), authenticated_data, body)
    wire_format = WIRE_PUBLIC_MESSAGE if public else WIRE_PRIVATE_MESSAGE
    return sign_content(state.suite, state.signing_seed, wire_format, content, state.context)


def encrypt(state: State, plaintext: bytes, entropy: Entropy, authenticated_data: bytes, padding: int) -> tuple[State, bytes]:
    """Section 15. Raises ``Refused``."""
    require_active(state)
    # Section 12.4: a member who has seen valid proposals MUST commit before it sends application data.
    require("C10", not state.proposals)
    return protect(state, _signed(state, plaintext, authenticated_data, public=False), entropy, padding)


def propose(state: State, proposal: Proposal, entropy: Entropy, authenticated_data: bytes, public: bool) -> tuple[State, bytes]:
    """A proposal of ours, sent and cached. Raises as ``check_proposal``."""
    require_active(state)
    check_proposal(state, Resolved(proposal, _sender(state)))
    signed = _signed(state, proposal, authenticated_data, public)
    ref = state.suite.proposal_ref(signed.encode())
    cached = {**state.proposals, ref: CachedProposal(_sender(state), proposal)}
    sent, message = protect(state, signed, entropy, 0)
    return replace(sent, proposals=cached), message


def propose_update(state: State, entropy: Entropy, authenticated_data: bytes, public: bool) -> tuple[State, bytes]:
    """Section 12.1.2: a new encryption key for our leaf, used once somebody else commits it."""
    require_active(state)
    private, key = state.suite.derive_key_pair(entropy(state.suite.nh))
    unsigned = replace(state.own, encryption_key=key, source=LeafNodeSource.UPDATE, lifetime=None, parent_hash=None)
    leaf_node = unsigned.signed(state.suite, state.signing_seed, state.context.group_id, state.own_leaf)
    keyed = replace(state, update_keys={**state.update_keys, key: private})
    return propose(keyed, Update(leaf_node), entropy, authenticated_data, public)


def propose_psk(state: State, psk_id: bytes, entropy: Entropy, authenticated_data: bytes, public: bool) -> tuple[State, bytes]:
    return propose(state, _external_psk(state, psk_id, entropy), entropy, authenticated_data, public)
