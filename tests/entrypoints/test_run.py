"""`rolecall run`: from a résumé and recorded answers to a ranking and packages, without database or network."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from typer.testing import CliRunner, Result

from rolecall.entrypoints.cli import app
from rolecall.entrypoints.demo.candidate import FILENAME, resume_pdf
from tests.entrypoints.conftest import sample_answers

FILES = {"resume.pdf", "resume.docx", "cover-letter.pdf", "cover-letter.docx", "package.json"}


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["run", *map(str, words)])


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    path = tmp_path / FILENAME
    path.write_bytes(resume_pdf())
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    path = tmp_path / "jobs.json"
    path.write_bytes(sample_answers())
    return path


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_it_ranks_and_writes_a_package_for_each_of_the_best(resume: Path, answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(resume, "--from", answers, "--top", "3", "--out", out)
    assert result.exit_code == 0, result.output
    ranking = json.loads((out / "ranking.json").read_text())
    assert [entry["rank"] for entry in ranking] == list(range(1, len(ranking) + 1))
    assert ranking[0]["score"] > ranking[-1]["score"]
    assert set(ranking[0]["posting"]) == {"id", "board", "company", "title", "url", "locations"}
    assert {"text", "kind", "met", "evidence"} <= set(ranking[0]["requirements"][0])
    with (out / "ranking.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["rank"]) for row in rows] == [entry["rank"] for entry in ranking]

    folders = sorted(path for path in out.iterdir() if path.is_dir())
    assert [folder.name[:3] for folder in folders] == ["01-", "02-", "03-"]
    for folder, entry in zip(folders, ranking, strict=False):
        assert {path.name for path in folder.iterdir()} == FILES
        package = json.loads((folder / "package.json").read_text())
        for file in package["files"]:
            assert sha256((folder / file["name"]).read_bytes()).hexdigest() == file["sha256"]
        assert entry["posting"]["company"] in words_of(folder / "cover-letter.pdf")
        said = [item for section in package["resume"]["sections"] for item in section["items"]]
        assert said
        assert all(item["facts"] for item in said), "a line of the résumé without a fact"


def test_the_same_input_gives_the_same_bytes(resume: Path, answers: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run(resume, "--from", answers, "--top", "1", "--out", tmp_path / name).exit_code == 0
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.pdf", b"", "no text"),
        ("broken.pdf", b"%PDF-1.7 nothing follows", "."),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "."),
    ],
)
def test_a_resume_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, answers: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run(path, "--from", answers)
    assert result.exit_code == 1
    sentence = str(result.exception)
    assert said in sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence


def test_a_source_that_cannot_be_read_is_reported_and_the_others_are_used(
    resume: Path, answers: Path, tmp_path: Path
) -> None:
    half = tmp_path / "half.json"
    half.write_bytes(sample_answers()[:2000])
    result = run(resume, "--from", half, "--from", answers, "--json", tmp_path / "ranking.json")
    assert result.exit_code == 1
    assert "half.json" in result.output
    assert json.loads((tmp_path / "ranking.json").read_text())


def test_a_place_that_cannot_be_written_is_one_sentence_and_a_second_run_leaves_nothing_of_the_first(
    resume: Path, answers: Path, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    places: list[tuple[str, Path]] = [("--out", taken), ("--json", tmp_path / "no" / "such" / "folder.json")]
    for words in places:
        result = run(resume, "--from", answers, "--top", "1", *words)
        assert result.exit_code == 1
        assert "cannot be written" in str(result.exception)
    out = tmp_path / "out"
    assert run(resume, "--from", answers, "--top", "3", "--out", out).exit_code == 0
    (out / "04-my-own-notes").mkdir()
    assert run(resume, "--from", answers, "--top", "1", "--out", out).exit_code == 0
    folders = sorted(path.name[:3] for path in out.iterdir() if path.is_dir())
    assert folders == ["01-", "04-"], "ours are replaced, others' are not touched"


def test_packages_of_a_resume_without_a_name_come_with_a_warning(answers: Path, tmp_path: Path) -> None:
    nameless = tmp_path / "resume.json"
    nameless.write_text(json.dumps({"work": [{"name": "Oststern AG", "position": "Cook", "highlights": ["Cooked."]}]}))
    result = run(nameless, "--from", answers, "--top", "1", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert "not fit to be sent yet. Your résumé has no name" in " ".join(result.output.split())


def test_a_real_board_is_ranked(data_dir: Path, tmp_path: Path) -> None:
    resumes = data_dir / "resumes_rendercv"
    board = data_dir / "ats_payloads" / "greenhouse" / "canonical_jobs_content_2023-01-13.json.xz"
    if not (resumes.is_dir() and board.is_file()):
        pytest.skip("resumes_rendercv or ats_payloads is missing from the data folder")
    resume = next(iter(sorted(resumes.glob("*.pdf"))))
    result = run(resume, "--from", board, "--top", "2", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "201 postings" in result.output
    assert len([path for path in (tmp_path / "out").iterdir() if path.is_dir()]) == 2


def test_the_papers_come_in_the_design_and_the_formats_asked_for(resume: Path, answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = run(
        *(resume, "--from", answers, "--top", "1", "--out", out, "--design", "sidebar"),
        *("--format", "resume.md", "--format", "resume.json"),
    )
    assert told.exit_code == 0, told.output
    folder = next(path for path in out.iterdir() if path.is_dir())
    assert {path.name for path in folder.iterdir()} == {*FILES, "resume.md", "resume.json"}
    assert json.loads((folder / "package.json").read_text())["design"] == "sidebar"
    assert json.loads((folder / "resume.json").read_text())["work"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--design", "baroque"), "There is no design 'baroque'; there are plain, modern"),
        (("--format", "resume.rtf"), "There is no format 'resume.rtf'; there are resume.md"),
    ],
)
def test_a_design_or_format_that_there_is_not_is_said_before_anything_is_read(
    resume: Path, answers: Path, tmp_path: Path, words: tuple[str, str], sentence: str
) -> None:
    told = run(resume, "--from", answers, "--out", tmp_path / "out", *words)
    assert told.exit_code != 0
    assert sentence in str(told.exception)
    assert not (tmp_path / "out").exists()


def test_the_designs_are_listed_without_a_database() -> None:
    told = CliRunner().invoke(app, ["designs", "list", "--json"])
    assert told.exit_code == 0, told.output
    assert [design["name"] for design in json.loads(told.output)] == [
        "plain",
        "modern",
        "classic",
        "compact",
        "sidebar",
    ]
