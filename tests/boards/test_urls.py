"""What a URL names: the board's address and the posting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards.contract import Address, Place
from rolecall.boards.hosted import OFFICES
from rolecall.boards.outcomes import UnknownAddress
from rolecall.boards.registry import BOARDS, locate, parse_address, places_in
from tests.boards.conftest import address_of

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
    ("https://crumb.wd5.myworkdayjobs.com/en-US/Careers", "workday:crumb/Careers@wd5", None),
    ("https://crumb.wd5.myworkdayjobs.com/Careers/job/Lyon/Baker_JR7-1?q=x", "workday:crumb/Careers@wd5", "JR7-1"),
    (
        "https://crumb.wd103.myworkdayjobs.com/fr/Careers/job/Baker_R26_03355",
        "workday:crumb/Careers@wd103",
        "R26_03355",
    ),
    (
        "https://crumb.wd1.myworkdayjobs.com/en-us/1/details/Baker---Night_R-7/apply/autofillWithResume?source=x",
        "workday:crumb/1@wd1",
        "R-7",
    ),
    ("https://wd3.myworkdaysite.com/recruiting/crumb/jobs/job/Lyon/Baker_R7", "workday:crumb/jobs@wd3", "R7"),
    ("https://wd3.myworkdaysite.com/en-US/recruiting/crumb/Out/job/Baker_R7", "workday:crumb/Out@wd3", "R7"),
    ("https://crumb.wd5.myworkdayjobs.com/wday/cxs/crumb/Careers/jobs", "workday:crumb/Careers@wd5", None),
    (
        "https://crumb.wd5.myworkdayjobs.com/wday/cxs/crumb/Careers/job/Lyon/Baker_JR7",
        "workday:crumb/Careers@wd5",
        "JR7",
    ),
    ("https://jobs.smartrecruiters.com/Crumb/744000093688041-baker-m-f-", "smartrecruiters:Crumb", "744000093688041"),
    ("https://jobs.smartrecruiters.com/Crumb/744000093688041?trid=1", "smartrecruiters:Crumb", "744000093688041"),
    (f"https://jobs.smartrecruiters.com/oneclick-ui/company/Crumb/publication/{ID}", "smartrecruiters:Crumb", ID),
    (
        f"https://jobs.smartrecruiters.com/external-referrals/company/Crumb/publication/{ID}",
        "smartrecruiters:Crumb",
        ID,
    ),
    ("https://careers.smartrecruiters.com/Crumb/bakers", "smartrecruiters:Crumb", None),
    (
        "https://api.smartrecruiters.com/v1/companies/Crumb/postings/744000093688041",
        "smartrecruiters:Crumb",
        "744000093688041",
    ),
    (
        "https://ab.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/job/72?x=1",
        "oracle:ab/CX_1@us2",
        "72",
    ),
    (
        "https://fa-ab-saasfaprod1.fa.ocs.oraclecloud.com/hcmUI/CandidateExperience/fr/sites/Crumb/requisitions/preview/72/apply/email",
        "oracle:fa-ab-saasfaprod1/Crumb@ocs",
        "72",
    ),
    (
        "https://ab.fa.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX/requisitions?keyword=bread",
        "oracle:ab/CX",
        None,
    ),
    (
        "https://ab.fa.ocs.oraclecloud26.com/hcmUI/CandidateExperience/en/sites/CX/job/iCIMS_7",
        "oracle:ab/CX@ocs-26",
        "iCIMS_7",
    ),
    ("https://careers-crumb.icims.com/jobs/7212/night-baker%2c-lyon/job?mode=apply", "icims:careers-crumb", "7212"),
    ("https://careers-crumb.icims.com/jobs/7212/job", "icims:careers-crumb", "7212"),
    ("https://careers-crumb.icims.com/jobs/7212/night-baker/login", "icims:careers-crumb", "7212"),
    ("https://careers-crumb.icims.com/jobs/search?ss=1", "icims:careers-crumb", None),
    ("https://crumb.taleo.net/careersection/ext/jobdetail.ftl?lang=en&job=26000071", "taleo:crumb/ext", "26000071"),
    ("https://crumb.taleo.net/careersection/2/jobsearch.ftl?lang=en&portal=8160430233", "taleo:crumb/2", None),
    (
        "https://phg.tbe.taleo.net/phg02/ats/careers/v2/viewRequisition?org=CRUMB&cws=37&rid=71",
        "taleo:CRUMB/37@phg02",
        "71",
    ),
    ("https://jobs.jobvite.com/crumb/job/oAbCdEf1?nl=1&fr=false", "jobvite:crumb", "oAbCdEf1"),
    ("https://jobs.jobvite.com/careers/crumb-sons/job/oAbCdEf1/apply", "jobvite:crumb-sons", "oAbCdEf1"),
    ("https://jobs.jobvite.com/crumb/search?p=2", "jobvite:crumb", None),
    (f"https://recruiting.paylocity.com/recruiting/jobs/All/{ID.upper()}/Crumb-Inc", f"paylocity:{ID}", None),
    (f"https://dc1prodrecruiting.paylocity.com/Recruiting/Jobs/All/{ID}?source=x", f"paylocity:{ID}", None),
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


def test_a_workday_url_without_a_site_names_the_tenant_only() -> None:
    tenant = Address("workday", "crumb", "wd5")
    assert locate("https://crumb.wd5.myworkdayjobs.com/en-us") == Place(tenant, certain=False)
    assert locate("https://crumb.wd5.myworkdayjobs.com/") == Place(tenant, certain=False)
    assert locate("https://crumb.wd5.myworkdayjobs.com/job/Lyon/Baker_JR7") == Place(tenant, "JR7", certain=False)


def test_an_older_jobvite_link_names_its_posting_only() -> None:
    nobody = Address("jobvite", "")
    assert locate("https://app.jobvite.com/j?cj=oAbCdEf1&s=Board") == Place(nobody, "oAbCdEf1", certain=False)
    url = "https://hire.jobvite.com/CompanyJobs/Careers.aspx?c=qAb9Vfwr&page=Job&j=oAbCdEf1"
    assert locate(url) == Place(nobody, "oAbCdEf1", certain=False)


@pytest.mark.parametrize(
    ("path", "job_id"),
    [
        ("Details/4270311/Crumb-Inc/Night-Baker", "4270311"),
        ("Details/4270311?source=LinkedIn_Feed", "4270311"),
        ("Apply/4270311/Crumb-Inc/Night-Baker", "4270311"),
        ("List/4711/Crumb-Inc", None),
    ],
)
def test_a_paylocity_link_to_a_posting_names_no_company(path: str, job_id: str | None) -> None:
    url = f"https://recruiting.paylocity.com/Recruiting/Jobs/{path}"
    assert locate(url) == Place(Address("paylocity", ""), job_id, certain=False)


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
        "https://www.myworkdayjobs.com/crumb",
        "https://wd5.myworkdaysite.com/login",
        "https://crumb.wd5.myworkdayjobs.com.evil.example/Careers",
        "https://jobs.smartrecruiters.com/",
        "https://www.smartrecruiters.com/product/",
        "https://api.smartrecruiters.com/v1/feed",
        "https://crumb.fa.us2.oraclecloud.com/fscmUI/faces/FuseWelcome",
        "https://cloud.oracle.com/jobs/1",
        "https://login.icims.com/u/login",
        "https://www.icims.com/jobs/1/baker/job",
        "https://crumb.taleo.net/smartorg/index.jss",
        "https://www.taleo.net/careersection/ext/jobsearch.ftl",
        "https://jobs.jobvite.com/careers",
        "https://www.jobvite.com/crumb/job/oAbCdEf1",
        "https://www.paylocity.com/recruiting/jobs/All/crumb",
        "https://recruiting.paylocity.com/Recruiting/PublicLeads/New/crumb",
        "https://recruiting.paylocity.com/recruiting/jobs/Details/night-baker",
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
    st.sampled_from(sorted(set(BOARDS) - {"page"})),  # a page is never known by its URL alone
    st.from_regex(r"[a-z0-9]([a-z0-9-]{0,29}[a-z0-9])?", fullmatch=True).filter(
        lambda name: name not in OFFICES | {"embed", "v1", "j"}
    ),
)
def test_a_boards_page_leads_back_to_its_address(name: str, company: str) -> None:
    address = address_of(name, company)
    assert locate(BOARDS[name].postings_url(address)) == Place(address)
    assert parse_address(str(address)) == address
