"""The part of a posting's HTML that a reader of its page sees, and the words of the rest.

Invisible text is where instructions to machines and keywords for searches are hidden.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

import lxml.html
from lxml.etree import ParserError

INVISIBLE = re.compile(
    r"(?:^|;)\s*(?:opacity\s*:\s*0*\.?0*%?\s*(?:;|!|$)|display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|text-indent\s*:\s*-\s*\d{3}|(?:left|top|right|bottom|margin(?:-left|-top|-right)?)\s*:\s*-\s*\d{3,}"
    r"|transform\s*:[^;]*(?:scale[xy]?\(\s*0*\.?0*\s*[,)]|translate[xy]?\(\s*-\s*\d{3,})"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)"
    r"|font-size\s*:\s*(?:[01](?:\.\d+)?|0*\.\d+)\s*(?:px|pt|%|v[wh]|;|!|$)|font-size\s*:\s*0*\.?0\d*\s*r?em"
    r"|(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)(?=.*overflow\s*:\s*hidden)"
    r"|overflow\s*:\s*hidden\s*;(?=.*(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)))",
    re.IGNORECASE,
)
PALE = re.compile(
    r"(?:^|;)\s*color\s*:\s*(?:#f{3}(?:f{3})?(?:ff)?\b|#f[def]f[def]f[def]\b|white|snow|transparent"
    r"|rgba?\(\s*25[0-5]\s*,\s*25[0-5]\s*,\s*25[0-5]|rgba\([^)]*,\s*0*\.?0+\s*\)|hsl\([^)]*,\s*(?:99|100)%\s*\))",
    re.IGNORECASE,
)
GROUND = re.compile(r"background(?:-color|-image)?\s*:\s*([^;]+)", re.IGNORECASE)
LIGHT_GROUND = re.compile(
    r"#f{3}(?:f{3})?|white|none|transparent|inherit|initial|unset|rgba?\(\s*25[0-5]\s*,\s*25[0-5]\s*,\s*25[0-5].*",
    re.IGNORECASE,
)
COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
STYLE = re.compile(rb'style="([^"]*)"')
NAMED = re.compile(rb"style\s*=")
SHEET = re.compile(r"([.#]?[A-Za-z][\w-]*)\s*\{([^{}]*)\}")
"""Simple rules of a style sheet: one class, id or tag."""
MOST_RULES = 200
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FEW_WORDS = 2
"""So few hidden words are an icon's name or a word for those who listen to the page: left out without a notice."""
FEW_IN_COMMENT = 7
"""Programs and template writers leave a few words in comments; nobody sees them and nothing counts them anyway."""
LONGEST_HIDDEN = 2_000
UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "object", "embed"))


def seen(html: str) -> tuple[str, str]:
    """(the HTML without what is not seen, the words that were taken out of it)."""
    if not may_hide(html):
        return html, ""
    try:
        root = lxml.html.fromstring(f"<div>{NOT_XML.sub('', html)}</div>")
    except (ParserError, ValueError):
        return html, ""
    _apply_sheets(root)
    hidden: list[str] = []
    for comment in root.xpath(".//comment()"):
        words = str(comment.text or "")
        if (
            not words.lstrip().startswith(("[if", "[endif"))
            and "<" not in words
            and len(words.split()) > FEW_IN_COMMENT
        ):
            hidden.append(words)
        comment.drop_tree()
    for element in root.xpath(".//*[@style or @color or @hidden or @aria-hidden]"):
        style = str(element.get("style") or "")
        attribute = element.get("hidden") is not None or str(element.get("aria-hidden")).lower() == "true"
        if element.getparent() is not None and (attribute or INVISIBLE.search(style) or _pale(element, style)):
            if element.tag not in UNREAD:
                hidden.append(" ".join(element.itertext()))
            element.drop_tree()
    words = " ".join(" ".join(hidden).split())[:LONGEST_HIDDEN]
    return str(lxml.html.tostring(root, encoding="unicode")), words if len(words.split()) > FEW_WORDS else ""


def may_hide(html: str) -> bool:
    """Whether anything could make words invisible. Quick: most postings repeat a handful of styles."""
    lowered = html.encode("utf-8", "surrogatepass").lower()  # several times as quick as the lower case of a str
    if b"<font" in lowered or b"hidden" in lowered or b"<!--" in lowered:
        return True
    if b"style" not in lowered:
        return False
    if b"<style" in lowered:
        return True
    styles = STYLE.findall(lowered)
    named = len(NAMED.findall(lowered))
    # A style attribute written in a way this does not read is looked at the slow way.
    return len(styles) < named or any(map(_hides, set(styles)))


@lru_cache(maxsize=10_000)
def _hides(style: bytes) -> bool:
    plain = unescape(style.decode("utf-8", "replace"))
    return bool(INVISIBLE.search(plain) or PALE.search(plain) or _on_itself(plain))


def _apply_sheets(root: lxml.html.HtmlElement) -> None:
    """Write what the page's own simple rules hide into the elements' styles, where it is then found."""
    for sheet in root.iter("style"):
        for selector, style in SHEET.findall(str(sheet.text or ""))[:MOST_RULES]:
            if not (INVISIBLE.search(style.strip()) or PALE.search(style.strip())):
                continue
            name = selector[1:]
            if selector[0] == ".":
                found = root.xpath(".//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} ")
            else:
                found = root.xpath(".//*[@id=$name]", name=name) if selector[0] == "#" else root.iter(selector.lower())
            for element in found:
                element.set("style", f"{element.get('style') or ''};{style.strip()}")


def _pale(element: lxml.html.HtmlElement, style: str) -> bool:
    """White on nothing, or anything on itself: on a background of its own or around it, white is readable."""
    attribute = element.tag == "font" and str(element.get("color") or "").lower() in ("white", "#fff", "#ffffff")
    if _on_itself(style):
        return True
    if not attribute and not PALE.search(style):
        return False
    for each in (element, *element.iterancestors()):
        ground = GROUND.search(str(each.get("style") or ""))
        told = ground[1].strip() if ground else str(each.get("bgcolor") or "")
        if told:
            return LIGHT_GROUND.fullmatch(told) is not None
    return True


def _on_itself(style: str) -> bool:
    colour, ground = COLOUR.search(style), GROUND.search(style)
    return colour is not None and ground is not None and colour[1].strip().lower() == ground[1].strip().lower()
