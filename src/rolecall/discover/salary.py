"""Advertised pay: from a board's fields, else from the words of the posting. What is not clearly pay is no salary.

Written as `$120k - $150k`, `€60.000 – €75.000`, `CHF 110'000`, `$55/hr`, `₹12–18 LPA`, `30.000 zł brutto`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from rolecall.boards.contract import Pay
from rolecall.discover import pay_words
from rolecall.discover.money import AMOUNT, CODES, CURRENCY, UNIT, WEAK, currency_of, money_of, number, scale
from rolecall.discover.pay_words import PERIOD, TO, TO_BETWEEN
from rolecall.discover.posting import Salary

MARKS = ("$", "€", "£", "₹", "¥", "₪", "₩", "₺", "₱", "zł", "Kč", "Fr.", "Rs", "LPA", "lpa", " lei", "NIS",
         "euro", "Euro", "RM", " kr", "kr/", "円", "元", 'ש"ח', "ש״ח", "שח", "שקל", *CODES)  # fmt: skip
FIRST_CODE = MARKS.index("USD")
FINDER = AhoCorasick([*MARKS, *pay_words.ANCHORS], implementation=Implementation.DFA)
DIGIT = re.compile(r"\d")
SIGNS = "\\*"
"""Of Markdown, within and between amounts: `19\\.50`, `**$90,000**`."""
NUMBER = re.compile(r"(?<!\d)\d")
PREFIX = re.compile(rf"(?P<between>{pay_words.BETWEEN}\s{{1,3}})?(?P<c1>{CURRENCY})?[^\S\n]{{0,2}}\Z", re.IGNORECASE)
"""What stands before an amount."""
_REST = (
    rf"(?:(?P<c3>{CURRENCY})[^\S\n]{{0,2}})?(?P<high>{AMOUNT})(?:[^\S\n]?(?P<u2>{UNIT}))?\+?(?:[^\S\n]?(?P<c4>{CURRENCY}))?)?"
    rf"(?P<period>{PERIOD})?"
)
_FIRST = (
    rf"(?P<low>{AMOUNT})(?:[^\S\n]?(?P<u1>{UNIT}))?(?P<plus>\+)?(?:[^\S\n]?(?P<c2>{CURRENCY}))?"
    rf"(?:(?:{PERIOD})?(?:{pay_words.GROSS})?"
)
RANGE = re.compile(f"{_FIRST}{TO}{_REST}", re.IGNORECASE)
RANGE_BETWEEN = re.compile(f"{_FIRST}{TO_BETWEEN}{_REST}", re.IGNORECASE)
LONGEST_PREFIX = 24
BOUND = re.compile(r"(?:\w|[.,#/]|\d:)\Z")
"""What stands before digits that are part of something longer: a number, a date, a time, a path."""
LIMITS = {
    "hour": (4, 1_000),
    "day": (40, 8_000),
    "week": (150, 40_000),
    "month": (300, 150_000),
    "year": (6_000, 3_000_000),
}
"""The least and the most that is taken for pay, in units of a strong currency."""
MONTHLY = {
    "PLN": (3_000, 60_000), "CZK": (15_000, 300_000), "ILS": (3_000, 70_000), "HUF": (200_000, 3_000_000),
    "RON": (2_000, 40_000), "BRL": (1_000, 40_000), "SEK": (15_000, 150_000), "NOK": (15_000, 150_000),
    "DKK": (15_000, 150_000), "EUR": (1_000, 10_000), "MYR": (1_500, 40_000),
}  # fmt: skip
"""Amounts that can only be a month's: where pay is told by the month, or too little for a year."""
BEFORE, AFTER = 140, 60
CLOSE, CLOSE_LABEL = 4, 60
"""An amount begins at most this many characters after its currency mark, or after the word for pay."""
WINDOW_BEFORE, WINDOW_AFTER = 40, 160
WIDEST = 6.0
"""A range whose end is more than this times its beginning is two amounts, not one range."""
LEAST_WITHOUT_MARK = 10_000
"""Without a currency and a period, smaller amounts may be anything."""


LEAST_MONTHLY = 1_200
"""Smaller amounts a month are as often an allowance."""

MOST_PLACES = 500
"""Places in one text where pay may stand that are looked at: no posting has so many, a text made to cost time has."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of a text from `begin` on, without Markdown's escapes and emphasis."""

    whole: str
    begin: int
    text: str

    def offset(self, at: int) -> int:
        """Where a character of the window stands in the whole text."""
        place = self.begin
        for _ in range(at):
            while self.whole[place] in SIGNS:
                place += 1
            place += 1
        while place < len(self.whole) and self.whole[place] in SIGNS:
            place += 1
        return place


