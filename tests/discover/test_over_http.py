"""Boards and postings as the dashboard sees them: following, importing, searching, taking apart."""

from __future__ import annotations

import base64
import gzip
import json
import lzma
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from rolecall.discover.follow import board_in_page, likely_slugs
from rolecall.discover.queries import Posting, PostingFilters, open_posting_ids, posting
from rolecall.discover.routes import router
from rolecall.platform.api import Caller, install_problems
from rolecall.platform.resources import Platform
from tests.discover.board_server import BoardServer, job
from tests.discover.searching import search

Run = Callable[[], Awaitable[None]]


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


async def imported(client: httpx.AsyncClient, jobs: list[dict[str, Any]], **form: str) -> dict[str, Any]:
    body = json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode()
    answer = await client.post("/postings/import", files={"file": ("board.json", body)}, data=form)
    assert answer.status_code == 200, answer.text
    read: dict[str, Any] = answer.json()
    return read


async def test_a_board_is_followed_read_shown_and_removed(
    client: httpx.AsyncClient, board_server: BoardServer, run_jobs: Run
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    answer = await client.post("/boards", json={"address": "greenhouse:crumb"})
    assert answer.status_code == 201
    added = answer.json()
    assert (added["status"], added["board_title"], added["postings_open"]) == ("new", "Greenhouse", 0)
    assert added["url"] == "https://job-boards.greenhouse.io/crumb"
    await run_jobs()
    await run_jobs()
    board = (await client.get(f"/boards/{added['id']}")).json()
    assert (board["status"], board["company"], board["postings_open"]) == ("ok", "Crumb & Sons", 2)
    assert board["progress"] == {"seen": 2, "total": 2}
    assert [entry["id"] for entry in (await client.get("/boards")).json()["items"]] == [added["id"]]
    assert (await client.post(f"/boards/{added['id']}/crawl")).status_code == 202
    assert (await client.delete(f"/boards/{added['id']}")).status_code == 204
    assert (await client.get("/boards")).json()["items"] == []
    assert (await client.delete(f"/boards/{added['id']}")).status_code == 404


async def test_boards_come_in_pages(client: httpx.AsyncClient) -> None:
    for number in range(5):
        await client.post("/boards", json={"address": f"lever:mill{number}"})
    first = (await client.get("/boards", params={"limit": 3})).json()
    rest = (await client.get("/boards", params={"limit": 3, "cursor": first["next"]})).json()
    assert [entry["address"] for entry in first["items"] + rest["items"]] == [
        f"lever:mill{number}" for number in range(5)
    ]
    assert rest["next"] is None


@pytest.mark.parametrize(
    "values", ["no", {}, [], [1, 2], [None, None], ["2026-01-01", str(uuid4())], ["x", []], [[], {}], [True, 1, 2]]
)
async def test_a_crafted_cursor_is_refused(client: httpx.AsyncClient, values: Any) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
    assert (await client.get("/boards", params={"cursor": cursor})).status_code == 422
    assert (await client.get("/boards", params={"cursor": "bm8"})).status_code == 422


@pytest.mark.parametrize(
    "wanted",
    [
        {"url": "https://jobs.lever.co/crumb/8d01b718-5ac6-47db-9cdf-459062fdccec/apply"},
        {"address": "lever:crumb"},
        {"company": "jobs.lever.co/crumb"},
    ],
)
async def test_a_posting_url_leads_to_its_board(client: httpx.AsyncClient, wanted: dict[str, str]) -> None:
    assert (await client.post("/boards", json=wanted)).json()["address"] == "lever:crumb"


@pytest.mark.parametrize(
    "url", ["https://www.linkedin.com/jobs/view/4012345678", "nl.indeed.com/viewjob?jk=c132b2f339ec0bff"]
)
async def test_a_portal_is_not_read_and_says_why(client: httpx.AsyncClient, url: str) -> None:
    answer = await client.post("/boards", json={"url": url})
    assert (answer.status_code, answer.json()["code"]) == (422, "discover.portal_not_read")
    assert "capture the posting from your own browser" in answer.json()["detail"]


async def test_a_bare_name_is_looked_for_on_every_board(client: httpx.AsyncClient, board_server: BoardServer) -> None:
    board_server.jobs["crumb-sons"] = [job(1)]
    answer = await client.post("/boards", json={"company": "Crumb & Sons Ltd."})
    assert answer.json()["address"] == "greenhouse:crumb-sons"


async def test_a_name_that_no_board_knows_says_what_to_do(client: httpx.AsyncClient) -> None:
    answer = await client.post("/boards", json={"company": "Nowhere Bakery"})
    assert answer.status_code == 404
    assert answer.json()["code"] == "discover.no_board_found"
    assert "give the address of that page" in answer.json()["detail"]


async def test_the_host_of_postings_that_were_read_names_their_board(client: httpx.AsyncClient) -> None:
    await imported(client, [job(1, absolute_url="https://www.crumb.example/jobs?gh_jid=1") | {"company_name": "Crumb"}])
    (board,) = (await client.get("/boards")).json()["items"]
    wanted = {"url": "https://www.crumb.example/jobs?gh_jid=77"}
    assert (await client.post("/boards", json=wanted)).json()["id"] == board["id"]


async def test_a_guess_is_taken_when_its_board_shows_this_very_posting(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(77)]
    answer = await client.post("/boards", json={"url": "https://www.crumb.example/jobs?gh_jid=77"})
    assert answer.json()["address"] == "greenhouse:crumb"


async def test_a_guess_whose_board_does_not_show_the_posting_is_not_taken(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1)]
    answer = await client.post("/boards", json={"url": "https://www.crumb.example/jobs?gh_jid=77"})
    assert (answer.status_code, answer.json()["code"]) == (404, "discover.no_board_found")
    assert "If it is the one you mean, give greenhouse:crumb." in answer.json()["detail"]


