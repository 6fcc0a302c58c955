"""What became of a score and why: kept with the score, told in words, bounded; and scoring again after an upgrade."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select, text, update

from rolecall.match import catch_up as catching_up
from rolecall.match.catch_up import behind, by_version, is_earlier
from rolecall.match.history import KEPT, MOST_LINES, because, lines, same
from rolecall.match.jobs import catch_up, rescore_outdated
from rolecall.match.model import Match
from rolecall.match.record import as_json, from_json
from rolecall.match.score import FORMULA, VERSION
from rolecall.match.tables import ScoreChangeRow, ScoreRow
from rolecall.platform.resources import Platform
from rolecall.profile.queries import Preferences, Resume
from tests.match.examples import BACKEND, MARA, match

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]
Run = Callable[[], Awaitable[None]]

OTHER = (
    BACKEND.replace("Kubernetes in production", "COBOL in production")
    .replace("Django and PostgreSQL", "Elixir and Oracle Database")
    .replace("Terraform", "Ansible")
)
LEARNT = MARA.model_copy(
    update={"skills": (*MARA.skills, MARA.skills[0].model_copy(update={"keywords": ("COBOL", "Elixir")}))}
)


async def only_posting(client: httpx.AsyncClient) -> str:
    (item,) = (await client.get("/postings")).json()["items"]
    id: str = item["id"]
    return id


async def changes(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get(f"/postings/{await only_posting(client)}/match/history")
    items: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
    return items


async def test_a_first_score_has_no_history(import_postings: Import, upload: Upload, client: httpx.AsyncClient) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    assert await changes(client) == []


async def test_a_changed_posting_is_named_as_the_cause_with_what_it_asks_for_now(
    import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    await import_postings({"Backend Developer": OTHER})
    (change,) = await changes(client)
    assert change["causes"] == ["posting"]
    assert change["why"] == "the posting changed"
    assert change["before"] > change["after"]
    assert any("COBOL (missing)" in line for line in change["lines"])
    (gone,) = [line for line in change["lines"] if line.startswith("No longer read as a requirement: ")]
    assert "Terraform" in gone


async def test_a_changed_profile_is_named_with_the_sentence_that_meets_it_now(
    import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": OTHER})
    await upload(LEARNT)
    (change,) = await changes(client)
    assert change["causes"] == ["profile"]
    assert change["before"] < change["after"]
    (better,) = [line for line in change["lines"] if line.startswith("Better met than before: ")]
    assert "COBOL (met)" in better


async def test_changed_preferences_are_named(
    import_postings: Import,
    upload: Upload,
    prefer: Callable[[Preferences], Awaitable[None]],
    client: httpx.AsyncClient,
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND + "\nWe do not sponsor visas.\n"})
    await prefer(Preferences(needs_visa=True))
    (change,) = await changes(client)
    assert change["causes"] == ["preferences"]
    assert change["decision_after"] == "filtered"
    assert any(line.startswith("A filter of yours rules it out now") for line in change["lines"])


async def test_what_changes_nothing_leaves_no_line(
    import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    await upload(MARA.model_copy(update={"basics": MARA.basics.model_copy(update={"phone": "+351 555 0100"})}))
    assert await changes(client) == []


async def make_older(platform: Platform, workspace: UUID, version: str, **match_of: Any) -> None:
    """As if an earlier release had made the scores, with another result."""
    async with platform.db.workspace(workspace) as session:
        for row in (await session.scalars(select(ScoreRow))).all():
            kept = from_json(row.match)
            older = replace(kept, version=version, **match_of)
            made = {**(row.made_of or {}), "version": version}
            await session.execute(
                update(ScoreRow)
                .where(ScoreRow.id == row.id)
                .values(version=version, score=older.score, match=as_json(older), inputs="old", made_of=made)
            )


async def test_scores_of_an_earlier_version_are_made_anew_by_themselves_and_the_version_is_the_cause(
    platform: Platform,
    workspace: UUID,
    import_postings: Import,
    upload: Upload,
    run_jobs: Run,
    client: httpx.AsyncClient,
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    earlier = f"{FORMULA - 1}-0123456789ab"
    await make_older(platform, workspace, earlier, score=72)
    async with platform.db.system() as session:
        assert await behind(session) == [workspace]
        assert [(each.version, each.outdated) for each in await by_version(session)] == [(earlier, True)]
    await catch_up.run(platform, None)
    await run_jobs()
    async with platform.db.system() as session:
        assert await behind(session) == []
        (count,) = await by_version(session)
    assert (count.version, count.current, count.scores) == (VERSION, True, 1)
    (change,) = await changes(client)
    assert change["causes"] == ["version"]
    assert change["why"] == f"the scoring changed (version {earlier} → {VERSION})"
    assert (change["before"], change["version_before"], change["version_after"]) == (72, earlier, VERSION)


async def test_a_score_from_before_causes_were_kept_tells_the_version_alone(
    platform: Platform,
    workspace: UUID,
    import_postings: Import,
    upload: Upload,
    client: httpx.AsyncClient,
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    await make_older(platform, workspace, "3-0123456789ab", score=10)
    async with platform.db.workspace(workspace) as session:
        await session.execute(text("UPDATE match_score SET made_of = NULL"))
    await rescore_outdated.run(platform, workspace)
    (change,) = await changes(client)
    assert change["causes"] == ["version"]


async def test_a_closed_posting_keeps_its_old_score_and_holds_nothing_up(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    await make_older(platform, workspace, "3-0123456789ab")
    async with platform.db.workspace(workspace) as session:
        await session.execute(text("UPDATE discover_posting SET closed_at = now()"))
    async with platform.db.system() as session:
        assert await behind(session) == []


async def test_two_that_catch_up_at_once_do_not_do_it_twice(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    await make_older(platform, workspace, "3-0123456789ab", score=10)
    async with platform.db.workspace(workspace) as session:
        assert await catching_up.alone(session, workspace)
        await rescore_outdated.run(platform, workspace)  # goes home: this transaction is at it
    assert await changes(client) == []
    await rescore_outdated.run(platform, workspace)
    assert len(await changes(client)) == 1


def test_a_later_release_beside_this_one_is_left_alone() -> None:
    assert is_earlier(f"{FORMULA - 1}-abc")
    assert is_earlier(f"{FORMULA}-other")
    assert not is_earlier(VERSION)
    assert not is_earlier(f"{FORMULA + 1}-abc")
    assert is_earlier("unheard-of")
    assert not is_earlier(f"{VERSION}+own-1"), "what decisions taught is no other version of the scoring"
    assert is_earlier(f"{FORMULA - 1}-abc+own-1")


async def test_only_the_last_few_changes_are_kept(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    for number in range(KEPT + 3):
        await make_older(platform, workspace, "3-0123456789ab", score=number)
        await rescore_outdated.run(platform, workspace)
    found = await changes(client)
    assert [change["before"] for change in found] == list(range(KEPT + 2, 2, -1))


async def test_history_is_fenced_and_unknown_postings_are_not_found(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient
) -> None:
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    await import_postings({"Backend Developer": OTHER})
    async with platform.db.workspace(uuid4()) as session:
        assert (await session.scalars(select(ScoreChangeRow))).all() == []
    answer = await client.get(f"/postings/{uuid4()}/match/history")
    assert answer.status_code == 404


async def test_a_score_that_is_rolled_back_leaves_no_history(
    platform: Platform, workspace: UUID, import_postings: Import, upload: Upload, client: httpx.AsyncClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    await upload(MARA)
    await import_postings({"Backend Developer": BACKEND})
    await make_older(platform, workspace, "3-0123456789ab", score=10)

    async def fail(*_: Any) -> None:
        raise RuntimeError("the transaction breaks after the score was written")

    monkeypatch.setattr("rolecall.match.jobs.tell", fail)
    with pytest.raises(RuntimeError):
        await rescore_outdated.run(platform, workspace)
    assert await changes(client) == []


def test_differences_are_told_once_each_and_bounded() -> None:
    before: Match = match()
    assert same(before, before)
    assert lines(before, before) == []
    worse = match(OTHER)
    assert not same(before, worse)
    told = lines(before, worse)
    assert len(set(told)) == len(told) <= MOST_LINES
    assert lines(worse, before) != told


def test_several_causes_are_told_in_one_sentence_and_the_day_only_alone() -> None:
    assert because(("profile", "posting", "day"), "5-a", "5-a") == "your profile changed and the posting changed"
    assert because(("day",), "5-a", "5-a") == "time went on"
    assert because((), "5-a", "5-a") == "what it was made of changed"
