"""Markdown of simple HTML, as most boards send it: paragraphs, headings, lists, emphasis, links, and nothing else.

It gives what the library of `markdown.py` gives for the same HTML, in half the time. Whatever is not known for certain
(a tag, an attribute, a style, an order of tags) is left to the library: so nothing that could hide words is read here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

PIECES = re.compile(r"(<[^<>]*>)")
TAG = re.compile(r"<(/?)([a-z]+[1-6]?)((?:\s[^<>]*)?)/?>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\s+([a-z-]+)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')""", re.IGNORECASE)
HARMLESS = frozenset(("class", "id", "dir", "lang", "target", "rel", "href", "style", "align", "aria-level"))
"""Attributes that hide nothing; so are those that begin with `data-`."""
STYLES = frozenset(
    (
        "font-weight", "font-family", "font-style", "text-align", "line-height", "margin", "margin-top",
        "margin-bottom", "margin-left", "margin-right", "padding", "padding-left", "padding-right", "padding-top",
        "padding-bottom", "list-style-type", "min-height", "text-decoration", "text-decoration-line", "vertical-align",
        "text-transform",
    )
)  # fmt: skip
"""Properties of a style that hide nothing, where no length is negative."""
NEGATIVE = re.compile(r"(?<![a-z])-")
LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s()<>\"'`|\\]+", re.IGNORECASE)
WIDE = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
BLANK = " \t\n\r\f"
BREAK = "\x02"
"""Stands for `<br>` until a block ends."""
DEEPEST = 4
"""Lists within lists."""

IGNORED, BLOCK, HEADING, HEADED, BULLETS, NUMBERS, LISTED, ITEM, ITEMED, MARK, MARKED, LINKED, LINK_END, BROKEN = range(
    14
)
OPENING, CLOSING, LISTING = frozenset((MARK, LINKED)), frozenset((MARKED, LINK_END)), frozenset((BULLETS, NUMBERS))
EMPHASIS = ("**", "*")
PLAIN_TAGS = {
    **dict.fromkeys(("span", "/span", "u", "/u"), IGNORED),
    **dict.fromkeys(("p", "/p", "div", "/div"), BLOCK),
    **dict.fromkeys(("/h1", "/h2", "/h3", "/h4", "/h5", "/h6"), HEADED),
    **dict.fromkeys(("strong", "b", "em", "i"), MARK),
    **dict.fromkeys(("/strong", "/b", "/em", "/i"), MARKED),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), HEADING),
    "ul": BULLETS, "ol": NUMBERS, "/ul": LISTED, "/ol": LISTED, "li": ITEM, "/li": ITEMED, "a": LINKED, "/a": LINK_END,
    "br": BROKEN,
}  # fmt: skip


def simple_markdown(html: str) -> str | None:
    """Markdown, or None for HTML that is not simple."""
    if BREAK in html or "<" not in html:
        return None
    html = html.replace("&nbsp;", " ").replace("\u00a0", " ")
    pieces = PIECES.split(html)
    if len(pieces) // 2 != html.count("<"):
        return None  # a bracket that opens no tag
    blocks: list[str] = []
    items: list[str] = []
    line: list[str] = [pieces[0]]
    if "&" in pieces[0]:
        return None
    marks: list[tuple[str, int]] = []
    lists: list[int] = []
    in_item: list[bool] = []
    lead = bullet = ""
    for at in range(1, len(pieces), 2):
        meant = _meaning(pieces[at])
        if meant is None:
            return None
        kind, told = meant
        if kind in OPENING:
            if kind == LINKED and any(mark[0] not in EMPHASIS for mark in marks):
                return None
            marks.append((told, len(line)))
        elif kind in CLOSING:
            if not marks or (marks[-1][0] != told if kind == MARKED else marks[-1][0] in EMPHASIS):
                return None
            opened, begin = marks.pop()
            if not _mark(line, begin, opened, nested=any(mark[0] == opened for mark in marks)):
                return None
        elif kind == BROKEN:
            line.append(BREAK)
        elif kind != IGNORED:
            if marks:
                return None  # emphasis over several blocks
            words = ""
            if line:
                words = _folded(line)
                line = []
            if words:
                if not lists:
                    if lead and "\n" in words:
                        return None
                    blocks.append(lead + words)
                elif not bullet or "\n" in words:
                    return None  # words in a list but in no item, or a second block in one
                else:
                    items.append("  " * (len(lists) - 1) + bullet + words)
                    bullet = ""
            if kind == HEADING:
                if lists:
                    return None
                lead = told
            elif kind == HEADED:
                lead = ""
            elif kind == ITEM:
                if not lists:
                    return None
                in_item[-1] = True
                bullet = f"{lists[-1]}. " if lists[-1] else "- "
                lists[-1] += lists[-1] > 0
            elif kind == ITEMED:
                bullet = ""
                if in_item:
                    in_item[-1] = False
            elif kind in LISTING:
                if lead or bullet or len(lists) == DEEPEST or (in_item and not in_item[-1]):
                    return None
                lists.append(int(kind == NUMBERS))
                in_item.append(False)
            elif kind == LISTED:
                if not lists:
                    return None
                lists.pop()
                in_item.pop()
                bullet = ""
                if not lists and items:
                    blocks.append("\n".join(items))
                    items = []
        words = pieces[at + 1]
        if words and (line or not words.isspace()):
            if "&" in words:
                words = unescape(words)
                if "<" in words:
                    return None  # shown as a sign, it must not become a tag of the Markdown
            line.append(words)
    words = _folded(line)
    if marks or lists or lead:
        return None
    return "\n\n".join([*blocks, words] if words else blocks)


