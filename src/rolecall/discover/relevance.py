"""Words and meaning in one order: who stands first when somebody looks for something.

Two lists are made of what the filters let through: by words (those with the words in the title first, then by how the
text uses them) and by meaning (cosine of the vectors). They are fused by reciprocal rank: a posting's relevance is the
sum of 1 / (60 + its place) over the lists it is in (Cormack, Clarke and Büttcher: Reciprocal Rank Fusion outperforms
Condorcet and individual Rank Learning Methods, SIGIR 2009; 60 is theirs). Equal ones: the newer first, then by id.

What counts as found is every posting with the words, and the nearest that lack them but are about the same
(`LEAST_ALIKE`). With operators (a phrase, -without, or) it is only what the words say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select

from rolecall.discover import meaning
from rolecall.discover.plan import estimated, nearest, prepare
from rolecall.discover.search import (
    MOST_WORDS,
    OPERATORS,
    PostingFilters,
    matching,
    plain_words,
    searched,
    words,
)
from rolecall.platform.db import Session, plan_of
from rolecall.platform.errors import InvalidInput

K = 60
DEPTH = 100
"""How many of the nearest are looked at."""
RANKED = 300
"""So many of the newest with the words in the title are put in order; if they are fewer, as many by their texts."""
LEAST_ALIKE = 0.55
"""Cosine from which a posting without the words is about the same (measured: docs/search.md)."""
COUNTED = 2_000
"""Up to about so many are counted; of more the planner's estimate is told."""
MOST_CHARACTERS = 20_000
MOST_LOOKED_UP = 150
MOST_COUNTED = 2_000
"""A word in more postings than this is not rare."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many are found; `exact` False: about so many."""

    count: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A posting in one of the two lists."""

    id: UUID
    sort_at: datetime
    with_words: bool
    related: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it was understood. Whatever is counted, listed or summed up by `filters` agrees on what is found."""

    filters: PostingFilters
    near: tuple[Placed, ...] = ()
    """The nearest by meaning that pass the other filters, with the words or without."""


async def understood(session: Session, filters: PostingFilters, *also: ColumnElement[bool]) -> Query:
    """Look up what is near, and of a long query the rarest words. `also` are conditions of others on `searched`.

    Raises InvalidInput for words that cannot stand in a text.
    """
    await prepare(session)
    if not filters.q:
        return Query(filters)
    if "\0" in filters.q:
        raise InvalidInput("The words hold a NUL character, which no posting has; remove it.")
    filters = await _with_rarest_words(session, filters)
    near = await _near(session, filters, also)
    return Query(replace(filters, related=tuple(one.id for one in near if one.related)), tuple(near))


@dataclass(frozen=True, slots=True)
class Head:
    """The ids at the head of a list, most relevant first. Not `complete`: others follow, which nobody put in order."""

    ids: tuple[UUID, ...]
    complete: bool


async def ranked(session: Session, query: Query, *also: ColumnElement[bool]) -> Head:
    """What is found, in order: up to `RANKED` by title, as many by text, `DEPTH` by meaning."""
    by_words, complete = await _by_words(session, query.filters, also)
    newness = {one.id: one.sort_at for one in (*by_words, *query.near)}
    relevance = dict.fromkeys(newness, 0.0)
    for places in (by_words, query.near):
        for place, one in enumerate(places, 1):
            relevance[one.id] += 1 / (K + place)
    for one in query.near:
        if not (one.with_words or one.related):
            del relevance[one.id]
    ids = sorted(relevance, key=lambda one: (relevance[one], newness[one], one), reverse=True)
    return Head(tuple(ids), complete)


async def total(session: Session, filters: PostingFilters, *also: ColumnElement[bool]) -> Total:
    """How many the filters let through."""
    about = await estimated(session, filters, *also)
    if about > COUNTED:
        return Total(_roughly(about), exact=False)
    counted = select(func.count()).select_from(matching(filters, *also, columns=[searched.id]).subquery())
    return Total(await session.scalar(counted) or 0, exact=True)


