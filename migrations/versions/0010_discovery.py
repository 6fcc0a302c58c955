"""Discovery one can trust: schedules and readings of boards, facts and liveness of postings, kinds of twins."""

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy.dialects import postgresql

from rolecall.platform.db import CURRENT_WORKSPACE, SYSTEM_ROLE, TENANT_ROLE
from rolecall.platform.migrations import fence

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
TITLE_SEARCH = "to_tsvector('english', title) || to_tsvector('simple', company)"
TAGS = (
    "countries || cities || array_remove(ARRAY['board:' || board, 'company:' || company_key, 'function:' || function, "
    "'language:' || language, 'level:' || level, 'type:' || employment_type, 'workplace:' || workplace, "
    "CASE WHEN remote THEN 'remote' END, "
    """CASE WHEN facts @> '[{"name": "visa_sponsorship", "stated": true}]' THEN 'visa:yes' """
    """WHEN facts @> '[{"name": "visa_sponsorship", "stated": false}]' THEN 'visa:no' END], NULL)"""
)
# What a search may read of a posting: all that it filters, ranks and shows by, and none of its text.
SEARCHED = (
    "id, board_id, board, title, company, company_key, url, locations, place_words, remote, workplace, countries, "
    "cities, salary, pay_low, pay_high, pay_currency, level, function, facts, employment_type, language, published_at, "
    "sort_at, closed_at, liveness, duplicate_of, search, title_search, tags, embedding"
)


def added() -> dict[str, list[sa.Column]]:
    """New columns by table: made anew for each use, since a column belongs to one table."""
    return {
        "discover_board": [
            sa.Column("every_minutes", sa.Integer()),
            sa.Column("paused_at", TIME),
            sa.Column("last_ok_count", sa.Integer()),
            sa.Column("failing_since", TIME),
            sa.Column("next_details_at", TIME),
            sa.Column("details_problem", sa.String()),
        ],
        "discover_posting": [
            sa.Column("countries", postgresql.ARRAY(sa.String()), nullable=False, server_default=sa.text("'{}'")),
            sa.Column("cities", postgresql.ARRAY(sa.String()), nullable=False, server_default=sa.text("'{}'")),
            sa.Column("pay_low", sa.Float()),
            sa.Column("pay_high", sa.Float()),
            sa.Column("pay_currency", sa.String()),
            sa.Column("level", sa.String()),
            sa.Column("function", sa.String()),
            sa.Column("facts", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'")),
            sa.Column("valid_through", TIME),
            sa.Column("liveness", sa.String()),
            sa.Column("liveness_at", TIME),
            sa.Column("liveness_evidence", sa.String()),
            sa.Column("detail_wanted", sa.Boolean(), nullable=False, server_default=sa.text("false")),
            sa.Column("detail_tries", sa.Integer(), nullable=False, server_default=sa.text("0")),
            sa.Column("detail", postgresql.JSONB()),
            sa.Column("listed", postgresql.JSONB()),
            sa.Column("canonical_url", sa.String(), nullable=False, server_default=sa.text("''")),
            sa.Column("text_key", sa.String()),
            sa.Column("embedding", HALFVEC(256)),
            sa.Column("title_search", postgresql.TSVECTOR(), sa.Computed(TITLE_SEARCH, persisted=True), nullable=False),
            sa.Column("tags", postgresql.ARRAY(sa.String()), sa.Computed(TAGS, persisted=True), nullable=False),
        ],
        "discover_change": [
            sa.Column("differences", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'")),
        ],
        "discover_twin": [
            sa.Column("kind", sa.String(), nullable=False, server_default=sa.text("'same'")),
            sa.Column("made_by", sa.String(), nullable=False, server_default=sa.text("'rolecall'")),
        ],
        "platform_host_rate": [
            sa.Column("quiet_until", TIME),
            sa.Column("failures", sa.Integer(), nullable=False, server_default=sa.text("0")),
            sa.Column("rest_seconds", sa.Float(), nullable=False, server_default=sa.text("0")),
            sa.Column("resting_until", TIME),
        ],
    }


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    for table, columns in added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        "discover_board_details",
        "discover_board",
        ["next_details_at"],
        postgresql_where=sa.text("next_details_at IS NOT NULL"),
    )
    op.create_index("discover_posting_canonical", "discover_posting", ["workspace_id", "canonical_url"])
    op.create_index("discover_posting_same_text", "discover_posting", ["workspace_id", "text_key"])
    op.create_index("discover_posting_numbered", "discover_posting", ["workspace_id", "company_key", "requisition_id"])
    op.create_index("discover_posting_opening", "discover_posting", ["workspace_id", "board_id", "opening_id"])
    op.create_index(
        "discover_posting_details",
        "discover_posting",
        ["board_id"],
        postgresql_where=sa.text("detail_wanted AND closed_at IS NULL"),
    )
    op.create_index(
        "discover_posting_closed",
        "discover_posting",
        ["board_id", "closed_at"],
        postgresql_where=sa.text("closed_at IS NOT NULL"),
    )
    op.create_table(
        "discover_reading",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), nullable=False, server_default=sa.text(CURRENT_WORKSPACE)),
        sa.Column("created_at", TIME, nullable=False, server_default=sa.text("now()")),
        sa.Column("board_id", sa.Uuid(), sa.ForeignKey("discover_board.id", ondelete="CASCADE"), nullable=False),
        sa.Column("ended_at", TIME, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("problem", sa.String()),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("seen", "found", "changed", "closed")),
    )
    op.create_index("discover_reading_workspace_id_idx", "discover_reading", ["workspace_id"])
    op.create_index("discover_reading_of_board", "discover_reading", ["board_id", "created_at"])
    fence(op, "discover_reading")
    search()
    saved_searches()


