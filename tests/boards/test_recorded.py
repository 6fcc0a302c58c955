"""Files of recorded answers: every packing, several boards, damage, bombs."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from rolecall.boards.outcomes import RecordedFileProblem
from rolecall.boards.recorded import read
from rolecall.boards.registry import BOARDS, recognise
from tests.boards.conftest import answer_file, dumped, told


def addresses(source: Path | bytes, board: str | None = None) -> list[str]:
    return [str(address) for address, _ in read(source, board)]


@pytest.mark.parametrize("name", BOARDS)
def test_the_board_is_recognised_from_the_content(name: str) -> None:
    (read_back,) = read(answer_file(f"{name}/list"))
    assert read_back[0].board == name
    board = recognise(told(f"{name}/list"))
    assert board is not None
    assert board.name == name
    assert [other for other in BOARDS.values() if other.recognises(told(f"{name}/list"))] == [board]


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert addresses(b"\xef\xbb\xbf" + dumped(told("lever/list"))) == ["lever:perales@eu"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
@pytest.mark.parametrize("indent", [None, 2])
def test_every_packing_is_read(tmp_path: Path, pack: Callable[[bytes], bytes], indent: int | None) -> None:
    file = tmp_path / "answer.bin"
    file.write_bytes(pack(json.dumps(told("greenhouse/list"), indent=indent).encode()))
    assert addresses(file) == ["greenhouse:tidewater"]


def test_lines_may_hold_several_boards() -> None:
    several = ("greenhouse", "lever", "ashby", "pinpoint")
    lines = b"\n".join([dumped(told(f"{name}/list")) for name in several] + [b""])
    assert addresses(lines) == ["greenhouse:tidewater", "lever:perales@eu", "ashby:Vetro Vivo", "pinpoint:tallship"]


def test_a_company_written_beside_the_jobs_is_its_address() -> None:
    line = dumped({"company": "Tide", "fetched_at": "2026-10-01", "job_count": 2, **told("greenhouse/list")})
    assert addresses(line) == ["greenhouse:tide"]


def test_a_bad_line_is_said_and_the_others_are_read() -> None:
    answers = read(b"\n".join([dumped(told("lever/list")), b'{"jobs": [', b'{"hello": 1}', dumped(told("ashby/list"))]))
    assert [address.board for address, _ in answers] == ["lever", "ashby"]
    assert answers.problems == [
        "The file (line 2) is not JSON and was left out.",
        f"The file (line 3) looks like no board we know: {', '.join(BOARDS)}.",
    ]


def test_the_board_may_be_given() -> None:
    assert addresses(dumped({"jobs": []}), "ashby") == ["ashby:unknown"]
    with pytest.raises(RecordedFileProblem, match="There is no board called “monster”"):
        read(b"{}", "monster")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing at all"),
        (b"   \n", "nothing at all"),
        (b"<html><body>Sign in</body></html>", "web page instead of JSON"),
        (b'{"jobs": [{"id": 1, "title": "Lo', "stops in the middle"),
        (b'{"hello": 1}', "looks like no board we know"),
        (b"[]", "looks like no board we know"),
        (gzip.compress(b"[" * 5_000)[:-20], "damaged"),
        (lzma.compress(b"[" * 5_000)[:-20], "damaged"),
        (b"\x1f\x8b nonsense", "damaged"),
        (b"\xfd7zXZ\x00 nonsense", "damaged"),
        (b"\x00\xff\xfe", "not JSON"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(RecordedFileProblem) as caught:
        addresses(content)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_bomb_is_left_alone(pack: Callable[[bytes], bytes]) -> None:
    for content in (b"[" + b" " * 3_000_000 + b"]", b"[1]\n" + b"[2]\n" * 800_000, b"\n" * 3_000_000):
        with pytest.raises(RecordedFileProblem, match="more than 1 MB when unpacked"):
            list(read(pack(content), limit=1_000_000))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordedFileProblem, match="There is no file"):
        read(tmp_path / "missing.json")
    with pytest.raises(RecordedFileProblem, match="There is no file"):
        read(tmp_path)