async def similar(session: Session, posting_id: UUID, limit: int) -> list[UUID]:
    """Open postings about the same as this one, nearest first; none for one without a vector."""
    vector = await session.scalar(select(searched.embedding).where(searched.id == posting_id))
    if vector is None:
        return []
    found = await nearest(session, PostingFilters(), list(vector), limit + 1, searched.id != posting_id)
    return [row.id for row in found][:limit]


async def _by_words(
    session: Session, filters: PostingFilters, also: Sequence[ColumnElement[bool]]
) -> tuple[list[Placed], bool]:
    """By title, then by text, and whether these are all.

    Only the newest of very many are looked into: reading all their texts takes seconds.
    """
    await prepare(session)
    wanted = words(filters)
    alone = replace(filters, related=())
    in_title = searched.title_search.bool_op("@@")(wanted)
    titles = _newest(alone, [*also, in_title], [searched.title_search])
    found = await _ordered(session, titles, func.ts_rank(titles.c.title_search, wanted, 1))
    if len(found) == RANKED:
        return found, False
    texts = _newest(alone, [*also, ~in_title], [searched.search])
    by_text = await _ordered(session, texts, func.ts_rank_cd(texts.c.search, wanted, 32))
    return found + by_text, len(by_text) < RANKED


async def _ordered(session: Session, part: Any, rank: Any) -> list[Placed]:
    statement = select(part.c.id, part.c.sort_at).order_by(rank.desc(), part.c.sort_at.desc(), part.c.id.desc())
    return [Placed(row.id, row.sort_at, with_words=True) for row in await session.execute(statement)]


def _newest(filters: PostingFilters, also: Sequence[ColumnElement[bool]], columns: Sequence[Any]) -> Any:
    statement = matching(filters, *also, columns=[searched.id, searched.sort_at, *columns])
    return statement.order_by(searched.sort_at.desc(), searched.id.desc()).limit(RANKED).subquery()


async def _near(session: Session, filters: PostingFilters, also: Sequence[ColumnElement[bool]]) -> list[Placed]:
    q = filters.q or ""
    vector = meaning.of_words(" ".join(plain_words(q))[:MOST_CHARACTERS])
    if vector is None:
        return []
    wider = filters.without("q", "rarest", "related")
    with_words = searched.search.bool_op("@@")(words(filters)).label("with_words")
    rows = await nearest(session, wider, vector, DEPTH, *also, columns=[searched.sort_at, with_words])
    exact_wish = OPERATORS.search(q) is not None
    return [
        Placed(
            row.id,
            row.sort_at,
            row.with_words,
            related=not (exact_wish or row.with_words) and row.distance <= 1 - LEAST_ALIKE,
        )
        for row in rows
    ]


async def _with_rarest_words(session: Session, filters: PostingFilters) -> PostingFilters:
    """Of a text as a query (a résumé) the rarest words count, any of them."""
    typed = plain_words((filters.q or "")[:MOST_CHARACTERS])[:MOST_LOOKED_UP]
    if len(typed) <= MOST_WORDS or OPERATORS.search(filters.q or ""):
        return filters
    await prepare(session)
    # The planner knows the common words; of those left it is looked up how many postings have them.
    expected = {word: (await plan_of(session, _with(word)))["Plan Rows"] for word in typed}
    seldom = sorted(typed, key=lambda word: (expected[word], word))[: 4 * MOST_WORDS]
    counted: dict[str, int] = {}
    for word in seldom:
        counted[word] = await session.scalar(select(func.count()).select_from(_with(word).subquery())) or 0
    rarest = sorted(
        (word for word in seldom if 0 < counted[word] < MOST_COUNTED), key=lambda word: (counted[word], word)
    )
    return replace(filters, rarest=tuple(rarest[:MOST_WORDS]) or tuple(typed[:MOST_WORDS]))


def _with(word: str) -> Select[Any]:
    found = searched.search.bool_op("@@")(words(PostingFilters(q=word)))
    return select(searched.id.label("expected")).where(found).limit(MOST_COUNTED)


def _roughly(count: int) -> int:
    """To two digits: the planner knows no more."""
    step: int = 10 ** max(0, len(str(count)) - 2)
    return round(count / step) * step
