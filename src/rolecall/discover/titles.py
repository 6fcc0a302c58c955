"""What a title says: its level, and the words that are left when places, codes and decoration are gone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rolecall.discover.companies import LEGAL, company_key
from rolecall.discover.gazetteer import AREAS, CITIES, COUNTRIES, REGIONS, key

__all__ = ["LEGAL", "SEASONS", "company_key", "levels_of", "title_key", "words_of", "years_of"]

DECORATION = re.compile(
    r"\((?:[mwfdxhvikna]\s*[/|*,]\s*)+[mwfdxhvikna]\s*\)|\((?:gn|div|all|alle geschlechter|tous genres)\)"
    r"|\ball genders\b|\b(?:[mwfdx]/){1,3}[mwfdx]\b|\b(?:h/f|f/h|m/v|v/m|k/m)(?:/[xd])?\b"
    r"|(?<=\w)(?:\(in\)|[:*_/]-?in(?:nen)?\b)|(?<=r)\(a\)"
    r"|\b(?:fully |100% )?remote(?: first)?\b(?! sensing)|\bhybrid[eo]?\b|\bhibrido\b|\bon-?site\b|\bhome based\b"
    r"|\bhome ?office\b|\bteletravail\b|\bteletrabajo\b|\bremoto\b|\bpresencial\b|\bvor ort\b|\bsur site\b"
    r"|\bpraca zdalna\b|\bzdalnie\b|\burgent\b|\bdringend\b|\bab sofort\b|\bgesucht\b|\basap\b"
    r"|\b(?:now |we(?:'re| are) )?hiring\b|\bse busca\b|#\s?\d+|\b[a-z]{1,4}-?\d{4,}\b|\b\d{5,}\b"
    r"|\b(?:req|job|ref)\s?(?:id|no|nr)?[.:#]?\s?\d+\b|\b\d{4} start\b",
    re.IGNORECASE,
)
"""What a title carries beside the job, in several languages, without accents: genders, workplace, numbers."""
SAME_WORDS = {
    "sr": "senior", "jr": "junior", "snr": "senior", "jnr": "junior", "mgr": "manager", "eng": "engineer",
    "dev": "developer", "swe": "software engineer", "sde": "software engineer", "engineering": "engineer",
    "internship": "intern", "interns": "intern", "vp": "vice president", "svp": "senior vice president",
    "dir": "director", "assoc": "associate", "asst": "assistant", "exec": "executive", "rep": "representative",
    "admin": "administrator", "mgmt": "management", "ops": "operations", "ml": "machine learning",
    "ai": "artificial intelligence", "qa": "quality assurance", "fullstack": "full stack", "backend": "back end",
    "frontend": "front end", "ii": "2", "iii": "3", "iv": "4", "i": "1", "v": "5", "hr": "human resources",
    "ae": "account executive", "csm": "customer success manager",
}  # fmt: skip
LEVELS = {
    "intern": "intern", "trainee": "intern", "apprentice": "intern", "praktikant": "intern", "werkstudent": "intern",
    "graduate": "graduate", "entry": "entry", "junior": "junior", "mid": "mid", "senior": "senior", "staff": "staff",
    "principal": "principal", "lead": "lead", "head": "head", "director": "director", "chief": "chief",
    "vice": "vice", "manager": "manager", "distinguished": "distinguished", "fellow": "fellow",
    "associate": "associate", "assistant": "assistant", "supervisor": "supervisor", "executive": "executive",
    "1": "1", "2": "2", "3": "3", "4": "4", "5": "5", "l1": "1", "l2": "2", "l3": "3", "l4": "4", "l5": "5",
    "l6": "6",
}  # fmt: skip
SEASONS = frozenset(("summer", "fall", "autumn", "spring", "winter", "season"))
STOP = frozenset(("a", "an", "and", "at", "de", "for", "in", "of", "or", "our", "the", "to", "with", "und", "et"))
CODE = re.compile(r"[a-z]*\d{3,}[a-z]*")


@lru_cache(maxsize=50_000)
def words_of(title: str) -> tuple[str, ...]:
    """The words of a title in their order, spelled one way: `Sr. SWE II (m/f/d)` → senior software engineer 2."""
    plain = re.sub(r"[^\w+#&]+", " ", DECORATION.sub(" ", key(title))).replace("_", " ")
    spelled = " ".join(SAME_WORDS.get(word, word) for word in plain.split())
    return tuple(word for word in spelled.split() if word not in STOP and not CODE.fullmatch(word))


def title_key(title: str, place_words: Iterable[str] = ()) -> str:
    """The title as it is compared: without the words of its places, without season and year, in no order."""
    places = frozenset(place_words)
    words = words_of(_without_places(title)) or words_of(title)
    kept = {word for word in words if word not in places and word not in SEASONS}
    return " ".join(sorted(kept or set(words)))


def years_of(title: str) -> frozenset[str]:
    """The years that a title names: the internship of one summer is not that of the next."""
    return frozenset(re.findall(r"\b20[1-4]\d\b", title))


@lru_cache(maxsize=50_000)
def _without_places(title: str) -> str:
    """`Field Engineer - Spain` → `Field Engineer`: parts that are a place and nothing else go."""
    parts = re.split(r"\s+[-–—|/]+\s+|[,(;:)\[\]]", title)
    first, *rest = (part.strip() for part in parts)
    return " ".join([first, *(part for part in rest if not _is_place(part))])


def _is_place(part: str) -> bool:
    name = key(part)
    return name in COUNTRIES or name in AREAS or name in CITIES or (name in REGIONS and len(name) > len("xx"))


def levels_of(title: str) -> frozenset[str]:
    """The words that set the level: two titles with different ones are different jobs."""
    return frozenset(LEVELS[word] for word in words_of(title) if word in LEVELS)
