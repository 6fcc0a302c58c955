"""Migrations: running them, and the fence that every tenant table gets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from rolecall.platform.db import CURRENT_WORKSPACE, SYSTEM_ROLE, TENANT_ROLE, sqlalchemy_url
from rolecall.platform.errors import Problem

# One number for the whole product: two migrations never run side by side on one database.
_MIGRATION_LOCK = 7_265_140


class ExtensionMissing(Problem):
    """The database lacks something that is installed on its server, not by a migration."""

    code = "database.extension_missing"
    status = 503


def fence(op: Any, table: str, *, append_only: bool = False, column: str = "workspace_id") -> None:
    """Row-level security for a table, forced on its owner too: a workspace sees and writes only its own rows.

    `append_only` tables cannot be updated or deleted from by a workspace.
    """
    verbs = "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY {table}_tenant ON {table} TO {TENANT_ROLE} "
        f"USING ({column} = {CURRENT_WORKSPACE}) WITH CHECK ({column} = {CURRENT_WORKSPACE})"
    )
    op.execute(f"CREATE POLICY {table}_system ON {table} TO {SYSTEM_ROLE} USING (true) WITH CHECK (true)")
    op.execute(f"GRANT {verbs} ON {table} TO {TENANT_ROLE}")
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {SYSTEM_ROLE}")


def migrations_dir() -> Path:
    """The folder of the Alembic history: beside the sources in a checkout, inside the package when installed."""
    package = Path(__file__).resolve().parents[1]
    for candidate in (package.parents[1] / "migrations", package / "migrations"):
        if (candidate / "env.py").is_file():
            return candidate
    raise FileNotFoundError("The migrations are missing from this installation; install Rolecall again.")


def alembic_config(url: str) -> Config:
    """Alembic's configuration for one database."""
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()))
    config.set_main_option("sqlalchemy.url", sqlalchemy_url(url).replace("%", "%%"))
    return config


def migrate(url: str) -> None:
    """Bring the database to the newest migration. Safe to call from several processes at once."""
    engine = create_engine(sqlalchemy_url(url))
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _MIGRATION_LOCK})
            connection.commit()
            config = alembic_config(url)
            config.attributes["connection"] = connection
            _upgrade(config)
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _MIGRATION_LOCK})
            connection.commit()
    finally:
        engine.dispose()


def _upgrade(config: Config) -> None:
    try:
        command.upgrade(config, "head")
    except DBAPIError as error:
        said = str(error.orig)
        if 'extension "vector"' in said:
            raise ExtensionMissing(
                "The database has no extension `vector` (pgvector 0.8 or newer), which searches need; install it on "
                f"the server and let its administrator run CREATE EXTENSION vector ({said.strip().splitlines()[0]})."
            ) from error
        raise
