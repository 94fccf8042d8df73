"""Known answers from outside first; then what must not open or verify."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import primitives
from crypto.errors import CannotOpen, Forged, Malformed, Usage
from crypto.primitives import (
    argon2id,
    check_reading_key,
    ed25519_public,
    equal,
    hkdf,
    hkdf_expand,
    hpke_open,
    hpke_public,
    hpke_seal,
    labelled,
    sha256,
    sign,
    sign_raw,
    signing_key,
    verify,
    verify_raw,
    xchacha_open,
    xchacha_seal,
)

SEED = bytes(range(32))
KEY = ed25519_public(SEED)
LABELS = [value for name, value in vars(primitives).items() if name.startswith("LABEL_")]
HPKE = json.loads((Path(__file__).parent / "vectors" / "hpke-mlkem768-x25519.json").read_text())


def test_sha256_of_abc() -> None:
    """FIPS 180-2, appendix B.1."""
    assert sha256(b"a", b"bc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("seed", "public", "message", "signature"),
    [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
    ],
)
def test_ed25519_of_rfc_8032_section_7_1(seed: str, public: str, message: str, signature: str) -> None:
    assert ed25519_public(bytes.fromhex(seed)).hex() == public
    assert sign_raw(bytes.fromhex(seed), bytes.fromhex(message)).hex() == signature
    verify_raw(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


def test_hkdf_of_rfc_5869_appendix_a() -> None:
    """Test case 1, and test case 3 with its empty salt and info."""
    ikm, salt, info = b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA))
    expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    assert hkdf(ikm, info, 42, salt).hex() == expected
    prk = bytes.fromhex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5")
    assert hkdf_expand(prk, info, 42).hex() == expected
    third = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    assert hkdf(ikm, b"", 42).hex() == third


def test_xchacha20_poly1305_of_its_draft() -> None:
    """draft-irtf-cfrg-xchacha-03, appendix A.3.1."""
    plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
    sealed = (
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
        "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"
        "c0875924c1c7987947deafd8780acf49"
    )
    key, nonce, aad = bytes(range(0x80, 0xA0)), bytes(range(0x40, 0x58)), bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    assert xchacha_seal(key, nonce, plain, aad).hex() == sealed
    assert xchacha_open(key, nonce, bytes.fromhex(sealed), aad) == plain


def test_hpke_of_the_working_groups_vector() -> None:
    """Its ciphertexts have associated data, which we never use: so its key and nonce seal one without, and we open that."""
    seed, enc, info = (bytes.fromhex(HPKE[name]) for name in ("skRm", "enc", "info"))
    assert hpke_public(seed).hex() == HPKE["pkRm"]
    body = ChaCha20Poly1305(bytes.fromhex(HPKE["key"])).encrypt(bytes.fromhex(HPKE["base_nonce"]), b"from outside", None)
    assert hpke_open(seed, enc + body, info) == b"from outside"


@pytest.mark.parametrize("words", [b"abacus", "қорған".encode()])
def test_argon2id_is_that_of_another_library(words: bytes) -> None:
    """Ours is libsodium's; OpenSSL's through pyca must agree (RFC 9106, version 0x13, one lane)."""
    other = Argon2id(salt=SEED[:16], length=32, iterations=3, lanes=1, memory_cost=64 * 1024).derive(words)
    assert argon2id(words, SEED[:16], ops=3, mem_bytes=64 * 1024 * 1024) == other


@pytest.mark.parametrize(("ops", "mem"), [(2, 64 << 20), (1, 1 << 30), (3, (64 << 20) - 1), (3, 8192), (0, 0), (-1, 1 << 30)])
def test_argon2id_below_the_floor_is_refused(ops: int, mem: int) -> None:
    with pytest.raises(Usage):
        argon2id(b"x", bytes(16), ops=ops, mem_bytes=mem)


def test_argon2id_with_a_short_salt_is_refused() -> None:
    with pytest.raises(Usage):
        argon2id(b"x", bytes(8), ops=3, mem_bytes=64 << 20)


def test_a_signature_holds_under_its_own_label_and_key_only() -> None:
    for label in LABELS:
        signature = sign(SEED, label, b"message")
        verify(KEY, label, b"message", signature)
        for other in LABELS:
            if other != label:
                with pytest.raises(Forged):
                    verify(KEY, other, b"message", signature)
        with pytest.raises(Forged):
            verify(ed25519_public(bytes(32)), label, b"message", signature)
        with pytest.raises(Forged):
            verify_raw(KEY, b"message", signature)
    assert len(LABELS) == 10


def test_no_label_makes_an_input_that_could_be_anothers() -> None:
    """Neither MLS SignContent (second byte "M"), nor DER (first byte 0x30), nor a note (first byte above 0x20)."""
    for label in LABELS:
        data = labelled(label, b"")
        assert data[0] <= 0x20
        assert data[1:2] == b"Q"
        assert not any(labelled(other, b"").startswith(data) for other in LABELS if other != label)


@pytest.mark.parametrize("label", [b"", b"entry", b"Qorgan 1 ", b"MLS 1.0 x", b"Qorgan 1 " + b"x" * 24])
def test_a_label_outside_the_scheme_is_a_bug(label: bytes) -> None:
    with pytest.raises(ValueError):
        sign(SEED, label, b"")


def test_a_signing_key_signs_as_its_seed_and_names_the_same_verify_key() -> None:
    assert sign_raw(signing_key(SEED), b"message") == sign_raw(SEED, b"message")
    assert ed25519_public(signing_key(SEED)) == KEY
    assert signing_key(signing_key(SEED)) == signing_key(SEED)


def test_every_flipped_byte_of_a_signature_is_refused() -> None:
    signature = sign(SEED, LABELS[0], b"message")
    for place in range(64):
        for bit in range(8):
            altered = signature[:place] + bytes([signature[place] ^ 1 << bit]) + signature[place + 1 :]
            with pytest.raises(Forged):
                verify(KEY, LABELS[0], b"message", altered)


def test_a_signature_whose_scalar_is_not_reduced_is_refused() -> None:
    """RFC 8032 section 5.1.7: S must be below L, or one signature has two spellings."""
    order = 2**252 + 27742317777372353535851937790883648493
    signature = sign_raw(SEED, b"message")
    second = (int.from_bytes(signature[32:], "little") + order).to_bytes(32, "little")
    with pytest.raises(Forged):
        verify_raw(KEY, b"message", signature[:32] + second)


@pytest.mark.parametrize(
    "point",
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ],
)
def test_a_verify_key_of_small_order_verifies_nothing(point: str) -> None:
    """With the neutral element as key, (R = neutral, S = 0) would hold for every message."""
    with pytest.raises(Forged):
        verify_raw(bytes.fromhex(point), b"any", bytes.fromhex("01" + "00" * 63))


def test_sizes_that_cannot_be_are_refused() -> None:
    with pytest.raises(Forged):
        verify_raw(KEY[:31], b"", bytes(64))
    with pytest.raises(Forged):
        verify_raw(KEY, b"", bytes(63))
    with pytest.raises(Forged):
        xchacha_open(SEED, bytes(24), bytes(15), b"")
    with pytest.raises(Forged):
        xchacha_open(SEED, bytes(23), bytes(32), b"")
    with pytest.raises(CannotOpen):
        hpke_open(SEED, bytes(1135), b"")
    with pytest.raises(ValueError):
        hpke_public(SEED[:31])


@given(st.binary(max_size=200), st.binary(max_size=40), st.integers(0, 10_000))
@settings(deadline=None)
def test_what_xchacha_seals_opens_only_unaltered(plain: bytes, aad: bytes, place: int) -> None:
    nonce = bytes(range(24))
    sealed = xchacha_seal(SEED, nonce, plain, aad)
    assert xchacha_open(SEED, nonce, sealed, aad) == plain
    place %= len(sealed)
    for key, n, data, context in (
        (SEED, nonce, sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], aad),
        (SEED, nonce, sealed[:place], aad),
        (SEED, nonce, sealed, aad + b"x"),
        (bytes(32), nonce, sealed, aad),
        (SEED, bytes(24), sealed, aad),
    ):
        with pytest.raises(Forged):
            xchacha_open(key, n, data, context)


def test_what_hpke_seals_opens_only_unaltered() -> None:
    sealed = hpke_seal(hpke_public(SEED), b"plaintext", b"info")
    assert len(sealed) == 1120 + 9 + 16
    assert hpke_open(SEED, sealed, b"info") == b"plaintext"
    with pytest.raises(CannotOpen):
        hpke_open(SEED, sealed, b"other")
    with pytest.raises(CannotOpen):
        hpke_open(bytes(32), sealed, b"info")
    for place in [*range(0, len(sealed), 17), *range(1088, len(sealed))]:
        for altered in (sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :], sealed[:place]):
            with pytest.raises(CannotOpen):
                hpke_open(SEED, altered, b"info")


def test_hpke_seals_the_same_text_differently_each_time() -> None:
    public = hpke_public(SEED)
    assert hpke_seal(public, b"x", b"") != hpke_seal(public, b"x", b"")


@pytest.mark.parametrize("index", range(5))
def test_a_key_that_nobody_can_seal_to_is_found_before(index: int) -> None:
    good = hpke_public(SEED)
    order_eight = bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")
    bad = [good[:-1], good + b"x", good[:1184] + bytes(32), good[:1184] + order_eight, b"\xff" * 1184 + good[1184:]][index]
    for call in (lambda: hpke_seal(bad, b"", b""), lambda: check_reading_key(bad)):
        with pytest.raises(Malformed):
            call()
    check_reading_key(good)


def test_equal_compares() -> None:
    assert equal(b"ab", b"ab")
    assert not equal(b"ab", b"ac")
    assert not equal(b"ab", b"abc")
