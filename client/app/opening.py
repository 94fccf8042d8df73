"""Opens the office of a home. Light to read: the store's key is being derived while the office, and all it stands on, is read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from client.core.home import unlocking
from crypto.entropy import Entropy

if TYPE_CHECKING:
    from client.app.office import Clock, Listener, Office


@asynccontextmanager
async def open_office(
    home: Path, passphrase: str, *, clock: Clock, entropy: Entropy, listener: Listener | None = None
) -> AsyncIterator[Office]:
    """Raises ``Usage`` for a wrong passphrase, a home without a store, or one that another process has open."""
    key = unlocking(home, passphrase)
    from client.app.office import build_office  # takes as long as the key
    from client.core.client import Client

    async with Client.open(home, key, entropy=entropy, clock=clock) as client:
        yield build_office(client, clock=clock, entropy=entropy, listener=listener)