@dataclass(frozen=True, slots=True)
class _Amounts:
    low: float
    high: float | None
    currency: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class _Found:
    salary: Salary
    worth: int


def from_pay(pay: Pay | None, countries: Sequence[str | None] = ()) -> Salary | None:
    """A board's own fields. A period it leaves out is read from the size of the amount, where that is clear."""
    if pay is None or (pay.minimum is None and pay.maximum is None):
        return None
    currency = (pay.currency or "").strip().upper() or None
    if currency is not None and not re.fullmatch(r"[A-Z]{3}", currency):
        currency = currency_of(currency, countries)
    low, high = pay.minimum, pay.maximum
    if low is not None and high is not None and low > high:
        low, high = high, low
    amount = next(value for value in (high, low) if value is not None)
    return Salary(low, high, currency, pay.period or _likely_period(amount, currency))


def from_text(text: str, countries: Sequence[str | None] = ()) -> Salary | None:
    """The pay that a posting's text tells most clearly, with its offsets; None when nothing is clearly pay.

    Of several that are told as clearly (one for each zone, or level) it is the first: a span over all of them is what
    nobody is paid, and the offsets would point at no words that say it. `countries` (alpha-2) decide which dollar a
    bare `$` is, and in what an amount is paid that stands without a currency.
    """
    best: _Found | None = None
    for found in _all(text, countries):
        if best is None or found.worth > best.worth:
            best = found
    return best.salary if best else None


def all_in(text: str, countries: Sequence[str | None] = ()) -> list[Salary]:
    """Every mention of pay in a text, in its order."""
    return [found.salary for found in _all(text, countries)]


def _all(text: str, countries: Sequence[str | None]) -> Iterator[_Found]:
    done, looked = -1, 0
    for mark, at, end in FINDER.find_matches_as_indexes(text):
        if at < done:
            continue
        close = CLOSE
        if mark >= len(MARKS):
            close = CLOSE_LABEL
            if not DIGIT.search(text, max(0, at - WINDOW_BEFORE), end + CLOSE_LABEL):
                continue
        elif mark >= FIRST_CODE and ((at and text[at - 1].isalpha()) or text[end : end + 1].isalpha()):
            continue
        looked += 1
        if looked > MOST_PLACES:
            return
        for found, last in _around(text, at, close, done, countries):
            done = max(done, last)
            yield found


def _around(text: str, at: int, close: int, done: int, countries: Sequence[str | None]) -> Iterator[tuple[_Found, int]]:
    """Amounts beside a mark or a word for pay, read in a window so that a long text costs little."""
    begin = max(done, at - WINDOW_BEFORE, 0)
    first = max(0, begin - BEFORE)
    window = _Window(text, first, _plain(text[first : at + WINDOW_AFTER]))
    reached = len(_plain(text[first:begin]))
    mark, furthest = len(_plain(text[first:at])), len(_plain(text[first : at + close]))
    for digit in NUMBER.finditer(window.text, reached, furthest + 1):
        if digit.start() < reached or BOUND.search(window.text, max(0, digit.start() - 2), digit.start()):
            continue
        prefix = PREFIX.search(window.text, max(reached, digit.start() - LONGEST_PREFIX), digit.start())
        pattern = RANGE_BETWEEN if prefix and prefix["between"] else RANGE
        match = pattern.match(window.text, digit.start())
        if match is None:
            continue
        reached = match.end()
        if match.end() <= mark and close == CLOSE:
            continue
        if found := _read(window, prefix, match, countries):
            yield found, found.salary.end or 0


def _plain(piece: str) -> str:
    return piece.replace("\\", "").replace("*", "") if "\\" in piece or "*" in piece else piece


