"""HTML of a posting to clean Markdown. Words that a reader of the page cannot see are kept out.

Invisible text is where instructions to machines are hidden. The board's own answer is kept verbatim elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

import lxml.html
from html_to_markdown import (
    CodeBlockStyle,
    ConversionError,
    ConversionOptions,
    HeadingStyle,
    HiddenContent,
    HighlightStyle,
    InlineDataMedia,
    LinkStyle,
    ListIndentType,
    NewlineStyle,
    OutputFormat,
    TierStrategy,
    UrlEscapeStyle,
    WhitespaceMode,
    convert,
)
from lxml.etree import ParserError

from rolecall.discover.simple_html import simple_markdown

OPTIONS = ConversionOptions(
    extract_metadata=False,
    skip_images=True,
    autolinks=False,
    bullets="-",
    exclude_selectors=["script", "style", "iframe", "object", "embed", "form", "noscript", "template", "svg"],
    # The library's defaults, as enum members: given as words, looking them up costs half as much as the conversion.
    heading_style=HeadingStyle.ATX,
    list_indent_type=ListIndentType.SPACES,
    highlight_style=HighlightStyle.DOUBLE_EQUAL,
    whitespace_mode=WhitespaceMode.NORMALIZED,
    newline_style=NewlineStyle.SPACES,
    code_block_style=CodeBlockStyle.BACKTICKS,
    inline_data_media=InlineDataMedia.KEEP,
    hidden_content=HiddenContent.DROP,
    url_escape_style=UrlEscapeStyle.ANGLE,
    link_style=LinkStyle.INLINE,
    output_format=OutputFormat.MARKDOWN,
    tier_strategy=TierStrategy.AUTO,
)
# The converter drops display:none, visibility:hidden, font-size:0 and `hidden` itself; these are what it lets through.
INVISIBLE = re.compile(
    r"(?:^|;)\s*(?:opacity\s*:\s*0*\.?0*%?\s*(?:;|$)|text-indent\s*:\s*-\s*\d{3}|(?:left|top|right)\s*:\s*-\s*\d{3,}"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*(?:inset\((?:50|100)%|circle\(0)"
    r"|font-size\s*:\s*[01](?:\.\d+)?\s*(?:px|pt|%)|(?:max-)?height\s*:\s*[01](?:px)?\s*(?:;|$)(?=.*overflow\s*:\s*hidden))",
    re.IGNORECASE,
)
PALE = re.compile(
    r"(?:^|;)\s*color\s*:\s*(?:#f{3}(?:f{3})?(?:ff)?|#fefefe|white|transparent|rgba?\(\s*25[0-5]\s*,\s*25[0-5]\s*,\s*25[0-5])",
    re.IGNORECASE,
)
STYLE = re.compile(rb'style="([^"]*)"')
NAMED = re.compile(rb"style\s*=")
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TAG = re.compile(r"<[^<>]*>")
GROUND = re.compile(r"background(?:-color|-image)?\s*:", re.IGNORECASE)
CONTROL = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f]"
)
"""Characters that show nothing but carry or reorder text, among them the tag characters that smuggle instructions."""
UNSAFE_TARGET = re.compile(r"\]\(\s*<?(?!https?:|mailto:|tel:)(?:[^()\n]|\([^()\n]*\))*\)", re.IGNORECASE)
LONGEST_LABEL = 2_000
GAPS = re.compile(r"\n(?:[ \t]*\n){2,}")
LONGEST_HTML = 1_000_000


def markdown(html: str) -> str:
    """Clean Markdown: headings, lists, emphasis, tables and http links; nothing invisible, no images, no scripts."""
    if not html or html.isspace():
        return ""
    html = html[:LONGEST_HTML].replace("\x00", "")
    text = simple_markdown(html)
    if text is None:
        text = _converted(_visible(html) if _may_hide(html) else html)
    text = _without_control(text).replace("\u00a0", " ")
    if "](" in text:
        text = _without_unsafe_links(text)
    return GAPS.sub("\n\n", text).strip()


def _without_unsafe_links(text: str) -> str:
    """Links that lead to scripts, files and the like keep their words. Looked for from their targets backward: looking
    for a label forward takes the square of the time where brackets are opened and never closed.
    """
    parts, done = [], 0
    for target in UNSAFE_TARGET.finditer(text):
        label = text.rfind("[", max(done, target.start() - LONGEST_LABEL), target.start())
        if label < 0:
            parts += [text[done : target.start()], "]"]
        else:
            parts += [text[done:label], text[label + 1 : target.start()]]
        done = target.end()
    return "".join((*parts, text[done:]))


def _converted(html: str) -> str:
    try:
        return convert(html, OPTIONS).content or ""
    except ConversionError:
        # What the converter takes for binary data still has words in it.
        return "\n\n".join(line.strip() for line in unescape(TAG.sub("\n", html)).splitlines() if line.strip())


def one_line(text: str) -> str:
    """A title or name on one line: no control characters, single blanks."""
    return " ".join(_without_control(text).split())


def _without_control(text: str) -> str:
    """All that shows nothing is taken out. Quick: the words of most texts are printable, and so hold none of it."""
    plain = text.replace("\n", "").replace("\u00a0", "")
    return text if plain.isprintable() else CONTROL.sub("", text)


def _may_hide(html: str) -> bool:
    """Whether any style could make words invisible. Quick: most postings repeat a handful of styles."""
    lowered = html.encode("utf-8", "surrogatepass").lower()  # several times as quick as the lower case of a str
    if b"<font" in lowered:
        return True
    if b"style" not in lowered:
        return False
    styles = STYLE.findall(lowered)
    named = len(NAMED.findall(lowered))
    # A style attribute written in a way this does not read is looked at the slow way.
    return len(styles) < named or any(map(_hides, set(styles)))


@lru_cache(maxsize=10_000)
def _hides(style: bytes) -> bool:
    plain = unescape(style.decode("utf-8", "replace"))
    return bool(INVISIBLE.search(plain) or PALE.search(plain))


def _visible(html: str) -> str:
    try:
        root = lxml.html.fromstring(f"<div>{NOT_XML.sub('', html)}</div>")
    except (ParserError, ValueError):
        return html
    for element in root.xpath(".//*[@style or @color]"):
        style = str(element.get("style") or "")
        hidden = INVISIBLE.search(style) or _pale(element, style)
        if hidden and element.getparent() is not None:
            element.drop_tree()
    return str(lxml.html.tostring(root, encoding="unicode"))


def _pale(element: lxml.html.HtmlElement, style: str) -> bool:
    """White on nothing: on a background of its own or of something around it, white is readable."""
    attribute = element.tag == "font" and str(element.get("color") or "").lower() in ("white", "#fff", "#ffffff")
    if not attribute and not PALE.search(style):
        return False
    around = (element, *element.iterancestors())
    return not any(GROUND.search(str(each.get("style") or "")) or each.get("bgcolor") for each in around)
