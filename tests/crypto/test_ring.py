"""Key rings: from entropy, from words, and never in a repr."""

from __future__ import annotations

import random

import pytest

from crypto import primitives
from crypto.errors import CannotOpen, Malformed, Usage
from crypto.primitives import LABEL_LOGIN, ed25519_public, hpke_public, hpke_seal, sha256, verify
from crypto.ring import KeyRing, certificate_hash, person_hash, reading_key_hash

RING = KeyRing(bytes(range(32)), bytes(range(32, 64)))
PHRASE = "abacus zoom unicorn oxidant kept cactus"
SALT = bytes(range(16))


def test_a_ring_signs_and_opens() -> None:
    verify(RING.verify_key, LABEL_LOGIN, b"x", RING.sign(LABEL_LOGIN, b"x"))
    assert RING.open(hpke_seal(RING.reading_key, b"x", b"i"), b"i") == b"x"
    with pytest.raises(CannotOpen):
        KeyRing(RING.signing_seed, bytes(32)).open(hpke_seal(RING.reading_key, b"x", b"i"), b"i")
    assert (RING.verify_key, RING.reading_key) == (ed25519_public(RING.signing_seed), hpke_public(RING.reading_seed))


def test_names_of_keys_cannot_be_mixed_up() -> None:
    key = RING.verify_key
    assert len({person_hash(key), reading_key_hash(key), certificate_hash(key)}) == 3
    assert RING.person_hash == sha256(b"Qorgan 1 person" + key)
    assert RING.reading_key_hash == sha256(b"Qorgan 1 reading key" + RING.reading_key)


def test_a_ring_reads_as_it_was_written_and_nothing_else_reads() -> None:
    data = RING.encode()
    assert KeyRing.decode(data) == RING
    for bad in (*(data[:end] for end in range(len(data))), data + b"\0", b"\x02" + data[1:]):
        with pytest.raises(Malformed):
            KeyRing.decode(bad)
    with pytest.raises(Malformed):
        KeyRing(bytes(31), bytes(32))


def test_no_repr_shows_a_seed() -> None:
    assert RING.verify_key
    for seed in (RING.signing_seed, RING.reading_seed):
        for shown in (repr(RING), str(RING), f"{RING}"):
            assert seed.hex() not in shown
            assert repr(seed)[2:-1] not in shown


def test_a_persons_ring_depends_on_the_words_and_the_salt_alone() -> None:
    ring = KeyRing.from_passphrase(PHRASE, SALT)
    assert KeyRing.from_passphrase(PHRASE.upper().replace(" ", "-") + "\r\n", SALT) == ring
    assert KeyRing.from_passphrase(PHRASE, bytes(16)) != ring
    assert KeyRing.from_passphrase(PHRASE.replace("cactus", "cable"), SALT) != ring
    assert ring.signing_seed != ring.reading_seed


def test_words_that_nobody_generated_make_no_ring() -> None:
    for words in ("correct horse battery staple", "password", "", "abacus zoom unicorn oxidant kept"):
        with pytest.raises(Usage):
            KeyRing.from_passphrase(words, SALT)


def test_two_random_rings_differ() -> None:
    entropy = random.Random(4).randbytes
    assert KeyRing.random(entropy) != KeyRing.random(entropy)


def test_no_parameter_weakens_the_passphrase_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """The derivation takes no cost from its caller: what reaches Argon2id is the fixed cost of the format."""
    seen = []
    true = primitives.argon2id

    def spy(passphrase: bytes, salt: bytes, *, ops: int, mem_bytes: int) -> bytes:
        seen.append((ops, mem_bytes))
        return true(passphrase, salt, ops=ops, mem_bytes=mem_bytes)

    monkeypatch.setattr("crypto.ring.argon2id", spy)
    KeyRing.from_passphrase(PHRASE, SALT)
    assert seen == [(3, 64 * 1024 * 1024)]
