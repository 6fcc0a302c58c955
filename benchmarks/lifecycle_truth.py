"""What the recorded answers say happened between dates, and the baseline by title. Knows nothing of the product."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Board: TypeAlias = Mapping[str, Any]
"""{company, fetched_at, jobs} as recorded; without `jobs` the reading fails."""
Happened: TypeAlias = set[tuple[str, str, str]]
"""(kind, board, id) of one date."""

EMPLOYMENT = re.compile(r"\b(employment|job|contract|position)[ _-]*(type|length|status)|time type|commitment", re.I)
WORKPLACE = re.compile(r"\b(workplace|work|location|office|remote)[ _-]*(type|model|arrangement|status|mode)\b", re.I)
KINDS_OF_WORK = (
    "intern",
    "trainee",
    "temp",
    "season",
    "fixed",
    "contract",
    "freelance",
    "part",
    "full",
    "perm",
    "regular",
)
PLACES_OF_WORK = ("hybrid", "flex", "remote", "office", "site")


def words_of(job: Mapping[str, Any]) -> tuple[str, ...]:
    """What a person reads of a recorded posting, without blanks that nobody sees.

    Of the employer's own fields only the kind of employment and the place of work as one of a few words ("Full-time
    Salaried" is "full", and so is "full time, exempt").
    """
    own = []
    for entry in job.get("metadata") or ():
        name, value = str(entry.get("name")), json.dumps(entry.get("value")).lower()
        for field_named, words in ((EMPLOYMENT, KINDS_OF_WORK), (WORKPLACE, PLACES_OF_WORK)):
            if field_named.search(name):
                own.append(next((word for word in words if word in value), ""))
    values = (
        job.get("title"),
        re.sub(r"\s*([;,|/])\s*", r"\1", (job.get("location") or {}).get("name") or ""),
        job.get("absolute_url"),
        job.get("company_name"),
        job.get("requisition_id"),
        (job.get("first_published") or "")[:19],
        job.get("language"),
        *sorted(filter(None, own)),
    )
    return tuple(" ".join(str(value or "").split()) for value in values)


@dataclass(slots=True)
class Truth:
    """Every id a board ever showed, and what it says now."""

    seen: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """By board: id → internal_job_id."""
    now: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)

    def dates(self, dates: Sequence[Sequence[Board]]) -> Iterator[Happened]:
        for date in dates:
            happened: Happened = set()
            for board in date:
                if "jobs" in board:
                    happened |= {(kind, board["company"], id) for kind, id in self.board(board)}
            yield happened

    def board(self, board: Board) -> Iterator[tuple[str, str]]:
        company = board["company"]
        before, seen = self.now.get(company, {}), self.seen[company]
        now = {str(job["id"]): words_of(job) for job in board["jobs"]}
        openings = {str(job["id"]): str(job["internal_job_id"]) for job in board["jobs"]}
        gone = {opening for id, opening in seen.items() if id not in now and opening != "None"}
        for id, words in now.items():
            if id in before:
                if words != before[id]:
                    yield "changed", id
            elif id in seen:
                yield "reopened", id
            else:
                yield ("reposted" if openings[id] in gone else "new"), id
        for id in before.keys() - now.keys():
            yield "closed", id
        self.now[company] = now
        seen.update(openings)


@dataclass(slots=True)
class ByTitle:
    """A posting is its title and company, as in many trackers. It sees a repost where the words come back."""

    known: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def dates(self, dates: Sequence[Sequence[Board]]) -> Iterator[Happened]:
        for date in dates:
            happened: Happened = set()
            for board in date:
                if "jobs" in board:
                    happened |= self.board(board)
            yield happened

    def board(self, board: Board) -> Happened:
        company = board["company"]
        now: dict[str, dict[str, Any]] = {}
        for job in board["jobs"]:
            now.setdefault(job["title"], job)
        happened: Happened = set()
        for title, job in now.items():
            before = self.known.get((company, title))
            if before is None:
                happened.add(("new", company, str(job["id"])))
            elif before["gone"]:
                kind = "reopened" if before["id"] == job["id"] else "reposted"
                happened.add((kind, company, str(job["id"])))
            elif before["place"] != job["location"]["name"]:
                happened.add(("changed", company, str(job["id"])))
            self.known[company, title] = {"id": job["id"], "place": job["location"]["name"], "gone": False}
        for (at, title), before in self.known.items():
            if at == company and title not in now and not before["gone"]:
                before["gone"] = True
                happened.add(("closed", company, str(before["id"])))
        return happened
