"""Rows for benchmarks.search: as many postings as asked for, made of real ones, straight into the product's tables.

- **Titles, companies, places** are those of `greenhouse_boards`, read and normalised by the product. From the second
  round on a posting gets the company and places of another one, and its title the last part of a third one's, so that
  hardly two postings are the same.
- **Texts**: 20,000, each two thirds of the paragraphs of a real text (`postings_fulltext`) and some of another one. A
  title gets one of the texts whose vectors are nearest to its own.
- **Vectors** are the product's own of that title and that text. **Words** are the product's own of title, company,
  places and text; the text's part is made once a text, since 20,000 texts serve all rows.
- **Scores** are drawn (normal, 55 ± 15), since scoring is measured elsewhere. One in forty is closed.
- A **second workspace** holds a tenth as many: its rows stand in the same indexes and must never come out.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import numpy as np
import psycopg
from numpy.typing import NDArray
from sqlalchemy import Select
from sqlalchemy.sql.visitors import replacement_traverse
from uuid_utils.compat import uuid7

from benchmarks.report import say
from rolecall.boards.recorded import read
from rolecall.discover import salary
from rolecall.discover.alike import place_words
from rolecall.discover.normalise import normalise
from rolecall.discover.posting import Posting
from rolecall.discover.tables import SEARCH, SEARCHED, PostingRow
from rolecall.discover.titles import company_key
from rolecall.platform.embeddings import static

SEED = 7
TEXTS = 20_000
NEAREST = 24
"""A title's text is one of so many."""
NOW = datetime(2026, 11, 1, tzinfo=UTC)
BATCH = 5_000

COLUMNS = (
    "id", "workspace_id", "board_id", "board", "board_company", "job_id", "title", "company", "url", "locations",
    "place_words", "remote", "workplace", "countries", "cities", "salary", "pay_low", "pay_high", "pay_currency",
    "level", "function", "employment_type", "department", "language", "sort_at", "closed_at", "company_key",
    "text_number", "embedding",
)  # fmt: skip


POSTINGS = PostingRow.__table__


@dataclass(slots=True)
class Pool:
    """What rows are made of."""

    jobs: list[Posting]
    texts: list[str]
    text_vectors: NDArray[np.float32]
    pay: list[dict[str, Any]]
    near: NDArray[np.int32]
    """For each job the numbers of the texts nearest to its title."""
    titles: list[str]
    """Titles as their boards tell them, for queries."""


def pool(data: Path, texts: int = TEXTS) -> Pool:
    """Read the data folder."""
    jobs: dict[tuple[str, ...], Posting] = {}
    files = [
        data / "greenhouse_boards" / "boards_2026-08-22.jsonl.xz",
        *(data / "greenhouse_boards" / "history").glob("*.xz"),
    ]
    for file in sorted(files):
        for _, page in read(file):
            for listing in page.listings:
                key = (listing.title, listing.address.company, str(listing.places))
                if key not in jobs:
                    jobs[key] = normalise(listing)
    made = _texts(data / "postings_fulltext", texts)
    say(f"{len(jobs):,} different postings, {len(made):,} texts made of real ones")
    pay = []
    for text in made:
        found = salary.from_text(text, [])
        low, high = found.yearly() if found else (None, None)
        known = found is not None and (low is not None or high is not None)
        pay.append(
            {
                "salary": asdict(found) if found else None,
                "pay_low": low,
                "pay_high": high,
                "pay_currency": found.currency if known and found else None,
            }
        )
    vectors = static.embed([" ".join(text.split()[:150]) for text in made])
    kept = sorted(jobs.values(), key=lambda job: (job.board_company, job.job_id, job.title))
    return Pool(kept, made, vectors, pay, _nearest(kept, vectors), sorted({job.title for job in kept}))


def _nearest(jobs: list[Posting], texts: NDArray[np.float32]) -> NDArray[np.int32]:
    found = []
    for begin in range(0, len(jobs), BATCH):
        titles = static.embed([job.title for job in jobs[begin : begin + BATCH]])
        found.append(np.argpartition(-(titles @ texts.T), NEAREST, axis=1)[:, :NEAREST].astype(np.int32))
    return np.concatenate(found)


