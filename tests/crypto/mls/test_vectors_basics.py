"""Official vectors of the primitives, the codec, the key schedule and the messages by themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol, Self

import pytest

from crypto.codec import Reader, Writer, decode, encode_varint
from crypto.errors import CannotOpen, Forged, Malformed
from crypto.mls import key_schedule, treemath
from crypto.mls.framing import AuthenticatedContent, PublicMessage
from crypto.mls.group_context import GroupContext
from crypto.mls.key_package import KeyPackage
from crypto.mls.message import unwrap, wrap
from crypto.mls.private_message import PrivateMessage, sender_data_key
from crypto.mls.proposal import (
    Add,
    Commit,
    ExternalInit,
    GroupContextExtensions,
    PreSharedKey,
    PreSharedKeyID,
    PskType,
    ReInit,
    Remove,
    Update,
)
from crypto.mls.psk import psk_secret
from crypto.mls.ratchet_tree import RatchetTree
from crypto.mls.secret_tree import RatchetKind, SecretTree
from crypto.mls.suite import HPKECiphertext, suite_of
from crypto.mls.treemath import LeafIndex, NodeIndex
from crypto.mls.welcome import GroupInfo, GroupSecrets, Welcome
from tests.crypto.mls.vectors import Case, cases, flipped, unhex


def test_crypto_basics(request: pytest.FixtureRequest) -> None:
    for case in cases("crypto-basics", request):
        _ref_hash(case)
        _derivations(case)
        _signature(case)
        _hpke(case)


def _ref_hash(case: Case) -> None:
    part = case["ref_hash"]
    out, value = unhex(part, "out", "value")
    assert suite_of(case["cipher_suite"]).ref_hash(part["label"].encode(), value) == out


def _derivations(case: Case) -> None:
    suite = suite_of(case["cipher_suite"])
    part = case["expand_with_label"]
    secret, context, out = unhex(part, "secret", "context", "out")
    assert suite.expand_with_label(secret, part["label"].encode(), context, part["length"]) == out
    part = case["derive_secret"]
    secret, out = unhex(part, "secret", "out")
    assert suite.derive_secret(secret, part["label"].encode()) == out
    part = case["derive_tree_secret"]
    secret, out = unhex(part, "secret", "out")
    assert suite.derive_tree_secret(secret, part["label"].encode(), part["generation"], part["length"]) == out


def _signature(case: Case) -> None:
    suite, part = suite_of(case["cipher_suite"]), case["sign_with_label"]
    private, public, content, signature = unhex(part, "priv", "pub", "content", "signature")
    label = part["label"].encode()
    suite.verify(public, label, content, signature, "vector")
    suite.verify(public, label, content, suite.sign(private, label, content), "vector")
    for forged in (
        (public, content, flipped(signature)),
        (public, flipped(content), signature),
        (flipped(public), content, signature),
    ):
        with pytest.raises(Forged):
            suite.verify(forged[0], label, forged[1], forged[2], "vector")


def _hpke(case: Case) -> None:
    suite, part = suite_of(case["cipher_suite"]), case["encrypt_with_label"]
    private, public, context, plaintext = unhex(part, "priv", "pub", "context", "plaintext")
    label, sealed = part["label"].encode(), HPKECiphertext(*unhex(part, "kem_output", "ciphertext"))
    assert suite.public_key(private) == public
    assert suite.open(private, label, context, sealed) == plaintext
    assert suite.open(private, label, context, suite.seal(public, label, context, plaintext)) == plaintext
    broken = (
        (context, HPKECiphertext(sealed.kem_output, flipped(sealed.ciphertext))),
        (context, HPKECiphertext(flipped(sealed.kem_output, 0), sealed.ciphertext)),
        (flipped(context), sealed),
    )
    for changed_context, changed in broken:
        with pytest.raises(CannotOpen):
            suite.open(private, label, changed_context, changed)


def test_deserialization(request: pytest.FixtureRequest) -> None:
    for case in cases("deserialization", request):
        (header,) = unhex(case, "vlbytes_header")
        assert decode(header, Reader.varint) == case["length"]
        assert encode_varint(case["length"]) == header
        with pytest.raises(Malformed):
            decode(header[:-1], Reader.varint)
        with pytest.raises(Malformed):
            decode(header + b"\0", Reader.varint)


def test_tree_math(request: pytest.FixtureRequest) -> None:
    for case in cases("tree-math", request):
        leaves = case["n_leaves"]
        assert treemath.width(leaves) == case["n_nodes"]
        assert treemath.root(leaves) == case["root"]
        functions: dict[str, Callable[[NodeIndex], NodeIndex]] = {
            "left": treemath.left,
            "right": treemath.right,
            "parent": partial(treemath.parent, leaves=leaves),
            "sibling": partial(treemath.sibling, leaves=leaves),
        }
        for name, function in functions.items():
            for node, expected in enumerate(case[name]):
                if expected is not None:
                    assert function(NodeIndex(node)) == expected
                    continue
                with pytest.raises(ValueError):
                    function(NodeIndex(node))


def test_psk_secret(request: pytest.FixtureRequest) -> None:
    for case in cases("psk_secret", request):
        psks = []
        for part in case["psks"]:
            identifier, key, nonce = unhex(part, "psk_id", "psk", "psk_nonce")
            psks.append((PreSharedKeyID(PskType.EXTERNAL, nonce, psk_id=identifier), key))
        suite = suite_of(case["cipher_suite"])
        assert psk_secret(suite, psks) == bytes.fromhex(case["psk_secret"])
        if psks:
            changed = [(psks[0][0], flipped(psks[0][1])), *psks[1:]]
            assert psk_secret(suite, changed) != bytes.fromhex(case["psk_secret"])


def test_secret_tree(request: pytest.FixtureRequest) -> None:
    for case in cases("secret-tree", request):
        suite, part = suite_of(case["cipher_suite"]), case["sender_data"]
        secret, ciphertext, key, nonce = unhex(part, "sender_data_secret", "ciphertext", "key", "nonce")
        derived = sender_data_key(suite, secret, ciphertext)
        assert (derived.key, derived.nonce) == (key, nonce)
        tree = SecretTree.new(len(case["leaves"]), bytes.fromhex(case["encryption_secret"]))
        for index, generations in enumerate(case["leaves"]):
            for wanted in generations:
                for kind, name in ((RatchetKind.HANDSHAKE, "handshake"), (RatchetKind.APPLICATION, "application")):
                    tree, found = tree.take(suite, LeafIndex(index), kind, wanted["generation"])
                    assert (found.key, found.nonce) == unhex(wanted, f"{name}_key", f"{name}_nonce")
        # Section 9.2: every leaf has been reached, so no secret of a node is left.
        assert not tree.nodes


def test_key_schedule(request: pytest.FixtureRequest) -> None:
    for case in cases("key-schedule", request):
        suite = suite_of(case["cipher_suite"])
        init_secret = bytes.fromhex(case["initial_init_secret"])
        for number, epoch in enumerate(case["epochs"]):
            tree_hash, confirmed, commit_secret, psk = unhex(
                epoch, "tree_hash", "confirmed_transcript_hash", "commit_secret", "psk_secret"
            )
            context = GroupContext(1, suite.number, bytes.fromhex(case["group_id"]), number, tree_hash, confirmed, ())
            assert context.encode() == bytes.fromhex(epoch["group_context"])
            new = key_schedule.advance(suite, init_secret, commit_secret, psk, context)
            assert (new.joiner, new.welcome, new.encryption_secret) == unhex(
                epoch, "joiner_secret", "welcome_secret", "encryption_secret"
            )
            for name in key_schedule.EpochSecrets.__slots__:
                assert getattr(new.secrets, name) == bytes.fromhex(epoch[name]), name
            assert key_schedule.external_key_pair(suite, new.secrets)[1] == bytes.fromhex(epoch["external_pub"])
            part = epoch["exporter"]
            exported = key_schedule.export(
                suite, new.secrets.exporter_secret, part["label"].encode(), bytes.fromhex(part["context"]), part["length"]
            )
            assert exported == bytes.fromhex(part["secret"])
            init_secret = new.secrets.init_secret


def test_transcript_hashes(request: pytest.FixtureRequest) -> None:
    for case in cases("transcript-hashes", request):
        suite = suite_of(case["cipher_suite"])
        data, key, before, confirmed, interim = unhex(
            case,
            "authenticated_content",
            "confirmation_key",
            "interim_transcript_hash_before",
            "confirmed_transcript_hash_after",
            "interim_transcript_hash_after",
        )
        content = AuthenticatedContent.decode(data)
        tag = content.auth.confirmation_tag or b""
        assert key_schedule.confirmed_transcript_hash(suite, before, content) == confirmed
        assert key_schedule.interim_transcript_hash(suite, confirmed, tag) == interim
        suite.verify_mac(key, confirmed, tag, "vector")
        with pytest.raises(Forged):
            suite.verify_mac(key, confirmed, flipped(tag), "vector")
        assert key_schedule.confirmed_transcript_hash(suite, flipped(before), content) != confirmed


class Decodable(Protocol):
    def encode(self) -> bytes: ...

    @classmethod
    def decode(cls, data: bytes) -> Self: ...


_MESSAGES = {
    "mls_welcome": Welcome,
    "mls_group_info": GroupInfo,
    "mls_key_package": KeyPackage,
    "public_message_application": PublicMessage,
    "public_message_proposal": PublicMessage,
    "public_message_commit": PublicMessage,
    "private_message": PrivateMessage,
}
_STRUCTS: dict[str, type[Decodable]] = {
    "group_secrets": GroupSecrets,
    "add_proposal": Add,
    "update_proposal": Update,
    "remove_proposal": Remove,
    "pre_shared_key_proposal": PreSharedKey,
    "re_init_proposal": ReInit,
    "external_init_proposal": ExternalInit,
    "group_context_extensions_proposal": GroupContextExtensions,
    "commit": Commit,
    "ratchet_tree": RatchetTree,
}


def test_messages(request: pytest.FixtureRequest) -> None:
    for case in cases("messages", request):
        assert set(case) == set(_MESSAGES) | set(_STRUCTS)
        for name, kind in _MESSAGES.items():
            data = bytes.fromhex(case[name])
            content = unwrap(data)
            assert isinstance(content, kind)
            assert wrap(content) == data
            with pytest.raises(Malformed):
                unwrap(data + b"\0")
            with pytest.raises(Malformed):
                unwrap(data[:-1])
        for name, struct in _STRUCTS.items():
            data = bytes.fromhex(case[name])
            assert struct.decode(data).encode() == data, name
            with pytest.raises(Malformed):
                struct.decode(data + b"\0")
            with pytest.raises(Malformed):
                struct.decode(data[:-1])


def test_a_field_of_a_struct_cannot_be_longer_than_the_struct() -> None:
    with pytest.raises(Malformed):
        GroupSecrets.decode(Writer().opaque(b"joiner").u8(0).bytes() + b"\x05abc")
