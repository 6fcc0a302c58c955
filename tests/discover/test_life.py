"""The life of a posting: what its history tells, and what was put up again under another id."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from uuid_utils.compat import uuid7

from rolecall.discover import normalise, queries
from rolecall.discover.changes import changed_lines, differences, sentence
from rolecall.discover.reposts import RECENT, Seen, reposted, same_job
from rolecall.discover.tables import PostingRow, TwinRow
from rolecall.platform.events import EventRow
from rolecall.platform.resources import Platform
from tests.discover.board_server import Answer, BoardServer, job
from tests.discover.conftest import Boards

NOW = datetime(2026, 11, 1, tzinfo=UTC)


async def rows(platform: Platform, workspace: UUID) -> dict[str, PostingRow]:
    async with platform.db.workspace(workspace) as session:
        return {row.job_id: row for row in await session.scalars(select(PostingRow))}


async def told(platform: Platform, workspace: UUID, name: str) -> list[dict[str, Any]]:
    async with platform.db.workspace(workspace) as session:
        found = await session.scalars(select(EventRow).where(EventRow.name == name).order_by(EventRow.seq))
        return [row.payload for row in found]


async def history(platform: Platform, workspace: UUID, posting_id: UUID) -> list[queries.Change]:
    async with platform.db.workspace(workspace) as session:
        return await queries.history(session, posting_id)


async def test_the_history_tells_what_each_field_said_before_and_after(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    text = "You bake rye.&lt;br&gt;You sell it by noon.&lt;br&gt;The salary is $90,000 a year."
    board_server.jobs["crumb"] = [job(1, "Baker", text=text)]
    board_id = await boards.follow()
    await boards.read(board_id)
    later = text.replace("$90,000", "$100,000").replace("by noon", "at dawn")
    board_server.jobs["crumb"] = [job(1, "Head Baker", text=later, place="Ghent, Belgium; Leuven, Belgium")]
    await boards.read(board_id)
    _, change = await history(platform, workspace, (await rows(platform, workspace))["1"].id)
    assert change.what == "changed"
    said = {difference.field: difference.text for difference in change.differences}
    assert said["title"] == "title: Baker → Head Baker"
    assert said["salary"] == "salary: USD 90,000 a year → USD 100,000 a year"
    assert said["locations"] == "locations: Ghent, Belgium → Ghent, Belgium; Leuven, Belgium"
    assert said["text"] == "text: 2 lines changed"


async def test_what_only_a_newer_normaliser_sees_is_no_news_of_the_employers(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    board_server.jobs["crumb"] = [job(1)]
    board_id = await boards.follow()
    await boards.read(board_id)
    async with platform.db.workspace(workspace) as session:
        await session.execute(update(PostingRow).values(department="Mill"))
    monkeypatch.setattr(normalise, "VERSION", normalise.VERSION + 1)
    await boards.read(board_id)
    changes = await history(platform, workspace, (await rows(platform, workspace))["1"].id)
    assert [change.what for change in changes] == ["found", "reread"]
    assert len(await told(platform, workspace, "PostingChanged")) == 1, "it is scored anew all the same"


def test_a_value_in_a_history_is_short_and_a_moved_line_is_no_change() -> None:
    (long,) = differences(["title"], {"title": "x" * 5_000}, {"title": None})
    assert len(long["before"]) == 200
    assert sentence(long).endswith("… → nothing")
    many = [{"text": f"Town {number}"} for number in range(300)]
    (places,) = differences(["locations"], {"locations": many}, {"locations": many[:1]})
    assert places["before"].endswith("and 288 more")
    assert changed_lines("a\nb\nc", "c\na\nb") == 1  # it is not as it was, though no line is new
    assert changed_lines("a\nb\nc\nd", "a\nx\nc") == 2


async def test_a_job_that_closed_and_comes_back_under_another_id_is_a_repost(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.jobs["crumb"] = [job(2, "Oven Builder")]
    await boards.read(board_id)
    board_server.jobs["crumb"] = [job(2, "Oven Builder"), job(9, opening=5001, requisition="C-1")]
    await boards.read(board_id)
    known = await rows(platform, workspace)
    expected = {"posting_id": str(known["9"].id), "earlier_id": str(known["1"].id)}
    assert await told(platform, workspace, "PostingReposted") == [expected]
    for job_id, first in (("1", ["found", "closed"]), ("9", ["found"])):
        changes = await history(platform, workspace, known[job_id].id)
        assert [change.what for change in changes] == [*first, "reposted"]
        (link,) = changes[-1].differences
        assert (link.before, link.after) == (str(known["1"].id), str(known["9"].id))
    async with platform.db.workspace(workspace) as session:
        twin = (await session.scalars(select(TwinRow))).one()
    assert (twin.kind, twin.kept_id, twin.duplicate_id) == ("repost", known["1"].id, known["9"].id)
    assert twin.signals[0]["signal"] == "opening"
    assert known["1"].duplicate_of is known["9"].duplicate_of is None
    await boards.read(board_id)
    assert len(await told(platform, workspace, "PostingReposted")) == 1, "told once"


async def test_a_job_exchanged_for_another_id_between_two_readings_is_linked_and_not_merged(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.jobs["crumb"] = [
        job(7, opening=5001, requisition="C-1", place="Leuven, Belgium"),
        job(2, "Oven Builder"),
    ]
    await boards.read(board_id)
    known = await rows(platform, workspace)
    assert known["1"].closed_at is not None
    assert known["1"].duplicate_of is known["7"].duplicate_of is None
    assert "ghent" not in known["7"].place_words, "it is found under its own place"
    async with platform.db.workspace(workspace) as session:
        twin = (await session.scalars(select(TwinRow))).one()
    assert (twin.kind, twin.kept_id, twin.duplicate_id) == ("repost", known["1"].id, known["7"].id)
    assert len(await told(platform, workspace, "PostingReposted")) == 1


async def test_another_place_of_an_open_job_is_no_repost_and_nor_is_another_job(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    board_id = await boards.follow()
    await boards.read(board_id)
    # One in another place beside the first, and one of the same words under an opening of its own.
    board_server.jobs["crumb"] = [
        job(1),
        job(3, opening=5001, requisition="C-1", place="Leuven, Belgium"),
        job(4, "Oven Builder"),
    ]
    await boards.read(board_id)
    assert await told(platform, workspace, "PostingReposted") == []


async def test_a_posting_that_stood_beside_another_is_no_repost_when_that_one_closes(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    beside = job(3, opening=5001, requisition="C-1", place="Leuven, Belgium")
    board_server.jobs["crumb"] = [job(1)]
    board_id = await boards.follow()
    for shown in ([job(1)], [job(1), beside], [beside]):
        board_server.jobs["crumb"] = shown
        await boards.read(board_id)
    assert (await rows(platform, workspace))["1"].closed_at is not None
    assert await told(platform, workspace, "PostingReposted") == []


async def test_a_failed_reading_closes_nothing_and_so_makes_no_reposts(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1)]
    board_id = await boards.follow()
    await boards.read(board_id)
    board_server.answer = Answer(404, b"{}")
    await boards.read(board_id)
    board_server.answer = None
    board_server.jobs["crumb"] = [job(1), job(9, opening=5001, requisition="C-1")]
    await boards.read(board_id)
    assert await told(platform, workspace, "PostingClosed") == await told(platform, workspace, "PostingReposted") == []


def seen(**fields: Any) -> Seen:
    plain = {"id": uuid7(), "company_key": "crumb", "title_key": "baker", "places": frozenset({"ghent"})}
    return Seen(**{**plain, **fields})


@pytest.mark.parametrize(
    ("new", "earlier", "same"),
    [
        ({"opening_id": "1", "title_key": "master baker"}, {"opening_id": "1"}, True),
        ({"opening_id": "1"}, {"opening_id": "2"}, False),
        ({"requisition_id": "R1"}, {"requisition_id": "R1", "places": frozenset({"leuven"})}, True),
        ({"requisition_id": "R1", "title_key": "miller"}, {"requisition_id": "R1"}, False),
        ({"requisition_id": "R1"}, {"requisition_id": "R2"}, False),
        ({}, {}, True),
        ({"places": frozenset({"leuven"})}, {}, False),
        ({"places": frozenset({"leuven"}), "text_key": "t"}, {"text_key": "t"}, True),
        ({"title_key": "miller", "text_key": "t"}, {"text_key": "t"}, False),
        ({"company_key": "mill"}, {}, False),
        ({}, {"closed_at": NOW - RECENT - timedelta(days=1)}, False),
        ({"opening_id": "1"}, {"opening_id": "1", "closed_at": NOW - RECENT * 5}, True),
    ],
)
def test_ids_decide_where_both_tell_them_and_words_only_for_a_while(
    new: dict[str, Any], earlier: dict[str, Any], same: bool
) -> None:
    assert bool(same_job(seen(**new), seen(**earlier), NOW)) is same


def test_a_repost_is_of_the_likeliest_earlier_one_and_else_of_the_last() -> None:
    elsewhere = seen(opening_id="1", places=frozenset({"leuven"}), closed_at=NOW)
    here = seen(opening_id="1", closed_at=NOW - timedelta(days=90))
    before = seen(opening_id="1", closed_at=NOW - timedelta(days=200))
    new = seen(opening_id="1")
    after = seen(opening_id="1", closed_at=NOW)
    (found,) = reposted([new], [elsewhere, before, here, after], NOW)
    assert found.earlier_id == here.id
    assert reposted([new], [after], NOW) == []
