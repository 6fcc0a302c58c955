"""Recorded answers of boards: JSON, JSON lines, HTML or XML; plain, gzip or xz; one board or many in a file.

Decompression is bounded, since a small file may hide a very large one. What cannot be read is said, line by line;
it never silently becomes zero postings.
"""

from __future__ import annotations

import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, TypeAlias

import orjson

from rolecall.boards.answers import decode
from rolecall.boards.contract import Address, Board, Page
from rolecall.boards.markup import text_of
from rolecall.boards.outcomes import RecordedFileProblem, UnreadableAnswer
from rolecall.boards.registry import BOARDS, recognise

Source: TypeAlias = Path | str | bytes
MOST_BYTES = 600_000_000
"""How much a file may hold when unpacked."""
MOST_LINE = 64_000_000
GZIP, XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error)


@dataclass(slots=True)
class RecordedAnswers:
    """Iterate for (address, page). `problems` fills while iterating: one sentence for each part that was left out."""

    name: str
    _source: Path | bytes
    _board: Board | None
    _limit: int = MOST_BYTES
    problems: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[Address, Page]]:
        self.problems.clear()
        given = 0
        for where, document in self._documents():
            board = self._board or recognise(document)
            if board is None and isinstance(document, str):
                self.problems.append(f"{self.name} is a web page instead of JSON, and of no board that we know.")
                continue
            if board is None:
                self.problems.append(f"{self.name}{where} looks like no board we know: {', '.join(BOARDS)}.")
                continue
            try:
                page = board.parse(document)
            except UnreadableAnswer as problem:
                self.problems.append(f"{self.name}{where}: {problem}")
                continue
            given += 1
            yield _address(board, document, page), page
        if not given:
            reason = self.problems[0] if self.problems else f"{self.name} is empty."
            raise RecordedFileProblem(f"No answer of a job board was found. {reason}")

    def _documents(self) -> Iterator[tuple[str, Any]]:
        """(where in the file, decoded document): the file as one, or each line as one."""
        with ExitStack() as opened:
            stream = self._opened(opened)
            first = self._line(stream)
            rest_begins = self._line(stream) if first.strip() else b""
            alone = _loads(first)
            if alone is not None and rest_begins.strip() and isinstance(alone, dict | list):
                yield " (line 1)", alone
                yield from self._lines(stream, rest_begins)
                return
            whole = first + rest_begins + self._rest(stream, len(first) + len(rest_begins))
        if whole.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            yield "", text_of(whole)
            return
        try:
            yield "", decode("The file", whole)
        except UnreadableAnswer as problem:
            raise RecordedFileProblem(f"{self.name} cannot be read. {problem}") from None

    def _lines(self, stream: IO[bytes], line: bytes) -> Iterator[tuple[str, Any]]:
        number, total = 2, 0
        while line:
            total += len(line)
            if total > self._limit:
                raise self._too_large()
            if line.strip():
                document = _loads(line)
                if document is None:
                    self.problems.append(f"{self.name} (line {number}) is not JSON and was left out.")
                else:
                    yield f" (line {number})", document
            line, number = self._line(stream), number + 1

    def _line(self, stream: IO[bytes]) -> bytes:
        try:
            line = stream.readline(min(MOST_LINE, self._limit) + 1)
        except BROKEN:
            raise self._broken() from None
        return line

    def _rest(self, stream: IO[bytes], already: int) -> bytes:
        try:
            rest = stream.read(max(0, self._limit - already + 1))
        except BROKEN:
            raise self._broken() from None
        if already + len(rest) > self._limit:
            raise self._too_large()
        return rest

    def _opened(self, opened: ExitStack) -> IO[bytes]:
        try:
            plain: IO[bytes] = io.BytesIO(self._source) if isinstance(self._source, bytes) else self._source.open("rb")
        except OSError as error:
            raise RecordedFileProblem(
                f"{self.name} cannot be opened: {(error.strerror or 'unknown reason').lower()}."
            ) from None
        opened.enter_context(plain)
        head = plain.read(6)
        plain.seek(0)
        if head.startswith(GZIP):
            return opened.enter_context(io.BufferedReader(gzip.GzipFile(fileobj=plain)))
        if head.startswith(XZ):
            return opened.enter_context(io.BufferedReader(lzma.LZMAFile(plain)))
        return plain

    def _broken(self) -> RecordedFileProblem:
        return RecordedFileProblem(f"{self.name} is damaged: it cannot be unpacked to its end. Get a fresh copy.")

    def _too_large(self) -> RecordedFileProblem:
        return RecordedFileProblem(
            f"{self.name} holds more than {self._limit // 1_000_000} MB when unpacked. Split it."
        )


def read(source: Source, board: str | None = None, limit: int = MOST_BYTES) -> RecordedAnswers:
    """Answers in a file or in bytes. `board` overrides recognition from the content; `limit` is in unpacked bytes.

    Raises RecordedFileProblem here for a missing file or unknown board, and while iterating for a damaged one.
    """
    if board is not None and board not in BOARDS:
        raise RecordedFileProblem(f"There is no board called “{board}”. Known boards: {', '.join(BOARDS)}.")
    chosen = BOARDS[board] if board else None
    if isinstance(source, bytes):
        return RecordedAnswers("The file", source, chosen, limit)
    path = Path(source)
    if not path.is_file():
        raise RecordedFileProblem(f"There is no file {path}. Check the path.")
    return RecordedAnswers(path.name, path, chosen, limit)


def _loads(line: bytes) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return None


def _address(board: Board, document: Any, page: Page) -> Address:
    if page.listings:
        return page.listings[0].address
    named = document.get("company") if isinstance(document, dict) else None
    return Address(board.name, named if isinstance(named, str) and named else "unknown")
