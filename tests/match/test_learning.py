"""What is learnt from labels moves the scores, can be looked at, reset, learnt again and taken away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select, text

from rolecall.discover.queries import open_posting_ids, postings
from rolecall.flow import FLOW
from rolecall.match.catch_up import behind, by_version
from rolecall.match.jobs import look_after_labels
from rolecall.match.learning import labels, learnt
from rolecall.match.learning.learnt import refit
from rolecall.match.learning.personal import Example, Personal, fit
from rolecall.match.queries import scores
from rolecall.match.tables import PersonalRow
from rolecall.platform.events import EventRow
from rolecall.platform.jobs import Flow
from rolecall.platform.jobs.steward import sweep
from rolecall.platform.resources import Platform
from rolecall.profile.queries import Preferences, Resume
from tests.match.examples import MARA

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]
Prefer = Callable[[Preferences], Awaitable[None]]
Run = Callable[[], Awaitable[None]]

LIKED = ("harbours", "ferries", "lighthouses", "tides", "anchors")
DISLIKED = ("casinos", "wagers", "jackpots", "roulette", "bookmakers")
MANY = 24
UNSEEN = 3


def text_about(what: Sequence[str], number: int) -> str:
    one, other = what[number % len(what)], what[(number + 1 + number // len(what)) % len(what)]
    return (
        f"We write software for {one} and {other}. You will build services number {number} for {one}.\n\n"
        f"Requirements\n\nExperience with Python and PostgreSQL\n\n2 years of experience with Django\n\n"
        f"You know how {other} work and enjoy talking to people who run {one}."
    )


@pytest.fixture
def flow() -> Flow:
    """The product's own."""
    return FLOW


@pytest.fixture
async def known(platform: Platform, workspace: UUID, import_postings: Import, upload: Upload) -> dict[bool, list[UUID]]:
    """Postings of two worlds that ask for the same: those the user will like, and those they will not."""
    about = {True: LIKED, False: DISLIKED}
    await import_postings(
        {
            f"Backend Developer {'L' if liked else 'D'}{number}": text_about(what, number)
            for liked, what in about.items()
            for number in range(MANY + UNSEEN)
        }
    )
    await upload(MARA)
    async with platform.db.workspace(workspace) as session:
        found = await postings(session, await open_posting_ids(session))
    by_title = {posting.title: id for id, posting in found.items()}
    return {
        liked: [by_title[f"Backend Developer {'L' if liked else 'D'}{number}"] for number in range(MANY + UNSEEN)]
        for liked in about
    }


async def say(platform: Platform, workspace: UUID, known: dict[bool, list[UUID]], of_each: int) -> None:
    async with platform.db.workspace(workspace) as session:
        for number in range(of_each):
            await labels.decide(session, known[True][number], "shortlist")
            await labels.decide(session, known[False][number], "reject", "work")


async def learn_now(platform: Platform, run_jobs: Run) -> None:
    """The quiet seconds are over."""
    async with platform.db.system() as session:
        await session.execute(text("UPDATE match_personal SET refit_at = now() WHERE refit_at IS NOT NULL"))
    await sweep(platform.db, FLOW)
    await run_jobs()


async def row_of(platform: Platform, workspace: UUID) -> PersonalRow:
    async with platform.db.workspace(workspace) as session:
        (row,) = await session.scalars(select(PersonalRow))
    return row


async def numbers(platform: Platform, workspace: UUID, ids: Sequence[UUID]) -> list[int]:
    async with platform.db.workspace(workspace) as session:
        found = await scores(session, ids)
    return [found[id].score for id in ids]


async def told(platform: Platform, workspace: UUID) -> list[dict[str, object]]:
    async with platform.db.workspace(workspace) as session:
        statement = select(EventRow.payload).where(EventRow.name == "ScoringLearnt").order_by(EventRow.seq)
        return list(await session.scalars(statement))


