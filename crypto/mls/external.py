"""Joining by an external commit (RFC 9420 sections 8.3 and 12.4.3.2), for interoperability: Qorgan's circles refuse them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from crypto.codec import Reader
from crypto.entropy import Entropy
from crypto.errors import Malformed
from crypto.frozen import dataclass
from crypto.mls.author import Draft, author
from crypto.mls.credential import Credential, Validate
from crypto.mls.extension import EXTERNAL_PUB, external_senders, find
from crypto.mls.framing import WIRE_PUBLIC_MESSAGE, Sender, SenderType, protect_public
from crypto.mls.join import check_group_info
from crypto.mls.key_package import new_leaf
from crypto.mls.key_schedule import EXTERNAL_INIT_LABEL, EpochSecrets, interim_transcript_hash
from crypto.mls.leaf_node import OWN_CAPABILITIES
from crypto.mls.membership import supports
from crypto.mls.message import unwrap, wrap
from crypto.mls.proposal import ExternalInit, PreSharedKey, PreSharedKeyID, Proposal, PskType, Remove
from crypto.mls.proposal_list import Resolved, apply, check_external_list
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.rules import refuse, require
from crypto.mls.secret_tree import SecretTree
from crypto.mls.state import State, Status, enter, find_psk
from crypto.mls.suite import Suite, suite_of
from crypto.mls.treemath import LeafIndex
from crypto.mls.welcome import GroupInfo

_SENDER = Sender(SenderType.NEW_MEMBER_COMMIT)


@dataclass(frozen=True, slots=True)
class ExternalJoiner:
    """``resync`` removes the joiner's former leaf in the same commit."""

    seed: bytes = field(repr=False)
    credential: Credential
    resync: LeafIndex | None = None
    psks: Mapping[bytes, bytes] = field(default_factory=dict, repr=False)
    validate: Validate | None = None


def external_join(data: bytes, joiner: ExternalJoiner, entropy: Entropy) -> tuple[State, bytes]:
    """(our state in the new epoch, the commit as an MLSMessage) from a GroupInfo message.

    Raises ``Malformed``, ``Forged`` or ``Refused``.
    """
    group_info = unwrap(data)
    if not isinstance(group_info, GroupInfo):
        raise Malformed("not a GroupInfo")
    suite = suite_of(group_info.context.cipher_suite)
    tree = check_group_info(suite, group_info, None)
    require("W15", supports(OWN_CAPABILITIES, group_info.context.extensions))
    _validate(tree, group_info, joiner.validate)
    kem_output, init_secret = suite.hpke.export_to(_external_pub(group_info), EXTERNAL_INIT_LABEL, suite.nh)
    before = _outside(suite, group_info, tree, joiner)
    draft = _draft(before, joiner, kem_output, init_secret, entropy)
    authored = author(draft, entropy)
    placed = replace(before, own_leaf=draft.leaf)
    message = wrap(protect_public(suite, authored.message, before.context, b""))
    entered = enter(placed, authored.epoch, authored.path.tree, authored.path.private, authored.tag, Status.ACTIVE, None)
    return replace(entered, past=(), resumption={}), message


def _validate(tree: RatchetTree, group_info: GroupInfo, validate: Validate | None) -> None:
    if validate is None:
        return
    for _, leaf_node in tree.members():
        validate(leaf_node.credential, leaf_node.signature_key)
    for sender in external_senders(group_info.context.extensions):
        validate(sender.credential, sender.signature_key)


def _external_pub(group_info: GroupInfo) -> bytes:
    data = find(group_info.extensions, EXTERNAL_PUB)
    if data is None:
        refuse("W16")
    reader = Reader(data)
    key = reader.opaque()
    reader.finish()
    return key


def _outside(suite: Suite, group_info: GroupInfo, tree: RatchetTree, joiner: ExternalJoiner) -> State:
    """The old epoch as one who holds none of its secrets knows it."""
    context, tag = group_info.context, group_info.confirmation_tag
    return State(
        suite=suite,
        context=context,
        tree=tree,
        own_leaf=LeafIndex(0),
        signing_seed=joiner.seed,
        private={},
        secrets=EpochSecrets.none(),
        secret_tree=SecretTree(tree.leaves, {}),
        interim=interim_transcript_hash(suite, context.confirmed_transcript_hash, tag),
        confirmation_tag=tag,
        psks=dict(joiner.psks),
    )


def _draft(before: State, joiner: ExternalJoiner, kem_output: bytes, init_secret: bytes, entropy: Entropy) -> Draft:
    suite = before.suite
    proposals: list[Proposal] = [ExternalInit(kem_output)]
    if joiner.resync is not None:
        proposals.append(Remove(joiner.resync))
    proposals += [PreSharedKey(PreSharedKeyID(PskType.EXTERNAL, entropy(suite.nh), psk_id=psk_id)) for psk_id in joiner.psks]
    items = [Resolved(proposal, _SENDER) for proposal in proposals]
    check_external_list(before, items)
    applied = apply(before, items)
    leaf = applied.tree.first_blank()
    if leaf >= applied.tree.leaves:
        applied = replace(applied, tree=applied.tree.extended())
    # The path replaces the key, the source and the signature of this leaf.
    template = new_leaf(suite, joiner.seed, joiner.credential, b"", (0, 0), ())
    return Draft(
        suite=suite,
        context=before.context,
        interim=before.interim,
        init_secret=init_secret,
        applied=applied,
        proposals=tuple(proposals),
        psks=tuple((identifier, find_psk(before, identifier)) for identifier in applied.psks),
        sender=_SENDER,
        leaf=leaf,
        template=template,
        leaf_seed=joiner.seed,
        frame_seed=joiner.seed,
        wire_format=WIRE_PUBLIC_MESSAGE,
        authenticated_data=b"",
    )
