"""Labels of a sequence, checked against trying every way to label it."""

from __future__ import annotations

from itertools import product
from math import exp

import pytest

from rolecall.platform.crf import SCALE, Chain

CHAIN = Chain(
    ("outside", "begin", "inside"),
    {"a": (300, -40, 20), "b": (-200, 260, 90), "c": (10, 10, 240), "d": (0, 150, -120)},
    ((50, 0, -900), (-30, -60, 180), (20, -10, 110)),
)
PLACES = (("a",), ("b", "never seen"), ("c", "d"), (), ("b", "a"))


def ways() -> dict[tuple[int, ...], float]:
    scores = CHAIN.scores(PLACES)
    tried: list[tuple[int, ...]] = list(product(range(3), repeat=len(PLACES)))
    return {
        way: sum(scores[at][label] for at, label in enumerate(way))
        + sum(CHAIN.moves[one][other] / SCALE for one, other in zip(way, way[1:], strict=False))
        for way in tried
    }


def test_scores_are_the_sums_of_the_features_known() -> None:
    assert CHAIN.scores(PLACES)[1] == pytest.approx([-1.0, 1.3, 0.45])
    assert CHAIN.scores(PLACES)[3] == [0.0, 0.0, 0.0]


def test_the_best_labels_are_those_of_the_best_way() -> None:
    tried = ways()
    assert CHAIN.best(CHAIN.scores(PLACES)) == list(max(tried.items(), key=lambda item: item[1])[0])


def test_marginals_are_the_shares_of_all_ways() -> None:
    tried = ways()
    whole = sum(exp(value) for value in tried.values())
    for at, row in enumerate(CHAIN.marginals(CHAIN.scores(PLACES))):
        for label, share in enumerate(row):
            wanted = sum(exp(value) for way, value in tried.items() if way[at] == label) / whole
            assert share == pytest.approx(wanted)


def test_marginals_of_a_long_sequence_stay_numbers() -> None:
    rows = CHAIN.marginals(CHAIN.scores([("a",), ("b",)] * 2_000))
    assert all(sum(row) == pytest.approx(1.0) for row in rows)


def test_nothing_has_no_labels() -> None:
    assert CHAIN.best([]) == []
    assert CHAIN.marginals([]) == []