def saved_searches() -> None:
    op.create_table(
        "match_saved_search",
        *tenant(),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("filters", postgresql.JSONB(), nullable=False),
        sa.Column("notify", sa.Boolean(), nullable=False, server_default=sa.text("true")),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("last_seen_at", TIME, nullable=False),
    )
    op.create_index("match_saved_search_workspace_id_idx", "match_saved_search", ["workspace_id"])
    op.create_table(
        "match_saved_match",
        *tenant(),
        sa.Column("search_id", sa.Uuid(), sa.ForeignKey("match_saved_search.id", ondelete="CASCADE"), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("news", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.UniqueConstraint("search_id", "posting_id", name="match_saved_match_search_id_posting_id_key"),
    )
    op.create_index("match_saved_match_workspace_id_idx", "match_saved_match", ["workspace_id"])
    op.create_index("match_saved_match_news", "match_saved_match", ["search_id"], postgresql_where=sa.text("news"))
    for table in ("match_saved_search", "match_saved_match"):
        fence(op, table)


def tenant() -> list[sa.Column]:
    return [
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("workspace_id", sa.Uuid(), nullable=False, server_default=sa.text(CURRENT_WORKSPACE)),
        sa.Column("created_at", TIME, nullable=False, server_default=sa.text("now()")),
    ]


def search() -> None:
    """What searches read, and the index of what they filter by (docs/decisions/0008-search.md)."""
    op.create_index("discover_posting_title_search", "discover_posting", ["title_search"], postgresql_using="gin")
    op.create_index("discover_posting_tags", "discover_posting", ["tags"], postgresql_using="gin")
    # Long parts move out of the row, so that reading many rows for their filters and vectors reads little.
    op.execute("ALTER TABLE discover_posting SET (toast_tuple_target = 1024)")
    op.execute("ALTER TABLE discover_posting ALTER COLUMN embedding SET STORAGE PLAIN")
    for column in ("title", "company", "title_search", "tags", "countries", "cities"):
        op.execute(f"ALTER TABLE discover_posting ALTER COLUMN {column} SET STORAGE MAIN")
    # Read with the system role's eyes and fenced by its own condition: behind the policy of the tenant's role no
    # word and no tag could be looked up in an index. The subselect is evaluated once, not for every row.
    op.execute(
        f"CREATE VIEW discover_searched WITH (security_invoker = false, security_barrier = false) AS "
        f"SELECT {SEARCHED} FROM discover_posting WHERE workspace_id = (SELECT {CURRENT_WORKSPACE})"
    )
    op.execute(f"GRANT SELECT ON discover_searched TO {TENANT_ROLE}")
    op.execute(f"GRANT CREATE ON SCHEMA public TO {SYSTEM_ROLE}")
    op.execute(f"ALTER VIEW discover_searched OWNER TO {SYSTEM_ROLE}")
    op.execute(f"REVOKE CREATE ON SCHEMA public FROM {SYSTEM_ROLE}")


def downgrade() -> None:
    op.drop_table("match_saved_match")
    op.drop_table("match_saved_search")
    op.execute("DROP VIEW discover_searched")
    op.drop_table("discover_reading")
    op.drop_index("discover_posting_closed", "discover_posting")
    for table, columns in added().items():
        for column in columns:
            op.drop_column(table, column.name)
