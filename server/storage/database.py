"""Two ways to one SQLite file: many readers, one writer.

Readers go through SQLAlchemy's async engine (aiosqlite). The writer is one connection of SQLAlchemy's synchronous engine, and one
transaction at a time has it. With aiosqlite each statement costs three or four hand-overs between threads, and each of them waits
for the interpreter lock: a batch of 32 entries took 20 ms beside a busy event loop, against 4 ms beside an idle one.

Two threads that both run Python wait for that lock and wake each other, so a brief transaction runs on the event loop, where its
statements find their pages in memory. Its COMMIT, which writes and syncs the journal and takes most of the time, runs on a thread
without the lock, while the loop goes on. (Beside the whole transaction on the thread: a third more appends a second.) A
transaction that may be long runs on the thread as a whole.

Durable before acknowledged: journal_mode=WAL with synchronous=FULL syncs the journal before COMMIT returns
(https://sqlite.org/pragma.html#pragma_synchronous). pysqlite's own transaction control is off and every transaction
starts with BEGIN IMMEDIATE: SQLAlchemy's default start silently loses concurrent updates.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

from crypto.errors import QorganError

T = TypeVar("T")

Synchronous = Literal["FULL", "OFF"]
DATABASE = "server.db"
"""The file's name in the server's folder."""
BUSY_MS = 5000
_CHECKPOINT = "wal_autocheckpoint=4000"
"""Pages of 4 KiB that gather in the journal before they are copied into the database: a page that changes often is copied once."""


class StorageFailed(QorganError):
    """A transaction did not commit: nothing of it is stored, nothing may be acknowledged. The text has no data of the rows.

    ``full``: no room. ``fatal``: the disk answered with an error, so that what the page cache holds can no longer be
    trusted and the process must end (a failed fsync must never be tried again)."""

    code = "unavailable"

    def __init__(self, message: str, *, full: bool = False, fatal: bool = False) -> None:
        super().__init__(message)
        self.full = full
        self.fatal = fatal


class Database:
    """One file. ``write`` runs a function in a transaction; ``reading`` gives async connections."""

    def __init__(self, path: Path, synchronous: Synchronous = "FULL") -> None:
        self.path = path
        self.turn = asyncio.Lock()
        self.busy = 0
        """Nanoseconds of CPU time in transactions, the functions that they ran included."""
        self._free = asyncio.Lock()
        self.reading: AsyncEngine = create_async_engine(
            f"sqlite+aiosqlite:///{path}", isolation_level="AUTOCOMMIT", pool_size=4, max_overflow=0, pool_reset_on_return=None
        )
        event.listen(self.reading.sync_engine, "connect", _pragmas(("query_only=ON",)))
        self._writing = _writer_engine(path, synchronous)
        self._connection: Connection | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")

    async def write(self, work: Callable[[Connection], T], *, brief: bool = False) -> T:
        """The result of ``work`` once its transaction is durable. The caller holds ``turn`` if it then changes memory that
        mirrors rows. Raises ``StorageFailed`` for the database's errors, and what ``work`` raises, rolled back.

        ``brief``: some milliseconds at most, so ``work`` runs on the event loop, and only COMMIT on the thread."""
        # Shielded: whoever waits may be cancelled, but the connection is free only once the transaction has ended.
        return await asyncio.shield(self._write(work, brief))

    async def _write(self, work: Callable[[Connection], T], brief: bool) -> T:
        async with self._free:
            if not brief:
                return await self._on_thread(self._transact, work)
            result = self._run(work)
            await self._on_thread(self._commit)
            return result

    async def _on_thread(self, function: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, function, *arguments)

    def _transact(self, work: Callable[[Connection], T]) -> T:
        result = self._run(work)
        self._commit()
        return result

    def _run(self, work: Callable[[Connection], T]) -> T:
        """Leaves its transaction open, unless ``work`` fails."""
        start = time.thread_time_ns()
        try:
            if self._connection is None:
                self._connection = self._writing.connect()
            self._connection.begin()
            return work(self._connection)
        except (SQLAlchemyError, sqlite3.Error) as error:
            self._release()
            raise _failure(error) from None
        except BaseException:
            self._release()
            raise
        finally:
            self.busy += time.thread_time_ns() - start

    def _commit(self) -> None:
        start = time.thread_time_ns()
        try:
            if self._connection is not None:
                self._connection.commit()
        except (SQLAlchemyError, sqlite3.Error) as error:
            self._release()
            raise _failure(error) from None
        finally:
            self.busy += time.thread_time_ns() - start

    async def close(self) -> None:
        async with self._free:
            await self._on_thread(self._dispose)
        self._thread.shutdown()
        await self.reading.dispose()

    def _dispose(self) -> None:
        self._release()
        self._writing.dispose()

    def _release(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _writer_engine(path: Path, synchronous: Synchronous) -> Engine:
    engine = create_engine(f"sqlite:///{path}", poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(
        engine,
        "connect",
        _pragmas(("journal_mode=WAL", f"synchronous={synchronous}", "foreign_keys=ON", "cache_size=-65536", _CHECKPOINT)),
    )
    event.listen(engine, "begin", lambda connection: raw(connection).execute("BEGIN IMMEDIATE"))
    return engine


def raw(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, in the same transaction. For what runs with every batch: what SQLAlchemy does for a statement
    takes longer than what SQLite does. Its errors become ``StorageFailed`` too."""
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]  # pysqlite is the driver
    return driver


def _pragmas(pragmas: tuple[str, ...]) -> Callable[[Any, object], None]:
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (f"busy_timeout={BUSY_MS}", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return connect


def _failure(error: SQLAlchemyError | sqlite3.Error) -> StorageFailed:
    """By SQLite's result code (https://sqlite.org/rescode.html): 10 is SQLITE_IOERR, 13 SQLITE_FULL, 11 SQLITE_CORRUPT."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", 0) & 0xFF
    name = getattr(original, "sqlite_errorname", type(error).__name__)
    return StorageFailed(str(name), full=code == 13, fatal=code in {10, 11})
