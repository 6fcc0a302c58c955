"""What a title says of a job: its level and its function. Rules over words, nothing learnt, nothing guessed.

The level is the one that a reader of the title would name: people who lead come before the steps of a ladder (`Senior
Engineering Manager` is a manager), but those who manage a thing are not managers (`Senior Product Manager` is senior).
Grades count as in most ladders: I is entry, II mid, III senior; what stands above is each company's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from rolecall.discover.gazetteer import key
from rolecall.discover.role_words import (
    AREAS,
    ASSISTS,
    FUNCTIONS,
    GENDER,
    GRADE,
    JOBS,
    MANAGES_A_THING,
    NO_RANK,
    PARTS_OF_WORDS,
    RANKS,
)

__all__ = ["FUNCTIONS", "LEVELS", "function_of", "level_of"]

LEVELS = (
    "intern", "graduate", "entry", "junior", "mid", "senior", "staff", "principal", "lead", "manager", "head",
    "director", "vice president", "chief",
)  # fmt: skip
"""Every level a posting may have."""

SPLIT = re.compile(r"[,;:()\[\]|–—!?•·]+|\s[-/]+\s|\s-|-\s|\s(?:with|mit|avec|con)\s")
"""Between the parts of a title: `Manager, Sales (West) - Remote`."""
LADDER = ("graduate", "entry", "junior", "mid", "senior", "staff", "principal", "lead")
BETWEEN = re.compile(r"\W{0,2}\b(?:or|to|oder|bis|ou|o|and|und|level to)\b\W{0,2}|\s*[/&–-]\s*")
"""What stands between two steps of a ladder where the job is open to both."""
LONGEST_TITLE = 200


@lru_cache(maxsize=50_000)
def level_of(title: str) -> str | None:
    """One of `LEVELS`; None for a title that names none. Of two that are offered ("Junior/Mid") it is the lower one."""
    plain = re.sub(r"[_()\[\]]", " ", key(title[:LONGEST_TITLE].replace(" - ", " | ")))
    named = {BY_STEM[index] for index, _, _ in STEMS.find_matches_as_indexes(plain, overlapping=True)}
    if not named:
        return None
    plain = MANAGES_A_THING.sub(" ", NO_RANK.sub(" ", ASSISTS.sub(r"\g<who>", plain)))
    hits = [(level, hit) for level, pattern in PATTERNS if level in named and (hit := _graded(pattern, plain))]
    if not hits:
        return None
    level, first = hits[0]
    if level in LADDER:
        for other, hit in hits[1:]:
            left, right = sorted((first, hit), key=lambda each: each.start())
            if other in LADDER and BETWEEN.fullmatch(plain[left.end() : right.start()]):
                level = min(level, other, key=LADDER.index)
    return level


@lru_cache(maxsize=50_000)
def function_of(title: str, department: str | None = None) -> str | None:
    """One of `FUNCTIONS`, from the title, then from the department; None where both leave it open.

    The first part of a title that says something decides (`Engineer, Sales Tools`), in it the last word for what
    somebody is (`Marketing Data Analyst`), and only without one the last word for a field (`Sales Lead`).
    """
    for part in (*SPLIT.split(GENDER.sub("", title[:LONGEST_TITLE])), department or ""):
        found = _in_part(part) if part else None
        if found is not None:
            return found
    return None


def _graded(pattern: re.Pattern[str], plain: str) -> re.Match[str] | None:
    """The first word of a level; `i`, `ii` and `iii` only where they stand as a grade."""
    for hit in pattern.finditer(plain):
        if hit.group().strip("i") or GRADE.match(plain, hit.start()):
            return hit
    return None


def _in_part(part: str) -> str | None:
    name = key(part)
    if not name.isascii():
        for stem, function in ELSEWHERE:
            if stem in name:
                return function
    words: list[str] = WORD.findall(name)
    field: str | None = None
    job: tuple[int, str] | None = None
    at = 0
    while at < len(words):
        step = 1
        for size in range(min(LONGEST, len(words) - at), 0, -1):
            phrase = words[at] if size == 1 else " ".join(words[at : at + size])
            if (found := BY_JOB.get(phrase) or (_by_stem(phrase) if size == 1 else None)) is not None:
                if job is None or size > 1 or job[0] == 1:
                    job = (size, found)
                step = size
                break
            if (found := BY_AREA.get(phrase)) is not None:
                field, step = found, size
                break
        at += step
    return job[1] if job else field


def _by_stem(word: str) -> str | None:
    return next((function for stem, function in JOB_STEMS.get(word[:3], ()) if word.startswith(stem)), None)


def _each(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, words in table.items():
        for word in words.split("|"):
            yield key(word), name


def _pattern(words: str) -> re.Pattern[str]:
    options = (re.escape(key(word.rstrip("*"))) + r"\w*" * word.endswith("*") for word in words.split("|"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(options, key=len, reverse=True))})(?!\w)")


WORD = re.compile(r"[^\W_]+(?:[&+#'’][^\W_]+)*")
BY_JOB = {word: function for word, function in _each(JOBS) if not word.endswith("*")}
BY_AREA = dict(_each(AREAS))
ELSEWHERE = tuple(_each(PARTS_OF_WORDS))
JOB_STEMS: dict[str, list[tuple[str, str]]] = {}
for _word, _function in _each(JOBS):
    if _word.endswith("*"):
        JOB_STEMS.setdefault(_word[:3], []).append((_word.rstrip("*"), _function))
LONGEST = max(word.count(" ") + 1 for word in (*BY_JOB, *BY_AREA))
PATTERNS = tuple((level, _pattern(words)) for level, words in RANKS.items())
STEMS = AhoCorasick(
    [word.rstrip("*") for word, _ in _each(RANKS)], matchkind=MatchKind.Standard, implementation=Implementation.DFA
)
BY_STEM = tuple(level for _, level in _each(RANKS))
