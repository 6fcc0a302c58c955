"""A value in a form's own terms: the one option that says it, or the text that a field without options takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rolecall.profile.answers.fold import folded
from rolecall.profile.answers.kinds import KINDS, Name, Type
from rolecall.profile.answers.rules import DECLINES
from rolecall.profile.answers.values import told

Option = tuple[str, str]
"""Value and label."""


_YES = re.compile(r"(?:yes|ja|oui|si|sim)(?!\w)")
_NO = re.compile(r"(?:no|nein|non|nao|nee)(?!\w)")


def option_for(type_: Type, value: Any, options: Sequence[Option]) -> Option | None:
    """The one option that says the value; None where none or several do."""
    if type_ is Type.YES_NO:
        wanted = _YES if value else _NO
        found = [option for option in options if wanted.match(folded(option[1]))]
    elif type_ is Type.DURATION:
        found = [option for option in options if _says_duration(folded(option[1]), value)]
    else:
        words = _WORDS.get(value, ()) if type_ is Type.CHOICE else _same(folded(str(value)))
        found = [option for option in options if folded(_ASIDE.sub(" ", option[1])) in words]
    return found[0] if len(found) == 1 else None


_WORDS = {
    "remote": ("remote", "fully remote", "100% remote", "home office", "teletravail", "remoto", "teletrabajo"),
    "hybrid": ("hybrid", "hybride", "hibrido", "ibrido"),
    "on_site": (
        "on site",
        "onsite",
        "in office",
        "office",
        "vor ort",
        "sur site",
        "presencial",
        "in sede",
        "op kantoor",
    ),
    "any": ("any", "no preference", "flexible", "keine praferenz", "sans preference", "sin preferencia"),
}
_UNIT = {
    "days": "days?|tage?n?|jours?|dias?|giorn[io]|dag(?:en)?",
    "weeks": "weeks?|wochen?|semaines?|semanas?|settiman[ae]|we(?:ek|ken)",
    "months": "months?|monate?n?|mois|mes(?:es)?|mes[ei]|maand(?:en)?",
}


def _says_duration(option: str, value: Mapping[str, Any]) -> bool:
    if value["amount"] == 0:
        return bool(
            re.match(
                r"(?:none|immediate|no notice|sofort|keine|immediatement|inmediat|imediat|immediat|direct)", option
            )
        )
    return bool(re.fullmatch(rf"{value['amount']} (?:{_UNIT[value['unit']]})(?: notice)?", option))


def written(type_: Type, value: Any, kind: str, label: str) -> tuple[str | None, str]:
    """The value as text for a field without options, or None and why not."""
    label = folded(label)
    if type_ is Type.MONEY:
        named = (*_CURRENCIES.get(value["currency"], ()), value["currency"].casefold())
        other = [code for code, words in _CURRENCIES.items() if code != value["currency"] and _any(words, label)]
        if other:
            return None, "It asks for another currency than the one you answered with."
        if kind != "number":
            return f"{value['amount']:,} {value['currency']} per {value['period']}", ""
        if _any(named, label) and _any(_PERIODS[value["period"]], label):
            return str(value["amount"]), ""
        return None, "It takes a bare number and does not say of which currency and period."
    if type_ is Type.DURATION:
        if kind != "number":
            return told(KINDS[Name.NOTICE_PERIOD], value), ""
        if re.search(rf"(?<!\w)(?:{_UNIT[value['unit']]})(?!\w)", label):
            return str(value["amount"]), ""
        return None, "It takes a bare number and does not say of which unit."
    if type_ is Type.YES_NO:
        return ("Yes" if value else "No"), ""
    return str(value), ""


_CURRENCIES: dict[str, tuple[str, ...]] = {
    "USD": ("usd", "us dollars?", "dollars?"),
    "EUR": ("eur", "euros?"),
    "GBP": ("gbp", "pounds?"),
    "CHF": ("chf", "franken", "francs?"),
    "CAD": ("cad",),
    "INR": ("inr", "rupees?", "lpa", "lakhs?"),
    "PLN": ("pln", "zloty"),
    "BRL": ("brl", "reais"),
    "SEK": ("sek",),
}
_PERIODS = {
    "year": (
        "years?",
        "yearly",
        "annual",
        "annually",
        "per annum",
        "jahr\\w*",
        "annuel\\w*",
        "brut annuel",
        "anual",
        "annuo",
    ),
    "month": ("months?", "monthly", "monat\\w*", "mensuel\\w*", "mensual", "mensal", "mensile", "maand"),
    "day": ("days?", "daily", "tag\\w*", "jour\\w*"),
    "hour": ("hours?", "hourly", "stunde\\w*", "heure\\w*"),
}


def _any(words: Sequence[str], label: str) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", label))


def declining(options: Sequence[Option]) -> Option | None:
    """The one option of those who prefer not to say."""
    found = [option for option in options if DECLINES.search(folded(option[1]))]
    return found[0] if len(found) == 1 else None


def status_option(value: bool, options: Sequence[Option]) -> Option | None:
    """The option of a veteran's or a disability form: its choices are whole sentences, of which one says “not”."""
    said = {option: folded(option[1]) for option in options if not DECLINES.search(folded(option[1]))}
    no = [
        option
        for option, text in said.items()
        if re.search(r"(?<!\w)(?:not|no|nicht|nein|kein\w*|non|pas)(?!\w)", text)
    ]
    found = [option for option in said if option not in no] if value else no
    return found[0] if len(found) == 1 else None


_ASIDE = re.compile(r"\([^()]*\)")
_GENDERS = (
    frozenset(
        {"female", "woman", "weiblich", "frau", "femme", "mujer", "femenino", "mulher", "feminino", "donna", "vrouw"}
    ),
    frozenset({"male", "man", "mannlich", "mann", "homme", "hombre", "masculino", "homem", "uomo"}),
    frozenset({"non binary", "nonbinary", "divers", "non binaire", "no binario", "nao binario"}),
)


def _same(words: str) -> frozenset[str]:
    return next((names for names in _GENDERS if words in names), frozenset({words}))
