"""Reading-key statements: numbered, chained, signed by their holder, and no key that nobody can seal to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.errors import Forged, Malformed, QorganError, Refused
from crypto.primitives import ed25519_public, hpke_public
from crypto.ring import certificate_hash, person_hash
from crypto.trust import Directory, ReadingKeyStatement, Statements, issue_crl, parse_certificate
from crypto.types import ZERO32
from tests.crypto.test_trust import COURT, COURT_SEED, DAY, DEVICE, DEVICE_SEED, START, directory

HOLDER = certificate_hash(DEVICE)
KEYS = [hpke_public(bytes([i]) * 32) for i in range(3)]
PERSON_SEED = bytes([9]) * 32
PERSON = person_hash(ed25519_public(PERSON_SEED))


@pytest.fixture
def grown() -> Directory:
    return directory()


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(QorganError) as caught:
        call()
    assert caught.value.code == code


def test_the_newest_statement_before_an_entry_is_current(grown: Directory) -> None:
    book = Statements()
    refused("no-reading-key", lambda: book.current(HOLDER, 99))
    for index, key in enumerate(KEYS, 10):
        book = book.with_statement(book.next(DEVICE_SEED, HOLDER, key, START + index), index, grown)
    refused("no-reading-key", lambda: book.current(HOLDER, 10))
    assert [book.current(HOLDER, before).number for before in (11, 12, 13, 99)] == [1, 2, 3, 3]
    assert [book.current(HOLDER, 99, at).number for at in (START + 10, START + 11, START + 99)] == [1, 2, 3]
    refused("no-reading-key", lambda: book.current(HOLDER, 99, START))
    assert [s.number for s in book.history(HOLDER)] == [1, 2, 3]
    assert book.current(HOLDER, 99).reading_key == KEYS[2]


def test_a_person_states_a_key_under_the_hash_of_their_own_key(grown: Directory) -> None:
    book = Statements()
    book = book.with_statement(book.next(PERSON_SEED, PERSON, KEYS[0], START), 5, grown)
    assert book.current(PERSON, 6).verify_key == ed25519_public(PERSON_SEED)


def test_a_statement_out_of_its_order_is_refused(grown: Directory) -> None:
    first = Statements().next(DEVICE_SEED, HOLDER, KEYS[0], START)
    book = Statements().with_statement(first, 5, grown)
    sign = ReadingKeyStatement.sign
    refused("number", lambda: Statements().with_statement(sign(DEVICE_SEED, HOLDER, 0, KEYS[0], ZERO32, START), 5, grown))
    refused("number", lambda: Statements().with_statement(sign(DEVICE_SEED, HOLDER, 2, KEYS[0], ZERO32, START), 5, grown))
    refused("number", lambda: book.with_statement(sign(DEVICE_SEED, HOLDER, 1, KEYS[1], ZERO32, START), 6, grown))
    refused("number", lambda: book.with_statement(sign(DEVICE_SEED, HOLDER, 3, KEYS[1], first.hash, START), 6, grown))
    refused("number", lambda: book.with_statement(book.next(DEVICE_SEED, HOLDER, KEYS[1], START), 5, grown))
    refused("previous", lambda: book.with_statement(sign(DEVICE_SEED, HOLDER, 2, KEYS[1], ZERO32, START), 6, grown))
    assert book.with_statement(first, 6, grown) is book


def test_a_statement_by_another_key_than_the_holders_is_refused(grown: Directory) -> None:
    theirs = Statements().next(PERSON_SEED, HOLDER, KEYS[0], START)
    refused("not-the-holder", lambda: Statements().with_statement(theirs, 5, grown))
    ghost = Statements().next(PERSON_SEED, bytes(32), KEYS[0], START)
    refused("unknown-certificate", lambda: Statements().with_statement(ghost, 5, grown))
    early = Statements().next(DEVICE_SEED, HOLDER, KEYS[0], START)
    refused("unknown-certificate", lambda: Statements().with_statement(early, 3, grown))


def test_a_revoked_device_states_no_further_key(grown: Directory) -> None:
    crl = issue_crl(COURT_SEED, COURT, 1, START, START + DAY, [(parse_certificate(DEVICE).serial, START)])
    statement = Statements().next(DEVICE_SEED, HOLDER, KEYS[0], START)
    refused("revoked", lambda: Statements().with_statement(statement, 6, grown.with_crl(crl, 5)))


@pytest.mark.parametrize("key", [b"", KEYS[0][:-1], KEYS[0][:1184] + bytes(32), b"\xff" * 1184 + KEYS[0][1184:]])
def test_a_reading_key_that_nobody_can_seal_to_is_refused(key: bytes, grown: Directory) -> None:
    statement = Statements().next(DEVICE_SEED, HOLDER, key, START)
    refused("bad-reading-key", lambda: Statements().with_statement(statement, 5, grown))


def test_every_cut_and_many_flips_of_a_statement_are_refused(grown: Directory) -> None:
    data = Statements().next(DEVICE_SEED, HOLDER, KEYS[0], START).encode()
    places = [*range(48), *range(48, len(data) - 140, 13), *range(len(data) - 140, len(data))]
    for place in places:
        altered = data[:place] + bytes([data[place] ^ (1 << place % 8)]) + data[place + 1 :]
        with pytest.raises((Malformed, Forged, Refused)):
            Statements().with_statement(ReadingKeyStatement.decode(altered), 5, grown)
        with pytest.raises(Malformed):
            ReadingKeyStatement.decode(data[:place])
    with pytest.raises(Malformed):
        ReadingKeyStatement.decode(data + b"\0")


@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**32 - 1), st.binary(max_size=1216), st.integers(0, 2**64 - 1))
@settings(deadline=None)
def test_a_statement_reads_as_it_was_written(holder: bytes, number: int, key: bytes, not_before: int) -> None:
    statement = ReadingKeyStatement.sign(PERSON_SEED, holder, number, key, holder[::-1], not_before)
    assert ReadingKeyStatement.decode(statement.encode()) == statement
