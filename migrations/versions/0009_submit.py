"""Receipts: what exactly was sent, when, by what way. One for an application, ever."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "submit_receipt",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=sa.text(CURRENT_WORKSPACE), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("files", JSONB(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String()),
        sa.Column("by", sa.String(), nullable=False),
        sa.UniqueConstraint("application_id", name="submit_receipt_application_id_key"),
    )
    op.create_index("submit_receipt_workspace_id_idx", "submit_receipt", ["workspace_id"])
    fence(op, "submit_receipt", append_only=True)


def downgrade() -> None:
    op.drop_table("submit_receipt")
