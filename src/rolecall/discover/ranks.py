"""The rank that a title names, as far as it sets two jobs apart: `Engineer I` from `II`, `Senior` from none.

A word counts where it stands as a rank, not where it is part of a job's name: the assistant of `Assistant Manager`, not
that of `Medical Assistant`; the staff of `Staff Engineer`, not that of `Chief of Staff`; the 2 of `Analyst 2`, not that
of `2nd shift` or `$2,000`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rolecall.discover.titles import years_of

PART = re.compile(r"[,;:()\[\]|–—!?•·]+|\s[-/]+\s|\s-|-\s")
"""Between the parts of a title: `Manager, Sales (West) - Remote`."""
WORD = re.compile(r"[^\W_]+(?:[+#]+|\.(?=\s|$))?")
SPELLED = {
    "sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "vp": "vice", "svp": "senior vice",
    "evp": "executive vice", "avp": "assistant vice", "mgr": "manager", "dir": "director", "assoc": "associate",
    "asst": "assistant", "exec": "executive", "interns": "intern", "internship": "intern", "internships": "intern",
    "trainee": "intern", "apprentice": "intern", "apprenticeship": "intern", "praktikant": "intern",
    "praktikantin": "intern", "praktikum": "intern", "werkstudent": "intern", "werkstudentin": "intern",
    "stagiaire": "intern", "becario": "intern", "practicante": "intern", "estagio": "intern", "stagista": "intern",
    "estagiario": "intern", "coop": "intern", "leiter": "head", "leiterin": "head", "leader": "lead",
    "supervisora": "supervisor", "gerente": "manager", "directeur": "director", "directrice": "director",
    "direktor": "director", "directora": "director", "diretor": "director", "diretora": "director", "pleno": "mid",
    "confirme": "mid", "midlevel": "mid", "tlm": "lead manager", "foreman": "supervisor",
}  # fmt: skip
PHRASES = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\bworking students?\b|\bco-ops?\b|\bstudent (?:worker|trainee|assistant)s?\b", "intern"),
        (r"\b(?:new|recent|early career) grad(?:uate)?s?\b|\bgraduates?\b|\bgrads?\b", "graduate"),
        (r"\bentry[- ]level\b", "entry"),
        (r"\bmid[- ](?:level|senior)\b", "mid"),
        (r"\b(?:of|technical|teaching|clinical|nursing|medical|support|wait|bar|bank) staff\b", " "),
        (r"\bstaff (?=accountant|nurse|attorney|writer|pharmacist|physician|therapist|rn\b)", " "),
        (r"\blead(?:s)? (?:gen\b|generation|management|qualification|nurtur\w+|conversion|acquisition)", " "),
        (r"\bschool principal\b", "head"),
        (r"\bvice[- ]presidente?\b", "vice"),
        (r"\bhead of school\b", "head"),
    )
)
NUMBERS = re.compile(
    r"\b20\d\d\b|[$€£¥]\s?[\d.,]+k?|\b\d+[.,]\d+\w*|\b\d+\s?[-–/]\s?\d+\b(?!\s*$)|#\s?\d+"
    r"|\b\d+\s?-?\s?(?=(?:day|week|month|year|hour|shift)s?\b)"
)
"""Years, money, ranges, spans and references: no grades."""
ASIDE = re.compile(r"\((\w{1,5})\)(?=\s\w)")
"""`Associate (AI) Consultant`: no part of its own."""
OTHER_LANGUAGE = re.compile(
    r"\b(?:de|du|des|la|le|les|et|aux?|pour|y|el|los|para|em|dos?|das?|di|della?|und|für|im|mit|van|voor|en)\b",
    re.IGNORECASE,
)
"""Small words of titles in French, Spanish, Portuguese, Italian, German and Dutch."""
SMALL = frozenset(("at", "for", "in", "of", "or", "and", "und", "de", "to", "with", "y", "e", "et"))
PLAIN = frozenset(
    (
        "intern", "graduate", "entry", "junior", "mid", "senior", "staff", "principal", "lead", "head", "director",
        "chief", "vice", "manager", "distinguished", "supervisor",
    )
)  # fmt: skip
NO_ROLES = PLAIN - {"manager", "principal", "head", "supervisor"}
BEFORE_A_ROLE = frozenset(("associate", "assistant", "executive"))
"""Ranks where another word of the job's name follows; at its end they are the job itself: `Warehouse Associate`."""
ROLES = frozenset(("director", "vice", "chief"))
"""What an `executive` has a rank above."""
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
GRADE = re.compile(r"(?:l|lvl|level|e|ic|p|t|g|grade)?([1-9])")
LEVEL = re.compile(r"(?:l|lvl|level|tier)([1-9])")
"""A grade also where it begins a title: `L1 Support`."""
NO_GRADE_AFTER = frozenset(
    ("phase", "post", "shift", "zone", "area", "district", "group", "team", "class", "day", "days", "w", "cohort",
     "wave", "part", "cycle", "step", "unit", "plant", "site", "building", "route", "formula", "world", "office")
)  # fmt: skip
NO_GRADE_BEFORE = frozenset(
    ("day", "days", "month", "months", "week", "weeks", "year", "years", "yr", "yrs", "hour", "hours", "hrs", "shift",
     "shifts", "positions", "openings", "roles", "x", "k", "d", "pm", "am", "to")
)  # fmt: skip