def _read(
    window: _Window, prefix: re.Match[str] | None, match: re.Match[str], countries: Sequence[str | None]
) -> _Found | None:
    text = window.text
    first = prefix["c1"] if prefix else None
    begin = prefix.start("c1") if prefix and first else match.start()
    if BOUND.search(text, max(0, begin - 2), begin):
        return None
    unit_low, unit_high = (match["u1"] or "").lower(), (match["u2"] or "").lower()
    low, high = number(match["low"], unit_low), number(match["high"], unit_high) if match["high"] else None
    if low is None or (match["high"] and high is None):
        return None
    if high is not None and low < high / 100 and unit_high and not unit_low:
        low *= scale(unit_high)  # `$120-150k`
    if high is not None and low > high:
        low, high = high, low
    before = text[max(0, begin - BEFORE) : begin]
    after = text[match.end() : match.end() + AFTER].partition("\n")[0]
    period = "year" if "lpa" in (unit_low, unit_high) else pay_words.period_of(match["period"] or "")
    marks = [mark for mark in (first, match["c3"], match["c2"], match["c4"]) if mark]
    codes = [mark for mark in (match["c4"], match["c2"]) if mark and mark.strip("$ ").isalpha()]
    code = next(iter(codes or marks), "₹" if "lpa" in (unit_low, unit_high) else None)
    if code is not None:
        currency = currency_of(code, countries)
        if currency is None:
            return None
    else:
        currency = "ILS" if pay_words.HEBREW.search(before[-30:] + after[:30]) else money_of(countries)
        if not _pay_without_mark(match, _Amounts(low, high, currency, period), before, after):
            return None
    span = (window.offset(begin), window.offset(match.end() - 1) + 1)
    return _judged(_Amounts(low, high, currency, period), before, after, span, open_ended=bool(match["plus"]))


def _pay_without_mark(match: re.Match[str], said: _Amounts, before: str, after: str) -> bool:
    """`Compensation: 165,000-185,000`, `45-70 per hour`: without a currency the words around must say it plainly."""
    ranged = said.high is not None
    unit = (match["u2"] if ranged else match["u1"]) or ""
    if scale(unit) == 1 and unit:
        return False
    if not ranged and (match["low"] + unit).lower() in ("401k", "403b"):
        return False
    labelled = pay_words.LABEL.search(before) is not None
    depends = ranged and bool(unit) and pay_words.DEPENDS.match(after) is not None
    if said.period is not None:
        return labelled or (ranged and bool(unit))
    least = MONTHLY["ILS"][0] if said.currency == "ILS" else LEAST_WITHOUT_MARK
    return said.low >= least and (labelled or depends)


def _judged(said: _Amounts, before: str, after: str, span: tuple[int, int], *, open_ended: bool) -> _Found | None:
    """Is it pay? A range with a period is; a lone amount needs words around it that say so."""
    low, high = said.low, said.high
    top = high if high is not None else low
    implied = pay_words.period_before(before)
    options = [said.period] if said.period else [implied, _likely_period(top, said.currency)]
    period = next((each for each in options if each and _plausible(low, top, each, said.currency)), None)
    if period is None or (high is not None and high > low * WIDEST):
        return None
    if not _worded_as_pay(said, before, after, told=said.period or implied, period=period):
        return None
    worth = 3 * bool(pay_words.GOOD.search(before)) + 3 * (high is not None) + 2 * bool(said.period)
    least_paid: float | None = low
    most_paid: float | None = top
    if high is None and pay_words.UP_TO.search(before):
        least_paid = None
    elif high is None and (open_ended or pay_words.FROM.search(before)):
        most_paid = None
    return _Found(Salary(least_paid, most_paid, said.currency, period, *span), worth)


def _plausible(low: float, top: float, period: str, currency: str | None) -> bool:
    least, most = LIMITS[period]
    return least <= low and top <= most * (100 if currency in WEAK else 1)


def _worded_as_pay(said: _Amounts, before: str, after: str, *, told: str | None, period: str) -> bool:
    """A range is taken unless the words beside it speak of other money; a lone amount needs a period or a label."""
    labelled = bool(pay_words.GOOD.search(before[-35:]) or pay_words.GOOD.search(after[:25]))
    if pay_words.BAD_AFTER.match(after) or (pay_words.BAD_BEFORE.search(before[-45:]) and not labelled):
        return False
    if labelled:
        return True
    if said.high is not None:
        return told is not None or period != "hour"  # `from $25 to $30` is a price as well
    alone = not after.strip() and not before.rpartition("\n")[2].strip(" -•·")
    monthly = said.period == "month" and said.currency in MONTHLY and said.low >= LEAST_MONTHLY
    return said.period in ("hour", "year") or monthly or (alone and (told is not None or period == "year"))


def _likely_period(amount: float, currency: str | None) -> str | None:
    """The period that an amount can only have; None between."""
    least, most = MONTHLY.get(currency or "", (0, 0))
    if least <= amount < most:
        return "month"
    scaled = amount / 20 if currency in WEAK else amount
    if scaled >= 14_000:
        return "year"
    return "hour" if currency not in WEAK and 7 <= amount <= 250 else None
