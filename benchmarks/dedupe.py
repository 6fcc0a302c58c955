"""Which postings are one job: pairwise precision, recall and F1.

Labels: postings of a Greenhouse board that share `internal_job_id`; the few without one are labelled nothing. The
product itself uses that id where a board tells it: "ids visible" shows what it does then. The honest, harder rows hide
it, and then the requisition number too. None of the postings has a text.

The label is not quite the question: some employers file different jobs under one id. "Of one level" leaves out of the
labels, and of what was found, every pair whose titles differ in a word of rank (`RANK`, a plain list, on purpose not
the product's own reading): the pairs that a person would not call one job. How many labelled pairs the product keeps
apart, and why, is counted beside it.

Cross-list: rows of two hand-kept lists with the same canonical URL. Once with the URLs, which the product compares by
a canonical form of its own (`discover.canonical`; that of the labels is separate code, in this file), and once without.
Two URLs on different hosts may lead to one job (many are redirections), so only pairs on one host count.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz, process

from benchmarks import report
from rolecall.boards.recorded import read
from rolecall.discover.compare import compare
from rolecall.discover.duplicates import group
from rolecall.discover.normalise import normalise
from rolecall.discover.places import parse_all
from rolecall.discover.posting import Posting

Pairs: TypeAlias = set[tuple[str, str]]
Boards: TypeAlias = dict[str, list[Posting]]
TRACKING = re.compile(
    r"utm_|gh_src|source|src|ref|lever-|_jb|jobpipeline|iis|codes|mode|_fromPublish|in_iframe|lang|cmpid", re.IGNORECASE
)
RANK = re.compile(
    r"intern|internship|trainee|apprentice|graduate|grads?|entry|junior|jr|mid|senior|sr|staff|principal|lead|head|director"
    r"|chief|vice|vp|manager|supervisor|foreman|associate|assistant|distinguished|i|ii|iii|iv|v|[1-5]"
)
Merge: TypeAlias = Callable[[list[Posting]], Iterable[Sequence[str]]]


def main() -> None:
    options = report.options("dedupe", needs=("greenhouse_boards", "listings"))
    boards = _boards([options.folder("greenhouse_boards") / "boards_2026-08-22.jsonl.xz"])
    truth = _pairs(_by_opening(postings) for postings in boards.values())
    n = sum(map(len, boards.values()))
    columns: dict[str, dict[str, report.Figure]] = defaultdict(dict)
    began = time.process_time()
    for kind, hidden in (
        ("ids visible", {}),
        ("internal id hidden", {"opening_id": None}),
        ("all ids hidden", {"opening_id": None, "requisition_id": None}),
    ):
        _score(columns["rolecall"], kind, boards, truth, ours, hidden)
        if not hidden:
            columns["rolecall"] |= _kept_apart(boards, truth)
    columns["rolecall"]["postings grouped a second"] = 3 * n / (time.process_time() - began)
    columns["rolecall"]["pairs compared a second"] = _speed(boards)
    for name, merge in (("title>90, company>85", fuzzy), ("exact title, company", exact)):
        _score(columns[name], "all ids hidden", boards, truth, merge, {})
    payloads = options.data / "ats_payloads" / "greenhouse"
    if payloads.is_dir():
        for file in sorted(payloads.glob("canonical_jobs_content_2023-0[48]*")):
            full = _boards([file])
            label = _pairs(_by_opening(postings) for postings in full.values())
            kind = f"with texts, {file.name[23:33]}"
            hidden = {"opening_id": None, "requisition_id": None}
            _score(columns["rolecall"], f"{kind}, all ids hidden", full, label, ours, hidden)
            _score(columns["exact title, company"], f"{kind}, all ids hidden", full, label, exact, {})
    rows, label, urls = _cross_list(options.folder("listings"))
    everything = {"": [posting for block in rows.values() for posting in block]}
    _score(columns["rolecall"], "cross-list, URLs visible", everything, label, ours, {}, urls=urls)
    for name, merge in (("rolecall", ours), ("title>90, company>85", fuzzy), ("exact title, company", exact)):
        _score(columns[name], "cross-list, URLs hidden", rows, label, merge, {"url": ""}, urls=urls)
    report.publish("dedupe", options, figures=columns.pop("rolecall"), baselines=columns, n=n)


def ours(postings: list[Posting]) -> Iterable[Sequence[str]]:
    for job in group(postings):
        yield [_name(job.kept), *(_name(twin.posting) for twin in job.duplicates)]


def exact(postings: list[Posting]) -> Iterable[Sequence[str]]:
    found = defaultdict(list)
    for posting in postings:
        found[posting.title, posting.company].append(_name(posting))
    return found.values()


def fuzzy(postings: list[Posting]) -> Iterable[Sequence[str]]:
    titles = process.cdist(
        [p.title.lower() for p in postings],
        [p.title.lower() for p in postings],
        scorer=fuzz.token_set_ratio,
        score_cutoff=90.01,
    )
    companies = [posting.company.lower() for posting in postings]
    for row, column in zip(*titles.nonzero(), strict=True):
        if row < column and fuzz.token_set_ratio(companies[row], companies[column]) > 85:
            yield [_name(postings[row]), _name(postings[column])]


def _score(
    column: dict[str, report.Figure],
    kind: str,
    boards: Boards,
    truth: Pairs,
    merge: Merge,
    hidden: dict[str, Any],
    *,
    urls: dict[str, str] | None = None,
) -> None:
    found = _pairs(merge([replace(posting, **hidden) for posting in postings]) for postings in boards.values())
    if urls is not None:
        found = {pair for pair in found if _decidable(pair, urls)}
        _figures(column, kind, found, truth)
        return
    told = {_name(posting): posting for postings in boards.values() for posting in postings if posting.opening_id}
    found = {pair for pair in found if pair[0] in told and pair[1] in told}
    _figures(column, kind, found, truth)
    if kind == "ids visible":
        of_one_level = [
            {pair for pair in pairs if not _ranks(told[pair[0]]) ^ _ranks(told[pair[1]])} for pairs in (found, truth)
        ]
        column["labelled pairs"] = len(truth)
        column["labelled pairs of one level"] = len(of_one_level[1])
        _figures(column, f"{kind}, of one level", *of_one_level)


def _figures(column: dict[str, report.Figure], kind: str, found: Pairs, truth: Pairs) -> None:
    right = len(found & truth)
    precision, recall = right / max(1, len(found)), right / max(1, len(truth))
    column[f"{kind}: precision"] = precision
    column[f"{kind}: recall"] = recall
    column[f"{kind}: F1"] = 2 * precision * recall / max(1e-9, precision + recall)


def _ranks(posting: Posting) -> set[str]:
    return {word for word in re.findall(r"[a-z]+|\d+", posting.title.lower()) if RANK.fullmatch(word)}


def _kept_apart(boards: Boards, truth: Pairs) -> dict[str, report.Figure]:
    """How many labelled pairs the product does not merge, by what it says against it."""
    told = {_name(posting): posting for postings in boards.values() for posting in postings}
    merged = _pairs(ours(postings) for postings in boards.values())
    reasons: Counter[str] = Counter()
    for one, other in truth - merged:
        found = compare(told[one], told[other])
        reasons[found.against[0].signal if found.against else "others of its group"] += 1
    return {f"labelled pairs kept apart: {reason.replace('_', ' ')}": count for reason, count in reasons.most_common()}


def _speed(boards: Boards) -> float:
    """Comparisons of neighbours on a board, a second of one core; what is cached of them is there already."""
    began, count = time.process_time(), 0
    for postings in boards.values():
        for one, other in pairwise(sorted(postings, key=lambda posting: (posting.opening_id or "", posting.title))):
            compare(one, other)
            count += 1
    return count / (time.process_time() - began)


def _name(posting: Posting) -> str:
    return f"{posting.board}:{posting.board_company}|{posting.job_id}"


def _pairs(grouped: Iterable[Iterable[Sequence[str]]]) -> Pairs:
    return {(min(pair), max(pair)) for groups in grouped for one in groups for pair in combinations(set(one), 2)}


def _boards(files: Iterable[Path]) -> Boards:
    """Postings of each board."""
    boards: Boards = defaultdict(list)
    for file in files:
        for address, page in read(file):
            boards[address.company] += [
                replace(normalise(listing), board_company=address.company) for listing in page.listings
            ]
    return boards


def _by_opening(postings: list[Posting]) -> Iterable[Sequence[str]]:
    found = defaultdict(list)
    for posting in postings:
        if posting.opening_id:
            found[posting.opening_id].append(_name(posting))
    return found.values()


def _cross_list(folder: Path) -> tuple[Boards, Pairs, dict[str, str]]:
    """Rows of two lists in blocks of one company's first letter; labels are rows with the same canonical URL."""
    blocks: Boards = defaultdict(list)
    by_url: dict[str, list[str]] = defaultdict(list)
    urls: dict[str, str] = {}
    for source, file in (("simplify", "simplify_summer2025_2024-10-25"), ("cvrve", "cvrve_summer2025_2024-10-24")):
        for number, row in enumerate(json.loads(gzip.decompress((folder / f"{file}.json.gz").read_bytes()))):
            posting = Posting(
                board=source,
                board_company=source,
                job_id=str(number),
                title=row["title"].strip(),
                company=row["company_name"].strip(),
                url=row["url"].strip(),
                apply_url="",
                text="",
                locations=parse_all(row["locations"]).locations,
                published_at=datetime.fromtimestamp(row["date_posted"], UTC),
            )
            blocks[posting.company[:1].lower()].append(posting)
            name = _name(posting)
            urls[name] = _canonical(posting.url)
            by_url[urls[name]].append(name)
    label = _pairs([list(by_url.values())])
    return blocks, {pair for pair in label if _decidable(pair, urls)}, urls


def _canonical(url: str) -> str:
    """Without scheme, language, tracking and the last step of applying."""
    parts = urlsplit(url)
    path = (
        re.sub(r"/[a-z]{2}-[A-Za-z]{2}(?=/)", "", parts.path.rstrip("/"))
        .removesuffix("/apply")
        .removesuffix("/application")
    )
    query = sorted((key, value) for key, value in parse_qsl(parts.query) if not TRACKING.match(key))
    return f"{parts.netloc.lower()}{path}?{urlencode(query)}"


def _decidable(pair: tuple[str, str], urls: dict[str, str]) -> bool:
    """One row of each list, both with a URL, on one host that is no redirection."""
    if pair[0].split("|")[0] == pair[1].split("|")[0]:
        return False
    hosts = [urls[row].split("/")[0].split("?")[0] for row in pair]
    return hosts[0] == hosts[1] not in ("", "redirect.cvrve.me")


if __name__ == "__main__":
    main()
