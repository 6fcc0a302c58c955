"""Values of answers: what each type takes, and how a person reads it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from rolecall.platform.errors import InvalidInput
from rolecall.profile.answers.kinds import Kind, Name, Type
from rolecall.profile.storable import is_storable

LONGEST = 2_000
"""Characters of a text."""
DECLINED = "prefer_not_to_say"
"""The value of a private answer that is nobody's business."""
UNITS = ("days", "weeks", "months")
PERIODS = ("year", "month", "day", "hour")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST = {"days": 400, "weeks": 60, "months": 24}


class WrongAnswer(InvalidInput):
    """The value does not fit the kind of answer."""

    code = "answers.wrong"


def checked(kind: Kind, value: Any) -> Any:
    """The value as it is kept, JSON; raises WrongAnswer with a sentence that says what is expected."""
    if kind.private and value == DECLINED:
        return value
    match kind.type:
        case Type.YES_NO:
            if not isinstance(value, bool):
                raise WrongAnswer("Answer yes or no (true or false).")
            return value
        case Type.CHOICE:
            if value not in kind.choices:
                raise WrongAnswer(f"Choose one of {', '.join(kind.choices)}.")
            return value
        case Type.TEXT:
            return _text(value)
        case Type.DURATION:
            return _duration(value)
        case Type.DATE:
            return _date(value)
        case Type.MONEY:
            return _money(value)
        case Type.LINK:
            return _link(kind.name, value)


def told(kind: Kind, value: Any) -> str:
    """The value as a person reads it, in English."""
    if value == DECLINED and kind.private:
        return "Prefer not to say"
    match kind.type:
        case Type.YES_NO:
            return "Yes" if value else "No"
        case Type.DURATION:
            amount, unit = value["amount"], value["unit"]
            return f"{amount} {unit if amount != 1 else unit[:-1]}" if amount else "None, at once"
        case Type.MONEY:
            return f"{value['currency']} {value['amount']:,} per {value['period']}"
        case _:
            return str(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or not is_storable(value):
        raise WrongAnswer(f"Answer with a text of at most {LONGEST:,} characters.")
    return value.strip()


def _duration(value: Any) -> dict[str, Any]:
    amount, unit = (value.get("amount"), value.get("unit")) if isinstance(value, dict) else (None, None)
    if unit not in UNITS or isinstance(amount, bool) or not isinstance(amount, int) or not 0 <= amount <= _MOST[unit]:
        raise WrongAnswer("Answer with a whole amount and a unit: days, weeks or months.")
    return {"amount": amount, "unit": unit}


def _date(value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise WrongAnswer("Answer with a date as 2027-03-01.") from None


def _money(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        amount, currency, period = value.get("amount"), value.get("currency"), value.get("period")
        whole = isinstance(amount, int) and not isinstance(amount, bool) and 0 < amount <= 100_000_000
        if whole and isinstance(currency, str) and _CURRENCY.fullmatch(currency) and period in PERIODS:
            return {"amount": amount, "currency": currency, "period": period}
    raise WrongAnswer("Answer with a whole amount, a currency such as EUR, and a period: year, month, day or hour.")


def _link(name: Name, value: Any) -> str:
    text = value.strip() if isinstance(value, str) and is_storable(value) else ""
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    host = parts.netloc.casefold()
    if parts.scheme not in ("http", "https") or "." not in host or len(text) > 500 or re.search(r"\s", text):
        raise WrongAnswer("Answer with a whole address that begins with https://.")
    wanted = {Name.LINKEDIN: "linkedin.com", Name.GITHUB: "github.com"}.get(name)
    if wanted and not (host == wanted or host.endswith(f".{wanted}")):
        raise WrongAnswer(f"This is no address at {wanted}.")
    return text
