"""Board and job id recognised from a URL.

Truth, from strongest to weakest: `greenhouse_boards` says which board and job each apply URL belongs to, also on
employers' own sites; `company_boards` names the platform by its file and the company by its row; job lists of portals
name portal and posting beside the URL; hand-kept `listings` by the URL's form (`benchmarks.url_forms`). URLs of other
platforms must be nobody's.

Right is the platform and, where the URL names one, the company. A claim is wrong when the product is certain of it and
it is not so, or when it is of another platform. On employers' own sites (`?gh_jid=`) the company is a guess that the
product marks as one: the platform and the job id must be right, and how often the guess is stands apart. The baseline
is the usual regular expression per platform.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks import report
from benchmarks.url_forms import Named, named
from rolecall.boards import portals
from rolecall.boards.contract import Address, Place
from rolecall.boards.recorded import read
from rolecall.boards.registry import BOARDS, locate

NAIVE = (
    ("greenhouse", re.compile(r"(?:boards|job-boards)\.greenhouse\.io/([^/?#]+)(?:/jobs/(\d+))?")),
    ("lever", re.compile(r"jobs\.lever\.co/([^/?#]+)(?:/([0-9a-f-]{36}))?")),
    ("ashby", re.compile(r"jobs\.ashbyhq\.com/([^/?#]+)(?:/([0-9a-f-]{36}))?")),
    (
        "workday",
        re.compile(r"([\w-]+)\.wd\d+\.myworkdayjobs\.com/(?:[a-z]{2}-[A-Z]{2}/)?[^/?#]+(?:/job/.*_([^/_?#]+))?"),
    ),
    ("smartrecruiters", re.compile(r"jobs\.smartrecruiters\.com/([^/?#]+)(?:/(\d+))?")),
    ("workable", re.compile(r"apply\.workable\.com/([^/?#]+)(?:/j/([0-9A-F]+))?")),
    ("icims", re.compile(r"([\w-]+)\.icims\.com/jobs/(\d+)")),
    ("oracle", re.compile(r"([\w-]+)\.fa\.[\w.]+oraclecloud\.com/.*/job/(\d+)")),
    ("taleo", re.compile(r"([\w-]+)\.taleo\.net/.*[?&]job=(\w+)")),
    ("jobvite", re.compile(r"jobs\.jobvite\.com/([^/?#]+)(?:/job/(\w+))?")),
    ("bamboohr", re.compile(r"([\w-]+)\.bamboohr\.com/careers(?:/(\d+))?")),
    ("jazzhr", re.compile(r"([\w-]+)\.applytojob\.com/apply(?:/(\w+))?")),
    ("rippling", re.compile(r"ats\.rippling\.com/([^/?#]+)/jobs(?:/([0-9a-f-]{36}))?")),
    ("breezy", re.compile(r"([\w-]+)\.breezy\.hr(?:/p/([0-9a-f]+))?")),
    ("pinpoint", re.compile(r"([\w-]+)\.pinpointhq\.com(?:/en/postings/([\w-]+))?")),
    ("recruitee", re.compile(r"([\w-]+)\.recruitee\.com(?:/o/([^/?#]+))?")),
    ("personio", re.compile(r"([\w-]+)\.jobs\.personio\.(?:de|com)(?:/job/(\d+))?")),
    ("teamtailor", re.compile(r"([\w-]+)\.teamtailor\.com(?:/jobs/(\d+))?")),
    ("paylocity", re.compile(r"recruiting\.paylocity\.com/[Rr]ecruiting/[Jj]obs/All/([^/?#]+)(?:/Details/(\d+))?")),
)
IN_PARTS = ("workday", "oracle", "taleo")
"""Boards whose address holds a site behind the company; the baseline is asked for the company alone."""
TOKENS = {
    "greenhouse": ("https://boards.greenhouse.io/{0}", "https://boards-api.greenhouse.io/v1/boards/{0}/jobs"),
    "lever": ("https://jobs.lever.co/{0}", "https://api.lever.co/v0/postings/{0}?mode=json"),
    "ashby": ("https://jobs.ashbyhq.com/{0}", "https://api.ashbyhq.com/posting-api/job-board/{0}"),
    "bamboohr": ("https://{0}.bamboohr.com/careers", "https://{0}.bamboohr.com/jobs/"),
    "workday": (
        "https://{0}.{1}.myworkdayjobs.com/{2}",
        "https://{0}.{1}.myworkdayjobs.com/en-US/{2}",
        "https://{1}.myworkdaysite.com/recruiting/{0}/{2}",
    ),
}
"""URLs that the lists of bare names stand for."""
NO_SITE = re.compile(r"wd\d+\|.*|.*\|[a-z]{2}(?:-[a-z]{2})?")
"""Rows of the Workday list that took the data centre for the tenant, or the language for the site."""
HOSTED, NAMELESS, OWN, TOTAL = "hosted", "company not named", "on employers' own sites", "all of ours"


@dataclass(frozen=True, slots=True)
class Row:
    """A URL and what it names; `group` is what its figures are counted under besides its platform."""

    url: str
    named: Named
    group: str


@dataclass(slots=True)
class Score:
    n: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    job_id_right: int = 0
    job_ids: int = 0
    guesses: int = 0
    guesses_right: int = 0

    def add(self, found: Place | None, told: Named, *, in_parts: bool = True) -> None:
        self.n += 1
        company = told.company if in_parts or told.company is None else told.company.split("/")[0]
        ours = found.address.company.lower() if found else ""
        if found is None:
            self.right += told.board is None
            self.missed += told.board is not None
        elif found.address.board != told.board:
            self.wrong += 1
        elif not found.certain:
            self.right += company is None or told.own_site
            self.missed += company is not None and not told.own_site
            self.guesses += company is not None
            self.guesses_right += company == ours
        elif company in (None, ours) and ours != "embed":
            self.right += 1
        else:
            self.wrong += 1
        if told.job_id is not None:
            self.job_ids += 1
            self.job_id_right += bool(found and (found.job_id or "").lower() == told.job_id.lower())

    def figures(self, group: str) -> dict[str, report.Figure]:
        found: dict[str, report.Figure] = {
            f"{group}: URLs": self.n,
            f"{group}: right, %": 100 * self.right / self.n,
            f"{group}: wrong": self.wrong,
            f"{group}: missed": self.missed,
        }
        if self.job_ids:
            found[f"{group}: job id right, %"] = 100 * self.job_id_right / self.job_ids
        if self.guesses:
            found[f"{group}: company guessed right, %"] = 100 * self.guesses_right / self.guesses
        return found


def naive(url: str) -> Place | None:
    for board, pattern in NAIVE:
        if found := pattern.search(url):
            return Place(Address(board, found.group(1)), found.group(2))
    return None


def main() -> None:
    options = report.options("urls", needs=("listings", "company_boards"))
    scores: dict[str, tuple[Score, Score]] = {}
    portal, known = Score(), Score()
    hosts: dict[str, set[Address]] = {}
    for row in _truth(options.data):
        if row.named.portal:
            _add_portal(portal, row)
            continue
        place, usual = locate(row.url), naive(row.url)
        for group in _groups(row):
            ours, theirs = scores.setdefault(group, (Score(), Score()))
            ours.add(place, row.named)
            theirs.add(usual, row.named, in_parts=row.named.board not in IN_PARTS)
        if row.named.own_site and row.named.board and row.named.company:
            # As in the product: postings that were read tell whose host this is, while they are all of one board.
            host = urlsplit(row.url).hostname or ""
            if len(behind := hosts.setdefault(host, set())) == 1:
                known.add(locate(row.url, {host: next(iter(behind))}), row.named)
            behind.add(Address(row.named.board, row.named.company))
    figures: dict[str, report.Figure] = {}
    baseline: dict[str, report.Figure] = {}
    for group in sorted(scores, key=_order):
        figures |= scores[group][0].figures(group)
        baseline |= scores[group][1].figures(group)
    if known.n:
        figures |= known.figures(f"{OWN}, host known")
    if portal.n:
        figures |= portal.figures("portals")
    report.publish(
        "urls",
        options,
        figures=figures,
        baselines={"regex per host": baseline},
        n=scores[TOTAL][0].n + scores["nobody's"][0].n,
    )


def _groups(row: Row) -> tuple[str, ...]:
    if row.named.board is None:
        return ("nobody's",)
    if row.named.own_site:
        return (OWN, TOTAL)
    return (NAMELESS if row.named.company is None else HOSTED, row.named.board, TOTAL)


def _order(group: str) -> tuple[int, int]:
    first = (*BOARDS, HOSTED, NAMELESS, OWN, TOTAL, "nobody's")
    return (first.index(group) if group in first else len(first), 0)


def _add_portal(score: Score, row: Row) -> None:
    """A portal's URL is its portal's, and no board's."""
    found = portals.locate(row.url)
    score.n += 1
    score.missed += found is None
    score.wrong += locate(row.url) is not None or bool(found and found.portal.name != row.named.portal)
    score.right += bool(found and found.portal.name == row.named.portal) and locate(row.url) is None
    if row.named.job_id:
        score.job_ids += 1
        score.job_id_right += bool(found and found.job_id == row.named.job_id)


