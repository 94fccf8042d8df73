"""Alembic's entry: the database comes from ``server.migrate``, the models from ``server.storage.tables``."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine, pool

from server.storage.tables import metadata


def run() -> None:
    url = context.config.get_main_option("sqlalchemy.url")
    if url is None or context.is_offline_mode():
        raise SystemExit("migrations run through `python -m server`, on a database")
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
