"""Every design: what goes in is read back, in every script, as the standards ask, and pages end where they should."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import get_args

import pypdfium2
import pytest
from docx import Document
from pypdf import PdfReader

from benchmarks.pdf_structure import faults
from rolecall.platform.errors import Problem
from rolecall.prepare import package as package_files
from rolecall.prepare.arrange import arrange, kind_of
from rolecall.prepare.content import Draft, Role
from rolecall.prepare.designs import DEFAULT, DESIGNS, design_of
from rolecall.prepare.glyphs import families, missing
from rolecall.prepare.package import PackageRefused, draft, render
from rolecall.prepare.queries import draft_json, draft_of
from rolecall.prepare.readback import pdf_difference, pdf_words, resume_pdf_words
from rolecall.prepare.render_pdf import letter_pdf, link_of, resume_extent, resume_pdf, running_words
from rolecall.profile.queries import DesignName, facts_of
from tests.prepare.people import EVERYONE, TODAY, match, veteran
from tests.prepare.scripts import SCRIPTS

CASES = {**EVERYONE, **SCRIPTS}


def drafted(who: str, design: DesignName) -> Draft:
    resume, posting, asked = CASES[who]
    facts = facts_of(resume)
    return draft(posting, resume, facts, match(facts, asked), TODAY, design=design)


def pages_of(pdf: bytes) -> list[list[str]]:
    """The lines of each page."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded().splitlines() for page in document]
    document.close()
    return pages


def test_the_registry_holds_exactly_the_names_a_person_can_choose() -> None:
    assert tuple(DESIGNS) == get_args(DesignName)
    assert design_of(None).name == DEFAULT
    assert DESIGNS[DEFAULT].machine_safe
    with pytest.raises(Problem, match="There is no design 'baroque'; there are plain, modern"):
        design_of("baroque")


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("who", CASES)
def test_in_every_design_every_file_reads_back_and_keeps_the_standards(who: str, design: DesignName) -> None:
    made = render(drafted(who, design))
    assert made.package_json["design"] == design
    for paper in ("resume.pdf", "cover-letter.pdf"):
        assert faults(made.files[paper]) == [], paper


@pytest.mark.parametrize("design", DESIGNS)
def test_words_that_are_not_where_the_design_says_are_a_reason_to_refuse(design: DesignName) -> None:
    said = drafted("engineer", design)
    words = pdf_words(resume_pdf(said), running_words(said))
    assert pdf_difference(resume_pdf_words(said), words) is None
    swapped = (*words[:40], words[41], words[40], *words[42:])
    assert pdf_difference(resume_pdf_words(said), swapped) is not None


def test_a_file_with_another_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    said = drafted("engineer", "sidebar")
    other = resume_pdf(drafted("nurse", "sidebar"))
    monkeypatch.setattr(package_files, "resume_pdf", lambda _: other)
    with pytest.raises(PackageRefused, match=re.escape("resume.pdf does not read back")):
        render(said)


def test_the_structure_check_finds_what_is_wrong() -> None:
    written = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(written)
    found = faults(written.getvalue())
    assert {"no PDF/UA-1", "no PDF/A-2", "no language", "no title", "not tagged", "no heading"} <= set(found)


@pytest.mark.parametrize("design", DESIGNS)
def test_the_same_draft_gives_the_same_bytes(design: DesignName) -> None:
    said = drafted("veteran", design)
    assert resume_pdf(said) == resume_pdf(said)
    assert letter_pdf(said) == letter_pdf(said)
    assert render(said).fingerprint == render(draft_of(draft_json(said))).fingerprint


def test_another_design_is_another_fingerprint_of_the_same_words() -> None:
    said = drafted("engineer", "plain")
    made = {name: render(replace(said, design=name)) for name in DESIGNS}
    assert len({package.fingerprint for package in made.values()}) == len(DESIGNS)
    assert len({str(package.package_json["resume"]) for package in made.values()}) == 1


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("bullets", range(2, 8))
def test_no_line_of_a_list_stands_alone_on_a_page(design: DesignName, bullets: int) -> None:
    resume, posting, asked = veteran(9, bullets), *CASES["veteran"][1:]
    facts = facts_of(resume)
    said = draft(posting, resume, facts, match(facts, asked), TODAY, design=design, pages=4)
    for longer in range(6):
        _assert_pages_end_well(_with_summary(said, longer))


def _with_summary(said: Draft, lines: int) -> Draft:
    """The draft with so many lines more above the career: its pages end elsewhere."""
    profile = said.resume[1]
    text = " ".join(
        [profile.items[0].text, *["Keeps goods moving in every season and every kind of weather."] * 2 * lines]
    )
    return replace(
        said, resume=(said.resume[0], replace(profile, items=(replace(profile.items[0], text=text),)), *said.resume[2:])
    )


def _assert_pages_end_well(said: Draft) -> None:
    pages = pages_of(resume_pdf(said))
    for before, after in zip(pages, pages[1:], strict=False):
        # A bullet's first line begins with the mark; the foot of the page is its last line.
        ends = [line for line in before if not re.fullmatch(r".*· \d/\d", line)]
        follow = "".join("•" if line.startswith("•") else "#" if " | " in line else "" for line in after)
        assert not ends[-1].endswith("Present"), "the head of an entry is the last line of a page"
        assert not re.match(r"•(#|$)", follow), "the last line of a list stands alone on the next page"