def _truth(data: Path) -> Iterator[Row]:
    yield from _company_boards(data / "company_boards")
    yield from _lists(data / "listings")
    if (data / "postings_fulltext").is_dir():
        yield from _portal_lists(data / "postings_fulltext")
    if (data / "greenhouse_boards").is_dir():
        for address, page in read(data / "greenhouse_boards" / "boards_2026-08-22.jsonl.xz"):
            for listing in page.listings:
                own = not (urlsplit(listing.url).hostname or "").endswith("greenhouse.io")
                told = Named("greenhouse", address.company.lower(), listing.job_id, own_site=own)
                yield Row(listing.url, told, "greenhouse_boards")


def _company_boards(folder: Path) -> Iterator[Row]:
    for file in sorted(folder.glob("stapply_*.csv.gz")):
        board = next((name for name in BOARDS if f"_{name}_" in file.name), None)
        for row in csv.DictReader(io.StringIO(gzip.decompress(file.read_bytes()).decode())):
            told = named(row["url"])
            # The file names the platform; the form says whether the row's URL names the company, too.
            yield Row(row["url"], Named(board, told.company if board else None, told.job_id), "company pages")
    for file in sorted(folder.glob("feashliaa_*.json.gz")):
        board = next(name for name in TOKENS if f"_{name}_" in file.name)
        for token in json.loads(gzip.decompress(file.read_bytes())):
            parts = token.split("|")
            if board == "workday" and NO_SITE.fullmatch(token):
                continue
            company = "/".join([parts[0], *parts[2:]]).lower()
            for form in TOKENS[board]:
                yield Row(form.format(*parts), Named(board, unquote(company)), "company names")


def _lists(folder: Path) -> Iterator[Row]:
    for file in sorted(folder.glob("*.gz")):
        text = gzip.decompress(file.read_bytes()).decode()
        for url in dict.fromkeys(re.findall(r"""https?://[^\s"'<>)\\]+""", text)):
            yield Row(url, named(url), "lists")


def _portal_lists(folder: Path) -> Iterator[Row]:
    """Lists whose rows name portal and posting beside the URL: `site`, and `id` with two letters in front."""
    sites = {portal.name for portal in portals.PORTALS}
    for file in sorted(folder.glob("jobspy_*.jsonl.xz")):
        for line in lzma.open(file, "rt"):
            row = json.loads(line)
            if row.get("site") in sites and row.get("job_url"):
                told = Named(None, job_id=str(row["id"]).partition("-")[2].lower() or None, portal=row["site"])
                yield Row(row["job_url"], told, "portals")


if __name__ == "__main__":
    main()
