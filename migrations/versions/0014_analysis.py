"""Calls of language models and what they cost; analyses of applications in words."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
USD = sa.Numeric(16, 8)


def _row() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=sa.text(CURRENT_WORKSPACE), nullable=False),
        sa.Column("created_at", TIME, server_default=sa.text("now()"), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "platform_model_call",
        *_row(),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reserved_usd", USD, nullable=False),
        sa.Column("cost_usd", USD),
        sa.Column("tokens_in", sa.Integer()),
        sa.Column("tokens_out", sa.Integer()),
        sa.Column("code", sa.String()),
        sa.Column("ended_at", TIME),
    )
    op.create_index("platform_model_call_workspace_id_idx", "platform_model_call", ["workspace_id"])
    op.create_index("platform_model_call_created_at_idx", "platform_model_call", ["created_at"])
    op.create_index("platform_model_call_subject_id_idx", "platform_model_call", ["subject_id"])
    fence(op, "platform_model_call")
    op.create_table(
        "match_analysis",
        *_row(),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("problem_code", sa.String()),
        sa.Column("problem", sa.String()),
        sa.Column("words", postgresql.JSONB()),
        sa.Column("dropped", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("tokens_in", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("tokens_out", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("cost_usd", USD, server_default=sa.text("0"), nullable=False),
        sa.Column("cost_exact", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("ended_at", TIME),
    )
    op.create_index("match_analysis_workspace_id_idx", "match_analysis", ["workspace_id"])
    op.create_index("match_analysis_of_application", "match_analysis", ["application_id", "created_at"])
    op.create_index(
        "match_analysis_one_at_a_time",
        "match_analysis",
        ["workspace_id", "application_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    fence(op, "match_analysis")


def downgrade() -> None:
    op.drop_table("match_analysis")
    op.drop_table("platform_model_call")
