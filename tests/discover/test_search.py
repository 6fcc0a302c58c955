"""Searching: what is found, in which order, by which plan, and by whom."""

from __future__ import annotations

import json
import math
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, text

from rolecall.discover import plan
from rolecall.discover.intake import import_answers
from rolecall.discover.meaning import of_words
from rolecall.discover.plan import nearest, nearest_statement, prepare
from rolecall.discover.relevance import ranked, similar, total, understood
from rolecall.discover.search import PostingFilters, matching, searched
from rolecall.discover.tables import PostingRow
from rolecall.discover.vector_index import NAME, index_vectors_when_many, indexed_vectors
from rolecall.platform.db import Session
from rolecall.platform.db import plan_of as planned
from rolecall.platform.resources import Platform
from tests.discover.many_postings import fill

TEXTS = {
    "Pastry Chef": "You bake croissants and choux before the town wakes.",
    "Backend Developer": "Payments in Python on PostgreSQL. You know Kubernetes.",
    "Senior Backend Developer": "You lead the payments team. Python, PostgreSQL.",
    "Platform Engineer": "You keep our clusters alive with Kubernetes and Terraform.",
    "Baker": "Bread and rolls, by night. No pastry chef works here.",
}


@pytest.fixture
async def session(platform: Platform, workspace: UUID) -> AsyncIterator[Session]:
    """The workspace with five postings of a bakery that also has software."""
    jobs = [
        {
            "id": number,
            "title": title,
            "updated_at": "2026-10-01T09:00:00Z",
            "location": {"name": "Lisbon, Portugal"},
            "absolute_url": f"https://boards.greenhouse.io/crumb/jobs/{number}",
            "content": f"<p>{words}</p>",
        }
        for number, (title, words) in enumerate(TEXTS.items(), 1)
    ]
    await import_answers(platform, workspace, json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode())
    async with platform.db.workspace(workspace) as session:
        yield session


async def titles(session: Session, filters: PostingFilters) -> list[str]:
    """What is found for words, the most relevant first."""
    query = await understood(session, filters)
    ids = (await ranked(session, query)).ids
    found = await session.execute(select(searched.id, searched.title).where(searched.id.in_(ids)))
    by_id = {row.id: row.title for row in found}
    assert (await total(session, query.filters)).count == len(ids)
    return [by_id[id] for id in ids]


async def plan_of(session: Session, statement: Any) -> str:
    return json.dumps(await planned(session, select(statement.subquery().c.id)))


async def test_a_title_with_the_words_stands_before_a_text_with_them(session: Session) -> None:
    assert await titles(session, PostingFilters(q="pastry chef")) == ["Pastry Chef", "Baker"]


async def test_what_lacks_the_words_but_is_about_the_same_is_found_behind(session: Session) -> None:
    found = await titles(session, PostingFilters(q="backend developer payments"))
    assert set(found[:2]) == {"Backend Developer", "Senior Backend Developer"}
    assert "Pastry Chef" not in found
    assert (await titles(session, PostingFilters(q="backend software developer"))) != []


async def test_operators_are_taken_at_their_word(session: Session) -> None:
    assert await titles(session, PostingFilters(q="backend -senior")) == ["Backend Developer"]
    assert await titles(session, PostingFilters(q='"senior backend"')) == ["Senior Backend Developer"]
    assert set(await titles(session, PostingFilters(q="croissants or terraform"))) == {
        "Pastry Chef",
        "Platform Engineer",
    }


async def test_names_of_companies_are_found_as_they_stand(session: Session) -> None:
    assert len(await titles(session, PostingFilters(q="Crumb"))) == len(TEXTS)
    assert (await titles(session, PostingFilters(q="crumb pastry")))[0] == "Pastry Chef"


async def test_words_that_mean_nothing_to_anybody_find_nothing(session: Session) -> None:
    for q in ("the", "xyzzyqwert", "—", "' & | ! :*", "\\"):
        assert (await session.scalar(select(func.count()).select_from(
            matching(PostingFilters(q=q), columns=[searched.id]).subquery()
        ))) == 0  # fmt: skip


async def test_of_a_long_text_the_rarest_words_are_looked_for(session: Session) -> None:
    resume = (
        "I have worked for ten years with many people in small and large kitchens, mostly early in the morning, and my "
        "croissants won a prize that nobody else in the whole region has ever won before or since."
    )
    query = await understood(session, PostingFilters(q=resume.replace(" or ", " ")))
    assert "croissants" in query.filters.rarest
    assert len(query.filters.rarest) <= 12
    assert (await titles(session, PostingFilters(q=resume.replace(" or ", " "))))[0] == "Pastry Chef"


async def test_the_same_question_has_the_same_answer(session: Session) -> None:
    asked = PostingFilters(q="python postgresql payments")
    assert await titles(session, asked) == await titles(session, asked)


async def test_similar_postings_are_the_nearest_and_not_the_posting_itself(session: Session) -> None:
    senior = await session.scalar(select(searched.id).where(searched.title == "Senior Backend Developer"))
    plain = await session.scalar(select(searched.id).where(searched.title == "Backend Developer"))
    assert senior is not None
    assert (await similar(session, senior, 2))[0] == plain
    assert senior not in await similar(session, senior, 50)


async def test_a_posting_without_a_vector_is_still_found_by_its_words(session: Session) -> None:
    await session.execute(text("UPDATE discover_posting SET embedding = NULL"))
    assert await titles(session, PostingFilters(q="pastry chef")) == ["Pastry Chef", "Baker"]
    lonely = await session.scalar(select(searched.id))
    assert lonely is not None
    assert await similar(session, lonely, 5) == []


