"""Discovery one can trust: schedules and readings of boards, facts and liveness of postings, kinds of twins."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def added() -> dict[str, list[sa.Column]]:
    """New columns by table: made anew for each use, since a column belongs to one table."""
    return {
        "discover_board": [
            sa.Column("every_minutes", sa.Integer()),
            sa.Column("paused_at", TIME),
            sa.Column("last_ok_count", sa.Integer()),
            sa.Column("failing_since", TIME),
            sa.Column("next_details_at", TIME),
            sa.Column("details_problem", sa.String()),
        ],
        "discover_posting": [
            sa.Column("countries", postgresql.ARRAY(sa.String()), nullable=False, server_default=sa.text("'{}'")),
            sa.Column("cities", postgresql.ARRAY(sa.String()), nullable=False, server_default=sa.text("'{}'")),
            sa.Column("pay_low", sa.Float()),
            sa.Column("pay_high", sa.Float()),
            sa.Column("pay_currency", sa.String()),
            sa.Column("level", sa.String()),
            sa.Column("function", sa.String()),
            sa.Column("facts", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'")),
            sa.Column("valid_through", TIME),
            sa.Column("liveness", sa.String()),
            sa.Column("liveness_at", TIME),
            sa.Column("liveness_evidence", sa.String()),
            sa.Column("detail_wanted", sa.Boolean(), nullable=False, server_default=sa.text("false")),
            sa.Column("detail_tries", sa.Integer(), nullable=False, server_default=sa.text("0")),
            sa.Column("detail", postgresql.JSONB()),
            sa.Column("listed", postgresql.JSONB()),
            sa.Column("canonical_url", sa.String(), nullable=False, server_default=sa.text("''")),
            sa.Column("text_key", sa.String()),
        ],
        "discover_twin": [
            sa.Column("kind", sa.String(), nullable=False, server_default=sa.text("'same'")),
            sa.Column("made_by", sa.String(), nullable=False, server_default=sa.text("'rolecall'")),
        ],
        "platform_host_rate": [
            sa.Column("quiet_until", TIME),
            sa.Column("failures", sa.Integer(), nullable=False, server_default=sa.text("0")),
            sa.Column("rest_seconds", sa.Float(), nullable=False, server_default=sa.text("0")),
            sa.Column("resting_until", TIME),
        ],
    }


def upgrade() -> None:
    for table, columns in added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        "discover_board_details",
        "discover_board",
        ["next_details_at"],
        postgresql_where=sa.text("next_details_at IS NOT NULL"),
    )
    op.create_index("discover_posting_canonical", "discover_posting", ["workspace_id", "canonical_url"])
    op.create_index("discover_posting_same_text", "discover_posting", ["workspace_id", "text_key"])
    op.create_index("discover_posting_numbered", "discover_posting", ["workspace_id", "company_key", "requisition_id"])
    op.create_index("discover_posting_opening", "discover_posting", ["workspace_id", "board_id", "opening_id"])
    op.create_index(
        "discover_posting_details",
        "discover_posting",
        ["board_id"],
        postgresql_where=sa.text("detail_wanted AND closed_at IS NULL"),
    )
    op.create_table(
        "discover_reading",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), nullable=False, server_default=sa.text(CURRENT_WORKSPACE)),
        sa.Column("created_at", TIME, nullable=False, server_default=sa.text("now()")),
        sa.Column("board_id", sa.Uuid(), sa.ForeignKey("discover_board.id", ondelete="CASCADE"), nullable=False),
        sa.Column("ended_at", TIME, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("problem", sa.String()),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("seen", "found", "changed", "closed")),
    )
    op.create_index("discover_reading_workspace_id_idx", "discover_reading", ["workspace_id"])
    op.create_index("discover_reading_of_board", "discover_reading", ["board_id", "created_at"])
    fence(op, "discover_reading")


def downgrade() -> None:
    op.drop_table("discover_reading")
    for table, columns in added().items():
        for column in columns:
            op.drop_column(table, column.name)
