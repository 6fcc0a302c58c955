"""Rows of discover: boards, postings with the board's own answer, their history, and which of them are one job."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pgvector.sqlalchemy import HALFVEC
from sqlalchemy import (
    Column,
    Computed,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.discover.meaning import DIMENSIONS
from rolecall.platform.db import TenantRow

SEARCH = (
    "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('simple', company), 'A') || "
    "setweight(to_tsvector('english', coalesce(department, '')), 'B') || "
    "setweight(to_tsvector('simple', place_words), 'B') || "
    "setweight(to_tsvector('english', left(text, 100000)), 'C')"
)
"""What the search index of a posting holds, by weight. Texts beyond 100,000 characters are searched up to there."""

TITLE_SEARCH = "to_tsvector('english', title) || to_tsvector('simple', company)"
"""The words by which matches are put in order before their texts are looked at: short enough to lie in the row."""
TAGS = (
    "countries || cities || array_remove(ARRAY['board:' || board, 'company:' || company_key, 'function:' || function, "
    "'language:' || language, 'level:' || level, 'type:' || employment_type, 'workplace:' || workplace, "
    "CASE WHEN remote THEN 'remote' END, "
    """CASE WHEN facts @> '[{"name": "visa_sponsorship", "stated": true}]' THEN 'visa:yes' """
    """WHEN facts @> '[{"name": "visa_sponsorship", "stated": false}]' THEN 'visa:no' END], NULL)"""
)
"""What filters ask for by value, in one array and so in one index. A posting has several countries and cities."""


class BoardRow(TenantRow):
    """A company's board. `next_crawl_at` is its deadline: when it passes, `crawl_board` runs."""

    __tablename__ = "discover_board"
    __table_args__ = (
        UniqueConstraint("workspace_id", "address"),
        Index("discover_board_due", "next_crawl_at", postgresql_where=text("next_crawl_at IS NOT NULL")),
        Index("discover_board_details", "next_details_at", postgresql_where=text("next_details_at IS NOT NULL")),
    )

    address: Mapped[str]
    board: Mapped[str]
    board_company: Mapped[str]
    region: Mapped[str | None]
    company: Mapped[str | None]
    """Its name as the postings tell it."""
    every_minutes: Mapped[int | None]
    """How often it is read; None as often as the settings say."""
    paused_at: Mapped[datetime | None]
    """Set while a person does not want it to be read by itself."""
    status: Mapped[str] = mapped_column(server_default="new")
    """new, crawling, ok or failing."""
    problem: Mapped[str | None]
    problem_code: Mapped[str | None]
    followed: Mapped[bool] = mapped_column(server_default=text("true"))
    """False for a board known only from imported answers: it is not crawled by itself."""
    removed_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(server_default=text("0"))
    """In a row; decides how long to wait before the next try."""
    crawl_id: Mapped[UUID | None]
    """The reading that is under way. A newer one takes over: an older one stops at its next page."""
    seen: Mapped[int] = mapped_column(server_default=text("0"))
    total: Mapped[int | None]
    found: Mapped[int] = mapped_column(server_default=text("0"))
    changed: Mapped[int] = mapped_column(server_default=text("0"))
    duplicates: Mapped[int] = mapped_column(server_default=text("0"))
    drift: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    """What the last reading found not to be as documented: [{job_id, field, problem}], at most 50."""
    validators: Mapped[dict[str, Any] | None]
    """{url, etag, last_modified, version} of the last complete reading that was a single answer."""
    last_crawled_at: Mapped[datetime | None]
    last_ok_at: Mapped[datetime | None]
    last_ok_count: Mapped[int | None]
    """How many postings the last good reading saw."""
    failing_since: Mapped[datetime | None]
    """The first of the failures in a row; None while it is well."""
    next_crawl_at: Mapped[datetime | None]
    next_details_at: Mapped[datetime | None]
    """A deadline of its own: when it passes, `read_details` reads postings whose texts the list left out."""
    details_problem: Mapped[str | None]
    """Why the texts of its postings could not be read when that was last tried; None while they can."""


class ReadingRow(TenantRow):
    """One reading of a board, as it ended. `created_at` is when it began."""

    __tablename__ = "discover_reading"
    __table_args__ = (Index("discover_reading_of_board", "board_id", "created_at"),)

    board_id: Mapped[UUID] = mapped_column(ForeignKey("discover_board.id", ondelete="CASCADE"))
    ended_at: Mapped[datetime]
    outcome: Mapped[str]
    """`ok`, or the code of the problem."""
    problem: Mapped[str | None]
    seen: Mapped[int]
    found: Mapped[int]
    changed: Mapped[int]
    closed: Mapped[int]


