"""The letter inside a report: docs/spec/report-letter.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.core.records import Record
from client.core.replica.letter import Letter, parse_letter
from crypto.errors import Malformed

PAGE = Path(__file__).parents[3] / "docs" / "spec" / "report-letter.md"


def test_the_example_of_the_page_is_what_the_code_makes() -> None:
    found = re.search(r"```hex\n(.*?)\n```", PAGE.read_text(), re.S)
    assert found is not None
    spelt = found.group(1).replace("22..22", "22" * 1216)
    letter = Letter(b"\x11" * 32, b"\x22" * 1216, Record("threat", 1, {}).encode())
    assert letter.encode() == bytes.fromhex(spelt)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_a_letter_reads_back_as_it_was_written(key: bytes, record: bytes) -> None:
    letter = Letter(key, bytes(1216), record)
    assert parse_letter(letter.encode()) == letter


def test_a_letter_cut_anywhere_or_of_another_version_is_refused() -> None:
    spelt = Letter(bytes(32), bytes(1216), b"{}").encode()
    for at in (*range(40), *range(1245, len(spelt))):
        with pytest.raises(Malformed):
            parse_letter(spelt[:at])
    for bent in (b"\x02" + spelt[1:], spelt + b"\0", Letter(bytes(32), bytes(1215), b"").encode()):
        with pytest.raises(Malformed):
            parse_letter(bent)


def test_a_letter_does_not_print_what_is_in_it() -> None:
    assert "CANARY" not in repr(Letter(bytes(32), bytes(1216), b"CANARY"))
