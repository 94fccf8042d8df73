"""Tables exist only through alembic. ``python -m server`` upgrades on start; there is no ``alembic.ini``."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def configuration(database: Path) -> Config:
    """Alembic's configuration for the SQLite file ``database``."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{database}".replace("%", "%%"))
    return config


def upgrade(database: Path, revision: str = "head") -> None:
    command.upgrade(configuration(database), revision)


def downgrade(database: Path, revision: str) -> None:
    command.downgrade(configuration(database), revision)


def check(database: Path) -> None:
    """Raises ``alembic.util.CommandError`` where the models and the database differ."""
    command.check(configuration(database))
