"""Padding: five sizes, one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import Malformed, Usage
from crypto.pad import LADDER, MAX_PLAINTEXT, pad, unpad


@pytest.mark.parametrize("step", LADDER)
def test_a_plaintext_at_a_rung_fits_and_one_byte_more_takes_the_next(step: int) -> None:
    full = b"x" * (step - 4)
    assert (len(pad(full)), unpad(pad(full))) == (step, full)
    if step < LADDER[-1]:
        assert len(pad(full + b"x")) == step * 4


def test_a_plaintext_over_the_ladder_is_refused() -> None:
    with pytest.raises(Usage):
        pad(bytes(MAX_PLAINTEXT + 1))


@given(st.binary(max_size=5000))
def test_what_is_padded_comes_back(plain: bytes) -> None:
    assert unpad(pad(plain)) == plain
    assert len(pad(plain)) in LADDER


@given(st.binary(max_size=1020), st.integers(0, 1023), st.integers(1, 255))
def test_whatever_unpads_is_what_pad_writes(plain: bytes, place: int, mask: int) -> None:
    padded = bytearray(pad(plain))
    padded[place] ^= mask
    try:
        other = unpad(bytes(padded))
    except Malformed:
        return
    assert pad(other) == padded


def test_every_byte_of_the_padding_must_be_zero() -> None:
    padded = pad(b"abc")
    for place in range(7, 1024):
        with pytest.raises(Malformed):
            unpad(padded[:place] + b"\x01" + padded[place + 1 :])


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        bytes(1023),
        bytes(1025),
        bytes(2048),
        (1021).to_bytes(4, "big") + bytes(1020),
        (2**32 - 1).to_bytes(4, "big") + bytes(1020),
        (1020).to_bytes(4, "big") + bytes(4092),
        bytes(4096),
    ],
)
def test_a_size_or_length_that_pad_never_writes_is_refused(padded: bytes) -> None:
    with pytest.raises(Malformed):
        unpad(padded)
