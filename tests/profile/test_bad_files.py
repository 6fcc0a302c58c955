"""Files that cannot be read: one plain sentence each, in bounded time, and the next file is read as ever."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import hostile_pdf
from rolecall.profile.read import Limits, UnreadableResume, read_resume
from tests.profile import files
from tests.profile.people import ADA

BAD: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "nothing": (lambda: b"", "cv.pdf", "resume.empty"),
    "blanks": (lambda: b" \n\t\n", "cv.txt", "resume.empty"),
    "an empty PDF": (files.empty_pdf, "cv.pdf", "resume.empty"),
    "a locked PDF": (files.encrypted_pdf, "cv.pdf", "resume.encrypted"),
    "a locked DOCX": (files.encrypted_docx, "cv.docx", "resume.encrypted"),
    "a scan": (files.scanned_pdf, "cv.pdf", "resume.scanned"),
    "200 pages": (lambda: files.pdf_of_pages(200), "cv.pdf", "resume.too_long"),
    "a PDF that breaks off": (lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "cv.pdf", "resume.malformed"),
    "a page tree in itself": (files.looping_pdf, "cv.pdf", "resume.malformed"),
    "a DOCX bomb": (files.docx_bomb, "cv.docx", "resume.too_large"),
    "entities that grow": (files.docx_of_laughs, "cv.docx", "resume.malformed"),
    "XML of endless depth": (files.deep_docx, "cv.docx", "resume.malformed"),
    "a ZIP that breaks off": (lambda: files.resume_docx()[:2000], "cv.docx", "resume.malformed"),
    "another ZIP": (lambda: files.zipped({"a.txt": "hello"}), "cv.docx", "resume.unknown_kind"),
    "text named PDF": (lambda: b"this is no PDF at all", "cv.pdf", "resume.malformed"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "cv.png", "resume.unknown_kind"),
    "a program": (lambda: bytes(range(256)) * 40, "cv.txt", "resume.unknown_kind"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, "cv.doc", "resume.unknown_kind"),
    "JSON that breaks off": (lambda: b'{"basics": {"name": "Ada"}', "cv.json", "resume.malformed"),
    "JSON of another shape": (lambda: b'{"work": "many places"}', "cv.json", "resume.malformed"),
    "JSON of endless depth": (lambda: b'{"work":' + b"[" * 200_000 + b"]" * 200_000, "cv.json", "resume.malformed"),
    "JSON of great depth": (lambda: b'{"work":' + b"[" * 900 + b"]" * 900 + b"}", "cv.json", "resume.malformed"),
    "JSON with an infinite number": (lambda: b'{"skills": [{"name": 1e999}]}', "cv.json", "resume.malformed"),
    "JSON with no number": (lambda: b'{"skills": [{"name": NaN}]}', "cv.json", "resume.malformed"),
    "JSON with a number of many digits": (
        lambda: b'{"skills": [{"name": ' + b"9" * 100_000 + b"}]}",
        "cv.json",
        "resume.malformed",
    ),
    "YAML with an infinite number": (lambda: b"cv:\n  name: !!float .inf\n", "cv.yaml", "resume.malformed"),
    "YAML of endless depth": (lambda: b"cv: " + b"[" * 5_000 + b"]" * 5_000, "cv.yaml", "resume.malformed"),
    "YAML that contains itself": (lambda: b"cv: &a\n  sections: *a\n", "cv.yaml", "resume.malformed"),
    "YAML that multiplies": (
        ("cv:\n  name: &a [x, x]\n" + "".join(f"  k{n}: &k{n} [*a, *a, *a]\n" for n in range(9))).encode,
        "cv.yaml",
        "resume.malformed",
    ),
    "YAML that is no RenderCV": (lambda: b"cv: 3\n", "cv.yaml", "resume.malformed"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_it_is_refused_in_one_sentence(name: str) -> None:
    make, filename, code = BAD[name]
    data = make()
    began = time.monotonic()
    with pytest.raises(UnreadableResume) as caught:
        read_resume(data, filename)
    assert time.monotonic() - began < 10
    assert caught.value.code == code
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert read_resume(ADA.encode(), "ada.txt").resume.basics.name == "Ada Byron"


def test_an_entity_never_brings_in_a_file_of_the_machine(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the machine", encoding="utf-8")
    with pytest.raises(UnreadableResume) as caught:
        read_resume(files.docx_with_entity(secret.as_uri()), "cv.docx")
    assert caught.value.code == "resume.malformed"
    assert "secret of" not in str(caught.value)


@pytest.mark.parametrize("make", [files.deep_pdf, files.inflating_pdf])
def test_a_pdf_that_eats_memory_or_time_ends_within_its_bounds(make: Callable[[], bytes]) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableResume):
        read_resume(make(), "cv.pdf")
    assert time.monotonic() - began < 16


def test_the_bound_on_the_size_of_a_file_is_told_before_it_is_read() -> None:
    with pytest.raises(UnreadableResume) as caught:
        read_resume(b"x" * 2_000_001, "cv.txt", Limits(file_bytes=2_000_000))
    assert caught.value.code == "resume.too_large"


def test_what_needs_more_memory_than_allowed_is_too_large() -> None:
    with pytest.raises(UnreadableResume, match="more memory or time") as caught:
        read_resume(hostile_pdf.endless_widths(), "cv.pdf")
    assert caught.value.code == "resume.too_large"


@pytest.mark.parametrize("data", [b'{"work": 5}', b'{"others": 5}', b'{"work":' + b"[" * 900 + b"]" * 900 + b"}"])
def test_json_of_another_shape_is_told_for_what_it_is(data: bytes) -> None:
    with pytest.raises(UnreadableResume, match="The JSON Resume file"):
        read_resume(data, "cv.json")
