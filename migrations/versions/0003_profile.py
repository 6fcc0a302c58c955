"""Résumés, the profile, corrections."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NOW = sa.text("now()")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _tenant_table(
        "profile_resume",
        sa.Column("file_hash", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), server_default="reading", nullable=False),
        sa.Column("kind", sa.String()),
        sa.Column("problem", sa.String()),
        sa.Column("problem_code", sa.String()),
        sa.Column("notices", JSONB(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("resume", JSONB()),
        sa.Column("text", sa.String()),
        sa.Column("read_at", TIME),
    )
    _tenant_table(
        "profile_profile",
        sa.Column("resume_id", sa.Uuid()),
        sa.Column("preferences", JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("updated_at", TIME, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["resume_id"], ["profile_resume.id"], name="profile_profile_resume_id_fkey", ondelete="SET NULL"
        ),
        sa.UniqueConstraint("workspace_id", name="profile_profile_workspace_id_key"),
    )
    _tenant_table(
        "profile_correction",
        sa.Column("pointer", sa.String(), nullable=False),
        sa.Column("before", JSONB()),
        sa.Column("after", JSONB()),
        sa.Column("corrected_at", TIME, server_default=NOW, nullable=False),
        sa.UniqueConstraint("workspace_id", "pointer", name="profile_correction_workspace_id_pointer_key"),
    )


def _tenant_table(name: str, *columns: sa.Column | sa.Constraint) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), server_default=sa.text(CURRENT_WORKSPACE), nullable=False),
        sa.Column("created_at", TIME, server_default=NOW, nullable=False),
        *columns,
    )
    op.create_index(f"{name}_workspace_id_idx", name, ["workspace_id"])
    fence(op, name)


def downgrade() -> None:
    for name in ("profile_correction", "profile_profile", "profile_resume"):
        op.drop_table(name)
