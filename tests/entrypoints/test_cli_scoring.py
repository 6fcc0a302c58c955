"""Decisions about postings, why a posting has its score, and how scores are made, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from typer.testing import Result

from rolecall.entrypoints.commands.scoring import WIDTH, bar
from tests.entrypoints.test_cli import listed


def test_postings_are_decided_on_and_found_by_it(rolecall: Callable[..., Result], filled: UUID) -> None:
    ids = [row["id"] for row in listed(rolecall("postings", "search", "--json", "--limit", "50"))]
    assert "is on your shortlist" in rolecall("postings", "shortlist", ids[0]).output
    (told,) = listed(rolecall("postings", "reject", ids[1], "--reason", "pay", "--json"))
    assert (told["id"], told["kind"], told["relevant"], told["reason"]) == (ids[1], "rejected", False, "pay")

    def found(decided: str) -> list[str]:
        return [
            row["id"] for row in listed(rolecall("postings", "search", "--decided", decided, "--json", "--limit", "50"))
        ]

    assert (found("shortlisted"), found("rejected")) == ([ids[0]], [ids[1]])
    assert sorted(found("undecided")) == sorted(ids[2:])
    assert "undecided again" in rolecall("postings", "undecide", ids[1]).output
    assert found("rejected") == []
    assert rolecall("postings", "search", "--decided", "perhaps").exit_code == 2
    assert rolecall("postings", "reject", ids[0], "--reason", "x" * 501).exit_code == 2
    assert "no such posting" in str(rolecall("postings", "shortlist", str(UUID(int=1))).exception)


def test_a_match_is_shown_with_its_parts_and_both_sentences(rolecall: Callable[..., Result], filled: UUID) -> None:
    best = listed(rolecall("postings", "search", "--json"))[0]
    rolecall("postings", "reject", best["id"], "--reason", "too far")
    (told,) = listed(rolecall("match", "show", best["id"], "--json"))
    assert (told["score"], told["posting"]["title"]) == (best["score"], best["title"])
    assert told["label"]["reason"] == "too far"
    shown = rolecall("match", "show", best["id"]).output
    assert f"Score {best['score']} of 100" in shown
    assert "You: rejected (too far)" in shown
    for part in told["contributions"]:
        assert f"{part['points']:+.1f}" in shown
    evidenced = next(finding for finding in told["findings"] if finding["evidence"])
    for sentence in (evidenced["text"], evidenced["evidence"]):
        assert " ".join(sentence.split()) in shown


def test_a_bar_shows_what_was_got_of_what_could_be_got() -> None:
    assert bar(30, 30, 30) == "█" * WIDTH
    assert bar(15, 30, 30) == "█" * (WIDTH // 2) + "░" * (WIDTH // 2)
    assert bar(-15, 0, 30) == "-" * (WIDTH // 2) + " " * (WIDTH // 2)
    assert bar(0, 0, 30) == " " * WIDTH


def test_the_model_is_told_exported_reset_and_learnt_again(
    rolecall: Callable[..., Result], filled: UUID, tmp_path: Path
) -> None:
    ids = [row["id"] for row in listed(rolecall("postings", "search", "--json", "--limit", "50"))]
    rolecall("postings", "shortlist", ids[0])
    rolecall("postings", "reject", ids[1], "--reason", "known")
    (told,) = listed(rolecall("match", "model", "--json"))
    assert (told["state"], told["labels"], told["liked"], told["not_learnt_from"]) == ("general", 1, 1, 1)
    assert "39 more decisions" in rolecall("match", "model").output

    out = tmp_path / "scoring.json"
    assert rolecall("match", "model", "--export", str(out)).exit_code == 0
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert {label["posting_id"] for label in kept["labels"]} == set(ids[:2])
    assert json.loads(rolecall("match", "model", "--export", "-").stdout)["labels"] == kept["labels"]
    assert "cannot be written" in str(rolecall("match", "model", "--export", str(tmp_path)).exception)

    (gone,) = listed(rolecall("match", "model", "--reset", "--forget", "--json"))
    assert (gone["labels"], gone["by_kind"]) == (0, {})
    (back,) = listed(rolecall("match", "model", "--learn", "--json"))
    assert (back["labels"], back["by_kind"]) == (1, {"rejected": 1, "shortlisted": 1})
    assert rolecall("match", "model", "--forget").exit_code == 2
    assert rolecall("match", "model", "--reset", "--learn").exit_code == 2
