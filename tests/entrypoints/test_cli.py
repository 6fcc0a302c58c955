"""The command line: every group does its work on a real database, answers in JSON, and fails in one sentence."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from rolecall.entrypoints.cli import app, main
from rolecall.flow import FLOW
from rolecall.platform.jobs.worker import drain
from rolecall.platform.resources import open_platform
from rolecall.platform.settings import Settings
from tests.entrypoints.conftest import sample_answers
from tests.platform.model_server import KEY, careful, serving


def listed(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def test_two_postings_are_merged_shown_and_separated_from_the_command_line(
    rolecall: Callable[..., Result], filled: UUID
) -> None:
    found = listed(rolecall("postings", "search", "--json", "--limit", "50"))
    one, other = found[0]["id"], found[-1]["id"]
    told = listed(rolecall("postings", "merge", one, other, "--json"))
    assert {"for", "against"} == {entry["speaks"] for entry in told}
    (shown,) = listed(rolecall("postings", "show", other, "--json"))
    twin = next(twin for twin in shown["twins"] if twin["id"] == one)
    assert (twin["kind"], twin["signals"][0]["signal"]) == ("same", "person")
    assert "A person said that they are one job." in " ".join(rolecall("postings", "show", one).output.split())
    assert rolecall("postings", "separate", one, other).output == "Separated. Both are shown from now on.\n"
    assert listed(rolecall("postings", "search", "--json", "--limit", "50")) == found
    assert rolecall("postings", "separate", one, other).exit_code == 1
    assert rolecall("postings", "merge", one, one).exit_code == 1


def test_postings_are_searched_and_applications_approved_from_the_command_line(
    rolecall: Callable[..., Result], filled: UUID
) -> None:
    found = listed(rolecall("postings", "search", "backend", "--min-score", "50", "--json"))
    assert found
    assert found[0]["score"] >= found[-1]["score"] >= 50
    assert "Senior Backend Engineer" in rolecall("postings", "search", "backend").output
    assert "Nothing matches" in rolecall("postings", "search", "xylophone").output
    counted = listed(rolecall("postings", "search", "--facets", "--json"))
    total = len(listed(rolecall("postings", "search", "--limit", "1000", "--json")))
    assert {"filter": "board", "value": "greenhouse", "postings": total} in counted
    wrong = rolecall("postings", "search", "--visa", "perhaps")
    assert (wrong.exit_code, "--visa" in wrong.output) == (2, True)


def test_searches_are_kept_listed_run_and_removed(rolecall: Callable[..., Result], filled: UUID) -> None:
    made = listed(rolecall("searches", "add", "Backends", "backend", "--min-score", "10", "--json"))
    assert (made[0]["name"], made[0]["new"]) == ("Backends", 0)
    assert made[0]["filters"] == {"q": "backend", "min_score": 10}
    found = listed(rolecall("searches", "run", "Backends", "--json"))
    assert found
    assert not any(item["new"] for item in found)
    assert [row["name"] for row in listed(rolecall("searches", "list", "--json"))] == ["Backends"]
    assert rolecall("searches", "remove", "Backends").exit_code == 0
    assert "No saved searches yet" in rolecall("searches", "list").output

    (row,) = listed(rolecall("apps", "list", "--state", "awaiting_approval", "--json"))
    assert row["id"] == str(filled)
    wrong = rolecall("apps", "approve", row["id"], "--fingerprint", "0" * 64)
    assert wrong.exit_code == 1
    assert "has changed since you read it" in str(wrong.exception)
    assert "is approved" in rolecall("apps", "approve", row["id"], "--fingerprint", row["fingerprint"]).output
    assert "is discarded" in rolecall("apps", "reject", row["id"], "--reason", "too far").output
    assert "is withdrawn" in rolecall("apps", "withdraw", row["id"]).output
    (shown,) = listed(rolecall("apps", "show", row["id"], "--json"))
    said = [entry["what"] for entry in shown["timeline"]]
    assert said[0] == "discarded → withdrawn"
    assert "awaiting approval → discarded: too far" in said
    assert "discarded → withdrawn" in rolecall("apps", "show", row["id"]).output


def test_letters_are_previewed_checked_and_written_by_own_templates(
    rolecall: Callable[..., Result], filled: UUID, tmp_path: Path
) -> None:
    assert "No letter templates yet" in rolecall("letters", "templates", "list").output
    file = tmp_path / "letter.txt"
    file.write_text("Dear {company} team,\n\n{opening}\n\n{evidence:2}\n\nBest,\n{name}\n")
    (made,) = listed(rolecall("letters", "templates", "add", "Mine", str(file), "--json"))
    assert (made["name"], made["version"]) == ("Mine", 1)
    file.write_text("Dear {compani} team")
    wrong = rolecall("letters", "templates", "add", "Mine", str(file))
    assert (wrong.exit_code, "Did you mean {company}?" in str(wrong.exception)) == (1, True)
    assert "{evidence:2}" in rolecall("letters", "templates", "show", "Mine").output
    shown = rolecall("letters", "templates", "preview", "Mine").output
    assert "I am applying for the position of" in shown
    assert "of 100" in shown
    assert "I would like to join" in rolecall("letters", "preview", "--tone", "warm", "--length", "short").output
    checked = listed(rolecall("letters", "check", str(filled), "--json"))
    assert checked[0]["what"] == "score"
    assert checked[0]["points"] == 100 + sum(one["points"] for one in checked[1:])
    assert "is removed" in rolecall("letters", "templates", "remove", "Mine").output


def test_postings_are_added_and_looked_at_from_the_command_line(
    rolecall: Callable[..., Result], tmp_path: Path
) -> None:
    text = tmp_path / "posting.txt"
    text.write_text("Master Baker\n\n" + "You roll the dough, watch the oven and teach two apprentices. " * 5)
    (row,) = listed(rolecall("postings", "add", "--file", str(text), "--company", "Crumb & Sons", "--json"))
    assert (row["title"], row["company"]) == ("Master Baker", "Crumb & Sons")
    assert "Master Baker" in rolecall("postings", "add", "--file", str(text), "--company", "Crumb & Sons").output
    (seen,) = listed(rolecall("postings", "check", row["id"], "--json"))
    assert seen["state"] == "unknown"
    assert "Unknown: It was pasted without an address" in rolecall("postings", "check", row["id"]).output
    portal = rolecall("postings", "add", "https://www.linkedin.com/jobs/view/4000000001")
    assert "capture the posting from your own browser" in str(portal.exception)
    assert rolecall("postings", "add").exit_code == 2
    assert "cannot be read" in str(rolecall("postings", "add", "--file", str(tmp_path / "missing")).exception)


def test_numbers_schedules_dead_letters_and_users(rolecall: Callable[..., Result], filled: UUID) -> None:
    (numbers,) = listed(rolecall("admin", "dashboard", "--json"))
    assert numbers["applications"] == {"awaiting_approval": 1}
    assert numbers["scored"] > 5
    assert "applications awaiting approval" in rolecall("admin", "dashboard").output

    names = {row["name"] for row in listed(rolecall("scheduler", "list", "--json"))}
    assert names == {
        "accounts.purge",
        "operate.tidy",
        "discover.prune",
        "discover.index_vectors",
        "match.catch_up",
        "match.drop_unasked",
        "match.look_after_labels",
    }
    assert "is paused" in rolecall("scheduler", "pause", "operate.tidy").output
    assert {r["name"]: r["paused"] for r in listed(rolecall("scheduler", "list", "--json"))}["operate.tidy"] is True
    assert "runs again" in rolecall("scheduler", "resume", "operate.tidy").output
    assert "runs as soon as" in rolecall("scheduler", "run", "operate.tidy").output
    assert "no schedule nothing" in str(rolecall("scheduler", "run", "nothing").exception)

    assert listed(rolecall("dead", "list", "--json")) == []
    assert "no dead letters" in rolecall("dead", "list").output
    assert "Name the ids" in str(rolecall("dead", "retry").exception)

    link = rolecall("users", "add", "ada@example.org", "--name", "Ada").output
    assert "/sign-in#token=" in link
    emails = {row["email"] for row in listed(rolecall("users", "list", "--json"))}
    assert "ada@example.org" in emails


def test_boards_are_added_listed_and_removed(rolecall: Callable[..., Result]) -> None:
    assert "No boards yet" in rolecall("boards", "list").output
    assert "Following lever:example" in rolecall("boards", "add", "lever:example").output
    (row,) = listed(rolecall("boards", "list", "--json"))
    assert (row["address"], row["status"]) == ("lever:example", "new")
    assert row["health"] == {"state": "new", "sentence": "Not read yet; it is read as soon as a worker is free."}
    (row,) = listed(rolecall("boards", "schedule", "lever:example", "--every", "60", "--pause", "--json"))
    assert (row["state"], row["every minutes"], row["next reading"]) == ("paused", 60, None)
    assert "UTC" in rolecall("boards", "schedule", "lever:example", "--resume").output
    assert "choose between" in str(rolecall("boards", "schedule", "lever:example", "--every", "1").exception)
    assert "not both" in str(rolecall("boards", "schedule", "lever:example", "--pause", "--resume").exception)
    assert "not followed any more" in rolecall("boards", "remove", "lever:example").output
    assert "no board lever:example" in str(rolecall("boards", "remove", "lever:example").exception)
    assert "no board called" in str(rolecall("boards", "add", "nowhere:example").exception)


def test_answers_are_imported_and_applications_exported(
    rolecall: Callable[..., Result], filled: UUID, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_bytes(sample_answers())
    again = rolecall("import", str(answers))
    assert again.exit_code == 0
    assert "0 new, 0 changed" in again.output
    assert "cannot be read" in str(rolecall("import", str(tmp_path / "missing.json")).exception)

    (row,) = json.loads(rolecall("export", "json").stdout)
    assert (row["id"], row["state"]) == (str(filled), "awaiting_approval")
    out = tmp_path / "applications.csv"
    assert rolecall("export", "csv", "--out", str(out)).exit_code == 0
    header, line = out.read_text(encoding="utf-8").splitlines()
    assert header.startswith("id,state,score,title,company")
    assert line.startswith(f"{filled},awaiting_approval,")
    assert "cannot be written" in str(rolecall("export", "csv", "--out", str(tmp_path)).exception)


def test_an_application_is_analysed_by_the_rules_and_in_words_where_a_model_is_set_up(
    rolecall: Callable[..., Result], filled: UUID, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = rolecall("apps", "analysis", str(filled))
    assert plain.output.startswith("Of ")
    assert "Met\n  - " in plain.output
    refused = rolecall("apps", "analyse", str(filled))
    assert refused.exit_code == 1
    assert "No language model is set up" in str(refused.exception)

    with serving() as model:
        model.replies = [careful]
        for name, value in {
            "ROLECALL_LLM_MODEL": "compatible:test-large",
            "ROLECALL_LLM_BASE_URL": f"{model.url}/v1",
            "ROLECALL_LLM_API_KEY": KEY,
            "ROLECALL_LLM_PRICE_IN": "1",
            "ROLECALL_LLM_PRICE_OUT": "10",
            "ROLECALL_LLM_BUDGET": "5",
        }.items():
            monkeypatch.setenv(name, value)
        no = CliRunner().invoke(app, ["apps", "analyse", str(filled)], input="n\n")
        assert no.exit_code == 1
        assert "will cost about $0.0" in no.output
        assert "$5.00 of this month's budget are left" in no.output
        queued = rolecall("apps", "analyse", str(filled), "--yes")
        assert "It is queued. Nothing works on it: start `rolecall up`" in queued.output
        assert model.asked == []

        async def work() -> None:
            async with open_platform(Settings(), database_url, FLOW) as platform:
                await drain(platform, FLOW)

        asyncio.run(work())
        shown = rolecall("apps", "analysis", str(filled))
        assert "In words, by compatible:test-large (1,500 tokens, $0.0042):" in shown.output
        assert "Left out: 1 " in shown.output
        document = json.loads(rolecall("apps", "analysis", str(filled), "--json").stdout)
        assert document["runs"][0]["state"] == "done"
        assert len(model.asked) == 1

        doctor = rolecall("doctor", "--json")
        (check,) = [check for check in json.loads(doctor.stdout)["checks"] if check["name"] == "language model"]
        assert check["ok"] is True
        assert check["said"].startswith("compatible:test-large, at most $5.00 a month")
        assert KEY not in doctor.stdout


def test_the_doctor_notes_a_model_that_is_set_up_by_half(
    rolecall: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said() -> tuple[bool | None, str]:
        checks = json.loads(rolecall("doctor", "--json").stdout)["checks"]
        (check,) = [check for check in checks if check["name"] == "language model"]
        return check["ok"], check["said"]

    ok, words = said()
    assert ok is True
    assert "Rolecall works without one" in words
    monkeypatch.setenv("ROLECALL_LLM_MODEL", "anthropic:test")
    ok, words = said()
    assert ok is None
    assert "ANTHROPIC_API_KEY" in words


def test_the_doctor_names_what_is_in_force_and_masks_secrets(
    rolecall: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROLECALL_SECRET_KEY", "hush-hush-hush-hush-hush-hush-hush")
    result = rolecall("doctor", "--json")
    report = json.loads(result.stdout)
    assert {check["name"] for check in report["checks"]} >= {"database", "files", "jobs", "workers", "data directory"}
    settings = {setting["name"]: setting for setting in report["settings"]}
    assert settings["database_url"]["from"] == "environment DATABASE_URL"
    assert settings["port"]["from"] == "default"
    assert "hush" not in result.stdout
    assert settings["secret_key"]["value"] == "********"


def test_the_doctor_says_in_words_that_the_database_is_away(
    rolecall: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    result = rolecall("doctor")
    assert result.exit_code == 1
    assert "wrong" in result.output
    assert "127.0.0.1" in result.output
    assert "Traceback" not in result.output


def failing(*words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    monkeypatch.setattr("sys.argv", ["rolecall", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0), capsys.readouterr().err


def test_an_error_is_one_sentence_on_standard_error(
    rolecall: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, said = failing("apps", "show", "not-an-id", capsys=capsys, monkeypatch=monkeypatch)
    assert (status, said.count("\n")) == (1, 1)
    assert said.startswith("rolecall: not-an-id is not an id")
    status, _ = failing("apps", "show", capsys=capsys, monkeypatch=monkeypatch)
    assert status == 2
    monkeypatch.setenv("ROLECALL_PORT", "many")
    status, said = failing("health", capsys=capsys, monkeypatch=monkeypatch)
    assert status == 2
    assert "ROLECALL_PORT is not usable" in said
