"""Links between stored postings: made as they come in, explained, taken back, made by a person, seen to on change."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import inspect, select, text

from rolecall.discover import by_hand, queries
from rolecall.discover.candidates import statement
from rolecall.discover.queries import PostingFilters
from rolecall.discover.routes import router
from rolecall.discover.stored import posting_of
from rolecall.discover.tables import PostingRow, TwinRow
from rolecall.platform.api import Caller, install_problems
from rolecall.platform.errors import InvalidInput, NotFound
from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform
from tests.discover.board_server import BoardServer, job
from tests.discover.conftest import Boards
from tests.discover.searching import search

GHENT, LEUVEN, MONS = "Ghent, Belgium", "Leuven, Belgium", "Mons, Belgium"
OTHER = "We count the flour of every shelf and write it down for the week, and again for the month. " * 12


class Store:
    """What is stored, by the boards' own ids."""

    def __init__(self, platform: Platform, workspace: UUID, boards: Boards, server: BoardServer) -> None:
        self.platform, self.workspace, self.boards, self.server = platform, workspace, boards, server
        self._board: dict[str, UUID] = {}

    async def read(self, *jobs: dict[str, Any], company: str = "crumb") -> None:
        """The board shows these now, and is read."""
        self.server.jobs[company] = list(jobs)
        if company not in self._board:
            self._board[company] = await self.boards.follow(company)
        await self.boards.read(self._board[company])

    async def rows(self) -> dict[str, PostingRow]:
        async with self.platform.db.workspace(self.workspace) as session:
            return {row.job_id: row for row in await session.scalars(select(PostingRow))}

    async def jobs(self) -> set[frozenset[str]]:
        """The ids of each job's postings."""
        rows = await self.rows()
        kept = {row.id: job_id for job_id, row in rows.items()}
        found: dict[str, set[str]] = {}
        for job_id, row in rows.items():
            found.setdefault(kept[row.duplicate_of or row.id], set()).add(job_id)
        return {frozenset(each) for each in found.values()}

    async def shown(self, **filters: Any) -> set[str]:
        """What a search gives."""
        by_id = {row.id: job_id for job_id, row in (await self.rows()).items()}
        async with self.platform.db.workspace(self.workspace) as session:
            return {by_id[item.id] for item in (await search(session, PostingFilters(**filters))).items}

    async def twins(self, job_id: str) -> dict[str, queries.Twin]:
        rows = await self.rows()
        by_id = {row.id: each for each, row in rows.items()}
        async with self.platform.db.workspace(self.workspace) as session:
            return {by_id[twin.id]: twin for twin in await queries.twins(session, rows[job_id].id)}

    async def separate(self, one: str, other: str) -> None:
        rows = await self.rows()
        async with self.platform.db.workspace(self.workspace, actor="user:ada") as session:
            await by_hand.separate(session, rows[one].id, rows[other].id)

    async def unite(self, one: str, other: str) -> Any:
        rows = await self.rows()
        async with self.platform.db.workspace(self.workspace, actor="user:ada") as session:
            return await by_hand.unite(session, rows[one].id, rows[other].id)

    async def events(self, name: str) -> list[dict[str, Any]]:
        async with self.platform.db.workspace(self.workspace) as session:
            wanted = select(EventRow.payload).where(EventRow.name == name).order_by(EventRow.seq)
            return list(await session.scalars(wanted))

    async def history(self, job_id: str) -> list[str]:
        rows = await self.rows()
        async with self.platform.db.workspace(self.workspace) as session:
            return [change.what for change in await queries.history(session, rows[job_id].id)]


@pytest.fixture
def store(platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer) -> Store:
    return Store(platform, workspace, boards, board_server)


@pytest.fixture
async def client(platform: Platform, workspace: UUID) -> AsyncIterator[httpx.AsyncClient]:
    """Signed in to the workspace."""

    async def authenticate(_platform: Platform, token: str) -> Caller:
        return Caller(UUID(token), uuid4(), "owner")

    app = FastAPI()
    app.include_router(router)
    app.state.platform, app.state.authenticate = platform, authenticate
    install_problems(app)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {"Authorization": f"Bearer {workspace}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://rolecall.test", headers=headers) as signed_in:
        yield signed_in


def groups(*ids: str) -> set[frozenset[str]]:
    return {frozenset(each.split()) for each in ids}


def contents(row: PostingRow) -> dict[str, Any]:
    """Every column that is loaded with a row: the others no merge touches."""
    loaded = inspect(row).dict
    return {column.name: loaded[column.name] for column in PostingRow.__table__.columns if column.name in loaded}


