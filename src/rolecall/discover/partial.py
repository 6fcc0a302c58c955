"""Postings whose list leaves out the text: what of a list entry is taken over into a row. Pure.

The posting's own answer says more, and says it better ("2 Locations" in the list, both of them in the posting). So once
it was read, only what the list itself changed is taken from the list, until the posting is read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

DERIVED = {
    "title": ("title_key", "level", "function"),
    "company": ("company_key",),
    "url": ("canonical_url",),
    "locations": ("place_words", "remote", "countries", "cities"),
    "workplace": ("remote",),
    "salary": ("pay_low", "pay_high", "pay_currency"),
}
"""Columns that follow from a field and change with it."""
OF_THE_ENTRY = ("raw", "fingerprint", "updated_at")
"""Columns that are about the list entry itself."""


def listed_of(values: Mapping[str, Any], watched: tuple[str, ...]) -> dict[str, Any]:
    """What a list told, field by field, as it is kept in `PostingRow.listed`: JSON, without the text."""
    told: dict[str, Any] = orjson.loads(orjson.dumps({name: values[name] for name in watched if name != "text"}))
    return told


def taken_over(values: Mapping[str, Any], listed: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The columns to write for a changed entry of a posting that was read itself.

    values: the row's columns as this entry alone gives them. listed, before: what `listed_of` gives for this entry and
    for the one before.
    """
    moved = [name for name in listed if listed[name] != before.get(name) and listed[name] not in (None, "", [], {})]
    names = {name for field in moved for name in (field, *DERIVED.get(field, ()))}
    return {name: value for name, value in values.items() if name in names or name in OF_THE_ENTRY}
