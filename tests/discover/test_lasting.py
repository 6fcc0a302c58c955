"""What a board tells anew every day, though nothing happened, is no change of a posting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from rolecall.boards.contract import Address
from rolecall.boards.workday import Workday
from rolecall.discover import follow
from rolecall.discover.store import Stored, store
from rolecall.discover.tables import PostingRow
from rolecall.platform.resources import Platform

ADDRESS = Address("workday", "glocken/Ringing", "wd3")


async def stored(platform: Platform, workspace: UUID, document: dict[str, Any]) -> tuple[Stored, PostingRow]:
    """One answer of the board, written; what came of it, and the row."""
    async with platform.db.workspace(workspace) as session:
        board = await follow.board_at(session, ADDRESS, status="new")
        outcome = await store(session, board, Workday().parse(document, ADDRESS).listings)
        await session.flush()
        return outcome, (await session.scalars(select(PostingRow))).one()


async def test_days_since_posting_pass_without_news(platform: Platform, workspace: UUID) -> None:
    row = {
        "title": "Bell Founder",
        "externalPath": "/job/Graz/Bell-Founder_JR-204",
        "locationsText": "Graz, Austria",
        "postedOn": "Posted Today",
        "bulletFields": ["JR-204"],
    }
    first, before = await stored(platform, workspace, {"total": 1, "jobPostings": [row]})
    next_day, after = await stored(
        platform, workspace, {"total": 1, "jobPostings": [row | {"postedOn": "Posted Yesterday"}]}
    )
    assert (first.found, next_day.found, next_day.changed) == (1, 0, 0)
    assert after.fingerprint == before.fingerprint
    assert before.raw["postedOn"] == "Posted Today", "the answer is kept whole"
    changed, last = await stored(platform, workspace, {"total": 1, "jobPostings": [row | {"title": "Master Founder"}]})
    assert (changed.changed, last.title) == (1, "Master Founder")


async def test_only_the_named_part_of_a_deeper_field_is_left_out(platform: Platform, workspace: UUID) -> None:
    told = {
        "title": "Bell Founder",
        "jobDescription": "<p>You cast bells.</p>",
        "location": "Graz, Austria",
        "jobPostingId": "Bell-Founder_JR-204",
        "jobReqId": "JR-204",
        "postedOn": "Posted Today",
        "externalUrl": "https://glocken.wd3.myworkdayjobs.com/Ringing/job/Graz/Bell-Founder_JR-204",
    }
    await stored(platform, workspace, {"jobPostingInfo": told, "similarJobs": []})
    later = {"jobPostingInfo": told | {"postedOn": "Posted 9 Days Ago"}, "similarJobs": [{"title": "Ringer"}]}
    same, _ = await stored(platform, workspace, later)
    assert (same.found, same.changed) == (0, 0)
    text = told | {"jobDescription": "<p>You cast large bells.</p>"}
    changed, _ = await stored(platform, workspace, {"jobPostingInfo": text, "similarJobs": []})
    assert changed.changed == 1
