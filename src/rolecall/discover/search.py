"""Finding postings by words and filters: one SELECT that others may join their own columns to (match: its scores).

How words and meaning are brought into one order: `relevance.py`. Plan and figures: docs/search.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Literal, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, case, cast, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.orm import aliased
from sqlalchemy.types import String, UserDefinedType

from rolecall.discover.tables import SEARCHED, BoardRow, PostingRow
from rolecall.discover.titles import company_key

Statement = TypeVar("Statement", bound=Select[Any])
Visa = Literal["yes", "no", "unsaid"]
searched = SEARCHED.c
"""The columns of what is searched, for conditions and columns of others: `searched.id == ScoreRow.posting_id`."""

OPERATORS = re.compile(r'"|(?:^|\s)-\w|\bor\b', re.IGNORECASE)
"""What makes typed words an exact wish: a phrase, a word to leave out, an alternative."""
_WORD = re.compile(r"[^\W_](?:[\w+#.&/'’-]*[\w+#])?")
MOST_WORDS = 12
"""Of more words the rarest are looked for, any of them: all of them stand in no posting but the one copied from."""

_MOST_AT_ONCE = 50


class TsQuery(UserDefinedType[str]):
    """PostgreSQL's `tsquery`."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "TSQUERY"


@dataclass(frozen=True, slots=True)
class PostingFilters:
    """None, or nothing in a tuple, means no opinion; of several values in a tuple any will do."""

    q: str | None = None
    """What people type into a search box: words, "a phrase", -without, or."""
    remote: bool | None = None
    workplace: tuple[str, ...] = ()
    location: str | None = None
    """Words of a place, in any of its names."""
    country: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2."""
    city: tuple[str, ...] = ()
    company: str | None = None
    """A part of its name."""
    employer: tuple[str, ...] = ()
    """Whole names of companies; legal forms and spelling do not matter."""
    board: str | None = None
    """A board's name (`greenhouse`), an address (`greenhouse:canonical`), or the id of a followed board."""
    min_salary: float | None = None
    """A year. What says no pay is left out; so is, with `currency`, pay in another one."""
    currency: str | None = None
    level: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    employment_type: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    visa: Visa | None = None
    """Whether a visa is sponsored: as the text says, or that it does not say."""
    status: Literal["open", "closed", "all"] = "open"
    published_after: datetime | None = None
    published_within: int | None = None
    """Days."""
    duplicates: bool = False
    """True shows duplicates as well as the posting they were merged into."""
    rarest: tuple[str, ...] = ()
    """Of a long `q` the words that are looked for, any of them; `relevance.understood` fills it."""
    related: tuple[UUID, ...] = ()
    """Postings that count as found beside those with the words of `q`; `relevance.understood` fills it."""

    def without(self, *names: str) -> PostingFilters:
        """The same filters but for these: a facet counts what its own filter would leave out."""
        blank: dict[str, Any] = {field.name: field.default for field in fields(PostingFilters) if field.name in names}
        return replace(self, **blank)


@dataclass(frozen=True, slots=True)
class PostingSummary:
    """A posting in a list. `duplicates` is how many other postings were merged into it."""

    id: UUID
    title: str
    company: str
    locations: tuple[str, ...]
    workplace: str | None
    salary: dict[str, Any] | None
    """{minimum, maximum, currency, period, text}: `text` is for people, `USD 120,000 – 150,000 a year`."""
    published_at: datetime | None
    board: str
    url: str
    closed_at: datetime | None
    duplicates: int
    sort_at: datetime


def on_a_board(statement: Statement) -> Statement:
    """A SELECT of postings without those of removed boards: these are kept, but nobody is shown them in a list."""
    return statement.join(BoardRow, BoardRow.id == PostingRow.board_id).where(BoardRow.removed_at.is_(None))


def search_statement(filters: PostingFilters, *also: ColumnElement[bool]) -> Select[Any]:
    """A SELECT with the filters applied and no order; `also` are conditions of others on `searched`.

    Its columns: id, title, company, locations (JSON), workplace, salary (JSON), published_at, board, url, closed_at,
    duplicates (int), sort_at (published, or else first seen). Make it a subquery, join on `id`, and give its rows to
    `summary_of`.
    """
    return matching(filters, *also, columns=summary_columns())


@cache
def summary_columns() -> tuple[Any, ...]:
    """What `summary_of` needs."""
    twin = aliased(PostingRow)
    duplicates = select(func.count()).select_from(twin).where(twin.duplicate_of == searched.id).scalar_subquery()
    shown = ("id", "title", "company", "locations", "workplace", "salary", "published_at", "board", "url", "closed_at")
    return (*(searched[name] for name in shown), duplicates.label("duplicates"), searched.sort_at)


def matching(filters: PostingFilters, *also: ColumnElement[bool], columns: Sequence[Any]) -> Select[Any]:
    """A SELECT of these columns of what the filters let through."""
    statement = select(*columns).where(*conditions(filters), *also)
    if filters.q:
        found = searched.search.bool_op("@@")(words(filters))
        statement = statement.where(or_(found, searched.id.in_(filters.related)) if filters.related else found)
    return statement


