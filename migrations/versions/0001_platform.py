"""The two roles, the event log, jobs, schedules, host rates, idempotency keys."""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects.postgresql import JSONB

from rolecall.platform.db import CURRENT_WORKSPACE, SYSTEM_ROLE, TENANT_ROLE
from rolecall.platform.migrations import fence

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORKSPACE = sa.text(CURRENT_WORKSPACE)
NOW = sa.text("now()")


def upgrade() -> None:
    for role in (TENANT_ROLE, SYSTEM_ROLE):
        # Roles belong to the server, not to the database: another database may have made them, even at this moment.
        op.execute(
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; "
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
        op.execute(
            f"DO $$ BEGIN IF NOT pg_has_role(current_user, '{role}', 'SET') THEN "
            f"EXECUTE format('GRANT {role} TO %I', current_user); END IF; END $$"
        )
        op.execute(f"GRANT USAGE ON SCHEMA public TO {role}")

    _jobs()

    op.execute("CREATE SEQUENCE platform_event_seq")
    op.create_table(
        "platform_event",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("seq", sa.BigInteger(), server_default=sa.text("nextval('platform_event_seq')"), nullable=False),
        sa.Column(
            "txid", sa.BigInteger(), server_default=sa.text("(pg_current_xact_id()::text)::bigint"), nullable=False
        ),
        sa.Column("workspace_id", sa.Uuid(), server_default=WORKSPACE, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("payload", JSONB(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("correlation_id", sa.String()),
        sa.Column(
            "occurred_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.UniqueConstraint("seq", name="platform_event_seq_key"),
    )
    op.create_index("platform_event_order", "platform_event", ["workspace_id", "txid", "seq"])
    op.create_index("platform_event_settled", "platform_event", ["txid", "seq"])
    fence(op, "platform_event", append_only=True)
    op.execute(f"GRANT USAGE ON SEQUENCE platform_event_seq TO {TENANT_ROLE}, {SYSTEM_ROLE}")

    op.create_table(
        "platform_handled",
        sa.Column("event_id", sa.Uuid(), primary_key=True),
        sa.Column("handler", sa.String(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=WORKSPACE, nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
    )
    op.create_index("platform_handled_handled_at_idx", "platform_handled", ["handled_at"])
    fence(op, "platform_handled", append_only=True)

    # Beginning a reaction is one statement: who is asking, and whether it has been done for this event already.
    op.execute(
        f"""
        CREATE FUNCTION platform_first(workspace uuid, event uuid, handler text) RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM set_config('role', '{TENANT_ROLE}', true), set_config('rolecall.workspace', workspace::text, true);
            INSERT INTO platform_handled (event_id, handler) VALUES (event, platform_first.handler)
            ON CONFLICT DO NOTHING;
            RETURN FOUND;
        END $$
        """
    )

    op.create_table(
        "platform_idempotency",
        sa.Column("workspace_id", sa.Uuid(), server_default=WORKSPACE, primary_key=True),
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("content_type", sa.String()),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
    )
    op.create_index("platform_idempotency_created_at_idx", "platform_idempotency", ["created_at"])
    fence(op, "platform_idempotency")

    _system_table(
        "platform_failure",
        sa.Column("job_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("workspace_id", sa.Uuid()),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
    )
    _system_table(
        "platform_schedule",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("cron", sa.String(), nullable=False),
        sa.Column("paused", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("next_run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_run_at", sa.DateTime(timezone=True)),
    )
    op.create_index("platform_schedule_next_run_at_idx", "platform_schedule", ["next_run_at"])
    _system_table(
        "platform_host_rate",
        sa.Column("host", sa.String(), primary_key=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
    )


def _jobs() -> None:
    """Procrastinate's schema; a workspace may add jobs through its function, and neither see nor touch them."""
    op.get_bind().exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    op.execute("ALTER FUNCTION procrastinate_defer_jobs_v1 SECURITY DEFINER SET search_path = public, pg_temp")
    op.execute("REVOKE EXECUTE ON FUNCTION procrastinate_defer_jobs_v1 FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION procrastinate_defer_jobs_v1 TO {TENANT_ROLE}, {SYSTEM_ROLE}")
    # Its history of each job's states would cost three rows a job; why a job failed is kept in platform_failure.
    for trigger in ("status_events_insert", "status_events_update", "scheduled_events"):
        op.execute(f"ALTER TABLE procrastinate_jobs DISABLE TRIGGER procrastinate_trigger_{trigger}_v1")
    tables = "procrastinate_jobs, procrastinate_workers, procrastinate_events, procrastinate_periodic_defers"
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {SYSTEM_ROLE}")
    op.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {SYSTEM_ROLE}")


def _system_table(name: str, *columns: sa.Column) -> None:
    """A table of no workspace: only the system role may use it."""
    op.create_table(name, *columns)
    op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {SYSTEM_ROLE}")


def downgrade() -> None:
    raise RuntimeError("The first migration is not undone; drop the database instead.")