async def test_enough_decisions_move_the_scores_of_postings_that_nobody_decided_on(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, known: dict[bool, list[UUID]], run_jobs: Run
) -> None:
    unseen = {liked: ids[MANY:] for liked, ids in known.items()}
    before = {liked: await numbers(platform, workspace, ids) for liked, ids in unseen.items()}
    await say(platform, workspace, known, MANY)
    answer = (await client.get("/match/model")).json()
    assert (answer["state"], answer["labels"], answer["needed"], answer["pending"]) == ("learning", 2 * MANY, 0, True)

    await learn_now(platform, run_jobs)
    answer = (await client.get("/match/model")).json()
    assert answer["state"] in {"yours", "calibrated"}
    assert (answer["liked"], answer["disliked"], answer["pending"]) == (MANY, MANY, False)
    assert answer["by_kind"] == {"rejected": MANY, "shortlisted": MANY}
    assert answer["quality"]["auc"] > answer["quality"]["auc_general"]
    assert answer["quality"]["brier"] < answer["quality"]["brier_general"]
    assert answer["version"] == (await row_of(platform, workspace)).version
    raising, lowering = ({each["name"] for each in answer[side]} for side in ("raising", "lowering"))
    assert any(name.startswith(("harbo", "ferr", "tide", "lighth", "anchor")) for name in raising)
    assert any(name.startswith(("casin", "wager", "jackpot", "roulett", "bookmak")) for name in lowering)
    assert await told(platform, workspace) == [{"labels": 2 * MANY, "calibrated": answer["state"] == "calibrated"}]

    after = {liked: await numbers(platform, workspace, ids) for liked, ids in unseen.items()}
    assert min(after[True]) > max(after[False])
    assert sum(after[True]) - sum(after[False]) > sum(before[True]) - sum(before[False])
    match = (await client.get(f"/postings/{unseen[False][0]}/match")).json()
    assert (match["personal"], match["personal_version"], match["label"]) == (True, answer["version"], None)
    assert match["version"].endswith(f"+{answer['version']}")
    assert match["moved"][0]["by"] < 0
    assert match["band"]["low"] <= match["score"] <= match["band"]["high"]
    assert sum(part["points"] for part in match["contributions"]) == pytest.approx(match["score"])
    assert (await client.get(f"/postings/{known[False][0]}/match")).json()["label"]["reason"] == "work"


async def test_what_was_learnt_is_named_as_the_cause_and_is_no_earlier_release(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, known: dict[bool, list[UUID]], run_jobs: Run
) -> None:
    await say(platform, workspace, known, MANY)
    await learn_now(platform, run_jobs)
    (change,) = (await client.get(f"/postings/{known[False][0]}/match/history")).json()["items"]
    assert change["causes"] == ["decisions"]
    assert change["why"] == "your decisions taught it something"
    async with platform.db.system() as session:
        assert await behind(session) == []
        assert {(count.current, count.outdated) for count in await by_version(session)} == {(True, False)}


