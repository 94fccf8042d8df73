"""The entry: what parses, comes back; what does not, is refused; a signature covers all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.body import CIPHERTEXT_SIZES, SEALED_SIZES
from crypto.codec import Writer
from crypto.deadline import MAX_NUMBER, MAX_SECONDS
from crypto.disclosure import SEALED_KEY_SIZE, Disclosure
from crypto.entry import (
    DeadlineMode,
    DeadlineOpen,
    Entry,
    EntryClass,
    Escalation,
    Header,
    RecordBody,
    ReportBody,
    parse_entry,
    parse_header,
    parse_record_body,
    parse_report_body,
    sign_entry,
    verify_entry,
)
from crypto.errors import Forged, Malformed
from crypto.primitives import LABEL_LOGIN, ed25519_public, sha256, sign
from crypto.types import CircleId, EntryHash, Epoch, Generation, Holder, KeyHash, Millis, Position, Uid
from tests.crypto.toolbox import assert_strict, cuts, example, flips, refuses

SEED = bytes(range(32))
KEY = ed25519_public(SEED)
DEADLINE = DeadlineOpen(
    b"d" * 16, DeadlineMode.AFTER, 86_400, (b"n" * 32,), (Escalation(300, (b"e" * 32, b"f" * 32)), Escalation(600, ())), b"sealed"
)


def header(entry_class: EntryClass = EntryClass.RECORD) -> Header:
    placed = entry_class is not EntryClass.REPORT
    return Header(
        CircleId(b"\x11" * 32),
        Generation(1),
        Epoch(7),
        entry_class,
        Uid(b"\x22" * 16),
        Holder(b"\x33" * 32),
        Millis(1_800_000_000_000),
        9,
        b"\x44" * 32,
        position=Position(5) if placed else None,
        prev=b"\x55" * 32 if placed else None,
    )


OPENED = (DEADLINE, replace(DEADLINE, id=b"D" * 16, mode=DeadlineMode.AT))
FULL = replace(header(), opens=OPENED, settles=(b"s" * 16,), restricted=True)


def example_values() -> dict[str, str]:
    entry = sign_entry(SEED, header(EntryClass.REPORT), b"body")
    return {
        "seed": SEED.hex(),
        "header": entry.header_bytes.hex(),
        "body": entry.body.hex(),
        "signature": entry.signature.hex(),
        "entry": entry.encode().hex(),
        "hash": entry.hash.hex(),
    }


def test_the_example_of_the_page_is_what_the_code_makes() -> None:
    assert example("entry") == example_values()


@pytest.mark.parametrize("entry_class", list(EntryClass))
def test_an_entry_parses_strictly_and_comes_back(entry_class: EntryClass) -> None:
    entry = sign_entry(SEED, header(entry_class), b"body")
    assert parse_entry(entry.encode()) == entry
    assert_strict(entry.encode(), parse_entry)


def test_a_header_with_deadlines_parses_strictly_and_comes_back() -> None:
    assert parse_header(FULL.encode()) == FULL
    assert_strict(FULL.encode(), parse_header)


def test_the_entry_hash_and_signature_are_those_of_the_page() -> None:
    entry = sign_entry(SEED, FULL, b"body")
    head = FULL.encode()
    assert entry.signature == sign(SEED, b"Qorgan 1 entry", head + sha256(b"body"))
    assert entry.hash == sha256(b"Qorgan 1 hash" + head + sha256(b"body") + entry.signature)


def test_an_entry_with_a_flipped_bit_is_refused() -> None:
    data = sign_entry(SEED, FULL, b"body").encode()
    for damaged in flips(data):
        with pytest.raises((Malformed, Forged)):
            verify_entry(parse_entry(damaged), KEY)


def test_every_part_of_an_entry_changes_its_hash() -> None:
    entry = sign_entry(SEED, header(), b"body")
    hashes = {parse_entry(d).hash for d in flips(entry.encode()) if not refuses(d, parse_entry)}
    assert entry.hash not in hashes
    assert len(hashes) > 64 + 4


def test_a_signature_of_another_key_or_label_is_refused() -> None:
    entry = sign_entry(SEED, header(), b"body")
    verify_entry(entry, KEY)
    with pytest.raises(Forged):
        verify_entry(entry, ed25519_public(bytes(32)))
    login = sign(SEED, LABEL_LOGIN, entry.header_bytes + entry.body_hash)
    with pytest.raises(Forged):
        verify_entry(replace(entry, signature=login), KEY)


def test_a_signature_moved_to_another_entry_is_refused() -> None:
    entry, other = sign_entry(SEED, header(), b"body"), sign_entry(SEED, replace(header(), epoch=Epoch(8)), b"body")
    with pytest.raises(Forged):
        verify_entry(replace(other, signature=entry.signature), KEY)


def test_an_entry_over_the_limit_is_refused_before_anything_is_read() -> None:
    entry = sign_entry(SEED, header(), bytes(2000)).encode()
    assert parse_entry(entry, limit=len(entry)).body == bytes(2000)
    with pytest.raises(Malformed) as refused:
        parse_entry(entry, limit=len(entry) - 1)
    assert refused.value.code == "too-large"


def test_a_body_length_that_is_not_minimal_is_refused() -> None:
    entry = sign_entry(SEED, header(), b"body")
    head = Writer().opaque(entry.header_bytes).bytes()
    assert refuses(head + b"\x40\x04body" + entry.signature, parse_entry)


WRONG_HEADERS: dict[str, Header] = {
    "a report with a position": replace(header(EntryClass.REPORT), position=Position(1), prev=bytes(32)),
    "a record without a position": replace(header(), position=None, prev=None),
    "a restricted commit": replace(header(EntryClass.COMMIT), restricted=True),
    "a report that opens a deadline": replace(header(EntryClass.REPORT), opens=(DEADLINE,)),
    "a report that settles a deadline": replace(header(EntryClass.REPORT), settles=(bytes(16),)),
    "a commit that settles a deadline": replace(header(EntryClass.COMMIT), settles=(bytes(16),)),
    "generation 0": replace(header(), generation=Generation(0)),
    "epoch 0": replace(header(), epoch=Epoch(0)),
    "an epoch over 2^53 - 1": replace(header(), epoch=Epoch(MAX_NUMBER + 1)),
    "a time over 2^53 - 1": replace(header(), time=Millis(MAX_NUMBER + 1)),
    "a position over 2^53 - 1": replace(header(), position=Position(MAX_NUMBER + 1)),
    "a log size over 2^53 - 1": replace(header(), seen_size=MAX_NUMBER + 1),
    "one deadline twice": replace(header(), opens=(DEADLINE, DEADLINE)),
    "nine deadlines": replace(header(), opens=tuple(replace(DEADLINE, id=bytes([i]) * 16) for i in range(9))),
    "33 settled": replace(header(), settles=tuple(bytes([i]) * 16 for i in range(33))),
    "one settled twice": replace(header(), settles=(bytes(16), bytes(16))),
    "33 addressees": replace(header(), opens=(replace(DEADLINE, notify=tuple(bytes([i]) * 32 for i in range(33))),)),
    "one addressee twice": replace(header(), opens=(replace(DEADLINE, notify=(bytes(32), bytes(32))),)),
    "nine escalations": replace(header(), opens=(replace(DEADLINE, escalations=tuple(Escalation(i, ()) for i in range(9))),)),
    "escalations out of order": replace(header(), opens=(replace(DEADLINE, escalations=(Escalation(2, ()), Escalation(2, ()))),)),
    "a text over 2048 bytes": replace(header(), opens=(replace(DEADLINE, text=bytes(2049)),)),
    "a period over a hundred years": replace(header(), opens=(replace(DEADLINE, value=MAX_SECONDS + 1),)),
}


@pytest.mark.parametrize("wrong", WRONG_HEADERS.values(), ids=WRONG_HEADERS.keys())
def test_no_header_is_made_that_would_be_refused(wrong: Header) -> None:
    with pytest.raises(ValueError):
        wrong.encode()


def raw_header(**changes: bytes) -> bytes:
    """A record's header put together by hand, so that only the parser can refuse it."""
    fields = {
        "version": b"\x01",
        "circle": bytes(32),
        "generation": b"\0\0\0\x01",
        "epoch": bytes(7) + b"\x01",
        "class": b"\x02",
        "rest": bytes(16 + 32 + 8 + 8 + 32),
        "opens": b"\0",
        "settles": b"\0",
        "flags": b"\0",
        "place": bytes(40),
    }
    return b"".join((fields | changes).values())


