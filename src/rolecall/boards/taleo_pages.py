"""The two web pages of a Taleo career section that are read: its search page, and the page of one posting.

The search page has the portal's number in a script and the heads of the table of postings. The page of a posting has
its texts in a call of a script, `api.fillList('requisitionDescriptionInterface', 'descRequisition', ['…', …])`, or in a
hidden field, `initialHistory`: percent-escaped values, HTML marked by `!*!`, at places that differ by employer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

import lxml.html

from rolecall.boards.markup import all_words_of, html_of, words_of

PORTAL = re.compile(r"""portalNo["']?\s*[:=]\s*["']?(\d{3,20})|[?&;]portal=(\d{3,20})""")
CALL = re.compile(r"""fillList\(\s*["']requisitionDescriptionInterface["']\s*,\s*["']descRequisition["']\s*,\s*\[""")
VALUE = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*([,\]])""", re.DOTALL)
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
SUBMISSION = re.compile(r":\s*(?P<title>.{3,300}?)\s*-\s*\([^()]*(?:number|no\.?|#)[^()]*\)\s*$", re.IGNORECASE)
CLOSED = re.compile(
    r"no longer (?:available|accepting|posted|active)|(?:requisition|job|position)\b.{0,40}\b(?:is|has been) "
    r"(?:unavailable|not available|filled|closed|expired)",
    re.IGNORECASE,
)
MAINTAINED = re.compile(
    r"come back soon|under maintenance|scheduled maintenance|temporarily unavailable", re.IGNORECASE
)
MOST_VALUES = 500
LONGEST_LINE = 500
NO_HEADS = frozenset(["", "icons", "icon", "actions", "action", "select"])


@dataclass(frozen=True, slots=True)
class Described:
    """The page of a posting: all its values, decoded, its text, and its title where that can be told."""

    values: tuple[str, ...]
    html: str
    title: str | None


def portal_of(page: str) -> str | None:
    """The number that the search wants."""
    found = PORTAL.search(page)
    return (found[1] or found[2]) if found else None


def heads_of(title: str, page: str) -> list[str]:
    """The heads of the table of postings, without those of its buttons."""
    heads = html_of(title, page).xpath("//table[@id='jobs']//th")
    return [words for head in heads[:50] if (words := words_of(head)).lower() not in NO_HEADS]


def described(page: str, job_id: str | None) -> Described | None:
    """The posting of a page; None where there is none."""
    root = html_of("Taleo", page)
    values = _values(page, root)
    if not values:
        return None
    html = [value for value in values if TAG.search(value) and len(value) > 20]
    return Described(tuple(values), "\n".join(dict.fromkeys(html)), _title(root, values, job_id))


def closed(page: str) -> bool:
    """Whether a page without a posting says that there is none any more."""
    return bool(CLOSED.search(all_words_of(html_of("Taleo", page))))


def maintained(page: str) -> bool:
    """Whether the page says that the platform is being worked on."""
    return bool(MAINTAINED.search(page[:200_000]))


def _values(page: str, root: lxml.html.HtmlElement) -> list[str]:
    values: list[str] = []
    if call := CALL.search(page):
        at = call.end()
        while len(values) < MOST_VALUES and (found := VALUE.match(page, at)):
            values.append(_decoded(ESCAPE.sub(_unescaped, found[1] if found[1] is not None else found[2])))
            at = found.end()
            if found[3] == "]":
                break
    elif history := root.xpath("//input[@id='initialHistory']/@value"):
        values = [_decoded(value) for value in unquote(str(history[0])).split("!|!")[:MOST_VALUES]]
    return values


def _decoded(value: str) -> str:
    plain = unquote(value)
    return plain.removeprefix("!*!").removeprefix("!*").replace("!*!", "\n") if "!*" in plain else plain


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else CONTROLS.get(found[3], found[3])


def _title(root: lxml.html.HtmlElement, values: list[str], job_id: str | None) -> str | None:
    if named := next(
        (text.strip() for text in root.xpath("//meta[@property='og:title']/@content") if text.strip()), None
    ):
        return str(named)
    for value in values:
        if len(value) < LONGEST_LINE and (submission := SUBMISSION.search(value)):
            return submission["title"]
    # The title stands beside the number, before it or after it.
    for at, value in enumerate(values):
        if job_id and value == job_id:
            beside = [values[near] for near in (at - 1, at + 1) if 0 <= near < len(values)]
            return next(
                (text for text in beside if re.search(r"[^\W\d_]{3}", text) and text not in ("true", "false")), None
            )
    return None