async def test_few_decisions_or_all_of_one_kind_teach_nothing(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, known: dict[bool, list[UUID]], run_jobs: Run
) -> None:
    before = await numbers(platform, workspace, known[True])
    await say(platform, workspace, known, learnt.LEAST_TO_LOOK // 2 - 1)
    await learn_now(platform, run_jobs)
    assert (await row_of(platform, workspace)).model is None
    answer = (await client.get("/match/model")).json()
    assert (answer["state"], answer["needed"], answer["quality"]) == ("general", 40 - 8, None)
    assert "32 more decisions" in answer["why"]
    async with platform.db.workspace(workspace) as session:
        for id in known[True]:
            await labels.decide(session, id, "shortlist")
        for id in known[False]:
            await labels.decide(session, id, "clear")
    await learn_now(platform, run_jobs)
    assert (await row_of(platform, workspace)).model is None
    answer = (await client.get("/match/model")).json()
    assert "8 you do not" in answer["why"]
    assert await numbers(platform, workspace, known[True]) == before
    assert await told(platform, workspace) == []


async def test_below_forty_it_is_measured_how_good_the_general_model_is_and_it_rules(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, known: dict[bool, list[UUID]], run_jobs: Run
) -> None:
    await say(platform, workspace, known, 6)
    await learn_now(platform, run_jobs)
    answer = (await client.get("/match/model")).json()
    assert (answer["state"], answer["quality"]["labels"], answer["raising"]) == ("general", 12, [])
    assert await told(platform, workspace) == []


async def test_nothing_is_learnt_twice_from_the_same(
    platform: Platform, workspace: UUID, known: dict[bool, list[UUID]], run_jobs: Run
) -> None:
    await say(platform, workspace, known, 6)
    await learn_now(platform, run_jobs)
    first = await row_of(platform, workspace)
    async with platform.db.workspace(workspace) as session:
        await labels.decide(session, known[True][0], "clear")
        await labels.decide(session, known[True][MANY], "reject", "known")  # teaches nothing
        await labels.plan_refit(session)
    async with platform.db.workspace(workspace) as session:
        await labels.decide(session, known[True][0], "shortlist")
    await look_after_labels.run(platform, None)
    assert await refit(platform, workspace, "test") == "learnt"  # that label is the newest now
    second = await row_of(platform, workspace)
    assert second.fitted_at != first.fitted_at
    await look_after_labels.run(platform, None)
    assert await refit(platform, workspace, "test") == "same"
    third = await row_of(platform, workspace)
    assert (third.fitted_at, third.changed_at) == (second.fitted_at, None)


async def test_a_reset_goes_back_to_the_general_model_and_can_be_undone(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, known: dict[bool, list[UUID]], run_jobs: Run
) -> None:
    general = await numbers(platform, workspace, known[False])
    await say(platform, workspace, known, MANY)
    await learn_now(platform, run_jobs)
    own = await numbers(platform, workspace, known[False])
    version = (await row_of(platform, workspace)).version

    assert (await client.delete("/match/model")).json() == {"labels": 0}
    await run_jobs()
    answer = (await client.get("/match/model")).json()
    assert (answer["state"], answer["labels"], answer["version"], answer["pending"]) == ("learning", 48, None, False)
    assert "was reset" in answer["why"]
    assert await numbers(platform, workspace, known[False]) == general
    await look_after_labels.run(platform, None)
    await learn_now(platform, run_jobs)
    assert (await row_of(platform, workspace)).model is None, "what was reset comes back by itself"

    await client.post("/match/model/learn")
    await learn_now(platform, run_jobs)
    assert (await row_of(platform, workspace)).version == version
    assert await numbers(platform, workspace, known[False]) == own


def hold_back(monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Event, asyncio.Event]:
    """Let learning wait: the first event says that it has begun, the second lets it go on."""
    loop, learning, go_on = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()

    def held_back(examples: Sequence[Example]) -> Personal:
        loop.call_soon_threadsafe(learning.set)
        asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result(30)
        return fit(examples)

    monkeypatch.setattr(learnt, "fit", held_back)
    return learning, go_on


async def test_a_reset_while_it_is_learnt_throws_away_what_was_learnt(
    platform: Platform,
    workspace: UUID,
    client: httpx.AsyncClient,
    known: dict[bool, list[UUID]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await say(platform, workspace, known, 6)
    learning, go_on = hold_back(monkeypatch)
    job = asyncio.create_task(refit(platform, workspace, "test"))
    await learning.wait()
    await client.delete("/match/model")
    go_on.set()
    assert await job == "late"
    assert (await row_of(platform, workspace)).model is None
    assert await refit(platform, workspace, "test") == "none", "a job that stood in the queue learns after a reset"


async def test_a_label_that_comes_while_it_is_learnt_is_learnt_from_next(
    platform: Platform,
    workspace: UUID,
    known: dict[bool, list[UUID]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await say(platform, workspace, known, 6)
    learning, go_on = hold_back(monkeypatch)
    job = asyncio.create_task(refit(platform, workspace, "test"))
    await learning.wait()
    async with platform.db.workspace(workspace) as session:
        await labels.decide(session, known[True][8], "shortlist")
    go_on.set()
    assert await job == "learnt"
    row = await row_of(platform, workspace)
    assert (row.liked, row.disliked) == (6, 6)
    assert row.changed_at is not None
    assert await refit(platform, workspace, "test") == "learnt"
    assert (await row_of(platform, workspace)).liked == 7


async def test_other_wishes_mean_that_it_is_learnt_anew(
    platform: Platform, workspace: UUID, known: dict[bool, list[UUID]], run_jobs: Run, prefer: Prefer
) -> None:
    await prefer(Preferences(titles=("Sailor",)))
    assert await learn_rows(platform) == 0
    await say(platform, workspace, known, 6)
    await learn_now(platform, run_jobs)
    first = await row_of(platform, workspace)
    await prefer(Preferences(titles=("Backend Developer",)))
    row = await row_of(platform, workspace)
    assert row.refit_at is not None
    await learn_now(platform, run_jobs)
    assert (await row_of(platform, workspace)).inputs != first.inputs


async def learn_rows(platform: Platform) -> int:
    async with platform.db.system() as session:
        return len((await session.scalars(select(PersonalRow))).all())


async def test_everything_that_is_kept_can_be_taken_away(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, known: dict[bool, list[UUID]], run_jobs: Run
) -> None:
    empty = (await client.get("/match/model/export")).json()
    assert (empty["labels"], empty["model"]) == ([], None)
    await say(platform, workspace, known, MANY)
    await learn_now(platform, run_jobs)
    answer = await client.get("/match/model/export")
    assert "attachment" in answer.headers["content-disposition"]
    exported = answer.json()
    assert len(exported["labels"]) == 2 * MANY
    first = exported["labels"][0]
    assert first["posting"]["title"].startswith("Backend Developer")
    assert "actor" not in first
    model = Personal.from_json(json.loads(json.dumps(exported["model"])))
    assert model.version == exported["model"]["version"] == (await row_of(platform, workspace)).version
    stranger = {"Authorization": f"Bearer {uuid4()}"}
    assert (await client.get("/match/model/export", headers=stranger)).json()["labels"] == []


async def test_what_an_earlier_release_learnt_does_not_count_until_it_is_learnt_anew(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, known: dict[bool, list[UUID]], run_jobs: Run
) -> None:
    await say(platform, workspace, known, MANY)
    await learn_now(platform, run_jobs)
    async with platform.db.workspace(workspace) as session:
        await session.execute(text("UPDATE match_personal SET model = model || '{\"formula\": 0}', inputs = 'old'"))
    async with platform.db.workspace(workspace) as session:
        assert await learnt.personal_in_use(session) is None
    assert (await client.get("/match/model")).json()["state"] == "learning"
    await look_after_labels.run(platform, None)
    await learn_now(platform, run_jobs)
    assert (await client.get("/match/model")).json()["state"] in {"yours", "calibrated"}
