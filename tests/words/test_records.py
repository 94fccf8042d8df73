"""What is shown of a record says measures and outcomes in words: M2.4 closes data, and was once taken for new documents."""

from __future__ import annotations

import pytest

from client.law.records.rulings import Decision, NoticeMeasure, SelectedMeasure, Selection, SelectionNotice
from client.words.codes import code_name, measure_name
from client.words.records import words

FILE = "00" * 16
DECISION = Decision(FILE, "12/1", "APPLY", "calls", ("statement",), "checked", ("M1.8",), (), "leaflet", "kk")
SELECTION = Selection(FILE, "7", "00" * 32, (SelectedMeasure("M2.4", "asked", "unit 1", 0, 86_400_000),))
NOTICE = SelectionNotice(FILE, "7", (NoticeMeasure("M2.4", 0, 86_400_000),))


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_decision_and_what_is_chosen_are_shown_in_words(lang: str) -> None:
    decided = words(DECISION, lang)
    assert any(code_name("APPLY", lang) in line for line in decided)
    assert any(measure_name("M1.8", lang) in line for line in decided)
    for record in (SELECTION, NOTICE):
        assert any(line.startswith(measure_name("M2.4", lang)) for line in words(record, lang))
