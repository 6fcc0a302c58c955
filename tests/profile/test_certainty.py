"""How sure the reading of a field is."""

from __future__ import annotations

from tools.resumes.made_up import made_up

from rolecall.profile.files.text import read_text
from rolecall.profile.parse.parse import parse, read_by_rules
from rolecall.profile.parse.tagger.shipped import LABELS, LEXICAL, shipped, without_words
from rolecall.profile.parse.tagger.words import INDEX

CLEAR = """Dana Fonseca

EXPERIENCE

Senior Software Engineer
Kestrel Systems Ltd - Berlin
May 2019 - June 2022
• Moved nine services to another region

EDUCATION

BSc in Physics
University of Alder
2015

SKILLS

Python, SQL, Docker
"""
MUDDLED = """Dana Fonseca

EXPERIENCE

May 2019
we were three and then nine
and kept the lights on
2022 was the last year of the old house
"""


def test_every_field_says_how_sure_it_is() -> None:
    resume = parse(read_text(CLEAR))
    assert {"/work/0/name", "/work/0/position", "/education/0/institution", "/skills/0/keywords/0"} <= set(
        resume.sources
    )
    assert all(0 < source.confidence < 1 for source in resume.sources.values())


def test_a_clear_head_is_surer_than_a_muddled_one() -> None:
    clear = parse(read_text(CLEAR)).sources
    muddled = parse(read_text(MUDDLED)).sources
    names = [source.confidence for pointer, source in muddled.items() if pointer.endswith(("/name", "/position"))]
    doubtful = [each for pointer, each in zip(muddled, names, strict=False) if pointer.startswith("/work")]
    assert clear["/work/0/name"].confidence > 0.8
    assert clear["/work/0/position"].confidence > 0.8
    assert min(doubtful) < 0.6


def test_the_tagger_changes_no_field() -> None:
    for seed in range(5):
        document = read_text(made_up(10_000 + seed).text)
        assert parse(document).model_dump(exclude={"sources"}) == read_by_rules(document).model_dump(
            exclude={"sources"}
        )


def test_right_fields_are_surer_than_wrong_ones() -> None:
    right: list[float] = []
    wrong: list[float] = []
    for seed in range(10_000, 10_040):
        made = made_up(seed)
        for pointer, source in parse(read_text(made.text)).sources.items():
            label = LABELS.get(INDEX.sub("", pointer).strip("/"))
            if label in ("employer", "position", "school"):
                said = any(made.text[start:end] == source.text for each, start, end in made.spans if each == label)
                (right if said else wrong).append(source.confidence)
    assert len(right) > 50
    assert len(wrong) > 4
    assert sum(right) / len(right) > sum(wrong) / len(wrong) + 0.1


def test_the_shipped_weights_name_no_word() -> None:
    assert all(without_words([name]) for name in shipped().chain.weights)
    assert not without_words(["w=acme", "-2:w=acme", "w|k=acmeworkp", "1:u3=cme"])
    assert LEXICAL


def test_the_same_file_is_as_sure_each_time() -> None:
    assert parse(read_text(CLEAR)) == parse(read_text(CLEAR))
