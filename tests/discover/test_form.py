"""What a posting's application form asks, over HTTP."""

from __future__ import annotations

import json
from uuid import UUID, uuid4

import httpx

from rolecall.platform.resources import Platform
from tests.discover.board_server import Answer, BoardServer, job
from tests.discover.conftest import Boards
from tests.discover.test_life import rows

QUESTIONS = [
    {"label": "Name", "required": True, "fields": [{"name": "full_name", "type": "input_text", "values": []}]},
    {
        "label": "May you work in Belgium?",
        "required": False,
        "fields": [
            {
                "name": "question_7",
                "type": "multi_value_single_select",
                "values": [{"label": "Yes", "value": 1}, {"label": "No", "value": 0}],
            }
        ],
    },
]


async def test_a_form_that_its_platform_tells_is_shown_field_by_field(
    client: httpx.AsyncClient, platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1)]
    await boards.read(await boards.follow())
    posting = (await rows(platform, workspace))["1"]
    board_server.pages["/v1/boards/crumb/jobs/1"] = Answer(200, json.dumps(job(1) | {"questions": QUESTIONS}).encode())
    form = (await client.get(f"/postings/{posting.id}/questions")).json()
    assert form["told"] is True
    assert [(each["id"], each["label"], each["required"]) for each in form["questions"]] == [
        ("full_name", "Name", True),
        ("question_7", "May you work in Belgium?", False),
    ]
    assert form["questions"][1]["options"] == [["1", "Yes"], ["0", "No"]]


async def test_a_platform_that_does_not_tell_its_forms_is_not_asked(
    client: httpx.AsyncClient, platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [{"id": "a" * 8, "text": "Baker", "categories": {}, "hostedUrl": "x", "createdAt": 1}]
    await boards.read(await boards.follow(board="lever"))
    (posting,) = (await rows(platform, workspace)).values()
    board_server.asked.clear()
    form = (await client.get(f"/postings/{posting.id}/questions")).json()
    assert form == {"told": False, "questions": []}
    assert board_server.asked == []


async def test_a_form_of_a_posting_that_is_gone_says_so(
    client: httpx.AsyncClient, platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2)]
    await boards.read(await boards.follow())
    posting = (await rows(platform, workspace))["1"]
    board_server.jobs["crumb"] = [job(2)]
    answer = await client.get(f"/postings/{posting.id}/questions")
    assert (answer.status_code, answer.json()["code"]) == (410, "boards.posting_gone")
    assert (await client.get(f"/postings/{uuid4()}/questions")).status_code == 404
