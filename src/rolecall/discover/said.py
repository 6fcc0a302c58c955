"""What one sentence of a posting says: years of experience, degrees, rights to work, languages. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from rolecall.discover import said_words
from rolecall.discover.said_words import DEGREES, LANGUAGE_BY_WORD

WISHES = AhoCorasick(said_words.WISHES.split("|"))


@dataclass(frozen=True, slots=True)
class Years:
    """`least` years asked for or stated; `start`/`end` of the words within the sentence."""

    least: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language named in a sentence, with a level from 1 (basic) to 5 (native); None when none is said."""

    name: str
    level: int | None


def years_asked(sentence: str, sure: bool) -> Years | None:
    """The fewest years of experience that a sentence asks for; `sure`: it stands under a heading of requirements."""
    hits = list(said_words.YEARS.finditer(sentence))
    if not hits or said_words.NOT_ASKED.search(sentence):
        return None
    if not (said_words.WORK.search(sentence) or (sure and len(sentence) < 60)):
        return None
    found = [
        (number, hit)
        for hit in hits
        if (number := number_of(hit["least"])) is not None and 0 < number <= said_words.MOST_YEARS
    ]
    if not found:
        return None
    least, hit = min(found, key=lambda pair: pair[0])
    return Years(least, hit.start(), hit.end())


def number_of(word: str) -> float | None:
    """`5`, `2,5` or `five` as a number; None for another word."""
    lower = word.lower()
    if lower in said_words.NUMBERS:
        return float(said_words.NUMBERS[lower])
    try:
        return float(lower.replace(",", "."))
    except ValueError:
        return None


def degrees(sentence: str) -> list[int]:
    """Levels (index into `DEGREES`) that the sentence names, from the highest."""
    named = [level for level, pattern in said_words.DEGREE_PATTERNS if pattern.search(sentence)]
    return named or ([DEGREES.index("Bachelor")] if said_words.ANY_DEGREE.search(sentence) else [])


def refuses_visa(sentence: str) -> bool:
    """Whether the sentence says that no visa will be sponsored."""
    return said_words.NO_SPONSOR.search(sentence) is not None


def offers_visa(sentence: str) -> bool:
    """Whether the sentence says that a visa can be sponsored."""
    return not refuses_visa(sentence) and said_words.SPONSORS.search(sentence) is not None


def asks_permit(sentence: str) -> bool:
    """Whether the sentence asks for the right to work in a country."""
    return said_words.AUTHORISED.search(sentence) is not None


def asks_clearance(sentence: str) -> bool:
    """Whether the sentence asks for a security clearance."""
    return said_words.CLEARANCE.search(sentence) is not None and not said_words.NOT_CLEARANCE.search(sentence)


def languages_asked(sentence: str, sure: bool = False) -> list[Spoken]:
    """Languages that a sentence speaks of as something to be spoken (not "the German market").

    `sure`: it stands under a heading of requirements, where "Spanish" alone is enough.
    """
    names = list(
        dict.fromkeys(
            LANGUAGE_BY_WORD[hit.group()]
            for hit in said_words.LANGUAGE.finditer(sentence)
            if is_language(sentence[hit.start() : hit.end()])
        )
    )
    if not names or not (said_words.SPOKEN.search(sentence) or (sure and len(sentence.split()) <= 6)):
        return []
    if said_words.OTHER_SENSE.search(sentence) and not said_words.SURELY_SPOKEN.search(sentence):
        return []
    level = spoken_level(sentence)
    return [Spoken(name, level) for name in names]


def wished(sentence: str) -> bool:
    """Whether the sentence speaks of what would be nice to have."""
    if not WISHES.find_matches_as_indexes(sentence.lower()):
        return False
    return said_words.WISHED.search(sentence) is not None


def is_language(word: str) -> bool:
    """Whether the word stands for the language: "Italian", but not French "italien" the adjective in small letters or
    "Polish" the verb.
    """
    return word[0].isupper() or word in said_words.SMALL_NAMES


def spoken_level(sentence: str) -> int | None:
    """How well, from 1 (basic) to 5 (native)."""
    return next((level for level, pattern in said_words.LANGUAGE_LEVELS if pattern.search(sentence)), None)
