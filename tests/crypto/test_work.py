"""Proof of work: found by counting, checked by one hash, and bounded for whoever must find it."""

from __future__ import annotations

import hashlib

import pytest

from crypto.errors import Usage
from crypto.work import MAX_BITS, check, find


@pytest.mark.parametrize("bits", [0, 1, 7, 8, 9, 12])
def test_what_is_found_has_the_zero_bits(bits: int) -> None:
    work = find(b"challenge", bits)
    digest = hashlib.sha256(b"Qorgan 1 work\x09challenge" + work).digest()
    assert int.from_bytes(digest, "big") >> (256 - bits) == 0
    assert check(b"challenge", bits, work)


def test_it_is_the_first_that_fits() -> None:
    work = int.from_bytes(find(b"challenge", 8), "big")
    assert not any(check(b"challenge", 8, n.to_bytes(8, "big")) for n in range(work))


def test_work_for_another_challenge_or_of_another_size_is_refused() -> None:
    work = find(b"challenge", 16)
    assert not check(b"challengf", 16, work)
    assert not check(b"challenge", 16, work + b"\0")
    assert not check(b"challenge", 16, b"")
    assert not check(b"challenge", 64, work)


def test_no_server_makes_a_client_count_for_ever() -> None:
    for bits in (MAX_BITS + 1, 256, -1):
        with pytest.raises(Usage):
            find(b"challenge", bits)
    with pytest.raises(Usage):
        find(bytes(256), 1)
