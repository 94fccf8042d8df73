"""The encrypted store of one client: SQLCipher with a raw key, through SQLAlchemy Core, one connection.

A step of the client is one transaction (``begin``): after a crash either all of it is there or nothing. WAL with
synchronous=FULL, so what was persisted before a send is on disk before the send. What the server has as well (``refetchable``) is
written with synchronous=NORMAL within a second of the last sync: a killed process loses nothing of it, a cut of power at most the
frames of that second, whole, the newest first, with the cursor that says so. A guest's store is in memory and leaves nothing.

Not done: erasing what SQLite has freed from memory, and hiding the size of the file.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, create_engine, event, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from client.core.tables import JOURNAL, SCHEMA, meta, metadata
from crypto.errors import Usage
from crypto.primitives import sha256

SYNC_EVERY: Final = 1.0
"""Seconds for which the sync of what can be fetched again may wait."""


class Store:
    """Open with ``create``, ``open`` or ``in_memory``; every use goes through ``begin``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.RLock()
        self._connection: Connection | None = None
        self._synced_at = 0.0
        self._relaxed = False

    @classmethod
    def create(cls, path: Path, key: bytes) -> Store:
        """A new store of the newest schema. ``key`` has 32 bytes."""
        store = cls(_engine(str(path), key))
        store._make_tables()
        return store

    @classmethod
    def open(cls, path: Path, key: bytes) -> Store:
        """Raises ``Usage``: ``wrong-passphrase`` (or damage; nobody can tell the two apart), ``store-too-new``."""
        if not path.exists():
            raise Usage("there is no store in this home: set it up first", "no-home")
        store = cls(_engine(str(path), key))
        try:
            version = store.schema()
        except DBAPIError:
            store.close()
            raise Usage("wrong passphrase, or the store is damaged", "wrong-passphrase") from None
        if version != SCHEMA:
            store.close()
            raise Usage(
                "the store has schema {version}, this program reads {known}", "store-too-new", version=version, known=SCHEMA
            )
        return store

    @classmethod
    def in_memory(cls) -> Store:
        """For a guest: gone when closed, never on disk."""
        store = cls(_engine(":memory:", None))
        store._make_tables()
        return store

    def schema(self) -> int:
        with self.begin() as connection:
            return int(connection.execute(text("PRAGMA user_version")).scalar_one())

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            self._engine.dispose()

    @contextmanager
    def begin(self, *, refetchable: bool = False) -> Iterator[Connection]:
        """One transaction, the only one at a time; a nested call joins the outer one, and its durability. ``refetchable``: all that
        is in it can be fetched from the server again."""
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.connect()
            connection = self._connection
            if connection.in_transaction():
                yield connection
                return
            self._set_sync(connection, relaxed=refetchable and time.monotonic() - self._synced_at < SYNC_EVERY)
            with connection.begin():
                before = _changes(connection)
                yield connection
                changed = _changes(connection) != before
            if changed and not self._relaxed:
                self._synced_at = time.monotonic()

    def _set_sync(self, connection: Connection, *, relaxed: bool) -> None:
        """https://sqlite.org/pragma.html#pragma_synchronous: it cannot be changed inside a transaction. The next full commit syncs
        the whole journal, so what was written before it is then on disk too."""
        if relaxed != self._relaxed:
            _driver(connection).execute(f"PRAGMA synchronous = {'NORMAL' if relaxed else 'FULL'}")
            self._relaxed = relaxed

    def get(self, name: str) -> bytes | None:
        """One named value."""
        with self.begin() as connection:
            value: bytes | None = connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()
            return value

    def put(self, values: Mapping[str, bytes]) -> None:
        """Set named values, all or none."""
        if not values:
            return
        with self.begin() as connection:
            statement = upsert(meta)
            statement = statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded.value})
            connection.execute(statement, [{"name": name, "value": value} for name, value in values.items()])

    def digest(self) -> bytes:
        """SHA-256 over every row of every table but the journal: equal before and after whatever was refused."""
        rows: list[bytes] = []
        with self.begin() as connection:
            for table in metadata.sorted_tables:
                if table.name in JOURNAL:
                    continue
                found = connection.execute(select(table).order_by(*table.primary_key.columns))
                rows.extend(sha256(table.name.encode(), repr(tuple(row)).encode()) for row in found)
        return sha256(*rows)

    def _make_tables(self) -> None:
        with self.begin() as connection:
            metadata.create_all(connection)
            connection.execute(text(f"PRAGMA user_version = {SCHEMA}"))
            connection.execute(insert(meta), [{"name": "schema-made", "value": str(SCHEMA).encode()}])


def _driver(connection: Connection) -> Any:
    """The driver's own connection, for what no transaction is to be begun for."""
    return connection.connection.dbapi_connection


def _changes(connection: Connection) -> int:
    """How many rows this connection has changed since it was opened."""
    return int(_driver(connection).total_changes)


def _engine(path: str, key: bytes | None) -> Engine:
    import sqlcipher3.dbapi2 as sqlcipher

    engine = create_engine("sqlite://", creator=_connector(sqlcipher, path, key), module=sqlcipher, poolclass=StaticPool)

    # The driver must not start transactions by itself: it would start them deferred (see the stack notes).
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _connector(sqlcipher: Any, path: str, key: bytes | None) -> Callable[[], Any]:
    def connect() -> Any:
        connection = sqlcipher.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")
        try:
            if path != ":memory:":
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except sqlcipher.DatabaseError:
            connection.close()
            raise
        return connection

    return connect
