"""One refusal for each rule of the table in ``crypto.mls.rules``, and the table itself compared with code and tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import crypto.mls
from crypto.codec import Reader, Writer
from crypto.errors import CannotOpen, Forged, Malformed, QorganError, Refused, Stale
from crypto.mls import POLICY, BasicCredential, Extension, Group, X509Credential, parse_key_package
from crypto.mls.author import author, make_welcome
from crypto.mls.extension import EXTERNAL_PUB, EXTERNAL_SENDERS, REQUIRED_CAPABILITIES, ExternalSender, RequiredCapabilities
from crypto.mls.framing import WIRE_PRIVATE_MESSAGE, FramedContent, PublicMessage, Sender, SenderType, sign_content
from crypto.mls.key_package import unwrap_key_package
from crypto.mls.leaf_node import LeafNode, LeafNodeSource
from crypto.mls.member import CommitRequest, draft_commit
from crypto.mls.message import unwrap, wrap
from crypto.mls.private_message import PrivateMessage, SenderData, protect_private, sender_data_key
from crypto.mls.proposal import (
    Add,
    Commit,
    ExternalInit,
    GroupContextExtensions,
    PreSharedKey,
    PreSharedKeyID,
    Proposal,
    PskType,
    ReInit,
    Remove,
    ResumptionUsage,
    Update,
    UpdatePath,
)
from crypto.mls.proposal_list import Resolved, check_proposal
from crypto.mls.ratchet_tree import ParentNode, RatchetTree
from crypto.mls.rules import RULES
from crypto.mls.secret_tree import MAX_FORWARD, RatchetKind
from crypto.mls.struct import put
from crypto.mls.tree_hash import tree_hash
from crypto.mls.treekem import derive_path
from crypto.mls.treemath import NodeIndex
from crypto.mls.welcome import GroupInfo, Welcome
from tests.crypto.mls.vectors import flipped
from tests.crypto.mls.world import (
    Device,
    certificate,
    device,
    external_join,
    founder,
    group_info,
    group_of,
    key_package,
    leaf,
    seeded,
    send,
)

_GREASE = 0x0A0A


@contextmanager
def refused(rule: str, error: type[QorganError] = Refused) -> Iterator[None]:
    """The block is refused by this rule and no other."""
    with pytest.raises(error) as caught:
        yield
    assert f"[{rule}]" in str(caught.value), str(caught.value)


def joined_by(packaged: bytes, group: Group | None = None) -> None:
    """Adds the owner of a key package to a group, as an honest committer would."""
    (group or founder()).commit(seeded(b"joined"), add=[packaged])


def edited(edit: Callable[[LeafNode], LeafNode], name: bytes = b"new") -> bytes:
    return key_package(device(name), edit)


# Leaf nodes and key packages


def test_l1_a_leaf_with_a_wrong_signature() -> None:
    new = device(b"new")
    leaf_node = unwrap_key_package(new.bundle.key_package).leaf_node
    with refused("L1", Forged):
        parse_key_package(key_package(new, leaf_node=replace(leaf_node, signature=flipped(leaf_node.signature))))


def test_l2_a_leaf_without_a_required_capability() -> None:
    required = Extension(REQUIRED_CAPABILITIES, RequiredCapabilities((POLICY,), (), ()).encode())
    lacking = edited(lambda leaf_node: replace(leaf_node, capabilities=replace(leaf_node.capabilities, extensions=())))
    joined_by(device(b"able").bundle.key_package, founder(extensions=[required]))
    with refused("L2"):
        joined_by(lacking, founder(extensions=[required]))


def test_l3_a_leaf_that_does_not_support_a_credential_type_in_use() -> None:
    seed = seeded(b"l3")(32)
    new = device(b"new", credential=certificate("x", seed), seed=seed)
    only_x509 = key_package(new, lambda item: replace(item, capabilities=replace(item.capabilities, credentials=(2,))))
    with refused("L3"):
        joined_by(only_x509)


def test_l4_a_lifetime_that_is_not_now() -> None:
    packaged = device(b"new").bundle.key_package
    for now in (1_000, 2_000):
        parse_key_package(packaged, now=now)
    for now in (999, 2_001):
        with refused("L4"):
            parse_key_package(packaged, now=now)
    new = device(b"new")
    welcome = founder().commit(seeded(b"c"), add=[packaged]).welcome
    assert welcome is not None
    with refused("L4"):
        Group.join(welcome, new.bundle, new.seed, validate=None, now=2_001)


def test_l5_an_extension_that_the_leaf_does_not_list() -> None:
    with refused("L5"):
        parse_key_package(edited(lambda item: replace(item, extensions=(Extension(_GREASE, b""),))))


def test_l6_a_leaf_of_another_source() -> None:
    with refused("L6"):
        parse_key_package(edited(lambda item: replace(item, source=LeafNodeSource.UPDATE, lifetime=None)))
    group = group_of(2)[0]
    with refused("L6"):
        check_proposal(group.state, Resolved(Update(group.state.own), Sender(SenderType.MEMBER, 0)))


def test_l7_an_update_with_the_key_that_was_there() -> None:
    group = group_of(2)[0]
    same = replace(group.state.own, source=LeafNodeSource.UPDATE, parent_hash=None)
    signed = same.signed(group.state.suite, group.state.signing_seed, b"group", leaf(0))
    with refused("L7"):
        check_proposal(group.state, Resolved(Update(signed), Sender(SenderType.MEMBER, 0)))
    with refused("L7"):
        receive_path(edit_leaf=lambda item: replace(item, encryption_key=group_of(3)[0].state.own.encryption_key))


def test_l8_a_signature_key_of_another_member() -> None:
    groups = group_of(3)
    with refused("L8"):
        groups[0].commit(seeded(b"c"), new_signing_seed=groups[1].state.signing_seed)


def test_l9_an_encryption_key_of_another_member() -> None:
    groups = group_of(3)
    stolen = replace(
        groups[1].state.own, source=LeafNodeSource.UPDATE, parent_hash=None, encryption_key=groups[2].state.own.encryption_key
    )
    update = Update(stolen.signed(groups[1].state.suite, groups[1].state.signing_seed, b"group", leaf(1)))
    cached = groups[0].process(send(groups[1], update), validate=None).group
    with refused("L9"):
        cached.commit(seeded(b"c"), cached=True)


def test_l9_two_leaves_of_one_key_in_a_tree_that_is_joined() -> None:
    group = group_of(3)[0]
    double = replace(group.state.own, encryption_key=key_of(group, 4))
    tree = group.state.tree.with_nodes(
        {NodeIndex(0): double.signed(group.state.suite, group.state.signing_seed, b"group", leaf(0))}
    )
    with refused("L9"):
        external_join(group_info(group, tree))


def test_l10_a_credential_type_that_the_leaf_itself_does_not_support() -> None:
    with refused("L10"):
        parse_key_package(edited(lambda item: replace(item, capabilities=replace(item.capabilities, credentials=(2,)))))


def test_l11_a_certificate_of_another_key() -> None:
    seed, other = seeded(b"l11")(32), device(b"other")
    stolen = certificate("x", seed, public=unwrap_key_package(other.bundle.key_package).leaf_node.signature_key)
    with refused("L11"):
        device(b"new", credential=stolen, seed=seed)
    for broken in (X509Credential(()), X509Credential((b"no certificate",))):
        with pytest.raises(Malformed):
            device(b"new", credential=broken)


def test_l12_a_leaf_without_the_suite_or_an_extension_of_the_group() -> None:
    with refused("L12"):
        parse_key_package(edited(lambda item: replace(item, capabilities=replace(item.capabilities, cipher_suites=(1,)))))
    with refused("L12"):
        parse_key_package(edited(lambda item: replace(item, capabilities=replace(item.capabilities, versions=()))))
    lacking = edited(lambda item: replace(item, capabilities=replace(item.capabilities, extensions=())))
    with refused("L12"):
        joined_by(lacking, founder(extensions=[Extension(POLICY, b"")]))


def test_l13_two_extensions_of_one_type() -> None:
    twice = (Extension(POLICY, b"1"), Extension(POLICY, b"2"))
    with refused("L13", Malformed):
        parse_key_package(edited(lambda item: replace(item, extensions=twice)))
    with refused("L13", Malformed):
        parse_key_package(key_package(device(b"new"), extensions=twice))
    with refused("L13", Malformed):
        founder(extensions=twice)
    with refused("L13", Malformed):
        founder().commit(seeded(b"c"), extensions=twice)
    with refused("L13", Malformed):
        external_join(group_info(founder(), extensions=twice))


def test_l14_a_lifetime_longer_than_the_application_allows() -> None:
    parse_key_package(device(b"new").bundle.key_package, max_lifetime=1_000)
    with refused("L14"):
        parse_key_package(device(b"new").bundle.key_package, max_lifetime=999)


def test_l15_keys_that_are_not_of_the_suite() -> None:
    for broken in (b"", bytes(31), bytes(33)):
        with refused("L15", Malformed):
            parse_key_package(key_package(device(b"new"), lambda item, key=broken: replace(item, encryption_key=key)))  # type: ignore[misc]
    with refused("L15", Malformed):
        parse_key_package(edited(lambda item: replace(item, signature_key=bytes(31))))


def test_k1_a_key_package_of_another_suite_or_version() -> None:
    with refused("K1"):
        joined_by(device(b"new", suite=1).bundle.key_package)


def test_k2_a_key_package_with_a_wrong_signature() -> None:
    with refused("K2", Forged):
        parse_key_package(flipped(device(b"new").bundle.key_package))


def test_k3_an_init_key_that_is_the_key_of_the_leaf() -> None:
    new = device(b"new")
    with refused("K3"):
        parse_key_package(key_package(new, init_key=unwrap_key_package(new.bundle.key_package).leaf_node.encryption_key))


def test_k4_a_key_package_of_another_version_than_the_message() -> None:
    with refused("K4", Malformed):
        parse_key_package(key_package(device(b"new"), version=2))


# Framing


def public(message: bytes) -> PublicMessage:
    found = unwrap(message)
    assert isinstance(found, PublicMessage)
    return found


def test_f1_a_message_with_a_wrong_signature() -> None:
    groups = group_of(2)
    with refused("F1", Forged):
        groups[1].process(send(groups[0], Remove(leaf(1)), seed=seeded(b"another")(32)), validate=None)


def test_f2_a_public_message_with_a_wrong_membership_tag() -> None:
    groups = group_of(2)
    with refused("F2", Forged):
        groups[1].process(flipped(send(groups[0], Remove(leaf(1)))), validate=None)


def test_f3_an_application_message_in_public() -> None:
    groups = group_of(2)
    with refused("F3"):
        groups[1].process(send(groups[0], b"text"), validate=None)


def test_f4_outsiders_who_send_what_is_not_theirs_to_send() -> None:
    group = founder()
    for sender, body in (
        (Sender(SenderType.EXTERNAL, 0), Commit((), None)),
        (Sender(SenderType.EXTERNAL, 0), Remove(leaf(0))),
        (Sender(SenderType.NEW_MEMBER_PROPOSAL), Remove(leaf(0))),
        (Sender(SenderType.NEW_MEMBER_COMMIT), Remove(leaf(0))),
    ):
        with refused("F4"):
            group.process(send(group, body, sender), validate=None, allow_external=True)


def test_an_external_sender_of_the_group_may_propose() -> None:
    seed = seeded(b"sender")(32)
    key = unwrap_key_package(device(b"s", seed=seed).bundle.key_package).leaf_node.signature_key
    senders = Writer().vector([ExternalSender(key, BasicCredential(b"s"))], put).bytes()
    group = founder(extensions=[Extension(EXTERNAL_SENDERS, senders)])
    proposal = send(group, Add(unwrap_key_package(device(b"new").bundle.key_package)), Sender(SenderType.EXTERNAL, 0), seed)
    with pytest.raises(Refused):
        group.process(proposal, validate=None)
    cached = group.process(proposal, validate=None, allow_external=True).group
    assert len(cached.commit(seeded(b"c"), cached=True).group.members()) == 2


def test_f5_padding_that_is_not_zero() -> None:
    groups = group_of(2)
    state = groups[0].state
    content = FramedContent(b"group", state.context.epoch, Sender(SenderType.MEMBER, 0), b"", b"text")
    signed = sign_content(state.suite, state.signing_seed, WIRE_PRIVATE_MESSAGE, content, state.context)
    _, message = protect_private(state.suite, signed, state.secrets.sender_data_secret, state.secret_tree, seeded(b"g"), padding=3)
    _, _, key = state.secret_tree.next(state.suite, leaf(0), RatchetKind.APPLICATION)
    guard = seeded(b"g")(4)
    nonce = bytes(a ^ b for a, b in zip(key.nonce[:4], guard, strict=True)) + key.nonce[4:]
    plaintext = state.suite.decrypt(key.key, nonce, message.aad(), message.ciphertext)
    assert plaintext.endswith(bytes(3))
    with refused("F5", Malformed):
        groups[1].process(
            resealed(groups[0], message, state.suite.encrypt(key.key, nonce, message.aad(), flipped(plaintext))), validate=None
        )


def resealed(group: Group, message: PrivateMessage, ciphertext: bytes, sender: SenderData | None = None) -> bytes:
    """The message with another ciphertext, and sender data that fit it."""
    state = group.state
    who = sender or SenderData(leaf(0), 0, seeded(b"g")(4))
    key = sender_data_key(state.suite, state.secrets.sender_data_secret, ciphertext)
    sealed = state.suite.encrypt(key.key, key.nonce, message.sender_data_aad(), who.encode())
    return wrap(replace(message, encrypted_sender_data=sealed, ciphertext=ciphertext))


def application(group: Group) -> PrivateMessage:
    message = unwrap(group.encrypt(b"text", seeded(b"g"))[1])
    assert isinstance(message, PrivateMessage)
    return message


@pytest.mark.parametrize("index", [3, 4, 1 << 31, (1 << 32) - 1])
def test_f6_sender_data_of_a_leaf_that_is_blank_or_outside_the_tree(index: int) -> None:
    groups = group_of(3)
    message = application(groups[0])
    with refused("F6", Forged):
        groups[1].process(resealed(groups[0], message, message.ciphertext, SenderData(leaf(index), 0, bytes(4))), validate=None)


def test_f7_a_handshake_of_another_epoch() -> None:
    groups = group_of(2)
    for is_public in (True, False):
        message = groups[0].commit(seeded(b"c"), public=is_public).message
        later = groups[1].commit(seeded(b"d")).group
        with refused("F7", Stale):
            later.process(message, validate=None)


def test_f8_a_message_of_another_group() -> None:
    groups = group_of(2)
    other = Group.create(b"another", 3, seeded(b"o")(32), BasicCredential(b"o"), seeded(b"o"), lifetime=(0, 1))
    for message in (send(other, Remove(leaf(0))), other.encrypt(b"text", seeded(b"e"))[1]):
        with refused("F8"):
            groups[0].process(message, validate=None)


def test_f9_a_generation_used_before_or_too_far_ahead() -> None:
    groups = group_of(2)
    message = application(groups[0])
    once = groups[1].process(wrap(message), validate=None).group
    with refused("F9"):
        once.process(wrap(message), validate=None)
    far = SenderData(leaf(0), MAX_FORWARD + 1, bytes(4))
    with refused("F9"):
        groups[1].process(resealed(groups[0], message, message.ciphertext, far), validate=None)
    near = SenderData(leaf(0), MAX_FORWARD, bytes(4))
    with pytest.raises(CannotOpen):
        groups[1].process(resealed(groups[0], message, message.ciphertext, near), validate=None)


def test_f10_an_external_sender_proposes_an_update() -> None:
    group = founder()
    for body in (Update(group.state.own), ExternalInit(b"")):
        with refused("F10", Malformed):
            group.process(send(group, body, Sender(SenderType.EXTERNAL, 0)), validate=None, allow_external=True)


# Proposal lists


def commits(*proposals: Proposal | bytes, size: int = 3) -> None:
    """Member 0 commits these by value, and member 1 receives it."""
    groups = group_of(size)
    groups[1].process(send(groups[0], Commit(proposals, None)), validate=None)


def test_p1_an_update_of_the_committers_own() -> None:
    group = group_of(3)[0]
    fresh = replace(group.state.own, source=LeafNodeSource.UPDATE, parent_hash=None, encryption_key=seeded(b"k")(32))
    with refused("P1"):
        commits(Update(fresh.signed(group.state.suite, group.state.signing_seed, b"group", leaf(0))))


def test_p2_a_remove_of_the_committer() -> None:
    with refused("P2"):
        commits(Remove(leaf(0)))
    with refused("P2"):
        group_of(2)[0].commit(seeded(b"c"), remove=[leaf(0)])


def test_p3_two_removes_of_one_leaf() -> None:
    with refused("P3"):
        commits(Remove(leaf(2)), Remove(leaf(2)))


def test_p4_two_adds_of_one_client() -> None:
    first, second = device(b"new"), device(b"again", seed=device(b"new").seed)
    with refused("P4"):
        commits(*(Add(unwrap_key_package(item.bundle.key_package)) for item in (first, second)))


def test_p5_an_add_of_a_member() -> None:
    double = device(b"double", seed=group_of(3)[2].state.signing_seed)
    with refused("P5"):
        commits(Add(unwrap_key_package(double.bundle.key_package)))


def test_p6_a_pre_shared_key_twice() -> None:
    psk = PreSharedKey(PreSharedKeyID(PskType.EXTERNAL, bytes(32), psk_id=b"id"))
    with refused("P6"):
        commits(psk, psk)


def test_p7_two_lists_of_extensions() -> None:
    with refused("P7"):
        commits(GroupContextExtensions(()), GroupContextExtensions(()))


def test_p8_a_reinit_with_another_proposal() -> None:
    with refused("P8"):
        commits(ReInit(b"new", 1, 3, ()), Remove(leaf(2)))


def test_p9_an_external_init_of_a_member() -> None:
    with refused("P9"):
        commits(ExternalInit(bytes(32)))


@pytest.mark.parametrize("index", [3, 4, (1 << 32) - 1])
def test_p10_a_remove_of_nobody(index: int) -> None:
    with refused("P10"):
        commits(Remove(leaf(index)))


def test_p11_a_resumption_key_of_a_reinit_or_branch() -> None:
    for usage in (ResumptionUsage.REINIT, ResumptionUsage.BRANCH):
        with refused("P11"):
            commits(PreSharedKey(PreSharedKeyID(PskType.RESUMPTION, bytes(32), usage=usage, group_id=b"group", epoch=1)))


def test_p12_a_nonce_of_a_wrong_size() -> None:
    for size in (0, 31, 33):
        with refused("P12"):
            commits(PreSharedKey(PreSharedKeyID(PskType.EXTERNAL, bytes(size), psk_id=b"id")))


def test_p13_a_reinit_to_a_lower_version() -> None:
    with refused("P13"):
        commits(ReInit(b"new", 0, 3, ()))


def test_p14_required_capabilities_that_a_member_lacks() -> None:
    required = Extension(REQUIRED_CAPABILITIES, RequiredCapabilities((_GREASE,), (), ()).encode())
    with refused("P14"):
        group_of(2)[0].commit(seeded(b"c"), extensions=[required])


def test_p15_a_reference_to_a_proposal_never_seen() -> None:
    with refused("P15"):
        commits(bytes(32))


def test_p16_an_external_commit_with_other_proposals() -> None:
    for proposals in (
        (),
        (ExternalInit(bytes(32)), ExternalInit(bytes(32))),
        (ExternalInit(bytes(32)), Remove(leaf(0)), Remove(leaf(1))),
        (ExternalInit(bytes(32)), GroupContextExtensions(())),
    ):
        with refused("P16"):
            outside_commit(proposals)


def test_p17_an_external_commit_with_a_reference() -> None:
    with refused("P17"):
        outside_commit((ExternalInit(bytes(32)), bytes(32)))


def outside_commit(proposals: tuple[Proposal | bytes, ...], with_path: bool = True) -> None:
    """An outsider's commit of these, with the path of a good external commit."""
    group = group_of(2)[0]
    _, message = external_join(group.group_info())
    good = public(message).content.body
    assert isinstance(good, Commit)
    body = Commit(proposals, good.path if with_path else None)
    forged = send(group, body, Sender(SenderType.NEW_MEMBER_COMMIT), seed=seeded(b"outsider")(32))
    group.process(forged, validate=None, allow_external=True)


