"""The sealed identities that this device has open: closed by the client itself once their end time is over, whichever verb syncs
then, or while it watches.

    {request (hex): [circle (hex), end in milliseconds]}

Kept in the encrypted store from before an identity is shown until its closing is queued, so a crash on the way closes too. What
this does not do: make anybody forget what they saw.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from crypto.types import CircleId

if TYPE_CHECKING:
    from client.app.office import Office
    from client.core.store import Store

_KEY = "open-identities"


class Openings:
    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, circle: CircleId, request: str, until: int) -> None:
        """Before anything is shown."""
        self._put(self._all() | {request: (circle.hex(), until)})

    def end(self, request: str) -> None:
        """It was closed otherwise."""
        known = self._all()
        if known.pop(request, None) is not None:
            self._put(known)

    def close_overdue(self, office: Office) -> int:
        """Queues the closing of each opening that is over; how many. They are durable at once and go out with the next sync."""
        now = office.clock()
        over = {request: each for request, each in self._all().items() if now >= each[1]}
        for request, (circle, _until) in over.items():
            office.writing.closing(CircleId(bytes.fromhex(circle)), request)
            self.end(request)  # a crash between the two closes once more: harmless
        return len(over)

    async def keep_closing(self, office: Office) -> None:
        """Until it is cancelled."""
        while True:
            self.close_overdue(office)
            await asyncio.sleep(1)

    def _all(self) -> dict[str, tuple[str, int]]:
        data = self._store.get(_KEY)
        return {} if data is None else {request: (circle, until) for request, (circle, until) in json.loads(data).items()}

    def _put(self, known: dict[str, tuple[str, int]]) -> None:
        self._store.put({_KEY: json.dumps(known).encode()})
