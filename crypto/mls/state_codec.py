"""The serialised state of a member: our own format, TLS presentation like the rest, all in one value.

What it holds is secret from end to end: the caller encrypts it at rest.

::

    u8 version         u16 suite                GroupContext          ratchet_tree<V>
    u32 own leaf       signing seed<V>          node keys<V>          8 epoch secrets<V>
    secret tree        interim hash<V>          confirmation tag<V>   proposals<V>
    update keys<V>     psks<V>                  resumption psks<V>    past epochs<V>      u8 status
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from crypto.codec import Reader, Writer
from crypto.errors import Malformed
from crypto.mls import treemath
from crypto.mls.framing import Sender
from crypto.mls.group_context import GroupContext
from crypto.mls.key_schedule import EpochSecrets
from crypto.mls.proposal import read_proposal, write_proposal
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.secret_tree import MessageKey, Ratchet, RatchetKind, SecretTree
from crypto.mls.state import CachedProposal, PastEpoch, State, Status
from crypto.mls.struct import get_opaque, put_opaque
from crypto.mls.suite import suite_of
from crypto.mls.treemath import LeafIndex, NodeIndex

_VERSION: Final = 1
_SECRETS: Final = 8

K = TypeVar("K")
V = TypeVar("V")


def _put_map(
    writer: Writer, items: Mapping[K, V], key: Callable[[Writer, K], object], value: Callable[[Writer, V], object]
) -> None:
    def put_item(inner: Writer, item: tuple[K, V]) -> None:
        key(inner, item[0])
        value(inner, item[1])

    writer.vector(items.items(), put_item)


def _get_map(reader: Reader, key: Callable[[Reader], K], value: Callable[[Reader], V]) -> dict[K, V]:
    def get_item(inner: Reader) -> tuple[K, V]:
        return key(inner), value(inner)

    pairs = reader.vector(get_item)
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("a key stands twice in the state")
    return found


def _put_leaf(writer: Writer, leaf: LeafIndex) -> None:
    writer.u32(leaf)


def _get_leaf(reader: Reader) -> LeafIndex:
    return LeafIndex(reader.u32())


def _put_node(writer: Writer, node: NodeIndex) -> None:
    writer.u32(node)


def _get_node(reader: Reader) -> NodeIndex:
    return NodeIndex(reader.u32())


def _put_number(writer: Writer, number: int) -> None:
    writer.u64(number)


def _get_number(reader: Reader) -> int:
    return reader.u64()


def _put_key(writer: Writer, key: MessageKey) -> None:
    writer.opaque(key.key).opaque(key.nonce)


def _get_key(reader: Reader) -> MessageKey:
    return MessageKey(reader.opaque(), reader.opaque())


def _put_ratchet_id(writer: Writer, item: tuple[LeafIndex, RatchetKind]) -> None:
    writer.u32(item[0]).u8(item[1])


def _get_ratchet_id(reader: Reader) -> tuple[LeafIndex, RatchetKind]:
    leaf = _get_leaf(reader)
    try:
        return leaf, RatchetKind(reader.u8())
    except ValueError as error:
        raise Malformed("a ratchet of an unknown kind") from error


def _put_ratchet(writer: Writer, ratchet: Ratchet) -> None:
    writer.opaque(ratchet.secret).u64(ratchet.generation)
    _put_map(writer, ratchet.skipped, _put_number, _put_key)


def _get_ratchet(reader: Reader) -> Ratchet:
    return Ratchet(reader.opaque(), reader.u64(), _get_map(reader, _get_number, _get_key))


def _put_secret_tree(writer: Writer, tree: SecretTree) -> None:
    writer.u32(tree.leaves)
    _put_map(writer, tree.nodes, _put_node, put_opaque)
    _put_map(writer, tree.ratchets, _put_ratchet_id, _put_ratchet)


def _get_secret_tree(reader: Reader) -> SecretTree:
    leaves = reader.u32()
    if leaves == 0 or leaves & (leaves - 1):
        raise Malformed("a secret tree of a wrong size")
    nodes = _get_map(reader, _get_node, get_opaque)
    if any(node >= treemath.width(leaves) for node in nodes):
        raise Malformed("a node outside the secret tree")
    return SecretTree(leaves, nodes, _get_map(reader, _get_ratchet_id, _get_ratchet))


def _put_cached(writer: Writer, cached: CachedProposal) -> None:
    cached.sender.write(writer)
    write_proposal(writer, cached.proposal)


def _get_cached(reader: Reader) -> CachedProposal:
    return CachedProposal(Sender.read(reader), read_proposal(reader))


def _put_past(writer: Writer, past: PastEpoch) -> None:
    writer.u64(past.epoch).opaque(past.context)
    _put_map(writer, past.signature_keys, _put_leaf, put_opaque)
    writer.opaque(past.sender_data_secret)
    _put_secret_tree(writer, past.secret_tree)
    writer.optional(past.ended_at, _put_number)


def _get_past(reader: Reader) -> PastEpoch:
    return PastEpoch(
        epoch=reader.u64(),
        context=reader.opaque(),
        signature_keys=_get_map(reader, _get_leaf, get_opaque),
        sender_data_secret=reader.opaque(),
        secret_tree=_get_secret_tree(reader),
        ended_at=reader.optional(_get_number),
    )


def _put_secrets(writer: Writer, secrets: EpochSecrets) -> None:
    for name in EpochSecrets.__slots__:
        writer.opaque(getattr(secrets, name))


def encode_state(state: State) -> bytes:
    writer = Writer().u8(_VERSION).u16(state.suite.number)
    writer.raw(state.context.encoded).opaque(state.tree.encode())
    writer.u32(state.own_leaf).opaque(state.signing_seed)
    _put_map(writer, state.private, _put_node, put_opaque)
    _put_secrets(writer, state.secrets)
    _put_secret_tree(writer, state.secret_tree)
    writer.opaque(state.interim).opaque(state.confirmation_tag)
    _put_map(writer, state.proposals, put_opaque, _put_cached)
    _put_map(writer, state.update_keys, put_opaque, put_opaque)
    _put_map(writer, state.psks, put_opaque, put_opaque)
    _put_map(writer, state.resumption, _put_number, put_opaque)
    return writer.vector(state.past, _put_past).u8(state.status).bytes()


def decode_state(data: bytes) -> State:
    """What ``encode_state`` wrote; it is not verified again. Raises ``Malformed``."""
    reader = Reader(data)
    if reader.u8() != _VERSION:
        raise Malformed("a group state of an unknown version")
    state = State(
        suite=suite_of(reader.u16()),
        context=GroupContext.read(reader),
        tree=RatchetTree.decode(reader.opaque()),
        own_leaf=_get_leaf(reader),
        signing_seed=reader.opaque(),
        private=_get_map(reader, _get_node, get_opaque),
        secrets=EpochSecrets(*(reader.opaque() for _ in range(_SECRETS))),
        secret_tree=_get_secret_tree(reader),
        interim=reader.opaque(),
        confirmation_tag=reader.opaque(),
        proposals=_get_map(reader, get_opaque, _get_cached),
        update_keys=_get_map(reader, get_opaque, get_opaque),
        psks=_get_map(reader, get_opaque, get_opaque),
        resumption=_get_map(reader, _get_number, get_opaque),
        past=reader.vector(_get_past),
        status=_get_status(reader),
    )
    reader.finish()
    if state.context.cipher_suite != state.suite.number or state.tree.leaf(state.own_leaf) is None:
        raise Malformed("a group state whose parts do not fit")
    return state


def _get_status(reader: Reader) -> Status:
    try:
        return Status(reader.u8())
    except ValueError as error:
        raise Malformed("a group of an unknown status") from error
