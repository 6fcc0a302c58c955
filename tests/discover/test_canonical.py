"""One name for a posting's page, however it was linked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.discover.canonical import canonical, canonical_of

LEVER = "8d01b718-5ac6-47db-9cdf-459062fdccec"


@pytest.mark.parametrize(
    "urls",
    [
        (
            "https://boards.greenhouse.io/crumb/jobs/4021",
            "http://job-boards.greenhouse.io/crumb/jobs/4021/?gh_src=1234",
            "https://boards.greenhouse.io/embed/job_app?for=crumb&token=4021",
            "https://boards-api.greenhouse.io/v1/boards/crumb/jobs/4021",
            "https://www.crumb.example/careers?gh_jid=4021&utm_source=list",
        ),
        (
            f"https://jobs.lever.co/crumb/{LEVER}",
            f"https://jobs.lever.co/crumb/{LEVER.upper()}/apply?lever-source=list",
            f"https://jobs.eu.lever.co/crumb/{LEVER}?lever-origin=applied",
        ),
        (
            "https://careers.crumb.example/jobs/4021",
            "http://www.careers.crumb.example/jobs/4021/",
            "careers.crumb.example/en-US/jobs/4021/apply",
            "https://careers.crumb.example/de/jobs/4021?utm_medium=x&fbclid=y&lang=de#top",
        ),
        (
            "https://crumb.example/job?id=7&team=rye",
            "https://crumb.example/job?team=rye&id=7&source=list&ref=newsletter",
        ),
        ("https://crumb.example/#/job/77", "https://www.crumb.example/#!/job/77?utm_source=x"),
    ],
)
def test_links_to_one_page_have_one_name(urls: tuple[str, ...]) -> None:
    assert len({canonical(url) for url in urls}) == 1
    assert canonical(urls[0]) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://boards.greenhouse.io/crumb/jobs/4021", "https://boards.greenhouse.io/crumb/jobs/4022"),
        ("https://crumb.example/job?id=7", "https://crumb.example/job?id=8"),
        ("https://crumb.example/job?ref=48213", "https://crumb.example/job?ref=48214"),
        ("https://crumb.example/jobs/rye", "https://crumb.example/jobs/spelt"),
        ("https://crumb.example/jobs/1", "https://mill.example/jobs/1"),
        ("https://crumb.example/#/job/77", "https://crumb.example/#/job/78"),
    ],
)
def test_other_pages_have_other_names(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "not a url",
        "https://crumb.example",
        "https://crumb.example/careers/",
        "https://www.crumb.example/en/open-positions?utm_source=x",
        "https://crumb.example/jobs/search",
        "mailto:jobs@crumb.example",
        "https://crumb.example:99999999/",
    ],
)
def test_what_names_no_single_posting_has_no_name(url: str) -> None:
    assert canonical(url) == ""


def test_a_platforms_posting_is_known_by_where_it_was_read() -> None:
    own = canonical_of("greenhouse", "crumb", "4021", "https://www.crumb.example/careers")
    assert own == canonical("https://boards.greenhouse.io/crumb/jobs/4021") == "greenhouse/4021"
    listed = canonical_of("list", "list", "17", f"https://jobs.lever.co/crumb/{LEVER}/apply")
    assert listed == canonical_of("lever", "crumb", LEVER, "") == f"lever/{LEVER}"


@given(st.text(max_size=300) | st.from_regex(r"https?://[a-z.]{1,20}/[^\s]{0,60}", fullmatch=True))
def test_no_text_breaks_it_and_a_name_is_stable(text: str) -> None:
    assert canonical(text) == canonical(f" {text} ")