def words(filters: PostingFilters) -> ColumnElement[Any]:
    """What is looked for, as a `tsquery`.

    Plain words are looked for as English and as they stand, each for itself: names of companies and places are kept
    as they stand. With operators the words are English.
    """
    q = filters.q or ""
    if OPERATORS.search(q):
        return func.websearch_to_tsquery("english", q, type_=TsQuery())
    wanted: ColumnElement[Any] = cast(literal(""), TsQuery())
    for word in filters.rarest or plain_words(q)[:_MOST_AT_ONCE]:
        stem = func.plainto_tsquery("english", word, type_=TsQuery())
        either = stem.op("||")(func.plainto_tsquery("simple", word, type_=TsQuery()))
        meant = case((func.numnode(stem) == 0, cast(literal(""), TsQuery())), else_=either)
        wanted = wanted.op("||" if filters.rarest else "&&")(meant)
    return wanted


def plain_words(q: str) -> list[str]:
    """The words of a query, each once, without its operators."""
    return list(dict.fromkeys(_WORD.findall(q)))


def conditions(filters: PostingFilters) -> list[ColumnElement[bool]]:
    """Every filter but the words."""
    removed = select(BoardRow.id).where(BoardRow.removed_at.is_not(None))
    found: list[ColumnElement[bool]] = [searched.board_id.not_in(removed)]
    if filters.status != "all":
        found.append(searched.closed_at.is_not(None) if filters.status == "closed" else searched.closed_at.is_(None))
    if not filters.duplicates:
        found.append(searched.duplicate_of.is_(None))
    if filters.remote is not None:
        found.append(_tagged(["remote"]) if filters.remote else searched.remote.is_(False))
    for prefix, values in (
        ("workplace:", filters.workplace),
        ("level:", filters.level),
        ("function:", filters.function),
        ("type:", filters.employment_type),
        ("language:", filters.language),
        ("company:", tuple(company_key(name) for name in filters.employer)),
        ("", tuple(country.upper() for country in filters.country)),
        ("", tuple(way for city in filters.city for way in dict.fromkeys((city, city.title())))),
    ):
        if values:
            found.append(_tagged([prefix + value for value in values]))
    if filters.location:
        names = filters.location.lower().replace(",", " ").split()
        found += [searched.place_words.contains(name, autoescape=True) for name in names]
    if filters.company:
        found.append(searched.company.icontains(filters.company, autoescape=True))
    if filters.board:
        found.append(_of_board(filters.board))
    if filters.min_salary is not None:
        found.append(func.coalesce(searched.pay_high, searched.pay_low) >= filters.min_salary)
    if filters.currency:
        found.append(searched.pay_currency == filters.currency.upper())
    if filters.visa:
        found.append(says_of_visa(filters.visa))
    if filters.published_after:
        found.append(searched.sort_at >= filters.published_after)
    if filters.published_within is not None:
        found.append(searched.sort_at >= datetime.now(UTC) - timedelta(days=filters.published_within))
    return found


def summary_of(row: Row[Any] | Any) -> PostingSummary:
    """A row of `search_statement` (or of a SELECT over it) as a value."""
    return PostingSummary(
        id=row.id,
        title=row.title,
        company=row.company,
        locations=tuple(place["text"] for place in row.locations),
        workplace=row.workplace,
        salary=told_salary(row.salary),
        published_at=row.published_at,
        board=row.board,
        url=row.url,
        closed_at=row.closed_at,
        duplicates=row.duplicates,
        sort_at=row.sort_at,
    )


def told_salary(salary: dict[str, Any] | None) -> dict[str, Any] | None:
    """A stored salary as it goes out: its figures, and a text of them for people."""
    if salary is None:
        return None
    low, high, currency, period = (salary.get(part) for part in ("minimum", "maximum", "currency", "period"))
    if low is not None and high is not None and low != high:
        amount = f"{low:,.10g} – {high:,.10g}"
    elif low is None:
        amount = f"up to {high:,.10g}"
    else:
        amount = f"{low:,.10g}" if high is not None else f"from {low:,.10g}"
    words = [currency, amount, f"{'an' if period == 'hour' else 'a'} {period}" if period else None]
    text = " ".join(word for word in words if word)
    return {"minimum": low, "maximum": high, "currency": currency, "period": period, "text": text}


def _tagged(tags: Sequence[str]) -> ColumnElement[bool]:
    """One tag or any of several, through the index of tags."""
    wanted = cast(array(list(tags)), ARRAY(String))
    return searched.tags.bool_op("@>" if len(tags) == 1 else "&&")(wanted)


def _of_board(board: str) -> ColumnElement[bool]:
    try:
        return searched.board_id == UUID(board)
    except ValueError:
        if ":" in board:
            address = select(BoardRow.id).where(BoardRow.address == board)
            return searched.board_id == address.scalar_subquery()
        return _tagged([f"board:{board}"])


def says_of_visa(visa: Visa) -> ColumnElement[bool]:
    """Whether the text says this of a visa being sponsored."""
    return ~_tagged(["visa:yes", "visa:no"]) if visa == "unsaid" else _tagged([f"visa:{visa}"])
