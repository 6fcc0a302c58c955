"""Patterns for letters of either case find what `re.IGNORECASE` finds, at the same places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.match.requirements import phrases
from rolecall.platform.patterns import AnyCase, lowered


@given(st.text(alphabet=st.sampled_from("mMuUsStTaA ’'éÉİß.,"), max_size=60))
def test_the_places_are_those_of_a_pattern_that_ignores_case(text: str) -> None:
    words = r"\bmust?\b|\bétat\w*|\w+ß"
    slow = re.compile(words, re.IGNORECASE)
    assert [hit.span() for hit in AnyCase(words).finditer(text)] == [hit.span() for hit in slow.finditer(text)]


def test_a_pattern_with_a_capital_could_never_match_and_is_refused() -> None:
    with pytest.raises(ValueError, match="small letters"):
        AnyCase(r"\bMust\b")
    assert AnyCase(r"(?P<word>\w+)\W\S").search("ÉTAT !x") is not None


def test_offsets_are_kept_and_what_is_replaced_leaves_the_rest_as_it_was() -> None:
    assert len(lowered("İstanbul MUST")) == len("İstanbul MUST")
    assert AnyCase("must").sub("may", "You MUST, İ Must Come") == "You may, İ may Come"
    hit = phrases.MUST.search("x You MUST come", 5)
    assert hit is not None
    assert hit.span() == (6, 10)
