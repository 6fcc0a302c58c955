"""What is learnt from a person's decisions: it follows them, says how sure it is, and survives being written down."""

from __future__ import annotations

import json
from dataclasses import replace
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolecall.match.calibration import GENERAL, LEAST_LABELS, probability
from rolecall.match.learning import personal
from rolecall.match.learning.laplace import Data
from rolecall.match.learning.personal import MOST_EXAMPLES, SURE, Example, Personal, fit
from rolecall.match.learning.reranker import FARTHEST
from tests.match.decisions import examples, personal_model

LIKES_FERRIES = fit(examples(pull=3.0))


def test_what_the_person_likes_above_the_general_model_is_found_and_told() -> None:
    with_word = LIKES_FERRIES.predict({GENERAL: 0.0, "must": 0.5}, {"ferries": 2.0, "team": 1.0})
    without = LIKES_FERRIES.predict({GENERAL: 0.0, "must": 0.5}, {"product": 1.0, "team": 1.0})
    assert with_word[0] > 0.7
    assert without[0] < 0.3
    moved = LIKES_FERRIES.explain({GENERAL: 0.0, "must": 0.5}, {"ferries": 2.0, "team": 1.0})
    assert (moved[0].kind, moved[0].name) == ("word", "ferries")
    assert moved[0].by > 0
    assert LIKES_FERRIES.strongest()[0].name == "ferries"
    predicted, told = LIKES_FERRIES.judge({GENERAL: 0.0}, {"ferries": 1.0})
    assert "“ferries”" in told
    assert predicted == LIKES_FERRIES.predict({GENERAL: 0.0}, {"ferries": 1.0})


def test_it_is_better_than_the_general_model_on_postings_that_it_has_not_seen() -> None:
    quality = LIKES_FERRIES.quality
    assert quality.brier < quality.brier_general
    assert quality.auc > quality.auc_general
    fresh = examples(80, pull=3.0, seed=99)
    own = sum((LIKES_FERRIES.predict(each.features, each.words)[0] - each.relevant) ** 2 for each in fresh)
    general = sum((probability(each.features[GENERAL]) - each.relevant) ** 2 for each in fresh)
    assert own < general / 2


@pytest.mark.parametrize("count", [0, 1, 20, LEAST_LABELS - 1])
def test_below_the_least_number_of_labels_the_general_model_rules(count: int) -> None:
    model = fit(examples(count))
    assert (model.ready, model.calibrated, model.quality.labels) == (False, False, count)
    chance, low, high = model.predict({GENERAL: 1.2}, {"ferries": 1.0})
    assert chance == low == high == pytest.approx(probability(1.2), abs=1e-4)


def test_labels_of_one_kind_alone_teach_nothing() -> None:
    model = fit([replace(each, relevant=True) for each in examples(100)])
    assert not model.ready


def test_decisions_that_follow_nothing_are_never_called_calibrated() -> None:
    assert not personal_model(tried=False).calibrated
    assert personal_model(tried=True).calibrated


def test_repeats_of_one_posting_do_not_count_as_proof() -> None:
    """Ten postings, each decided ten times, by chance: words tell them apart, and nothing is learnt from that."""
    repeated = [
        Example({GENERAL: 0.0}, {f"word{number}": 1.0, "team": 1.0}, number % 2 == 0, f"posting {number}")
        for number in range(10)
        for _ in range(10)
    ]
    assert not fit(repeated).calibrated
    assert fit(repeated).quality.auc < 0.8


def test_the_band_holds_the_probability_and_is_wider_where_less_is_known() -> None:
    known = LIKES_FERRIES.predict({GENERAL: 1.0, "must": 0.5}, {"ferries": 1.0, "team": 1.0})
    strange = LIKES_FERRIES.predict({GENERAL: 1.0, "must": 0.5}, {"submarine": 1.0, "periscope": 1.0})
    for chance, low, high in (known, strange):
        assert low <= chance <= high
    assert strange[2] - strange[1] > known[2] - known[1]


