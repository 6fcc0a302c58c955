"""Boards, postings, their history, and which postings are one job."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from rolecall.platform.db import CURRENT_WORKSPACE
from rolecall.platform.migrations import fence

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SEARCH = (
    "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('simple', company), 'A') || "
    "setweight(to_tsvector('english', coalesce(department, '')), 'B') || "
    "setweight(to_tsvector('simple', place_words), 'B') || "
    "setweight(to_tsvector('english', left(text, 100000)), 'C')"
)
TIME = sa.DateTime(timezone=True)


def tenant():
    return [
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), nullable=False, server_default=sa.text(CURRENT_WORKSPACE)),
        sa.Column("created_at", TIME, nullable=False, server_default=sa.text("now()")),
    ]


def count(name):
    return sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))


def words(*names, nullable=True):
    return [sa.Column(name, sa.String(), nullable=nullable) for name in names]


def upgrade() -> None:
    op.create_table(
        "discover_board",
        *tenant(),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("board_company", sa.String(), nullable=False),
        sa.Column("region", sa.String()),
        sa.Column("company", sa.String()),
        sa.Column("status", sa.String(), nullable=False, server_default="new"),
        sa.Column("problem", sa.String()),
        sa.Column("problem_code", sa.String()),
        sa.Column("followed", sa.Boolean(), nullable=False, server_default=sa.text("true")),
        sa.Column("removed_at", TIME),
        count("failures"),
        sa.Column("crawl_id", sa.Uuid()),
        count("seen"),
        sa.Column("total", sa.Integer()),
        count("found"),
        count("changed"),
        count("duplicates"),
        sa.Column("drift", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'")),
        sa.Column("validators", postgresql.JSONB()),
        sa.Column("last_crawled_at", TIME),
        sa.Column("last_ok_at", TIME),
        sa.Column("next_crawl_at", TIME),
        sa.UniqueConstraint("workspace_id", "address", name="discover_board_workspace_id_address_key"),
    )
    op.create_index("discover_board_workspace_id_idx", "discover_board", ["workspace_id"])
    op.create_index(
        "discover_board_due", "discover_board", ["next_crawl_at"], postgresql_where=sa.text("next_crawl_at IS NOT NULL")
    )
    op.create_table(
        "discover_posting",
        *tenant(),
        sa.Column("board_id", sa.Uuid(), sa.ForeignKey("discover_board.id", ondelete="CASCADE"), nullable=False),
        *words("board", "board_company", "job_id", "title", "company", "url", "apply_url", "text", nullable=False),
        sa.Column("locations", postgresql.JSONB(), nullable=False),
        sa.Column("place_words", sa.String(), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("workplace", sa.String()),
        sa.Column("salary", postgresql.JSONB()),
        *words("employment_type", "department", "requisition_id", "opening_id", "language"),
        sa.Column("published_at", TIME),
        sa.Column("updated_at", TIME),
        sa.Column("sort_at", TIME, nullable=False),
        sa.Column("closed_at", TIME),
        sa.Column("duplicate_of", sa.Uuid(), sa.ForeignKey("discover_posting.id", ondelete="SET NULL")),
        sa.Column("company_key", sa.String(), nullable=False),
        sa.Column("title_key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("raw", postgresql.JSONB(), nullable=False),
        sa.Column("search", postgresql.TSVECTOR(), sa.Computed(SEARCH, persisted=True), nullable=False),
        sa.UniqueConstraint("board_id", "job_id", name="discover_posting_board_id_job_id_key"),
    )
    op.create_index("discover_posting_workspace_id_idx", "discover_posting", ["workspace_id"])
    op.create_index("discover_posting_duplicate_of_idx", "discover_posting", ["duplicate_of"])
    op.create_index("discover_posting_search", "discover_posting", ["search"], postgresql_using="gin")
    op.create_index("discover_posting_newest", "discover_posting", ["workspace_id", "sort_at", "id"])
    op.create_index("discover_posting_alike", "discover_posting", ["workspace_id", "company_key", "title_key"])
    op.create_table(
        "discover_change",
        *tenant(),
        sa.Column("posting_id", sa.Uuid(), sa.ForeignKey("discover_posting.id", ondelete="CASCADE"), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("fields", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'")),
    )
    op.create_index("discover_change_workspace_id_idx", "discover_change", ["workspace_id"])
    op.create_index("discover_change_posting_id_idx", "discover_change", ["posting_id"])
    op.create_table(
        "discover_twin",
        *tenant(),
        sa.Column("kept_id", sa.Uuid(), sa.ForeignKey("discover_posting.id", ondelete="CASCADE"), nullable=False),
        sa.Column("duplicate_id", sa.Uuid(), sa.ForeignKey("discover_posting.id", ondelete="CASCADE"), nullable=False),
        sa.Column("signals", postgresql.JSONB(), nullable=False),
        sa.Column("undone_at", TIME),
        sa.Column("undone_by", sa.String()),
        sa.UniqueConstraint("duplicate_id", "kept_id", name="discover_twin_duplicate_id_kept_id_key"),
    )
    op.create_index("discover_twin_workspace_id_idx", "discover_twin", ["workspace_id"])
    op.create_index("discover_twin_kept_id_idx", "discover_twin", ["kept_id"])
    for table in ("discover_board", "discover_posting", "discover_change", "discover_twin"):
        fence(op, table)


def downgrade() -> None:
    for table in ("discover_twin", "discover_change", "discover_posting", "discover_board"):
        op.drop_table(table)
