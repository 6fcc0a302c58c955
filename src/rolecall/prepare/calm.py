"""A résumé's own words as they look: no shouting, no blank left open, no space before a comma. The words stay."""

from __future__ import annotations

import re

BLANK = re.compile(
    r"\[(?!(?:sic|link|code|pdf|here|online)\])(?:[a-z]+(?: [a-z]+){0,3}|"
    r"(?:Describe|Insert|Your|Number|Job|Company|Add|Type)\b[^\[\]]{0,30})\](?!\()|_{4,}|(?i:lorem ipsum)"
)
"""A place of a form that was never filled in: `Served as [title]`."""
_LONGEST_ACRONYM = 4
_SMALL = frozenset(["of", "the", "and", "in", "for", "at", "on", "to", "de", "la", "und", "der", "die"])


def calm(name: str) -> str:
    """`REGISTERED NURSE, ICU` as `Registered Nurse, ICU`.

    >>> calm("SAP CONSULTANT")
    'SAP Consultant'
    """
    if not name.isupper() or (" " not in name and len(name) <= _LONGEST_ACRONYM):
        return name
    first, *rest = re.sub(r"[^\W\d_]{4,}", lambda hit: hit[0][0] + hit[0][1:].lower(), name).split(" ")
    small = [word.lower() if word.casefold() in _SMALL else word for word in rest]
    return " ".join([first.capitalize() if first.casefold() in _SMALL else first, *small])


def spaced(text: str) -> str:
    """`City , State` as `City, State`; white space folded."""
    return re.sub(r"(?<=\w) +(?=[,;](?:\s|$))", "", " ".join(text.split()))


def begun(text: str) -> str:
    """`problem solving, billing` as `Problem solving, billing`; names like `npm` or `iOS` stay small."""
    first = re.match(r"[^\W\d_]{5,}(?=[ ,]|$)", text)
    return text[:1].upper() + text[1:] if first and first[0].islower() else text


def is_opener(text: str) -> bool:
    """Whether a line only introduces what stands below it."""
    return bool(re.search(r":\s*Â?$", text))


def says_nothing(text: str) -> str | None:
    """Why a line is not worth printing: a blank in it, or no word; None for one that is."""
    if BLANK.search(text):
        return "A blank in it was never filled in."
    return None if re.search(r"[^\W\d_]{2}|\d|[\u3040-\u9fff]", text) else "There is no word in it."
