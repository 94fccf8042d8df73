"""The files of a body's recovery key, which go between its authority, who is offline, and its devices.

    KEY       {"chain": [hex, hex], "statement": hex}   public: who the key is, and what is sealed to it
    REQUEST   {"version": 1, "author": hex, "name": ..., "circles": [{"circle", "generation", "epoch", "policy", "places"}]}
    APPROVAL  {"version": 1, "approver": hex, "signatures": {circle: hex}}

The halves are letters on paper or in a file (``crypto.recovery``), and in none of these.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from client.formats.disk import read_file, read_text
from crypto.errors import Malformed, Usage
from crypto.policy import Approval, Change, Policy, parse_policy
from crypto.recovery import RecoveryHalf
from crypto.types import CertificateHash, CircleId, Epoch, Generation


@dataclass(frozen=True)
class KeyFile:
    """``chain``: the recovery key's certificate, then its body's; ``statement``: of its reading key, signed by it."""

    chain: tuple[bytes, ...]
    statement: bytes

    def encode(self) -> bytes:
        return json.dumps({"chain": [each.hex() for each in self.chain], "statement": self.statement.hex()}).encode()


def read_key(path: str) -> KeyFile:
    """Raises ``Usage``."""
    try:
        value = json.loads(read_file(path))
        return KeyFile(tuple(bytes.fromhex(each) for each in value["chain"]), bytes.fromhex(value["statement"]))
    except (ValueError, KeyError, TypeError):
        raise Usage("{path}: not a file of qorgan authority recovery-key", "bad-file", path=path) from None


def read_half(path: str) -> RecoveryHalf:
    """From a file with its letters. Raises ``Malformed``, ``Usage``."""
    return RecoveryHalf.decode(read_text(path))


@dataclass(frozen=True)
class RecoveryRequest:
    """``author``: certificate hash of the new device, ``name``: as it is called; ``changes``: one for each circle."""

    author: bytes
    name: str
    changes: tuple[Change, ...]

    def encode(self) -> bytes:
        circles = [
            {
                "circle": each.circle.hex(),
                "generation": each.generation,
                "epoch": each.epoch,
                "policy": each.old_policy.encode().hex(),
                "places": list(each.refound or ()),
            }
            for each in self.changes
        ]
        value = {"version": 1, "author": self.author.hex(), "name": self.name, "circles": circles}
        return json.dumps(value, ensure_ascii=False).encode()


def read_request(path: str) -> RecoveryRequest:
    """Raises ``Usage``: also where a change would do more than let the author alone begin a circle anew."""
    try:
        value = json.loads(read_file(path))
        author = bytes.fromhex(value["author"])
        if value["version"] != 1 or len(author) != 32:
            raise ValueError("another version")
        return RecoveryRequest(author, str(value["name"]), tuple(_change(each, author) for each in value["circles"]))
    except (ValueError, KeyError, TypeError, OverflowError, Malformed):
        raise Usage("{path}: not a request of qorgan officer recover", "bad-file", path=path) from None


def _change(value: dict[str, Any], author: bytes) -> Change:
    policy: Policy = parse_policy(bytes.fromhex(value["policy"]))
    last_good, refused = value["places"]
    circle = bytes.fromhex(value["circle"])
    numbers = value["generation"], value["epoch"], last_good, refused
    if len(circle) != 32 or any(type(each) is not int or each < 0 for each in numbers):
        raise ValueError("a number is none")
    generation, epoch = Generation(value["generation"]), Epoch(value["epoch"])
    return Change(CircleId(circle), generation, epoch, policy, (CertificateHash(author),), policy, (last_good, refused))


def encode_approvals(approver: bytes, approvals: Sequence[tuple[CircleId, Approval]]) -> bytes:
    signatures = {circle.hex(): each.signature.hex() for circle, each in approvals}
    return json.dumps({"version": 1, "approver": approver.hex(), "signatures": signatures}).encode()


def read_approvals(path: str) -> dict[CircleId, Approval]:
    """Raises ``Usage``."""
    try:
        value = json.loads(read_file(path))
        approver, found = CertificateHash(bytes.fromhex(value["approver"])), {}
        for circle, signature in value["signatures"].items():
            found[CircleId(bytes.fromhex(circle))] = Approval(approver, bytes.fromhex(signature))
        return found
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Usage("{path}: not a file of qorgan authority recovery-approve", "bad-file", path=path) from None