async def test_one_requisition_in_many_cities_is_one_posting_with_many_places(store: Store) -> None:
    await store.read(job(1, opening=9), job(2, opening=9, place=LEUVEN), job(3, opening=9, place="Remote - France"))
    assert await store.jobs() == groups("1 2 3")
    assert await store.shown() == await store.shown(location="leuven") == await store.shown(remote=True) == {"1"}
    kept = (await store.rows())["1"]
    assert kept.cities == ["Ghent", "Leuven"]
    assert kept.countries == ["BE", "FR"]
    twin = (await store.twins("1"))["2"]
    assert (twin.kind, twin.made_by) == ("same", "rolecall")
    assert twin.signals[0].signal == "opening"
    assert twin.signals[0].strength == 0.9
    assert "opening 9" in twin.signals[0].words
    assert set(await store.twins("2")) == {"1", "3"}, "each of a job's postings shows all others"


async def test_undoing_a_merge_restores_both_to_what_they_were(store: Store) -> None:
    await store.read(job(1, opening=9))
    alone = contents((await store.rows())["1"])
    await store.read(job(1, opening=9), job(2, opening=9, place="Remote - France"))
    assert await store.shown(location="france") == {"1"}
    await store.separate("1", "2")
    rows = await store.rows()
    assert contents(rows["1"]) == alone
    assert (rows["2"].duplicate_of, rows["2"].remote, rows["2"].countries) == (None, True, ["FR"])
    assert await store.shown() == {"1", "2"}
    assert await store.shown(location="france") == {"2"}
    assert (await store.history("1"))[-1] == (await store.history("2"))[-1] == "separated"
    assert await store.twins("1") == await store.twins("2") == {}
    (event,) = await store.events("PostingsSeparated")
    assert (event["duplicate_id"], event["reason"]) == (str(rows["2"].id), None)
    with pytest.raises(NotFound, match="not linked"):
        await store.separate("1", "2")


async def test_what_was_taken_apart_is_not_brought_together_again_by_a_third(store: Store) -> None:
    pair = [job(1, opening=9), job(2, opening=9, place=LEUVEN)]
    await store.read(*pair)
    await store.separate("2", "1")
    await store.read(*pair, job(3, opening=9, place=MONS))
    assert await store.jobs() == groups("1 3", "2")
    await store.read(*(entry | {"location": {"name": "Bruges, Belgium"}} for entry in pair), job(3, opening=9))
    assert await store.jobs() == groups("1 3", "2")


async def test_one_of_three_is_taken_out_and_may_be_taken_out_of_any(store: Store) -> None:
    three = [job(number, opening=9, place=place) for number, place in enumerate((GHENT, LEUVEN, MONS), 1)]
    await store.read(*three)
    await store.separate("3", "2")
    assert await store.jobs() == groups("1 3", "2")
    await store.read(*three, job(4, opening=9, place="Liège, Belgium"))
    assert await store.jobs() == groups("1 3 4", "2")


async def test_two_groups_that_a_third_posting_shows_to_be_one_job_are_merged(store: Store) -> None:
    without = {"text": "", "opening": 9}
    await store.read(job(1, "Rye Baker", **without), job(2, "Miller of Spelt", place=LEUVEN, **without))
    assert await store.jobs() == groups("1", "2")
    await store.read(
        job(1, "Rye Baker", **without),
        job(2, "Miller of Spelt", place=LEUVEN, **without),
        job(3, "Rye Baker and Miller of Spelt", **without),
    )
    assert await store.jobs() == groups("1 2 3")
    assert await store.shown() == await store.shown(location="leuven") == {"1"}
    assert (await store.twins("1"))["2"].signals[-1].signal == "by_way_of"


async def test_any_order_of_arrival_gives_the_same_jobs(store: Store) -> None:
    titles = ("Rye Baker", "Rye Baker and Miller of Spelt", "Miller of Spelt", "Senior Miller of Spelt")
    for number, order in enumerate(itertools.permutations(range(4))):
        company = f"crumb{number}"
        jobs = [
            job(10 * number + which, titles[which], opening=9, text="") | {"company_name": company} for which in order
        ]
        for upto in range(1, 5):
            await store.read(*jobs[:upto], company=company)
        first, senior = (next(which for which in order if which != 3), 3)
        assert await store.shown(board=f"greenhouse:{company}") == {
            str(10 * number + first),
            str(10 * number + senior),
        }, "the oldest of three, and the one of another level"


async def test_another_level_under_one_opening_is_linked_and_both_are_shown(store: Store) -> None:
    await store.read(job(1, opening=9), job(2, "Senior Baker", opening=9))
    assert await store.shown() == {"1", "2"}
    twin = (await store.twins("1"))["2"]
    assert twin.kind == "opening"
    assert [each.signal for each in twin.signals] == ["opening", "other_level"]
    (event,) = await store.events("PostingsLinked")
    assert event["kind"] == "opening"
    await store.separate("1", "2")
    assert await store.twins("1") == {}


