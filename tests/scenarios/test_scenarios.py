"""The acceptance scenarios of the law, each with real clients over the real server."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest

from tests.client.law.casebook.cast import T0
from tests.client.law.casebook.model import Case, all_cases
from tests.client.town import Town
from tests.scenarios.real import Real, Standing
from tests.server import world
from tests.server.conftest import Start, server, start

__all__ = ["server", "start"]

SCENARIOS = [case for case in all_cases() if re.match(r"AC-\d\d", case.title) and case.sight is None]


@pytest.fixture
async def real(start: Start, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Real]:
    """Everything lives in the time of the cases, the certificates too."""
    clock = Standing(T0)
    monkeypatch.setattr(world, "now", clock)
    running = await start(clock=clock)
    town = Town(running)
    yield Real(running, town, clock)
    await town.close()


@pytest.mark.parametrize("case", SCENARIOS, ids=lambda case: case.id)
async def test_a_scenario_goes_as_told_with_real_clients(case: Case, real: Real) -> None:
    await real.play(case)
