"""Spans and sentences as skills of ESCO."""

from __future__ import annotations

import numpy as np
import pytest

from rolecall.match.skills import linking


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("web development", "web programming"),
        ("python", "Python (computer programming)"),
        ("project management", "project management"),
        ("communicating with customers", "communicate with customers"),
    ],
)
def test_a_span_is_linked_to_its_skill(text: str, label: str) -> None:
    assert label in [each.label for each in linking.link(text)]


def test_a_label_itself_comes_first() -> None:
    for label in linking.labels()[100:13000:2500]:
        assert linking.link(label)[0].label == label


def test_a_long_sentence_is_linked_by_what_stands_in_it() -> None:
    sentence = (
        "On most mornings you will be the person who opens the shop, and besides that we expect some knowledge of "
        "computer science and of nothing else that comes to our mind."
    )
    assert "computer science" in [each.label for each in linking.link(sentence)]


def test_links_come_best_first_and_never_twice() -> None:
    found = linking.link("manage staff and budgets", most=20)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert len({each.label for each in found}) == len(found) == 20


@pytest.mark.parametrize("text", ["", " ", "()", "…"])
def test_a_text_without_a_word_is_no_skill(text: str) -> None:
    assert linking.link(text) == []


def test_every_text_is_scored_by_itself() -> None:
    texts = ["web development", "care for patients"]
    assert np.array_equal(linking.scores(texts)[1], linking.scores(texts[1:])[0])
