"""Every résumé of a workspace scored for a posting, what changed in a score and why, and gaps once they are found."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
TABLES = ("match_candidate_score", "match_score_change", "match_computation")


def upgrade() -> None:
    op.add_column("match_score", sa.Column("made_of", postgresql.JSONB()))
    op.create_index("match_score_version", "match_score", ["version", "workspace_id"])
    op.create_table(
        "match_candidate_score",
        *tenant(),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        # With a résumé go the scores that were made of it.
        sa.Column("resume_id", sa.Uuid(), sa.ForeignKey("profile_resume.id", ondelete="CASCADE"), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("inputs", sa.String(), nullable=False),
        sa.Column("match", postgresql.JSONB(), nullable=False),
        sa.Column("scored_at", TIME, nullable=False),
        sa.UniqueConstraint(
            "workspace_id",
            "posting_id",
            "resume_id",
            name="match_candidate_score_workspace_id_posting_id_resume_id_key",
        ),
    )
    op.create_index("match_candidate_score_of_resume", "match_candidate_score", ["resume_id"])
    op.create_table(
        "match_score_change",
        *tenant(),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("decision_before", sa.String(), nullable=False),
        sa.Column("decision_after", sa.String(), nullable=False),
        sa.Column("version_before", sa.String(), nullable=False),
        sa.Column("version_after", sa.String(), nullable=False),
        sa.Column("causes", postgresql.JSONB(), nullable=False),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
    )
    op.create_index(
        "match_score_change_of_posting", "match_score_change", ["workspace_id", "posting_id", "changed_at", "id"]
    )
    op.create_table(
        "match_computation",
        *tenant(),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("asked", postgresql.JSONB(), nullable=False),
        sa.Column("queued_at", TIME),
        sa.Column("inputs", sa.String()),
        sa.Column("found", postgresql.JSONB()),
        sa.Column("found_at", TIME),
        sa.Column("asked_at", TIME, server_default=sa.text("now()"), nullable=False),
        sa.UniqueConstraint("workspace_id", "kind", "key", name="match_computation_workspace_id_kind_key_key"),
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
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("match_score_version", "match_score")
    op.drop_column("match_score", "made_of")
