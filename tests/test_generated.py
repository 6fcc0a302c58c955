"""What is generated is up to date: migrations with the tables, the fences, the dashboard's client."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from rolecall.entrypoints.api import create_app
from rolecall.entrypoints.tables import METADATA
from rolecall.platform.db import sqlalchemy_url
from rolecall.platform.migrations import alembic_config

pytestmark = pytest.mark.house
SEARCHED_FENCE = (
    "(workspace_id = ( SELECT (NULLIF(current_setting('rolecall.workspace'::text, true), ''::text))::uuid "
    'AS "nullif"));'
)
ROOT = Path(__file__).resolve().parents[1]


def test_the_migrations_make_exactly_the_tables_of_the_code(postgres: str) -> None:
    engine = create_engine(sqlalchemy_url(postgres))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, _kind, _parents: not (name or "").startswith("procrastinate_")},
        )
        differences = compare_metadata(context, METADATA)
    engine.dispose()
    # Benchmarks and tests declare tables of their own, which no migration makes.
    theirs = ("benchmarks_", "platform_probe")
    ours = [found for found in differences if not any(word in repr(found) for word in theirs)]
    assert ours == []


def test_the_history_is_one_line(postgres: str) -> None:
    script = ScriptDirectory.from_config(alembic_config(postgres))
    assert len(script.get_heads()) == 1
    assert [len(revision.nextrev) for revision in script.walk_revisions()][1:] == [1] * (
        len(list(script.walk_revisions())) - 1
    )


def test_every_table_of_a_workspace_is_fenced(postgres: str) -> None:
    with psycopg.connect(postgres) as connection:
        tables = connection.execute(
            """
            SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
                   (SELECT count(*) FROM pg_policies p
                    WHERE p.tablename = c.relname AND 'rolecall_tenant' = ANY(p.roles)),
                   has_table_privilege('rolecall_tenant', c.oid, 'SELECT')
                   OR has_any_column_privilege('rolecall_tenant', c.oid, 'SELECT')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname = 'public'
            """
        ).fetchall()
        found = connection.execute("SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'")
        views: dict[str, str] = dict(found.fetchall())
        owned = connection.execute(
            "SELECT tablename FROM pg_tables WHERE tableowner IN ('rolecall_tenant', 'rolecall_system')"
        ).fetchall()
    assert owned == []
    assert len(tables) > 15
    # Reads with other eyes than the tenant's, so that indexes help: its own condition is its fence (decision 8).
    assert list(views) == ["discover_searched"]
    assert " ".join(views["discover_searched"].split("WHERE", 1)[1].split()).startswith(SEARCHED_FENCE)
    for name, secured, forced, policies, readable in tables:
        if readable and name not in views:
            assert secured and forced and policies, f"{name} can be read by a workspace and has no fence"


def test_the_description_of_the_api_is_up_to_date() -> None:
    kept = json.loads((ROOT / "web" / "openapi.json").read_text(encoding="utf-8"))
    assert kept == json.loads(json.dumps(create_app().openapi())), "run `make api` and commit what it changes"


def test_the_dashboard_s_client_is_up_to_date(tmp_path: Path) -> None:
    schema = ROOT / "web" / "src" / "api" / "schema.d.ts"
    fresh = tmp_path / "schema.d.ts"
    script = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))["scripts"]["api"]
    generate = script.replace("src/api/schema.d.ts", str(fresh)).split()
    command = [sys.executable, "hatch_build.py", "--npm", "exec", "--", *generate]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert fresh.read_text(encoding="utf-8") == schema.read_text(encoding="utf-8"), "run `make api` and commit"
