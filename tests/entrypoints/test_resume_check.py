"""`rolecall resume check`: alone it needs no database, and it says what to change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rolecall.entrypoints.commands.resume import app
from rolecall.platform.errors import InvalidInput
from tests.match.tricks import drawn


def test_a_file_is_checked_without_a_database(tmp_path: Path) -> None:
    (tmp_path / "mara.pdf").write_bytes(drawn())
    told = CliRunner().invoke(app, ["check", str(tmp_path / "mara.pdf"), "--json"])
    assert told.exit_code == 0, told.output
    made = json.loads(told.output)
    assert made["score"] == round(sum(part["points"] for part in made["parts"]))
    assert "text" not in made["file"]
    shown = CliRunner().invoke(app, ["check", str(tmp_path / "mara.pdf")])
    assert f"{made['score']} of 100" in shown.output
    assert "what to change" in shown.output


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        CliRunner().invoke(app, ["check", str(tmp_path / "nobody.pdf")], catch_exceptions=False)
