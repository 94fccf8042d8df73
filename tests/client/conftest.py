"""The real server, and a town of clients around it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.client.town import Town
from tests.server.conftest import Server, server, start

__all__ = ["server", "start"]


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town]:
    made = Town(server)
    yield made
    await made.close()
