"""What users decide is kept as labels, can be taken back, and is learnt from once for many of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select, text, update

from rolecall.applications import lifecycle
from rolecall.applications.events import ApplicationMoved
from rolecall.applications.lifecycle import State
from rolecall.discover.queries import open_posting_ids
from rolecall.flow import FLOW
from rolecall.match.jobs import look_after_labels
from rolecall.match.learning import labels
from rolecall.match.learning.labels import LabelKind
from rolecall.match.learning.learn_from_move import learn_from_move
from rolecall.match.tables import LabelRow, PersonalRow
from rolecall.platform.events import EventRow
from rolecall.platform.jobs import Flow
from rolecall.platform.jobs.steward import sweep
from rolecall.platform.resources import Platform
from rolecall.profile.queries import Resume
from tests.match.examples import BACKEND, MARA

Import = Callable[..., Awaitable[None]]
Upload = Callable[[Resume], Awaitable[None]]
Run = Callable[[], Awaitable[None]]


@pytest.fixture
def flow() -> Flow:
    """The product's own."""
    return FLOW


@pytest.fixture
async def posting_id(platform: Platform, workspace: UUID, import_postings: Import) -> UUID:
    await import_postings({"Backend Developer": BACKEND})
    async with platform.db.workspace(workspace) as session:
        (id,) = await open_posting_ids(session)
    return id


async def decide(
    client: httpx.AsyncClient, id: UUID, decision: str, reason: str | None = None
) -> dict[str, object] | None:
    answer = await client.post(f"/postings/{id}/decision", json={"decision": decision, "reason": reason})
    label: dict[str, object] | None = answer.raise_for_status().json()["label"]
    return label


async def events(platform: Platform, workspace: UUID, name: str) -> list[dict[str, object]]:
    async with platform.db.workspace(workspace) as session:
        found = await session.scalars(select(EventRow.payload).where(EventRow.name == name).order_by(EventRow.seq))
        return list(found)


async def label_of(platform: Platform, workspace: UUID, id: UUID) -> labels.Label | None:
    async with platform.db.workspace(workspace) as session:
        return (await labels.labels_of(session, [id])).get(id)


async def test_a_decision_is_kept_changed_and_taken_back(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, posting_id: UUID
) -> None:
    liked = await decide(client, posting_id, "shortlist")
    assert liked is not None
    assert (liked["kind"], liked["relevant"], liked["source"]) == ("shortlisted", True, "decision")
    disliked = await decide(client, posting_id, "reject", "level")
    assert disliked is not None
    assert (disliked["kind"], disliked["relevant"], disliked["reason"]) == ("rejected", False, "level")
    assert await decide(client, posting_id, "clear") is None
    assert await label_of(platform, workspace, posting_id) is None
    told = [event["decision"] for event in await events(platform, workspace, "PostingDecided")]
    assert told == ["shortlist", "reject", "clear"]


async def test_saying_the_same_again_tells_nobody(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, posting_id: UUID
) -> None:
    await decide(client, posting_id, "clear")
    first = await decide(client, posting_id, "reject", "pay")
    assert await decide(client, posting_id, "reject", "pay") == first
    assert len(await events(platform, workspace, "PostingDecided")) == 1


@pytest.mark.parametrize(
    ("reason", "weight"), [(None, 1.0), ("skills", 1.0), ("place", 0.5), ("known", 0.0), ("They sell tobacco", 1.0)]
)
async def test_a_reason_says_how_much_a_no_says_of_the_posting(
    client: httpx.AsyncClient, posting_id: UUID, reason: str | None, weight: float
) -> None:
    label = await decide(client, posting_id, "reject", reason)
    assert label is not None
    assert (label["reason"], label["weight"]) == (reason, weight)


async def test_what_is_no_decision_is_refused(client: httpx.AsyncClient, posting_id: UUID) -> None:
    for body in (
        {},
        {"decision": "perhaps"},
        {"decision": "reject", "reason": "x" * 501},
        {"decision": "reject", "reason": "a\x00b"},
    ):
        assert (await client.post(f"/postings/{posting_id}/decision", json=body)).status_code == 422
    assert (await client.post(f"/postings/{uuid4()}/decision", json={"decision": "shortlist"})).status_code == 404


async def test_another_workspace_neither_sees_nor_makes_a_label(
    platform: Platform, client: httpx.AsyncClient, posting_id: UUID
) -> None:
    await decide(client, posting_id, "shortlist")
    stranger = {"Authorization": f"Bearer {uuid4()}"}
    answer = await client.post(f"/postings/{posting_id}/decision", json={"decision": "reject"}, headers=stranger)
    assert answer.status_code == 404
    assert (await client.get("/match/model", headers=stranger)).json()["labels"] == 0
    assert (await client.delete("/match/model?labels=true", headers=stranger)).json() == {"labels": 0}
    assert (await client.get("/match/model")).json()["liked"] == 1