def test_a_careers_page_names_the_board_that_most_of_its_links_lead_to() -> None:
    page = """
      <a href="https://jobs.lever.co/partner/8d01b718-5ac6-47db-9cdf-459062fdccec">Our friends</a>
      <script src="https://boards.greenhouse.io/embed/job_board/js?for=crumb&amp;x=1"></script>
      <a href='//job-boards.greenhouse.io/crumb/jobs/5'>Baker</a>
    """
    assert str(board_in_page(page)) == "greenhouse:crumb"
    assert board_in_page("<a href='https://crumb.example/jobs'>Jobs</a>") is None


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("Crumb & Sons Ltd.", ["crumbsons", "crumb-sons", "crumbsonsltd", "crumb"]),
        ("  ACME  ", ["acme"]),
        ("!?", []),
    ],
)
def test_a_name_has_a_few_likely_spellings(name: str, slugs: list[str]) -> None:
    assert likely_slugs(name) == slugs


@pytest.mark.parametrize("wanted", [{}, {"address": " "}, {"address": "lever:a", "company": "b"}, {"address": "x:y"}])
async def test_what_names_no_board_is_refused(client: httpx.AsyncClient, wanted: dict[str, str]) -> None:
    answer = await client.post("/boards", json=wanted)
    assert answer.status_code == 422
    assert answer.json()["detail"]


async def test_an_import_goes_the_way_of_a_crawl_and_is_done_once(
    client: httpx.AsyncClient, platform: Platform
) -> None:
    jobs = [job(1), job(2, "Oven Builder"), job(3, opening=5001, requisition="C-1", place="Leuven, Belgium")]
    first = await imported(client, jobs)
    assert {key: first[key] for key in ("board", "boards", "found", "changed", "duplicates", "problems")} == {
        "board": "greenhouse",
        "boards": ["greenhouse:crumb"],
        "found": 3,
        "changed": 0,
        "duplicates": 1,
        "problems": [],
    }
    again = await imported(client, jobs)
    assert (again["found"], again["changed"], again["duplicates"]) == (0, 0, 0)
    # An import closes nothing: it may be a part of the board.
    await imported(client, jobs[:1])
    boards = (await client.get("/boards")).json()["items"]
    assert (boards[0]["postings_open"], boards[0]["next_crawl_at"]) == (3, None)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
async def test_packed_lines_of_several_boards_are_imported(
    client: httpx.AsyncClient, pack: Callable[[bytes], bytes]
) -> None:
    lines = [{"company": name, "jobs": [job(number)]} for number, name in enumerate(("crumb", "mill"), 1)]
    body = pack("\n".join(map(json.dumps, lines)).encode())
    done = (await client.post("/postings/import", files={"file": ("all.jsonl", body)})).json()
    assert (done["boards"], done["found"]) == (["greenhouse:crumb", "greenhouse:mill"], 2)


