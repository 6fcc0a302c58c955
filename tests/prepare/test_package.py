"""The files of a package: what is in them, that they read back, that the same content gives the same bytes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from rolecall.prepare import package as package_module
from rolecall.prepare.content import Draft, Role
from rolecall.prepare.package import (
    PackageRefused,
    RenderedPackage,
    draft,
    fingerprint_of,
    missing_for_sending,
    render,
)
from rolecall.prepare.queries import draft_json, draft_of
from rolecall.prepare.readback import difference, docx_words, letter_words, pdf_words, resume_words
from rolecall.prepare.render_pdf import running_words
from rolecall.prepare.wording import WORDINGS, Wording
from rolecall.prepare.words import words
from rolecall.profile.queries import Basics, Education, Entry, Resume, facts_of
from tests.prepare.people import ENGINEER, EVERYONE, LED, TODAY, match, veteran


def drafted(who: str) -> Draft:
    resume, posting, asked = EVERYONE[who]
    facts = facts_of(resume)
    return draft(posting, resume, facts, match(facts, asked), TODAY)


@pytest.fixture(scope="module")
def packages() -> dict[str, tuple[Draft, RenderedPackage]]:
    made = {who: drafted(who) for who in EVERYONE}
    return {who: (said, render(said)) for who, said in made.items()}


Packages = dict[str, tuple[Draft, RenderedPackage]]


def own_words(resume: Resume) -> set[str]:
    """Every word of the candidate's, from every field of the résumé."""

    def texts(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            return [text for inner in value.values() for text in texts(inner)]
        if isinstance(value, list):
            return [text for inner in value for text in texts(inner)]
        return []

    said = {word for text in texts(resume.model_dump(mode="json")) for word in words(text)}
    return said | {word[:4] for word in said if re.fullmatch(r"(?:19|20)\d\d-\d\d", word)}


def fixed_words(wording: Wording) -> set[str]:
    fixed = {word for fragment in wording.fragments() for word in words(fragment)}
    return fixed | {word for day in (False, True) for word in words(wording.on(TODAY, american=day))}


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize("paper", ["resume", "cover-letter"])
def test_no_word_in_a_pdf_is_anybody_elses(packages: Packages, who: str, paper: str) -> None:
    resume, posting, _ = EVERYONE[who]
    said, made = packages[who]
    allowed = own_words(resume) | set(words(posting.title)) | set(words(posting.company))
    for language in (said.language, said.letter_language):
        allowed |= fixed_words(WORDINGS[language])
    document = pypdfium2.PdfDocument(made.files[f"{paper}.pdf"])
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    allowed |= {f"{number}/{len(pages)}" for number in range(2, len(pages) + 1)}
    assert sorted(set(words("\n".join(pages))) - allowed) == []


@pytest.mark.parametrize("who", EVERYONE)
def test_every_file_reads_back_word_by_word(packages: Packages, who: str) -> None:
    said, made = packages[who]
    assert difference(resume_words(said), pdf_words(made.files["resume.pdf"], running_words(said))) is None
    assert difference(resume_words(said), docx_words(made.files["resume.docx"])) is None
    assert difference(letter_words(said), pdf_words(made.files["cover-letter.pdf"])) is None
    assert difference(letter_words(said), docx_words(made.files["cover-letter.docx"])) is None


def test_the_same_content_gives_the_same_bytes_and_another_gives_others(packages: Packages) -> None:
    said, made = packages["engineer"]
    again = render(drafted("engineer"))
    assert again.files == made.files
    assert again.fingerprint == made.fingerprint
    assert again.package_json == made.package_json
    resume, posting, asked = EVERYONE["engineer"]
    facts = facts_of(resume)
    later = draft(posting, resume, facts, match(facts, asked), TODAY.replace(day=23))
    assert later != said
    assert render(later).fingerprint != made.fingerprint


def test_the_fingerprint_covers_every_file() -> None:
    hashes = {"a": "1", "b": "2"}
    assert fingerprint_of(hashes) == fingerprint_of(dict(reversed(hashes.items())))
    assert fingerprint_of(hashes) != fingerprint_of({**hashes, "b": "3"})
    assert fingerprint_of(hashes) != fingerprint_of({"a": "1"})


def test_package_json_names_files_facts_and_the_posting_as_it_stood(packages: Packages) -> None:
    said, made = packages["engineer"]
    written = made.package_json
    assert written["fingerprint"] == made.fingerprint
    assert written["fingerprint"] == fingerprint_of({file["name"]: file["sha256"] for file in written["files"]})
    assert written["posting"]["title"] == "Staff Software Engineer, Payments"
    assert re.fullmatch("[0-9a-f]{64}", written["posting"]["text_sha256"])
    facts = {fact.id: fact.text for fact in facts_of(ENGINEER)}
    for section in written["resume"]["sections"]:
        for item in section["items"]:
            assert item["facts"], item
            assert all(facts[fact["id"]] == fact["text"] for fact in item["facts"] if fact["id"] in facts)
    for paragraph in written["letter"]["paragraphs"]:
        for sentence in paragraph["sentences"]:
            assert bool(sentence["facts"]) == (sentence["source"] == "fact")
    assert said.name == "Amara Okafor"


def test_a_date_stands_on_the_line_of_its_position(packages: Packages) -> None:
    _, made = packages["engineer"]
    document = pypdfium2.PdfDocument(made.files["resume.pdf"])
    lines = document[0].get_textpage().get_text_bounded().splitlines()
    document.close()
    assert "Senior Backend Engineer, Parcelwise Ltd, Leeds, UK | Mar 2022 – Present" in [line.strip() for line in lines]


def test_a_pdf_is_tagged_and_archivable(packages: Packages) -> None:
    _, made = packages["engineer"]
    for name in ("resume.pdf", "cover-letter.pdf"):
        data = made.files[name]
        assert b"/MarkInfo" in data
        assert b"pdfaid:part" in data
        assert b"pdfuaid:part" in data


def test_a_docx_keeps_no_clock_and_no_foreign_author(packages: Packages) -> None:
    _, made = packages["engineer"]
    with zipfile.ZipFile(io.BytesIO(made.files["resume.docx"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
        assert "python-docx" not in properties
        assert "Amara Okafor" in properties
        assert not [name for name in archive.namelist() if "thumbnail" in name]


@pytest.mark.parametrize("bullets", [1, 4, 9])
def test_the_page_budget_is_kept_and_every_position_stays(bullets: int) -> None:
    resume = veteran(14, bullets)
    facts = facts_of(resume)
    posting, asked = EVERYONE["veteran"][1:]
    said = draft(posting, resume, facts, match(facts, asked), TODAY)
    document = pypdfium2.PdfDocument(render(said).files["resume.pdf"])
    pages = len(document)
    document.close()
    assert pages <= 2
    entries = [item.text for item in said.items() if item.role is Role.ENTRY]
    for work in resume.work:
        assert any(f"{work.position}, {work.name}" in entry for entry in entries)


def test_what_was_left_out_is_listed_with_the_reason() -> None:
    said = drafted("veteran")
    kept = {item.text for item in said.items()}
    for work in veteran().work:
        for line in work.highlights:
            assert (line in kept) != (line in {gone.text for gone in said.left_out})
    assert all(gone.why for gone in said.left_out)


def test_lines_that_speak_to_the_posting_come_first() -> None:
    said = drafted("engineer")
    bullets = [item.text for item in said.items() if item.role is Role.BULLET]
    assert bullets.index("Organised the monthly book club") > bullets.index(LED)
    skills = next(item.text for item in said.items() if item.text.startswith("Languages:"))
    assert skills == "Languages: Python, Go, SQL, TypeScript"


def test_markup_in_the_candidates_text_is_only_text() -> None:
    nasty = '#panic("x") $x$ *b* _i_ `code` <label> @ref \\ // /* = Heading #import "/etc/passwd": * & <w:p/> ]]> {{x}}'
    resume = ENGINEER.model_copy(
        update={"work": (ENGINEER.work[0].model_copy(update={"highlights": (nasty,), "name": "#eval(1) & Söhne"}),)}
    )
    facts = facts_of(resume)
    posting, asked = EVERYONE["engineer"][1:]
    said = draft(posting, resume, facts, match(facts, asked), TODAY)
    made = render(said)
    assert nasty in [item.text for item in said.items()]
    assert '#panic("x")' in " ".join(pdf_words(made.files["resume.pdf"]))


def test_a_package_with_an_invented_line_is_refused_and_names_it() -> None:
    said = drafted("engineer")
    invented = "Languages: Python, Go, SQL, TypeScript, COBOL"
    sections = tuple(
        replace(
            part, items=tuple(replace(i, text=invented) if i.text.startswith("Languages:") else i for i in part.items)
        )
        for part in said.resume
    )
    with pytest.raises(PackageRefused) as refused:
        render(replace(said, resume=sections))
    assert "cobol" in str(refused.value.details["unsupported"]).lower()


def test_a_file_that_does_not_read_back_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    said = drafted("engineer")
    other = render(drafted("nurse")).files["resume.pdf"]
    monkeypatch.setattr(package_module, "resume_pdf", lambda _draft: other)
    with pytest.raises(PackageRefused, match=r"resume\.pdf does not read back"):
        render(said)


@pytest.mark.parametrize(
    "name", ["田中太郎", "김민준", "Αλέξανδρος Παπαδόπουλος", "Иван Петров", "Nguyễn Thị Minh", "דנה לוי", "محمد علي"]
)
def test_names_in_many_scripts_are_set_without_boxes(name: str) -> None:
    resume = ENGINEER.model_copy(update={"basics": Basics(name=name, email="someone@example.org")})
    facts = facts_of(resume)
    posting, asked = EVERYONE["engineer"][1:]
    said = draft(posting, resume, facts, match(facts, asked), TODAY)
    made = render(said)
    assert not [notice for notice in said.notices if "boxes" in notice]
    assert b"pdfuaid:part" in made.files["resume.pdf"]


def test_decoration_is_left_out_and_that_is_said() -> None:
    resume = ENGINEER.model_copy(update={"basics": Basics(name="Ann Lee 🚀", email="ann@example.org")})
    facts = facts_of(resume)
    posting, asked = EVERYONE["engineer"][1:]
    said = draft(posting, resume, facts, match(facts, asked), TODAY)
    assert any("🚀" in notice for notice in said.notices)
    assert "🚀" not in " ".join(pdf_words(render(said).files["resume.pdf"]))


def test_a_resume_without_a_name_is_made_and_that_is_said() -> None:
    resume = ENGINEER.model_copy(update={"basics": Basics()})
    facts = facts_of(resume)
    posting, asked = EVERYONE["engineer"][1:]
    said = draft(posting, resume, facts, match(facts, asked), TODAY)
    render(said)
    assert any("no name" in notice for notice in said.notices)


@pytest.mark.parametrize(
    ("degree", "area", "line"),
    [
        ("MSc", "Computer Science", "MSc Computer Science, Leeds School | 2018"),
        ("CAP", "Pâtissier", "CAP Pâtissier, Leeds School | 2018"),
        ("Bachelor of Science", "Statistics", "Bachelor of Science, Statistics, Leeds School | 2018"),
    ],
)
def test_no_word_is_put_between_degree_and_subject(degree: str, area: str, line: str) -> None:
    study = Education(study_type=degree, area=area, institution="Leeds School", end_date="2018")
    resume = ENGINEER.model_copy(update={"education": (study,)})
    facts = facts_of(resume)
    said = draft(EVERYONE["engineer"][1], resume, facts, match(facts, ["Python"]), TODAY)
    assert line in [item.text for item in said.items()]


@pytest.mark.parametrize(
    ("score", "line", "printed"),
    [
        ("3.97/4.00", "GPA: 3.97/4.00, top of the year", False),
        ("3.97", "GPA 3.97 of 4.00", False),
        ("3.9", "GPA: 3.97/4.00", True),
        ("85%", "Graduated with 85% overall", False),
        ("1", "1 of 30 students chosen", True),
    ],
)
def test_a_grade_is_printed_once(score: str, line: str, printed: bool) -> None:
    study = Education(study_type="MSc", area="Statistics", institution="Leeds School", score=score, highlights=(line,))
    resume = ENGINEER.model_copy(update={"education": (study,)})
    facts = facts_of(resume)
    said = draft(EVERYONE["engineer"][1], resume, facts, match(facts, ["Python"]), TODAY)
    assert (f"Grade: {score}" in [item.text for item in said.items()]) == printed
    assert line in [item.text for item in said.items()]


@pytest.mark.parametrize(
    ("name", "date", "line"),
    [
        ("Dean's List 2024", "2024", "Dean's List 2024"),
        ("Dean's List (2023–2024)", "2024", "Dean's List (2023–2024)"),
        ("Dean's List", "2024", "Dean's List | 2024"),
        ("Room 12024 prize", "2024", "Room 12024 prize | 2024"),
        ("Prize of 2024", "2024-05", "Prize of 2024 | May 2024"),
    ],
)
def test_an_award_that_says_its_year_is_not_dated_again(name: str, date: str, line: str) -> None:
    resume = ENGINEER.model_copy(update={"others": (Entry(section="Awards", name=name, date=date),)})
    facts = facts_of(resume)
    said = draft(EVERYONE["engineer"][1], resume, facts, match(facts, ["Python"]), TODAY)
    assert line in [item.text for item in said.items()]


@pytest.mark.parametrize(
    ("basics", "missing"),
    [
        (Basics(name="Ana Reyes", email="ana@example.org"), None),
        (Basics(name="Ana Reyes", phone="+44 20 7946 0018"), None),
        (Basics(email="ana@example.org"), "Your résumé has no name; add it to your profile first."),
        (Basics(name=" ", phone="555"), "Your résumé has no name; add it to your profile first."),
        (
            Basics(name="Ana Reyes", url="https://ana.example.org"),
            "Your résumé has no e-mail address or phone number; add one to your profile first.",
        ),
        (
            Basics(),
            "Your résumé has no name and no e-mail address or phone number; add them to your profile first.",
        ),
    ],
)
def test_what_a_resume_must_have_before_it_is_sent_is_said(basics: Basics, missing: str | None) -> None:
    assert missing_for_sending(Resume(basics=basics)) == missing


def test_paper_is_letter_size_where_they_use_it(packages: Packages) -> None:
    for who, width in (("nurse", 612), ("engineer", 595)):
        document = pypdfium2.PdfDocument(packages[who][1].files["resume.pdf"])
        assert round(document[0].get_width()) == width
        document.close()


def test_templates_and_fonts_reach_for_nothing_outside() -> None:
    templates = Path(package_module.__file__).parent / "templates"
    for template in templates.glob("*.typ"):
        text = template.read_text(encoding="utf-8")
        assert "@preview" not in text
        assert "http" not in text


def test_a_hyphen_at_the_end_of_a_word_is_no_reason_to_refuse() -> None:
    lines = tuple(
        f"Used Over- Relaxation and {'very ' * number}open- Algorithmic methods day-to-day for device-to- device links"
        for number in range(9)
    )
    resume = ENGINEER.model_copy(update={"work": (ENGINEER.work[0].model_copy(update={"highlights": lines}),)})
    facts = facts_of(resume)
    posting, asked = EVERYONE["engineer"][1:]
    made = render(draft(posting, resume, facts, match(facts, asked), TODAY))
    assert "resume.pdf" in made.files


def test_what_was_drafted_comes_back_from_json_as_it_was(packages: Packages) -> None:
    for said, made in packages.values():
        again = draft_of(json.loads(json.dumps(draft_json(said))))
        assert again == said
        assert render(again).fingerprint == made.fingerprint


def test_a_docx_refers_to_no_style_that_it_does_not_have(packages: Packages) -> None:
    _, made = packages["engineer"]
    for name in ("resume.docx", "cover-letter.docx"):
        with zipfile.ZipFile(io.BytesIO(made.files[name])) as archive:
            parts = {part: archive.read(f"word/{part}.xml").decode() for part in ("styles", "numbering", "document")}
        there = set(re.findall(r'w:styleId="([^"]+)"', parts["styles"]))
        asked = {
            used
            for text in parts.values()
            for used in re.findall(r'<w:(?:pStyle|link|basedOn|next) w:val="([^"]+)"', text)
        }
        assert asked <= there
        assert {"Heading1", "Heading2", "ListBullet"} <= asked
