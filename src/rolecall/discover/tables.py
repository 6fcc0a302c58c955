"""Rows of discover: boards, postings with the board's own answer, their history, and which of them are one job."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Computed, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import TenantRow

SEARCH = (
    "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('simple', company), 'A') || "
    "setweight(to_tsvector('english', coalesce(department, '')), 'B') || "
    "setweight(to_tsvector('simple', place_words), 'B') || "
    "setweight(to_tsvector('english', left(text, 100000)), 'C')"
)
"""What the search index of a posting holds, by weight. Texts beyond 100,000 characters are searched up to there."""


class BoardRow(TenantRow):
    """A company's board. `next_crawl_at` is its deadline: when it passes, `crawl_board` runs."""

    __tablename__ = "discover_board"
    __table_args__ = (
        UniqueConstraint("workspace_id", "address"),
        Index("discover_board_due", "next_crawl_at", postgresql_where=text("next_crawl_at IS NOT NULL")),
    )

    address: Mapped[str]
    board: Mapped[str]
    board_company: Mapped[str]
    region: Mapped[str | None]
    company: Mapped[str | None]
    """Its name as the postings tell it."""
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
    next_crawl_at: Mapped[datetime | None]


class PostingRow(TenantRow):
    """A posting. `raw` is the board's whole answer for it, verbatim."""

    __tablename__ = "discover_posting"
    __table_args__ = (
        UniqueConstraint("board_id", "job_id"),
        Index("discover_posting_search", "search", postgresql_using="gin"),
        Index("discover_posting_newest", "workspace_id", "sort_at", "id"),
        Index("discover_posting_alike", "workspace_id", "company_key", "title_key"),
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
    salary: Mapped[dict[str, Any] | None]
    employment_type: Mapped[str | None]
    department: Mapped[str | None]
    requisition_id: Mapped[str | None]
    opening_id: Mapped[str | None]
    language: Mapped[str | None]
    published_at: Mapped[datetime | None]
    updated_at: Mapped[datetime | None]
    sort_at: Mapped[datetime]
    """When it was published, or else first seen."""
    closed_at: Mapped[datetime | None]
    duplicate_of: Mapped[UUID | None] = mapped_column(
        ForeignKey("discover_posting.id", ondelete="SET NULL"), index=True
    )
    company_key: Mapped[str]
    title_key: Mapped[str]
    fingerprint: Mapped[str]
    """SHA-256 of `raw` and of the version of the normaliser: equal means nothing to do."""
    raw: Mapped[dict[str, Any]]
    search: Mapped[str] = mapped_column(TSVECTOR, Computed(SEARCH, persisted=True), deferred=True)


class ChangeRow(TenantRow):
    """One thing that happened to a posting: found, changed, closed, reopened, merged, separated."""

    __tablename__ = "discover_change"

    posting_id: Mapped[UUID] = mapped_column(ForeignKey("discover_posting.id", ondelete="CASCADE"), index=True)
    what: Mapped[str]
    fields: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))


class TwinRow(TenantRow):
    """Two postings taken for one job, with the reasons. An undone pair stays, so that it is not merged again."""

    __tablename__ = "discover_twin"
    __table_args__ = (UniqueConstraint("duplicate_id", "kept_id"),)

    kept_id: Mapped[UUID] = mapped_column(ForeignKey("discover_posting.id", ondelete="CASCADE"), index=True)
    duplicate_id: Mapped[UUID] = mapped_column(ForeignKey("discover_posting.id", ondelete="CASCADE"))
    signals: Mapped[list[Any]]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]
