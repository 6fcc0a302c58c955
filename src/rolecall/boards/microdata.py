"""schema.org/JobPosting written as microdata (`itemscope`, `itemprop`), in the shape of its JSON-LD.

Format: https://html.spec.whatwg.org/multipage/microdata.html. What `boards.jobposting` reads, this gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from rolecall.boards.contract import Json
from rolecall.boards.markup import inner_html, words_of

JOB_POSTING = re.compile(r"\bschema\.org/JobPosting\s*$", re.IGNORECASE)
VALUES = {"meta": "content", "time": "datetime", "a": "href", "link": "href", "img": "src", "data": "value"}
"""The attribute that holds an element's value; every other element's value is its text."""
MOST_POSTINGS, MOST_PROPERTIES, DEEPEST = 500, 200, 6


def postings_in(root: lxml.html.HtmlElement) -> tuple[Json, ...]:
    """Every JobPosting item of a page."""
    scopes = (scope for scope in root.iter() if JOB_POSTING.search(str(scope.get("itemtype") or "")))
    found: list[Json] = []
    for scope in scopes:
        if len(found) == MOST_POSTINGS:
            break
        found.append(_item(scope, DEEPEST))
    return tuple(found)


def _item(scope: lxml.html.HtmlElement, deep: int) -> dict[str, Any]:
    item: dict[str, Any] = {"@type": str(scope.get("itemtype") or "").strip().rpartition("/")[2]}
    for number, (name, element) in enumerate(_properties(scope)):
        if number == MOST_PROPERTIES:
            break
        value = _item(element, deep - 1) if element.get("itemscope") is not None and deep else _value(name, element)
        if name not in item:
            item[name] = value
        elif isinstance(item[name], list):
            item[name].append(value)
        else:
            item[name] = [item[name], value]
    return item


def _properties(scope: lxml.html.HtmlElement) -> Iterator[tuple[str, lxml.html.HtmlElement]]:
    """The properties of this item, and not of the items within it."""
    waiting = list(reversed(list(scope)))
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        for name in str(element.get("itemprop") or "").split():
            yield name, element
        if element.get("itemscope") is None:
            waiting.extend(reversed(list(element)))


def _value(name: str, element: lxml.html.HtmlElement) -> str:
    if (told := element.get("content")) is not None:
        return str(told)
    attribute = VALUES.get(str(element.tag))
    if attribute is not None and (told := element.get(attribute)):
        return str(told)
    return inner_html(element) if name == "description" else words_of(element)
