"""Postings that a person brings: by address, as a page, as text."""

from __future__ import annotations

import json
import socket
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings
from tests.discover.board_server import Answer, BoardServer, job
from tests.discover.conftest import Boards

Run = Callable[[], Awaitable[None]]
WORK = "You roll the dough, watch the oven and teach two apprentices what you know of rye. " * 6
HOST = "work.crumb.example"
HOSTED = "https://job-boards.greenhouse.io/crumb/jobs/1"
LINKEDIN = "https://www.linkedin.com/jobs/view/baker-at-crumb-4000000001/"


def page(title: str = "Baker", company: str = "Crumb & Sons", text: str = WORK, **more: Any) -> str:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title,
        "description": f"<p>{text}</p>",
        "hiringOrganization": {"@type": "Organization", "name": company},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Ghent", "addressCountry": "Belgium"}},
        **more,
    }
    return f"<html><head><script type='application/ld+json'>{json.dumps(posting)}</script></head><body>Hi</body></html>"


@pytest.fixture(autouse=True)
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's server has a name, as every host outside has."""
    resolve = socket.getaddrinfo

    def known(host: str, *more: Any, **also: Any) -> Any:
        return resolve("127.0.0.1" if host == HOST else host, *more, **also)

    monkeypatch.setattr(socket, "getaddrinfo", known)


@pytest.fixture
def settings(settings: Settings, board_server: BoardServer) -> Settings:
    """The server may also be asked by its name."""
    port = board_server.host.rpartition(":")[2]
    return settings.model_copy(update={"allow_private_hosts": (board_server.host, f"{HOST}:{port}")})


def at(board_server: BoardServer, path: str, answer: Answer) -> str:
    """The address of a page on the test's server, which answers so."""
    board_server.pages[path] = answer
    return f"http://{HOST}:{board_server.host.rpartition(':')[2]}{path}"


