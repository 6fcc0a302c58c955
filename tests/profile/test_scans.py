"""A résumé that is a picture: read where the user has tesseract, refused with a reason elsewhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from rolecall.entrypoints.doctor import _recogniser
from rolecall.platform.settings import Settings
from rolecall.profile.files.ocr import languages, recogniser
from rolecall.profile.read import UnreadableResume, read_resume
from tests.profile import files
from tests.profile.people import LAYOUTS

PROGRAM = recogniser()
needs_tesseract = pytest.mark.skipif(PROGRAM is None, reason="tesseract is not installed (apt install tesseract-ocr)")
CV = next(iter(LAYOUTS.values()))


@needs_tesseract
def test_a_scanned_resume_is_read_and_says_how_sure_it_is() -> None:
    read = read_resume(files.picture_pdf(CV, 200), "scan.pdf")
    assert read.resume.basics.name == "Ada Byron"
    assert read.resume.basics.email == "ada.byron@example.org"
    assert [(work.position, work.name, work.start_date, work.end_date) for work in read.resume.work] == [
        ("Senior Data Engineer", "Analytical Engines Ltd", "2021-03", None),
        ("Data Engineer", "Difference Co", "2018-02", "2021-02"),
    ]
    assert read.resume.work[0].highlights[1] == "Led a team of 4 engineers"
    assert any("picture of text" in notice for notice in read.notices)
    assert {0.5 < source.confidence < 1 for source in read.resume.sources.values()} == {True}


@needs_tesseract
def test_a_picture_without_words_is_still_a_scan() -> None:
    noise = bytes((x * 7919 + x // 600 * 104729) % 256 for x in range(600 * 800))
    for data in (files.scanned_pdf(), files.pdf_of_picture(noise, 600, 800)):
        with pytest.raises(UnreadableResume) as caught:
            read_resume(data, "scan.pdf")
        assert caught.value.code == "resume.scanned"


@needs_tesseract
def test_a_scanned_book_is_too_long() -> None:
    with pytest.raises(UnreadableResume) as caught:
        read_resume(files.picture_pdf(CV, 60, pages=7), "book.pdf")
    assert caught.value.code == "resume.too_long"


def test_without_the_program_a_scan_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableResume, match="`tesseract` installed") as caught:
        read_resume(files.picture_pdf(CV), "scan.pdf")
    assert caught.value.code == "resume.scanned"
    check = next(_recogniser(Settings(_env_file=None)))
    assert check.ok
    assert "not installed" in check.said


def test_a_program_of_that_name_that_does_something_else_is_no_recogniser(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 3\n", encoding="ascii")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert recogniser() == str(program)
    assert languages(str(program)) == []
    check = next(_recogniser(Settings(_env_file=None)))
    assert check.ok is None
    with pytest.raises(UnreadableResume):
        read_resume(files.scanned_pdf(), "scan.pdf")