def test_p18_a_pre_shared_key_that_we_do_not_have() -> None:
    groups = group_of(2)
    with refused("P18"):
        groups[0].commit(seeded(b"c"), psks=[b"unknown"])
    message = groups[0].with_psk(b"id", b"secret").commit(seeded(b"c"), psks=[b"id"]).message
    with refused("P18"):
        groups[1].process(message, validate=None)
    with refused("C7", Forged):
        groups[1].with_psk(b"id", b"another").process(message, validate=None)


def test_p19_an_update_of_somebody_who_is_no_member() -> None:
    group = group_of(2)[0]
    for sender in (Sender(SenderType.EXTERNAL, 0), Sender(SenderType.MEMBER, 9)):
        with refused("P19"):
            check_proposal(group.state, Resolved(Update(group.state.own), sender))


# Commits


def receive_path(
    edit: Callable[[UpdatePath], UpdatePath] | None = None, edit_leaf: Callable[[LeafNode], LeafNode] | None = None
) -> None:
    """Member 0 of three sends an empty commit whose path was tampered with and signed anew; member 1 receives it."""
    groups = group_of(3)
    state = groups[0].state
    content = public(groups[0].commit(seeded(b"c"), public=True).message).content
    assert isinstance(content.body, Commit)
    path = content.body.path
    assert path is not None
    if edit_leaf is not None:
        path = replace(path, leaf_node=edit_leaf(path.leaf_node).signed(state.suite, state.signing_seed, b"group", leaf(0)))
    if edit is not None:
        path = edit(path)
    groups[1].process(send(groups[0], Commit((), path)), validate=None)


