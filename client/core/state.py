"""The client's verified state in memory: one immutable value, equal to what the store holds.

A step makes a new ``State`` and its rows, the rows are committed in one transaction, and only then does the new value take the
place of the old one. So a refused frame, a crash and a full disk all leave the old state, in memory and on disk.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from client.core.account import Account
from client.core.frames import Cursor
from client.core.logview import LogView
from client.core.replica import Replica
from client.core.store import Store
from client.core.tables import circle, leaf
from crypto.codec import Reader, Writer, decode
from crypto.frozen import dataclass
from crypto.log import LeafKind
from crypto.trust import Directory, ReadingKeyStatement, Statements
from crypto.types import CircleId, LogIndex, Millis


@dataclass(frozen=True)
class State:
    """``replicas`` by circle; ``cursor`` says up to where the log was delivered."""

    directory: Directory
    statements: Statements
    log: LogView
    cursor: Cursor
    replicas: Mapping[CircleId, Replica]


def first_state(account: Account, anchor: tuple[int, bytes] | None = None) -> State:
    """Before anything was delivered. ``anchor``: size and root of the checkpoint on an enrolment card."""
    deployment = account.deployment
    origin, key = deployment.log_origin, deployment.log_key
    log = LogView(origin, key) if anchor is None else LogView.anchored(origin, key, *anchor)
    return State(account.directory(), Statements(), log, Cursor(0, 0), {})


def load_state(account: Account, store: Store) -> State:
    """The state that the store holds. Leaves were judged when they came; their signatures are checked again while they are read."""
    state = first_state(account)
    directory, statements = state.directory, state.statements
    with store.begin() as connection:
        rows = connection.execute(select(leaf).where(leaf.c.refused.is_(None)).order_by(leaf.c.log_index)).all()
        replicas = {CircleId(row.id): Replica.decode(row.replica) for row in connection.execute(select(circle))}
    for row in rows:
        index = LogIndex(row.log_index)
        if row.kind == LeafKind.CERTIFICATE:
            directory = directory.with_certificate(row.data, index)
        elif row.kind == LeafKind.REVOCATION:
            directory = directory.with_crl(row.data, index)
        else:
            statements = statements.with_statement(ReadingKeyStatement.decode(row.data), index, directory)
    log, cursor = store.get("log"), store.get("cursor")
    return State(
        directory,
        statements,
        state.log if log is None else decode_log(log, state.log),
        state.cursor if cursor is None else Cursor.parse(cursor.decode()),
        replicas,
    )


def encode_log(log: LogView) -> bytes:
    writer = Writer().u64(log.size).fixed(log.root, 32).opaque(log.note.encode()).u64(log.checked_at)
    return writer.vector(log.recent, lambda w, pair: w.u64(pair[0]).fixed(pair[1], 32)).bytes()


def decode_log(data: bytes, empty: LogView) -> LogView:
    """``empty`` brings origin and key."""

    def read(reader: Reader) -> LogView:
        size, root, note = reader.u64(), reader.fixed(32), reader.opaque().decode()
        checked_at = Millis(reader.u64())
        recent = reader.vector(lambda r: (r.u64(), r.fixed(32)))
        return LogView(empty.origin, empty.key, size, root, note, checked_at, recent)

    return decode(data, read)
