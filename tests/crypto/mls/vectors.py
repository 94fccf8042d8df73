"""Where the official test vectors of MLS are, and how they are counted.

The files are those of the MLS working group's interoperability repository, kept outside this repository: in the folder that
QORGAN_VECTORS names, or ``../shared/vectors`` beside this repository; in it ``mls/*.json``. Cases of suites that we do not have
are not counted.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crypto.mls.suite import SUITE_X25519_AES, SUITE_X25519_CHACHA

FILES = (
    "crypto-basics",
    "deserialization",
    "key-schedule",
    "message-protection",
    "messages",
    "passive-client-handling-commit",
    "passive-client-random",
    "passive-client-welcome",
    "psk_secret",
    "secret-tree",
    "transcript-hashes",
    "tree-math",
    "tree-operations",
    "tree-validation",
    "treekem",
    "welcome",
)
PROPERTY = "mls_vector_cases"
Case = dict[str, Any]


def folder() -> Path:
    root = Path(__file__).resolve().parents[3]
    return Path(os.environ.get("QORGAN_VECTORS") or root.parent / "shared" / "vectors") / "mls"


def cases(name: str, request: pytest.FixtureRequest) -> Iterator[Case]:
    """The cases of one file, one by one; counted when the last one has passed. No case at all fails the test."""
    if not folder().is_dir():
        pytest.skip("the official MLS vectors are not here: set QORGAN_VECTORS to the folder that holds mls/*.json")
    count = 0
    for case in json.loads((folder() / f"{name}.json").read_text()):
        if case.get("cipher_suite", SUITE_X25519_AES) in (SUITE_X25519_AES, SUITE_X25519_CHACHA):
            yield case
            count += 1
    assert count > 0, f"{name}.json has no case of our suites"
    request.node.user_properties.append((PROPERTY, (name, count)))


def unhex(case: Case, *names: str) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(case[name]) for name in names)


def flipped(data: bytes, index: int = -1) -> bytes:
    """With one bit changed."""
    changed = bytearray(data)
    changed[index] ^= 1
    return bytes(changed)
