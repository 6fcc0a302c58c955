"""When the vector of a sentence was last used, so that those of what is gone can go too."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "match_segment",
        sa.Column("used_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )
    op.create_index("match_segment_used_at", "match_segment", ["used_at"])


def downgrade() -> None:
    op.drop_index("match_segment_used_at", "match_segment")
    op.drop_column("match_segment", "used_at")
