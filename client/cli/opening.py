"""Opens the store of a home for a verb, and closes it after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from client.cli.context import Context
from client.core.client import Client


@asynccontextmanager
async def opened(context: Context) -> AsyncIterator[None]:
    """Raises ``Usage`` for a wrong passphrase, a home without a store, or one that another process has open."""
    home, passphrase = context.folder(), context.passphrase()
    async with Client.open(home, passphrase, entropy=context.entropy, clock=context.clock) as client:
        context.opened = client
        try:
            yield
        finally:
            context.opened = None
            await asyncio.sleep(0)
