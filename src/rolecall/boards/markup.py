"""HTML and XML answers of boards, read safely: no entities, no network, and every failure an outcome in words."""

from __future__ import annotations

import re
from html import escape, unescape

import lxml.etree
import lxml.html

from rolecall.boards.outcomes import UnreadableAnswer

CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
RARE_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#39);)")
BLANKS = re.compile(r"\s+")
LONGEST_WORDS = 10_000
"""Characters of a title, a label or a cell that are read: in a broken page one element may hold all the others."""


def text_of(body: bytes | str) -> str:
    """A document as text: by its own declaration of the character set, else UTF-8; what is broken becomes U+FFFD."""
    if isinstance(body, str):
        return body.removeprefix("\ufeff")
    declared = CHARSET.search(body[:2_000])
    for encoding in (declared.group(1).decode("ascii") if declared else "utf-8", "utf-8"):
        try:
            return body.decode(encoding).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("utf-8", "replace").removeprefix("\ufeff")


def html_of(title: str, body: bytes | str) -> lxml.html.HtmlElement:
    """The root of a web page; raises UnreadableAnswer for what is none. `title` names the board in that sentence."""
    text = DECLARATION.sub("", NOT_XML.sub("", text_of(body)))
    if "<" in text:
        try:
            return lxml.html.document_fromstring(text)
        except (lxml.etree.LxmlError, ValueError):
            pass
    raise UnreadableAnswer(f"{title} answered with something that is no web page. Nothing was taken from it.")


def xml_of(title: str, body: bytes | str) -> lxml.etree._Element:
    """The root of an XML document; raises UnreadableAnswer. Entities and external parts are not followed."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    text = DECLARATION.sub("", NOT_XML.sub("", text_of(body)))
    try:
        return lxml.etree.fromstring(text.encode("utf-8"), parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        reason = str(error).split("\n", 1)[0][:100]
        raise UnreadableAnswer(
            f"{title} answered with something that is not the XML it documents ({reason}). Nothing was taken from it."
        ) from None


def all_words_of(element: lxml.html.HtmlElement) -> str:
    """The whole text of a page or a large part of it, on one line."""
    return BLANKS.sub(" ", "".join(element.itertext())).strip()


def words_of(element: lxml.html.HtmlElement | None, most: int = LONGEST_WORDS) -> str:
    """The text of a title, a label or a cell on one line, up to `most` characters; "" for None."""
    words: list[str] = []
    length = 0
    for piece in element.itertext() if element is not None else ():
        words.append(piece)
        length += len(piece) + 1
        if length > most:
            break
    return BLANKS.sub(" ", "".join(words)).strip()[:most]


def inner_html(element: lxml.html.HtmlElement | None) -> str:
    """What stands between an element's tags, as HTML; "" for None."""
    if element is None:
        return ""
    children = (lxml.html.tostring(child, encoding="unicode") for child in element if isinstance(child.tag, str))
    return escape(element.text or "", quote=False) + "".join(children)


def paragraphs(text: str) -> str:
    """Plain text as HTML, a paragraph for each line that is not blank."""
    return "\n".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())


def unescaped_once(text: str) -> str:
    """What `html.unescape` gives, in a tenth of its time for text that only escapes what HTML itself needs."""
    if RARE_ENTITY.search(text):
        return unescape(text)
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&#39;", "'")
    return plain.replace("&amp;", "&")  # the last: what it uncovers is not escaped any more


def unescaped(text: str) -> str:
    """HTML that an answer escaped once more, as HTML; what was not escaped stays as it is."""
    return unescaped_once(text) if "&lt;" in text and "<" not in text else text