@lru_cache(maxsize=50_000)
def ranks_of(title: str) -> frozenset[str]:
    """The ranks in a title, spelled one way; two titles with different ones are different jobs."""
    plain = NUMBERS.sub(" ", ASIDE.sub(r" \1 ", _plain(title)))
    for pattern, words in PHRASES:
        plain = pattern.sub(f" {words} ", plain)
    return frozenset(rank for part in PART.split(plain) for rank in _ranks(part))


def ranks_differ(one: str, other: str) -> bool:
    """Whether two titles name different ranks. A title in another language may name its rank in a word that is not
    known here, so only what both name counts then.
    """
    first, second = ranks_of(one), ranks_of(other)
    if first == second:
        return False
    return ranks_contradict(one, other) if translated(one, other) else True


def ranks_contradict(one: str, other: str) -> bool:
    """Whether each of two titles names a rank that the other does not: one may just say less than the other."""
    first, second = ranks_of(one), ranks_of(other)
    return not (first <= second or second <= first)


def translated(one: str, other: str) -> bool:
    """Whether only one of two titles has letters or small words that English has not."""
    return _is_foreign(one) != _is_foreign(other)


@lru_cache(maxsize=50_000)
def _is_foreign(title: str) -> bool:
    letters = any(letter.isalpha() and not letter.isascii() for letter in title)
    return letters or OTHER_LANGUAGE.search(title) is not None


def terms_differ(one: str, other: str) -> bool:
    """Whether both titles name a year, or both a season, and not the same: an internship of one summer is not that of
    the next.
    """
    years = years_of(one), years_of(other)
    seasons = _seasons(one), _seasons(other)
    return any(all(told) and told[0] != told[1] for told in (years, seasons))


@lru_cache(maxsize=50_000)
def _seasons(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b(?:summer|fall|spring|winter)\b", title.casefold().replace("autumn", "fall")))


def _plain(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold().replace("\xa0", " ")


def _ranks(part: str) -> set[str]:
    words = " ".join(SPELLED.get(word, word) for word in WORD.findall(part.replace("-", "").replace(".", " "))).split()
    found = set()
    for at, word in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        if word in PLAIN:
            found.add(word)
        elif word in BEFORE_A_ROLE:
            if following in ROLES or (word != "executive" and following and _goes_on(following)):
                found.add(word)
        elif grade := _grade(word, words[at - 1] if at else None, following):
            found.add(grade)
    return found


def _goes_on(word: str) -> bool:
    """Whether a job's name goes on with this word: not with its grade, and not with a small word."""
    return not (word in SMALL or word in ROMAN or word in NO_ROLES or GRADE.fullmatch(word))


def _grade(word: str, before: str | None, following: str | None) -> str | None:
    if level := LEVEL.fullmatch(word):
        return level[1]
    if before is None or before in NO_GRADE_AFTER or following in NO_GRADE_BEFORE:
        return None
    if word in ROMAN:
        # A lone letter within a name is rather a stroke, an initial or a word.
        return ROMAN[word] if len(word) > 1 or following is None else None
    told = GRADE.fullmatch(word)
    return told[1] if told else None