def test_c1_no_path_where_one_is_required() -> None:
    required: tuple[tuple[Proposal, ...], ...] = ((), (Remove(leaf(2)),), (GroupContextExtensions(()),))
    for proposals in required:
        with refused("C1"):
            commits(*proposals)


def test_a_commit_without_a_path_is_processed_where_none_is_required() -> None:
    """Such a commit gets as far as its confirmation tag, which ``send`` does not make."""
    with refused("C7", Forged):
        commits(Add(unwrap_key_package(device(b"new").bundle.key_package)))


def test_c2_a_key_of_the_path_that_stands_in_the_tree() -> None:
    group = group_of(3)[0]
    for key in (group.state.own.encryption_key, key_of(group, 4)):
        with refused("C2"):
            receive_path(lambda path, key=key: replace(path, nodes=(replace(path.nodes[0], encryption_key=key), *path.nodes[1:])))  # type: ignore[misc]
    with refused("C2"):
        receive_path(
            lambda path: replace(path, nodes=(path.nodes[0], replace(path.nodes[1], encryption_key=path.nodes[0].encryption_key)))
        )


def key_of(group: Group, node: int) -> bytes:
    found = group.state.tree.nodes[node]
    assert found is not None
    return found.encryption_key


def test_c3_a_leaf_with_another_parent_hash() -> None:
    with refused("C3", Forged):
        receive_path(edit_leaf=lambda item: replace(item, parent_hash=flipped(item.parent_hash or b"\0")))


