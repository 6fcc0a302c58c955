"""Applications and their timeline."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NOW = sa.text("now()")


def upgrade() -> None:
    op.create_table(
        "applications_application",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=sa.text(CURRENT_WORKSPACE), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("fingerprint", sa.String()),
        sa.Column("moved_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.UniqueConstraint("workspace_id", "posting_id", name="applications_application_workspace_id_posting_id_key"),
    )
    op.create_index("applications_application_workspace_id_idx", "applications_application", ["workspace_id"])
    op.create_index("applications_application_state", "applications_application", ["workspace_id", "state", "moved_at"])
    fence(op, "applications_application")
    op.create_table(
        "applications_timeline",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=sa.text(CURRENT_WORKSPACE), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=NOW, nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("before", sa.String()),
        sa.Column("after", sa.String()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("details", JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.UniqueConstraint("seq", name="applications_timeline_seq_key"),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications_application.id"],
            name="applications_timeline_application_id_fkey",
            ondelete="CASCADE",
        ),
    )
    op.create_index("applications_timeline_workspace_id_idx", "applications_timeline", ["workspace_id"])
    op.create_index("applications_timeline_order", "applications_timeline", ["application_id", "seq"])
    fence(op, "applications_timeline", append_only=True)


def downgrade() -> None:
    op.drop_table("applications_timeline")
    op.drop_table("applications_application")