async def captured(client: httpx.AsyncClient, **given: Any) -> dict[str, Any]:
    answer = await client.post("/postings/capture", json=given)
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def test_a_portal_page_from_the_own_browser_is_kept_under_the_portal_and_is_one_however_often(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    first = await captured(client, url=LINKEDIN, html=page())
    assert (first["title"], first["company"], first["board"]) == ("Baker", "Crumb & Sons", "linkedin")
    assert first["text"].startswith("You roll the dough")
    again = await captured(client, url=f"{LINKEDIN}?trk=mail&refId=77", html=page(text=WORK + "And you sell it."))
    assert again["id"] == first["id"]
    assert [change["what"] for change in again["history"]] == ["found", "changed"]
    assert board_server.asked == [], "the portal is never asked"
    (board,) = (await client.get("/boards")).json()["items"]
    assert (board["address"], board["board_title"], board["url"]) == (
        "captured:linkedin",
        "Captured from LinkedIn",
        None,
    )
    assert (board["postings_open"], board["next_crawl_at"]) == (1, None)


async def test_a_captured_posting_of_a_portal_is_unknown_and_says_that_it_is_not_read(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    shown = await captured(client, url=LINKEDIN, html=page())
    assert shown["liveness"]["state"] == "unknown"
    seen = (await client.post(f"/postings/{shown['id']}/check")).json()
    assert seen["state"] == "unknown"
    assert seen["evidence"] == "It was captured from LinkedIn, which Rolecall does not read; open it to see."
    assert board_server.asked == []


async def test_what_was_captured_is_never_crawled(client: httpx.AsyncClient, boards: Boards) -> None:
    await captured(client, url=LINKEDIN, html=page())
    (board,) = (await client.get("/boards")).json()["items"]
    answer = await client.post(f"/boards/{board['id']}/crawl")
    assert (answer.status_code, answer.json()["code"]) == (409, "discover.nothing_to_read")
    assert (await boards.read(UUID(board["id"]))).status == "ok"


async def test_the_address_of_a_portal_alone_is_refused_with_what_to_do(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    for path in ("/postings/capture", "/scraper/scrape"):
        answer = await client.post(path, json={"url": "https://www.indeed.com/viewjob?jk=0123456789abcdef"})
        assert answer.status_code == 422
        assert "capture the posting from your own browser" in answer.json()["detail"]
    assert board_server.asked == []


async def test_the_address_of_a_board_s_posting_is_read_there_and_is_live(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    shown = await captured(client, url=f"{HOSTED}?gh_src=friend")
    assert (shown["title"], shown["board"]) == ("Baker", "greenhouse")
    assert shown["liveness"]["state"] == "live"
    assert len(board_server.asked) == 1
    assert (await captured(client, url=HOSTED))["id"] == shown["id"]


async def test_a_board_s_posting_that_a_reading_wrote_is_not_written_over(
    client: httpx.AsyncClient, boards: Boards, board_server: BoardServer, platform: Platform, workspace: UUID
) -> None:
    board_server.jobs["crumb"] = [job(1)]
    await boards.read(await boards.follow())
    board_server.jobs["crumb"] = [job(1, "Head Baker")]
    shown = await captured(client, url=HOSTED)
    assert shown["title"] == "Baker"
    async with platform.db.workspace(workspace) as session:
        assert (await session.scalars(select(BoardRow.followed))).all() == [True]


async def test_a_posting_that_its_board_took_down_is_said_to_be_gone_but_a_page_of_it_is_kept(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    board_server.jobs["crumb"] = []
    answer = await client.post("/postings/capture", json={"url": HOSTED})
    assert (answer.status_code, answer.json()["code"]) == (410, "boards.posting_gone")
    kept = await captured(client, url=HOSTED, html=page())
    assert (kept["board"], kept["title"]) == ("greenhouse", "Baker")


async def test_any_other_page_is_read_politely_for_what_it_tells_machines(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    url = at(board_server, "/work/baker", Answer(200, page().encode()))
    shown = await captured(client, url=url)
    assert (shown["title"], shown["company"], shown["board"]) == ("Baker", "Crumb & Sons", "captured")
    assert (shown["liveness"]["state"], shown["liveness"]["evidence"]) == (
        "live",
        f"{HOST} showed it when it was added.",
    )
    assert (await captured(client, url=f"{url}?utm_source=mail"))["id"] == shown["id"]
    assert [each["address"] for each in (await client.get("/boards")).json()["items"]] == [f"captured:{HOST}"]
    for answer, state in ((Answer(500, b"oops"), "unknown"), (Answer(200, b"<p>Hi</p>"), "unknown")):
        at(board_server, "/work/baker", answer)
        assert (await client.post(f"/postings/{shown['id']}/check")).json()["state"] == state
    at(board_server, "/work/baker", Answer(410, b"gone"))
    assert (await client.post(f"/postings/{shown['id']}/check")).json()["state"] == "closed"


async def test_a_page_that_robots_may_not_read_is_not_read(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    board_server.robots = b"User-agent: *\nDisallow: /work/"
    url = at(board_server, "/work/baker", Answer(200, page().encode()))
    answer = await client.post("/postings/capture", json={"url": url})
    assert (answer.status_code, answer.json()["code"]) == (422, "http.robots_refused")
    assert board_server.asked == []


async def test_a_page_that_cannot_be_had_or_holds_nothing_is_one_clear_sentence(
    client: httpx.AsyncClient, board_server: BoardServer
) -> None:
    gone = at(board_server, "/gone", Answer(404, b"gone"))
    answer = await client.post("/postings/capture", json={"url": gone})
    assert (answer.status_code, answer.json()["code"]) == (422, "discover.page_not_read")
    empty = await client.post("/postings/capture", json={"html": "<html><body><h1>Baker</h1></body></html>"})
    assert (empty.status_code, empty.json()["code"]) == (422, "boards.not_a_posting")
    nothing = await client.post("/postings/capture", json={})
    assert nothing.status_code == 422
    assert "nothing to read" in nothing.json()["detail"]
    many = await client.post("/postings/capture", json={"url": "https://job-boards.greenhouse.io/crumb"})
    assert (many.status_code, many.json()["code"]) == (422, "discover.not_one_posting")
    large = await client.post("/postings/capture", json={"text": "x" * 500_001})
    assert large.status_code == 422


async def test_a_pasted_text_becomes_a_posting_with_what_the_person_says_of_it(client: httpx.AsyncClient) -> None:
    given = {"text": WORK, "title": "Master Baker", "company": "Crumb & Sons", "location": "Ghent, Belgium"}
    shown = await captured(client, **given)
    assert (shown["title"], shown["company"], shown["locations"]) == (
        "Master Baker",
        "Crumb & Sons",
        ["Ghent, Belgium"],
    )
    assert (await captured(client, **given))["id"] == shown["id"]
    checked = (await client.post(f"/postings/{shown['id']}/check")).json()
    assert (checked["state"], "no page to look at" in checked["evidence"]) == ("unknown", True)


async def test_a_copy_on_a_portal_meets_the_employer_s_own_posting(
    client: httpx.AsyncClient, boards: Boards, board_server: BoardServer, platform: Platform, workspace: UUID
) -> None:
    board_server.jobs["crumb"] = [job(1, text=WORK, requisition=None)]
    await boards.read(await boards.follow())
    shown = await captured(client, url=LINKEDIN, html=page())
    async with platform.db.workspace(workspace) as session:
        own = (await session.scalars(select(PostingRow).where(PostingRow.board == "greenhouse"))).one()
    assert shown["duplicate_of"] == str(own.id) or [twin["id"] for twin in shown["twins"]] == [str(own.id)]


async def test_scraping_one_address_reads_a_posting_at_once_and_a_board_as_a_job(
    client: httpx.AsyncClient, board_server: BoardServer, run_jobs: Run
) -> None:
    board_server.jobs["crumb"] = [job(1), job(2, "Oven Builder")]
    one = await client.post("/scraper/scrape", json={"url": HOSTED})
    assert (one.status_code, one.json()["status"]) == (200, "read")
    assert (await client.get(f"/postings/{one.json()['posting_ids'][0]}")).json()["title"] == "Baker"
    board = await client.post("/scraper/scrape", json={"url": "https://job-boards.greenhouse.io/crumb"})
    assert (board.status_code, board.json()["status"]) == (202, "queued")
    await run_jobs()
    shown = (await client.get(board.json()["status_url"].removeprefix("/api/v1"))).json()
    assert (shown["postings_open"], shown["status"], shown["next_crawl_at"]) == (2, "ok", None)


@pytest.mark.parametrize("url", ["ftp://crumb.example/x", "no url at all", "http://", "https://user:pw@crumb.example/"])
async def test_what_is_no_address_is_refused(client: httpx.AsyncClient, url: str) -> None:
    answer = await client.post("/scraper/scrape", json={"url": url})
    assert answer.status_code in {404, 422}, answer.text
    assert answer.json()["detail"]