async def test_a_copy_by_an_agency_is_linked_and_both_are_shown(store: Store) -> None:
    text = " ".join(f"You knead batch {number} and feed the starter of oven {number % 7}." for number in range(30))
    await store.read(job(1, text=text))
    more = f"{text}</p><p>We find people for bakeries in the whole of the country, and you pay nothing for it at all."
    await store.read(job(2, text=more) | {"company_name": "Hands for Hire"}, company="hands")
    assert await store.shown() == {"1", "2"}
    twin = (await store.twins("1"))["2"]
    assert (twin.kind, twin.company) == ("agency", "Hands for Hire")


async def test_a_changed_level_takes_a_merge_back_with_its_reason(store: Store) -> None:
    await store.read(job(1, opening=9), job(2, opening=9, place=LEUVEN), job(3, opening=9, place=MONS))
    changed = job(2, "Senior Baker", opening=9, place=LEUVEN)
    await store.read(job(1, opening=9), changed, job(3, opening=9, place=MONS))
    assert await store.jobs() == groups("1 3", "2")
    assert await store.shown(location="leuven") == {"2"}
    (event,) = await store.events("PostingsSeparated")
    assert "different levels" in event["reason"]
    await store.read(job(1, opening=9), job(2, opening=9, place=LEUVEN), job(3, opening=9, place=MONS))
    assert await store.jobs() == groups("1 2 3"), "nobody said that they are apart"


async def test_a_kept_posting_that_changes_leaves_the_others_together(store: Store) -> None:
    rest = [job(2, opening=9, place=LEUVEN), job(3, opening=9, place=MONS)]
    await store.read(job(1, opening=9), *rest)
    await store.read(job(1, "Head Baker", opening=9), *rest)
    assert await store.jobs() == groups("1", "2 3")
    assert await store.shown(location="mons") == {"2"}


async def test_a_posting_that_changes_beside_one_that_comes_is_linked_with_it_once(store: Store) -> None:
    await store.read(job(1, "Miller", opening=9))
    await store.read(job(1, opening=9), job(3, "Senior Baker", opening=9))
    assert await store.jobs() == groups("1", "3")
    assert {other: twin.kind for other, twin in (await store.twins("1")).items()} == {"3": "opening"}
    assert len(await store.events("PostingsLinked")) == 1
    await store.read(job(1, opening=9), job(3, "Senior Baker", opening=9), job(2, opening=9, place=LEUVEN))
    assert await store.jobs() == groups("1 2", "3")


async def test_a_new_requisition_number_takes_a_merge_back(store: Store) -> None:
    await store.read(job(1, opening=9), job(2, opening=9, place=LEUVEN))
    await store.read(job(1, opening=9), job(2, opening=9, place=LEUVEN, requisition="C-77"))
    assert await store.jobs() == groups("1", "2")


async def test_a_kept_posting_that_changes_otherwise_keeps_the_places_of_all(store: Store) -> None:
    twin = job(2, opening=9, place=LEUVEN)
    await store.read(job(1, opening=9), twin)
    await store.read(job(1, opening=9, text=OTHER), twin)
    assert await store.shown(location="leuven") == {"1"}
    await store.read(job(1, opening=9, text=OTHER, place=MONS), twin)
    assert await store.shown(location="mons") == await store.shown(location="leuven") == {"1"}
    assert await store.shown(location="ghent") == set()
    await store.read(job(1, opening=9, text=OTHER, place=MONS), job(2, opening=9, place="Bruges, Belgium"))
    assert await store.shown(location="bruges") == {"1"}
    assert await store.shown(location="leuven") == set()


async def test_a_person_merges_what_the_guards_keep_apart_and_takes_it_back(store: Store) -> None:
    await store.read(job(1), job(2, "Senior Baker", place=LEUVEN), job(3, "Miller"))
    before = {job_id: contents(row) for job_id, row in (await store.rows()).items()}
    found = await store.unite("2", "1")
    assert {"other_requisition", "other_level"} <= {each.signal for each in found.against}
    assert await store.jobs() == groups("1 2", "3")
    assert await store.shown(location="leuven") == {"1"}
    twin = (await store.twins("2"))["1"]
    assert (twin.kind, twin.made_by, twin.signals[0].signal) == ("same", "user:ada", "person")
    assert len(await store.events("PostingsMerged")) == 1
    await store.unite("1", "2")
    assert len(await store.events("PostingsMerged")) == 1, "once it is done, doing it again changes nothing"
    await store.read(job(1), job(2, "Head Baker", place=LEUVEN), job(3, "Miller"))
    assert await store.jobs() == groups("1 2", "3"), "what a person merged stays"
    await store.read(job(1), job(2, "Senior Baker", place=LEUVEN), job(3, "Miller"))
    await store.separate("1", "2")
    after = {job_id: contents(row) for job_id, row in (await store.rows()).items()}
    assert after == before
    await store.unite("1", "2")
    assert await store.jobs() == groups("1 2", "3"), "a person may think better of it"


