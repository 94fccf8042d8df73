"""The tables, as alembic compares them with the database (``migrations/``). Times are milliseconds since 1970 UTC.

``leaf`` holds only the hashes of the log, so that the tree is rebuilt at start without reading a single entry.
``entry`` and ``document`` hold what the leaves stand for. ``grant_`` says who may read which circle, and up to where.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

deployment = Table(
    "deployment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", LargeBinary, nullable=False),
    Column("installed_at", Integer, nullable=False),
    CheckConstraint("id = 1", name="single"),
)

checkpoint = Table(
    "checkpoint",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("note", Text, nullable=False),
    CheckConstraint("id = 1", name="single"),
)

leaf = Table(
    "leaf",
    metadata,
    Column("log_index", Integer, primary_key=True, autoincrement=False),
    Column("kind", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

circle = Table(
    "circle",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("founder", LargeBinary, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("commit_index", Integer, nullable=False),
    Column("created_at", Integer, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("log_index", Integer, ForeignKey("leaf.log_index"), primary_key=True, autoincrement=False),
    Column("circle", LargeBinary, ForeignKey("circle.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("entry_class", Integer, nullable=False),
    Column("author", LargeBinary, nullable=False),
    Column("uid", LargeBinary, nullable=False),
    Column("accepted_at", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("circle", "position"),
    UniqueConstraint("circle", "author", "uid"),
    Index(None, "circle", "log_index"),
    Index(None, "hash"),
)

document = Table(
    "document",
    metadata,
    Column("log_index", Integer, ForeignKey("leaf.log_index"), primary_key=True, autoincrement=False),
    Column("kind", Integer, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("circle", LargeBinary, ForeignKey("circle.id")),
    Column("accepted_at", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("kind", "digest"),
)

grant = Table(
    "grant_",
    metadata,
    Column("holder", LargeBinary, primary_key=True),
    Column("circle", LargeBinary, ForeignKey("circle.id"), primary_key=True),
    Column("role", Integer, nullable=False),
    Column("until", Integer),
    Index(None, "circle"),
)

disclosure = Table(
    "disclosure",
    metadata,
    Column("key_hash", LargeBinary, primary_key=True),
    Column("log_index", Integer, ForeignKey("entry.log_index"), primary_key=True),
)

welcome = Table(
    "welcome",
    metadata,
    Column("circle", LargeBinary, ForeignKey("circle.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)

welcomed = Table(
    "welcomed",
    metadata,
    Column("circle", LargeBinary, ForeignKey("circle.id"), primary_key=True),
    Column("holder", LargeBinary, primary_key=True),
    Column("position", Integer, nullable=False),
)

deadline = Table(
    "deadline",
    metadata,
    Column("circle", LargeBinary, ForeignKey("circle.id"), primary_key=True),
    Column("id", LargeBinary, primary_key=True),
    Column("opened_index", Integer, nullable=False),
    Column("due_at", Integer, nullable=False),
    Column("next_at", Integer),
    Column("step", Integer, nullable=False),
    Column("steps", LargeBinary, nullable=False),
    Column("settled_at", Integer),
    Column("settled_index", Integer),
    Column("lease_owner", LargeBinary),
    Column("lease_until", Integer, nullable=False),
    Index("ix_deadline_next_at", "next_at", sqlite_where=text("next_at IS NOT NULL")),
)

notice = Table(
    "notice",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("circle", LargeBinary, nullable=False),
    Column("deadline", LargeBinary, nullable=False),
    Column("step", Integer, nullable=False),
    Column("fired_at", Integer, nullable=False),
    UniqueConstraint("circle", "deadline", "step"),
    sqlite_autoincrement=True,
)

noticed = Table(
    "noticed",
    metadata,
    Column("holder", LargeBinary, primary_key=True),
    Column("seq", Integer, ForeignKey("notice.seq"), primary_key=True),
    Column("inside", Integer, nullable=False),
)

key_package = Table(
    "key_package",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("device", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("last_resort", Integer, nullable=False),
    Column("claimed_at", Integer),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("device", "digest"),
    sqlite_autoincrement=True,
)

token = Table(
    "token",
    metadata,
    Column("token", LargeBinary, primary_key=True),
    Column("holder", LargeBinary, nullable=False, index=True),
    Column("taken_at", Integer, nullable=False),
)

token_refused = Table(
    "token_refused",
    metadata,
    Column("holder", LargeBinary, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_at", Integer, nullable=False),
)

blob = Table(
    "blob",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("circle", LargeBinary, ForeignKey("circle.id"), nullable=False),
    Column("holder", LargeBinary, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("chunks", Integer, nullable=False),
    Column("created_at", Integer, nullable=False),
)

blob_chunk = Table(
    "blob_chunk",
    metadata,
    Column("blob", LargeBinary, ForeignKey("blob.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
