"""The sealed identities that this device has open: closed by the client itself once their end time is over, whichever verb syncs
then, or while it watches.

    {request (hex): [circle (hex), end in milliseconds]}

Kept in the encrypted store from before an identity is shown until its closing is queued, so a crash on the way closes too. What
this does not do: make anybody forget what they saw.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from client.core.records import Record
from crypto.types import CircleId

if TYPE_CHECKING:
    from client.core.client import Client
    from client.core.store import Store

_KEY = "open-identities"


class Openings:
    def __init__(self, client: Client, store: Store) -> None:
        self._client = client
        self._store = store

    def begin(self, circle: CircleId, request: str, until: int) -> None:
        """Before anything is shown."""
        self._put(self._all() | {request: (circle.hex(), until)})

    def end(self, request: str) -> None:
        """It was closed otherwise."""
        known = self._all()
        if known.pop(request, None) is not None:
            self._put(known)

    def close_overdue(self, now: int) -> int:
        """Queues the closing of each opening that is over; how many. They are durable at once and go out with the next sync."""
        over = {request: each for request, each in self._all().items() if now >= each[1]}
        for request, (circle, _until) in over.items():
            closing = Record("identity-closed", 1, {"request": request, "how": "TIME_OVER"})
            self._client.append(CircleId(bytes.fromhex(circle)), closing)
            self.end(request)  # a crash between the two closes once more: harmless
        return len(over)

    async def keep_closing(self, clock: Callable[[], int]) -> None:
        """Until it is cancelled."""
        while True:
            self.close_overdue(clock())
            await asyncio.sleep(1)

    def _all(self) -> dict[str, tuple[str, int]]:
        data = self._store.get(_KEY)
        return {} if data is None else {request: (circle, until) for request, (circle, until) in json.loads(data).items()}

    def _put(self, known: dict[str, tuple[str, int]]) -> None:
        self._store.put({_KEY: json.dumps(known).encode()})
