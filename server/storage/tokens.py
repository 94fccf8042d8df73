"""Tokens that were taken, and how often a device was refused one: statements inside a write transaction."""

from __future__ import annotations

import enum
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from server.storage import tables as t


class Bounds(NamedTuple):
    """For one device, for good: how many tokens it takes, and how often it may ask for what others have."""

    taken: int
    refused: int


class Refusal(enum.Enum):
    TAKEN = "taken"
    QUOTA = "quota"


def take(connection: Connection, token: bytes, holder: bytes, now: int, bounds: Bounds) -> int | Refusal:
    """When ``holder`` took ``token``: now, or before. A refusal is counted in the same transaction."""
    row = connection.execute(select(t.token.c.holder, t.token.c.taken_at).where(t.token.c.token == token)).first()
    if row is not None and row.holder == holder:
        return int(row.taken_at)
    if _refused(connection, holder) >= bounds.refused:
        return Refusal.QUOTA
    if row is not None:
        _count_refusal(connection, holder, now)
        return Refusal.TAKEN
    if connection.execute(select(func.count()).where(t.token.c.holder == holder)).scalar_one() >= bounds.taken:
        return Refusal.QUOTA
    connection.execute(insert(t.token), {"token": token, "holder": holder, "taken_at": now})
    return now


def _refused(connection: Connection, holder: bytes) -> int:
    count = connection.execute(select(t.token_refused.c.count).where(t.token_refused.c.holder == holder)).scalar()
    return int(count or 0)


def _count_refusal(connection: Connection, holder: bytes, now: int) -> None:
    statement = upsert(t.token_refused).values(holder=holder, count=1, last_at=now)
    more = {"count": t.token_refused.c.count + 1, "last_at": now}
    connection.execute(statement.on_conflict_do_update(index_elements=["holder"], set_=more))