def test_c4_a_path_that_lacks_a_node() -> None:
    with refused("C4", Malformed):
        receive_path(lambda path: replace(path, nodes=path.nodes[1:]))


def test_c5_a_node_that_lacks_a_ciphertext() -> None:
    with refused("C5", Malformed):
        receive_path(lambda path: replace(path, nodes=(replace(path.nodes[0], encrypted_path_secret=()), *path.nodes[1:])))


def test_c6_a_path_secret_that_does_not_give_the_keys_of_the_path() -> None:
    groups = group_of(3)
    state = groups[0].state
    content = public(groups[0].commit(seeded(b"c"), public=True).message).content
    assert isinstance(content.body, Commit)
    path = content.body.path
    assert path is not None
    merged = groups[0].commit(seeded(b"c")).group.state.context
    provisional = replace(merged, confirmed_transcript_hash=state.context.confirmed_transcript_hash)
    sealed = state.suite.seal(key_of(groups[0], 2), b"UpdatePathNode", provisional.encode(), seeded(b"wrong")(32))
    nodes = (replace(path.nodes[0], encrypted_path_secret=(sealed,)), *path.nodes[1:])
    with refused("C6", Forged):
        groups[1].process(send(groups[0], Commit((), replace(path, nodes=nodes))), validate=None)


