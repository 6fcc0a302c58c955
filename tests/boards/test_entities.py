"""Entities decoded a page at a time say what the standard library says."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolecall.boards.entities import decoded

PARTS = [
    "&lt;", "&gt;", "&quot;", "&#39;", "&amp;", "&amp;lt;", "&amp;nbsp;", "&nbsp;", "&rsquo;", "&#8217;", "&", "&lt",
    "&copy", "amp;", "lt;", "#39;", "x", " ", ";", "é", "€", "<", ">", '"', "\udcff",
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_any_mixture_is_decoded_as_the_standard_library_decodes_it(text: str) -> None:
    assert decoded(text) == unescape(text)


@pytest.mark.parametrize("text", ["", "rye", "&lt;p&gt;Rye &amp;amp; barley&amp;nbsp;&lt;/p&gt;"])
def test_a_page_is_decoded_once_and_not_twice(text: str) -> None:
    assert decoded(text) == unescape(text)
