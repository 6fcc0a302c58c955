"""The quality check: every kind of fault is found at its place, and a good letter is left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rolecall.prepare.content import Block, FactRef, Paragraph, Sentence, Source
from rolecall.prepare.letters.check import LetterCheck, LetterFinding, LetterFor, check
from rolecall.prepare.letters.check_words import CLICHES, HEDGES, cliches_in

FACT = (FactRef("f_1", "Built the ledger in Python"),)
GIVEN = LetterFor("Brightline", "Ledger Engineer", "en", "short", asked=("Python", "Kafka"))
GOOD = (
    ("text", "Dear Brightline team,", ()),
    ("text", "I am applying for the position of Ledger Engineer at Brightline.", ()),
    ("text", "At Parcelwise, I built the ledger in Python and moved its events to Kafka over two years.", FACT),
    (
        "text",
        "There, four colleagues and I cut the nightly run from six hours to twenty minutes, with tests first.",
        FACT,
    ),
    ("text", "The same ledger now closes the books for eleven shops without a night shift.", FACT),
    ("text", "My résumé is enclosed, and I would be glad to talk about what this position needs first.", ()),
    ("closing", "Kind regards,", ()),
)


def letter(*sentences: tuple[str, str, tuple[FactRef, ...]]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(Block(kind), (Sentence(f"letter/{at}", text, Source.FACT if facts else Source.TEMPLATE, facts),))
        for at, (kind, text, facts) in enumerate(sentences)
    )


def of_kind(found: LetterCheck, kind: str) -> list[LetterFinding]:
    return [finding for finding in found.findings if finding.kind == kind]


def with_sentence(text: str, facts: tuple[FactRef, ...] = ()) -> tuple[Paragraph, ...]:
    return letter(*GOOD[:-1], ("text", text, facts), GOOD[-1])


def test_a_good_letter_has_a_hundred() -> None:
    found = check(letter(*GOOD), GIVEN)
    assert found.findings == ()
    assert found.score == 100
    assert len(found.good) >= 5


def test_the_score_is_a_hundred_less_its_reasons() -> None:
    found = check(
        with_sentence("I am a team player with a proven track record, and I hope [Company] will see it."), GIVEN
    )
    assert found.score == 100 - sum(finding.points for finding in found.findings)
    assert found.score < 100


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("I am a team player.", "cliche", "team player"),
        ("Perhaps I could help.", "hedging", "Perhaps"),
        ("I would fit in well at {company}.", "placeholder", "{company}"),
        ("I have admired [Company Name] for long.", "placeholder", "[Company Name]"),
        ("I have always wanted to work for Otherbank.", "company", "Otherbank"),
        ("At Parcelwise, I built the ledger in Python again.", "repeated", "at parcelwise i built the"),
    ],
)
def test_a_fault_is_found_with_its_place_and_what_to_do(text: str, kind: str, place: str) -> None:
    found = of_kind(check(with_sentence(text), replace(GIVEN, others=("Otherbank",))), kind)
    assert [(finding.sentence, finding.text) for finding in found] == [("letter/6", place)]
    assert found[0].why
    assert found[0].todo


def test_another_company_that_is_part_of_ones_own_work_is_no_copy() -> None:
    found = check(with_sentence("I built the tills of Otherbank.", FACT), replace(GIVEN, others=("Otherbank",)))
    assert not of_kind(found, "company")


def test_a_letter_that_names_neither_company_nor_position_says_so() -> None:
    bare = letter(("text", "To whom it may concern,", ()), *GOOD[2:])
    said = " ".join(finding.why for finding in of_kind(check(bare, GIVEN), "addressed"))
    assert "never names Brightline" in said
    assert "never names the position" in said
    assert "to nobody" in said


def test_a_person_who_is_known_is_to_be_greeted() -> None:
    found = of_kind(check(letter(*GOOD), replace(GIVEN, contact="Robin Ferris")), "addressed")
    assert found[0].sentence == "letter/0"
    assert "Robin Ferris" in found[0].todo


def test_a_letter_without_evidence_is_not_specific() -> None:
    found = check(letter(*GOOD[:2], *GOOD[5:]), GIVEN)
    assert len(of_kind(found, "specific")) == 2


def test_evidence_that_nobody_asked_for_is_told() -> None:
    found = of_kind(check(letter(*GOOD), replace(GIVEN, asked=("Rust", "Haskell"))), "specific")
    assert "Rust" in found[0].todo


@pytest.mark.parametrize(("length", "points"), [("medium", 12), ("long", 12)])
def test_a_letter_shorter_than_asked_loses_points(length: str, points: int) -> None:
    found = of_kind(check(letter(*GOOD), replace(GIVEN, length=length)), "length")
    assert [finding.points for finding in found] == [points]


def test_a_letter_in_the_wrong_language_is_noticed() -> None:
    assert of_kind(check(letter(*GOOD), replace(GIVEN, language="de")), "language")
    assert not of_kind(check(letter(*GOOD), GIVEN), "language")


def test_sentences_that_begin_alike_are_noticed() -> None:
    same = [("text", f"I built part {word} of it.", FACT) for word in ("one", "two", "three", "four", "five", "six")]
    assert len(of_kind(check(letter(*GOOD[:2], *same, GOOD[-1]), GIVEN), "openings")) == 2


def test_long_and_passive_sentences_are_noticed() -> None:
    long = " ".join(["and so on"] * 15) + "."
    passive = "It was written by a team. The rest was checked by me."
    found = check(letter(*GOOD[:-1], ("text", long, FACT), ("text", passive, FACT), ("text", passive, FACT)), GIVEN)
    assert of_kind(found, "long")
    assert of_kind(found, "passive")


@pytest.mark.parametrize("language", CLICHES)
def test_every_language_has_its_lists(language: str) -> None:
    assert language in HEDGES
    assert len(CLICHES[language].split("|")) >= 10


def test_cliches_are_whole_words() -> None:
    assert cliches_in("The ninjas of my guruship", "en") == []
    assert cliches_in("a Team Player", "en") == ["Team Player"]
