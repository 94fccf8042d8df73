"""A client's channel as a dry run has it: it reads what the client holds, and can neither keep nor send anything.

Not by a list of what is forbidden: all that a channel keeps goes through its store, and all that it sends or asks through its
transport. Here the store is read-only to SQLite itself, and the transport has no wire. What would change either ends the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from client.core.core import Core, Parts
from client.core.store import Store
from client.core.transport import Transport
from crypto.errors import Refused

if TYPE_CHECKING:
    from client.core.wire import Wire


class StillStore(Store):
    """Another's store, for reading. Its lock is held meanwhile, so that nobody else meets a store that takes nothing."""

    def __init__(self, store: Store) -> None:
        self._of = store
        self._depth = 0

    @contextmanager
    def begin(self, *, refetchable: bool = False) -> Iterator[Connection]:
        """Raises ``Refused`` (``dry-run``) where something is to be changed."""
        with self._of.begin() as connection:
            self._depth += 1
            _still(connection, on=True)
            try:
                yield connection
            except OperationalError as error:
                if "readonly" not in str(error):
                    raise
                raise Refused("a dry run ends here: next, something would be kept on this device", "dry-run") from None
            finally:
                self._depth -= 1
                if not self._depth:
                    _still(connection, on=False)

    def close(self) -> None:
        """It is another's to close."""


def _still(connection: Connection, *, on: bool) -> None:
    """https://sqlite.org/pragma.html#pragma_query_only"""
    driver = connection.connection.dbapi_connection
    if driver is None:
        raise RuntimeError("the store is closed")
    driver.cursor().execute(f"PRAGMA query_only = {'ON' if on else 'OFF'}")


class NoWay(Transport):
    """Leads nowhere."""

    def _wire(self) -> Wire:
        return _refused()


def _refused() -> NoReturn:
    raise Refused("a dry run ends here: next, the server would be asked, or something sent to it", "dry-run")


def still_core(core: Core) -> Core:
    """What ``core`` holds by now."""
    way = NoWay(core.account.url, core.transport.credentials)
    still = Core(Parts(StillStore(core.store), way, core.entropy, core.clock), core.account, core.state)
    still.rewritten = {circle: list(positions) for circle, positions in core.rewritten.items()}
    return still
