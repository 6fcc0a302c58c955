"""The recorded answers of `ats_payloads`: a folder for each platform, files of JSON, HTML, XML or VCR cassettes.

What an answer holds is told here by another way than the product's: the name of the list in the JSON, or the mark of a
posting in the HTML or XML.
"""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rolecall.boards.registry import BOARDS

FOLDERS = {"oraclecloud": "oracle"}
"""Folders whose name is not the board's."""
CASSETTE = ".vcr.yml"
SUFFIXES = (".json", ".json.xz", ".html", ".xml", CASSETTE)
LISTS = {
    "workday": "jobPostings",
    "smartrecruiters": "content",
    "oracle": "requisitionList",
    "recruitee": "offers",
    "teamtailor": "items",
    "bamboohr": "result",
    "pinpoint": "data",
}
"""The name of the list of postings in each platform's answer; `jobs` elsewhere."""
MARKS = {
    "icims": r'href="[^"]*/jobs/(\d+)/',
    "jobvite": r'href="[^"]*/job/(\w+)"',
    "personio": r"<position>\s*<id>(\d+)",
    "taleo": r"[?&]rid=(\d+)",
    "jazzhr": r'href="[^"]*/apply/(\w+)/',
    "paylocity": r'"JobId":(\d+)',
}
"""A posting's id in a platform's web page or XML."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One recorded answer. `board` is None for a platform that is none of ours."""

    folder: str
    file: str
    board: str | None
    body: bytes


def answers(data: Path) -> Iterator[Answer]:
    """Every answer, in the order of folders and files."""
    for file in sorted((data / "ats_payloads").glob("*/*")):
        if file.name.endswith(SUFFIXES):
            folder = file.parent.name
            name = FOLDERS.get(folder, folder)
            for body in _bodies(file):
                yield Answer(folder, file.name, name if name in BOARDS else None, body)


def postings_told(answer: Answer) -> list[Any]:
    """The postings in an answer: JSON objects as they stand in it, or ids in a page."""
    if answer.body.lstrip()[:1] == b"<":
        text = answer.body.decode()
        return list(dict.fromkeys(re.findall(MARKS[answer.board or ""], text))) if answer.board in MARKS else []
    document = json.loads(answer.body)
    name = LISTS.get(answer.board or "", "jobs")
    found = document if isinstance(document, list) else _list_named(document, name)
    return [document] if found is None else found


def objects_in(document: Any) -> Iterator[Any]:
    """Every JSON object within a document, itself included."""
    if isinstance(document, dict):
        yield document
    for inner in document.values() if isinstance(document, dict) else document if isinstance(document, list) else ():
        yield from objects_in(inner)


def _list_named(document: Any, name: str) -> list[Any] | None:
    return next((each[name] for each in objects_in(document) if isinstance(each.get(name), list)), None)


def _bodies(file: Path) -> Iterator[bytes]:
    plain = file.read_bytes()
    if file.name.endswith(CASSETTE):
        for interaction in yaml.safe_load(plain).get("http_interactions", []):
            yield interaction["response"]["body"]["string"].encode()
    else:
        yield lzma.decompress(plain) if file.suffix == ".xz" else plain
