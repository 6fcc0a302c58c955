"""Board and job id recognised from a URL.

Truth, from strongest to weakest: `greenhouse_boards` says which board and job each apply URL belongs to, also on
employers' own sites; `company_boards` names the platform by its file and the company by its path; `listings` by the
URL's form. URLs of other platforms must be nobody's. The baseline is the usual regular expression per platform.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from benchmarks import report
from rolecall.boards.contract import Address, Place
from rolecall.boards.recorded import read
from rolecall.boards.registry import locate

NAIVE = (
    ("greenhouse", re.compile(r"(?:boards|job-boards)\.greenhouse\.io/([^/?#]+)(?:/jobs/(\d+))?")),
    ("lever", re.compile(r"jobs\.lever\.co/([^/?#]+)(?:/([0-9a-f-]{36}))?")),
    ("ashby", re.compile(r"jobs\.ashbyhq\.com/([^/?#]+)(?:/([0-9a-f-]{36}))?")),
)
LISTS = (
    "simplify_newgrad_2024-10-25",
    "simplify_summer2025_2024-10-25",
    "cvrve_summer2025_2024-10-24",
    "ambicuity_newgrad_2026-03-05",
)
OWN_SITES = "greenhouse, employers' own sites"
OURS = ("greenhouse", "lever", "ashby")


@dataclass(slots=True)
class Score:
    n: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    job_id_right: int = 0
    job_ids: int = 0

    def add(self, found: Place | None, board: str | None, company: str | None, job_id: str | None) -> None:
        """`board` None: nobody's. `company` None: not known, any counts."""
        self.n += 1
        if found is None:
            self.right += board is None
            self.missed += board is not None
        elif (
            found.address.board == board
            and found.address.company != "embed"
            and company in (None, found.address.company.lower())
        ):
            self.right += 1
        else:
            self.wrong += 1
        if job_id is not None:
            self.job_ids += 1
            self.job_id_right += bool(found and found.job_id == job_id)


def naive(url: str) -> Place | None:
    for board, pattern in NAIVE:
        if found := pattern.search(url):
            return Place(Address(board, found.group(1)), found.group(2))
    return None


def main() -> None:
    options = report.options("urls", needs=("listings", "company_boards"))
    scores: dict[str, tuple[Score, Score]] = {}
    hosts: dict[str, Address] = {}
    for group, url, board, company, job_id in _truth(options):
        ours, theirs = scores.setdefault(group, (Score(), Score()))
        ours.add(locate(url), board, company, job_id)
        if group == OWN_SITES and board and company:
            # As in the product: the first posting of a board that was read tells whose host this is.
            known, _ = scores.setdefault(f"{group}, host known", (Score(), Score()))
            host = urlsplit(url).hostname or ""
            if host in hosts:
                known.add(locate(url, hosts), board, company, job_id)
            else:
                hosts[host] = Address(board, company)
        theirs.add(naive(url), board, company, job_id)
    figures: dict[str, report.Figure] = {}
    baseline: dict[str, report.Figure] = {}
    for group, both in scores.items():
        if not both[0].n:
            continue
        for score, column in zip(both, (figures, baseline), strict=True):
            if not score.n:
                continue
            column[f"{group}: URLs"] = score.n
            column[f"{group}: right, %"] = 100 * score.right / score.n
            column[f"{group}: wrong"] = score.wrong
            column[f"{group}: missed"] = score.missed
            if score.job_ids:
                column[f"{group}: job id right, %"] = 100 * score.job_id_right / score.job_ids
    report.publish(
        "urls",
        options,
        figures=figures,
        baselines={"regex per host": baseline},
        n=sum(both[0].n for both in scores.values()),
    )


def _truth(options: report.Options) -> Iterator[tuple[str, str, str | None, str | None, str | None]]:
    """Each is (group, url, board, company in small letters, job id)."""
    folder = options.folder("company_boards")
    for file in sorted(folder.glob("stapply_*.csv.gz")):
        board = next((name for name in OURS if f"_{name}_" in file.name), None)
        rows = csv.DictReader(io.StringIO(gzip.decompress(file.read_bytes()).decode()))
        for row in rows:
            company = unquote(urlsplit(row["url"]).path.strip("/").split("/")[0]).strip().lower() if board else None
            yield ("company pages" if board else "other platforms"), row["url"], board, company, None
    for name in LISTS:
        for row in json.loads(gzip.decompress((options.folder("listings") / f"{name}.json.gz").read_bytes())):
            yield _by_form(row["url"].strip())
    if (options.data / "greenhouse_boards").is_dir():
        for address, page in read(options.data / "greenhouse_boards" / "boards_2026-08-22.jsonl.xz"):
            for listing in page.listings:
                own = not (urlsplit(listing.url).hostname or "").endswith("greenhouse.io")
                group = OWN_SITES if own else "greenhouse, hosted"
                yield group, listing.url, "greenhouse", address.company, listing.job_id


def _by_form(url: str) -> tuple[str, str, str | None, str | None, str | None]:
    """A label for a URL of a hand-kept list, read by another way than the product's: by what only that platform has."""
    parts = urlsplit(url)
    host, query = parts.hostname or "", parse_qs(parts.query)
    path = [unquote(part) for part in parts.path.split("/") if part]
    company = path[0].lower() if path else None
    if "greenhouse.io" in host or "gh_jid" in query:
        ids = query.get("gh_jid") or query.get("token") or [part for part in path[2:3] if part.isdigit()]
        job_id = re.sub(r"\D.*", "", ids[0]) if ids else None
        hosted = "greenhouse.io" in host and path[:1] != ["embed"]
        group = "lists: greenhouse" if "greenhouse.io" in host else "lists: greenhouse on own sites"
        return group, url, "greenhouse", company if hosted else None, job_id
    if host.endswith("lever.co") and "clever" not in host:
        return "lists: lever", url, "lever", company, path[1].lower() if len(path) > 1 else None
    if host.endswith("ashbyhq.com") or "ashby_jid" in query:
        hosted = host.endswith("ashbyhq.com")
        job_id = path[1] if hosted and len(path) > 1 else query.get("ashby_jid", [None])[0]
        return "lists: ashby", url, "ashby", company if hosted else None, job_id
    return "lists: other platforms", url, None, None, None


if __name__ == "__main__":
    main()
