"""Workday: twenty a page, two thousand a search, facets beyond; places and text only with the posting itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from rolecall.boards.contract import Address, Json, Response
from rolecall.boards.outcomes import PostingGone, Refused, RetryLater, UnreadableAnswer
from rolecall.boards.workday import Workday
from rolecall.boards.workday_facets import ranked
from tests.boards.conftest import FakeFetch, all_pages, dumped, told

RINGING = Address("workday", "glocken/Ringing", "wd3")
API = "https://glocken.wd3.myworkdayjobs.com/wday/cxs/glocken/Ringing"


@dataclass(slots=True)
class Site:
    """A career site as its endpoint answers: a search gives 2,000 at most, and its total on the first page only.

    `postings` are (id, values by facet). Past its end a search begins again.
    """

    postings: list[tuple[str, Mapping[str, str]]]
    facets: tuple[str, ...] = ("family", "type")
    asked: list[Json] = field(default_factory=list)

    async def __call__(
        self, url: str, *, method: str = "GET", json: Json | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        assert (url, method) == (f"{API}/jobs", "POST")
        assert json is not None
        self.asked.append(json)
        applied = json["appliedFacets"]
        found = [
            (job_id, values)
            for job_id, values in self.postings
            if all(values.get(name) in wanted for name, wanted in applied.items())
        ]
        window = found[:2000]
        begin = json["offset"] if json["offset"] < len(window) else 0
        shown = [
            {"title": "Ringer", "externalPath": f"/job/Graz/Ringer_{job_id}", "locationsText": "Graz"}
            for job_id, _ in window[begin : begin + json["limit"]]
        ]
        total = min(len(found), 2000) if json["offset"] == 0 else 0
        return Response(200, dumped({"total": total, "jobPostings": shown, "facets": self._facets(found)}), url=url)

    def _facets(self, found: list[tuple[str, Mapping[str, str]]]) -> list[dict[str, Any]]:
        told = []
        for name in self.facets:
            counts: dict[str, int] = {}
            for _, values in found:
                if name in values:
                    counts[values[name]] = counts.get(values[name], 0) + 1
            # Places stand in a group, under a name of their own.
            group: dict[str, Any] = {
                "facetParameter": name,
                "values": [{"id": value, "descriptor": value, "count": count} for value, count in counts.items()],
            }
            told.append({"facetParameter": "group", "values": [group]} if name == "place" else group)
        return told


def numbered(count: int, *, of: str, begin: int = 0, **also: str) -> list[tuple[str, Mapping[str, str]]]:
    return [(f"R{number}", {"family": of, **also}) for number in range(begin, begin + count)]


async def ids_of(site: Site) -> tuple[list[str], bool, int | None]:
    pages = await all_pages(Workday().pages(RINGING, site))
    return [listing.job_id for page in pages for listing in page.listings], pages[-1].complete, pages[-1].total


def test_every_field_arrives() -> None:
    page = Workday().parse(told("workday/list"), RINGING)
    founder, again, tuner = page.listings
    assert (page.drift, page.complete, page.total) == ((), True, 3)
    assert (founder.job_id, founder.requisition_id, founder.places) == ("JR-204", "JR-204", ("Graz, Austria",))
    assert founder.url == "https://glocken.wd3.myworkdayjobs.com/Ringing/job/Graz-Austria/Bell-Founder_JR-204"
    assert founder.apply_url == f"{founder.url}/apply"
    # "2 Locations" is no place: the first one stands in the path, all of them in the posting itself.
    assert (again.job_id, again.requisition_id, again.places) == ("JR-204-1", "JR-204", ("Tel Aviv",))
    assert (tuner.job_id, tuner.requisition_id, tuner.employment_type) == ("R26_00031", "R26_00031", "Part time")
    assert (tuner.workplace, tuner.places) == ("Fully Remote", ("Remote - Portugal",))
    assert all(listing.partial and listing.published_at is None for listing in page.listings)
    assert all("postedOn" in listing.volatile for listing in page.listings)


def test_a_posting_has_text_places_and_the_day() -> None:
    (posting,) = Workday().parse(told("workday/posting")).listings
    assert posting.address == RINGING
    assert (posting.job_id, posting.requisition_id, posting.company) == ("JR-204-1", "JR-204", "Glocken & Sons Ltd")
    assert posting.places == ("Tel Aviv", "Haifa", "Graz, Austria")
    assert posting.html == "<p>You cast bells.</p><ul><li>Bronze</li></ul>"
    assert posting.published_at == datetime(2026, 9, 21, tzinfo=UTC)
    assert posting.valid_through == datetime(2026, 12, 1, tzinfo=UTC)
    assert (posting.workplace, posting.employment_type, posting.partial) == ("Hybrid", "Full time", False)
    assert Workday().parse(told("workday/posting")).drift == ()


def test_drift_is_reported_and_nothing_is_lost() -> None:
    page = Workday().parse(told("workday/drifted"), RINGING)
    assert [listing.job_id for listing in page.listings] == ["JR-204", "JR-205"]
    assert not page.complete
    problems = {(entry.field, entry.problem) for entry in page.drift}
    assert {
        ("title", "is missing"),
        ("jobTitle", "is new, and may be the new name of title, which is missing"),
        ("locationsText", "should be text and is a list"),
        ("bulletFields", "should be a list and is text"),
        ("externalPath", "is missing"),
        ("jobPostings", "holds a number instead of an object, left out"),
    } <= problems


async def test_pages_of_twenty_go_to_the_total_that_only_the_first_one_tells() -> None:
    site = Site(numbered(47, of="ring"))
    found, complete, total = await ids_of(site)
    assert (len(set(found)), complete, total) == (47, True, 47)
    assert [(sent["offset"], sent["limit"]) for sent in site.asked] == [(0, 20), (20, 20), (40, 20)]
    assert site.asked[0] == {"appliedFacets": {}, "limit": 20, "offset": 0, "searchText": ""}


async def test_more_than_two_thousand_are_read_by_facet_and_each_once() -> None:
    # 4,500 over three values; one of them is again more than a search gives, and is split by the other facet.
    site = Site(
        [
            *numbered(2_600, of="ring", type="day"),
            *numbered(400, of="ring", begin=2_600, type="night"),
            *numbered(900, of="cast", begin=3_000, type="day"),
            *numbered(600, of="tune", begin=3_900, type="night"),
        ]
    )
    site.postings = [
        (job_id, {**values, "place": "Graz" if int(job_id[1:]) % 2 else "Linz"}) for job_id, values in site.postings
    ]
    site.facets = ("family", "type", "place")
    found, complete, total = await ids_of(site)
    assert (len(found), len(set(found)), complete, total) == (4_500, 4_500, True, 4_500)
    assert {len(sent["appliedFacets"]) for sent in site.asked} == {0, 1, 2}


async def test_postings_without_a_value_are_looked_for_by_another_facet() -> None:
    # The first facet leaves 300 out, among them the newest: the second one has them.
    bare = [(f"R{number}", {"type": "night"}) for number in range(3_000, 3_300)]
    site = Site([*bare, *numbered(1_500, of="ring", type="day"), *numbered(1_500, of="cast", begin=1_500, type="day")])
    site.facets = ("family",)
    found, complete, _ = await ids_of(site)
    assert len(set(found)) == 3_300
    assert not complete, "300 postings carry no value of the only facet: nobody knows how many more do not"
    site.facets = ("family", "place")
    site.postings = [(job_id, {**values, "place": job_id[-1]}) for job_id, values in site.postings]
    found, complete, _ = await ids_of(site)
    assert (len(set(found)), complete) == (3_300, True)


async def test_a_large_site_without_facets_is_read_as_far_as_it_goes_and_is_not_complete() -> None:
    site = Site(numbered(2_300, of="ring"), facets=())
    found, complete, _ = await ids_of(site)
    pages = await all_pages(Workday().pages(RINGING, site))
    assert (len(set(found)), complete) == (2_000, False)
    assert any(entry.field == "facets" for page in pages for entry in page.drift)


async def test_a_total_that_is_missing_is_reported_and_the_pages_are_read_until_one_is_not_full() -> None:
    full = [{"title": "Ringer", "externalPath": f"/job/Graz/Ringer_R{number}"} for number in range(20)]
    fetch = FakeFetch({"jobPostings": full}, {"jobPostings": [{"title": "Last", "externalPath": "/job/Graz/L_R99"}]})
    pages = await all_pages(Workday().pages(RINGING, fetch))
    assert [len(page.listings) for page in pages] == [20, 1]
    assert [page.complete for page in pages] == [False, True]
    assert ("total", "is missing or no number") in {(entry.field, entry.problem) for entry in pages[0].drift}


async def test_a_site_that_stops_early_is_not_complete() -> None:
    answers = [{"total": 30, "jobPostings": told("workday/list")["jobPostings"]}, {"total": 0, "jobPostings": []}]
    pages = await all_pages(Workday().pages(RINGING, FakeFetch(*answers)))
    assert [page.complete for page in pages] == [False, False]


def test_the_facet_whose_counts_agree_with_anothers_is_the_best() -> None:
    def facet(name: str, *counts: int) -> dict[str, Any]:
        values = [{"id": f"{name}{at}", "count": count} for at, count in enumerate(counts)]
        return {"facetParameter": name, "values": values}

    told = [
        facet("several", 1_900, 1_900),
        facet("too_large", 2_500, 100),
        facet("best", 1_800, 800),
        {"facetParameter": "group", "values": [facet("inner", 1_000, 200)]},
        {"facetParameter": "broken", "values": [{"id": 4, "count": "many"}, None]},
    ]
    assert [entry.parameter for entry in ranked(told, {})] == ["best", "several", "inner", "too_large"]
    assert "best" not in [entry.parameter for entry in ranked(told, {"best": ["best0"]})]


async def test_one_posting_is_read_by_the_path_that_the_list_told() -> None:
    fetch = FakeFetch(told("workday/posting"))
    listed = told("workday/list")["jobPostings"][1]
    posting = await Workday().posting(RINGING, "JR-204-1", fetch, listed)
    assert fetch.asked == [f"{API}/job/Tel-Aviv/Bell-Founder_JR-204-1"]
    assert (posting.job_id, posting.partial) == ("JR-204-1", False)
    again = FakeFetch(told("workday/posting"))
    await Workday().posting(RINGING, "JR-204-1", again, posting.raw)
    assert again.asked == fetch.asked


async def test_without_a_path_the_site_is_searched_for_the_id() -> None:
    fetch = FakeFetch(told("workday/list"), told("workday/posting"))
    await Workday().posting(RINGING, "JR-204-1", fetch)
    assert fetch.sent[0] == {"appliedFacets": {}, "limit": 20, "offset": 0, "searchText": "JR-204"}
    assert fetch.asked[1] == f"{API}/job/Tel-Aviv/Bell-Founder_JR-204-1"
    with pytest.raises(PostingGone):
        await Workday().posting(RINGING, "JR-999", FakeFetch(told("workday/list")))


async def test_a_posting_that_is_gone_or_not_posted_any_more_is_gone() -> None:
    listed = told("workday/list")["jobPostings"][0]
    gone = Response(404, b"{}")
    with pytest.raises(PostingGone, match="JR-204"):
        await Workday().posting(RINGING, "JR-204", FakeFetch(gone, gone), listed)
    hidden = told("workday/posting")
    hidden["jobPostingInfo"]["posted"] = False
    with pytest.raises(PostingGone):
        await Workday().posting(RINGING, "JR-204", FakeFetch(hidden), listed)
    with pytest.raises(UnreadableAnswer, match="no text"):
        await Workday().posting(RINGING, "JR-204", FakeFetch({"jobPostingInfo": {"title": "Bell"}}), listed)


async def test_a_site_on_the_shared_host_is_found_there_and_remembered() -> None:
    board = Workday()
    fetch = FakeFetch(Response(422, b"{}"), told("workday/list"), told("workday/posting"))
    pages = await all_pages(board.pages(RINGING, fetch))
    shared = "https://wd3.myworkdaysite.com"
    assert fetch.asked == [f"{API}/jobs", f"{shared}/wday/cxs/glocken/Ringing/jobs"]
    url = pages[0].listings[0].url
    assert url == f"{shared}/recruiting/glocken/Ringing/job/Graz-Austria/Bell-Founder_JR-204"
    await board.posting(RINGING, "JR-204", fetch, pages[0].listings[0].raw)
    assert fetch.asked[2].startswith(f"{shared}/wday/cxs/glocken/Ringing/job/")


async def test_a_wrong_site_is_named_and_maintenance_passes() -> None:
    wrong = Response(422, b'{"errorCode":"HTTP_422"}')
    with pytest.raises(Refused, match="career site “Ringing”, “glocken” answers HTTP 422"):
        await all_pages(Workday().pages(RINGING, FakeFetch(wrong, wrong)))
    closed = Response(200, b"<html>Back soon", url="https://community.workday.com/maintenance-page")
    with pytest.raises(RetryLater, match="maintained"):
        await all_pages(Workday().pages(RINGING, FakeFetch(closed)))
    with pytest.raises(Refused, match="workday:tenant/site@wd5"):
        await all_pages(Workday().pages(Address("workday", "glocken/Ringing"), FakeFetch()))


async def test_the_site_of_a_tenant_is_where_its_root_leads() -> None:
    tenant = Address("workday", "glocken", "wd3")
    led = Response(200, b"", url="https://glocken.wd3.myworkdayjobs.com/en-US/Ringing")
    fetch = FakeFetch(led, told("workday/list"))
    pages = await all_pages(Workday().pages(tenant, fetch))
    assert fetch.asked == ["https://glocken.wd3.myworkdayjobs.com/", f"{API}/jobs"]
    assert len(pages[0].listings) == 3


async def test_the_site_of_a_tenant_is_the_one_that_its_robots_file_names() -> None:
    tenant = Address("workday", "glocken", "wd3")
    root = Response(200, b"", url="https://glocken.wd3.myworkdayjobs.com/")
    one = b"User-agent: *\nSitemap: https://glocken.wd3.myworkdayjobs.com/Ringing/siteMap.xml\n"
    fetch = FakeFetch(root, Response(200, one), told("workday/list"))
    await all_pages(Workday().pages(tenant, fetch))
    assert fetch.asked[2] == f"{API}/jobs"
    two = one + b"Sitemap: https://glocken.wd3.myworkdayjobs.com/Casting/siteMap.xml\n"
    with pytest.raises(Refused, match="it has several: Casting, Ringing"):
        await all_pages(Workday().pages(tenant, FakeFetch(root, Response(200, two))))
    with pytest.raises(Refused, match="it names none"):
        await all_pages(Workday().pages(tenant, FakeFetch(root, Response(404, b""))))


async def test_a_mirror_stands_in_for_both_hosts() -> None:
    fetch = FakeFetch(told("workday/list"))
    await all_pages(Workday("http://127.0.0.1:9010/{region}/{company}").pages(RINGING, fetch))
    assert fetch.asked == ["http://127.0.0.1:9010/wd3/glocken/wday/cxs/glocken/Ringing/jobs"]
