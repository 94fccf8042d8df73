"""Messages, received (RFC 9420 sections 6, 12.1 and 12.4.2): authenticated, then cached, opened or applied.

``process`` is a function of (state, bytes): a failure raises, and the state given is still good.
"""

from __future__ import annotations

from dataclasses import field, replace

from crypto.errors import CannotOpen, Forged, Malformed, Refused, Stale
from crypto.frozen import dataclass
from crypto.mls.credential import Validate
from crypto.mls.extension import external_senders
from crypto.mls.framing import (
    AuthenticatedContent,
    ContentType,
    FramedContent,
    PublicMessage,
    SenderType,
    check_membership,
)
from crypto.mls.message import unwrap
from crypto.mls.private_message import PrivateMessage, open_sender_data, unprotect_private
from crypto.mls.process_commit import CommitOutcome, process_commit
from crypto.mls.proposal import Add, Commit, ExternalInit, Proposal, Update
from crypto.mls.proposal_list import Resolved, check_proposal
from crypto.mls.rules import refuse, require
from crypto.mls.state import CachedProposal, PastEpoch, State, forget_expired, member, require_active
from crypto.mls.treemath import LeafIndex


@dataclass(frozen=True, slots=True)
class ProposalOutcome:
    state: State


@dataclass(frozen=True, slots=True)
class ApplicationOutcome:
    state: State
    sender: LeafIndex
    epoch: int
    plaintext: bytes = field(repr=False)
    authenticated_data: bytes


Outcome = CommitOutcome | ProposalOutcome | ApplicationOutcome


def process(state: State, data: bytes, validate: Validate | None, allow_external: bool, now_ms: int | None) -> Outcome:
    """Raises ``Malformed``, ``Forged``, ``Refused``, ``Stale`` (another epoch) or ``CannotOpen``."""
    message = unwrap(data)
    require_active(state)
    current = state if now_ms is None else forget_expired(state, now_ms)
    if isinstance(message, PrivateMessage):
        require("F8", message.group_id == state.context.group_id)
        if message.content_type is ContentType.APPLICATION:
            return _application(current, message)
        opened, content = _open_handshake(current, message)
        return _handshake(opened, content, validate, now_ms)
    if isinstance(message, PublicMessage):
        return _handshake(current, _open_public(current, message, allow_external), validate, now_ms)
    raise Refused("not a message for the members of a group")


def _require_epoch(state: State, epoch: int) -> None:
    """Sections 12.1 and 12.4.2. Raises ``Stale``."""
    require("F7", epoch == state.context.epoch, error=Stale)


def _open_handshake(state: State, message: PrivateMessage) -> tuple[State, AuthenticatedContent]:
    _require_epoch(state, message.epoch)
    sender = open_sender_data(state.suite, message, state.secrets.sender_data_secret)
    leaf_node = member(state.tree, sender.leaf)
    tree, content = unprotect_private(state.suite, message, sender, state.secret_tree)
    content.verify(state.suite, leaf_node.signature_key, state.context)
    return replace(state, secret_tree=tree), content


def _open_public(state: State, message: PublicMessage, allow_external: bool) -> AuthenticatedContent:
    content = message.content
    require("F8", content.group_id == state.context.group_id)
    require("F3", content.content_type is not ContentType.APPLICATION)
    _require_epoch(state, content.epoch)
    if content.sender.kind is not SenderType.MEMBER and not allow_external:
        raise Refused("senders who are no members are not admitted here")
    check_membership(state.suite, message, state.context, state.secrets.membership_key)
    message.authenticated.verify(state.suite, _sender_key(state, content), state.context)
    return message.authenticated


def _sender_key(state: State, content: FramedContent) -> bytes:
    """Section 6.1: the signature key by the kind of sender, who may send nothing but what is of that kind."""
    sender, body = content.sender, content.body
    if sender.kind is SenderType.MEMBER:
        return member(state.tree, LeafIndex(sender.index)).signature_key
    if sender.kind is SenderType.EXTERNAL:
        require("F4", isinstance(body, Proposal))
        # Section 12.1.8: other types MUST be rejected as malformed.
        require("F10", not isinstance(body, Update | ExternalInit), error=Malformed)
        senders = external_senders(state.context.extensions)
        require("F4", sender.index < len(senders))
        return senders[sender.index].signature_key
    if sender.kind is SenderType.NEW_MEMBER_PROPOSAL:
        if not isinstance(body, Add):
            refuse("F4")
        return body.key_package.leaf_node.signature_key
    if not isinstance(body, Commit):
        refuse("F4")
    if body.path is None:
        refuse("C9")
    return body.path.leaf_node.signature_key


def _handshake(state: State, message: AuthenticatedContent, validate: Validate | None, now_ms: int | None) -> Outcome:
    body = message.content.body
    if isinstance(body, Commit):
        return process_commit(state, message, body, validate, now_ms)
    if isinstance(body, Proposal):
        return _cache(state, message, body, validate)
    raise Malformed("a handshake that is neither proposal nor commit")


def _cache(state: State, message: AuthenticatedContent, proposal: Proposal, validate: Validate | None) -> ProposalOutcome:
    """Section 12.1: verified, then kept to be found by reference."""
    sender = message.content.sender
    check_proposal(state, Resolved(proposal, sender))
    if validate is not None and isinstance(proposal, Add):
        validate(proposal.key_package.leaf_node.credential, proposal.key_package.leaf_node.signature_key)
    if validate is not None and isinstance(proposal, Update):
        validate(proposal.leaf_node.credential, proposal.leaf_node.signature_key)
    ref = state.suite.proposal_ref(message.encode())
    return ProposalOutcome(replace(state, proposals={**state.proposals, ref: CachedProposal(sender, proposal)}))


def _application(state: State, message: PrivateMessage) -> ApplicationOutcome:
    """Of the current epoch, or of a past one whose secrets are kept (section 15.3)."""
    if message.epoch > state.context.epoch:
        refuse("F7", "an epoch to come", Stale)
    past = next((past for past in state.past if past.epoch == message.epoch), None)
    if past is not None:
        return _late_application(state, message, past)
    if message.epoch != state.context.epoch:
        raise CannotOpen("the secrets of that epoch are forgotten")
    opened, content = _open_handshake(state, message)
    return _application_outcome(opened, content)


def _late_application(state: State, message: PrivateMessage, past: PastEpoch) -> ApplicationOutcome:
    sender = open_sender_data(state.suite, message, past.sender_data_secret)
    key = past.signature_keys.get(sender.leaf)
    if key is None:
        refuse("F6", error=Forged)
    tree, content = unprotect_private(state.suite, message, sender, past.secret_tree)
    content.verify(state.suite, key, past.context)
    kept = tuple(replace(other, secret_tree=tree) if other is past else other for other in state.past)
    return _application_outcome(replace(state, past=kept), content)


def _application_outcome(state: State, message: AuthenticatedContent) -> ApplicationOutcome:
    content = message.content
    if not isinstance(content.body, bytes):
        raise Malformed("not application data")
    return ApplicationOutcome(state, LeafIndex(content.sender.index), content.epoch, content.body, content.authenticated_data)
