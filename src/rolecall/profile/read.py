"""Read a résumé file: by its kind, in a subprocess with bounds, to data with the place of every field."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from rolecall.platform import sandbox
from rolecall.platform.hidden import without_hidden
from rolecall.profile.document import Document
from rolecall.profile.files.docx import read_docx
from rolecall.profile.files.kind import kind_of
from rolecall.profile.files.linkedin_archive import read_linkedin_archive
from rolecall.profile.files.linkedin_profile import read_linkedin_profile
from rolecall.profile.files.notices import hidden_notice
from rolecall.profile.files.ocr import WALL_SECONDS, read_scan, recogniser
from rolecall.profile.files.pdf import read_pdf
from rolecall.profile.files.structured import read_json_resume, read_rendercv
from rolecall.profile.files.text import decode, read_markdown, read_text
from rolecall.profile.files.unreadable import Malformed, Scanned, TooLarge, TooLong, UnreadableResume
from rolecall.profile.parse.parse import parse
from rolecall.profile.resume import Resume

__all__ = ["Limits", "ReadResume", "UnreadableResume", "read_resume", "read_resume_async", "read_unbounded"]

_PAGE_CHARACTERS = 6_000
"""Of plain text: a page set as closely as one can read it."""
_MOST_DATA = 1_000_000
_LONGEST_WORD = 5_000
"""Also in a language that writes without blanks, where a word is a paragraph."""
_BEYOND = "it needs more memory or time than a résumé may"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading: file size and memory in bytes, times in seconds."""

    file_bytes: int = 10_000_000
    pages: int = 30
    memory_bytes: int = 256 * 1024 * 1024
    cpu_seconds: float = 8
    wall_seconds: float = 20
    """Longer than the processor's time: on a busy machine a good file waits for its turn."""


@dataclass(frozen=True, slots=True)
class ReadResume:
    """What was read. `text` is the file's text in reading order; `notices` are sentences for the candidate."""

    resume: Resume
    text: str
    kind: str
    notices: tuple[str, ...] = ()


def read_resume(data: bytes, filename: str, limits: Limits | None = None) -> ReadResume:
    """Read a résumé in a bounded subprocess. Raises `UnreadableResume` with one plain sentence."""
    limits = limits or Limits()
    _check_size(data, limits)
    try:
        return _bounded(_read_to_json, data, filename, limits)
    except Scanned:
        if recogniser() is None:
            raise
    # Recognising takes seconds a page; the bounds on memory and processor time are the same.
    return _bounded(_scan_to_json, data, filename, replace(limits, wall_seconds=WALL_SECONDS))


def _bounded(function: Callable[..., Any], data: bytes, filename: str, limits: Limits) -> ReadResume:
    try:
        answer = sandbox.run_bounded(
            function,
            data,
            filename,
            limits.pages,
            memory_bytes=limits.memory_bytes,
            cpu_seconds=limits.cpu_seconds,
            wall_seconds=limits.wall_seconds,
        )
    except (sandbox.TooMuchMemory, sandbox.TookTooLong):
        raise TooLarge(_BEYOND) from None
    except sandbox.Crashed:
        raise Malformed("uploaded") from None
    return _from_json(answer)


async def read_resume_async(data: bytes, filename: str, limits: Limits | None = None) -> ReadResume:
    """`read_resume` without blocking the event loop."""
    return await asyncio.to_thread(read_resume, data, filename, limits)


def read_unbounded(data: bytes, filename: str, max_pages: int = 30) -> ReadResume:
    """The reading itself, in this process. Only for files one trusts, and inside the subprocess."""
    kind = kind_of(data, filename)
    if kind == "json-resume":
        text = _data_text(data)
        return ReadResume(read_json_resume(text), text, kind)
    if kind == "rendercv":
        text = _data_text(data)
        return ReadResume(read_rendercv(text), text, kind)
    if kind == "linkedin-archive":
        resume, text = read_linkedin_archive(data)
        return ReadResume(resume, text, kind, tuple(_notices(resume)))
    document = document_of(data, kind, max_pages)
    resume = resume_in(document)
    return ReadResume(resume, document.text, kind, (*document.notices, *_notices(resume)))


def document_of(data: bytes, kind: str, max_pages: int) -> Document:
    """A file of this kind as lines of text. Only inside the bounded process."""
    if kind == "pdf":
        return read_pdf(data, max_pages=max_pages)
    if kind == "docx":
        return read_docx(data, max_pages=max_pages)
    plain = decode(data)
    if len(plain) > max_pages * _PAGE_CHARACTERS:
        raise TooLong(len(plain) // _PAGE_CHARACTERS, max_pages)
    text, hidden = without_hidden(plain)
    document = read_markdown(text) if kind == "markdown" else read_text(text)
    return replace(document, notices=(*document.notices, *hidden_notice(hidden)))


def _data_text(data: bytes) -> str:
    text = decode(data)
    if len(text) > _MOST_DATA:
        raise TooLarge(f"it holds more than {_MOST_DATA / 1e6:.0f} MB of data")
    return text


def resume_in(document: Document) -> Resume:
    """The résumé in a document: LinkedIn's own export by its known form, any other by the parser."""
    if max(map(len, document.text.split()), default=0) > _LONGEST_WORD:
        raise TooLarge(f"it holds a word of more than {_LONGEST_WORD:,} letters")
    return read_linkedin_profile(document) or parse(document)


def _notices(resume: Resume) -> list[str]:
    """What a candidate would want to fill in, because it was not found."""
    missing = [
        word
        for word, there in (
            ("your name", resume.basics.name),
            ("an e-mail address", resume.basics.email),
            ("any position", resume.work),
            ("any education", resume.education),
            ("any skills", resume.skills),
        )
        if not there
    ]
    if not missing:
        return []
    listed = missing[0] if len(missing) == 1 else ", ".join(missing[:-1]) + " or " + missing[-1]
    return [f"We did not find {listed} in the file; please add what is there."]


def _check_size(data: bytes, limits: Limits) -> None:
    if len(data) > limits.file_bytes:
        raise TooLarge(f"{len(data) / 1e6:.0f} MB, at most {limits.file_bytes / 1e6:.0f} MB are read")


def _scan_to_json(data: bytes, _filename: str, max_pages: int) -> dict[str, Any]:
    document, sureness = read_scan(data, max_pages=max_pages)
    resume = resume_in(document)
    sources = {
        pointer: source.model_copy(update={"confidence": round(source.confidence * sureness, 3)})
        for pointer, source in resume.sources.items()
    }
    notices = (*document.notices, *_notices(resume))
    return _to_json(ReadResume(resume.model_copy(update={"sources": sources}), document.text, "pdf", notices))


def _read_to_json(data: bytes, filename: str, max_pages: int) -> dict[str, Any]:
    return _to_json(read_unbounded(data, filename, max_pages))


def _to_json(read: ReadResume) -> dict[str, Any]:
    resume = read.resume.model_dump(mode="json", by_alias=True, exclude_none=True)
    return {"resume": resume, "text": read.text, "kind": read.kind, "notices": list(read.notices)}


def _from_json(answer: Any) -> ReadResume:
    try:
        resume = Resume.model_validate(answer["resume"])
        return ReadResume(resume, str(answer["text"]), str(answer["kind"]), tuple(map(str, answer["notices"])))
    except (ValidationError, KeyError, TypeError):
        raise Malformed("uploaded") from None
