"""A body's recovery key: two halves give it back, one gives nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import Forged, Malformed, QorganError, Usage
from crypto.recovery import RecoveryHalf, joined, new_recovery_key
from tests.crypto.toolbox import seeded

RING, ONE, TWO = new_recovery_key(seeded())


def test_the_two_halves_give_the_key_back_in_any_order() -> None:
    first, second = RecoveryHalf.decode(ONE.encode()), RecoveryHalf.decode(TWO.encode().lower().replace("-", " - ", 3))
    assert joined(first, second) == RING
    assert joined(second, first) == RING


def test_one_half_twice_or_of_another_key_is_refused() -> None:
    _ring, other, _second = new_recovery_key(seeded(2))
    with pytest.raises(Usage) as caught:
        joined(ONE, ONE)
    assert caught.value.code == "same-half"
    with pytest.raises(Usage) as caught:
        joined(other, TWO)
    assert caught.value.code == "other-key"
    with pytest.raises(Forged):
        joined(replace(ONE, value=bytes(32)), TWO)


@given(st.integers(0, len(ONE.encode()) - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567-"))
def test_a_slip_of_the_pen_is_noticed(at: int, letter: str) -> None:
    text = ONE.encode()
    written = text[:at] + letter + text[at + 1 :]
    try:
        assert RecoveryHalf.decode(written) == ONE
    except Malformed:
        return
    assert written.replace("-", "") == text.replace("-", "")


@given(st.text(max_size=150))
def test_what_is_no_half_is_malformed(text: str) -> None:
    with pytest.raises(QorganError):
        RecoveryHalf.decode(text)


def test_nothing_prints_a_half() -> None:
    assert ONE.value.hex() not in repr(ONE)
    assert ONE.encode() not in repr(ONE)
