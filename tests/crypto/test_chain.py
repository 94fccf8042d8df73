"""The chain hash fixes each entry, its place and all before it."""

from __future__ import annotations

import hashlib

from crypto.chain import CHAIN_START, chain_hash
from crypto.types import EntryHash, Position
from tests.crypto.toolbox import example

ENTRIES = tuple(EntryHash(bytes([i]) * 32) for i in range(1, 4))


def example_values() -> dict[str, str]:
    chain = CHAIN_START
    values = {}
    for i, entry in enumerate(ENTRIES):
        chain = chain_hash(chain, Position(i), entry)
        values |= {f"e_{i}": entry.hex(), f"c_{i}": chain.hex()}
    return values


def test_the_example_of_the_page_is_what_the_code_makes() -> None:
    assert example("chain") == example_values()


def test_the_chain_hash_is_sha256_of_label_prev_position_and_entry() -> None:
    expected = hashlib.sha256(b"Qorgan 1 chain" + bytes(32) + bytes(8) + ENTRIES[0]).digest()
    assert chain_hash(CHAIN_START, Position(0), ENTRIES[0]) == expected


def test_another_entry_another_place_or_another_past_gives_another_chain() -> None:
    first = chain_hash(CHAIN_START, Position(0), ENTRIES[0])
    variants = {
        chain_hash(first, Position(1), ENTRIES[1]),
        chain_hash(first, Position(1), ENTRIES[2]),
        chain_hash(first, Position(2), ENTRIES[1]),
        chain_hash(CHAIN_START, Position(1), ENTRIES[1]),
    }
    assert len(variants) == 4


def test_entries_in_another_order_give_another_chain() -> None:
    def chain(order: tuple[int, ...]) -> bytes:
        value = CHAIN_START
        for i, entry in enumerate(order):
            value = chain_hash(value, Position(i), ENTRIES[entry])
        return value

    assert len({chain(order) for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (2, 1, 0))}) == 4
