"""Amounts of money as people write them: `$120k`, `CHF 110'000`, `60.000 €`, `12,00,000 INR`."""

from __future__ import annotations

import re
from collections.abc import Sequence

SYMBOLS = {
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "₹": "INR", "rs": "INR", "¥": "JPY", "₩": "KRW",
    "₪": "ILS", "nis": "ILS", 'ש"ח': "ILS", "ש״ח": "ILS", "שח": "ILS", "שקל": "ILS", "שקלים": "ILS",
    "zł": "PLN", "zl": "PLN", "kč": "CZK", "fr": "CHF", "sfr": "CHF", "r$": "BRL", "₺": "TRY", "₱": "PHP",
    "lei": "RON", "rm": "MYR", "円": "JPY", "元": "CNY",
}  # fmt: skip
DOLLARS = {"us": "USD", "u.s.": "USD", "ca": "CAD", "c": "CAD", "a": "AUD", "au": "AUD", "nz": "NZD", "s": "SGD",
           "sg": "SGD", "hk": "HKD", "r": "BRL", "mx": "MXN", "nt": "TWD"}  # fmt: skip
CODES = (
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD", "INR", "JPY", "CNY", "PLN", "CZK", "SEK", "NOK",
    "DKK", "HUF", "RON", "BRL", "MXN", "ZAR", "ILS", "AED", "SAR", "TRY", "KRW", "TWD", "PHP", "MYR", "THB", "IDR",
    "VND", "NGN",
)  # fmt: skip
OF_COUNTRY = {
    "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "GB": "GBP", "CH": "CHF", "IN": "INR",
    "JP": "JPY", "CN": "CNY", "PL": "PLN", "CZ": "CZK", "SE": "SEK", "NO": "NOK", "DK": "DKK", "HU": "HUF", "RO": "RON",
    "BR": "BRL", "MX": "MXN", "ZA": "ZAR", "IL": "ILS", "AE": "AED", "SA": "SAR", "TR": "TRY", "KR": "KRW", "TW": "TWD",
    "PH": "PHP", "MY": "MYR", "TH": "THB", "ID": "IDR", "VN": "VND", "NG": "NGN",
    **dict.fromkeys(("DE", "AT", "FR", "ES", "IT", "NL", "BE", "IE", "PT", "FI", "GR", "LU", "SK", "SI", "EE", "LV",
                     "LT", "MT", "CY", "HR"), "EUR"),
}  # fmt: skip
"""Country → its money (ISO 3166-1 alpha-2, ISO 4217)."""
CROWNS = frozenset(("SEK", "NOK", "DKK"))
WEAK = {"INR", "JPY", "KRW", "HUF", "IDR", "VND", "NGN", "CZK", "PHP", "TWD", "RON", "THB", "MXN"}
"""Currencies whose unit is small: their amounts are larger by two orders of magnitude."""
CURRENCY = (
    r"(?:(?:(?<![A-Za-z.])(?-i:(?:US|U\.S\.|CA|AU|NZ|SG|HK|MX|NT)\s?|[CASR]))?\$|[€£₹¥₪₩₺₱円元]|zł(?!\w)|Kč(?!\w)"
    r"|\bS?Fr\.|\bRs\b\.?|(?-i:\bRM\b)|\blei\b|(?<![^\W\d_])kr\b\.?|\bNIS\b|\beuros?\b"
    r"|ש[\"״]?ח(?!\w)|שקל(?:ים)?(?!\w)"
    rf"|\b(?:{'|'.join(CODES)})\b(?:\s?\$)?)"
)
AMOUNT = (
    r"\d{2,3}, \d{3}(?=\s?(?:[€£₪]|[A-Z]{3}\b))"
    r"|\d{1,3}(?:,\d{2,3}|[.'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
)
UNIT = (
    r"(?:k\b|K\b|T(?=€)|万|thousand\b|tsd\b\.?|tys\b\.?|mila?\b|אלף|lakhs?\b|lacs?\b|LPA\b|L\b|crores?\b"
    r"|mio\b|million\b|billion\b|bn\b|מיליון|[MmBb]\b)"
)
SCALE = {
    "k": 1e3, "thousand": 1e3, "tsd": 1e3, "tys": 1e3, "mil": 1e3, "mila": 1e3, "אלף": 1e3,
    "t": 1e3, "万": 1e4, "lakh": 1e5, "lac": 1e5, "lpa": 1e5, "l": 1e5, "crore": 1e7,
}  # fmt: skip
HUGE = frozenset(("m", "mio", "million", "מיליון", "b", "bn", "billion"))
"""Units of company money: nobody is paid in millions."""
THOUSANDS = 3


def number(text: str, unit: str = "") -> float | None:
    """`60.000`, `110'000`, `1,234.56`, `12.5`, `15 000`, Indian `12,00,000`, times its unit; None for millions.

    A mark before exactly three digits groups thousands; before a unit it is a decimal mark (`1.234k`).
    """
    unit = unit.lower().rstrip(".")
    if unit in HUGE:
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
    return value * scale(unit)


def scale(unit: str) -> float:
    """What an amount is multiplied by: 1,000 for `k`, 100,000 for `lakhs`."""
    unit = unit.lower().rstrip(".")
    return SCALE.get(unit, SCALE.get(unit.rstrip("s"), 1))


def currency_of(mark: str, countries: Sequence[str | None] = ()) -> str | None:
    """ISO 4217 code of a sign, word or code.

    A bare `$` is the dollar of the one country that has one, else the US dollar; `kr` without such a country is None.
    """
    text = mark.strip().lower()
    bare = text.replace("$", "").strip(" .")
    if bare.upper() in CODES:
        return bare.upper()
    if bare == "kr":
        return _own(countries, CROWNS)
    if "$" in text:
        return DOLLARS.get(bare, "USD") if bare else _own(countries, frozenset(DOLLARS.values())) or "USD"
    return SYMBOLS.get(text.rstrip("."))


def _own(countries: Sequence[str | None], family: frozenset[str]) -> str | None:
    near = {OF_COUNTRY[country] for country in countries if country and OF_COUNTRY.get(country) in family}
    return near.pop() if len(near) == 1 else None


def money_of(countries: Sequence[str | None]) -> str | None:
    """The currency that all the countries pay in; None when they differ or one of them is not known here."""
    codes = {OF_COUNTRY.get(country or "") for country in countries}
    return codes.pop() if len(codes) == 1 else None
