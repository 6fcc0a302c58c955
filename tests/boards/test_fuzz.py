"""The fuzz program finds what breaks a parser, makes it small and keeps it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import fuzz
from rolecall.boards.lever import Lever
from rolecall.boards.registry import BOARDS


def test_a_short_run_over_every_board_meets_no_crash(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seconds = 0.2
    status = fuzz.main(["--minutes", str(seconds / 60), "--data", str(tmp_path), "--out", str(tmp_path / "out")])
    told = capsys.readouterr()
    assert status == 0, told.err
    assert all(f"{name}: inputs" in told.out for name in [*BOARDS, "captured"])
    assert not (tmp_path / "out").exists()


def test_a_crash_is_found_made_small_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Lever._listing

    def brittle(self: Lever, raw: Any, *rest: Any) -> Any:
        _ = raw["categories"]
        return original(self, raw, *rest)

    monkeypatch.setattr(Lever, "_listing", brittle)
    out = tmp_path / "out"
    arguments = ["--minutes", "0.05", "--board", "lever", "--data", str(tmp_path), "--out", str(out), "--seed", "7"]
    assert fuzz.main(arguments) == 1
    kept = {file.read_text(encoding="utf-8").split("\n")[0]: file for file in out.glob("*.txt")}
    (told,) = [line for line in kept if line.startswith("KeyError")]
    body = kept[told].with_suffix(".input").read_bytes()
    assert len(body) < 200
    with pytest.raises(KeyError):
        BOARDS["lever"].parse(body)


def test_a_parser_that_hangs_is_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "HANG", 0.05)

    def endless(_: bytes) -> int:
        while True:
            pass

    crash, _ = fuzz._tried(endless, b"{}")
    assert crash is not None
    assert crash.what.startswith("more than 0.05 s")
