"""HTML of a posting to clean Markdown. Words that a reader of the page cannot see are kept out.

Invisible text is where instructions to machines are hidden. The board's own answer is kept verbatim elsewhere.
"""

from __future__ import annotations

import re
from html import unescape

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

from rolecall.discover.simple_html import simple_markdown
from rolecall.discover.visible import seen
from rolecall.platform.hidden import spelled

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
TAG = re.compile(r"<[^<>]*>")
CONTROL = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f]"
)
"""Characters that show nothing but carry or reorder text, among them the tag characters that smuggle instructions."""
TAG_CHARACTERS = re.compile("[\U000e0000-\U000e007f]+")
UNSAFE_TARGET = re.compile(r"\]\(\s*<?(?!https?:|mailto:|tel:)(?:[^()\n]|\([^()\n]*\))*\)", re.IGNORECASE)
LONGEST_LABEL = 2_000
GAPS = re.compile(r"\n(?:[ \t]*\n){2,}")
LONGEST_HTML = 1_000_000
SHOWN = 80
"""Characters of what was hidden that a notice shows."""


def markdown(html: str) -> str:
    """Clean Markdown: headings, lists, emphasis, tables and http links; nothing invisible, no images, no scripts."""
    return read_html(html)[0]


def read_html(html: str) -> tuple[str, tuple[str, ...]]:
    """(clean Markdown, notices on what was hidden from the reader of the page and so left out)."""
    if not html or html.isspace():
        return "", ()
    html = html[:LONGEST_HTML].replace("\x00", "")
    text = simple_markdown(html)
    hidden = ""
    if text is None:
        html, hidden = seen(html)
        text = _converted(html)
    smuggled = "" if text.isascii() else spelled("".join(TAG_CHARACTERS.findall(text)))
    text = _without_control(text).replace("\u00a0", " ")
    if "](" in text:
        text = _without_unsafe_links(text)
    return GAPS.sub("\n\n", text).strip(), _notices(f"{hidden} {smuggled}")


def _notices(hidden: str) -> tuple[str, ...]:
    words = " ".join(_without_control(hidden).split())
    if not words:
        return ()
    shown = words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"
    count = len(words.split())
    found = f"{count} word{'s' * (count != 1)}"
    return (f"The posting's page holds hidden text ({found}); it was not counted: “{shown}”",)


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
