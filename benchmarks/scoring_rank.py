"""The last part of `benchmarks.scoring`: the best of many postings for a résumé that has just come in.

The database is that of `benchmarks.search`, made by `search_rows` of real titles, places and sentences; nothing in it
has been scored for this candidate. What the postings ask for and the vectors of their sentences are kept from the
second time on, as they are where another résumé was scored before. Beside the full way, in the same run: reading the
newest 200 and no score at all.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median
from uuid import UUID

from sqlalchemy import delete
from uuid_utils.compat import uuid7

from benchmarks import report, search_rows
from rolecall.discover.queries import PostingFilters
from rolecall.discover.vector_index import index_vectors_when_many
from rolecall.match.events import PostingScored
from rolecall.match.queries import scored_postings
from rolecall.match.rank import LIKELY, best_now, likely
from rolecall.match.store import score_stored
from rolecall.match.tables import ReadingRow, ScoreRow
from rolecall.platform.db import Database
from rolecall.platform.embedded import embedded_postgres
from rolecall.platform.jobs import Flow
from rolecall.platform.migrations import migrate
from rolecall.profile.read import read_unbounded
from rolecall.profile.tables import ProfileRow, ResumeRow

ROUNDS = 5


def measure(chosen: report.Options, resume: bytes, count: int) -> dict[str, report.Figure]:
    """Seconds from the question to 200 ranked postings with evidence, and of the parts."""
    for name in ("greenhouse_boards", "postings_fulltext"):
        chosen.folder(name)
    pool = search_rows.pool(chosen.data, min(search_rows.TEXTS, count))
    folder = Path(tempfile.mkdtemp(prefix="rolecall-scoring-"))
    folder.chmod(0o711)
    try:
        with embedded_postgres(folder, {"fsync": "off", "max_wal_size": "4GB"}) as url:
            migrate(url)
            workspace, _ = search_rows.load(url, pool, count)
            return asyncio.run(_measure(url, workspace, resume, f"best of {count:,}: "))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _measure(url: str, workspace: UUID, resume: bytes, at: str) -> dict[str, report.Figure]:
    db = Database(url, flow=Flow(reactions={PostingScored: ()}))
    await index_vectors_when_many(db)
    read = read_unbounded(resume, "resume.txt")
    async with db.workspace(workspace) as session:
        row = ResumeRow(
            id=uuid7(), file_hash="", filename="resume.txt", size=len(resume), status="read",
            resume=read.resume.model_dump(mode="json"),
        )  # fmt: skip
        session.add(row)
        await session.flush()  # the profile names it
        session.add(ProfileRow(resume_id=row.id))
        # The rows' made-up scores have no reasons, and the product compares a new score with the old one's.
        await session.execute(delete(ScoreRow))
    figures: dict[str, report.Figure] = {}
    began = time.perf_counter()
    async with db.workspace(workspace) as session:
        figures[at + "ranked and scored"] = len(await best_now(session))
    figures[at + "first time, reading and embedding included, s"] = time.perf_counter() - began
    picked, read_anew, scored, stored, newest, used = [], [], [], [], [], []
    for _ in range(ROUNDS):
        picked.append(await _picked(db, workspace))
        cpu = time.process_time()
        scored.append(await _ranked(db, workspace))
        used.append(time.process_time() - cpu)
        async with db.workspace(workspace) as session:
            await session.execute(delete(ReadingRow))
        read_anew.append(await _ranked(db, workspace))
    async with db.workspace(workspace) as session:
        await score_stored(session, await likely(session))
    for _ in range(ROUNDS):
        stored.append(await _ranked(db, workspace))
        newest.append(await _newest(db, workspace))
    await db.close()
    figures[at + "picked by search, s"] = median(picked)
    figures[at + "picked, scored with evidence, ranked, s"] = median(scored)
    figures[at + "of it the processor's time without the database, s"] = median(used)
    figures[at + "the same where the texts are read anew, s"] = median(read_anew)
    figures[at + "the same where the scores are there, s"] = median(stored)
    figures[at + "the newest 200 as they are, s"] = median(newest)
    return figures


async def _picked(db: Database, workspace: UUID) -> float:
    began = time.perf_counter()
    async with db.workspace(workspace) as session:
        await likely(session)
    return time.perf_counter() - began


async def _ranked(db: Database, workspace: UUID) -> float:
    began = time.perf_counter()
    async with db.workspace(workspace) as session:
        await best_now(session)
    return time.perf_counter() - began


async def _newest(db: Database, workspace: UUID) -> float:
    began = time.perf_counter()
    async with db.workspace(workspace) as session:
        await scored_postings(session, PostingFilters(), sort="newest", limit=LIKELY)
    return time.perf_counter() - began
