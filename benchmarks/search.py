"""Searching 100,000 postings (and a million, `--large`): the best 50 with filters, how long and how right.

Every search is the product's own (`match.queries.scored_postings`), as the tenant's role under row-level security, with
scores, total and rows as they go over the wire. Words are real titles and skills; filters keep everything, a tenth, a
hundredth and a thousandth. What rows are made of: benchmarks/search_rows.py.

Beside it, in the same run: `ILIKE` on title and text, and PostgreSQL's words alone (`@@`, every match by `ts_rank`),
both on the plain table with the workspace as a condition and without row-level security, which would slow them further.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil
import psycopg
from sqlalchemy import func, select

from benchmarks import report, search_rows
from rolecall.discover import meaning
from rolecall.discover.plan import nearest, nearest_statement, prepare
from rolecall.discover.search import PostingFilters, conditions, matching, searched
from rolecall.discover.vector_index import index_vectors_when_many
from rolecall.match.queries import Sort, scored_postings, scored_so
from rolecall.match.searches.asked import FiltersIn
from rolecall.match.searches.facets import facets
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.platform.db import Database, Session
from rolecall.platform.embedded import embedded_postgres
from rolecall.platform.migrations import migrate

SHARES = (1.0, 0.1, 0.01, 0.001)
QUESTIONS = 25
"""Titles, and as many skills, for each share."""
WARM = 5
DEPTH = 50
BASELINE = 40
"""Searches by the baselines, of all kinds; they take seconds each."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter, by the words of the command line, and the share of the postings that it keeps."""

    filters: PostingFilters
    min_score: int | None
    share: float
    count: int

    def asking(self, q: str | None) -> PostingFilters:
        return PostingFilters(**{name: getattr(self.filters, name) for name in PostingFilters.__slots__} | {"q": q})


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search")
    parser.add_argument("--rows", default="100000", help="how many postings, several with commas between")
    parser.add_argument("--large", action="store_true", help="a million as well")
    parser.add_argument("--folder", type=Path, default=None, help="where the database is made (a million: 12 GB)")
    mine, rest = parser.parse_known_args()
    options = report.options("search", needs=("greenhouse_boards", "postings_fulltext"), arguments=rest)
    sizes = [int(size) for size in mine.rows.split(",")] + ([1_000_000] if mine.large else [])
    of = search_rows.pool(options.data, min([search_rows.TEXTS, *sizes]))
    figures: dict[str, report.Figure] = {}
    baselines: dict[str, dict[str, report.Figure]] = {"ILIKE": {}, "@@ and ts_rank": {}}
    for size in sizes:
        folder = Path(tempfile.mkdtemp(prefix="rolecall-search-", dir=mine.folder or "/tmp"))
        folder.chmod(0o711)
        try:
            # Loading need not survive a power cut; everything else is as the product starts its database.
            with embedded_postgres(folder, {"fsync": "off", "max_wal_size": "4GB"}) as url:
                migrate(url)
                asyncio.run(_measure(url, of, size, figures, baselines))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    report.publish("search", options, figures=figures, baselines=baselines, n=sum(sizes))