def test_more_labels_make_it_surer(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the same strength of the ridges, the logit's band shrinks with the labels."""
    monkeypatch.setattr(personal, "_OF_FEATURES", (0.3,))
    monkeypatch.setattr(personal, "_OF_WORDS", (8.0,))

    def spread(model: Personal) -> float:
        _, low, high = replace(model, slope=1.0, shift=0.0, tail=SURE).predict(
            {GENERAL: -1.0, "must": 0.5}, {"team": 1.0, "python": 1.0}
        )
        return log(high / (1 - high)) - log(low / (1 - low))

    few, many = (fit(examples(count, pull=3.0)) for count in (80, 600))
    assert spread(many) < spread(few)


def test_it_survives_being_written_down_and_stays_small() -> None:
    long = [
        replace(each, words={**(each.words or {}), **{f"w{number % 50}x{at}": 1.0 for at in range(60)}})
        for number, each in enumerate(examples(300))
    ]
    for model in (fit([]), LIKES_FERRIES, fit(long)):
        kept = json.dumps(model.as_json())
        assert len(kept) < 200_000
        back = Personal.from_json(json.loads(kept))
        assert back == model
        assert back.version == model.version
        assert back.predict(long[0].features, long[0].words) == model.predict(long[0].features, long[0].words)


def test_a_part_far_beyond_all_that_was_seen_moves_no_more_than_the_farthest_that_was_learnt_from() -> None:
    middle, spread = LIKES_FERRIES.scales["must"]

    def at(distance: float) -> tuple[float, float, float]:
        return LIKES_FERRIES.predict({GENERAL: 0.0, "must": middle + distance * spread}, {"team": 1.0})

    for side in (-1, 1):
        assert at(side * FARTHEST) == at(side * 3 * FARTHEST) == at(side * 1000)
        assert at(side * FARTHEST) != at(side * FARTHEST / 2)
    # An example out of the way teaches as much as one at the bound: it does not bend the line.
    first, *others = examples(pull=3.0)
    far = replace(first, features={**first.features, "must": 40.0})
    table = Data.of([far, *others]).table
    assert abs(table).max() == FARTHEST


def test_a_model_of_another_formula_is_refused() -> None:
    with pytest.raises(ValueError, match="fit it again"):
        Personal.from_json({**LIKES_FERRIES.as_json(), "formula": 0})


def test_the_same_decisions_give_the_same_model_and_only_the_latest_count() -> None:
    assert fit(examples(pull=3.0)) == LIKES_FERRIES
    assert fit(examples(MOST_EXAMPLES + 60)).quality.labels == MOST_EXAMPLES


def test_heavier_decisions_count_more() -> None:
    mixed = examples(100)
    heavier = [replace(each, weight=4.0 if each.relevant else 0.5) for each in mixed]
    at = ({GENERAL: 0.0, "must": 0.5}, {"team": 1.0})
    assert fit(heavier).predict(*at)[0] > fit(mixed).predict(*at)[0]


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.floats(-30, 30), min_size=2, max_size=6),
    st.dictionaries(st.sampled_from(["ferries", "team", "python", "unknown"]), st.floats(0, 9), max_size=4),
)
def test_a_higher_general_logit_never_gives_a_lower_probability(logits: list[float], words: dict[str, float]) -> None:
    made = [LIKES_FERRIES.predict({GENERAL: logit, "must": 0.5}, words)[0] for logit in sorted(logits)]
    assert made == sorted(made)
    assert all(0 <= each <= 1 for each in made)


def test_ninety_is_shown_only_from_where_the_promise_held() -> None:
    model = personal_model(tried=True)
    sure = [each for each in examples(400, seed=7) if model.predict(each.features, each.words)[0] >= SURE]
    assert len(sure) > 20
    assert sum(each.relevant for each in sure) / len(sure) >= 0.93
