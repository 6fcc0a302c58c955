"""The cover letter reads like a letter."""

from __future__ import annotations

import re

import pytest

from rolecall.prepare.content import Block, Draft, Source
from rolecall.prepare.letter import body_words
from rolecall.prepare.letters.phrases import BOUNDS, Length, Tone
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.package import draft
from rolecall.prepare.wording import WORDINGS
from rolecall.profile.queries import Education, Skill, facts_of
from tests.prepare.people import ENGINEER, EVERYONE, NURSE, TODAY, match, posting


def letter_of(who: str, wish: LetterWish | None = None) -> Draft:
    resume, wanted, asked = EVERYONE[who]
    facts = facts_of(resume)
    return draft(wanted, resume, facts, match(facts, asked), TODAY, wish=wish)


def text(drafted: Draft) -> str:
    return "\n".join(sentence.text for sentence in drafted.sentences())


@pytest.mark.parametrize("who", ["engineer", "nurse"])
def test_it_has_as_many_words_as_its_length_asks(who: str) -> None:
    bounds = BOUNDS[Length.MEDIUM]
    assert bounds.fewest <= body_words(letter_of(who).letter) <= bounds.most


def test_it_is_short_and_says_so_when_there_is_little_to_tell() -> None:
    drafted = letter_of("student")
    assert body_words(drafted.letter) < BOUNDS[Length.MEDIUM].fewest
    assert any("your facts give no more" in notice for notice in drafted.notices)


def test_it_is_addressed_and_names_the_position() -> None:
    said = text(letter_of("engineer"))
    assert "Dear Brightline Payments hiring team," in said
    assert "I am applying for the position of Staff Software Engineer, Payments at Brightline Payments." in said


def test_a_formal_letter_sets_points_verbatim_under_their_position_and_dates() -> None:
    drafted = letter_of("engineer", LetterWish(tone=Tone.FORMAL))
    blocks = [(p.block, [s.text for s in p.sentences]) for p in drafted.letter]
    lead = blocks.index((Block.LEAD, ["Senior Backend Engineer, Parcelwise Ltd (Mar 2022 – Present)"]))
    block, lines = blocks[lead + 1]
    assert block is Block.LIST
    assert set(lines) <= set(ENGINEER.work[0].highlights)


def test_it_offers_only_what_facts_show() -> None:
    said = text(letter_of("engineer"))
    assert "I bring Python, Go, Kubernetes, Kafka and PostgreSQL." in said
    assert "Rust" not in said


@pytest.mark.parametrize(
    ("who", "greeting"), [("ingenieur", "Sehr geehrtes Team von"), ("teacher", "Madame, Monsieur,")]
)
def test_it_is_written_in_the_postings_language(who: str, greeting: str) -> None:
    assert greeting in text(letter_of(who))


def test_mixed_languages_are_said() -> None:
    facts = facts_of(ENGINEER)
    german = EVERYONE["ingenieur"][1]
    drafted = draft(german, ENGINEER, facts, match(facts, ["Python"]), TODAY)
    assert drafted.letter_language == "de"
    assert any("posting's language (de)" in notice for notice in drafted.notices)


def test_an_unknown_language_falls_back_to_english() -> None:
    facts = facts_of(ENGINEER)
    finnish = posting(
        "Ohjelmistokehittäjä", "Kuusi Oy", "Etsimme kehittäjää tiimiimme. Osaat Pythonia ja Kubernetesia."
    )
    assert draft(finnish, ENGINEER, facts, match(facts, ["Python"]), TODAY).letter_language == "en"


def test_every_sentence_says_where_it_comes_from() -> None:
    for sentence in letter_of("nurse").sentences():
        assert (sentence.source is Source.FACT) == bool(sentence.facts)


def test_the_date_is_written_as_the_country_writes_it() -> None:
    assert "November 22, 2026" in text(letter_of("nurse"))
    assert "22 November 2026" in text(letter_of("engineer"))
    assert "22. November 2026" in text(letter_of("ingenieur"))


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("language", WORDINGS)
def test_every_language_has_every_phrase_and_slot(language: str, tone: Tone) -> None:
    english, other = WORDINGS["en"], WORDINGS[language]
    assert len(other.months.split()) == len(other.short_months.split()) == 12
    free = {"greeting": {"company"}, "greeting_contact": {"contact"}, "now": {"now"}}
    for name in english.letters[tone].__slots__:
        ours, theirs = getattr(english.letters[tone], name), getattr(other.letters[tone], name)
        if isinstance(ours, str):
            assert theirs
            slots = set(re.findall(r"\{(\w+)\}", ours)) - free.get(name, set())
            assert slots <= set(re.findall(r"\{(\w+)\}", theirs)), (language, tone, name)