async def test_the_list_is_filtered_by_what_was_decided_and_says_it(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, import_postings: Import, upload: Upload
) -> None:
    await upload(MARA)
    await import_postings({f"Backend Developer, line {number}": BACKEND for number in range(3)})
    async with platform.db.workspace(workspace) as session:
        liked, disliked, _ = await open_posting_ids(session)
    await decide(client, liked, "shortlist")
    await decide(client, disliked, "reject")

    async def found(decided: str | None) -> dict[str, str | None]:
        given = {"decided": decided} if decided else {}
        answer = (await client.get("/postings", params=given)).json()
        assert answer["total"] == len(answer["items"])
        counted = (await client.get("/postings/facets", params=given)).json()["facets"]["board"]
        assert counted == [{"value": "greenhouse", "count": len(answer["items"])}]
        return {item["id"]: item["decided"] for item in answer["items"]}

    assert await found("shortlisted") == {str(liked): "shortlisted"}
    assert await found("rejected") == {str(disliked): "rejected"}
    assert list((await found("undecided")).values()) == [None]
    assert sorted(str(value) for value in (await found(None)).values()) == ["None", "rejected", "shortlisted"]


async def apply_to(platform: Platform, workspace: UUID, posting_id: UUID) -> UUID:
    async with platform.db.workspace(workspace) as session:
        made = lifecycle.open_application(
            session, posting_id=posting_id, company="Narrow Gauge", title="Backend", url="https://a.example", board="x"
        )
        return await made


ME = f"user:{UUID(int=7)}"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ([State.AWAITING_APPROVAL], None),
        ([State.AWAITING_APPROVAL, State.APPROVED], LabelKind.APPLIED),
        ([State.AWAITING_APPROVAL, State.APPROVED, State.SENT, State.REJECTED], LabelKind.APPLIED),
        ([State.AWAITING_APPROVAL, State.APPROVED, State.SENT, State.INTERVIEWING], LabelKind.ANSWERED),
        ([State.AWAITING_APPROVAL, State.APPROVED, State.SENT, State.OFFERED, State.DECLINED], LabelKind.ANSWERED),
        ([State.AWAITING_APPROVAL, State.DISCARDED], LabelKind.PACKAGE_REJECTED),
        ([State.AWAITING_APPROVAL, State.DISCARDED, State.AWAITING_APPROVAL], None),
        ([State.AWAITING_APPROVAL, State.WITHDRAWN], LabelKind.WITHDRAWN),
    ],
)
async def test_what_is_done_with_an_application_says_what_is_thought_of_the_posting(
    platform: Platform, workspace: UUID, posting_id: UUID, path: list[State], kind: LabelKind | None
) -> None:
    application = await apply_to(platform, workspace, posting_id)
    for state in path:
        async with platform.db.workspace(workspace, actor=ME) as session:
            reason = "not for me: too far" if state in {State.DISCARDED, State.WITHDRAWN} else None
            await lifecycle.move(session, application, state, reason=reason)
    await react(platform, workspace, application)
    label = await label_of(platform, workspace, posting_id)
    assert (label.kind if label else None) == kind
    if label is not None:
        assert label.relevant is (kind in {LabelKind.APPLIED, LabelKind.ANSWERED})
        assert label.reason == (None if label.relevant else "not for me: too far")


async def react(platform: Platform, workspace: UUID, application: UUID) -> None:
    """What `flow.py` does with the last move, twice: by where the application stands, whichever event it was."""
    event = ApplicationMoved(application_id=application, before="preparing", after="awaiting_approval", reason=None)
    for _ in range(2):
        async with platform.db.workspace(workspace) as session:
            await learn_from_move(platform, session, event)


async def test_what_a_policy_approves_teaches_nothing_until_the_user_acts(
    platform: Platform, workspace: UUID, posting_id: UUID
) -> None:
    application = await apply_to(platform, workspace, posting_id)
    async with platform.db.workspace(workspace, actor="job:review.recheck_posting") as session:
        await lifecycle.move(session, application, State.AWAITING_APPROVAL)
        await lifecycle.move(session, application, State.APPROVED, by="policy")
    await react(platform, workspace, application)
    assert await label_of(platform, workspace, posting_id) is None
    async with platform.db.workspace(workspace, actor=ME) as session:
        await lifecycle.move(session, application, State.SENT)
    await react(platform, workspace, application)
    label = await label_of(platform, workspace, posting_id)
    assert label is not None
    assert label.kind is LabelKind.APPLIED


