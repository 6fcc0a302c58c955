"""An empty DOCX in the styles of a design: the same file for the same setting, made once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from rolecall.prepare.designs import DESIGNS, OfficeLook
from rolecall.profile.queries import DesignName

_SIZES = {"a4": (Cm(21.0), Cm(29.7)), "us-letter": (Cm(21.59), Cm(27.94))}
_COMPLEX = "Arial"
"""Has Arabic and Hebrew on every system that has Word."""
_INK = "1C2530"
_KEPT = frozenset({"Default Paragraph Font", "Normal Table", "No List", "Footer"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides the styles. `size` is in points, `language` ISO 639-1, `east_asian` the font for Chinese."""

    design: DesignName
    page: str
    size: float
    language: str
    east_asian: str
    right_to_left: bool
    letter: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style. `bigger` is points more than the text; `before` and `after` points of space."""

    bigger: float = 0
    before: float = 0
    after: float = 0
    color: str | None = None
    bold: bool = False
    centred: bool = False
    lines: float | None = None
    keep: bool = False


@cache
def blank(setting: Setting) -> bytes:
    """An empty document with our styles, a foot for the pages after the first, and nothing else in it."""
    look = DESIGNS[setting.design].office
    document = docx.Document()
    paper = document.sections[0]
    paper.page_width, paper.page_height = _SIZES[setting.page]
    paper.left_margin = paper.right_margin = Cm(2.5 if setting.letter else look.margin)
    paper.top_margin = paper.bottom_margin = Cm(2.0 if setting.letter else 1.8)
    paper.footer_distance = Cm(1.0)
    looks = _looks(look, setting)
    _new_styles(document, looks)
    for style in list(document.styles):
        if style.name not in looks and style.name not in _KEPT:
            style.delete()
    _forget_gone_styles(document)
    for name, wanted in looks.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        _set(style, wanted, look, setting)
    _rules(document, look, setting)
    _language(document, setting)
    _foot(document, look)
    _stand_ins(document, look)
    package = document.part.package
    for key, rel in list(package.rels.items()):
        if rel.reltype.endswith("/thumbnail"):
            del package.rels[key]
    document.core_properties.comments = ""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _looks(look: OfficeLook, setting: Setting) -> dict[str, _Look]:
    dense = setting.size < look.size
    return {
        "Normal": _Look(after=3, lines=1.08 if setting.letter else 1.0),
        "List Bullet": _Look(after=1 if dense else 2),
        "Heading 1": _Look(
            look.name - setting.size, after=2, color=look.accent, bold=not look.serif, centred=look.centred
        ),
        "Heading 2": _Look(
            1 if setting.letter else 2,
            before=16 if setting.letter else 8 if dense else 11,
            after=6 if setting.letter else 4,
            color=_INK if setting.letter else look.accent,
            bold=True,
            keep=True,
        ),
        "Subtitle": _Look(1.5, after=3, color=look.accent, centred=look.centred),
        "Contact": _Look(-0.5, after=4, color=look.faint, centred=look.centred),
        "Entry": _Look(before=3 if dense else 5, after=2),
    }


def _new_styles(document: Document, looks: dict[str, _Look]) -> None:
    known = {style.name for style in document.styles}
    for name in looks:
        if name not in known:
            made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            assert isinstance(made, ParagraphStyle)
            made.base_style = document.styles["Normal"]
            made.quick_style = True


def _forget_gone_styles(document: Document) -> None:
    """No reference to a style that is not there any more, in the styles that stay and in the numbering."""
    kept = {style.style_id for style in document.styles}
    for root in (document.styles.element, document.part.numbering_part.element):
        for node in list(root.iter(qn("w:link"), qn("w:pStyle"))):
            if node.get(qn("w:val")) not in kept:
                node.getparent().remove(node)


def _set(style: ParagraphStyle, wanted: _Look, look: OfficeLook, setting: Setting) -> None:
    style.font.name, style.font.size, style.font.bold = look.fonts[0], Pt(setting.size + wanted.bigger), wanted.bold
    style.font.italic = False
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for slot in [key for key in fonts.attrib if "Theme" in str(key)]:
        del fonts.attrib[slot]
    for slot in ("w:ascii", "w:hAnsi"):
        fonts.set(qn(slot), look.fonts[0])
    fonts.set(qn("w:eastAsia"), setting.east_asian)
    fonts.set(qn("w:cs"), _COMPLEX)
    for gone in (*properties.findall(qn("w:spacing")), *properties.findall(qn("w:kern"))):
        properties.remove(gone)
    if wanted.color:
        style.font.color.rgb = RGBColor.from_string(wanted.color)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(wanted.before), Pt(wanted.after)
    layout.line_spacing = wanted.lines
    layout.keep_with_next = wanted.keep or None
    layout.widow_control = True
    if wanted.centred:
        layout.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _rules(document: Document, look: OfficeLook, setting: Setting) -> None:
    """The line under a heading, or the tint behind it; in a letter, the line under the sender."""
    properties = document.styles["Contact" if setting.letter else "Heading 2"].element.get_or_add_pPr()
    if look.rule:
        properties.append(
            parse_xml(
                f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="2" w:color="{look.rule}"/></w:pBdr>'
            )
        )
    if look.shade and not setting.letter:
        properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{look.shade}"/>'))
    _in_order(properties)


def _language(document: Document, setting: Setting) -> None:
    element = document.styles["Normal"].element
    spoken = OxmlElement("w:lang")
    for slot in ("w:val", "w:eastAsia", "w:bidi"):
        spoken.set(qn(slot), setting.language)
    element.get_or_add_rPr().append(spoken)
    if setting.right_to_left:
        properties = element.get_or_add_pPr()
        properties.append(OxmlElement("w:bidi"))
        _in_order(properties)


_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"),
    *("pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct"),
    *("autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing"),
    *("mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "outlineLvl", "rPr"),
)
"""Children of `w:pPr` in the order that ECMA-376, part 1, 17.3.1.26 demands."""


def _in_order(properties: object) -> None:
    children = sorted(properties, key=lambda node: _ORDER.index(node.tag.rpartition("}")[2]))  # type: ignore[call-overload]
    for node in children:
        properties.append(node)  # type: ignore[attr-defined]


def _foot(document: Document, look: OfficeLook) -> None:
    """Who and which page, from the second one on; the first run is the name's."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    named = paragraph.add_run("")
    number, total = (_field(paragraph, name) for name in ("PAGE", "NUMPAGES"))
    for run in (named, *number, paragraph.add_run("/"), *total):
        run.font.size = Pt(8.5)
        run.font.color.rgb = RGBColor.from_string(look.faint)


def _field(paragraph: Paragraph, name: str) -> Iterator[Run]:
    for kind in ("begin", name, "end"):
        run: Run = paragraph.add_run()
        if kind == name:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = name
            run._element.append(code)  # noqa: SLF001 (python-docx knows no fields)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._element.append(mark)  # noqa: SLF001
        yield run


def _stand_ins(document: Document, look: OfficeLook) -> None:
    """Which fonts Word may take where the one asked for is not installed (`w:altName`, ECMA-376, part 1, 17.8.3.1)."""
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/fontTable"):
            family = "roman" if look.serif else "swiss"
            others = ",".join(look.fonts[1:])
            rel.target_part._blob = (  # noqa: SLF001 (python-docx keeps this part as bytes)
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts {nsdecls("w")}>'
                f'<w:font w:name="{look.fonts[0]}"><w:altName w:val="{others}"/><w:family w:val="{family}"/>'
                f'<w:pitch w:val="variable"/></w:font></w:fonts>'
            ).encode()