@pytest.mark.parametrize(
    "changes",
    [
        {"version": b"\0"},
        {"version": b"\x02"},
        {"generation": bytes(4)},
        {"epoch": bytes(8)},
        {"epoch": b"\x00\x20" + bytes(6)},
        {"class": b"\0"},
        {"class": b"\x04"},
        {"class": b"\x03"},
        {"class": b"\x03", "place": b"", "flags": b"\x01"},
        {"class": b"\x03", "place": b"", "settles": b"\x10" + bytes(16)},
        {"class": b"\x01", "flags": b"\x01"},
        {"flags": b"\x02"},
        {"flags": b"\x80"},
        {"settles": b"\x0f" + bytes(15)},
        {"settles": b"\x20" + bytes(32)},
        {"opens": b"\x01\0"},
        {"place": b""},
        {"place": b"\xff" * 8 + bytes(32)},
    ],
    ids=str,
)
def test_a_header_put_together_wrongly_is_refused(changes: dict[str, bytes]) -> None:
    assert parse_header(raw_header()).entry_class is EntryClass.RECORD
    assert refuses(raw_header(**changes), parse_header)


hashes32 = st.binary(min_size=32, max_size=32)
numbers = st.integers(0, MAX_NUMBER)
addressees = st.lists(hashes32, max_size=4, unique=True).map(tuple)
escalations = st.lists(st.integers(0, MAX_SECONDS), max_size=8, unique=True).flatmap(
    lambda times: st.tuples(*(st.builds(Escalation, st.just(t), addressees) for t in sorted(times)))
)
deadlines = st.builds(
    DeadlineOpen,
    st.binary(min_size=16, max_size=16),
    st.sampled_from(DeadlineMode),
    st.integers(0, MAX_SECONDS),
    addressees,
    escalations,
    st.binary(max_size=64),
)
records = st.builds(
    Header,
    hashes32,
    st.integers(1, 2**32 - 1),
    st.integers(1, MAX_NUMBER),
    st.just(EntryClass.RECORD),
    st.binary(min_size=16, max_size=16),
    hashes32,
    numbers,
    numbers,
    hashes32,
    opens=st.lists(deadlines, max_size=3, unique_by=lambda d: d.id).map(tuple),
    settles=st.lists(st.binary(min_size=16, max_size=16), max_size=4, unique=True).map(tuple),
    restricted=st.booleans(),
    position=numbers,
    prev=hashes32,
)