class PostingRow(TenantRow):
    """A posting. `raw` is the board's whole answer for it, verbatim."""

    __tablename__ = "discover_posting"
    __table_args__ = (
        UniqueConstraint("board_id", "job_id"),
        Index("discover_posting_search", "search", postgresql_using="gin"),
        Index("discover_posting_title_search", "title_search", postgresql_using="gin"),
        Index("discover_posting_tags", "tags", postgresql_using="gin"),
        Index("discover_posting_newest", "workspace_id", "sort_at", "id"),
        Index("discover_posting_alike", "workspace_id", "company_key", "title_key"),
        Index("discover_posting_numbered", "workspace_id", "company_key", "requisition_id"),
        Index("discover_posting_opening", "workspace_id", "board_id", "opening_id"),
        Index("discover_posting_canonical", "workspace_id", "canonical_url"),
        Index("discover_posting_same_text", "workspace_id", "text_key"),
        Index("discover_posting_closed", "board_id", "closed_at", postgresql_where=text("closed_at IS NOT NULL")),
        Index("discover_posting_details", "board_id", postgresql_where=text("detail_wanted AND closed_at IS NULL")),
    )

    board_id: Mapped[UUID] = mapped_column(ForeignKey("discover_board.id", ondelete="CASCADE"))
    board: Mapped[str]
    board_company: Mapped[str]
    job_id: Mapped[str]
    title: Mapped[str]
    company: Mapped[str]
    url: Mapped[str]
    apply_url: Mapped[str]
    text: Mapped[str]
    locations: Mapped[list[Any]]
    """[{text, city, region, country, remote}]"""
    place_words: Mapped[str]
    """Every way to name the places, lower case: what a filter by place looks into."""
    remote: Mapped[bool]
    workplace: Mapped[str | None]
    countries: Mapped[list[str]] = mapped_column(ARRAY(String), server_default="{}")
    """ISO 3166-1 alpha-2, each once."""
    cities: Mapped[list[str]] = mapped_column(ARRAY(String), server_default="{}")
    salary: Mapped[dict[str, Any] | None]
    pay_low: Mapped[float | None]
    pay_high: Mapped[float | None]
    """Pay for a year of full-time work, in `pay_currency`."""
    pay_currency: Mapped[str | None]
    level: Mapped[str | None]
    function: Mapped[str | None]
    facts: Mapped[list[Any]] = mapped_column(server_default="[]")
    """What the text says of years, degree, visa, clearance, languages, seniority: `discover.posting.Fact` as JSON."""
    notices: Mapped[list[Any]] = mapped_column(server_default="[]")
    """Sentences on what its page hides from a reader."""
    employment_type: Mapped[str | None]
    department: Mapped[str | None]
    requisition_id: Mapped[str | None]
    opening_id: Mapped[str | None]
    language: Mapped[str | None]
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    sort_at: Mapped[datetime]
    """When it was published, or else first seen."""
    valid_through: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    liveness: Mapped[str | None]
    """live, closed or unknown, as the last look at the posting itself found; None before any."""
    liveness_at: Mapped[datetime | None]
    liveness_evidence: Mapped[str | None]
    """One sentence: what was seen."""
    detail_wanted: Mapped[bool] = mapped_column(server_default=false())
    """The list left out its text, and the posting itself has not been read since it last changed."""
    detail_tries: Mapped[int] = mapped_column(server_default="0")
    detail: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """The posting's own answer, verbatim, where the list left out its text; `raw` is then what the list told."""
    listed: Mapped[dict[str, Any] | None] = mapped_column(deferred=True)
    """What such a list told in our terms, by field: only what changes in it is taken over what the posting told."""
    duplicate_of: Mapped[UUID | None] = mapped_column(
        ForeignKey("discover_posting.id", ondelete="SET NULL"), index=True
    )
    company_key: Mapped[str]
    title_key: Mapped[str]
    canonical_url: Mapped[str] = mapped_column(server_default="")
    """The posting's address without what changes from link to link; '' where there is none."""
    text_key: Mapped[str | None]
    """A hash of the words of the text; None for a short text."""
    fingerprint: Mapped[str]
    """SHA-256 of `raw` and of the version of the normaliser: equal means nothing to do."""
    raw: Mapped[dict[str, Any]]
    search: Mapped[str] = mapped_column(TSVECTOR, Computed(SEARCH, persisted=True), deferred=True)
    title_search: Mapped[str] = mapped_column(TSVECTOR, Computed(TITLE_SEARCH, persisted=True), deferred=True)
    tags: Mapped[list[str]] = mapped_column(ARRAY(String), Computed(TAGS, persisted=True), deferred=True)
    embedding: Mapped[list[float] | None] = mapped_column(HALFVEC(DIMENSIONS), deferred=True)
    """What it is about (`meaning`); None for rows of versions before."""


class ChangeRow(TenantRow):
    """One thing that happened to a posting: found, changed, reread, closed, reopened, reposted, merged, linked,
    separated.
    """

    __tablename__ = "discover_change"

    posting_id: Mapped[UUID] = mapped_column(ForeignKey("discover_posting.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    fields: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    differences: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    """What `discover.changes` tells of these fields: [{field, before, after, lines}]."""


class TwinRow(TenantRow):
    """Two postings taken for one job, with the reasons. An undone pair stays, so that it is not merged again.

    `kept_id` is the older of the two. Which posting of a job is shown is told by `PostingRow.duplicate_of`.
    """

    __tablename__ = "discover_twin"
    __table_args__ = (UniqueConstraint("duplicate_id", "kept_id"),)

    kept_id: Mapped[UUID] = mapped_column(ForeignKey("discover_posting.id", ondelete="CASCADE"), index=True)
    duplicate_id: Mapped[UUID] = mapped_column(ForeignKey("discover_posting.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(server_default=text("'same'"))
    """same: merged, one is hidden behind the other. repost, agency, opening: linked, both are shown."""
    made_by: Mapped[str] = mapped_column(server_default=text("'rolecall'"))
    """`rolecall`, or the user who merged them."""
    signals: Mapped[list[Any]]
    """[{signal, strength, words}], or sentences alone."""
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


SEARCHED = Table(
    "discover_searched",
    MetaData(),
    *(
        Column(name, PostingRow.__table__.c[name].type)
        for name in (
            "id", "board_id", "board", "title", "company", "company_key", "url", "locations", "place_words", "remote",
            "workplace", "countries", "cities", "salary", "pay_low", "pay_high", "pay_currency", "level", "function",
            "facts", "employment_type", "language", "published_at", "sort_at", "closed_at", "liveness", "duplicate_of",
            "search", "title_search", "tags", "embedding",
        )
    ),
)  # fmt: skip
"""A view of the workspace's postings as searches read them; why it is one: docs/decisions/0008-search.md."""
