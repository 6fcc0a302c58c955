"""From files to fields: every kind of file, many layouts, seven languages; every field knows where it stood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolecall.profile.files.text import read_markdown, read_text
from rolecall.profile.parse.parse import parse
from rolecall.profile.queries import Resume
from rolecall.profile.read import ReadResume, read_unbounded
from tests.profile import files
from tests.profile.people import ADA, LAYOUTS, SECTIONS_ABROAD


def assert_sources_hold(read: ReadResume) -> None:
    """Each source is the text at its place, and each pointer leads to a value."""
    data = read.resume.model_dump(mode="json", by_alias=True)
    assert read.resume.sources
    for pointer, source in read.resume.sources.items():
        assert read.text[source.start : source.end] == source.text, pointer
        value: Any = data
        for step in pointer.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert value not in (None, "", []), pointer


def assert_is_ada(resume: Resume) -> None:
    assert resume.basics.name == "Ada Byron"
    assert resume.basics.email == "ada.byron@example.org"
    assert resume.basics.phone == "+44 20 7946 0018"
    assert resume.basics.location is not None
    assert (resume.basics.location.city, resume.basics.location.country_code) == ("London", "GB")
    assert [(work.position, work.name, work.location, work.start_date, work.end_date) for work in resume.work] == [
        ("Senior Data Engineer", "Analytical Engines Ltd", "London, UK", "2021-03", None),
        ("Data Engineer", "Difference Co", "Leeds, UK", "2018-02", "2021-02"),
    ]
    assert resume.work[0].highlights == (
        "Moved 40 pipelines to Airflow and cut nightly failures by 80%",
        "Led a team of 4 engineers",
    )
    (study,) = resume.education
    assert (study.study_type, study.area, study.institution) == ("BSc", "Mathematics", "University of London")
    assert (study.start_date, study.end_date) == ("2014", "2017")
    assert {skill.name: skill.keywords for skill in resume.skills} == {
        "Languages": ("Python", "SQL", "Rust"),
        "Tools": ("Airflow", "dbt", "PostgreSQL"),
    }


def test_plain_text_is_read_with_its_own_offsets() -> None:
    read = read_unbounded(ADA.encode(), "ada.txt")
    assert (read.kind, read.text) == ("text", ADA)
    assert_is_ada(read.resume)
    assert read.resume.basics.label == "Data Engineer"
    assert read.resume.basics.summary == "Builds data platforms that people trust. Speaks plainly."
    assert [(spoken.language, spoken.fluency) for spoken in read.resume.languages] == [
        ("English", "native"),
        ("French", "B2"),
    ]
    assert_sources_hold(read)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_other_encodings_is_the_same(encoding: str) -> None:
    assert_is_ada(read_unbounded(ADA.encode(encoding), "ada.txt").resume)


def test_markdown_is_read_without_its_marks() -> None:
    text = (
        ADA.replace("Ada Byron\n", "# Ada Byron\n", 1)
        .replace("EXPERIENCE", "## Experience")
        .replace("EDUCATION", "## Education")
        .replace("SUMMARY", "## Summary")
        .replace("SKILLS", "## Skills")
        .replace("\nLANGUAGES", "\n## Languages")
        .replace("Led a team", "Led **a team**")
        .replace("github.com/adabyron", "[my code](https://github.com/adabyron)")
    )
    read = read_unbounded(text.encode(), "ada.md")
    assert read.kind == "markdown"
    assert_is_ada(read.resume)
    assert read.resume.basics.profiles[0].url == "https://github.com/adabyron"
    assert_sources_hold(read)


def test_a_docx_is_read_with_its_tables_boxes_headers_and_footers() -> None:
    read = read_unbounded(files.resume_docx(), "ada.docx")
    assert read.kind == "docx"
    assert read.resume.basics.name == "Ada Byron"
    assert [(work.position, work.name, work.start_date) for work in read.resume.work] == [
        ("Data Engineer", "Analytical Engines Ltd", "2021-03"),
        ("Analyst", "Difference Co", "2018-02"),
    ]
    assert read.resume.work[0].highlights == ("Moved 40 pipelines to Airflow",)
    assert read.resume.skills[0].keywords == ("Python", "SQL", "Airflow")
    assert "Page 1" in read.text
    assert_sources_hold(read)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_pdf_is_read_whatever_its_layout(layout: str) -> None:
    read = read_unbounded(files.pdf(LAYOUTS[layout]), "ada.pdf")
    assert read.kind == "pdf"
    assert_is_ada(read.resume)
    assert {source.page for source in read.resume.sources.values()} == {1}
    assert_sources_hold(read)


def test_wrapped_and_hyphenated_lines_become_whole_again() -> None:
    duty = (
        "Introduced internationalisation of the documentation for administrators, and representatives of the community"
    )
    source = (
        '#set page(width: 9cm, height: auto)\n#set text(lang: "en", hyphenate: true)\n#set par(justify: true)\n'
        f"= Ada Byron\n== Experience\n*Engineer*, Acme Ltd, 2019 -- 2021\n- {duty}\n"
    )
    read = read_unbounded(files.pdf(source), "ada.pdf")
    assert read.resume.work[0].highlights == (duty,)


@pytest.mark.parametrize("language", SECTIONS_ABROAD)
def test_headings_titles_and_dates_of_seven_languages_are_known(language: str) -> None:
    text, position, employer, start = SECTIONS_ABROAD[language]
    resume = read_unbounded(text.encode(), "cv.txt").resume
    assert [(work.position, work.name, work.start_date, work.end_date) for work in resume.work] == [
        (position, employer, start, None)
    ]
    assert len(resume.education) == 1
    assert resume.education[0].end_date == "2017"
    assert [keyword for skill in resume.skills for keyword in skill.keywords] == ["Python", "SQL"]
    assert len(resume.languages) == 2


def test_a_json_resume_comes_back_as_it_was() -> None:
    first = read_unbounded(ADA.encode(), "ada.txt").resume
    text = first.model_dump_json(by_alias=True, exclude_none=True, exclude={"sources"})
    again = read_unbounded(text.encode(), "ada.json")
    assert again.kind == "json-resume"
    assert again.resume.model_copy(update={"sources": {}}) == first.model_copy(update={"sources": {}})
    assert_sources_hold(again)


def test_sections_of_json_resume_without_a_field_of_their_own_are_kept() -> None:
    data = {"basics": {"name": "Ada"}, "awards": [{"title": "Medal", "awarder": "Royal Society", "date": "1843"}]}
    (award,) = read_unbounded(json.dumps(data).encode(), "ada.json").resume.others
    assert (award.section, award.name, award.organization, award.date) == ("Awards", "Medal", "Royal Society", "1843")


def test_what_was_not_found_is_told() -> None:
    read = read_unbounded(b"Ada Byron\n\nSKILLS\nPython, SQL\n", "ada.txt")
    assert read.notices == (
        "We did not find an e-mail address, any position or any education in the file; please add what is there.",
    )


def test_the_layouts_of_rendercv_are_read_exactly(data_dir: Path) -> None:
    folder = data_dir / "resumes_rendercv"
    if not folder.is_dir():
        pytest.skip("the data folder resumes_rendercv is missing")
    for pdf in folder.glob("*.pdf"):
        ours = read_unbounded(pdf.read_bytes(), pdf.name)
        truth = read_unbounded(pdf.with_suffix(".yaml").read_bytes(), "cv.yaml")
        assert_sources_hold(ours)
        for mine, wanted in zip(ours.resume.work, truth.resume.work, strict=True):
            assert mine.model_dump() == wanted.model_dump(), pdf.name
        assert [s.keywords for s in ours.resume.skills] == [s.keywords for s in truth.resume.skills], pdf.name
        assert [(e.institution, e.area, e.study_type) for e in ours.resume.education] == [
            (e.institution, e.area, e.study_type) for e in truth.resume.education
        ], pdf.name


def test_every_part_of_a_real_file_knows_where_it_stood(data_dir: Path) -> None:
    folder = data_dir / "resumes_livecareer"
    if not folder.is_dir():
        pytest.skip("the data folder resumes_livecareer is missing")
    for pdf in sorted(folder.glob("*/*.pdf"))[::60]:
        assert_sources_hold(read_unbounded(pdf.read_bytes(), pdf.name))


words = st.sampled_from(
    [
        "Ada",
        "Byron",
        "EXPERIENCE",
        "Education",
        "SKILLS:",
        "Engineer",
        "Acme",
        "Ltd",
        "–",
        "-",
        "|",
        ",",
        "•",
        "2019",
        "2021",
        "present",
        "03/2020",
        "University",
        "BSc",
        "London",
        "UK",
        "ada@example.org",
        "https://x.y",
        "+4420794600",
        "(",
        ")",
        ":",
        "Languages",
        "Python",
        "\t",
    ]
)
pages = st.lists(st.lists(words, max_size=8).map(" ".join), max_size=25).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(pages, st.text(max_size=400)))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    text = "x" + text
    for document in (read_text(text), read_markdown(text)):
        resume = parse(document)
        for pointer, source in resume.sources.items():
            assert document.text[source.start : source.end] == source.text, pointer
