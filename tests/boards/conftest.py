"""Boards read without any network."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from rolecall.boards.contract import Address, Json, Page, Response

HERE = Path(__file__).parent
MARKUP = frozenset(["page", "icims", "jobvite", "taleo", "jazzhr", "paylocity", "personio"])
"""Boards that are asked for web pages, not for JSON."""
IN_PARTS = {"workday": ("/Careers", "wd5"), "oracle": ("/CX_1", "us2"), "taleo": ("/ext", None)}
"""What stands behind a company's name in the address of some boards, and its region."""


def answer_file(name: str) -> Path:
    """The file of an answer that was written for these tests: `greenhouse/list`, `personio/list`."""
    (found,) = HERE.glob(f"{name}.*")
    return found


def told(name: str) -> Any:
    """Such an answer: decoded JSON, or a str that holds HTML or XML."""
    text = answer_file(name).read_text(encoding="utf-8")
    return json.loads(text) if answer_file(name).suffix == ".json" else text


def address_of(board: str, company: str) -> Address:
    """An address as the board writes them: `workday:crumb/Careers@wd5`."""
    more, region = IN_PARTS.get(board, ("", None))
    return Address(board, company + more, region)


class FakeFetch:
    """Answers in order, and remembers what was asked for."""

    def __init__(self, *answers: Response | Any) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.sent: list[Json | None] = []

    async def __call__(
        self, url: str, *, method: str = "GET", json: Json | None = None, headers: Mapping[str, str] | None = None
    ) -> Response:
        self.asked.append(url)
        self.sent.append(json)
        answer = self.answers.pop(0)
        return answer if isinstance(answer, Response) else Response(200, dumped(answer))


def dumped(document: Any) -> bytes:
    return document.encode() if isinstance(document, str) else json.dumps(document).encode()


async def all_pages(pages: AsyncIterator[Page]) -> list[Page]:
    return [page async for page in pages]
