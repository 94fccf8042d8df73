"""The tables of the encrypted store, as SQLAlchemy Core describes them; ``SCHEMA`` numbers their form.

Everything that a client knows is here or follows from here: log leaves that all holders see, entries with their proofs, one
verified replica for each circle, and what is still to be sent. ``incident`` and ``alarm_out`` are a journal beside that state:
they may grow while a frame is refused, when nothing else may change.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

SCHEMA: Final = 1

metadata = MetaData()

meta = Table("meta", metadata, Column("name", String, primary_key=True), Column("value", LargeBinary, nullable=False))

leaf = Table(
    "leaf",
    metadata,
    Column("log_index", Integer, primary_key=True, autoincrement=False),
    Column("kind", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("refused", String),
)

checkpoint = Table(
    "checkpoint",
    metadata,
    Column("size", Integer, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
    Column("seen_at", Integer, nullable=False),
)

circle = Table("circle", metadata, Column("id", LargeBinary, primary_key=True), Column("replica", LargeBinary, nullable=False))

entry = Table(
    "entry",
    metadata,
    Column("circle", LargeBinary, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("log_index", Integer, nullable=False, unique=True),
    Column("accepted_at", Integer, nullable=False),
    Column("received_at", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("proof", LargeBinary, nullable=False),
    Column("checkpoint_size", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False, index=True),
    Column("uid", LargeBinary, nullable=False),
    Column("author", LargeBinary, nullable=False),
    Column("class", Integer, nullable=False),
    Column("encoded", LargeBinary, nullable=False),
    Column("state", String, nullable=False),  # shown | quarantined | committed | halted | placed
    Column("code", String),
    Column("reason", Text),
    Column("plaintext", LargeBinary),
    Column("restricted", Integer, nullable=False),
    Column("role", String),
    Column("via", String),
    Column("reading_key", LargeBinary),
    Column("flags", Text, nullable=False),
    Index("entry_uid", "circle", "author", "uid"),
)

alarm_in = Table(
    "alarm_in",
    metadata,
    Column("log_index", Integer, primary_key=True, autoincrement=False),
    Column("circle", LargeBinary, nullable=False),
    Column("accepted_at", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("answered", Integer, nullable=False),
)

alarm_out = Table(
    "alarm_out",
    metadata,
    Column("uid", LargeBinary, primary_key=True),
    Column("circle", LargeBinary, nullable=False),
    Column("entry_hash", LargeBinary, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("state", String, nullable=False),  # queued | sent | refused
)

notice = Table(
    "notice",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("deadline", LargeBinary, nullable=False),
    Column("step", Integer, nullable=False),
    Column("fired_at", Integer, nullable=False),
    Column("circle", LargeBinary),
)

deadline = Table(
    "deadline",
    metadata,
    Column("circle", LargeBinary, primary_key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("due_at", Integer, nullable=False),
    Column("opened_at", Integer, nullable=False),
    Column("notify", LargeBinary, nullable=False),
    Column("text", LargeBinary),
    Column("settled_by", Integer),
)

draft = Table(
    "draft",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("circle", LargeBinary, nullable=False),
    Column("class", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sent_as", LargeBinary, nullable=False, unique=True),
    Column("state", String, nullable=False),  # queued | acked | sent | refused
    Column("reason", Text),
    Column("acked_index", Integer),
    sqlite_autoincrement=True,
)

change = Table(
    "change",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("uid", LargeBinary, nullable=False, unique=True),
    Column("circle", LargeBinary, nullable=False),
    Column("kind", String, nullable=False),  # genesis | commit | refound
    Column("intent", LargeBinary, nullable=False),
    Column("authored", LargeBinary),
    Column("sent_as", LargeBinary, nullable=False),
    Column("state", String, nullable=False),  # queued | acked | sent | refused
    Column("reason", Text),
    Column("acked_index", Integer),
    sqlite_autoincrement=True,
)

key_package = Table(
    "key_package",
    metadata,
    Column("ref", LargeBinary, primary_key=True),
    Column("bundle", LargeBinary, nullable=False),
    Column("last_resort", Integer, nullable=False),
    Column("made_at", Integer, nullable=False),
)

upload = Table(
    "upload",
    metadata,
    Column("blob", LargeBinary, primary_key=True),
    Column("circle", LargeBinary, nullable=False),
    Column("source", Text, nullable=False),
    Column("key", LargeBinary, nullable=False),
)

incident = Table(
    "incident",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("circle", LargeBinary),
    Column("code", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", LargeBinary, nullable=False),
    Column("stops", Integer, nullable=False),
    sqlite_autoincrement=True,
)

JOURNAL: Final = frozenset({"incident", "alarm_out"})
