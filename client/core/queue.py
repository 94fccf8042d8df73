"""What waits to be sent: drafts of records and reports, and changes (commits). Durable before anything is sent.

A draft is plaintext and options: it is sealed anew for each try, under one uid, so a lost acknowledgement never doubles it.

    queued -> acked -> sent        acked is the server's word; sent means: seen in the verified chain
    queued -> refused              the server or the chain's rules refused it for good; ``reason`` says why
    acked, sent -> queued          what stood behind a refused commit goes out again, under a new uid (``sent_as``)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import field
from typing import Any

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from client.core import tables
from client.core.drafts import Content
from client.core.replica import Authored, parse_authored
from client.core.store import Store
from crypto.frozen import dataclass
from crypto.types import CircleId, EntryClass, Uid


@dataclass(frozen=True)
class Draft:
    """A record or report on its way."""

    uid: Uid
    sent_as: Uid
    circle: CircleId
    entry_class: EntryClass
    content: Content
    state: str
    reason: str | None
    acked_index: int | None


@dataclass(frozen=True)
class PendingChange:
    """A commit on its way: ``kind`` genesis, commit or refound; ``intent`` says what for (JSON), ``authored`` is the commit as it
    was made last, kept from before it is sent."""

    uid: Uid
    sent_as: Uid
    circle: CircleId
    kind: str
    intent: bytes
    authored: Authored | None = field(repr=False)
    state: str
    reason: str | None
    acked_index: int | None


# Statements made once: building one costs more than running it.
_ADD_DRAFT = insert(tables.draft)
_QUEUED = select(tables.draft).where(tables.draft.c.state == "queued").order_by(tables.draft.c.seq)
_FIND_DRAFT = select(tables.draft).where(tables.draft.c.uid == bindparam("wanted"))
_SET_DRAFT = update(tables.draft).where(tables.draft.c.uid == bindparam("wanted"))
_SET_DRAFT = _SET_DRAFT.values(state=bindparam("to"), reason=bindparam("why"), acked_index=bindparam("index"))
_KNOWS_DRAFT = select(tables.draft.c.seq).where(
    or_(tables.draft.c.uid == bindparam("wanted"), tables.draft.c.sent_as == bindparam("wanted"))
)
_KNOWS_CHANGE = select(tables.change.c.seq).where(tables.change.c.sent_as == bindparam("wanted"))
_SETTLE_DRAFT = update(tables.draft).where(
    (tables.draft.c.circle == bindparam("of")) & (tables.draft.c.sent_as == bindparam("wanted"))
)
_SETTLE_DRAFT = _SETTLE_DRAFT.values(state=bindparam("to"), reason=bindparam("why"))
_SETTLE_CHANGE = update(tables.change).where(
    (tables.change.c.circle == bindparam("of")) & (tables.change.c.sent_as == bindparam("wanted"))
)
_SETTLE_CHANGE = _SETTLE_CHANGE.values(state=bindparam("to"), reason=bindparam("why"), authored=None)
_ACKED_DRAFTS = select(tables.draft.c.circle, tables.draft.c.sent_as).where(
    (tables.draft.c.state == "acked") & (tables.draft.c.acked_index < bindparam("before"))
)
_ACKED_CHANGES = select(tables.change.c.circle, tables.change.c.sent_as).where(
    (tables.change.c.state == "acked") & (tables.change.c.acked_index < bindparam("before"))
)


class Queue:
    """The two tables of what waits, and the questions that sync asks them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # --- drafts

    def add_draft(self, uid: Uid, circle: CircleId, entry_class: EntryClass, content: Content) -> None:
        row = {"uid": uid, "sent_as": uid, "circle": circle, "class": int(entry_class), "content": content.encode()}
        with self._store.begin() as connection:
            connection.execute(_ADD_DRAFT, {**row, "state": "queued"})

    def queued(self) -> tuple[Draft, ...]:
        """What is to be sent, in the order in which it was made."""
        with self._store.begin() as connection:
            return tuple(_draft(row) for row in connection.execute(_QUEUED))

    def drafts(self, *states: str) -> tuple[Draft, ...]:
        """In the order in which they were made."""
        query = select(tables.draft).where(tables.draft.c.state.in_(states)).order_by(tables.draft.c.seq)
        with self._store.begin() as connection:
            return tuple(_draft(row) for row in connection.execute(query))

    def awaits(self) -> bool:
        """Whether a draft was acknowledged and not seen yet."""
        query = select(tables.draft.c.seq).where(tables.draft.c.state == "acked").limit(1)
        with self._store.begin() as connection:
            return connection.execute(query).first() is not None

    def find_draft(self, uid: bytes) -> Draft | None:
        with self._store.begin() as connection:
            row = connection.execute(_FIND_DRAFT, {"wanted": uid}).first()
        return None if row is None else _draft(row)

    def set_draft(self, uid: bytes, state: str, reason: str | None = None, acked_index: int | None = None) -> None:
        """An acknowledgement that is forgotten does no harm: the entry is looked for before its draft goes out again."""
        with self._store.begin(refetchable=state == "acked") as connection:
            connection.execute(_SET_DRAFT, {"wanted": uid, "to": state, "why": reason, "index": acked_index})

    def again(self, connection: Connection, circle: CircleId, sent_as: bytes, fresh: bytes) -> None:
        """Queue once more, under a fresh uid, what was sent as ``sent_as``."""
        columns = tables.draft.c
        where = (columns.circle == circle) & (columns.sent_as == sent_as) & (columns.state != "refused")
        values = {"state": "queued", "sent_as": fresh, "acked_index": None}
        connection.execute(update(tables.draft).where(where).values(values))

    # --- changes

    def add_change(self, uid: Uid, circle: CircleId, kind: str, intent: bytes, authored: Authored | None) -> None:
        row = {"uid": uid, "circle": circle, "kind": kind, "intent": intent, "state": "queued", **_made(uid, authored)}
        with self._store.begin() as connection:
            connection.execute(insert(tables.change).values(row))

    def changes(self, *states: str) -> tuple[PendingChange, ...]:
        query = select(tables.change).where(tables.change.c.state.in_(states)).order_by(tables.change.c.seq)
        with self._store.begin() as connection:
            return tuple(_change(row) for row in connection.execute(query))

    def find_change(self, uid: bytes) -> PendingChange | None:
        with self._store.begin() as connection:
            row = connection.execute(select(tables.change).where(tables.change.c.uid == uid)).first()
        return None if row is None else _change(row)

    def set_authored(self, uid: bytes, authored: Authored | None) -> None:
        """Keep a commit before it is sent; None where the one that was kept has lost its place for ever."""
        with self._store.begin() as connection:
            connection.execute(update(tables.change).where(tables.change.c.uid == uid).values(_made(uid, authored)))

    def set_change(self, uid: bytes, state: str, reason: str | None = None, acked_index: int | None = None) -> None:
        """A change that is done keeps no secrets: its ``authored`` goes."""
        values: dict[str, Any] = {"state": state, "reason": reason, "acked_index": acked_index}
        if state in {"sent", "refused"}:
            values["authored"] = None
        with self._store.begin() as connection:
            connection.execute(update(tables.change).where(tables.change.c.uid == uid).values(values))

    def pending(self, circle: CircleId, uids: Collection[bytes]) -> Authored | None:
        """Of the commits with ``uids``, the one that was made here and not yet seen. Several may wait, all of one epoch where the
        first could not be sent; not more than one of them can be in the chain."""
        if not uids:
            return None
        columns = tables.change.c
        where = (columns.circle == circle) & columns.sent_as.in_(list(uids)) & columns.authored.is_not(None)
        where &= columns.state.in_(("queued", "acked"))
        with self._store.begin() as connection:
            found = connection.execute(select(columns.authored).where(where).order_by(columns.seq)).scalar()
        return None if found is None else parse_authored(found)

    # --- both

    def knows(self, uid: bytes) -> bool:
        """Whether this client made an entry with this uid, or is about to."""
        with self._store.begin() as connection:
            found = (connection.execute(query, {"wanted": uid}).first() for query in (_KNOWS_DRAFT, _KNOWS_CHANGE))
            return any(row is not None for row in found)

    def settle(self, connection: Connection, circle: CircleId, uid: bytes, state: str, reason: str | None) -> None:
        """What the verified chain says of an own entry."""
        for statement in (_SETTLE_DRAFT, _SETTLE_CHANGE):
            connection.execute(statement, {"of": circle, "wanted": uid, "to": state, "why": reason})

    def acked(self, before: int) -> list[tuple[CircleId, bytes]]:
        """Circle and uid of entries that the server acknowledged below log index ``before``, and that were not seen yet."""
        with self._store.begin() as connection:
            rows = [row for query in (_ACKED_DRAFTS, _ACKED_CHANGES) for row in connection.execute(query, {"before": before})]
        return [(CircleId(row[0]), row[1]) for row in rows]


def _made(uid: bytes, authored: Authored | None) -> dict[str, Any]:
    sent_as = uid if authored is None else authored.entry.header.uid
    return {"authored": None if authored is None else authored.encode(), "sent_as": sent_as}


def _draft(row: Any) -> Draft:
    entry_class = EntryClass(row._mapping["class"])
    content = Content.decode(row.content)
    circle, uid, sent_as = CircleId(row.circle), Uid(row.uid), Uid(row.sent_as)
    return Draft(uid, sent_as, circle, entry_class, content, row.state, row.reason, row.acked_index)


def _change(row: Any) -> PendingChange:
    authored = None if row.authored is None else parse_authored(row.authored)
    circle, uid, sent_as = CircleId(row.circle), Uid(row.uid), Uid(row.sent_as)
    return PendingChange(uid, sent_as, circle, row.kind, row.intent, authored, row.state, row.reason, row.acked_index)