@lru_cache(maxsize=20_000)
def _meaning(tag: str) -> tuple[int, str] | None:
    """(what a tag does, its mark, `#` of a heading or address of a link); None for one that is not simple."""
    hit = TAG.fullmatch(tag)
    if hit is None:
        return None
    name = hit[1] + hit[2].lower()
    kind = PLAIN_TAGS.get(name)
    if kind is None or not _harmless(hit[3]):
        return None
    if kind in (MARK, MARKED):
        return kind, "**" if name.strip("/") in ("strong", "b") else "*"
    if kind == HEADING:
        return kind, "#" * int(name[1]) + " "
    if kind == LINKED:
        found = {each[1].lower(): each[2] or each[3] or "" for each in ATTRIBUTE.finditer(hit[3])}
        address = unescape(found.get("href", "")).strip()
        return (kind, address) if LINK.fullmatch(address) else None
    return kind, ""


def _harmless(attributes: str) -> bool:
    found = list(ATTRIBUTE.finditer(attributes))
    if "".join(hit.group() for hit in found) != attributes.rstrip(" /"):
        return False
    names = [hit[1].lower() for hit in found]
    styles = [hit[2] or hit[3] or "" for hit in found if hit[1].lower() == "style"]
    return all(name in HARMLESS or name.startswith("data-") for name in names) and all(map(_harmless_style, styles))


def _harmless_style(style: str) -> bool:
    for rule in unescape(style).split(";"):
        name, _, value = rule.partition(":")
        if rule.strip() and (name.strip().lower() not in STYLES or NEGATIVE.search(value.lower())):
            return False
    return True


def _mark(line: list[str], begin: int, mark: str, *, nested: bool) -> bool:
    """Put what was read since `begin` between marks, without the blanks at its ends. False where it is not simple."""
    words = "".join(line[begin:])
    core = words.strip(BLANK + BREAK)
    if not core:
        line[begin:] = [words]
        return True
    if mark not in EMPHASIS:
        if "[" in core or "]" in core or BREAK in core:
            return False
        marked = f"[{core}]({mark})"
    elif nested:
        marked = core
    elif core[0] == "*" or core[-1] == "*":
        return False
    else:
        marked = f"{mark}{core}{mark}"
    left = len(words) - len(words.lstrip(BLANK + BREAK))
    if begin and not left and line[begin - 1].endswith("*"):
        return False  # two that touch
    line[begin:] = [words[:left], marked, words[left + len(core) :]]
    return True


def _folded(line: list[str]) -> str:
    """The words of a block with single blanks, broken where a `<br>` stood."""
    words = "".join(line).strip(BLANK + BREAK) if len(line) != 1 else line[0].strip(BLANK + BREAK)
    if "  " in words or "\n" in words or "\t" in words or "\r" in words or "\f" in words:
        words = WIDE.sub(" ", words)
    if BREAK in words:
        return "  \n".join(part.strip() for part in words.split(BREAK))
    return words
