"""What PostgreSQL keeps: no NUL and no half of a surrogate pair, in text or in JSON."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DEEPEST = 16
"""Levels of lists and objects. A résumé has five."""


def storable_text(text: str) -> str:
    """The text without the characters that cannot be stored."""
    return _UNSTORABLE.sub("", text)


def storable(value: Any) -> Any:
    """A value of JSON with every text in it, also the names of fields, as it can be stored."""
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, Mapping):
        return {storable(key): storable(item) for key, item in value.items()}
    return [storable(item) for item in value] if isinstance(value, list | tuple) else value


def is_storable(value: Any, depth: int = _DEEPEST) -> bool:
    """Whether a value of JSON can be stored as it is: such text only, no infinite number, not nested without end."""
    if isinstance(value, str):
        return not _UNSTORABLE.search(value)
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, Mapping):
        return depth > 0 and all(
            is_storable(key, depth - 1) and is_storable(item, depth - 1) for key, item in value.items()
        )
    if isinstance(value, list | tuple):
        return depth > 0 and all(is_storable(item, depth - 1) for item in value)
    return True
