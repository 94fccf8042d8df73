"""The identity vault: both halves open it, nothing less does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.errors import CannotOpen, Forged, QorganError, Usage
from crypto.primitives import hkdf, hpke_public
from crypto.types import CircleId, EntryHash, Holder
from crypto.vault import (
    HalfSecret,
    Side,
    Vault,
    join_seed,
    new_vault,
    open_half,
    open_release,
    open_vault,
    parse_release,
    parse_vault,
    reseal_half,
    seal_half,
    split_seed,
)
from tests.crypto.toolbox import assert_strict, cuts, example, flips, refuses, seeded

CIRCLE = CircleId(b"\x11" * 32)
SEEDS = {name: name.encode() * 32 for name in ("a", "b", "c", "x")}
KEYS = {name: hpke_public(seed) for name, seed in SEEDS.items()}
HOLDERS = {name: Holder(name.upper().encode() * 32) for name in SEEDS}
IDENTITY = "Айгүл Серікқызы".encode()
REQUEST = EntryHash(b"q" * 32)


def custodian(name: str) -> tuple[Holder, bytes]:
    return HOLDERS[name], KEYS[name]


VAULT = new_vault(IDENTITY, [custodian("a"), custodian("c")], [custodian("b")], CIRCLE, seeded())


def half(name: str, vault: Vault = VAULT) -> HalfSecret:
    (sealed,) = vault.halves_for(HOLDERS[name])
    return open_half(vault, sealed, SEEDS[name])


def refused(call: Callable[[], object]) -> tuple[type[QorganError], str]:
    with pytest.raises(QorganError) as caught:
        call()
    return type(caught.value), caught.value.code


def example_values() -> dict[str, str]:
    return {
        "s_A": half("a").value.hex(),
        "s_B": half("b").value.hex(),
        "circle": CIRCLE.hex(),
        "id": VAULT.id.hex(),
        "K": hkdf(half("a").value + half("b").value, b"vault" + CIRCLE + VAULT.id).hex(),
        "identity": IDENTITY.hex(),
        "clear": VAULT.clear().hex(),
        "nonce": VAULT.nonce.hex(),
        "ciphertext_begins": VAULT.ciphertext[:32].hex(),
    }


def test_the_example_of_the_page_is_what_the_code_makes() -> None:
    assert example("vault") == example_values()


def test_a_half_of_each_side_opens_the_identity_in_any_order() -> None:
    assert open_vault(VAULT, half("a"), half("b")) == IDENTITY
    assert open_vault(VAULT, half("b"), half("c")) == IDENTITY


def test_no_side_opens_it_alone() -> None:
    assert refused(lambda: open_vault(VAULT, half("a"), half("c"))) == (CannotOpen, "vault-halves")
    for guess in (bytes(32), half("a").value, b"x" * 32):
        assert refused(lambda guess=guess: open_vault(VAULT, half("a"), HalfSecret(Side.B, guess))) == (Forged, "vault-half")
    renamed = replace(half("a"), side=Side.B)
    assert refused(lambda: open_vault(VAULT, half("a"), renamed)) == (Forged, "vault-half")


def test_a_half_opens_for_its_custodian_only() -> None:
    for sealed in VAULT.halves:
        owner = next(name for name in SEEDS if HOLDERS[name] == sealed.holder)
        for name, seed in SEEDS.items():
            if name != owner:
                assert refused(lambda sealed=sealed, seed=seed: open_half(VAULT, sealed, seed))[0] is CannotOpen


def test_a_half_that_is_altered_or_moved_is_refused() -> None:
    (sealed,) = VAULT.halves_for(HOLDERS["a"])
    other = new_vault(IDENTITY, [custodian("a")], [custodian("b")], CIRCLE, seeded(1))
    (others,) = other.halves_for(HOLDERS["a"])
    wrong = [replace(sealed, holder=HOLDERS["c"]), replace(sealed, side=Side.B), replace(sealed, sealed=others.sealed)]
    wrong += [replace(sealed, sealed=damaged) for damaged in list(flips(sealed.sealed))[::60]]
    for bad in wrong:
        assert refused(lambda bad=bad: open_half(VAULT, bad, SEEDS["a"])) == (Forged, "vault-half")


def test_a_custodian_cannot_seal_or_release_another_half_than_the_vault_s() -> None:
    wrong = HalfSecret(Side.A, b"w" * 32)
    assert refused(lambda: seal_half(VAULT, wrong, *custodian("c"))) == (Forged, "vault-half")
    assert refused(lambda: reseal_half(VAULT, wrong, KEYS["b"], REQUEST)) == (Forged, "vault-half")


def test_a_released_half_opens_the_identity_for_whoever_asked() -> None:
    release = parse_release(reseal_half(VAULT, half("b"), KEYS["a"], REQUEST).encode())
    assert release.request == REQUEST
    assert open_vault(VAULT, half("a"), open_release(VAULT, release, SEEDS["a"])) == IDENTITY
    assert refused(lambda: open_release(VAULT, release, SEEDS["x"]))[0] is CannotOpen


def test_a_release_is_bound_to_its_request_vault_and_side() -> None:
    release = reseal_half(VAULT, half("b"), KEYS["a"], REQUEST)
    for wrong in (replace(release, request=EntryHash(b"r" * 32)), replace(release, side=Side.A)):
        assert refused(lambda wrong=wrong: open_release(VAULT, wrong, SEEDS["a"])) == (Forged, "vault-half")
    other = replace(VAULT, id=b"i" * 16)
    assert refused(lambda: open_release(other, release, SEEDS["a"])) == (Forged, "vault-half")


def test_a_colleague_gets_the_half_of_the_same_side() -> None:
    handed = seal_half(VAULT, half("b"), *custodian("x"))
    assert handed.side is Side.B
    assert open_vault(VAULT, half("a"), open_half(VAULT, handed, SEEDS["x"])) == IDENTITY


def test_a_vault_whose_ciphertext_or_commitments_are_altered_does_not_open() -> None:
    a, b = half("a"), half("b")
    wrong = [
        replace(VAULT, circle=CircleId(b"c" * 32)),
        replace(VAULT, id=b"i" * 16),
        replace(VAULT, commitment=b"c" * 32),
        replace(VAULT, commitment_a=b"c" * 32),
        replace(VAULT, nonce=bytes(24)),
        *(replace(VAULT, ciphertext=damaged) for damaged in list(flips(VAULT.ciphertext))[::40]),
    ]
    for bad in wrong:
        assert refused(lambda bad=bad: open_vault(bad, a, b))[0] is Forged


def test_a_vault_needs_custodians_of_both_sides_and_nobody_on_both() -> None:
    for side_a, side_b in (([], [custodian("b")]), ([custodian("a")], []), ([custodian("a")], [custodian("a")])):
        assert refused(lambda a=side_a, b=side_b: new_vault(IDENTITY, a, b, CIRCLE, seeded())) == (Usage, "vault-custodians")


def test_a_vault_and_a_release_parse_strictly_and_come_back() -> None:
    data = VAULT.encode()
    assert parse_vault(data) == VAULT
    assert all(refuses(damaged, parse_vault) for damaged in list(cuts(data))[::7])
    for damaged in flips(data):
        assert refuses(damaged, parse_vault) or parse_vault(damaged).encode() == damaged
    assert_strict(reseal_half(VAULT, half("b"), KEYS["a"], REQUEST).encode(), parse_release)


def test_a_vault_with_the_halves_of_one_side_or_two_for_one_custodian_is_refused() -> None:
    only_a = tuple(sealed for sealed in VAULT.halves if sealed.side is Side.A)
    for halves in ((), only_a, VAULT.halves * 2):
        assert refuses(replace(VAULT, halves=halves).encode(), parse_vault)


def test_secrets_are_not_shown() -> None:
    assert repr(half("a").value) not in repr(half("a"))


@given(st.binary(min_size=32, max_size=32), st.integers(0, 1 << 20))
@settings(max_examples=50, deadline=None)
def test_the_two_halves_of_a_recovery_key_give_it_back(seed: bytes, randomness: int) -> None:
    first, second = split_seed(seed, seeded(randomness))
    assert join_seed(first, second) == join_seed(second, first) == seed


def test_each_half_of_a_recovery_key_alone_is_uniform() -> None:
    """Chi-square over the first byte of 10,000 splits of one seed: with 255 degrees of freedom, 99.99 % of draws are below 347."""
    entropy = seeded(7)
    for side in (0, 1):
        counts = Counter(split_seed(b"\x5a" * 32, entropy)[side][0] for _ in range(10_000))
        assert set(counts) == set(range(256))
        assert sum((counts[value] - 10_000 / 256) ** 2 / (10_000 / 256) for value in range(256)) < 347


def test_a_half_of_another_size_is_refused() -> None:
    for call in (lambda: split_seed(bytes(31), seeded()), lambda: join_seed(bytes(32), bytes(31))):
        assert refused(call)[0] is Usage
