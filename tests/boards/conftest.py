"""Boards read without any network."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from rolecall.boards.contract import Json, Page, Response

HERE = Path(__file__).parent


def answer_file(name: str) -> Path:
    """The file of an answer that was written for these tests: `greenhouse/list`, `personio/list`."""
    (found,) = HERE.glob(f"{name}.*")
    return found


def told(name: str) -> Any:
    """Such an answer: decoded JSON, or a str that holds HTML or XML."""
    text = answer_file(name).read_text(encoding="utf-8")
    return json.loads(text) if answer_file(name).suffix == ".json" else text


class FakeFetch:
    """Answers in order, and remembers what was asked for."""

    def __init__(self, *answers: Response | Any) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, url: str, *, method: str = "GET", json: Json | None = None) -> Response:
        self.asked.append(url)
        answer = self.answers.pop(0)
        return answer if isinstance(answer, Response) else Response(200, dumped(answer))


def dumped(document: Any) -> bytes:
    return document.encode() if isinstance(document, str) else json.dumps(document).encode()


async def all_pages(pages: AsyncIterator[Page]) -> list[Page]:
    return [page async for page in pages]
