"""Portals are recognised and never read; what a person captured of them is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards import portals
from rolecall.boards.portals import PORTALS, PortalNotRead, refuse
from rolecall.boards.registry import locate

ID = "8d01b718-5ac6-47db-9cdf-459062fdccec"


@pytest.mark.parametrize(
    ("url", "name", "job_id"),
    [
        ("https://www.linkedin.com/jobs/view/4012345678/", "linkedin", "4012345678"),
        ("https://nl.linkedin.com/jobs/view/baker-at-crumb-4012345678?trk=x", "linkedin", "4012345678"),
        ("https://www.linkedin.com/jobs/view/4012345678/apply/?openSDUIApplyFlow=true", "linkedin", "4012345678"),
        ("https://www.linkedin.com/jobs/search/?currentJobId=4012345678&keywords=baker", "linkedin", "4012345678"),
        ("https://www.linkedin.com/company/crumb", "linkedin", None),
        ("https://www.indeed.com/viewjob?jk=c132b2f339ec0bff&from=serp", "indeed", "c132b2f339ec0bff"),
        ("https://nl.indeed.com/jobs?q=bakker&vjk=c132b2f339ec0bff", "indeed", "c132b2f339ec0bff"),
        ("indeed.co.uk/job/night-baker-c132b2f339ec0bff", "indeed", "c132b2f339ec0bff"),
        ("https://www.glassdoor.com/job-listing/baker-JV_IC114_KO0,5.htm?jl=1010165", "glassdoor", "1010165"),
        ("https://www.glassdoor.de/Job/baecker-JL_1010165.htm", "glassdoor", "1010165"),
        ("https://wellfound.com/jobs/2790123-night-baker", "wellfound", "2790123"),
        ("https://angel.co/company/crumb/jobs/2790123-night-baker", "wellfound", "2790123"),
        (
            "https://www.ziprecruiter.com/c/Crumb/Job/Baker/-in-Ghent,NY?jid=0a1b2c3d4e5f6a7b",
            "ziprecruiter",
            "0a1b2c3d4e5f6a7b",
        ),
        (f"https://www.monster.com/job-openings/night-baker-ghent-ny--{ID}", "monster", ID),
        (
            "https://www.stepstone.de/stellenangebote--Baecker-Berlin-Krume-GmbH--9876543-inline.html",
            "stepstone",
            "9876543",
        ),
    ],
)
def test_a_portals_url_names_the_portal_and_its_posting(url: str, name: str, job_id: str | None) -> None:
    found = portals.locate(url)
    assert found is not None
    assert (found.portal.name, found.job_id) == (name, job_id)
    with pytest.raises(PortalNotRead, match=f"{found.portal.title} forbids .* capture the posting"):
        refuse(url)


@pytest.mark.parametrize(
    "url",
    ["https://notlinkedin.com/jobs/view/1", "https://linkedin.com.evil.example/", "https://monsterbakery.example/", ""],
)
def test_other_hosts_are_no_portals(url: str) -> None:
    assert portals.locate(url) is None
    refuse(url)


def test_no_portal_is_a_board_and_each_says_why_in_one_sentence() -> None:
    assert locate("https://www.linkedin.com/jobs/view/4012345678/?gh_jid=4012345678") is None
    assert [portal.name for portal in PORTALS][:4] == ["linkedin", "indeed", "glassdoor", "wellfound"]
    for portal in PORTALS:
        assert portal.why.startswith(portal.title)
        assert portal.why.count(".") == 1


@given(st.text(max_size=200))
def test_no_text_breaks_a_portal(text: str) -> None:
    for prefix in ("", "https://www.linkedin.com/", "https://www.stepstone.de/", "https://monster.com/job/"):
        portals.locate(prefix + text)
