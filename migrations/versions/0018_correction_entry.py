"""A correction knows the entry it was made for, so that it finds its job again when another one is put before it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PLACE = "profile_correction_workspace_id_pointer_key"


def upgrade() -> None:
    op.add_column("profile_correction", sa.Column("entry", postgresql.JSONB()))
    # Two versions of a résumé may have different jobs at one pointer, each with its correction.
    op.drop_constraint(PLACE, "profile_correction")


def downgrade() -> None:
    op.execute(
        "DELETE FROM profile_correction older USING profile_correction newer "
        "WHERE older.workspace_id = newer.workspace_id AND older.pointer = newer.pointer "
        "AND (older.corrected_at, older.id) < (newer.corrected_at, newer.id)"
    )
    op.create_unique_constraint(PLACE, "profile_correction", ["workspace_id", "pointer"])
    op.drop_column("profile_correction", "entry")
