"""Files made to do harm, the quick ones of `benchmarks/bombs.py`: refused in a sentence, or read for their words."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks import hostile_packed, hostile_pdf, hostile_text
from rolecall.profile.read import UnreadableResume, read_resume
from tests.profile import files

FILES = {**hostile_pdf.ALL, **hostile_packed.ALL, **hostile_text.ALL}
REFUSED = {
    "PDF: an object stream in itself": "resume.malformed",
    "PDF: a cross-reference table in itself": "resume.empty",
    "PDF: a table of two billion objects": "resume.empty",
    "PDF: 10,000 pages": "resume.too_long",
    "PDF: a predictor of 2 billion columns": "resume.empty",
    "PDF: forms that draw ten of each other": "resume.malformed",
    "PDF: a form that draws itself": "resume.malformed",
    "PDF: a font written in itself": "resume.empty",
    "PDF: two billion letter widths": "resume.too_large",
    "DOCX: an entity behind a long comment": "resume.malformed",
    "DOCX: an entity in UTF-16": "resume.empty",
    "DOCX: a definition from the network": "resume.malformed",
    "DOCX: a million paragraphs": "resume.too_large",
    "DOCX: 1,000 tables in one another": "resume.malformed",
    "DOCX: text boxes in text boxes": "resume.malformed",
    "DOCX: 50,000 styles in a ring": "resume.too_large",
    "DOCX: a locked member": "resume.malformed",
    "DOCX: names that lead elsewhere": "resume.malformed",
    "DOC: an old document with macros": "resume.unknown_kind",
    "ZIP: in a ZIP, thirty times": "resume.malformed",
    "LinkedIn: 400,000 positions": "resume.too_large",
    "LinkedIn: a quote that never ends": "resume.malformed",
    "text: one word of 9 MB": "resume.too_long",
    "text: one word of 30 pages": "resume.too_large",
    "text: halves of surrogates": "resume.unknown_kind",
    "Markdown: a million marks": "resume.too_long",
    "JSON: 2 million lists in one another": "resume.too_large",
    "YAML: aliases that grow": "resume.malformed",
    "YAML: 200,000 lists in one another": "resume.malformed",
    "YAML: code": "resume.malformed",
    "HTML that says it is a PDF": "resume.unknown_kind",
}
HARMLESS = {
    "PDF: 10,000 pages that say they are one": "Ada Byron",
    "PDF: a page of a million kilometres": "Ada Byron",
    "PDF: a broken font": "Ada Byron",
    "PDF: and a ZIP at once": "Ada Byron",
    "PDF: that starts programs": "Ada Byron",
    "DOCX: with macros": "Ada Byron",
    "LinkedIn: 300,000 columns": "Ilse Vermeer",
    "LinkedIn: formulas, names backwards, a way out": "Ilse Vermeer",
    "text: written backwards, a name that lies": "Ada Byron",
    "Markdown: marks of 30 pages": "Ada",
    "Markdown: open comments of 30 pages": "Ada",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_one_sentence(name: str) -> None:
    filename, make = FILES[name]
    began = time.monotonic()
    with pytest.raises(UnreadableResume) as caught:
        read_resume(make(), filename)
    assert time.monotonic() - began < 10
    assert caught.value.code == REFUSED[name]
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_file_that_only_looks_hostile_is_read_for_its_words(name: str) -> None:
    filename, make = FILES[name]
    read = read_resume(make(), filename)
    assert HARMLESS[name] in read.text
    assert not {"\u202e", "\u2066"} & set(read.text)


def test_nothing_is_written_outside_and_nothing_is_run() -> None:
    for name in ("DOCX: names that lead elsewhere", "YAML: code", "PDF: that starts programs"):
        filename, make = FILES[name]
        try:
            read_resume(make(), filename)
        except UnreadableResume:
            continue
    assert not Path("/tmp/rolecall-was-here").exists()


def test_a_text_of_thirty_pages_is_still_read() -> None:
    page = (
        "EXPERIENCE\n\nClerk, Acme Ltd, Leeds\n2001 - 2002\n- "
        + "Wrote the ledger of the house by hand. " * 30
        + "\n\n"
    )
    assert len(read_resume((page * 100).encode(), "cv.txt").resume.work) > 50
    with pytest.raises(UnreadableResume) as caught:
        read_resume((page * 160).encode(), "cv.txt")
    assert caught.value.code == "resume.too_long"


def test_every_hostile_file_can_be_made() -> None:
    assert len(FILES) >= 80
    assert files.deep_pdf().startswith(b"%PDF")
