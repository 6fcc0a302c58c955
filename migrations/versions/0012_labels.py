"""What the user decided about postings, and the score's own part that is learnt from it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def _common() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=sa.text(CURRENT_WORKSPACE), nullable=False),
        sa.Column("created_at", TIME, server_default=sa.text("now()"), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "match_label",
        *_common(),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("at", TIME, server_default=sa.text("now()"), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("forgotten_at", TIME),
        sa.UniqueConstraint(
            "workspace_id", "posting_id", "source", name="match_label_workspace_id_posting_id_source_key"
        ),
    )
    op.create_index("match_label_workspace_id_idx", "match_label", ["workspace_id"])
    fence(op, "match_label")
    op.create_table(
        "match_personal",
        *_common(),
        sa.Column("model", postgresql.JSONB()),
        sa.Column("version", sa.String()),
        sa.Column("inputs", sa.String()),
        sa.Column("liked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("disliked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("quality", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("fitted_at", TIME),
        sa.Column("seconds", sa.Float()),
        sa.Column("changed_at", TIME),
        sa.Column("changes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("refit_at", TIME),
        sa.Column("resets", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.UniqueConstraint("workspace_id", name="match_personal_workspace_id_key"),
    )
    op.create_index(
        "match_personal_due", "match_personal", ["refit_at"], postgresql_where=sa.text("refit_at IS NOT NULL")
    )
    op.create_index("match_personal_workspace_id_idx", "match_personal", ["workspace_id"])
    fence(op, "match_personal")


def downgrade() -> None:
    op.drop_table("match_personal")
    op.drop_table("match_label")
