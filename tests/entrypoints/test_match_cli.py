"""`rolecall match`: gaps, candidates, history, status and rescoring from the command line, on a real database."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from typer.testing import Result

from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from rolecall.flow import FLOW
from rolecall.match.score import VERSION
from rolecall.platform.errors import Problem
from rolecall.platform.jobs.worker import drain
from rolecall.platform.resources import open_platform
from rolecall.platform.settings import Settings


def sql(database_url: str, statement: str) -> None:
    async def run() -> None:
        async with open_platform(Settings(), database_url, FLOW) as platform, platform.db.system() as session:
            await session.execute(text(statement))

    asyncio.run(run())


def work(database_url: str) -> None:
    async def run() -> None:
        async with open_platform(Settings(), database_url, FLOW) as platform:
            await drain(platform, FLOW)

    asyncio.run(run())


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def best(rolecall: Callable[..., Result]) -> str:
    id: str = answer(rolecall("postings", "search", "--best", "--json"))[0]["id"]
    return id


@pytest.mark.usefixtures("filled")
def test_gaps_are_told_in_a_table_and_as_json(rolecall: Callable[..., Result]) -> None:
    (found,) = answer(rolecall("match", "gaps", "--min-score", "0", "--json"))
    assert found["looked_at"] > 0
    assert found["gaps"]
    shown = rolecall("match", "gaps", "--min-score", "0")
    assert shown.exit_code == 0
    assert f"Looked at {found['looked_at']} postings that you like" in shown.stdout
    assert found["gaps"][0]["name"] in shown.stdout
    (narrowed,) = answer(rolecall("match", "gaps", "--min-score", "0", "--query", "no such title", "--json"))
    assert narrowed["looked_at"] == 0
    nothing = rolecall("match", "gaps", "--query", "no such title")
    assert "Nothing is missing among them." in nothing.stdout


def test_gaps_without_a_resume_are_one_sentence(rolecall: Callable[..., Result]) -> None:
    failed = rolecall("match", "gaps")
    assert isinstance(failed.exception, Problem)
    assert "upload a résumé" in str(failed.exception)


@pytest.mark.usefixtures("filled")
def test_candidates_of_the_workspace_and_of_a_folder(rolecall: Callable[..., Result], tmp_path: Path) -> None:
    id = best(rolecall)
    (own,) = answer(rolecall("match", "candidates", id, "--json"))
    assert (own["rank"], own["file"]) == (1, FILENAME)
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "sample.pdf").write_bytes(resume_pdf())
    (folder / "baker.json").write_text(json.dumps({"basics": {"name": "Ilse Brandt", "label": "Baker"}, "work": []}))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 no document")
    (folder / "notes.bin").write_bytes(b"not a resume")
    result = rolecall("match", "candidates", id, "--resumes", str(folder), "--json")
    assert "broken.pdf is left out" in result.stderr
    rows = answer(result)
    assert [row["file"] for row in rows] == ["sample.pdf", "baker.json"]
    assert rows[0]["score"] > rows[1]["score"]
    assert rows[0]["match"]["contributions"]
    top = answer(rolecall("match", "candidates", id, "--resumes", str(folder), "--top", "1", "--json"))
    assert len(top) == 1
    # Nothing of the folder was kept.
    assert len(answer(rolecall("match", "candidates", id, "--json"))) == 1
    shown = rolecall("match", "candidates", id, "--resumes", str(folder))
    assert "Ilse Brandt" in shown.stdout


@pytest.mark.usefixtures("filled")
def test_a_folder_without_resumes_or_an_unknown_posting_is_one_sentence(
    rolecall: Callable[..., Result], tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    failed = rolecall("match", "candidates", best(rolecall), "--resumes", str(empty))
    assert "There is no résumé in" in str(failed.exception)
    unknown = rolecall("match", "candidates", str(uuid4()))
    assert isinstance(unknown.exception, Problem)


@pytest.mark.usefixtures("filled")
def test_after_an_upgrade_status_says_what_is_behind_and_rescore_brings_it_up_to_date(
    rolecall: Callable[..., Result], database_url: str
) -> None:
    (before,) = answer(rolecall("match", "status", "--json"))
    assert [(each["version"], each["current"]) for each in before["scores"]] == [(VERSION, True)]
    assert "Every score is of the current version." in rolecall("match", "rescore").stdout
    sql(database_url, "UPDATE match_score SET version = '1-old', inputs = 'old', score = 1, match = jsonb_set(match, '{score}', '1'), made_of = jsonb_set(made_of, '{version}', '\"1-old\"')")  # fmt: skip  # noqa: E501
    told = rolecall("match", "status").stdout
    assert "to be scored again" in told
    assert "0 of" in told
    assert "Queued for 1 workspace;" in rolecall("match", "rescore").stdout
    work(database_url)
    (after,) = answer(rolecall("match", "status", "--json"))
    assert after["scores"] == before["scores"]
    (change,) = answer(rolecall("match", "history", best(rolecall), "--json"))
    assert change["causes"] == ["version"]
    assert change["before"] == 1
    assert "1 → " in rolecall("match", "history", best(rolecall)).stdout
    assert "Queued for 1 workspace;" in rolecall("match", "rescore", "--all").stdout
    work(database_url)
    (again,) = answer(rolecall("match", "status", "--json"))
    assert again["scores"] == before["scores"]


@pytest.mark.usefixtures("filled")
def test_a_score_that_never_changed_says_so(rolecall: Callable[..., Result]) -> None:
    assert "has not changed" in rolecall("match", "history", best(rolecall)).stdout
