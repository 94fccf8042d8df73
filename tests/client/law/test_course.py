"""How a quarter went: for supervision, and in the counts of C.3."""

from __future__ import annotations

import pytest

from client.law.exports.course import pace, supervision
from client.law.exports.quarter import quarter
from client.law.statistics.hiding import SMALL
from tests.client.law.casebook.cast import millis
from tests.client.law.casebook.played import played

TWO = ("officer", "official")
QUARTER = (millis("0m"), millis("90d"))


@pytest.mark.norm("S-13", "passes")
def test_supervision_sees_each_clock_kept_or_missed_and_the_refusals() -> None:
    told = {line.name: dict(line.cells) for line in supervision([played("decided")] * 6, *QUARTER, TWO).lines}
    assert told["DL-01"]["KEPT"] == "6"
    assert told["decisions"]["APPLY"] == "6"


@pytest.mark.norm("S-13", "refuses")
def test_a_missed_clock_is_not_told_as_kept_and_one_person_releases_nothing() -> None:
    told = {line.name: dict(line.cells) for line in supervision([played("opened")] * 6, *QUARTER, TWO).lines}
    assert told["DL-01"] == {"KEPT": SMALL, "MISSED": "6"}
    with pytest.raises(ValueError, match="two different people"):
        supervision([], *QUARTER, ("officer", "officer"))


def test_share_and_median_of_a_clock_are_hidden_where_few() -> None:
    kept, span = pace([played("decided")] * 6, "DL-01", *QUARTER)
    assert kept == "100 %"
    assert span is not None
    assert pace([played("decided")] * 3, "DL-01", *QUARTER) == ("hidden", None)


def test_the_quarter_has_every_line_of_the_list() -> None:
    names = {line.name for line in quarter([played("decided")] * 6, *QUARTER, TWO).lines}
    assert names >= {
        "statements", "decisions", "decisions in time", "measures in force", "last resorts in force", "contracts",
        "contracts amended", "consents withdrawn", "threat reports", "requests to lift", "endings by ground", "complaints",
        "transfers of the case",
        "data closures", "minors", "representatives", "referrals", "languages", "expenses by type",
    }  # fmt: skip
