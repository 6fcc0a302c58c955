"""The ATS check: our own documents pass it, faults are named where they stand, nothing untrue is told to be added."""

from __future__ import annotations

from datetime import date

import pytest

from rolecall.match.ats.check import AtsCheck, check_against_field, check_against_posting, check_alone
from rolecall.match.ats.keywords import Named
from rolecall.prepare.package import draft, render
from rolecall.profile.ats.check import check_resume
from rolecall.profile.queries import FileCheck, facts_of
from rolecall.profile.read import read_unbounded
from tests.match.examples import BACKEND, MARA
from tests.match.tricks import docx_of, drawn, json_of
from tests.prepare.people import EVERYONE
from tests.prepare.people import TODAY as WRITTEN
from tests.prepare.people import match as matched
from tests.profile.files import pdf, scanned_pdf

DAY = date(2026, 11, 26)


def check(data: bytes, filename: str) -> FileCheck:
    return check_resume(data, filename, DAY)


def against(data: bytes, filename: str, text: str = BACKEND) -> AtsCheck:
    return check_against_posting(
        check(data, filename), read_unbounded(data, filename).resume, "Backend Developer", text
    )


def lost(made: FileCheck | AtsCheck, part: str) -> list[str]:
    return [change.what for change in made.changes if change.part == part and change.gain > 0]


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize("paper", ["resume.pdf", "resume.docx"])
def test_what_we_write_ourselves_passes(who: str, paper: str) -> None:
    resume, posting, asked = EVERYONE[who]
    facts = facts_of(resume)
    made = render(draft(posting, resume, facts, matched(facts, asked), WRITTEN)).files[paper]
    found = check(made, paper)
    parts = {part.name: part for part in found.parts}
    # What the candidate has never said (an end, a place, a summary) is theirs to say; how the file is made is ours.
    assert (parts["text"].value, parts["order"].value, parts["file"].value) == (1.0, 1.0, 1.0), found.changes
    said = 95 - sum(
        change.gain for change in found.changes if change.part in ("sections", "dates", "contact", "length")
    )
    assert found.score >= min(95, said)


def test_a_whole_resume_of_ours_has_95_or_more() -> None:
    """Of candidates who said all that a form asks for."""
    scores = []
    for who, (resume, posting, asked) in EVERYONE.items():
        basics = resume.basics
        if not (basics.phone and basics.location and basics.summary and resume.work and resume.education):
            continue
        facts = facts_of(resume)
        files = render(draft(posting, resume, facts, matched(facts, asked), WRITTEN)).files
        for paper in ("resume.pdf", "resume.docx"):
            found = check(files[paper], paper)
            scores.append((found.score + sum(each.gain for each in found.changes if each.part == "length"), who, paper))
    assert len(scores) >= 2
    assert [each for each in scores if each[0] < 95] == []


def test_the_points_add_up_and_the_same_file_gives_the_same_check() -> None:
    first, again = check(drawn(), "mara.pdf"), check(drawn(), "mara.pdf")
    assert first == again
    assert first.score == round(sum(part.points for part in first.parts))
    assert sum(part.weight for part in first.parts) == 100
    for part in first.parts:
        gains = sum(change.gain for change in first.changes if change.part == part.name)
        assert part.points + gains == pytest.approx(part.weight, abs=0.05)


def test_three_readers_read_a_pdf() -> None:
    found = check(drawn(), "mara.pdf")
    assert [extract.reader for extract in found.extracts] == ["PDFium", "pdfminer", "pypdf"]
    assert all(extract.agreement == 1 for extract in found.extracts)
    assert found.score >= 90


def test_a_scan_has_no_points_and_one_thing_to_change() -> None:
    found = check(scanned_pdf(), "scan.pdf")
    assert (found.score, len(found.changes)) == (0, 1)
    assert "pictures of text" in found.changes[0].what


def test_words_nobody_sees_cost_points() -> None:
    hidden = check(drawn(b"BT /F1 10 Tf 1 g 1 0 0 1 60 60 Tm (Terraform Rust Kafka Scala Haskell) Tj ET"), "mara.pdf")
    assert any("hidden text" in what and "Terraform" in what for what in lost(hidden, "file"))
    assert hidden.score < check(drawn(), "mara.pdf").score


