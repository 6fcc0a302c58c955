"""The recorded answers of `ats_payloads`: a folder for each platform, files of JSON, HTML, XML or VCR cassettes."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from rolecall.boards.registry import BOARDS

FOLDERS = {"oraclecloud": "oracle"}
"""Folders whose name is not the board's."""
CASSETTE = ".vcr.yml"
SUFFIXES = (".json", ".json.xz", ".html", ".xml", CASSETTE)


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


def _bodies(file: Path) -> Iterator[bytes]:
    plain = file.read_bytes()
    if file.name.endswith(CASSETTE):
        for interaction in yaml.safe_load(plain).get("http_interactions", []):
            yield interaction["response"]["body"]["string"].encode()
    else:
        yield lzma.decompress(plain) if file.suffix == ".xz" else plain
