"""What a score is made of, as fingerprints: so that a change can be named, and what is kept is known to be of today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import orjson

from rolecall.discover.queries import Posting
from rolecall.match.learning.personal import Personal
from rolecall.match.score import VERSION
from rolecall.profile.queries import Preferences, Profile, Resume

CAUSES = ("version", "profile", "preferences", "decisions", "posting", "day")
"""The parts that a score is made of, in the order in which they are told."""


def digest(*said: Any) -> str:
    """SHA-256 of values that JSON knows (and dataclasses, dates, UUIDs), as hex."""
    return sha256(orjson.dumps(said)).hexdigest()


def resume_digest(resume: Resume) -> str:
    """A résumé as far as it is scored: where its fields stood in the file does not matter."""
    return digest(resume.model_dump(mode="json", exclude={"sources"}))


def preferences_digest(preferences: Preferences) -> str:
    """What the candidate wants."""
    return digest(preferences.model_dump(mode="json"))


def posting_digest(posting: Posting) -> str:
    """A posting as far as it is scored."""
    return digest(posting.title, posting.text, posting.locations, posting.workplace, posting.salary)


def made_of(posting: Posting, candidate: Mapping[str, str]) -> dict[str, str]:
    """Each part of a score by its name in `CAUSES`; `candidate` are those of `of_candidate`."""
    return {**candidate, "posting": posting_digest(posting)}


def of_candidate(profile: Profile, today: date, personal: Personal | None) -> dict[str, str]:
    """The parts that are the same for every posting; `personal` is what was learnt of the candidate's decisions."""
    return {
        "version": VERSION,
        "profile": resume_digest(profile.resume),
        "preferences": preferences_digest(profile.preferences),
        "decisions": personal.version if personal else "",
        "day": today.isoformat(),
    }


def causes(before: Mapping[str, str] | None, after: Mapping[str, str], version_before: str) -> tuple[str, ...]:
    """Which parts differ. Of a score of an earlier release only the version is known."""
    known = before if before is not None else {"version": version_before}
    return tuple(name for name in CAUSES if name in known and known[name] != after.get(name))
