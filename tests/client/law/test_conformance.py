"""Every norm has a place in the code, a case that is lawful and one that is refused; and its cases notice when it is gone."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.client.law.conformance import page, types_page
from tests.client.law.conformance.norms import norms, strangers, wanted
from tests.client.law.conformance.removal import remove

REQUIREMENTS = Path(os.environ.get("QORGAN_LAW", Path(__file__).resolve().parents[4] / "shared" / "law")) / "requirements.md"
SAMPLE = [norm for id, norm in norms().items() if norm.proofs and id.startswith(("L72", "DL", "NT"))][::9]


def test_every_norm_has_a_place_and_a_case_of_each_kind() -> None:
    assert {id: norm.missing() for id, norm in norms().items() if norm.missing()} == {}


def test_no_case_and_no_rule_is_of_a_norm_that_nobody_knows() -> None:
    assert strangers() == set()


def test_the_pages_are_what_the_code_is() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.text(), "run make conformance"
    assert types_page.PAGE.read_text(encoding="utf-8") == types_page.text(), "run make conformance"


@pytest.mark.parametrize("norm", SAMPLE, ids=lambda norm: norm.wanted.id)
def test_a_norm_that_is_taken_away_is_missed(norm: object) -> None:
    """Every ninth; ``make controls`` does it for all."""
    assert remove(norm).guarded  # type: ignore[arg-type]


def test_the_list_of_norms_is_that_of_the_requirements() -> None:
    if not REQUIREMENTS.is_file():
        pytest.skip("the requirements are not beside this repository (set QORGAN_LAW to their folder)")
    found = set()
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines():
        row = re.match(r"\| (L72-[\w.-]+|T110-[\w.-]+|DLT?-\d+|NT-\d+a?|K\d\d|S-\d+)\b.*\| *(\S+) *\|$", line)
        if row and row.group(2) != "context":
            found.add(row.group(1))
    assert found - set(wanted()) == set()
