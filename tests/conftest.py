"""Says at the end of a run how many cases of each official vector file passed.

It stands at the root of the tests: of the conftests, only those are loaded where a run with several processes prints its end.
"""

from __future__ import annotations

import pytest

from tests.crypto.mls.vectors import FILES, PROPERTY


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    counts = dict(
        value
        for report in terminalreporter.stats.get("passed", [])
        for name, value in getattr(report, "user_properties", [])
        if name == PROPERTY
    )
    if not counts:
        return
    terminalreporter.section("official MLS vectors")
    for name in FILES:
        terminalreporter.write_line(f"{name:32} {counts.get(name, 0):5} cases")
    terminalreporter.write_line(f"{'all':32} {sum(counts.values()):5} cases in {len(counts)} of {len(FILES)} files")
