"""Advertised pay: from a board's fields, else from the words of the posting. What is not clearly pay is no salary.

Written as `$120k - $150k`, `€60.000 – €75.000`, `CHF 110'000`, `$55/hr`, `₹12–18 LPA`, `30.000 zł brutto`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from rolecall.boards.contract import Pay
from rolecall.discover.posting import Salary

SYMBOLS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "¥": "JPY",
    "zł": "PLN",
    "zl": "PLN",
    "₪": "ILS",
    "₩": "KRW",
    "rs": "INR",
}
DOLLARS = {"us": "USD", "u.s.": "USD", "ca": "CAD", "c": "CAD", "a": "AUD", "au": "AUD", "nz": "NZD", "s": "SGD",
           "sg": "SGD", "hk": "HKD", "r": "BRL", "mx": "MXN", "nt": "TWD"}  # fmt: skip
DOLLAR_COUNTRIES = {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD"}
CODES = (
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD", "INR", "JPY", "CNY", "PLN", "CZK", "SEK", "NOK",
    "DKK", "HUF", "RON", "BRL", "MXN", "ZAR", "ILS", "AED", "SAR", "TRY", "KRW", "TWD", "PHP", "MYR", "THB", "IDR",
    "VND", "NGN",
)  # fmt: skip
MARKS = ("$", "€", "£", "₹", "¥", "₪", "₩", "zł", "Rs.", "Rs ", "LPA", "lpa", *CODES)
FIRST_CODE = MARKS.index("USD")
FINDER = AhoCorasick(list(MARKS))
CURRENCY = (
    r"(?:(?:(?<![A-Za-z.])(?:US|U\.S\.|CA|C|AU|A|NZ|SG|S|HK|R|MX|NT)\s?)?\$|[€£₹¥₪₩]|zł|\bRs\.?"
    rf"|\b(?:{'|'.join(CODES)})\b(?:\s?\$)?)"
)
AMOUNT = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{2,3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
UNIT = r"(?:k\b|K\b|thousand\b|lakhs?\b|lacs?\b|LPA\b|L\b|crores?\b|mio\b|million\b|billion\b|bn\b|[MmBb]\b)"
PER = r"(?:\*{0,2}\s*(?:gross|brutto|base|USD|EUR|CAD|AUD)?\s*(?:/|per|an?|pro|par|je|por|each|p\.?)\s*)"
TIMES = (
    ("hour", r"hours?|hrs?|hourly|stunde|std|heure|hora|h"),
    ("day", r"day|daily|tag|jour|d[ií]a"),
    ("week", r"week|weekly|wk|woche|semaine"),
    ("month", r"month|monthly|mo|mth|monat|mois|mes|miesi[ąa]c|mies"),
    ("year", r"year|yearly|yr|annum|a\.?|annually|jahr|ann?ée|an|año|rok"),
)
PERIOD = PER + "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in TIMES) + r")(?![\w])"
WORDY = r"(?P<wordy>annually|yearly|hourly|monthly|daily|weekly|annual|p\.\s?a\.|per annum|a year|an hour|a month)"
TO = r"\\?(?:-|–|—|−|to|and|bis|until|up to|à|a|hasta|do|~)+"
RANGE = re.compile(
    rf"(?:(?P<c1>{CURRENCY})\s?\*{{0,2}})?(?P<low>{AMOUNT})\s?(?P<u1>{UNIT})?\+?\s?(?P<c2>{CURRENCY})?"
    rf"(?:(?:\*{{0,2}}\s?{PER}(?:year|yr|annum|hour|hr|month)\b)?\*{{0,2}}\s*{TO}\s*"
    rf"\*{{0,2}}(?P<c3>{CURRENCY})?\s?\*{{0,2}}"
    rf"(?P<high>{AMOUNT})\s?(?P<u2>{UNIT})?\+?\s?(?P<c4>{CURRENCY})?)?"
    rf"\*{{0,2}}(?:\s*,?\s*\(?(?:{PERIOD}|{WORDY}))?",
    re.IGNORECASE,
)
GOOD = re.compile(
    r"salar|compensation|\bpay\b|\bpaid\b|payment|\bwage|\brate\b|remunerat|\bbase\b|\bote\b|earn|gehalt|vergütung|lohn|"
    r"salaire|rémun|sueldo|salario|sal[áa]rio|wynagrodzen|\bctc\b|package|\brange\b|offer|stipendio|retribu|annual|hourly|"
    r"per hour|per year|brutto|gross",
    re.IGNORECASE,
)
BAD_BEFORE = re.compile(
    r"revenue|\barr\b|fund(?:ing|ed|s\b)|raise|valuation|series [a-f]\b|budget|\bdeals?\b|quota|portfolio|assets"
    r"|\baum\b|\bsav(?:e|es|ed|ings?)\b|customers|market|stipend|subsid|reimburs|allowance|sign[- ]?(?:on|up)|referral"
    r"|401|donat|grant|prize|spen[dt]|invest|insurance|tuition|credit|discount|\bsales of|transactions|volume|economy"
    r"|coverage|contract value|learning|wellness|match(?:es|ing)?\b|fine|penalt|turnover|gmv|bonus",
    re.IGNORECASE,
)
BAD_AFTER = re.compile(
    r"\s*\W?\s*(?:[mb]illion|in (?:\w+ )?(?:funding|revenue|assets|sales)|of (?:funding|revenue|capital)"
    r"|\w*\s?stipend|sign|(?:\w+ )?bonus|referral|(?:\w+ ){0,2}budget|allowance|(?:\w+ )?credit|reimburs|worth"
    r"|(?:\w+ ){0,2}(?:development|learning|wellness|insurance))",
    re.IGNORECASE,
)
UP_TO = re.compile(r"(?:up to|bis zu|jusqu'à|max(?:imum)?\.?)\s*$", re.IGNORECASE)
FROM = re.compile(r"(?:\bfrom|starting at|\bab|min(?:imum)?\.?|at least)\s*$", re.IGNORECASE)
SCALE = {"k": 1e3, "thousand": 1e3, "lakh": 1e5, "lac": 1e5, "lpa": 1e5, "l": 1e5, "crore": 1e7}
LIMITS = {
    "hour": (4, 1_000),
    "day": (40, 8_000),
    "week": (150, 40_000),
    "month": (300, 150_000),
    "year": (6_000, 3_000_000),
}
WEAK = {"INR", "JPY", "KRW", "HUF", "IDR", "VND", "NGN", "CZK", "PHP", "TWD", "RON", "THB", "MXN"}
"""Currencies whose unit is small: their amounts are larger by two orders of magnitude."""
BEFORE, AFTER = 140, 60
CLOSE = 4
"""An amount begins at most this many characters after its currency mark."""
WINDOW_BEFORE, WINDOW_AFTER = 40, 110
THOUSANDS = 3
WIDEST = 6.0
"""A range whose end is more than this times its beginning is two amounts, not one range."""


@dataclass(frozen=True, slots=True)
class _Amounts:
    low: float
    high: float | None
    currency: str
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
        currency = _currency(currency, countries)
    low, high = pay.minimum, pay.maximum
    if low is not None and high is not None and low > high:
        low, high = high, low
    amount = next(value for value in (high, low) if value is not None)
    return Salary(low, high, currency, pay.period or _likely_period(amount, currency))


def from_text(text: str, countries: Sequence[str | None] = ()) -> Salary | None:
    """The clearest pay in a posting's text, with its offsets; None when nothing is clearly pay.

    `countries` (alpha-2) decide which dollar a bare `$` is.
    """
    best: _Found | None = None
    done = -1
    for mark, at, _ in FINDER.find_matches_as_indexes(text):
        if at < done or (mark >= FIRST_CODE and at and text[at - 1].isalpha()):
            continue
        for found, end in _around(text, at, done, countries):
            done = max(done, end)
            if best is None or found.worth > best.worth:
                best = found
    return best.salary if best else None


def _around(text: str, at: int, done: int, countries: Sequence[str | None]) -> Iterator[tuple[_Found, int]]:
    """Amounts that touch a currency mark, read in a window so that a long text costs little."""
    begin = max(done, at - WINDOW_BEFORE, 0)
    for match in RANGE.finditer(text, begin, min(len(text), at + WINDOW_AFTER)):
        if match.start() > at + CLOSE:
            return
        if match.end() <= at:
            continue
        if found := _read(text, match, countries):
            yield found, match.end()


def _read(text: str, match: re.Match[str], countries: Sequence[str | None]) -> _Found | None:
    if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in ".,#/"):
        return None
    mark = next((match[name] for name in ("c1", "c3", "c2", "c4") if match[name]), None)
    code = next((match[name] for name in ("c4", "c2") if match[name] and match[name].strip("$ ").isalpha()), mark)
    unit_low, unit_high = (match["u1"] or "").lower(), (match["u2"] or "").lower()
    if "lpa" in (unit_low, unit_high):
        mark = code = mark or "₹"
    if mark is None:
        return None
    currency = _currency(code or mark, countries)
    low, high = _number(match["low"], unit_low), _number(match["high"], unit_high) if match["high"] else None
    if low is None or (match["high"] and high is None) or currency is None:
        return None
    if high is not None and low < high / 100 and unit_high and not unit_low:
        low *= SCALE.get(unit_high.rstrip("s"), 1)  # `$120-150k`
    return _judged(text, match, _Amounts(low, high, currency, _period(match, unit_low, unit_high)))


def _judged(text: str, match: re.Match[str], said: _Amounts) -> _Found | None:
    """Is it pay? A range with a period is; a lone amount needs words around it that say so."""
    low, high = said.low, said.high
    top = high if high is not None else low
    before = text[max(0, match.start() - BEFORE) : match.start()]
    after = text[match.end() : match.end() + AFTER].partition("\n")[0]
    period = said.period or _likely_period(top, said.currency)
    if period is None or (high is not None and not (low <= high <= low * WIDEST)):
        return None
    least, most = LIMITS[period]
    if not (least <= low and top <= most * (100 if said.currency in WEAK else 1)):
        return None
    if not _worded_as_pay(before, after, ranged=high is not None, period=said.period):
        return None
    worth = 3 * bool(GOOD.search(before)) + 3 * (high is not None) + 2 * bool(said.period)
    end = match.end() - (len(match.group()) - len(match.group().rstrip(" (,*+")))
    least_paid: float | None = low
    most_paid: float | None = top
    if high is None and UP_TO.search(before):
        least_paid = None
    elif high is None and FROM.search(before):
        most_paid = None
    return _Found(Salary(least_paid, most_paid, said.currency, period, match.start(), end), worth)


def _worded_as_pay(before: str, after: str, *, ranged: bool, period: str | None) -> bool:
    """A range is taken unless the words beside it speak of other money; a lone amount needs a period or a label."""
    labelled = bool(GOOD.search(before[-35:]) or GOOD.search(after[:25]))
    if BAD_AFTER.match(after) or (BAD_BEFORE.search(before[-45:]) and not labelled):
        return False
    return ranged or period in ("hour", "year") or labelled


def _number(text: str, unit: str) -> float | None:
    """`60.000`, `110'000`, `1,234.56`, `12.5`, `15 000`; Indian grouping `12,00,000`. None for millions and more."""
    if unit in ("m", "mio", "million", "b", "bn", "billion"):
        return None
    compact = re.sub(r"['’\u00a0\u202f ]", "", text)
    parts = re.split(r"[.,]", compact)
    marks = re.findall(r"[.,]", compact)
    if len(parts) == 1:
        value = float(parts[0])
    elif (len(set(marks)) == 1 and len(parts[-1]) == THOUSANDS and (len(marks) > 1 or not unit)) or (
        len(marks) > 1 and marks[0] == marks[-1]
    ):
        value = float("".join(parts))
    else:
        value = float("".join(parts[:-1]) + "." + parts[-1])
    return value * SCALE.get(unit.rstrip("s"), 1)


def _currency(mark: str, countries: Sequence[str | None]) -> str | None:
    text = mark.strip().lower()
    bare = text.replace("$", "").strip(" .")
    if bare.upper() in CODES:
        return bare.upper()
    if "$" in text:
        if bare:
            return DOLLARS.get(bare, "USD")
        near = {DOLLAR_COUNTRIES[country] for country in countries if country in DOLLAR_COUNTRIES}
        return near.pop() if len(near) == 1 else "USD"
    return SYMBOLS.get(text.rstrip("."))


def _period(match: re.Match[str], *units: str) -> str | None:
    if "lpa" in units:
        return "year"
    for name, _ in TIMES:
        if match[name]:
            return name
    wordy = (match["wordy"] or "").lower()
    for sign, name in (("hour", "hour"), ("month", "month"), ("dai", "day"), ("week", "week")):
        if sign in wordy:
            return name
    return "year" if wordy else None


def _likely_period(amount: float, currency: str | None) -> str | None:
    """The period that an amount can only have; None between."""
    scaled = amount / 20 if currency in WEAK else amount
    if scaled >= 14_000:
        return "month" if currency == "PLN" and amount < 60_000 else "year"
    if currency in ("PLN", "CZK") and amount >= 3_000:
        return "month"
    return "hour" if currency not in WEAK and 7 <= amount <= 250 else None