@given(records, st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_every_record_that_can_be_made_comes_back(made: Header, body: bytes) -> None:
    entry = sign_entry(SEED, made, body)
    parsed = parse_entry(entry.encode())
    assert parsed == entry
    assert parsed.header == made


def reencodes(data: bytes, parse: Callable[[bytes], Header | Entry]) -> bool:
    try:
        return parse(data).encode() == data
    except Malformed:
        return True


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_garbage_is_malformed_and_nothing_else(data: bytes) -> None:
    assert reencodes(data, parse_entry)
    assert reencodes(raw_header()[:142] + data, parse_header)


DISCLOSURE = Disclosure(EntryHash(b"h" * 32), KeyHash(b"k" * 32), bytes(SEALED_KEY_SIZE))
RECORD_BODY = RecordBody(b"c" * 32, b"n" * 24, bytes(min(CIPHERTEXT_SIZES)), (DISCLOSURE,))


def test_a_record_body_parses_strictly_and_comes_back() -> None:
    assert parse_record_body(RECORD_BODY.encode()) == RECORD_BODY
    assert_strict(RECORD_BODY.encode(), parse_record_body)


def test_a_report_body_parses_strictly_and_comes_back() -> None:
    data = ReportBody(bytes(min(SEALED_SIZES))).encode()
    assert parse_report_body(data).encode() == data
    for damaged in cuts(data):
        assert refuses(damaged, parse_report_body)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(RECORD_BODY, ciphertext=bytes(1041)),
        replace(RECORD_BODY, ciphertext=b""),
        replace(RECORD_BODY, disclosures=(replace(DISCLOSURE, sealed=bytes(31)),)),
        replace(RECORD_BODY, disclosures=(DISCLOSURE,) * 65),
    ],
    ids=["off the ladder", "empty", "a disclosure of another size", "65 disclosures"],
)
def test_a_record_body_of_a_wrong_size_is_refused(wrong: RecordBody) -> None:
    assert refuses(wrong.encode(), parse_record_body)
