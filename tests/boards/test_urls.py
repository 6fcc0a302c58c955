"""What a URL names: the board's address and the posting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards.contract import Address, Place
from rolecall.boards.outcomes import UnknownAddress
from rolecall.boards.registry import BOARDS, locate, parse_address, places_in

ID = "8d01b718-5ac6-47db-9cdf-459062fdccec"
KNOWN = [
    ("https://boards.greenhouse.io/crumb", "greenhouse:crumb", None),
    ("https://boards.greenhouse.io/Crumb/jobs/5729825003", "greenhouse:crumb", "5729825003"),
    ("https://job-boards.greenhouse.io/crumb/jobs/572?gh_src=abc#app", "greenhouse:crumb", "572"),
    ("https://boards.greenhouse.io/crumb/jobs/572?gh_jid=572", "greenhouse:crumb", "572"),
    ("https://job-boards.eu.greenhouse.io/crumb/jobs/572", "greenhouse:crumb@eu", "572"),
    ("https://boards.eu.greenhouse.io/crumb", "greenhouse:crumb@eu", None),
    ("https://boards.greenhouse.io/embed/job_app?for=crumb&token=572", "greenhouse:crumb", "572"),
    ("https://boards.greenhouse.io/embed/job_app?token=572&amp;for=crumb", "greenhouse:crumb", "572"),
    ("https://boards.greenhouse.io/embed/job_board/js?for=crumb", "greenhouse:crumb", None),
    ("https://boards-api.greenhouse.io/v1/boards/crumb/jobs/572?questions=true", "greenhouse:crumb", "572"),
    ("https://www.crumb.example/jobs?gh_jid=572&for=crumbandsons", "greenhouse:crumbandsons", "572"),
    ("https://crumb.example/careers/job?board=crumbs&gh_jid=572", "greenhouse:crumbs", "572"),
    ("https://crumb.example/#/job?gh_jid=572&board=crumb", "greenhouse:crumb", "572"),
    (f"https://jobs.lever.co/Crumb/{ID}/apply?lever-source=x", "lever:Crumb", ID),
    (f"https://jobs.lever.co/crumb/{ID.upper()}", "lever:crumb", ID),
    (f"https://jobs.eu.lever.co/crumb/{ID}", "lever:crumb@eu", ID),
    ("https://jobs.lever.co/1840%26company", "lever:1840&company", None),
    ("https://jobs.lever.co/crumb?team=Bakery", "lever:crumb", None),
    (f"https://api.lever.co/v0/postings/crumb/{ID}?mode=json", "lever:crumb", ID),
    (f"https://jobs.ashbyhq.com/Crumb%20Sons/{ID}/application", "ashby:Crumb Sons", ID),
    ("https://jobs.ashbyhq.com/crumb", "ashby:crumb", None),
    ("https://api.ashbyhq.com/posting-api/job-board/crumb", "ashby:crumb", None),
    ("  jobs.lever.co/crumb  ", "lever:crumb", None),
    ("//jobs.lever.co/crumb", "lever:crumb", None),
    ("HTTPS://JOBS.LEVER.CO/crumb", "lever:crumb", None),
]


@pytest.mark.parametrize(("url", "address", "job_id"), KNOWN)
def test_a_known_url_is_understood(url: str, address: str, job_id: str | None) -> None:
    place = locate(url)
    assert place is not None
    assert (str(place.address), place.job_id, place.certain) == (address, job_id, True)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.crumb.com/careers?gh_jid=572", "greenhouse:crumb"),
        ("https://careers.crumb-sons.co.uk/job/?gh_jid=572", "greenhouse:crumbsons"),
        ("https://app.careerpuck.com/job-board/crumb/job/572?gh_jid=572", "greenhouse:crumb"),
        (f"https://crumb.io/jobs?ashby_jid={ID}", "ashby:crumb"),
    ],
)
def test_an_employers_own_site_is_a_guess(url: str, address: str) -> None:
    place = locate(url)
    assert place is not None
    assert (str(place.address), place.certain) == (address, False)
    assert place.job_id is not None


def test_a_form_that_names_its_posting_only_names_no_company() -> None:
    place = locate("https://boards.greenhouse.io/embed/job_app?token=572")
    assert place == Place(Address("greenhouse", ""), "572", certain=False)
    with pytest.raises(UnknownAddress):
        parse_address("https://boards.greenhouse.io/embed/job_app?token=572")


def test_the_source_of_a_page_names_places_by_links_frames_and_scripts() -> None:
    page = r"""
      <script src="https://boards.greenhouse.io/embed/job_board/js?for=crumb&amp;b=1"></script>
      <script>{"url":"https:\/\/jobs.lever.co\/pear\/8d01b718-5ac6-47db-9cdf-459062fdccec"}</script>
      <script src="https://jobs.ashbyhq.com/Loaf%20Works/embed?version=2"></script>
      <a href="https://notgreenhouse.io/crumb">no</a> <a href='https://www.greenhouse.io/'>made with</a>
    """
    assert [str(place.address) for place in places_in(page)] == ["greenhouse:crumb", "lever:pear", "ashby:Loaf Works"]


def test_a_known_host_replaces_the_guess() -> None:
    known = Address("greenhouse", "crumbandsons")
    url = "https://www.crumb.com/careers?gh_jid=572"
    assert locate(url, {"www.crumb.com": known}) == Place(known, "572")
    assert locate("https://jobs.lever.co/crumb", {"jobs.lever.co": known}) == Place(Address("lever", "crumb"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "crumb",
        "https://crumb.example/careers",
        "https://www.linkedin.com/jobs/view/3900000000?gh_jid=572",
        "https://boards.greenhouse.io/",
        "https://app.greenhouse.io/jobs/1",
        "https://notgreenhouse.io/crumb/jobs/1",
        "https://jobs.lever.co.evil.example/crumb",
        "https://hire.lever.co/crumb",
        "https://crumb.wd5.myworkdayjobs.com/en-US/site/job/x",
        "https://jobs.smartrecruiters.com/Crumb/744000093688041",
        "javascript:alert('jobs.lever.co/crumb')",
        "file:///jobs.lever.co/crumb",
        "http://[::1]/?gh_jid=1",
        "https://127.0.0.1/?gh_jid=1",
        "https://jobs.lever.co:99999999/crumb",
    ],
)
def test_other_urls_are_nobodys(url: str) -> None:
    assert locate(url) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("greenhouse:canonical", Address("greenhouse", "canonical")),
        (" greenhouse:Canonical ", Address("greenhouse", "canonical")),
        ("lever:Crumb@eu", Address("lever", "Crumb", "eu")),
        ("ashby:Crumb Sons", Address("ashby", "Crumb Sons")),
        ("https://jobs.lever.co/crumb", Address("lever", "crumb")),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize("text", ["", "crumb", "monster:crumb", "greenhouse:", "https://crumb.example", "lever:a/b"])
def test_what_is_no_address_says_what_would_be(text: str) -> None:
    with pytest.raises(UnknownAddress, match=r"Known boards|neither an address"):
        parse_address(text)


@given(st.text(max_size=300))
def test_no_text_breaks_any_board(text: str) -> None:
    for prefix in ("", "https://", "https://jobs.lever.co/", "https://x.com/?gh_jid="):
        locate(prefix + text)


@given(
    st.sampled_from(sorted(BOARDS)),
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,30}", fullmatch=True).filter(lambda name: name not in ("embed", "v1")),
)
def test_a_boards_page_leads_back_to_its_address(name: str, company: str) -> None:
    address = Address(name, company)
    assert locate(BOARDS[name].postings_url(address)) == Place(address)
    assert parse_address(str(address)) == address