def _texts(folder: Path, count: int) -> list[str]:
    sources: dict[str, list[str]] = {}
    for file in sorted(folder.glob("*.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = row.get("Job Description") or row.get("description") or ""
                paragraphs = [part for part in text.split("\n") if part.strip()]
                if len(text) > 300:
                    sources.setdefault(text[:200], paragraphs)
    real = list(sources.values())
    chance = random.Random(SEED)
    out = []
    for number in range(count):
        own, other = real[number % len(real)], chance.choice(real)
        kept = [part for part in own if chance.random() < 2 / 3] or own[:1]
        for part in chance.sample(other, min(3, len(other))):
            kept.insert(chance.randrange(len(kept) + 1), part)
        out.append("\n".join(kept))
    return out


def rows(of: Pool, count: int, workspace: UUID, board: UUID) -> Iterator[tuple[Any, ...]]:
    """The rows of one workspace, in the order of COLUMNS."""
    chance = random.Random(SEED + count)
    for begin in range(0, count, BATCH):
        numbers = range(begin, min(count, begin + BATCH))
        made = [_job(of, number, chance) for number in numbers]
        titles = static.embed([title for title, _, _ in made])
        for row, (number, (title, job, place)) in enumerate(zip(numbers, made, strict=True)):
            text = int(of.near[number * 7919 % len(of.jobs)][chance.randrange(NEAREST)])
            (vector,) = static.unit((titles[row] + of.text_vectors[text])[None])  # as discover.meaning does it
            published = NOW - timedelta(minutes=min(chance.expovariate(1 / 60_000), 500_000))
            closed = NOW if chance.random() < 1 / 40 else None
            yield (
                uuid7(), workspace, board, job.board, job.board_company, str(number), title, job.company, job.url,
                json.dumps([asdict(where) for where in place.locations]),
                " ".join(sorted(place_words(place.locations))),
                any(where.remote for where in place.locations) or place.workplace == "remote", place.workplace,
                sorted({where.country for where in place.locations if where.country}),
                sorted({where.city for where in place.locations if where.city}),
                json.dumps(of.pay[text]["salary"]) if of.pay[text]["salary"] else None,
                of.pay[text]["pay_low"], of.pay[text]["pay_high"], of.pay[text]["pay_currency"],
                job.level, job.function, job.employment_type, job.department, job.language, published, closed,
                company_key(job.company), text, "[" + ",".join(f"{value:.5f}" for value in vector) + "]",
            )  # fmt: skip


def _job(of: Pool, number: int, chance: random.Random) -> tuple[str, Posting, Posting]:
    """(title, the posting that gives the company, the one that gives the places)."""
    job = of.jobs[number * 7919 % len(of.jobs)]
    if number < len(of.jobs):
        return job.title, job, job
    company, place, third = (chance.choice(of.jobs) for _ in range(3))
    head, last = job.title.split(",")[0], third.title.split(",")[-1].strip()
    return (f"{head}, {last}" if last != head else head)[:500], company, place


def load(url: str, of: Pool, count: int) -> tuple[UUID, UUID]:
    """Fill the product's tables, bypassing the product; gives the big and the small workspace."""
    big, small = uuid4(), uuid4()
    with psycopg.connect(url, autocommit=True) as database:
        database.execute("SET maintenance_work_mem = '1GB'")
        database.execute("SET work_mem = '64MB'")
        _words_of_texts(database, of)
        # The texts' words are made above, once a text: the column's own expression would make them for each row.
        database.execute("ALTER TABLE discover_posting ALTER COLUMN search DROP EXPRESSION")
        dropped = _drop_indexes(database)
        for workspace, size in ((big, count), (small, count // 10)):
            _fill(database, of, size, workspace)
        say("making the indexes")
        for definition in dropped:
            database.execute(definition)
        database.execute("SELECT setseed(0.5)")
        database.execute(
            "INSERT INTO match_score "
            "(id, workspace_id, posting_id, score, decision, version, inputs, match, scored_at) "
            "SELECT gen_random_uuid(), workspace_id, id, score, CASE WHEN score >= 90 THEN 'strong' WHEN score >= 50 "
            "THEN 'review' ELSE 'weak' END, 'drawn', '', '{}', now() FROM (SELECT workspace_id, id, "
            "least(100, greatest(0, 55 + 15 * random_normal()))::int AS score FROM discover_posting)"
        )
        database.execute("VACUUM (ANALYZE) discover_posting")
        database.execute("VACUUM (ANALYZE) match_score")
        database.execute("VACUUM (ANALYZE) discover_board")
        database.execute("DROP TABLE benchmark_text")
    return big, small


def _words_of_texts(database: psycopg.Connection[Any], of: Pool) -> None:
    database.execute("CREATE UNLOGGED TABLE benchmark_text (number int PRIMARY KEY, text text, words tsvector)")
    with database.cursor() as cursor, cursor.copy("COPY benchmark_text (number, text) FROM STDIN") as copy:
        for number, text in enumerate(of.texts):
            copy.write_row((number, text.replace("\0", "")))
    database.execute("UPDATE benchmark_text SET words = setweight(to_tsvector('english', left(text, 100000)), 'C')")
    database.execute("VACUUM ANALYZE benchmark_text")


def _drop_indexes(database: psycopg.Connection[Any]) -> list[str]:
    found = database.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'discover_posting' "
        "AND indexname NOT LIKE '%_key' AND indexname NOT LIKE '%_pkey'"
    ).fetchall()
    for name, _ in found:
        database.execute(f"DROP INDEX {name}")
    return [definition for _, definition in found]


def _fill(database: psycopg.Connection[Any], of: Pool, count: int, workspace: UUID) -> None:
    board = uuid4()
    database.execute(
        "INSERT INTO discover_board (id, workspace_id, address, board, board_company) "
        "VALUES (%s, %s, %s, 'greenhouse', 'x')",
        (board, workspace, f"greenhouse:{board}"),
    )
    types = {"locations": "jsonb", "salary": "jsonb", "countries": "text[]", "cities": "text[]", "remote": "boolean",
             "pay_low": "float", "pay_high": "float", "sort_at": "timestamptz", "closed_at": "timestamptz",
             "text_number": "int", "embedding": "halfvec(256)", "id": "uuid", "workspace_id": "uuid",
             "board_id": "uuid"}  # fmt: skip
    declared = ", ".join(f"{name} {types.get(name, 'text')}" for name in COLUMNS)
    database.execute(f"CREATE UNLOGGED TABLE benchmark_row ({declared})")
    given = iter(rows(of, count, workspace, board))
    plain = ", ".join(name for name in COLUMNS if name != "text_number")
    words = SEARCH.split(" || setweight(to_tsvector('english', left(text")[0]
    for begin, end in pairwise([*range(0, count, 50_000), count]):
        with database.cursor() as cursor, cursor.copy(f"COPY benchmark_row ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for _ in range(end - begin):
                copy.write_row(next(given))
        database.execute(
            f"INSERT INTO discover_posting ({plain}, apply_url, title_key, fingerprint, raw, text, search) "
            f"SELECT {plain}, url, title, job_id, '{{}}', text, {words} || words "
            "FROM benchmark_row JOIN benchmark_text ON number = text_number"
        )
        database.execute("TRUNCATE benchmark_row")
        say(f"{end:,} of {count:,} postings written")
    database.execute("DROP TABLE benchmark_row")


def on_the_table(statement: Select[Any], workspace: UUID) -> Select[Any]:
    """A SELECT of what is searched, on the plain table instead of the product's view."""

    def plain(element: Any, **_: Any) -> Any:
        if element is SEARCHED:
            return POSTINGS
        return POSTINGS.c[element.name] if getattr(element, "table", None) is SEARCHED else None

    moved = cast("Any", replacement_traverse(statement, {}, plain))
    return cast("Select[Any]", moved.where(POSTINGS.c.workspace_id == workspace))
