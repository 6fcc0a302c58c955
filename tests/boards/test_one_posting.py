"""One posting read by itself, and the questions of its form."""

from __future__ import annotations

import pytest

from rolecall.boards.ashby import Ashby
from rolecall.boards.contract import Address, Board, Question, Response
from rolecall.boards.greenhouse import Greenhouse
from rolecall.boards.lever import Lever
from rolecall.boards.outcomes import PostingGone, Refused, RetryLater, UnreadableAnswer
from tests.boards.conftest import FakeFetch, told

TIDEWATER = Address("greenhouse", "tidewater")
PERALES = Address("lever", "perales", "eu")


async def test_a_greenhouse_posting_is_asked_for_by_its_id() -> None:
    job = told("greenhouse/list")["jobs"][0]
    fetch = FakeFetch(job)
    listing = await Greenhouse().posting(TIDEWATER, "710001", fetch)
    assert fetch.asked == ["https://boards-api.greenhouse.io/v1/boards/tidewater/jobs/710001?pay_transparency=true"]
    assert listing == Greenhouse().parse(job, TIDEWATER).listings[0]


async def test_a_lever_posting_is_asked_for_in_its_region() -> None:
    posting = told("lever/list")[0]
    fetch = FakeFetch(posting)
    listing = await Lever().posting(PERALES, posting["id"], fetch)
    assert fetch.asked == [f"https://api.eu.lever.co/v0/postings/perales/{posting['id']}"]
    assert (listing.title, listing.address) == (posting["text"], PERALES)


async def test_an_ashby_posting_is_found_in_the_list_also_where_the_list_hides_it() -> None:
    document = told("ashby/list")
    document["jobs"][0]["isListed"] = False
    job_id = document["jobs"][0]["id"]
    listing = await Ashby().posting(Address("ashby", "crumb"), job_id, FakeFetch(document))
    assert listing.raw == document["jobs"][0]


async def test_an_ashby_posting_is_not_gone_while_a_part_of_the_list_cannot_be_read() -> None:
    document = told("ashby/list")
    with pytest.raises(PostingGone):
        await Ashby().posting(Address("ashby", "crumb"), "elsewhere", FakeFetch(document))
    document["jobs"].append(7)
    with pytest.raises(UnreadableAnswer):
        await Ashby().posting(Address("ashby", "crumb"), "elsewhere", FakeFetch(document))


@pytest.mark.parametrize("board", [Greenhouse(), Lever()])
async def test_only_the_boards_own_no_means_gone(board: Board) -> None:
    address = Address(board.name, "crumb")
    for status in (404, 410):
        with pytest.raises(PostingGone, match="does not show the posting 5 any more"):
            await board.posting(address, "5", FakeFetch(Response(status, b"{}")))
    with pytest.raises(RetryLater):
        await board.posting(address, "5", FakeFetch(Response(500, b"")))
    with pytest.raises(Refused):
        await board.posting(address, "5", FakeFetch(Response(403, b"")))


async def test_a_posting_of_an_unnamed_company_is_not_gone() -> None:
    with pytest.raises(Refused, match="names no company"):
        await Greenhouse().posting(Address("greenhouse", ""), "5", FakeFetch())


async def test_every_part_of_a_greenhouse_form_is_told() -> None:
    fetch = FakeFetch(told("greenhouse/questions"))
    questions = await Greenhouse().questions(TIDEWATER, "710001", fetch)
    assert fetch.asked == ["https://boards-api.greenhouse.io/v1/boards/tidewater/jobs/710001?questions=true"]
    assert questions == (
        Question("first_name", "First name", "text", required=True),
        Question("email", "Email", "email", required=True),
        Question("resume", "Résumé", "file", required=True),
        Question("resume_text", "Résumé", "textarea", required=False),
        Question("question_9001", "May you work in the Netherlands?", "boolean", True, (("1", "Yes"), ("0", "No"))),
        Question(
            "question_9002[]", "Which locks have you kept?", "multiselect", False, (("31", "Sea"), ("32", "River"))
        ),
        Question("location", "Location (city)", "text", required=False),
        Question("veteran_status", "Veteran status", "select", False, (("1", "Not one"), ("9", "Not said"))),
        Question("demographic_answers[71]", "How do you describe yourself?", "multiselect", False, (("711", "Tall"),)),
        Question(
            "data_compliance[gdpr_retention_consent_given]", "Consent to the keeping of personal data", "boolean", True
        ),
    )


async def test_a_form_whose_parts_changed_their_shape_gives_what_is_left() -> None:
    job = told("greenhouse/questions")
    job["questions"] += [None, {"label": "?", "fields": "none"}, {"fields": [{"name": 5, "type": "input_text"}]}]
    job |= {
        "location_questions": {},
        "compliance": [{"questions": None}],
        "demographic_questions": [],
        "data_compliance": 1,
    }
    questions = await Greenhouse().questions(TIDEWATER, "710001", FakeFetch(job))
    assert questions is not None
    assert [question.id for question in questions] == [
        "first_name", "email", "resume", "resume_text", "question_9001", "question_9002[]"
    ]  # fmt: skip


async def test_an_answer_without_questions_is_said_to_be_one() -> None:
    with pytest.raises(UnreadableAnswer, match="no list of questions"):
        await Greenhouse().questions(TIDEWATER, "1", FakeFetch({"id": 1, "title": "Keeper"}))


@pytest.mark.parametrize("board", [Lever(), Ashby()])
async def test_where_no_public_api_tells_the_form_nothing_is_asked(board: Board) -> None:
    assert await board.questions(Address(board.name, "crumb"), "5", FakeFetch()) is None
