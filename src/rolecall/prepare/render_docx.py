"""DOCX of the same content by python-docx: real headings and lists, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from functools import cache

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Block_

from rolecall.prepare.content import Block, Draft, Item, Paragraph, Role, Section
from rolecall.prepare.glyphs import shown

_ACCENT = RGBColor(0x1F, 0x4E, 0x79)
_FAINT = RGBColor(0x4A, 0x55, 0x64)
_FONT = "Calibri"
_SIZES = {"a4": (Cm(21.0), Cm(29.7)), "us-letter": (Cm(21.59), Cm(27.94))}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def resume_docx(draft: Draft) -> bytes:
    """The résumé as DOCX."""
    document = _document(
        draft, draft.name or draft.posting.title, size=10.5 - 0.5 * (draft.density // 2), language=draft.language
    )
    for section in draft.resume:
        _section(document, section)
    return _bytes(document)


def letter_docx(draft: Draft) -> bytes:
    """The cover letter as DOCX."""
    title = next((s.text for p in draft.letter if p.block is Block.SUBJECT for s in p.sentences), draft.posting.title)
    document = _document(draft, shown(title), size=11.0, language=draft.letter_language)
    for paragraph in draft.letter:
        _paragraph(document, paragraph, named=bool(draft.name))
    return _bytes(document)


def _document(draft: Draft, title: str, *, size: float, language: str) -> Document:
    document = docx.Document(io.BytesIO(_blank(draft.page, size, language)))
    core = document.core_properties
    core.author = core.last_modified_by = draft.name[:255]
    core.title, core.language, core.revision = title[:255], language, 1
    core.created = core.modified = datetime.combine(draft.today, time())
    return document


@cache
def _blank(page: str, size: float, language: str) -> bytes:
    """An empty document with our styles and nothing else in it; made once for each setting."""
    document = docx.Document()
    paper = document.sections[0]
    paper.page_width, paper.page_height = _SIZES[page]
    paper.left_margin = paper.right_margin = Cm(2.1)
    paper.top_margin = paper.bottom_margin = Cm(1.8)
    for style in list(document.styles):
        if style.name not in _STYLES:
            style.delete()
    _forget_gone_styles(document)
    for name, (bigger, before, after, color) in _STYLES.items():
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _set(style, size + bigger, before, after, color)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    document.styles["Normal"].element.get_or_add_rPr().append(spoken)
    package = document.part.package
    for key, rel in list(package.rels.items()):
        if rel.reltype.endswith("/thumbnail"):
            del package.rels[key]
    document.core_properties.comments = ""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _forget_gone_styles(document: Document) -> None:
    """No reference to a style that is not there any more, in the styles that stay and in the numbering."""
    kept = {style.style_id for style in document.styles}
    for root in (document.styles.element, document.part.numbering_part.element):
        for node in list(root.iter(qn("w:link"), qn("w:pStyle"))):
            if node.get(qn("w:val")) not in kept:
                node.getparent().remove(node)


_STYLES: dict[str, tuple[float, int, int, RGBColor | None]] = {
    "Normal": (0, 0, 3, None),
    "List Bullet": (0, 0, 2, None),
    "Heading 1": (11.5, 0, 3, _ACCENT),
    "Heading 2": (1.5, 10, 4, _ACCENT),
    "Default Paragraph Font": (0, 0, 0, None),
    "Normal Table": (0, 0, 0, None),
    "No List": (0, 0, 0, None),
}
"""Style → points more than the text, space before and after in points, colour."""


def _set(style: ParagraphStyle, points: float, before: int, after: int, color: RGBColor | None) -> None:
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(points), color is not None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in [key for key in fonts.attrib if "Theme" in str(key)]:
        del fonts.attrib[slot]
    for slot in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(slot), _FONT)
    if color is not None:
        style.font.color.rgb = color
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _add(document: Document, text: str = "", style: str = "Normal") -> Block_:
    """A paragraph by its style's id; python-docx looks a style up by its name through the whole sheet each time."""
    paragraph = document.add_paragraph(text)
    if style != "Normal":
        paragraph._element.get_or_add_pPr().get_or_add_pStyle().val = style  # noqa: SLF001 (no public way)
    return paragraph


def _section(document: Document, section: Section) -> None:
    if section.heading:
        _rule(_add(document, shown(section.heading), "Heading2"))
    contacts = [shown(item.text) for item in section.items if item.role is Role.CONTACT]
    following: Sequence[Item | None] = [*section.items[1:], None]
    for item, after in zip(section.items, following, strict=True):
        if item.role is Role.NAME:
            _add(document, shown(item.text), "Heading1")
        elif item.role is Role.CONTACT:
            if after is None or after.role is not Role.CONTACT:
                _contact(document, contacts)
        elif item.role is Role.BULLET:
            _add(document, shown(item.text), "ListBullet")
        else:
            _line(document, item, heads=after is not None and after.role is Role.BULLET)


def _line(document: Document, item: Item, *, heads: bool) -> None:
    text, strong = shown(item.text), shown(item.strong)
    paragraph = _add(document)
    if strong and text.startswith(strong):
        paragraph.add_run(strong).bold = True
        text = text[len(strong) :]
    paragraph.add_run(text)
    if item.role is Role.ENTRY:
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.keep_with_next = heads


def _paragraph(document: Document, paragraph: Paragraph, *, named: bool) -> None:
    said = [shown(sentence.text) for sentence in paragraph.sentences]
    match paragraph.block:
        case Block.SENDER:
            if named:
                _add(document, said[0], "Heading1")
            if ways := said[1:] if named else said:
                _rule(_contact(document, ways))
        case Block.LIST:
            for text in said:
                _add(document, text, "ListBullet")
        case Block.SUBJECT:
            _add(document, " ".join(said), "Heading2")
        case Block.LEAD:
            lead = _add(document)
            lead.add_run(" ".join(said)).bold = True
            lead.paragraph_format.space_before = Pt(4)
            lead.paragraph_format.keep_with_next = True
        case Block.ADDRESS | Block.CLOSING:
            lines = _add(document, said[0])
            lines.paragraph_format.space_before = lines.paragraph_format.space_after = Pt(10)
            for text in said[1:]:
                lines.add_run().add_break(WD_BREAK.LINE)
                lines.add_run(text)
        case _:
            _add(document, " ".join(said)).paragraph_format.space_after = Pt(7)


def _contact(document: Document, parts: Sequence[str]) -> Block_:
    paragraph = _add(document)
    paragraph.add_run("   |   ".join(parts)).font.color.rgb = _FAINT
    return paragraph


def _rule(paragraph: Block_) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "2"), ("color", "A5B8C9")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._element.get_or_add_pPr().append(borders)  # noqa: SLF001 (python-docx knows no borders)


def _bytes(document: Document) -> bytes:
    """The file with every time stamp in its archive set to one moment."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
