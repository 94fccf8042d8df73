"""Suite 84 has no official vectors: here a group that ts-mls 1.6.4 (npm) made and led is followed through three epochs.

``ts_mls_84.json`` was written by ts-mls with its noble provider: alice creates the group and adds carol, then adds us with the
key package in the file; carol commits a path, alice removes carol in public, dave joins by an external commit. The keys in
the file belong to nobody. ts-mls 1.6.4 writes the ``external_pub`` extension without the length that RFC 9420 section
12.4.3.2 asks for (mended later); that GroupInfo is no part of the file.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crypto.errors import QorganError
from crypto.mls import ApplicationMessage, CommitProcessed, Group, KeyPackageBundle
from tests.crypto.mls.vectors import Case, flipped, unhex

CASES: list[Case] = json.loads((Path(__file__).parent / "ts_mls_84.json").read_text())


def test_a_group_of_another_implementation_is_joined_and_followed() -> None:
    (case,) = CASES
    key_package, init, leaf, seed, welcome = unhex(case, "key_package", "init_priv", "encryption_priv", "signature_priv", "welcome")
    group = Group.join(welcome, KeyPackageBundle(key_package, init, leaf), seed, validate=None)
    assert group.epoch_authenticator == bytes.fromhex(case["initial_epoch_authenticator"])
    assert group.export("label", b"\x01\x02", 32) == bytes.fromhex(case["exported"])
    assert len(case["epochs"]) == 3
    for epoch in case["epochs"]:
        group = _follow(group, epoch)
    assert [member.leaf for member in group.members()] == [0, 1, 2]


def _follow(group: Group, epoch: Case) -> Group:
    commit = bytes.fromhex(epoch["commit"])
    with pytest.raises(QorganError):
        group.process(flipped(commit), validate=None, allow_external=True)
    processed = group.process(commit, validate=None, allow_external=True)
    assert isinstance(processed, CommitProcessed)
    group = processed.group
    assert group.epoch_authenticator == bytes.fromhex(epoch["epoch_authenticator"])
    assert group.export("label", b"\x01\x02", 32) == bytes.fromhex(epoch["exported"])
    for part in reversed(epoch["application"]):
        opened = group.process(bytes.fromhex(part["message"]), validate=None)
        assert isinstance(opened, ApplicationMessage)
        assert opened.plaintext == bytes.fromhex(part["plaintext"])
        group = opened.group
    return group
