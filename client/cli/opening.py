"""Opens the store of a home for a verb, and closes it after."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from client.cli.context import Context


@asynccontextmanager
async def opened(context: Context) -> AsyncIterator[None]:
    """Raises ``Usage`` for a wrong passphrase, a home without a store, or one that another process has open."""
    from client.app.opening import open_office

    home, passphrase = context.folder(), context.passphrase()
    async with open_office(home, passphrase, entropy=context.entropy, clock=context.clock, listener=context.out) as office:
        context.opened = office
        try:
            yield
        finally:
            context.opened = None
            await asyncio.sleep(0)
