"""Numbers with what they count, and dates, as values that compare: `1.2M`, `1,200,000` and `1.2 million` are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rolecall.prepare.gate.lexicon import OVER, UNDER
from rolecall.prepare.gate.numerals import NUMERALS, SCALES, SMALL, UNITS
from rolecall.prepare.gate.tokens import Token
from rolecall.prepare.words import MONTHS

_SHAPE = re.compile(r"([$€£¥]?)\s?(\d[\d.,'’\u00a0]*\d|\d)\s?(.*)", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,'’\u00a0]\d{3})+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at a token. `values` are its possible readings (`1.200` is 1200 or 1.2); `bound` is over, under or none.

    `at` and `last` are indexes of its first and last token (unit included); `unit` is empty for a plain count.
    """

    values: frozenset[float]
    unit: str
    bound: str
    at: int
    last: int


def amounts(said: Sequence[Token], text: str) -> list[Amount]:
    """The numbers of a text, dates left out where `dates` reads them."""
    found: list[Amount] = []
    at = 0
    while at < len(said):
        read = _amount(said, at, text)
        if read is None:
            at += 1
            continue
        found.append(read)
        at = read.last + 1
    return found


def _amount(said: Sequence[Token], at: int, text: str) -> Amount | None:
    token = said[at]
    shape = _SHAPE.fullmatch(token.word) if token.word[:1] in "$€£¥0123456789" and token.word else None
    last = at
    if shape:
        values, unit = _values(shape[2]), UNITS.get(shape[1], "")
        ending = shape[3].strip()
        plus = ending.endswith("+") or text[token.end : token.end + 1] == "+"
        ending = ending.rstrip("+")
        if ending in SCALES:
            values = frozenset(value * SCALES[ending] for value in values)
        elif ending in UNITS:
            unit = UNITS[ending]
        elif ending not in {"", "st", "nd", "rd", "th", "er", "e", "º", "ª"}:
            unit = ending
    elif token.word in NUMERALS:
        values, unit, plus = frozenset({float(NUMERALS[token.word])}), "", False
        following = said[at + 1].word if at + 1 < len(said) else ""
        if values & set(range(20, 100, 10)) and following in SMALL["en"].split()[1:10]:
            values, last = frozenset({NUMERALS[token.word] + NUMERALS[following]}), at + 1
    elif "-" in token.word and token.word.split("-")[0] in NUMERALS:
        head, _, rest = token.word.partition("-")
        return Amount(frozenset({float(NUMERALS[head])}), UNITS.get(rest, ""), _bound(said, at, plus=False), at, at)
    elif token.word == "one" and said[at + 1 : at + 2] and said[at + 1].word in SCALES:
        values, unit, plus = frozenset({1.0}), "", False
    else:
        return None
    while last + 1 < len(said) and said[last + 1].word in SCALES and said[last + 1].word not in {"k", "m", "b", "cent"}:
        values = frozenset(value * SCALES[said[last + 1].word] for value in values)
        last += 1
    if not unit and last + 1 < len(said):
        following = said[last + 1].word
        if following in UNITS and _near(said[last], said[last + 1], text):
            unit, last = UNITS[following], last + 1
        elif (
            following in {"per", "pour", "por"}
            and last + 2 < len(said)
            and said[last + 2].word in {"cent", "ciento", "cento"}
        ):
            unit, last = "%", last + 2
        elif text[said[last].end :].lstrip()[:1] in "%€£":
            unit = UNITS[text[said[last].end :].lstrip()[0]]
    return Amount(values, unit, _bound(said, at, plus=plus), at, last)


def _near(one: Token, other: Token, text: str) -> bool:
    return text[one.end : other.start].strip(" -\u00a0") in {"", "%"}


def _bound(said: Sequence[Token], at: int, *, plus: bool) -> str:
    if plus:
        return "over"
    before = [token.word for token in said[max(0, at - 2) : at]]
    if before and (
        before[-1] in OVER
        or before[-2:]
        in (
            ["more", "than"],
            ["at", "least"],
            ["plus", "de"],
            ["más", "de"],
            ["mais", "de"],
            ["più", "di"],
            ["meer", "dan"],
            ["mehr", "als"],
            ["greater", "than"],
        )
    ):
        return "over"
    if before and (
        before[-1] in UNDER or before[-2:] in (["up", "to"], ["less", "than"], ["fewer", "than"], ["close", "to"])
    ):
        return "under"
    return ""


def _values(digits: str) -> frozenset[float]:
    found: set[float] = set()
    if _THOUSANDS.fullmatch(digits):
        found.add(float(re.sub(r"[.,'’\u00a0]", "", digits)))
    for decimal in ",.":
        other = "." if decimal == "," else ","
        plain = re.sub(r"['’\u00a0]", "", digits).replace(other, "").replace(decimal, ".")
        if plain.count(".") <= 1 and (decimal in digits or other not in digits):
            found.add(float(plain))
    return frozenset(found) or frozenset({float(re.sub(r"\D", "", digits) or 0)})


