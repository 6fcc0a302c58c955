"""`rolecall run` on a board whose list leaves out the texts: the most promising are read, and only those."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rolecall.entrypoints import texts
from rolecall.entrypoints.cli import app
from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from tests.discover.dye_works import DyeWorks, serve


@pytest.fixture
def works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[DyeWorks]:
    with serve() as site:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("ROLECALL_BOARD_APIS", f"bamboohr={site.url}")
        monkeypatch.setenv("ROLECALL_ALLOW_PRIVATE_HOSTS", site.host)
        monkeypatch.setenv("ROLECALL_REQUESTS_PER_SECOND", "50")
        site.openings = {
            str(number): {"title": f"Wool carder {number}", "text": "You card wool."} for number in range(10, 16)
        } | {"41": {"title": "Software engineer", "text": "Requirements: five years of Python and PostgreSQL."}}
        yield site


def run(tmp_path: Path) -> tuple[Result, list[dict[str, object]]]:
    resume, out = tmp_path / FILENAME, tmp_path / "ranking.json"
    resume.write_bytes(resume_pdf())
    result = CliRunner().invoke(app, ["run", str(resume), "--from", "bamboohr:cobaltfarm", "--json", str(out)])
    return result, json.loads(out.read_text()) if out.exists() else []


def test_the_most_promising_texts_are_read_and_scored(
    works: DyeWorks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "MOST", 3)
    result, ranking = run(tmp_path)
    assert result.exit_code == 0, result.output
    read = [path for path in works.paths() if path.endswith("/detail")]
    assert len(read) == 3
    assert "/careers/41/detail" in read
    assert "4 postings were scored by title and place alone" in result.stderr
    engineer = next(entry for entry in ranking if entry["posting"]["id"] == "41")  # type: ignore[index]
    assert "Python" in json.dumps(engineer["requirements"])


def test_a_posting_that_is_gone_is_left_out(works: DyeWorks, tmp_path: Path) -> None:
    works.trouble["/careers/41/detail"] = (404, b"{}", {})
    result, ranking = run(tmp_path)
    assert result.exit_code == 0, result.output
    assert len(ranking) == 6


def test_a_board_that_makes_trouble_is_said_and_asked_no_more(works: DyeWorks, tmp_path: Path) -> None:
    works.trouble |= {f"/careers/{number}/detail": (500, b"", {}) for number in works.openings}
    result, ranking = run(tmp_path)
    assert result.exit_code == 1
    assert "bamboohr:cobaltfarm: not every text could be read" in result.stderr
    assert len(ranking) == 7
    assert len([path for path in works.paths() if path.endswith("/detail")]) == 1
