"""Tables exist only through alembic. ``python -m server`` upgrades on start; there is no ``alembic.ini``.

Alembic itself is loaded only where there is something to do: it would double the time of a start.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def configuration(database: Path) -> Config:
    """Alembic's configuration for the SQLite file ``database``."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{database}".replace("%", "%%"))
    return config


def is_current(database: Path) -> bool:
    """Whether ``database`` has the newest revision: by the number that each migration's file name starts with."""
    newest = max(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    if not database.exists():
        return False
    with closing(sqlite3.connect(database)) as connection:
        try:
            return connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(newest,)]
        except sqlite3.OperationalError:
            return False


def upgrade(database: Path, revision: str = "head") -> None:
    if revision == "head" and is_current(database):
        return
    from alembic import command

    command.upgrade(configuration(database), revision)


def downgrade(database: Path, revision: str) -> None:
    from alembic import command

    command.downgrade(configuration(database), revision)


def check(database: Path) -> None:
    """Raises ``alembic.util.CommandError`` where the models and the database differ."""
    from alembic import command

    command.check(configuration(database))
