"""What a posting asks for, as it was read from its text: read once, scored many times."""

import sqlalchemy as sa
from alembic import op

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "match_reading",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), nullable=False, server_default=sa.text(CURRENT_WORKSPACE)),
        sa.Column("created_at", TIME, nullable=False, server_default=sa.text("now()")),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("reading", sa.LargeBinary(), nullable=False),
        sa.Column("read_at", TIME, nullable=False, server_default=sa.text("now()")),
        sa.UniqueConstraint("workspace_id", "posting_id", name="match_reading_workspace_id_posting_id_key"),
    )
    op.create_index("match_reading_workspace_id_idx", "match_reading", ["workspace_id"])
    op.create_index("match_reading_read_at", "match_reading", ["read_at"])
    fence(op, "match_reading")


def downgrade() -> None:
    op.drop_table("match_reading")
