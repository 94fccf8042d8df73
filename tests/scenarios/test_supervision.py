"""AC-33: the supervising prosecutor reads the file, and writes nothing."""

from __future__ import annotations

import pytest

from client.core.records import Record
from tests.client.conftest import town
from tests.client.town import Town, found, note, texts
from tests.server.conftest import Server, server, start

__all__ = ["server", "start", "town"]


@pytest.mark.norm("L72-6", "refuses", place="crypto/roster.py")
async def test_ac_33_a_prosecutor_reads_a_ruling_and_cannot_edit_it(server: Server, town: Town) -> None:
    officer = await town.officer(server.deciding, "Officer")
    prosecutor = await town.officer(server.supervising, "Prosecutor", ("prosecutor",))
    circle = await found(officer, readers=[prosecutor])
    officer.append(circle, note("ruling"))
    await officer.sync()
    await prosecutor.sync()
    assert texts(prosecutor, circle) == ["ruling"]
    uid = prosecutor.append(circle, Record("note", 1, {"text": "edited"}))
    await prosecutor.sync()
    assert prosecutor.status(uid).startswith("refused")
    await officer.sync()
    assert texts(officer, circle) == ["ruling"]
