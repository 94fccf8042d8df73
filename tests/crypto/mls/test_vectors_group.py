"""Official vectors of message protection, of Welcome and of passive clients, who follow a group through all its epochs."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from crypto.codec import Writer, decode
from crypto.errors import CannotOpen, Forged, QorganError
from crypto.mls import Group, KeyPackageBundle
from crypto.mls.framing import (
    WIRE_PRIVATE_MESSAGE,
    WIRE_PUBLIC_MESSAGE,
    AuthData,
    AuthenticatedContent,
    Body,
    FramedContent,
    PublicMessage,
    Sender,
    SenderType,
    check_membership,
    protect_public,
    sign_content,
    write_body,
)
from crypto.mls.group import CommitProcessed, ProposalCached
from crypto.mls.group_context import GroupContext
from crypto.mls.key_package import KeyPackage, unwrap_key_package
from crypto.mls.key_schedule import confirmation_tag, epoch_secret, epoch_secrets, welcome_key, welcome_secret
from crypto.mls.message import unwrap, wrap
from crypto.mls.private_message import PrivateMessage, open_sender_data, protect_private, unprotect_private
from crypto.mls.proposal import Commit, read_proposal
from crypto.mls.psk import psk_secret
from crypto.mls.secret_tree import SecretTree
from crypto.mls.suite import Suite, suite_of
from crypto.mls.treemath import LeafIndex
from crypto.mls.welcome import GroupInfo, GroupSecrets, Welcome
from tests.crypto.mls.vectors import Case, cases, flipped, unhex

_SENDER = LeafIndex(1)


class Protection:
    """One case of message-protection: a group of two leaves, whose member at leaf 1 sends."""

    def __init__(self, case: Case) -> None:
        self.suite: Suite = suite_of(case["cipher_suite"])
        group_id, tree_hash, confirmed = unhex(case, "group_id", "tree_hash", "confirmed_transcript_hash")
        self.context = GroupContext(1, self.suite.number, group_id, case["epoch"], tree_hash, confirmed, ())
        self.seed, self.key, self.membership_key, self.sender_data_secret = unhex(
            case, "signature_priv", "signature_pub", "membership_key", "sender_data_secret"
        )
        self.tree = SecretTree.new(2, bytes.fromhex(case["encryption_secret"]))

    def open_private(self, data: bytes) -> AuthenticatedContent:
        message = unwrap(data)
        assert isinstance(message, PrivateMessage)
        sender = open_sender_data(self.suite, message, self.sender_data_secret)
        assert sender.leaf == _SENDER
        _, content = unprotect_private(self.suite, message, sender, self.tree)
        content.verify(self.suite, self.key, self.context)
        return content

    def open_public(self, data: bytes) -> AuthenticatedContent:
        message = unwrap(data)
        assert isinstance(message, PublicMessage)
        assert message.content.sender == Sender(SenderType.MEMBER, _SENDER)
        check_membership(self.suite, message, self.context, self.membership_key)
        message.authenticated.verify(self.suite, self.key, self.context)
        return message.authenticated

    def signed(self, body: Body, wire_format: int) -> AuthenticatedContent:
        sender = Sender(SenderType.MEMBER, _SENDER)
        content = FramedContent(self.context.group_id, self.context.epoch, sender, b"aad", body)
        signed = sign_content(self.suite, self.seed, wire_format, content, self.context)
        if isinstance(body, Commit):
            return replace(signed, auth=AuthData(signed.auth.signature, b"a confirmation tag"))
        return signed


def _encoded(body: Body) -> bytes:
    writer = Writer()
    write_body(writer, body)
    return writer.bytes()


def test_message_protection(request: pytest.FixtureRequest) -> None:
    for case in cases("message-protection", request):
        group = Protection(case)
        proposal = decode(bytes.fromhex(case["proposal"]), read_proposal)
        commit = Commit.decode(bytes.fromhex(case["commit"]))
        application = bytes.fromhex(case["application"])
        for name, body in (("proposal", proposal), ("commit", commit), ("application", application)):
            private = bytes.fromhex(case[f"{name}_priv"])
            assert _encoded(group.open_private(private).content.body) == _encoded(body)
            with pytest.raises((CannotOpen, Forged)):
                group.open_private(flipped(private))
            signed = group.signed(body, WIRE_PRIVATE_MESSAGE)
            _, ours = protect_private(group.suite, signed, group.sender_data_secret, group.tree, os.urandom, padding=17)
            assert group.open_private(wrap(ours)) == signed
        for name, body in (("proposal", proposal), ("commit", commit)):
            public = bytes.fromhex(case[f"{name}_pub"])
            assert _encoded(group.open_public(public).content.body) == _encoded(body)
            with pytest.raises(Forged):
                group.open_public(flipped(public))
            signed = group.signed(body, WIRE_PUBLIC_MESSAGE)
            assert group.open_public(wrap(protect_public(group.suite, signed, group.context, group.membership_key))) == signed


def test_welcome(request: pytest.FixtureRequest) -> None:
    for case in cases("welcome", request):
        suite = suite_of(case["cipher_suite"])
        key_package, welcome = unwrap(bytes.fromhex(case["key_package"])), unwrap(bytes.fromhex(case["welcome"]))
        init_private, signer = unhex(case, "init_priv", "signer_pub")
        assert isinstance(key_package, KeyPackage)
        assert isinstance(welcome, Welcome)
        ref = suite.key_package_ref(key_package.encode())
        (entry,) = [entry for entry in welcome.secrets if entry.new_member == ref]
        sealed_info = welcome.encrypted_group_info
        secrets = GroupSecrets.decode(suite.open(init_private, b"Welcome", sealed_info, entry.secrets))
        psk = psk_secret(suite, [])
        key, nonce = welcome_key(suite, welcome_secret(suite, secrets.joiner_secret, psk))
        group_info = GroupInfo.decode(suite.decrypt(key, nonce, b"", sealed_info))
        group_info.verify(suite, signer)
        with pytest.raises(Forged):
            replace(group_info, signer=LeafIndex(group_info.signer + 1)).verify(suite, signer)
        with pytest.raises(CannotOpen):
            suite.open(init_private, b"Welcome", flipped(sealed_info), entry.secrets)
        kept, _ = epoch_secrets(suite, epoch_secret(suite, secrets.joiner_secret, psk, group_info.context.encode()))
        tag = confirmation_tag(suite, kept, group_info.context.confirmed_transcript_hash)
        assert tag == group_info.confirmation_tag


@pytest.mark.parametrize("name", ["passive-client-welcome", "passive-client-handling-commit", "passive-client-random"])
def test_passive_client(name: str, request: pytest.FixtureRequest) -> None:
    for case in cases(name, request):
        group = _join(case)
        assert group.epoch_authenticator == bytes.fromhex(case["initial_epoch_authenticator"])
        for number, epoch in enumerate(case["epochs"]):
            group = _follow(group, epoch, thorough=number < 5)
            assert group.epoch_authenticator == bytes.fromhex(epoch["epoch_authenticator"])


def _join(case: Case) -> Group:
    key_package, init, leaf, seed, welcome = unhex(case, "key_package", "init_priv", "encryption_priv", "signature_priv", "welcome")
    assert unwrap_key_package(key_package).encode() == key_package[4:]
    psks = {bytes.fromhex(part["psk_id"]): bytes.fromhex(part["psk"]) for part in case["external_psks"]}
    tree = bytes.fromhex(case["ratchet_tree"]) if case["ratchet_tree"] else None
    bundle = KeyPackageBundle(key_package, init, leaf)
    with pytest.raises(QorganError):
        Group.join(flipped(welcome), bundle, seed, validate=None, psks=psks, ratchet_tree=tree)
    return Group.join(welcome, bundle, seed, validate=None, psks=psks, ratchet_tree=tree)


def _follow(group: Group, epoch: Case, thorough: bool) -> Group:
    for message in epoch["proposals"]:
        cached = group.process(bytes.fromhex(message), validate=None, allow_external=True)
        assert isinstance(cached, ProposalCached)
        group = cached.group
    commit = bytes.fromhex(epoch["commit"])
    if thorough:
        with pytest.raises(QorganError):
            group.process(flipped(commit), validate=None, allow_external=True)
    # From the stored state, as a client does that was restarted in between.
    processed = Group.decode(group.encode()).process(commit, validate=None, allow_external=True)
    assert isinstance(processed, CommitProcessed)
    with pytest.raises(QorganError):
        processed.group.process(commit, validate=None, allow_external=True)
    return processed.group