def test_c7_a_wrong_confirmation_tag() -> None:
    with refused("C7", Forged):
        receive_path()


def test_c8_a_group_that_is_over() -> None:
    groups = group_of(2)
    removed = groups[1].process(groups[0].commit(seeded(b"c"), remove=[leaf(1)]).message, validate=None).group
    group, proposal = groups[0].process(send(groups[1], ReInit(b"new", 1, 3, ())), validate=None).group, seeded(b"r")
    reinitialised = group.commit(proposal, cached=True).group
    for over in (removed, reinitialised):
        assert not over.active
        with refused("C8"):
            over.commit(seeded(b"d"))
        with refused("C8"):
            over.encrypt(b"text", seeded(b"e"))
        with refused("C8"):
            over.process(send(groups[0], Remove(leaf(1))), validate=None)
        with refused("C8"):
            over.group_info()
    with refused("C8"):
        removed.export("l", b"", 32)
    with refused("C8"):
        _ = removed.epoch_authenticator


def test_c9_an_external_commit_without_a_path() -> None:
    with refused("C9"):
        outside_commit((ExternalInit(bytes(32)),), with_path=False)


def test_c10_application_data_before_the_proposals_are_committed() -> None:
    groups = group_of(3)
    cached, _ = groups[0].propose_remove(leaf(2), seeded(b"p"))
    with refused("C10"):
        cached.encrypt(b"text", seeded(b"e"))
    cached.commit(seeded(b"c"), cached=True).group.encrypt(b"text", seeded(b"e"))


