"""The fact base (facts under ids that stay, and what each said before), and the answer bank for forms."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
TABLES = ("profile_fact", "profile_fact_wording", "profile_answer")


def upgrade() -> None:
    op.create_table(
        "profile_fact",
        *tenant(),
        sa.Column("fact_id", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("since", sa.String()),
        sa.Column("until", sa.String()),
        sa.Column("about", sa.String()),
        sa.Column("pointer", sa.String()),
        sa.Column("revision", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("said_at", TIME, nullable=False),
        sa.Column("withdrawn_at", TIME),
        sa.Column("why", sa.String(), nullable=False),
        sa.UniqueConstraint("workspace_id", "fact_id", name="profile_fact_workspace_id_fact_id_key"),
    )
    op.create_table(
        "profile_fact_wording",
        *tenant(),
        sa.Column("fact", sa.Uuid(), sa.ForeignKey("profile_fact.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("since", sa.String()),
        sa.Column("until", sa.String()),
        sa.Column("said_at", TIME, nullable=False),
        sa.Column("replaced_at", TIME, nullable=False),
        sa.Column("why", sa.String(), nullable=False),
    )
    op.create_index("profile_fact_wording_fact_idx", "profile_fact_wording", ["fact"])
    op.create_table(
        "profile_answer",
        *tenant(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("question", sa.String()),
        sa.Column("value", postgresql.JSONB(), nullable=False),
        sa.Column("answered_at", TIME, nullable=False),
        sa.UniqueConstraint("workspace_id", "kind", "subject", name="profile_answer_workspace_id_kind_subject_key"),
    )
    for table in TABLES:
        op.create_index(f"{table}_workspace_id_idx", table, ["workspace_id"])
        fence(op, table)


def tenant() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), nullable=False, server_default=sa.text(CURRENT_WORKSPACE)),
        sa.Column("created_at", TIME, nullable=False, server_default=sa.text("now()")),
    ]


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