async def test_nothing_of_another_workspace_comes_out_of_what_is_searched(
    platform: Platform, workspace: UUID, session: Session
) -> None:
    stranger = uuid4()
    await fill(platform, stranger, 20, title="Backend Developer")
    for q in ("backend", "Narrowgauge", "signal"):
        query = await understood(session, PostingFilters(q=q, status="all", duplicates=True))
        ids = set((await ranked(session, query)).ids) | {one.id for one in query.near}
        mine = await session.scalars(select(PostingRow.id).where(PostingRow.id.in_(ids)))
        assert ids == set(mine.all()), q
    assert await session.scalar(select(func.count()).select_from(searched.id.table)) == len(TEXTS)
    async with platform.db.workspace(stranger) as other:
        assert await session.scalar(select(func.count()).select_from(searched.id.table)) == len(TEXTS)
        assert await other.scalar(select(func.count()).select_from(searched.id.table)) == 20
    async with platform.db.system() as nobody:
        assert await nobody.scalar(select(func.count()).select_from(searched.id.table)) == 0


async def test_a_workspace_cannot_write_through_what_is_searched(session: Session) -> None:
    rights = "SELECT has_table_privilege('rolecall_tenant', 'discover_searched', :right)"
    given = [
        right
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
        if await session.scalar(text(rights), {"right": right})
    ]
    assert given == ["SELECT"]


async def test_words_and_tags_are_looked_up_by_index_though_rows_are_fenced(
    platform: Platform, workspace: UUID
) -> None:
    await fill(platform, workspace, 3_000)
    async with platform.db.workspace(workspace) as session:
        by_words = matching(PostingFilters(q="signal boxes"), columns=[searched.id])
        by_tag = matching(PostingFilters(country=("IS",)), columns=[searched.id])
        assert "discover_posting_search" in await plan_of(session, by_words)
        assert "discover_posting_tags" in await plan_of(session, by_tag)
        # Behind the policy of the tenant's role the same words are read from every row.
        await session.execute(text("SET LOCAL enable_seqscan = off"))
        fenced = select(PostingRow.id).where(PostingRow.search.bool_op("@@")(func.plainto_tsquery("english", "signal")))
        assert "discover_posting_search" not in await plan_of(session, fenced)


async def test_many_vectors_are_scanned_by_index_and_few_one_by_one(
    platform: Platform, workspace: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(platform, workspace, 3_000)
    assert not await index_vectors_when_many(platform.db, many=50_000)
    assert await index_vectors_when_many(platform.db, many=1_000)
    assert not await index_vectors_when_many(platform.db, many=1_000)  # it is there
    vector = of_words("porter")
    assert vector is not None
    async with platform.db.workspace(workspace) as session:
        assert await indexed_vectors(session) >= 3_000
        await prepare(session)
        passing = matching(PostingFilters(), searched.embedding.is_not(None), columns=[searched.id])
        await plan.by_index(session)
        by_index = await plan_of(session, nearest_statement(passing, vector, 50, exact=False))
        one_by_one = await plan_of(session, nearest_statement(passing, vector, 50, exact=True))
        monkeypatch.setattr(plan, "DEARER", math.inf)
        exactly = [row.id for row in await nearest(session, PostingFilters(), vector, 50)]
        monkeypatch.setattr(plan, "DEARER", 0)
        indexed = [row.id for row in await nearest(session, PostingFilters(), vector, 50)]
    assert NAME in by_index
    assert NAME not in one_by_one
    assert len(set(exactly) & set(indexed)) >= 48


async def test_a_filter_never_leaves_too_few(
    platform: Platform, workspace: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(platform, workspace, 5_000)
    assert await index_vectors_when_many(platform.db, many=1_000)
    vector = of_words("porter")
    assert vector is not None
    one_in_a_thousand = PostingFilters(country=("IS",))
    one_in_ten = PostingFilters(level=("senior",))
    async with platform.db.workspace(workspace) as session:
        for dearer in (math.inf, 0):  # one by one, and by index
            monkeypatch.setattr(plan, "DEARER", dearer)
            assert len(await nearest(session, one_in_a_thousand, vector, 50)) == 5
            assert len(await nearest(session, one_in_ten, vector, 50)) == 50
            assert len(await nearest(session, one_in_ten, vector, 1_000)) == 500
        # Why: an index scan that looks at its nearest once, and filters afterwards, leaves two or three.
        await session.execute(text("SELECT set_config('hnsw.iterative_scan', 'off', true)"))
        await session.execute(text("SET LOCAL enable_sort = off"))
        passing = matching(one_in_a_thousand, searched.embedding.is_not(None), columns=[searched.id])
        await session.execute(text("SET LOCAL enable_bitmapscan = off"))
        once = await session.execute(nearest_statement(passing, vector, 50, exact=False))
        assert len(once.all()) < 5


async def test_of_very_many_about_so_many_is_told(
    platform: Platform, workspace: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(platform, workspace, 3_000)
    await fill(platform, uuid4(), 1_000)
    async with platform.db.workspace(workspace) as session:
        exact = await total(session, PostingFilters(level=("senior",)))
        monkeypatch.setattr("rolecall.discover.relevance.COUNTED", 100)
        about = await total(session, PostingFilters(level=("senior",)))
    assert (exact.count, exact.exact) == (300, True)
    assert not about.exact
    assert 200 <= about.count <= 400