@dataclass(frozen=True, slots=True)
class Moment:
    """A month of a year, or a year (`month` None), at a token. `role` is start, end or neither, by the words around."""

    year: int
    month: int | None
    role: str
    at: int
    last: int


_SINCE = frozenset(
    ["since", "from", "seit", "ab", "von", "depuis", "desde", "dal", "dalla", "sinds", "vanaf", "de", "starting"]
)
_UNTIL = frozenset(
    [
        "until",
        "till",
        "to",
        "bis",
        "jusqu'à",
        "jusqu'en",
        "jusque",
        "hasta",
        "até",
        "fino",
        "tot",
        "through",
        "à",
        "a",
        "al",
        "en",
        "au",
    ]
)
_SPAN = re.compile(r"\s*(?:[–—-]|to|bis|until|à|a|al|até|tot|hasta)\s*", re.IGNORECASE)
PRESENT = frozenset(
    [
        "present",
        "today",
        "now",
        "current",
        "heute",
        "aujourd'hui",
        "actualidad",
        "actualmente",
        "atual",
        "presente",
        "oggi",
        "heden",
        "currently",
    ]
)


def dates(said: Sequence[Token], text: str) -> list[Moment]:
    """The months and years of a text in order."""
    found: list[Moment] = []
    for at, token in enumerate(said):
        iso = re.fullmatch(
            r"((?:19|20)\d\d)-(\d\d)(?:-\d\d)?", text[token.start : token.start + 10].strip(" ,.;)")
        ) or re.match(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!\d)", text[token.start : token.start + 7])
        if found and found[-1].last >= at:
            continue
        if iso:
            found.append(
                _moment(said, text, int(iso[1]), int(iso[2]), at, _last(said, token.start + len(iso[0])), found)
            )
            continue
        slash = re.match(r"(0?[1-9]|1[0-2])[/.]((?:19|20)\d\d)(?!\d)", text[token.start : token.start + 8])
        if slash and (at == 0 or not text[token.start - 1].isdigit()):
            found.append(
                _moment(said, text, int(slash[2]), int(slash[1]), at, _last(said, token.start + len(slash[0])), found)
            )
            continue
        if not _YEAR.fullmatch(token.word):
            continue
        if at and re.search(r"\d[/.]$", text[: token.start]):
            continue
        month, first = None, at
        for back in (1, 2, 3):
            if at >= back and said[at - back].word.rstrip(".") in MONTHS and len(said[at - back].word) > 2:
                if all(token.word in {"de", "of"} or token.word.isdigit() for token in said[at - back + 1 : at]):
                    month, first = MONTHS[said[at - back].word.rstrip(".")], at - back
                break
        found.append(_moment(said, text, int(token.word), month, first, at, found))
    return found


def _last(said: Sequence[Token], end: int) -> int:
    return max(at for at, token in enumerate(said) if token.start < end)


def _moment(
    said: Sequence[Token], text: str, year: int, month: int | None, first: int, last: int, before: Sequence[Moment]
) -> Moment:
    role = ""
    previous = said[first - 1].word if first else ""
    if before and _SPAN.fullmatch(text[said[before[-1].last].end : said[first].start]):
        role = "end"
    elif previous in _SINCE:
        role = "start"
    elif previous in _UNTIL:
        role = "end"
    rest = text[said[last].end :]
    if not role and re.match(
        r"(?:-\d\d)?\s*(?:[–—-]|to|bis)\s*(?:[A-Za-zÀ-ÿ.]+\s+(?:de\s+)?)?(?:\d{1,2}[/.])?(?:(?:19|20)\d\d|present|today|now|heute|aujourd|actual|atual|oggi|heden|presente)",
        rest,
        re.IGNORECASE,
    ):
        role = "start"
    return Moment(year, month, role, first, last)


def is_numeral(word: str) -> bool:
    """Whether a word is a number in words."""
    return word in NUMERALS


def is_unit(word: str) -> bool:
    """Whether a word is a unit: `hours`, `Prozent`."""
    return word in UNITS


def month_numbers(since: str | None, until: str | None, today: tuple[int, int]) -> range:
    """The months of a span, counted from year 0."""
    start = _parts(since, 1)
    end = _parts(until, 12) or today
    return range(start[0] * 12 + start[1], end[0] * 12 + end[1] + 1) if start else range(0)


def _parts(iso: str | None, month: int) -> tuple[int, int] | None:
    hit = re.match(r"(\d{4})(?:-(\d\d))?", iso or "")
    return (int(hit[1]), int(hit[2] or month)) if hit else None
