"""Tokens of names, and the key that they are made with (docs/spec/tokens.md)."""

from __future__ import annotations

import os

import pytest

from crypto.errors import CannotOpen, Forged, Malformed
from crypto.naming import NameKey, normalised, open_name_key, seal_name_key
from crypto.primitives import ed25519_public, hpke_public

KEY = NameKey(bytes(range(32)))
BODY, OTHER_BODY = bytes([1]) * 32, bytes([2]) * 32
DEVICE, READING = ed25519_public(bytes([3]) * 32), bytes([4]) * 32


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Серіков Айдар", "айдар  СЕРИКОВ"),
        ("Құсайынов Ғалым", "Кусайынов Галым"),
        ("Королёв Пётр", "Петр Королев"),
        ("Ақ-Қайың", "ақ қайың"),
        ("Ｍаяк", "Mаяк"),
        ("Swallow", " swallow. "),
    ],
)
def test_what_people_take_for_one_name_has_one_token(one: str, other: str) -> None:
    assert KEY.token(one) == KEY.token(other)


@pytest.mark.parametrize(("one", "other"), [("Айдар Серіков", "Айдар Серікбаев"), ("Маяк", "Маяк 2"), ("Аққу", "Ақ құ")])
def test_what_they_do_not_has_two(one: str, other: str) -> None:
    assert KEY.token(one) != KEY.token(other)


def test_without_the_key_a_token_tells_nothing_of_its_name() -> None:
    tokens = {NameKey(os.urandom(32)).token("Маяк") for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {32}


@pytest.mark.parametrize("name", ["", " ", "-", "\u200b", "«»"])
def test_a_name_without_letters_is_none(name: str) -> None:
    with pytest.raises(Malformed):
        normalised(name)


def test_the_key_opens_for_the_device_alone_and_only_from_its_own_authority() -> None:
    sealed = seal_name_key(KEY, BODY, DEVICE, hpke_public(READING)).encode()
    body = ed25519_public(BODY)
    assert open_name_key(sealed, body, DEVICE, READING) == KEY
    with pytest.raises(CannotOpen):
        open_name_key(sealed, body, DEVICE, bytes([9]) * 32)
    with pytest.raises(Forged):
        open_name_key(sealed, ed25519_public(OTHER_BODY), DEVICE, READING)
    with pytest.raises(Forged):
        open_name_key(sealed, body, ed25519_public(bytes([5]) * 32), READING)


def test_a_key_that_somebody_else_made_is_not_taken_for_the_deployments() -> None:
    """Whoever could slip in a key of their own could try names against its tokens."""
    forged = seal_name_key(NameKey(bytes(32)), OTHER_BODY, DEVICE, hpke_public(READING)).encode()
    with pytest.raises(Forged):
        open_name_key(forged, ed25519_public(BODY), DEVICE, READING)


def test_any_byte_changed_is_noticed() -> None:
    sealed = bytearray(seal_name_key(KEY, BODY, DEVICE, hpke_public(READING)).encode())
    for place in range(0, len(sealed), 37):
        changed = bytes(sealed[:place]) + bytes([sealed[place] ^ 1]) + bytes(sealed[place + 1 :])
        with pytest.raises((Forged, Malformed, CannotOpen)):
            open_name_key(changed, ed25519_public(BODY), DEVICE, READING)


def test_the_key_is_not_printed() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret) not in repr(KEY)
