"""`rolecall resumes`: versions from the command line, on a real database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from rolecall.flow import FLOW
from rolecall.platform.errors import Problem
from rolecall.platform.jobs.worker import drain
from rolecall.platform.resources import open_platform
from rolecall.platform.settings import Settings
from tests.profile.people import ADA


@pytest.fixture
def versions(rolecall: Callable[..., Result], database_url: str, tmp_path: Path) -> list[str]:
    """Ids of two versions that were read, the older one first."""
    found = []
    for name, text in (("ada.txt", ADA), ("ada-2.txt", ADA.replace("a team of 4", "a team of 7"))):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        found.append(answer(rolecall("resumes", "add", str(file), "--json"))[0]["id"])

    async def work() -> None:
        async with open_platform(Settings(), database_url, FLOW) as platform:
            await drain(platform, FLOW)

    asyncio.run(work())
    return found


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_every_version_is_listed_and_shown(rolecall: Callable[..., Result], versions: list[str]) -> None:
    listed = answer(rolecall("resumes", "list", "--json"))
    assert [(row["id"], row["current"]) for row in listed] == [(versions[1], True), (versions[0], False)]
    assert "ada-2.txt" in rolecall("resumes", "list").stdout
    (shown,) = answer(rolecall("resumes", "show", versions[0], "--json"))
    assert shown["resume"]["basics"]["name"] == "Ada Byron"
    assert shown["text"] == ADA
    assert '"Ada Byron"' in rolecall("resumes", "show", versions[0]).stdout


def test_two_versions_are_compared(rolecall: Callable[..., Result], versions: list[str]) -> None:
    made = answer(rolecall("resumes", "compare", *versions, "--json"))
    (change,) = made["fields"]
    assert (change["kind"], change["pointer_after"]) == ("changed", "/work/0/highlights/1")
    shown = rolecall("resumes", "compare", *versions, "--text").stdout
    assert "/work/0/highlights/1" in shown
    assert "Led a team of [-4-]{+7+} engineers" in shown
    assert "Both have the same fields." in rolecall("resumes", "compare", versions[0], versions[0]).stdout


def test_a_version_is_read_again(rolecall: Callable[..., Result], versions: list[str]) -> None:
    assert answer(rolecall("resumes", "read", versions[0], "--json"))[0]["status"] == "reading"


@pytest.mark.parametrize("words", [("show", "7"), ("compare", "7", "8"), ("add", "/nowhere/cv.pdf")])
def test_what_is_not_there_is_told_in_a_sentence(rolecall: Callable[..., Result], words: tuple[str, ...]) -> None:
    result = rolecall("resumes", *words)
    assert isinstance(result.exception, Problem)
    assert str(result.exception).endswith(".")
