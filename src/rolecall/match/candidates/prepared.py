"""Candidates made ready, the last few hundred kept: of many postings for the same people each is read once a day."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import date

from rolecall.match.candidate import Candidate
from rolecall.profile.queries import Preferences, Resume, facts_of

KEPT = 600


class Prepared:
    """Candidates by the fingerprint of their résumé and the day; the longest unused goes first. Safe between threads."""

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, date], Candidate] = OrderedDict()

    def get(self, digest: str, today: date) -> Candidate | None:
        """The candidate, if there."""
        with self._lock:
            found = self._kept.get((digest, today))
            if found is not None:
                self._kept.move_to_end((digest, today))
            return found

    def make(self, digest: str, resume: Resume, today: date) -> Candidate:
        """The candidate made of a résumé, without anybody's wishes."""
        made = neutral(resume, today)
        with self._lock:
            self._kept[digest, today] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def neutral(resume: Resume, today: date) -> Candidate:
    """A candidate whose wishes do not count: what a comparison of people stands on."""
    return Candidate.prepare(resume, facts_of(resume), Preferences(), today)