# Joining


def welcomed(new: Device, size: int = 3) -> bytes:
    welcome = group_of(size)[0].commit(seeded(b"c"), add=[new.bundle.key_package]).welcome
    assert welcome is not None
    return welcome


def forged_welcome(new: Device, *, for_other: Device | None = None, tag: bool = False, secrets: bool = False) -> bytes:
    """A Welcome by a committer who names another key package, or gives a wrong tag or wrong path secrets."""
    state = group_of(3)[0].state
    draft = draft_commit(state, CommitRequest(add=[new.bundle.key_package]), seeded(b"c"))
    authored = author(draft, seeded(b"c"))
    if for_other is not None:
        ((place, _),) = draft.applied.added
        draft = replace(draft, applied=replace(draft.applied, added=((place, unwrap_key_package(for_other.bundle.key_package)),)))
    if tag:
        authored = replace(authored, tag=flipped(authored.tag))
    if secrets:
        wrong = derive_path(state.suite, bytes(32), len(authored.path.path))
        authored = replace(authored, path=replace(authored.path, secrets=wrong))
    welcome = make_welcome(draft, authored)
    assert welcome is not None
    return welcome


def test_w1_a_welcome_for_somebody_else() -> None:
    with refused("W1", CannotOpen):
        device(b"other").join(welcomed(device(b"new")))


