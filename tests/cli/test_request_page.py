"""docs/spec/device-request.md: its example is what the code makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from client.formats.device_request import make_request, parse_request
from crypto.errors import Forged, Malformed
from crypto.primitives import ed25519_public, hpke_public, sha256

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "spec" / "device-request.md").read_text(encoding="utf-8")


def test_the_pages_example_is_what_the_code_makes_and_reads() -> None:
    found = re.search(r"```request\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    example = bytes.fromhex("".join(found.group(1).split()))
    seed, name = re.findall(r"`([^`\n]+)`", PAGE)[:2]
    request = make_request(bytes.fromhex(seed), ed25519_public(bytes.fromhex(seed)), name)
    assert request.encode() == example
    assert parse_request(example) == request
    assert f"`{request.fingerprint}`" in PAGE


def test_with_a_reading_key_it_is_version_2() -> None:
    seed, name = (re.findall(r"`([^`\n]+)`", PAGE)[place] for place in (0, 1))
    secret = bytes.fromhex(seed)
    request = make_request(secret, ed25519_public(secret), name, hpke_public(secret))
    data = request.encode()
    assert (data[0], len(data)) == (2, 1348)
    assert f"`{sha256(data).hex()}`" in PAGE
    assert parse_request(data) == request
    assert request.fingerprint == make_request(secret, ed25519_public(secret), name).fingerprint


@pytest.mark.parametrize("place", [0, 20, 70, 700, 1300])
def test_another_reading_key_than_the_signed_one_is_refused(place: int) -> None:
    secret = bytes(range(32))
    data = make_request(secret, ed25519_public(secret), "Officer", hpke_public(secret)).encode()
    place %= len(data)
    with pytest.raises((Malformed, Forged)):
        parse_request(data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :])