@pytest.mark.parametrize(
    "body", [b"", b"<html></html>", b'{"jobs": [', b'{"hello": 1}', gzip.compress(b"[1]" * 99)[:-9]]
)
async def test_a_file_that_is_no_answer_is_one_sentence(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post("/postings/import", files={"file": ("x.json", body)})
    assert answer.status_code == 422
    assert answer.json()["code"] == "boards.recorded_file"
    assert "\n" not in answer.json()["detail"]


async def test_drift_is_reported_and_the_posting_kept(client: httpx.AsyncClient) -> None:
    odd = job(1)
    odd["updated_on"] = odd.pop("updated_at")
    odd["title"] = 42
    done = await imported(client, [odd])
    told = {(entry["field"], entry["problem"].split(",")[0]) for entry in done["drift"]}
    assert {("updated_at", "is missing"), ("title", "should be text and is a number")} <= told
    assert any(entry["field"] == "updated_on" and "updated_at" in entry["problem"] for entry in done["drift"])
    assert done["found"] == 1


async def test_a_posting_shows_text_history_twins_and_raw(
    client: httpx.AsyncClient, platform: Platform, workspace: UUID
) -> None:
    text = "&lt;h2&gt;Duties&lt;/h2&gt; The salary is $52,000 - $61,000 per year."
    await imported(client, [job(1, text=text, place="Remote - US"), job(2, opening=5001, requisition="C-1")])
    async with platform.db.workspace(workspace) as session:
        (found,) = (await search(session, PostingFilters())).items
    shown = (await client.get(f"/postings/{found.id}")).json()
    assert shown["text"].startswith("## Duties")
    assert shown["salary"]["text"] == "USD 52,000 – 61,000 a year"
    assert [change["what"] for change in shown["history"]] == ["found", "merged"]
    assert shown["twins"][0]["signals"]
    assert (await client.get(f"/postings/{found.id}/raw")).json()["id"] in (1, 2)
    twin = shown["twins"][0]["id"]
    assert (await client.delete(f"/postings/{found.id}/twins/{twin}")).status_code == 204
    assert (await client.delete(f"/postings/{found.id}/twins/{twin}")).status_code == 404
    assert (await client.get(f"/postings/{found.id}")).json()["twins"] == []
    assert (await client.get(f"/postings/{uuid4()}")).status_code == 404


async def test_search_by_words_and_filters(client: httpx.AsyncClient, platform: Platform, workspace: UUID) -> None:
    await imported(
        client,
        [
            job(1, "Rye Baker", place="Ghent, Belgium"),
            job(2, "Oven Builder", place="Remote - Germany", text="We weld ovens of steel. " * 20),
            job(3, "Accountant", place="Antwerp, Belgium; London, UK", text="You keep the books. " * 20),
        ],
    )

    async def titles(**filters: Any) -> list[str]:
        async with platform.db.workspace(workspace) as session:
            return sorted(item.title for item in (await search(session, PostingFilters(**filters))).items)

    assert await titles(q="welding") == ["Oven Builder"]
    assert await titles(q='"rye baker"') == ["Rye Baker"]
    assert await titles(q="baker or accountant") == ["Accountant", "Rye Baker"]
    assert await titles(remote=True) == ["Oven Builder"]
    assert await titles(location="Belgium") == ["Accountant", "Rye Baker"]
    assert await titles(location="london") == ["Accountant"]
    assert await titles(location="100%_") == []
    assert await titles(company="crumb", board="greenhouse:crumb", q="-ovens -books") == ["Rye Baker"]
    assert await titles(board="lever") == []
    assert await titles(status="closed") == []
    assert await titles(q="'; DROP TABLE discover_posting; --") == []


async def test_a_search_holds_every_posting_once(
    client: httpx.AsyncClient, platform: Platform, workspace: UUID
) -> None:
    await imported(client, [job(number, f"Baker of bread {number}") for number in range(1, 26)])
    async with platform.db.workspace(workspace) as session:
        seen = [item.id for item in (await search(session, PostingFilters())).items]
        assert len(seen) == len(set(seen)) == 25
        assert set(await open_posting_ids(session)) == set(seen)
        assert isinstance(await posting(session, seen[0]), Posting)


async def test_characters_that_a_database_refuses_do_not_lose_a_posting(client: httpx.AsyncClient) -> None:
    done = await imported(client, [job(1, "Ba\x00ker", note="zero \x00 byte", text="Text with \x00 in it. " * 20)])
    assert (done["found"], done["problems"]) == (1, [])
