"""What the URLs of boards with a host for every company name: the company, the posting, and what is none of theirs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards.contract import Address, Place
from rolecall.boards.outcomes import UnknownAddress
from rolecall.boards.registry import BOARDS, locate, parse_address

ID = "8d01b718-5ac6-47db-9cdf-459062fdccec"
KNOWN = [
    ("https://apply.workable.com/crumb-1/j/0590EB34E5/apply/", "workable:crumb-1", "0590EB34E5"),
    ("https://apply.workable.com/Crumb?lng=en", "workable:crumb", None),
    ("https://apply.workable.com/api/v1/widget/accounts/crumb?details=true", "workable:crumb", None),
    ("https://apply.workable.com/api/v2/accounts/crumb/jobs/0590EB34E5", "workable:crumb", "0590EB34E5"),
    ("https://crumb.workable.com/j/0590eb34e5", "workable:crumb", "0590EB34E5"),
    ("https://www.workable.com/api/accounts/crumb?details=true", "workable:crumb", None),
    ("https://crumb.recruitee.com/o/night-baker-2/c/new?source=x", "recruitee:crumb", "night-baker-2"),
    ("https://crumb.recruitee.com/en/o/night-baker", "recruitee:crumb", "night-baker"),
    ("https://crumb.recruitee.com/api/offers/51001", "recruitee:crumb", "51001"),
    ("https://crumb.recruitee.com", "recruitee:crumb", None),
    ("https://crumb.jobs.personio.de/job/880011?language=en&display=en#apply", "personio:crumb", "880011"),
    ("https://crumb.jobs.personio.com/job/880011", "personio:crumb@com", "880011"),
    ("https://crumb-jobs.personio.de/job/880011", "personio:crumb", "880011"),
    ("https://crumb.jobs.personio.de/xml?language=en", "personio:crumb", None),
    ("https://crumb.teamtailor.com/jobs/7001001-night-baker", "teamtailor:crumb", "7001001"),
    ("https://crumb.na.teamtailor.com/en-GB/jobs/7001001/applications/new", "teamtailor:crumb@na", "7001001"),
    ("https://crumb.teamtailor.com/departments/oven", "teamtailor:crumb", None),
    ("https://career.crumb.example/jobs?split_view=true&query=", "teamtailor:career.crumb.example", None),
    ("https://crumb.bamboohr.com/careers/641/", "bamboohr:crumb", "641"),
    ("https://crumb.bamboohr.com/careers/641/detail", "bamboohr:crumb", "641"),
    ("https://crumb.bamboohr.com/jobs/view.php?id=641&source=x", "bamboohr:crumb", "641"),
    ("https://crumb.bamboohr.com/jobs/", "bamboohr:crumb", None),
    ("http://crumb.applytojob.com/apply/XraGLkH9Bo/Night-Baker-FPGA?source=x", "jazzhr:crumb", "XraGLkH9Bo"),
    ("https://crumb.applytojob.com/apply/jobs/details/t4iNr7ALfs?&", "jazzhr:crumb", "t4iNr7ALfs"),
    ("https://crumb.theresumator.com/apply/t4iNr7ALfs/Baker", "jazzhr:crumb", "t4iNr7ALfs"),
    ("https://crumb.applytojob.com/apply/confirm", "jazzhr:crumb", None),
    (f"https://ats.rippling.com/en-GB/crumb/jobs/{ID}", "rippling:crumb", ID),
    (f"https://ats.rippling.com/Crumb/jobs/{ID}/apply?step=application", "rippling:crumb", ID),
    (f"https://ats.rippling.com/hp/jobs/{ID}", "rippling:hp", ID),
    (f"https://api.rippling.com/platform/api/ats/v1/board/crumb/jobs/{ID}", "rippling:crumb", ID),
    ("https://ats.rippling.com/crumb/jobs", "rippling:crumb", None),
    ("https://crumb.breezy.hr/p/4eefa88283f5/apply", "breezy:crumb", "4eefa88283f5"),
    ("https://crumb.breezy.hr/p/4EEFA88283F5-night-baker?state=published", "breezy:crumb", "4eefa88283f5"),
    ("https://crumb.breezy.hr/json", "breezy:crumb", None),
    (f"https://crumb.pinpointhq.com/en/postings/{ID}/applications/new", "pinpoint:crumb", ID),
    (f"https://crumb.pinpointhq.com/postings/{ID}", "pinpoint:crumb", ID),
    ("https://crumb.pinpointhq.com/postings.json", "pinpoint:crumb", None),
]


@pytest.mark.parametrize(("url", "address", "job_id"), KNOWN)
def test_a_known_url_is_understood(url: str, address: str, job_id: str | None) -> None:
    place = locate(url)
    assert place is not None
    assert (str(place.address), place.job_id, place.certain) == (address, job_id, True)


MACHINES = re.compile(r"crumb\.example|/api|json$|/xml")
"""What no careers page links to."""


@pytest.mark.parametrize(("url", "address"), [known[:2] for known in KNOWN if not MACHINES.search(known[0])])
def test_the_link_in_the_source_of_a_page_is_found_and_leads_to_the_same_company(url: str, address: str) -> None:
    board = BOARDS[address.partition(":")[0]]
    found = re.search(board.links, f'<a class="x" href="{url}">Jobs</a>', re.IGNORECASE)
    assert found is not None
    place = locate(found.group())
    assert place is not None
    assert str(place.address) == address


@pytest.mark.parametrize(
    ("url", "address", "job_id"),
    [
        ("https://apply.workable.com/j/0590EB34E5/apply", Address("workable", ""), "0590EB34E5"),
        ("https://jobs.crumb.com/o/night-baker/c/new", Address("recruitee", "crumb"), "night-baker"),
        (
            "https://career.crumb.com/en/jobs/7001001-night-baker/applications/new",
            Address("teamtailor", "career.crumb.com"),
            "7001001",
        ),
    ],
)
def test_some_urls_are_sure_of_the_posting_and_not_of_the_company(url: str, address: Address, job_id: str) -> None:
    assert locate(url) == Place(address, job_id, certain=False)


@pytest.mark.parametrize(
    "url",
    [
        "https://apply.workable.com/",
        "https://apply.workable.com/j",
        "https://jobs.workable.com/view/abc/night-baker",
        "https://help.workable.com/hc/en-us",
        "https://www.recruitee.com/o/night-baker",
        "https://jobs.personio.de/job/880011",
        "https://crumb.personio.de/login",
        "https://app.teamtailor.com/jobs/7001001",
        "https://career.crumb.com/jobs/7001001-night-baker",
        "https://career.crumb.com/jobs",
        "https://www.bamboohr.com/careers/641",
        "https://app.applytojob.com/apply/t4iNr7ALfs",
        "https://www.rippling.com/careers",
        "https://api.breezy.hr/v3/company/crumb",
        "https://crumb.breezy.hr.evil.example/p/4eefa88283f5",
        "https://www.pinpointhq.com/postings/1",
    ],
)
def test_other_urls_are_not_theirs(url: str) -> None:
    assert locate(url) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("workable:Crumb", Address("workable", "crumb")),
        ("personio:crumb@com", Address("personio", "crumb", "com")),
        ("teamtailor:crumb@na", Address("teamtailor", "crumb", "na")),
        ("teamtailor:career.crumb.example", Address("teamtailor", "career.crumb.example")),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    assert parse_address(text) == address
    assert locate(BOARDS[address.board].postings_url(address)) == Place(address)


@pytest.mark.parametrize("text", ["recruitee:evil.example#", "bamboohr:www", "pinpoint:a/b", "breezy:-a"])
def test_what_can_stand_in_no_host_is_no_address(text: str) -> None:
    with pytest.raises(UnknownAddress):
        parse_address(text)


@given(
    st.sampled_from(
        [
            "https://apply.workable.com/",
            "https://ats.rippling.com/",
            "https://x.teamtailor.com/jobs/",
            "https://x.applytojob.com/apply/",
            "https://x.breezy.hr/p/",
            "https://x.jobs.personio.de/job/",
        ]
    ),
    st.text(max_size=300),
)
def test_no_text_breaks_any_of_them(begin: str, text: str) -> None:
    place = locate(begin + text)
    assert place is None or place.job_id is None or 0 < len(place.job_id) <= 200
