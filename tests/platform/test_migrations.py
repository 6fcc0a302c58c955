"""Migrations on a database that somebody else looks after: its owner is no superuser."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest

from rolecall.platform.migrations import ExtensionMissing, migrate


@pytest.fixture
def managed(postgres: str) -> Iterator[tuple[str, str]]:
    """(address for its owner, address for the server's administrator) of an empty database."""
    name = f"managed_{uuid4().hex}"
    admin = postgres.replace("/rolecall?", "/postgres?")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN CREATEROLE")
        # The roles belong to the whole server, where another database's migration has made them.
        connection.execute(f"GRANT rolecall_tenant, rolecall_system TO {name}")
        connection.execute(f"CREATE DATABASE {name} OWNER {name}")
    there = postgres.replace("/rolecall?", f"/{name}?")
    try:
        yield there.replace("postgres@", f"{name}@"), there
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            connection.execute(f"DROP OWNED BY {name}")
            connection.execute(f"DROP ROLE {name}")


def test_a_missing_extension_is_told_in_one_sentence_and_nothing_is_half_done(managed: tuple[str, str]) -> None:
    owner, _ = managed
    with pytest.raises(ExtensionMissing, match="pgvector"):
        migrate(owner)


def test_an_owner_who_is_no_superuser_migrates_once_the_extension_is_there(managed: tuple[str, str]) -> None:
    owner, admin = managed
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION vector")
    migrate(owner)
    migrate(owner)
    with psycopg.connect(owner) as connection:
        connection.execute("SET LOCAL ROLE rolecall_tenant")
        assert connection.execute("SELECT count(*) FROM discover_searched").fetchone() == (0,)
