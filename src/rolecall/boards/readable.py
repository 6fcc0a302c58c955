"""The readable part of a web page, by density: what a person reads there, without menus, notices and lists of links.

Every element weighs as many words as it holds in runs of text outside links; short runs are labels of menus and cards
and weigh nothing. From the body down, the page narrows to the child that alone holds nearly all the weight of the
page, for as long as there is one: what is left out on the way is less than a tenth of what there is to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html

from rolecall.boards.markup import BLANKS, all_words_of

UNREAD = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "button", "select", "input",
     "textarea", "canvas", "video", "audio"]
)  # fmt: skip
"""Never text of the page."""
BESIDE = frozenset(["nav", "header", "footer", "aside", "form", "dialog"])
"""Around the text; kept where most of the page stands in it, as with sites that put the whole page into one form."""
ROLES = frozenset(["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"])
NOTICE = re.compile(r"\b(?:cookies?|consent|gdpr|onetrust|newsletter|breadcrumbs?)\b", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "br", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
     "sub", "sup", "time", "u", "wbr"]
)  # fmt: skip
NEARLY_ALL = 0.9
LEAST_RUN = 5
"""Words of a run of text that counts as read rather than looked at."""


def main_of(root: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The element with the page's readable text. Changes `root`: what is no reading matter is taken out of it."""
    body = root.find(".//body")
    body = root if body is None else body
    _drop(body)
    weights: dict[lxml.html.HtmlElement, int] = {}
    whole = _weigh(body, weights)
    found = body
    while whole:
        heavier = next((child for child in found if weights.get(child, 0) >= NEARLY_ALL * whole), None)
        if heavier is None or heavier.tag in INLINE:
            break
        found = heavier
    return found


def _drop(body: lxml.html.HtmlElement) -> None:
    most = len(all_words_of(body)) / 2
    waiting = list(body)
    while waiting:
        element = waiting.pop()
        unread = not isinstance(element.tag, str) or element.tag in UNREAD
        if unread or (_is_beside(element) and len(all_words_of(element)) < most):
            element.drop_tree()
        else:
            waiting.extend(element)


def _is_beside(element: lxml.html.HtmlElement) -> bool:
    return bool(
        element.tag in BESIDE
        or str(element.get("role") or "").lower() in ROLES
        or element.get("hidden") is not None
        or str(element.get("aria-hidden") or "").lower() == "true"
        or HIDDEN.search(str(element.get("style") or ""))
        or NOTICE.search(f"{element.get('id') or ''} {element.get('class') or ''}")
    )


def _weigh(body: lxml.html.HtmlElement, weights: dict[lxml.html.HtmlElement, int]) -> int:
    # Children come after their parents in the document: read backwards, each is weighed before what it stands in.
    for element in reversed(list(body.iter())):
        own = sum(words for run in _runs(element) if (words := len(run.split())) >= LEAST_RUN)
        weights[element] = own + sum(weights.get(child, 0) for child in element if child.tag not in INLINE)
    return weights[body]


def _runs(element: lxml.html.HtmlElement) -> Iterator[str]:
    """The runs of text that stand in an element itself, with its inline parts, without the words of links."""
    run = [element.text or ""]
    for child in element:
        if child.tag in INLINE:
            run.append(_unlinked(child))
        else:
            yield BLANKS.sub(" ", "".join(run)).strip()
            run = []
        run.append(child.tail or "")
    yield BLANKS.sub(" ", "".join(run)).strip()


def _unlinked(element: lxml.html.HtmlElement) -> str:
    """The words of an inline element, in no particular order: they are only counted."""
    words, waiting = [], [element]
    while waiting:
        part = waiting.pop()
        if part.tag != "a":
            words.append(part.text or "")
            words.extend(child.tail or "" for child in part)
            waiting.extend(part)
    return " ".join(words)
