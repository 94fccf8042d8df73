"""Views of clocks, findings and tasks fit a terminal of 80 columns, in each language."""

from __future__ import annotations

import pytest

from client.app.asof import AsOf
from client.app.clocks import AtServer, ClockRow, ClocksView
from client.app.findings import FindingRow, FindingsView
from client.app.saying import say
from client.app.tasks import TaskRow, TasksView
from client.law.finding import Kind
from client.words.views import tell_view
from client.words.wrapping import WIDTH
from crypto.types import CircleId

LONG = "екі адамға жаңа құжат тобын дайындау; үлгі бойынша деректер жеке конвертте беріледі " * 3
NEVER = AsOf(0)
TASKS = TasksView((TaskRow("ab" * 16, "M2.6", "NEW", 0, "Дәурен", LONG),), 1, NEVER)
FINDINGS = FindingsView((FindingRow("L72-1", Kind.BROKEN, "23(1)", "ab" * 32, 0, say(LONG), say(LONG), False, ""),), False, NEVER)
CLOCKS = ClocksView(
    (ClockRow("DL-18", "23(4)", False, "M2.1a", 0, 0, None, True, "", LONG, CircleId(b"c" * 16), AtServer.NONE),), (), 0, NEVER
)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("view", [TASKS, FINDINGS, CLOCKS])
def test_what_is_listed_fits_the_columns_of_a_terminal(view: object, lang: str) -> None:
    lines = [str(line) for line in tell_view(view, lang)]
    assert len(lines) > 1
    assert max(map(len, lines)) <= WIDTH
