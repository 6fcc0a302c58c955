"""DOCX of the same content by python-docx: real headings and lists, the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Block_

from rolecall.prepare.content import Block, Draft, Item, Paragraph, Role, Section
from rolecall.prepare.designs import DESIGNS
from rolecall.prepare.docx_styles import Setting, blank
from rolecall.prepare.glyphs import east_asian, right_to_left, shown
from rolecall.prepare.render_pdf import link_of, running_words

_DATE_AT_THE_END = frozenset({"de", "fr", "it"})
_ADDRESS_INSIDE = frozenset({"fr", "it"})
_EPOCH = (1980, 1, 1, 0, 0, 0)
_EAST_ASIAN = {"zh": "Microsoft YaHei", "ja": "Yu Gothic", "ko": "Malgun Gothic"}


def resume_docx(draft: Draft) -> bytes:
    """The résumé as DOCX: in every design one column, which is what programs read best."""
    paper = _Paper(draft, draft.name or draft.posting.title, _setting(draft, draft.language))
    for section in draft.resume:
        paper.section(section)
    return _bytes(paper.document)


def letter_docx(draft: Draft) -> bytes:
    """The cover letter as DOCX."""
    title = next((s.text for p in draft.letter if p.block is Block.SUBJECT for s in p.sentences), draft.posting.title)
    paper = _Paper(draft, shown(title), _setting(draft, draft.letter_language, letter=True))
    for paragraph in draft.letter:
        paper.paragraph(paragraph, named=bool(draft.name))
    return _bytes(paper.document)


def _setting(draft: Draft, language: str, *, letter: bool = False) -> Setting:
    look = DESIGNS[draft.design].office
    text = "".join([*(item.text for item in draft.items()), *(s.text for s in draft.sentences())])
    return Setting(
        draft.design,
        draft.page,
        11.0 if letter else look.size - 0.5 * (draft.density // 2),
        language,
        east_asian=_EAST_ASIAN[east_asian(text)],
        right_to_left=right_to_left("".join(item.text for item in draft.items())),
        letter=letter,
    )


class _Paper:
    """A document being written, in its styles."""

    def __init__(self, draft: Draft, title: str, setting: Setting) -> None:
        self.look, self.language = DESIGNS[draft.design].office, setting.language
        self.document: Document = docx.Document(io.BytesIO(blank(setting)))
        core = self.document.core_properties
        core.author = core.last_modified_by = draft.name[:255]
        core.title, core.language, core.revision = title[:255], setting.language, 1
        core.created = core.modified = datetime.combine(draft.today, time())
        if running_words(draft):
            foot = self.document.sections[0].footer.paragraphs[0]
            first = foot.runs[0]
            first.text = running_words(draft)

    def section(self, section: Section) -> None:
        """A part of the résumé."""
        if section.heading:
            self.add(shown(section.heading), "Heading2")
        contacts = [item for item in section.items if item.role is Role.CONTACT]
        roles = [None, *(item.role for item in section.items), None]
        for item, before, after in zip(section.items, roles, roles[2:], strict=False):
            if item.role is Role.NAME:
                self.add(shown(item.text), "Heading1")
            elif item.role is Role.LABEL:
                self.add(shown(item.text), "Subtitle")
            elif item.role is Role.CONTACT:
                if after is not Role.CONTACT:
                    self.contact([(i.text, link_of(i.text, *(f.text for f in i.facts))) for i in contacts])
            elif item.role is Role.BULLET:
                line = self.add(shown(item.text), "ListBullet")
                # Neither the first line of a list nor the last stands alone on a page.
                last_but_one = after is Role.BULLET and (before is not Role.BULLET or self._ends(section, item))
                line.paragraph_format.keep_with_next = last_but_one or None
            else:
                self.line(item, heads=after is Role.BULLET)

    @staticmethod
    def _ends(section: Section, item: Item) -> bool:
        """Whether one more line follows in the list, and only one."""
        at = section.items.index(item)
        return [other.role for other in section.items[at + 1 : at + 3]] != [Role.BULLET] * 2

    def line(self, item: Item, *, heads: bool) -> None:
        """The head of an entry, a line by itself, or a paragraph."""
        text, strong = shown(item.text), shown(item.strong)
        paragraph = self.add(style="Entry" if item.role is Role.ENTRY else "Normal")
        if strong and text.startswith(strong) and (item.role is Role.ENTRY or strong != text):
            self.stressed(paragraph, strong)
            text = text[len(strong) :]
        dates = ""
        if item.role is Role.ENTRY and " | " in text:
            text, bar, dates = text.rpartition(" | ")
            dates = bar + dates
        paragraph.add_run(text)
        if dates:
            run = paragraph.add_run(dates)
            run.font.color.rgb = RGBColor.from_string(self.look.dates or self.look.faint)
            run.italic = self.look.serif or None
        if item.role is Role.ENTRY:
            paragraph.paragraph_format.keep_with_next = heads

    @staticmethod
    def stressed(paragraph: Block_, text: str) -> None:
        """A run in bold, also where Word has another setting for scripts such as Arabic."""
        run = paragraph.add_run(text)
        run.bold = run.font.cs_bold = True
        run.font.rtl = right_to_left(text) or None

    def paragraph(self, paragraph: Paragraph, *, named: bool) -> None:
        """A part of the letter."""
        said = [shown(sentence.text) for sentence in paragraph.sentences]
        match paragraph.block:
            case Block.SENDER:
                if named:
                    self.add(said[0], "Heading1")
                ways = paragraph.sentences[1:] if named else paragraph.sentences
                if ways:
                    self.contact([(s.text, link_of(s.text, *(f.text for f in s.facts))) for s in ways])
            case Block.LIST:
                for text in said:
                    self.add(text, "ListBullet")
            case Block.SUBJECT:
                self.add(" ".join(said), "Heading2")
            case Block.LEAD:
                lead = self.add(style="Entry")
                self.stressed(lead, " ".join(said))
                lead.paragraph_format.keep_with_next = True
            case Block.DATE:
                date = self.add(" ".join(said))
                date.paragraph_format.space_before = Pt(16)
                if self.language in _DATE_AT_THE_END:
                    date.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            case Block.ADDRESS | Block.CLOSING:
                lines = self.add(said[0])
                if paragraph.block is Block.ADDRESS and self.language in _ADDRESS_INSIDE:
                    lines.paragraph_format.left_indent = Cm(8.5)
                lines.paragraph_format.space_before = lines.paragraph_format.space_after = Pt(14)
                for text in said[1:]:
                    lines.add_run().add_break(WD_BREAK.LINE)
                    if paragraph.block is Block.CLOSING:
                        lines.add_run().add_break(WD_BREAK.LINE)
                    lines.add_run(text)
            case _:
                self.add(" ".join(said)).paragraph_format.space_after = Pt(7)

    def contact(self, ways: Sequence[tuple[str, str]]) -> None:
        """How to reach the candidate, each with where it leads."""
        paragraph = self.add(style="Contact")
        for number, (text, href) in enumerate(ways):
            if number:
                paragraph.add_run("   |   ")
            run = paragraph.add_run(shown(text))
            if href:
                leads = OxmlElement("w:hyperlink")
                leads.set(qn("r:id"), self.document.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                run._element.addprevious(leads)  # noqa: SLF001 (python-docx writes no links)
                leads.append(run._element)  # noqa: SLF001

    def add(self, text: str = "", style: str = "Normal") -> Block_:
        """A paragraph by its style's id; by its name python-docx looks through the whole sheet each time."""
        paragraph = self.document.add_paragraph(text)
        if style != "Normal":
            paragraph._element.get_or_add_pPr().get_or_add_pStyle().val = style  # noqa: SLF001 (no public way)
        return paragraph


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