def test_w2_a_welcome_of_another_suite() -> None:
    new = device(b"new")
    welcome = unwrap(welcomed(new))
    assert isinstance(welcome, Welcome)
    with refused("W2"):
        new.join(wrap(replace(welcome, cipher_suite=1)))


def test_w3_a_group_info_with_a_wrong_signature() -> None:
    with refused("W3", Forged):
        external_join(flipped(founder().group_info()))
    with refused("F6", Forged):
        external_join(group_info(founder(), signer=leaf(5)))


def test_w4_a_tree_of_another_hash() -> None:
    groups = group_of(3)
    with refused("W4", Forged):
        external_join(group_info(groups[0], groups[0].commit(seeded(b"c")).group.state.tree, rehash=False))


def test_w5_a_parent_that_no_leaf_vouches_for() -> None:
    group = group_of(3)[0]
    for index, parent in group.state.tree.parents():
        other = replace(parent, encryption_key=group.state.suite.derive_key_pair(bytes(32))[1])
        with refused("W5", Forged):
            external_join(group_info(group, group.state.tree.with_nodes({index: other})))


def with_unmerged(group: Group, node: int, *leaves: int) -> RatchetTree:
    parent = group.state.tree.parent(NodeIndex(node))
    assert parent is not None
    return group.state.tree.with_nodes({NodeIndex(node): replace(parent, unmerged_leaves=tuple(leaf(item) for item in leaves))})


@pytest.mark.parametrize("index", [3, 9, (1 << 32) - 1])
def test_w6_an_unmerged_leaf_that_is_no_member_below(index: int) -> None:
    group = group_of(3)[0]
    with refused("W6", Malformed):
        external_join(group_info(group, with_unmerged(group, 3, index)))
    with refused("W6", Malformed):
        external_join(group_info(group, with_unmerged(group, 1, 2)))