def test_text_boxes_tables_and_headers_of_a_word_file_are_told() -> None:
    def into_header(made) -> None:  # type: ignore[no-untyped-def]
        made.sections[0].header.paragraphs[0].text = "Certified harbour pilot and marine electrician since 2019"

    def into_table(made) -> None:  # type: ignore[no-untyped-def]
        table = made.add_table(rows=6, cols=2)
        for row in table.rows:
            row.cells[0].text, row.cells[1].text = "Languages spoken daily", "English and Portuguese"

    assert any(
        "headers" in what and "electrician" in what for what in lost(check(docx_of(into_header), "m.docx"), "text")
    )
    assert any("tables" in what for what in lost(check(docx_of(into_table), "m.docx"), "text"))
    assert lost(check(docx_of(), "m.docx"), "text") == []


def test_missing_dates_contact_and_sections_are_named_where_they_stand() -> None:
    poor = check(
        b"Mara Lindqvist\n\nEXPERIENCE\n\nBackend Developer, Tidewater Ferries\n- Built the booking service\n\n"
        b"Junior Developer, Cobalt Press\n2018-09 - 2021-02\n- Maintained a Flask site\n",
        "mara.txt",
    )
    assert any("e-mail" in what for what in lost(poor, "contact"))
    assert any("education" in what for what in lost(poor, "sections"))
    assert lost(poor, "length") != []
    assert lost(poor, "file") != []


def test_a_position_that_ends_before_it_begins_is_named() -> None:
    turned = MARA.work[1].model_copy(update={"start_date": "2021-09", "end_date": "2018-02"})
    odd = check(json_of(MARA.model_copy(update={"work": (MARA.work[0], turned)})), "mara.json")
    (ends,) = [change for change in odd.changes if "ends before it begins" in change.what]
    assert "Cobalt Press" in ends.what
    assert ends.where is not None
    assert ends.where.pointer == "/work/1"


def test_two_columns_that_tear_are_found() -> None:
    rows = "\n".join(
        f"#place(top + left, dx: 0cm, dy: {2 + n * 0.6}cm)[Harbour {n} has ferries that leave at dawn]\n"
        f"#place(top + left, dx: 9cm, dy: {2 + n * 0.6}cm)[Press {n} prints books on heavy paper]"
        for n in range(30)
    )
    found = check(pdf(f"#set page(margin: 1cm)\n= Mara Lindqvist\n\n{rows}"), "mara.pdf")
    assert lost(found, "order") != []
    assert lost(found, "text") == []


def test_keywords_are_told_apart() -> None:
    made = against(json_of(MARA), "mara.json")
    by_name = {keyword.name: keyword for keyword in made.keywords}
    assert by_name["Django"].named is Named.LITERAL
    assert by_name["Kubernetes"].named is Named.SYNONYM
    assert by_name["Kubernetes"].yours == "K8s"
    assert by_name["Rust"].named is Named.MISSING
    assert made.parts[0].name == "keywords"
    assert sum(part.weight for part in made.parts) == pytest.approx(100)
    told = [change.what for change in made.changes if change.part == "keywords"]
    assert any("K8s" in what for what in told)


def test_what_the_facts_do_not_hold_is_never_told_to_be_added() -> None:
    made = against(json_of(MARA), "mara.json")
    missing = {keyword.name for keyword in made.keywords if keyword.named is Named.MISSING}
    assert missing
    for name in missing:
        (change,) = [each for each in made.changes if each.part == "keywords" and name in each.what.split(",")[0]]
        assert "only if it is true" in change.what


def test_a_field_is_what_its_postings_ask_for_most() -> None:
    file, resume = check(drawn(), "mara.pdf"), read_unbounded(drawn(), "mara.pdf").resume
    made = check_against_field(
        file, resume, "for “Backend Developer”", [BACKEND] * 4 + [BACKEND.replace("Django", "Rails")]
    )
    shares = {keyword.name: keyword.share for keyword in made.keywords}
    assert (shares["Django"], shares["PostgreSQL"]) == (0.8, 1.0)
    assert made.against == "5 postings for “Backend Developer”"
    few = check_against_field(file, resume, "for “Backend Developer”", [BACKEND])
    assert (few.keywords, few.score) == ((), check_alone(file).score)
    assert any("left out" in notice for notice in few.notices)
