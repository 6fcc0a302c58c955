"""Check a résumé file: read it with every reader in bounded processes, and measure what they got."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from rolecall.platform import sandbox
from rolecall.profile.ats import content, extractors, readable
from rolecall.profile.ats.agreement import words
from rolecall.profile.ats.content import Heading
from rolecall.profile.ats.model import VERSION, WEIGHTS, Change, FileCheck, Losses, Part, in_order, total
from rolecall.profile.files.kind import kind_of
from rolecall.profile.files.unreadable import Malformed, NotRead, TooLarge, UnreadableResume
from rolecall.profile.parse.sections import Kind, sections_of
from rolecall.profile.read import Limits, document_of, read_unbounded, resume_in
from rolecall.profile.resume import Resume

GOOD = {
    "text": "Every reader gets the same words out of it.",
    "order": "Every reader gets them in the order in which a person reads.",
    "sections": "Experience, education, skills and summary are found under headings that programs know.",
    "dates": "Every position has dates, the newest first.",
    "contact": "Name, e-mail, phone and place are found.",
    "length": "As long as is usual.",
    "file": "A kind, size and name that every form takes.",
    "statements": "Advice on the sentences; it does not count.",
}


def check_resume(data: bytes, filename: str, today: date, limits: Limits | None = None) -> FileCheck:
    """The check of a file by itself; never raises for a file that cannot be read: that is a check with 0 points.

    Deterministic for one file, name, `VERSION` and day. Blocks for some seconds at most (`Limits`).
    """
    limits = limits or Limits()
    if len(data) > limits.file_bytes:
        return _unreadable(TooLarge(f"{len(data) / 1e6:.0f} MB"), today)
    with ThreadPoolExecutor(4) as threads:
        ours = threads.submit(_bounded, read_for_check, limits, data, filename, limits.pages)
        others = {}
        if b"%PDF-" in data[:1024]:
            others = {
                name: threads.submit(_bounded, function, limits, data)
                for name, function in zip(
                    extractors.PDF_READERS,
                    (extractors.by_pdfium, extractors.by_pdfminer, extractors.by_pypdf),
                    strict=True,
                )
            }
        elif data.startswith(b"PK"):
            others = {"docx": threads.submit(_bounded, extractors.by_python_docx, limits, data)}
        try:
            read = ours.result()
        except UnreadableResume as problem:
            return _unreadable(problem, today)
        got = {}
        for name, future in others.items():
            try:
                got[name] = future.result()
            except UnreadableResume:
                got[name] = None
    return _measured(read, got, len(data), filename, today)


async def check_resume_async(data: bytes, filename: str, today: date, limits: Limits | None = None) -> FileCheck:
    """`check_resume` without blocking the event loop."""
    return await asyncio.to_thread(check_resume, data, filename, today, limits)


def read_for_check(data: bytes, filename: str, max_pages: int) -> dict[str, Any]:
    """Runs in the bounded process: the résumé, its text, headings and pages."""
    kind = kind_of(data, filename)
    if kind in ("json-resume", "rendercv", "linkedin-archive"):
        read = read_unbounded(data, filename, max_pages)
        resume, text, headings, pages, notices = read.resume, read.text, [], 1, list(read.notices)
    else:
        document = document_of(data, kind, max_pages)
        resume, text, notices = resume_in(document), document.text, list(document.notices)
        headings = [
            [str(section.kind), section.title, section.heading.page]
            for section in sections_of(document)
            if section.heading
        ]
        pages = max([document.pages, *(line.page or 1 for line in document.lines)])
    return {
        "kind": kind,
        "resume": resume.model_dump(mode="json", by_alias=True, exclude_none=True),
        "text": text,
        "headings": headings,
        "pages": pages,
        "notices": notices,
    }


def _bounded(function: Any, limits: Limits, *args: Any) -> Any:
    try:
        return sandbox.run_bounded(
            function,
            *args,
            memory_bytes=limits.memory_bytes,
            cpu_seconds=limits.cpu_seconds,
            wall_seconds=limits.wall_seconds,
        )
    except (sandbox.TooMuchMemory, sandbox.TookTooLong):
        raise TooLarge("it needs more memory or time than a résumé may") from None
    except sandbox.Crashed:
        # Whatever a reader stumbles over in a broken file: it gave up on it.
        raise Malformed("uploaded") from None


def _measured(read: dict[str, Any], got: dict[str, Any], size: int, filename: str, today: date) -> FileCheck:
    resume, kind, pages = Resume.model_validate(read["resume"]), str(read["kind"]), int(read["pages"])
    texts, told = _texts(kind, read["text"], got)
    if kind == "docx":
        pages = max(pages, int(told.get("pages", 1)))
    readings = readable.Readings(kind, read["text"], texts, told)
    text, extracts = readable.check_text(readings)
    headings = [Heading(Kind(name), title, page) for name, title, page in read["headings"]]
    count = len(words(read["text"]))
    structured = kind in ("json-resume", "rendercv")
    gathered: list[Losses] = [
        text,
        readable.check_order(readings),
        content.check_sections(resume, headings, structured),
        content.check_dates(resume, today),
        content.check_contact(resume),
        content.check_length(pages, count, content.months_worked(resume, today)),
        readable.check_file(kind, filename, size, told, read["notices"]),
        content.check_statements(resume),
    ]
    parts = tuple(losses.result(GOOD[losses.part]) for losses in gathered)
    changes = in_order([change for losses in gathered for change in losses.changes])
    return FileCheck(
        score=total(parts),
        version=VERSION,
        as_of=today.isoformat(),
        kind=kind,
        pages=pages,
        words=count,
        parts=parts,
        changes=changes,
        notices=tuple(read["notices"]),
        extracts=extracts,
        text=read["text"],
    )


def _texts(kind: str, ours: str, got: dict[str, Any]) -> tuple[dict[str, str | None], dict[str, Any]]:
    """(texts by reader, what the readers told besides)."""
    if kind == "pdf":
        told: dict[str, Any] = {}
        for answer in got.values():
            told |= {key: value for key, value in (answer or {}).items() if key != "text"}
        return {name: answer["text"] if answer else None for name, answer in got.items()}, told
    if kind == "docx":
        answer = got.get("docx") or {}
        named = zip(extractors.DOCX_READERS, (ours, answer.get("body"), answer.get("paragraphs")), strict=True)
        return dict(named), answer
    return {}, {}


def _unreadable(problem: UnreadableResume, today: date) -> FileCheck:
    """A file that nobody's system reads: nothing of it counts, and there is one thing to change."""
    if isinstance(problem, NotRead):
        raise problem
    parts = tuple(Part(name, 0.0, weight, 0.0, str(problem)) for name, weight in WEIGHTS.items())
    change = Change("text", str(problem), 100.0)
    return FileCheck(0, VERSION, today.isoformat(), None, 0, 0, parts, (change,), (), ())
