"""What a résumé's file looks like to an applicant-tracking system, and what a posting's page hides from its reader."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("profile_resume", sa.Column("ats", postgresql.JSONB()))
    op.add_column(
        "discover_posting", sa.Column("notices", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'"))
    )


def downgrade() -> None:
    op.drop_column("discover_posting", "notices")
    op.drop_column("profile_resume", "ats")
