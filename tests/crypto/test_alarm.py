"""Alarms: signed by one author about one entry, with a reason that only the circle reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.alarm import Alarm, AlarmKind, parse_alarm
from crypto.errors import CannotOpen, Forged, Malformed, Usage
from crypto.primitives import LABEL_ALARM, LABEL_ENTRY, ed25519_public, hpke_public, sign
from crypto.types import CircleId, EntryHash, Epoch, Generation, Holder, Millis, Uid
from tests.crypto.toolbox import assert_strict, cuts, example, flips, refuses

SEED = bytes(range(32))
KEY = ed25519_public(SEED)
INTAKE_SEED = b"i" * 32
PLAIN = Alarm(
    CircleId(b"\x11" * 32),
    EntryHash(b"\x66" * 32),
    AlarmKind.CANNOT_PROCESS,
    Holder(b"\x33" * 32),
    Millis(1_800_000_000_000),
    Uid(b"\x22" * 16),
)
SIGNED = PLAIN.sign(SEED)


def with_reason(text: bytes = b"because") -> Alarm:
    return PLAIN.seal_reason(hpke_public(INTAKE_SEED), Generation(1), Epoch(7), text).sign(SEED)


def test_the_example_of_the_page_is_what_the_code_makes() -> None:
    assert example("alarm") == {"seed": SEED.hex(), "alarm": SIGNED.encode().hex()}


def test_an_alarm_parses_strictly_and_comes_back() -> None:
    assert parse_alarm(SIGNED.encode()) == SIGNED
    assert_strict(SIGNED.encode(), parse_alarm)
    data = with_reason().encode()
    assert parse_alarm(data).encode() == data
    assert all(refuses(damaged, parse_alarm) for damaged in cuts(data))


def test_an_alarm_with_a_flipped_bit_is_refused() -> None:
    for damaged in (*flips(SIGNED.encode()), *list(flips(with_reason().encode()))[::10]):
        with pytest.raises((Malformed, Forged)):
            parse_alarm(damaged).verify(KEY)


def test_an_alarm_holds_for_its_key_and_label_only() -> None:
    SIGNED.verify(KEY)
    with pytest.raises(Forged):
        SIGNED.verify(ed25519_public(bytes(32)))
    unsigned = SIGNED.encode()[:-64]
    assert SIGNED.signature == sign(SEED, LABEL_ALARM, unsigned)
    with pytest.raises(Forged):
        replace(SIGNED, signature=sign(SEED, LABEL_ENTRY, unsigned)).verify(KEY)


def test_an_unsigned_alarm_is_not_encoded() -> None:
    with pytest.raises(ValueError):
        PLAIN.encode()


def test_the_reason_opens_with_the_intake_seed_of_its_epoch() -> None:
    alarm = parse_alarm(with_reason().encode())
    alarm.verify(KEY)
    assert alarm.reason_epoch == (1, 7)
    assert alarm.open_reason(INTAKE_SEED) == b"because"
    assert b"because" not in alarm.encode()


def test_the_reason_is_bound_to_its_alarm() -> None:
    alarm = with_reason()
    others = [
        replace(alarm, circle=CircleId(b"c" * 32)),
        replace(alarm, entry_hash=EntryHash(b"e" * 32)),
        replace(alarm, kind=AlarmKind.DISCLOSURE_REQUEST),
        replace(alarm, author=Holder(b"a" * 32)),
        replace(alarm, time=Millis(1)),
        replace(alarm, uid=Uid(b"u" * 16)),
        replace(alarm, reason=b"\0\0\0\x02" + alarm.reason[4:]),
    ]
    for other in others:
        with pytest.raises(CannotOpen):
            other.open_reason(INTAKE_SEED)
    with pytest.raises(CannotOpen):
        alarm.open_reason(b"j" * 32)
    with pytest.raises(CannotOpen):
        SIGNED.open_reason(INTAKE_SEED)
    assert SIGNED.reason_epoch is None


def test_reasons_have_one_size_and_a_longer_one_is_not_made() -> None:
    assert len({len(with_reason(bytes(size)).encode()) for size in (1, 200, 1020)}) == 1
    with pytest.raises(Usage):
        with_reason(bytes(1021))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SIGNED, reason=b"in clear"),
        replace(SIGNED, reason=bytes(9000)),
        replace(SIGNED, time=Millis(1 << 53)),
    ],
    ids=["a reason in clear", "too large", "a time over 2^53 - 1"],
)
def test_an_alarm_of_a_wrong_form_is_refused(wrong: Alarm) -> None:
    assert refuses(wrong.encode(), parse_alarm)


@pytest.mark.parametrize(("at", "value"), [(0, 0), (0, 2), (65, 0), (65, 6)])
def test_an_alarm_of_an_unknown_version_or_kind_is_refused(at: int, value: int) -> None:
    data = bytearray(SIGNED.encode())
    data[at] = value
    assert refuses(bytes(data), parse_alarm)


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_garbage_is_malformed_and_nothing_else(data: bytes) -> None:
    assert refuses(data, parse_alarm) or parse_alarm(data).encode() == data
