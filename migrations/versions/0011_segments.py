"""Vectors of segments: made once for a text, so that scoring again embeds nothing."""

import sqlalchemy as sa
from alembic import op

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "match_segment",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=sa.text(CURRENT_WORKSPACE), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("workspace_id", "digest", name="match_segment_workspace_id_digest_key"),
    )
    op.create_index("match_segment_workspace_id_idx", "match_segment", ["workspace_id"])
    fence(op, "match_segment")


def downgrade() -> None:
    op.drop_table("match_segment")