async def test_the_own_word_counts_beside_an_application_whichever_came_first(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, posting_id: UUID
) -> None:
    await decide(client, posting_id, "shortlist")
    async with platform.db.workspace(workspace) as session:
        await labels.put_of_application(session, posting_id, LabelKind.WITHDRAWN, "too far")
    label = await label_of(platform, workspace, posting_id)
    assert label is not None
    assert label.kind is LabelKind.SHORTLISTED
    left = await decide(client, posting_id, "clear")
    assert left is not None
    assert left["kind"] == "withdrawn"


async def test_the_flow_reacts_to_a_move_and_many_labels_are_one_learning(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, posting_id: UUID, run_jobs: Run
) -> None:
    application = await apply_to(platform, workspace, posting_id)
    await run_jobs()
    async with platform.db.workspace(workspace, actor=ME) as session:
        await lifecycle.move(session, application, State.WITHDRAWN, reason="too far")
    await run_jobs()
    label = await label_of(platform, workspace, posting_id)
    assert label is not None
    assert label.kind is LabelKind.WITHDRAWN
    for decision in ("shortlist", "reject", "shortlist"):
        await decide(client, posting_id, decision)
    async with platform.db.workspace(workspace) as session:
        (row,) = await session.scalars(select(PersonalRow))
        assert row.changes == 4
        # Nothing is due before it has been quiet for a while.
        assert row.refit_at is not None
        assert row.changed_at is not None
        assert row.refit_at - row.changed_at >= labels.QUIET
        row.refit_at = row.changed_at
    await sweep(platform.db, FLOW)
    assert await refits_waiting(platform) == 1
    await run_jobs()
    async with platform.db.workspace(workspace) as session:
        (row,) = await session.scalars(select(PersonalRow))
        assert (row.refit_at, row.changed_at, row.model) == (None, None, None)


async def refits_waiting(platform: Platform) -> int:
    async with platform.db.system() as session:
        waiting = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'match.refit' AND status = 'todo'")
        return int(await session.scalar(waiting) or 0)


async def test_nobody_waits_longer_than_a_minute_however_many_labels_come(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, posting_id: UUID
) -> None:
    await decide(client, posting_id, "shortlist")
    async with platform.db.workspace(workspace) as session:
        await session.execute(update(PersonalRow).values(changed_at=PersonalRow.changed_at - labels.LONGEST_WAIT))
    await decide(client, posting_id, "reject")
    async with platform.db.workspace(workspace) as session:
        (row,) = await session.scalars(select(PersonalRow))
    assert row.changed_at is not None
    assert row.refit_at == row.changed_at + labels.LONGEST_WAIT


async def test_forgotten_labels_come_back_or_go_for_good_after_a_month(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, posting_id: UUID
) -> None:
    await decide(client, posting_id, "reject", "pay")
    assert (await client.delete("/match/model", params={"labels": True})).json() == {"labels": 1}
    assert await label_of(platform, workspace, posting_id) is None
    assert (await client.post("/match/model/learn", params={"labels": True})).json() == {"labels": 1}
    back = await label_of(platform, workspace, posting_id)
    assert back is not None
    assert (back.kind, back.reason) == (LabelKind.REJECTED, "pay")
    await client.delete("/match/model", params={"labels": True})
    await look_after_labels.run(platform, None)
    assert await rows(platform, workspace) == 1
    async with platform.db.workspace(workspace) as session:
        await session.execute(update(LabelRow).values(forgotten_at=LabelRow.forgotten_at - labels.KEPT_AFTER_RESET))
    await look_after_labels.run(platform, None)
    assert await rows(platform, workspace) == 0


async def rows(platform: Platform, workspace: UUID) -> int:
    async with platform.db.workspace(workspace) as session:
        return len((await session.scalars(select(LabelRow))).all())


async def test_a_decision_after_a_reset_stands_when_the_others_are_brought_back(
    platform: Platform, workspace: UUID, client: httpx.AsyncClient, posting_id: UUID
) -> None:
    await decide(client, posting_id, "reject", "pay")
    await client.delete("/match/model", params={"labels": True})
    await decide(client, posting_id, "shortlist")
    assert (await client.post("/match/model/learn", params={"labels": True})).json() == {"labels": 0}
    label = await label_of(platform, workspace, posting_id)
    assert label is not None
    assert label.kind is LabelKind.SHORTLISTED
