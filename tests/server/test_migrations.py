"""Tables exist only through alembic: models equal head, and rows survive the way up and down."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.util import CommandError

from server import migrate
from server.storage.tables import metadata
from tests.server.conftest import Server
from tests.server.world import CircleKind, found, made_policy, send


def names(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} - {"sqlite_sequence"}


def test_the_models_are_what_the_migrations_make(tmp_path: Path) -> None:
    migrate.upgrade(tmp_path / "db")
    migrate.check(tmp_path / "db")
    assert names(tmp_path / "db") == set(metadata.tables) | {"alembic_version"}


def test_the_newest_revision_is_known_without_alembic(tmp_path: Path) -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(migrate.configuration(tmp_path / "db"))
    assert not migrate.is_current(tmp_path / "db")
    migrate.upgrade(tmp_path / "db", script.get_current_head() or "")
    assert migrate.is_current(tmp_path / "db")
    migrate.downgrade(tmp_path / "db", "-1")
    assert not migrate.is_current(tmp_path / "db")


def test_drift_between_models_and_database_is_found(tmp_path: Path) -> None:
    migrate.upgrade(tmp_path / "db")
    with closing(sqlite3.connect(tmp_path / "db")) as connection:
        connection.execute("DROP INDEX ix_circle_founder")
    with pytest.raises(CommandError):
        migrate.check(tmp_path / "db")


async def test_the_way_down_and_up_works_with_rows_in_every_main_table(server: Server) -> None:
    alice = await server.device(server.deciding, "alice")
    chain = await found(alice, made_policy(CircleKind.COORDINATION, (server.deciding,)))
    await send(alice, chain, chain.record(alice.party))
    await server.running.close()
    path = server.folder / "server.db"
    with closing(sqlite3.connect(path)) as connection:
        assert all(
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("leaf", "entry", "circle", "grant_")
        )
    migrate.upgrade(path)
    migrate.check(path)
    migrate.downgrade(path, "base")
    assert names(path) == {"alembic_version"}
    migrate.upgrade(path)
    migrate.check(path)


def test_every_migration_has_a_way_back(tmp_path: Path) -> None:
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(migrate.configuration(tmp_path / "db"))
    revisions = [revision.revision for revision in script.walk_revisions()]
    assert revisions
    for revision in reversed(revisions):
        migrate.upgrade(tmp_path / "db", revision)
        migrate.downgrade(tmp_path / "db", "-1")
        migrate.upgrade(tmp_path / "db", revision)
