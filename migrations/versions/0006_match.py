"""Scores: each posting against the candidate of its workspace, with the reasons."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "match_score",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=sa.text(CURRENT_WORKSPACE), nullable=False),
        sa.Column("created_at", TIME, server_default=sa.text("now()"), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("inputs", sa.String(), nullable=False),
        sa.Column("match", postgresql.JSONB(), nullable=False),
        sa.Column("scored_at", TIME, nullable=False),
        sa.UniqueConstraint("workspace_id", "posting_id", name="match_score_workspace_id_posting_id_key"),
    )
    op.create_index("match_score_workspace_id_idx", "match_score", ["workspace_id"])
    op.create_index("match_score_best", "match_score", ["workspace_id", "score", "posting_id"])
    fence(op, "match_score")


def downgrade() -> None:
    op.drop_table("match_score")
