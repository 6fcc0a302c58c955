"""What a URL of a hand-kept list names, told by its form: a table of the platforms' forms, written for this purpose.

The product takes URLs apart and asks board after board; here one expression a form is matched against the whole URL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

LOCALE = r"(?:[a-z]{2}(?:[-_][a-z]{2,4})?/)?"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_REQUISITION = r"(?:/(?:[^?#]*/)?(?:job|details)/(?:[^?#]*/)?[^/_?#]*_(?P<j>[^/?#]+))?"
WORKDAY = rf"(?P<s>[^/?#]+){_REQUISITION}(?:/apply[^?#]*)?/?(?:[?#].*)?$"
"""The site, and the requisition: what follows the first underscore of the last part."""
ORACLE = r"hcmui/candidateexperience/[^/]+/sites/(?P<s>[^/?#]+)(?:/(?:.*/)?(?:job|preview)/(?P<j>\w+))?"
SMART = r"(?!external-referrals|my-applications)"
FORMS: tuple[tuple[str, str], ...] = (
    ("greenhouse", r"(?:job-)?boards(?:\.eu)?\.greenhouse\.io/(?!embed)(?P<c>[^/?#]+)(?:/jobs/(?P<j>\d+))?"),
    (
        "greenhouse",
        r"(?:job-)?boards(?:\.eu)?\.greenhouse\.io/embed/\w+\?(?=.*\bfor=(?P<c>[^&]+))(?=.*\btoken=(?P<j>\d+))",
    ),
    ("greenhouse", r"boards-api\.greenhouse\.io/v1/boards/(?P<c>[^/]+)(?:/jobs/(?P<j>\d+))?"),
    ("lever", rf"jobs(?:\.eu)?\.lever\.co/(?P<c>[^/?#]+)(?:/(?P<j>{UUID}))?"),
    ("lever", rf"api(?:\.eu)?\.lever\.co/v0/postings/(?P<c>[^/?#]+)(?:/(?P<j>{UUID}))?"),
    ("ashby", rf"jobs\.ashbyhq\.com/(?P<c>[^/?#]+)(?:/(?P<j>{UUID}))?"),
    ("ashby", r"api\.ashbyhq\.com/posting-api/job-board/(?P<c>[^/?#]+)"),
    ("workday", rf"(?P<c>[\w-]+)\.wd\d+\.myworkdayjobs(?:-impl)?\.com/{LOCALE}{WORKDAY}"),
    ("workday", rf"wd\d+\.myworkdaysite\.com/{LOCALE}recruiting/(?P<c>[\w-]+)/{WORKDAY}"),
    ("smartrecruiters", rf"(?:jobs|careers)\.smartrecruiters\.com/{SMART}(?P<c>[^/?#]+)(?:/(?P<j>\d{{9,}}|{UUID}))?"),
    ("smartrecruiters", rf"jobs\.smartrecruiters\.com/[\w-]+/company/(?P<c>[^/]+)/publication/(?P<j>{UUID})"),
    ("smartrecruiters", r"jobs\.smartrecruiters\.com/my-applications/(?P<c>[^/?#]+)"),
    ("smartrecruiters", r"api\.smartrecruiters\.com/v1/companies/(?P<c>[^/]+)/postings(?:/(?P<j>\d+))?"),
    ("workable", r"apply\.workable\.com/(?!j(?:/|$)|api/)(?P<c>[^/?#]+)(?:/j/(?P<j>[0-9A-F]+))?"),
    ("workable", r"(?!apply|jobs|www)(?P<c>[\w-]+)\.workable\.com/(?:j(?:obs)?/(?P<j>[0-9A-F]+))?"),
    ("icims", r"(?P<c>[\w-]+)\.icims\.com/(?:jobs(?:/(?P<j>\d+))?)?"),
    ("oracle", rf"(?P<c>[\w-]+)\.fa\.[\w.-]*oraclecloud\.com/{ORACLE}"),
    ("taleo", r"(?P<c>[\w-]+)\.taleo\.net/careersection/(?P<s>[^/]+)/\w+\.ftl(?:\?(?:.*&)?job=(?P<j>[^&#]+))?"),
    ("jobvite", r"jobs\.jobvite\.com/(?:careers/)?(?P<c>[^/?#]+)(?:/job/(?P<j>\w+))?"),
    ("bamboohr", r"(?P<c>[\w-]+)\.bamboohr\.com/(?:careers|jobs)(?:/(?P<j>\d+))?"),
    ("jazzhr", r"(?P<c>[\w-]+)\.applytojob\.com(?:/apply(?:/jobs/details)?(?:/(?P<j>\w+))?)?"),
    ("rippling", rf"ats\.rippling\.com/{LOCALE}(?P<c>[^/?#]+)/jobs(?:/(?P<j>{UUID}))?"),
    ("breezy", r"(?P<c>[\w-]+)\.breezy\.hr(?:/p/(?P<j>[0-9a-f]{12}))?"),
    ("pinpoint", rf"(?P<c>[\w-]+)\.pinpointhq\.com(?:/{LOCALE}(?:postings|jobs)/(?P<j>[\w-]+))?"),
    ("recruitee", r"(?P<c>[\w-]+)\.recruitee\.com(?:/o/(?P<j>[^/?#]+))?"),
    ("personio", r"(?P<c>[\w-]+)\.jobs\.personio\.(?:de|com)(?:/job/(?P<j>\d+))?"),
    ("teamtailor", r"(?P<c>[\w-]+)\.(?:\w\w\.)?teamtailor\.com(?:/jobs/(?P<j>\d+))?"),
    ("paylocity", rf"\w*recruiting\.paylocity\.com/recruiting/jobs/all/(?P<c>{UUID})"),
)
NO_COMPANY: tuple[tuple[str, str], ...] = (
    ("greenhouse", r"(?:job-)?boards\.greenhouse\.io/embed/job_app/?\?(?!.*\bfor=)(?:.*&)?(?:token|gh_jid)=(?P<j>\d+)"),
    ("workable", r"apply\.workable\.com/j/(?P<j>[0-9A-F]+)"),
    ("workday", r"[\w-]+\.wd\d+\.myworkdayjobs\.com/(?:[a-z]{2}(?:-[a-z]{2})?/?$|job/.*_(?P<j>[^/?#]+)/?(?:[?#].*)?$)"),
    ("jobvite", r"(?:hire|app)\.jobvite\.com/.*[?&]c?j=(?P<j>\w+)"),
    ("paylocity", r"\w*recruiting\.paylocity\.com/recruiting/jobs/(?:details|apply)/(?P<j>\d+)"),
    ("paylocity", r"\w*recruiting\.paylocity\.com/recruiting/jobs/list/\d+"),
)
"""Forms that name a posting, or a tenant, and not the company's board."""
OWN_SITES = (("greenhouse", "gh_jid", r"\d+"), ("ashby", "ashby_jid", UUID))
PORTALS: tuple[tuple[str, str], ...] = (
    ("linkedin", r"(?:\w+\.)?linkedin\.com/jobs/view/(?:[^/?]*-)?(?P<j>\d+)"),
    ("indeed", r"(?:\w+\.)?indeed\.com/(?:.*[?&]v?jk=|job/(?:[^/?]*-)?)(?P<j>[0-9a-f]{16})"),
    ("glassdoor", r"(?:\w+\.)?glassdoor\.com/job-listing/.*[?&]jl=(?P<j>\d+)"),
    ("wellfound", r"wellfound\.com/jobs/(?P<j>\d+)"),
)
_FORMS = [(name, re.compile(form, re.IGNORECASE)) for name, form in FORMS]
_NO_COMPANY = [(name, re.compile(form, re.IGNORECASE)) for name, form in NO_COMPANY]
_PORTALS = [(name, re.compile(form, re.IGNORECASE)) for name, form in PORTALS]
BUSINESS = re.compile(r"phh?\.tbe\.taleo\.net/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What a URL names. `board` None: nobody of ours. `company` None: not named, or not known; in small letters."""

    board: str | None
    company: str | None = None
    job_id: str | None = None
    own_site: bool = False
    portal: str | None = None


def named(url: str) -> Named:
    """A URL by its form."""
    bare = re.sub(r"^https?://", "", url.strip(), flags=re.IGNORECASE).replace("&amp;", "&")
    for name, form in _PORTALS:
        if found := form.match(bare):
            return Named(None, job_id=found["j"].lower(), portal=name)
    for name, form in _NO_COMPANY:
        if found := form.match(bare):
            return Named(name, job_id=found.groupdict().get("j"))
    for name, form in _FORMS:
        if found := form.match(bare):
            parts = [found[group] for group in ("c", "s") if group in form.groupindex]
            return Named(
                name, unquote("/".join(parts)).strip().lower(), found.groupdict().get("j") or _asked(url, name)
            )
    if BUSINESS.match(bare):
        asked = parse_qs(urlsplit(url).query)
        company = "/".join(asked[name][0].lower() for name in ("org", "cws") if name in asked)
        return Named("taleo", company or None, asked.get("rid", [None])[0]) if company else Named(None)
    asked = parse_qs(urlsplit(url).query) | parse_qs(urlsplit(url).fragment.partition("?")[2])
    for name, parameter, number in OWN_SITES:
        if value := asked.get(parameter):
            known = re.match(number, value[0].strip())
            return Named(name if known else None, job_id=known[0].lower() if known else None, own_site=True)
    return Named(None)


def _asked(url: str, board: str) -> str | None:
    """The posting in the query of a hosted list: `boards.greenhouse.io/acme?gh_jid=1`."""
    if board not in ("greenhouse", "ashby"):
        return None
    value = parse_qs(urlsplit(url).query).get("gh_jid" if board == "greenhouse" else "ashby_jid")
    return value[0] if value else None