async def _measure(
    url: str,
    of: search_rows.Pool,
    size: int,
    figures: dict[str, report.Figure],
    baselines: dict[str, dict[str, report.Figure]],
) -> None:
    at = f"{size:,}: "
    began = time.monotonic()
    workspace, other = search_rows.load(url, of, size)
    figures[at + "load, s"] = time.monotonic() - began
    db = Database(url)
    began = time.monotonic()
    made = await index_vectors_when_many(db)
    figures[at + "vector index, s"] = time.monotonic() - began if made else 0
    with psycopg.connect(url) as plain:
        for name, relation in (("vector index", "discover_posting_nearest"), ("word index", "discover_posting_search")):
            figures[at + f"{name}, MB"] = _size(plain, f"pg_relation_size(to_regclass('{relation}'))")
        figures[at + "table and indexes, MB"] = _size(plain, "pg_total_relation_size('discover_posting')")
    chance = random.Random(search_rows.SEED)
    filters = [await _filter(db, workspace, share, size) for share in SHARES]
    skills = sorted(taxonomy().skills)
    asked = [
        (one, q)
        for one in filters
        for q in [*(_short(title) for title in chance.sample(of.titles, QUESTIONS)), *chance.sample(skills, QUESTIONS)]
    ]
    chance.shuffle(asked)
    report.say(f"{len(asked)} searches")
    await _searches(db, workspace, asked, figures, at)
    await _vectors(db, workspace, asked, figures, at)
    await _plain_lists(db, workspace, filters, figures, at)
    figures[at + "memory of the server, MB"] = _memory()
    for name, statement in _BASELINES.items():
        report.say(f"baseline {name}")
        baselines[name] |= await _baseline(
            db, workspace, asked[: BASELINE if size <= 200_000 else BASELINE // 4], statement, at
        )
    await db.close()
    del other


async def _searches(
    db: Database, workspace: UUID, asked: Sequence[tuple[Filter, str]], figures: dict[str, report.Figure], at: str
) -> None:
    """Times of whole searches, by share; how often fewer came than there are; rows of the other workspace."""
    times: dict[float, list[float]] = {share: [] for share in SHARES}
    few = strange = 0
    for one, q in [*asked[:WARM], *asked]:
        async with db.workspace(workspace) as session:
            began = time.perf_counter()
            found = await scored_postings(session, one.asking(q), min_score=one.min_score, limit=DEPTH)
            times[one.share].append((time.perf_counter() - began) * 1000)
            few += len(found.items) < min(DEPTH, found.total if found.exact else DEPTH)
            ids = [item.posting.id for item in found.items]
        async with db.system() as everyone:
            rows = search_rows.POSTINGS.c
            belongs = select(func.count()).where(rows.id.in_(ids), rows.workspace_id != workspace)
            strange += await everyone.scalar(belongs) or 0
    measured = [value for values in times.values() for value in values]
    figures[at + "search, p50 ms"] = _percentile(measured, 50)
    figures[at + "search, p95 ms"] = _percentile(measured, 95)
    for one in {one.share: one for one, _ in asked}.values():
        figures[at + f"search keeping {one.count:,}, p95 ms"] = _percentile(times[one.share], 95)
    figures[at + "searches with too few rows"] = few
    figures[at + "rows of another workspace"] = strange


async def _vectors(
    db: Database, workspace: UUID, asked: Sequence[tuple[Filter, str]], figures: dict[str, report.Figure], at: str
) -> None:
    """The vector part against comparing every vector: recall, and rows missing under a filter."""
    recalls: list[float] = []
    indexed: list[float] = []
    missing = 0
    for one, q in asked:
        vector = meaning.of_words(q)
        if vector is None:
            continue
        also = scored_so(one.min_score, None)
        async with db.workspace(workspace) as session:
            await prepare(session)
            ours = [row.id for row in await nearest(session, one.asking(None), vector, DEPTH, *also)]
            passing = matching(one.asking(None), *also, searched.embedding.is_not(None), columns=[searched.id])
            rows = await session.execute(nearest_statement(passing, vector, DEPTH, exact=True))
            exact = [(row.id, row.distance) for row in rows]
        # Several may be equally far: any of them is right.
        farthest = exact[-1][1] if exact else 0.0
        right = {id for id, _ in exact}
        recall = len(right & set(ours)) / max(1, len(right))
        if recall < 1 and farthest:
            recall = await _with_ties(db, workspace, ours, vector, farthest, len(right))
        recalls.append(recall)
        missing += len(ours) < min(DEPTH, one.count)
        if one.share == 1:
            indexed.append(recall)
    figures[at + "vector part, recall@50"] = sum(recalls) / len(recalls)
    figures[at + "vector part by index alone, recall@50"] = sum(indexed) / len(indexed)
    figures[at + "vector scans with too few rows"] = missing


async def _with_ties(
    db: Database, workspace: UUID, ours: Sequence[UUID], vector: Sequence[float], farthest: float, wanted: int
) -> float:
    async with db.workspace(workspace) as session:
        near = searched.embedding.cosine_distance(list(vector)) <= farthest + 1e-9
        statement = select(func.count()).select_from(searched.id.table).where(searched.id.in_(ours), near)
        return min(1.0, (await session.scalar(statement) or 0) / wanted)


async def _plain_lists(
    db: Database, workspace: UUID, filters: Sequence[Filter], figures: dict[str, report.Figure], at: str
) -> None:
    """Lists without words, the newest and the best first, and the facets."""
    times: dict[str, list[float]] = {"newest without words": [], "best without words": [], "facets": []}
    orders: dict[str, Sort] = {"newest without words": "newest", "best without words": "score"}
    for _ in range(5):
        for one in filters:
            for name, sort in orders.items():
                async with db.workspace(workspace) as session:
                    began = time.perf_counter()
                    await scored_postings(session, one.asking(None), min_score=one.min_score, sort=sort, limit=DEPTH)
                    times[name].append((time.perf_counter() - began) * 1000)
    for one in filters:
        asked = FiltersIn(
            country=list(one.filters.country), city=list(one.filters.city), remote=one.filters.remote,
            min_salary=one.filters.min_salary, published_within=one.filters.published_within, min_score=one.min_score,
        )  # fmt: skip
        async with db.workspace(workspace) as session:
            began = time.perf_counter()
            await facets(session, asked)
            times["facets"].append((time.perf_counter() - began) * 1000)
    for name, values in times.items():
        figures[at + f"{name}, p95 ms"] = _percentile(values, 95)


async def _baseline(
    db: Database, workspace: UUID, asked: Sequence[tuple[Filter, str]], statement: Callable[..., Any], at: str
) -> dict[str, report.Figure]:
    times = []
    for one, q in asked:
        async with db.system() as session:
            await prepare(session)
            began = time.perf_counter()
            await session.execute(statement(one, workspace, q))
            times.append((time.perf_counter() - began) * 1000)
    return {at + "search, p50 ms": _percentile(times, 50), at + "search, p95 ms": _percentile(times, 95)}


def _on_the_table(one: Filter, workspace: UUID, columns: Sequence[Any], *also: Any) -> Any:
    """The same filters on the plain table."""
    from_table = select(*columns).where(*conditions(one.asking(None)), *scored_so(one.min_score, None), *also)
    return search_rows.on_the_table(from_table, workspace)


def _ilike(one: Filter, workspace: UUID, q: str) -> Any:
    table = search_rows.POSTINGS.c
    words = [table.title.icontains(word) | table.text.icontains(word) for word in q.split()]
    statement = _on_the_table(one, workspace, [searched.id, searched.title, searched.sort_at], *words)
    return statement.order_by(table.sort_at.desc()).limit(DEPTH)


def _words_alone(one: Filter, workspace: UUID, q: str) -> Any:
    table = search_rows.POSTINGS.c
    wanted = func.websearch_to_tsquery("english", q)
    rank = func.ts_rank(table.search, wanted)
    statement = _on_the_table(one, workspace, [searched.id, searched.title], table.search.bool_op("@@")(wanted))
    return statement.order_by(rank.desc()).limit(DEPTH)


_BASELINES: Mapping[str, Callable[..., Any]] = {"ILIKE": _ilike, "@@ and ts_rank": _words_alone}


async def _filter(db: Database, workspace: UUID, share: float, size: int) -> Filter:
    """Filters that keep about this share, put together of what the postings have."""
    if share == 1:
        return Filter(PostingFilters(), None, share, await _count(db, workspace, PostingFilters(), None))
    best: Filter | None = None
    async with db.workspace(workspace) as session:
        values = await _values(session)
    tried: list[tuple[PostingFilters, int | None]] = [(PostingFilters(city=(city,)), None) for city in values["cities"]]
    tried += [(PostingFilters(country=(country,)), None) for country in values["countries"]]
    tried += [(PostingFilters(country=(country,), remote=True), 70) for country in values["countries"]]
    tried += [(PostingFilters(country=(country,), published_within=60), 60) for country in values["countries"]]
    tried += [(PostingFilters(city=(city,), min_salary=80_000), 55) for city in values["cities"]]
    for filters, score in tried:
        count = await _count(db, workspace, filters, score)
        if best is None or abs(count - share * size) < abs(best.count - share * size):
            best = Filter(filters, score, share, count)
    assert best is not None
    return best


async def _values(session: Session) -> dict[str, list[str]]:
    found = {}
    for name in ("cities", "countries"):
        value = func.unnest(searched[name]).label("value")
        each = select(value).subquery()
        counted = select(each.c.value).group_by(each.c.value).order_by(func.count().desc(), each.c.value).limit(40)
        found[name] = list(await session.scalars(counted))
    return found


async def _count(db: Database, workspace: UUID, filters: PostingFilters, score: int | None) -> int:
    async with db.workspace(workspace) as session:
        counted = matching(filters, *scored_so(score, None), columns=[searched.id]).subquery()
        return await session.scalar(select(func.count()).select_from(counted)) or 0


def _short(title: str) -> str:
    """A title as people type it: its first four words."""
    return " ".join(title.replace('"', " ").split()[:4])


def _size(database: psycopg.Connection[Any], expression: str) -> float:
    row = database.execute(f"SELECT {expression}").fetchone()
    return float(row[0] or 0) / 1e6 if row else 0


def _memory() -> float:
    """Private and shared pages of the server's processes, each page once (PSS)."""
    mine = [process for process in psutil.Process(os.getpid()).children(recursive=True) if "postgres" in process.name()]
    total = 0
    for process in mine:
        try:
            total += process.memory_full_info().pss
        except (psutil.Error, AttributeError):
            continue
    return total / 1e6


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * len(ordered)))] if ordered else 0


if __name__ == "__main__":
    main()