async def test_undoing_a_merge_of_two_groups_gives_both_groups_back(store: Store) -> None:
    await store.read(
        job(1, opening=8),
        job(2, opening=8, place=LEUVEN),
        job(3, "Miller", opening=9),
        job(4, "Miller", opening=9, place=MONS),
    )
    assert await store.jobs() == groups("1 2", "3 4")
    before = {job_id: contents(row) for job_id, row in (await store.rows()).items()}
    await store.unite("2", "4")
    assert await store.jobs() == groups("1 2 3 4")
    assert await store.shown(location="mons") == {"1"}
    await store.separate("2", "4")
    assert {job_id: contents(row) for job_id, row in (await store.rows()).items()} == before


async def test_a_closed_posting_leaves_its_job_to_the_oldest_that_is_open(store: Store) -> None:
    three = [job(number, opening=9, place=place) for number, place in enumerate((GHENT, LEUVEN, MONS), 1)]
    await store.read(*three)
    await store.read(*three[1:])
    assert await store.shown() == {"2"}
    assert set(await store.twins("2")) == {"1", "3"}
    await store.separate("2", "3")
    assert await store.shown() == {"2", "3"}


async def test_nobody_merges_a_posting_with_itself_or_with_nothing(store: Store) -> None:
    await store.read(job(1))
    with pytest.raises(InvalidInput, match="with itself"):
        await store.unite("1", "1")
    with pytest.raises(NotFound):
        await store.separate("1", "1")
    known = (await store.rows())["1"].id
    async with store.platform.db.workspace(store.workspace) as session:
        for pair in ((known, uuid4()), (uuid4(), known)):
            with pytest.raises(NotFound):
                await by_hand.unite(session, *pair)
            with pytest.raises(NotFound):
                await by_hand.comparison(session, *pair)


async def test_links_of_earlier_releases_are_read_and_taken_back(store: Store) -> None:
    await store.read(job(1, opening=9), job(2, opening=9, place=LEUVEN))
    async with store.platform.db.workspace(store.workspace) as session:
        twin = (await session.scalars(select(TwinRow))).one()
        twin.signals = ["The board files both under the opening 9."]
    told = (await store.twins("1"))["2"].signals
    assert [(each.signal, each.words) for each in told] == [("earlier", "The board files both under the opening 9.")]
    await store.separate("1", "2")
    assert await store.shown() == {"1", "2"}


async def test_over_http_two_are_compared_merged_and_separated(store: Store, client: httpx.AsyncClient) -> None:
    await store.read(job(1), job(2, "Senior Baker"))
    rows = await store.rows()
    one, other = rows["1"].id, rows["2"].id
    compared = (await client.get(f"/postings/{one}/twins/{other}/compare")).json()
    assert compared["kind"] is None
    assert {"company", "place"} <= {each["signal"] for each in compared["signals"]}
    assert all(set(each) == {"signal", "strength", "words"} for each in compared["against"])
    merged = await client.post(f"/postings/{one}/twins", json={"posting_id": str(other)})
    assert (merged.status_code, merged.json()["against"]) == (200, compared["against"])
    shown = (await client.get(f"/postings/{one}")).json()
    (twin,) = shown["twins"]
    assert (twin["id"], twin["kind"], shown["duplicates"]) == (str(other), "same", 1)
    assert twin["made_by"].startswith("user:")
    assert twin["since"]
    assert (await client.delete(f"/postings/{one}/twins/{other}")).status_code == 204
    compared = (await client.get(f"/postings/{one}/twins/{other}/compare")).json()
    assert compared["against"][-1]["signal"] == "separated"
    assert (await client.post(f"/postings/{one}/twins", json={"posting_id": str(one)})).status_code == 422
    assert (await client.get(f"/postings/{one}/twins/{uuid4()}/compare")).status_code == 404


async def test_candidates_are_found_by_indexes_alone(store: Store) -> None:
    await store.read(*(job(number, f"Baker of bread {number}") for number in range(1, 61)))
    async with store.platform.db.workspace(store.workspace) as session:
        rows = list(await session.scalars(select(PostingRow).order_by(PostingRow.id)))
        wanted = statement(rows[:50], [posting_of(row) for row in rows[:50]])
        assert wanted is not None
        await session.execute(text("SET LOCAL enable_seqscan = off"))
        compiled = wanted.compile(session.bind, compile_kwargs={"literal_binds": True})
        plan = "\n".join(await session.scalars(text(f"EXPLAIN {compiled}")))
    assert "Seq Scan" not in plan, plan
