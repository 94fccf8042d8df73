"""client/core/records.py: one value, one spelling."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.core.records import MAX_DEPTH, Json, Record, canonical, parse
from crypto.errors import Malformed, Usage

PAGE = Path(__file__).parents[2] / "docs" / "spec" / "record.md"

# the first draw builds a table of all characters, which takes seconds
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

names = st.text(st.characters(codec="ascii"), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8"), max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


def test_the_example_of_the_page_is_what_the_code_makes() -> None:
    found = re.search(r"```json\n(.*?)\n```", PAGE.read_text(), re.S)
    assert found is not None
    record = Record("threat", 1, {"text": "Маған қоқан-лоқы жасады", "at": 1763791200000})
    assert record.encode() == found.group(1).encode()


@calm
@given(st.dictionaries(names, values, max_size=4))
def test_a_record_reads_back_as_it_was_written(payload: dict[str, Json]) -> None:
    record = Record("a.b-c", 7, payload)
    assert parse(record.encode()) == record


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "\ufeff" + '{"payload":{},"type":"a","version":1}',
        '{"payload":{},"type":"a","version":1} ',
        '{"payload": {},"type":"a","version":1}',
        '{"type":"a","payload":{},"version":1}',
        '{"payload":{},"type":"a","type":"a","version":1}',
        '{"payload":{},"type":"a","version":1,"x":1}',
        '{"payload":{},"type":"a"}',
        '{"payload":[],"type":"a","version":1}',
        '{"payload":{},"type":"A","version":1}',
        '{"payload":{},"type":"","version":1}',
        '{"payload":{},"type":"a..b","version":1}',
        '{"payload":{},"type":1,"version":1}',
        '{"payload":{},"type":"' + "a" * 65 + '","version":1}',
        '{"payload":{},"type":"a","version":0}',
        '{"payload":{},"type":"a","version":65536}',
        '{"payload":{},"type":"a","version":true}',
        '{"payload":{},"type":"a","version":"1"}',
        '{"payload":{"n":1.5},"type":"a","version":1}',
        '{"payload":{"n":1e2},"type":"a","version":1}',
        '{"payload":{"n":-0},"type":"a","version":1}',
        '{"payload":{"n":NaN},"type":"a","version":1}',
        '{"payload":{"n":9007199254740992},"type":"a","version":1}',
        '{"payload":{"n":' + "9" * 5000 + '},"type":"a","version":1}',
        '{"payload":{"n":"\\ud800"},"type":"a","version":1}',
        '{"payload":{"n":"\\u0041"},"type":"a","version":1}',
        '{"payload":{"n":"\\u001F"},"type":"a","version":1}',
        '{"payload":{"ә":1},"type":"a","version":1}',
        '{"payload":{"' + "a" * 65 + '":1},"type":"a","version":1}',
        '{"payload":{"n":' + "[" * 100_000 + "]" * 100_000 + '},"type":"a","version":1}',
        '{"payload":{"n":' + "[" * MAX_DEPTH + "]" * MAX_DEPTH + '},"type":"a","version":1}',
    ],
)
def test_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        parse(text.encode())


def test_bytes_that_are_no_utf8_are_refused() -> None:
    with pytest.raises(Malformed):
        parse(b'{"payload":{"n":"\xff"},"type":"a","version":1}')


def test_each_flipped_bit_gives_another_record_or_none() -> None:
    spelt = Record("threat", 1, {"text": "қорған", "n": [1, None, True]}).encode()
    for at in range(len(spelt) * 8):
        bent = bytearray(spelt)
        bent[at // 8] ^= 1 << at % 8
        try:
            record = parse(bytes(bent))
        except Malformed:
            continue
        assert record.encode() == bytes(bent)


@pytest.mark.parametrize("payload", [{"n": 1.0}, {"n": 2**53}, {"ә": 1}, {"n": b""}, {"n": "\ud800"}, {"n": {1: 2}}])
def test_what_has_no_canonical_form_is_not_written(payload: dict[str, Json]) -> None:
    with pytest.raises(Usage):
        Record("a", 1, payload).encode()


@pytest.mark.parametrize(("kind", "version"), [("A", 1), ("a b", 1), ("a", 0), ("a", 65536), ("-a", 1), ("a\n", 1)])
def test_a_wrong_head_is_not_written(kind: str, version: int) -> None:
    with pytest.raises(Usage):
        Record(kind, version, {}).encode()


def test_the_plaintext_is_not_in_the_error() -> None:
    with pytest.raises(Malformed) as caught:
        parse(b'{"payload":{"n":CANARY},"type":"a","version":1}')
    assert "CANARY" not in str(caught.value)
    assert caught.value.__cause__ is None


@calm
@given(values)
def test_the_canonical_form_is_json_of_the_same_value(value: Json) -> None:
    assert json.loads(canonical(value)) == value