@pytest.mark.parametrize("language", WORDINGS)
def test_no_phrase_says_what_the_candidate_believes(language: str) -> None:
    belief = r"(?i)believe|matter most|halte ich|wesentlich|semblent|considero|úteis|útiles|ritengo|volgens mij"
    for phrases in WORDINGS[language].letters.values():
        assert not re.search(belief, phrases.shown + phrases.shown_alone)


def test_points_stand_under_neutral_words_when_nothing_matches() -> None:
    resume, wanted, _ = EVERYONE["engineer"]
    facts = facts_of(resume)
    said = text(draft(wanted, resume, facts, match(facts, ()), TODAY, wish=LetterWish(tone=Tone.FORMAL)))
    assert "The following points are taken from my career:" in said


@pytest.mark.parametrize(
    ("degree", "area", "said"),
    [
        ("PhD", "Computer Science", "I studied Computer Science (PhD, Leeds School)."),
        ("Master of Science", "Statistics", "I studied Statistics (Master of Science, Leeds School)."),
        ("CAP", "Pâtissier", "I trained at Leeds School (CAP Pâtissier)."),
        ("Diploma", "Welding", "I trained at Leeds School (Diploma Welding)."),
    ],
)
def test_a_trade_is_not_said_to_be_studied(degree: str, area: str, said: str) -> None:
    study = Education(study_type=degree, area=area, institution="Leeds School", end_date="2018")
    resume = ENGINEER.model_copy(update={"education": (study,)})
    facts = facts_of(resume)
    assert said in text(draft(EVERYONE["engineer"][1], resume, facts, match(facts, ["Python"]), TODAY))


def test_a_capital_that_only_began_a_line_is_written_small() -> None:
    names = ("Patient education", "Triage", "Fall Prevention", "Python", "Epic", "AWS", "Docker")
    resume = NURSE.model_copy(update={"skills": tuple(Skill(name=name) for name in names)})
    facts = facts_of(resume)
    text_of_it = "You care for each patient in triage, you go an epic way, and you run docker and our python tools."
    wanted = posting("Nurse", "St. Bede", text_of_it)
    said = text(draft(wanted, resume, facts, match(facts, names), TODAY))
    assert "I bring patient education, triage, Fall Prevention, Python and Epic." in said


def test_a_capital_within_a_sentence_is_a_name() -> None:
    resume = NURSE.model_copy(update={"skills": (Skill(name="Meridian"),)})
    facts = facts_of(resume)
    wanted = posting("Nurse", "St. Bede", "You chart in Meridian every day. You know what a meridian is.")
    assert "I bring Meridian." in text(draft(wanted, resume, facts, match(facts, ["Meridian"]), TODAY))


def test_licences_that_the_posting_insists_on_are_named_first() -> None:
    resume, wanted, asked = EVERYONE["veteran"]
    facts = facts_of(resume)
    said = text(draft(wanted, resume, facts, match(facts, [*asked, "Forklift licence"]), TODAY))
    assert "I bring Forklift licence, SAP, Lean and warehouse." in said


def test_in_another_language_the_candidates_sentences_stand_only_in_lists() -> None:
    facts = facts_of(ENGINEER)
    drafted = draft(EVERYONE["ingenieur"][1], ENGINEER, facts, match(facts, ["Python"]), TODAY)
    summary = "Backend engineer with eight years in payments and logistics."
    assert all(summary not in sentence.text for sentence in drafted.sentences())
    introduced = "I am a backend engineer with eight years in payments and logistics."
    assert any(sentence.text == introduced for sentence in letter_of("engineer").sentences())


def test_shouted_skills_are_written_as_the_posting_writes_them_and_stay_the_same_words() -> None:
    loud = ENGINEER.model_copy(
        update={
            "work": (
                ENGINEER.work[0].model_copy(update={"highlights": ("Ran QUALITY ASSURANCE for 4 product lines",)}),
            )
        }
    )
    facts = facts_of(loud)
    for written, said in (
        ("quality assurance", "I bring quality assurance."),
        ("QA", "I bring Quality Assurance."),
    ):
        wanted = posting("Tester", "Brightline", f"You know {written} and you work with the team in our office.")
        assert said in text(draft(wanted, loud, facts, match(facts, ["Quality assurance"]), TODAY))