def test_w7_an_unmerged_leaf_that_a_node_between_does_not_list() -> None:
    group = group_of(3)[0]
    with refused("W7", Forged):
        external_join(group_info(group, with_unmerged(group, 3, 1)))


def test_w8_a_parent_with_the_key_of_another_node() -> None:
    group = group_of(3)[0]
    parent = group.state.tree.parent(NodeIndex(1))
    assert parent is not None
    for key in (key_of(group, 3), key_of(group, 0)):
        with refused("W8"):
            external_join(group_info(group, group.state.tree.with_nodes({NodeIndex(1): replace(parent, encryption_key=key)})))


def test_w9_a_tree_without_our_leaf() -> None:
    other = device(b"other")
    with refused("W9"):
        other.join(forged_welcome(device(b"new"), for_other=other))


def test_w10_a_path_secret_that_does_not_give_the_keys_of_the_tree() -> None:
    new = device(b"new")
    with refused("W10", Forged):
        new.join(forged_welcome(new, secrets=True))


def test_w11_a_wrong_confirmation_tag() -> None:
    new = device(b"new")
    new.join(forged_welcome(new))
    with refused("W11", Forged):
        new.join(forged_welcome(new, tag=True))


def test_w12_a_tree_that_ends_in_a_blank_or_mixes_leaves_and_parents() -> None:
    encoded = group_of(2)[0].state.tree.encode()
    nodes = RatchetTree.decode(encoded).nodes
    blank_at_the_end = Writer().opaque(Writer().raw(_raw(encoded)).u8(0).bytes()).bytes()
    parent_first = RatchetTree((nodes[1], nodes[0], nodes[2])).encode()
    for broken in (blank_at_the_end, parent_first, Writer().opaque(b"").bytes()):
        with refused("W12", Malformed):
            RatchetTree.decode(broken)


def _raw(encoded: bytes) -> bytes:
    return Reader(encoded).opaque()


def test_w13_unmerged_leaves_out_of_order() -> None:
    for leaves in ((2, 1), (1, 1)):
        with refused("W13", Malformed):
            ParentNode.decode(ParentNode(b"key", b"", tuple(leaf(item) for item in leaves)).encode())


def test_w14_a_pre_shared_key_that_the_joiner_does_not_have() -> None:
    new = device(b"new")
    group = founder().with_psk(b"id", b"secret")
    welcome = group.commit(seeded(b"c"), add=[new.bundle.key_package], psks=[b"id"]).welcome
    assert welcome is not None
    with refused("W14"):
        new.join(welcome)
    with pytest.raises(CannotOpen):
        Group.join(welcome, new.bundle, new.seed, validate=None, psks={b"id": b"another"})
    Group.join(welcome, new.bundle, new.seed, validate=None, psks={b"id": b"secret"})


def test_w15_an_extension_of_the_group_that_the_joiner_does_not_support() -> None:
    group = founder()
    state = group.state
    able = replace(state.own, capabilities=replace(state.own.capabilities, extensions=(_GREASE,)))
    tree = RatchetTree.of(able.signed(state.suite, state.signing_seed))
    context = replace(state.context, tree_hash=tree_hash(state.suite, tree), extensions=(Extension(_GREASE, b""),))
    with refused("W15"):
        external_join(group_info(group, tree, rehash=False, context=context))


def test_w16_a_group_info_without_the_external_key() -> None:
    group = founder()
    original = unwrap(group.group_info())
    assert isinstance(original, GroupInfo)
    others = tuple(item for item in original.extensions if item.extension_type != EXTERNAL_PUB)
    with refused("W16"):
        external_join(group_info(group, extensions=others))


# The table itself


def test_every_rule_of_the_table_is_enforced_and_tested() -> None:
    folder = Path(crypto.mls.__file__).parent
    source = "".join(path.read_text() for path in folder.glob("*.py") if path.name != "rules.py")
    enforced = set(re.findall(r'["\[]([A-Z]\d+)["\]]', source))
    assert enforced == set(RULES)
    tests = set(re.findall(r'refused\("([A-Z]\d+)"', Path(__file__).read_text()))
    assert tests == set(RULES)
