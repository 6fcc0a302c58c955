"""Decisions on packages: who said yes or no to exactly which bytes."""

import sqlalchemy as sa
from alembic import op

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_decision",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=sa.text(CURRENT_WORKSPACE), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("score", sa.Integer()),
    )
    op.create_index("review_decision_workspace_id_idx", "review_decision", ["workspace_id"])
    op.create_index("review_decision_application_id_idx", "review_decision", ["application_id"])
    fence(op, "review_decision", append_only=True)


def downgrade() -> None:
    op.drop_table("review_decision")
