"""The sample board of the demo, read by the code that reads the real ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest

from rolecall.boards.contract import Address, Listing, Response
from rolecall.boards.greenhouse import Greenhouse
from rolecall.discover.normalise import normalise
from rolecall.entrypoints.demo.board import create_app, serving
from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from rolecall.entrypoints.demo.postings import COMPANIES, SamplePosting, company, html_of, today
from rolecall.match.model import Decision
from rolecall.match.score import score
from rolecall.platform.http import HttpClient
from rolecall.platform.settings import Settings
from rolecall.profile.facts import facts_of
from rolecall.profile.preferences import Preferences
from rolecall.profile.read import read_resume


class Clock:
    """A clock that is moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def board(clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    app = httpx.ASGITransport(create_app(closes_after=20, clock=clock))
    async with httpx.AsyncClient(transport=app, base_url="http://board") as client:
        yield client


@pytest.fixture
async def client(tmp_path: Path, origin: str) -> AsyncIterator[HttpClient]:
    settings = Settings(
        _env_file=None,
        data_dir=tmp_path,
        allow_private_hosts=(origin.removeprefix("http://"),),
        requests_per_second=50,
    )
    http = HttpClient(settings)
    yield http
    await http.close()


@pytest.fixture
async def origin() -> AsyncIterator[str]:
    async with serving() as origin:
        yield origin


def all_postings() -> list[SamplePosting]:
    return [posting for token in COMPANIES if (found := company(token)) for posting in found.postings]


async def crawl(client: HttpClient, origin: str, token: str) -> list[Listing]:
    async def fetch(url: str, **_: object) -> Response:
        fetched = await client.fetch(url)
        return Response(fetched.status, fetched.body, fetched.headers, fetched.unchanged)

    listings: list[Listing] = []
    async for page in Greenhouse(origin).pages(Address("greenhouse", token), fetch):
        assert page.complete
        assert not page.drift, "the sample speaks the documented format"
        listings += page.listings
    return listings


@pytest.mark.parametrize("token", COMPANIES)
async def test_the_real_board_and_http_client_read_every_sample_posting(
    client: HttpClient, origin: str, token: str
) -> None:
    listings = await crawl(client, origin, token)
    sample = company(token)
    assert sample
    assert [listing.job_id for listing in listings] == [str(posting.id) for posting in sample.postings]
    for listing, posting in zip(listings, sample.postings, strict=True):
        assert listing.html == posting.html
        assert listing.company == sample.name
        assert listing.requisition_id == posting.requisition_id
        assert listing.url == f"{origin}/{token}/jobs/{posting.id}"
        assert listing.published_at


async def test_the_apply_link_of_a_listing_opens_its_page(client: HttpClient, origin: str) -> None:
    for listing in (await crawl(client, origin, "alderpeak"))[:3]:
        page = await client.fetch(listing.apply_url)
        assert page.status == 200
        assert listing.title in unescape(page.body.decode())


async def test_content_is_html_that_is_escaped_once_more(board: httpx.AsyncClient) -> None:
    told = (await board.get("/v1/boards/quillmoor/jobs/4100101")).json()["content"]
    assert told.startswith("&lt;div class=&quot;content-intro&quot;&gt;&lt;p&gt;")
    assert "<" not in told
    assert "drivers&#39; apps" in told


async def test_an_ampersand_of_the_text_is_escaped_twice(board: httpx.AsyncClient) -> None:
    assert "&nbsp;" in html_of("## Skills", "bold")
    assert "&amp;nbsp;" in (await board.get("/v1/boards/sundrel/jobs/5200201")).json()["content"]


async def test_the_list_without_content_leaves_out_text_departments_and_offices(board: httpx.AsyncClient) -> None:
    job = (await board.get("/v1/boards/sundrel/jobs")).json()["jobs"][0]
    assert not {"content", "departments", "offices"} & set(job)


async def test_what_has_not_changed_is_answered_304(board: httpx.AsyncClient) -> None:
    first = await board.get("/v1/boards/sundrel/jobs?content=true")
    again = await board.get("/v1/boards/sundrel/jobs?content=true", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await board.get("/v1/boards/sundrel/jobs", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


async def test_one_posting_is_taken_down_a_while_after_it_was_first_listed(
    board: httpx.AsyncClient, clock: Clock
) -> None:
    async def listed() -> set[int]:
        return {job["id"] for job in (await board.get("/v1/boards/quillmoor/jobs")).json()["jobs"]}

    clock.now = 1_000  # nothing was listed yet, so nothing closes
    before = await listed()
    clock.now += 19
    assert await listed() == before
    clock.now += 2
    assert before - await listed() == {4100139}
    assert (await board.get("/v1/boards/quillmoor/jobs/4100139")).status_code == 404
    assert (await board.get("/quillmoor/jobs/4100139")).status_code == 404


async def test_pay_and_questions_are_told_when_asked_for(board: httpx.AsyncClient) -> None:
    job = (await board.get("/v1/boards/sundrel/jobs/5200204?questions=true&pay_transparency=true")).json()
    assert job["pay_input_ranges"][0]["min_cents"] == 3400
    assert {"resume", "cover_letter"} <= {question["fields"][0]["name"] for question in job["questions"]}
    plain = (await board.get("/v1/boards/sundrel/jobs/5200204")).json()
    assert not {"questions", "pay_input_ranges"} & set(plain)


async def test_other_companies_are_sent_on_to_the_real_api(board: httpx.AsyncClient) -> None:
    answer = await board.get("/v1/boards/another/jobs?content=true")
    assert answer.status_code == 307
    assert answer.headers["location"] == "https://boards-api.greenhouse.io/v1/boards/another/jobs?content=true"


async def test_unknown_postings_are_not_found_in_the_words_of_the_real_api(board: httpx.AsyncClient) -> None:
    answer = await board.get("/v1/boards/sundrel/jobs/1")
    assert (answer.status_code, answer.json()) == (404, {"status": 404, "error": "Job not found"})


@pytest.mark.parametrize("path", ["/", "/quillmoor", "/sundrel/jobs/5200224", "/nobody", "/quillmoor/jobs/1"])
async def test_pages_for_people_say_that_everything_is_invented(board: httpx.AsyncClient, path: str) -> None:
    page = await board.get(path)
    assert page.headers["content-type"].startswith("text/html")
    assert "invented" in page.text


def test_the_sample_has_about_forty_postings_of_the_length_of_real_ones() -> None:
    postings = all_postings()
    assert 38 <= len(postings) <= 45
    lengths = {posting.id: len(re.sub(r"<[^>]+>", " ", posting.html).split()) for posting in postings}
    assert {id_: words for id_, words in lengths.items() if not 150 <= words <= 400} == {}
    assert len({posting.id for posting in postings}) == len(postings)


def test_the_sample_holds_what_the_demo_is_to_show() -> None:
    postings = all_postings()
    assert sum(posting.closes for posting in postings) == 1
    assert Counter(posting.language for posting in postings).keys() == {"en", "de", "fr"}
    assert [posting.id for posting in postings if "Ignore all previous instructions" in posting.html] == [5200224]
    cities = Counter(posting.requisition_id for posting in postings)
    assert {number for number, times in cities.items() if times == 3} == {"QM-1042", "SE-2207"}
    reposted = [posting for posting in postings if posting.title == "Field Service Manager"]
    assert len({posting.internal_job_id for posting in reposted}) == 2


def test_the_resume_is_the_same_every_time_and_read_as_it_was_meant() -> None:
    pdf = resume_pdf()
    assert pdf == resume_pdf()
    resume = read_resume(pdf, FILENAME).resume
    assert resume.basics.name == "Nadja Okoro"
    assert [job.position for job in resume.work] == [
        "Senior Backend Engineer",
        "Backend Engineer",
        "Software Developer",
    ]
    assert sum(len(job.highlights) for job in resume.work) == 12
    assert [language.language for language in resume.languages] == ["German", "English", "French"]


def test_the_sample_reaches_from_the_best_to_weak_and_the_injected_instruction_is_only_reported() -> None:
    resume = read_resume(resume_pdf(), FILENAME).resume
    facts = facts_of(resume)
    matches = {
        listing.title: score(normalise(listing), resume, facts, Preferences(), date(2026, 11, 22))
        for token in COMPANIES
        if (of := company(token))
        for listing in Greenhouse()
        .parse({"jobs": [posting.answer(of, "https://x.example", today(), content=True) for posting in of.postings]})
        .listings
    }
    best = max(matches.values(), key=lambda match: match.probability)
    assert best is matches["Senior Backend Engineer"]
    assert best.score == 89
    assert any("90 and more needs about 40 of your own decisions" in notice for notice in best.notices)
    assert matches["Senior Platform Engineer, Kubernetes"].decision is Decision.REVIEW
    assert matches["Registered Nurse, Outpatient Surgery"].decision is Decision.WEAK
    steered = matches["Growth Marketing Manager"]
    assert steered.decision is Decision.WEAK
    assert any("Ignore all previous instructions" in notice for notice in steered.notices)


async def test_the_server_ends_with_its_block() -> None:
    async with serving() as origin, httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(f"{origin}/robots.txt")).text.startswith("User-agent: *")
    async with httpx.AsyncClient(trust_env=False) as http:
        with pytest.raises(httpx.ConnectError):
            await http.get(f"{origin}/robots.txt")