@pytest.mark.parametrize("design", DESIGNS)
def test_following_pages_say_whose_they_are(design: DesignName) -> None:
    said = drafted("veteran", design)
    pages = pages_of(resume_pdf(said))
    assert len(pages) == 2
    assert not any(re.search(r"\d/\d$", line) for line in pages[0])
    assert "Pat O'Neill-Ramírez · 2/2" in [line.replace("\u2019", "'") for line in pages[1]]


@pytest.mark.parametrize("design", DESIGNS)
def test_the_page_budget_holds_in_every_design(design: DesignName) -> None:
    assert resume_extent(drafted("veteran", design)).pages <= 2


def test_the_side_column_holds_skills_and_languages_and_is_read_before_the_career() -> None:
    said = drafted("engineer", "sidebar")
    parts = arrange(said)
    assert [kind_of(section) for section in parts.aside] == ["skills", "languages"]
    assert all(kind_of(section) not in {"skills", "languages"} for section in parts.main)
    assert not arrange(replace(said, design="plain")).aside


def test_a_side_section_that_does_not_fit_stays_with_the_rest() -> None:
    said = drafted("engineer", "sidebar")
    skills = next(section for section in said.resume if kind_of(section) == "skills")
    long = replace(skills, items=tuple(replace(item, text=f"{item.text} " * 30) for item in skills.items))
    grown = replace(said, resume=tuple(long if section is skills else section for section in said.resume))
    assert "skills" not in [kind_of(section) for section in arrange(grown).aside]
    assert pdf_difference(resume_pdf_words(grown), pdf_words(resume_pdf(grown), running_words(grown))) is None


@pytest.mark.parametrize("who", SCRIPTS)
def test_no_letter_of_a_script_in_use_shows_as_a_box(who: str) -> None:
    said = drafted(who, "plain")
    assert missing("".join(item.text for item in said.items())) == ()


def test_characters_that_chinese_and_japanese_share_are_drawn_as_the_rest_of_the_text_tells() -> None:
    first = [
        name for name in families(("Lato",), "直感的で骨太な") if name.startswith("Noto Sans") and name[-2:].isupper()
    ]
    assert first[0] == "Noto Sans JP"
    assert "Noto Sans SC" in families(("Lato",), "直感")[:13]
    assert families(("Lato", "Source Sans 3"), "Главный бухгалтер")[0] == "Source Sans 3"


@pytest.mark.parametrize(
    ("said", "leads"),
    [
        (("amara@example.org",), "mailto:amara@example.org"),
        (("amara.example.org", "https://amara.example.org"), "https://amara.example.org"),
        (("github.com/aokafor",), "https://github.com/aokafor"),
        (("+44 (0)20 7946 0018",), "tel:+442079460018"),
        (("Leeds",), ""),
        (("javascript:alert(1)",), ""),
        (("https://evil.example/<script>",), ""),
    ],
)
def test_ways_to_reach_a_candidate_lead_there_and_nowhere_else(said: tuple[str, ...], leads: str) -> None:
    assert link_of(*said) == leads


@pytest.mark.parametrize("design", DESIGNS)
def test_links_of_the_pdf_can_be_followed(design: DesignName) -> None:
    reader = PdfReader(io.BytesIO(resume_pdf(drafted("engineer", design))))
    links = {note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", ())}
    assert {"mailto:amara.okafor@example.org", "https://github.com/aokafor", "tel:+442079460018"} <= links


@pytest.mark.parametrize("design", DESIGNS)
def test_word_opens_the_same_look_with_real_styles_and_no_tables(design: DesignName) -> None:
    said = drafted("engineer", design)
    data = render(said).files["resume.docx"]
    document = Document(io.BytesIO(data))
    look = DESIGNS[design].office
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Heading 1", "Heading 2", "List Bullet", "Contact", "Entry"} <= used
    assert not document.tables
    assert document.styles["Normal"].font.name == look.fonts[0]
    assert document.core_properties.title == "Amara Okafor"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles, fonts = (archive.read(f"word/{part}.xml").decode() for part in ("styles", "fontTable"))
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert 'w:val="en"' in styles
    assert f'<w:altName w:val="{",".join(look.fonts[1:])}"/>' in fonts
    assert "mailto:amara.okafor@example.org" in links
    last = [p for p in document.paragraphs if p.style and p.style.name == "List Bullet"]
    assert any(paragraph.paragraph_format.keep_with_next for paragraph in last)


def test_a_line_that_would_be_bold_from_end_to_end_is_not() -> None:
    said = drafted("veteran", "plain")
    entry = next(item for item in said.items() if item.role is Role.ENTRY)
    line = replace(entry, role=Role.LINE, text=entry.strong)
    assert line.strong == line.text
    shown = replace(said, resume=(replace(said.resume[-1], items=(line,)),))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(resume_pdf(shown))).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert any("Regular" in font for font in fonts)
