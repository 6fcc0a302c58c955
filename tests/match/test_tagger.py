"""Where a sentence names something one must know."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolecall.match.skills import tagger


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in tagger.known(text)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Experience with Python, Java and Docker", ["Python", "Java", "Docker"]),
        ("Knowledge of machine learning and SQL", ["machine learning", "SQL"]),
        ("Experience with Kubernetes or Terraform", ["Kubernetes", "Terraform"]),
    ],
)
def test_names_in_a_list_are_found_one_by_one(sentence: str, names: list[str]) -> None:
    assert found(sentence) == names


@pytest.mark.parametrize("name", ["Zorvix", "QuanTreeDB", "Flumox.js"])
def test_a_name_that_no_list_has_is_known_by_its_company(name: str) -> None:
    assert name in found(f"Experience with Python, {name}, Java and Docker")


@pytest.mark.parametrize(
    "sentence",
    [
        "We go above and beyond and meet our goals.",
        "You will drive growth in a solid team.",
        "Apply now and join us!",
        "Our office has a gym and free lunch.",
    ],
)
def test_ordinary_sentences_name_nothing(sentence: str) -> None:
    assert found(sentence) == []


def test_no_span_reaches_over_a_comma() -> None:
    assert all(
        "," not in each for each in found("Experience in statistics, machine learning, data mining, Spark, Kafka")
    )


def test_what_one_does_is_a_layer_of_its_own() -> None:
    text = "You will manage projects and communicate with clients."
    assert [text[start:end] for start, end in tagger.known(text, "skill")]


def test_tokens_and_text_are_tagged_alike() -> None:
    text = "Experience with Python and machine learning"
    words = text.split()
    assert [" ".join(words[first:last]) for first, last in tagger.tagged(words)] == found(text)


def test_another_process_finds_the_same() -> None:
    text = "Proficiency in GIS, PostgreSQL and Apache Kafka; knowledge of statistics is a plus"
    code = f"from rolecall.match.skills import tagger; print(tagger.known({text!r}), tagger.digest())"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == f"{tagger.known(text)} {tagger.digest()}"


def test_spans_do_not_depend_on_what_was_tagged_before() -> None:
    text = "Experience with NumPy, SciPy and Pandas"
    before = tagger.known(text)
    for number in range(3000):
        tagger.known(f"word{number} is Thing{number}")
    assert tagger.known(text) == before


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = tagger.known(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("text", ["", " ", ",", "((((", "a" * 5000, ", ".join(["Python"] * 500)])
def test_any_text_is_tagged_without_complaint(text: str) -> None:
    tagger.known(text)
