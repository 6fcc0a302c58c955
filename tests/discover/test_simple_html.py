"""Simple HTML says the same without the library as with it, and hides nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolecall.discover.markdown import _converted, markdown
from rolecall.discover.simple_html import simple_markdown

SIMPLE = [
    "<p>You bake.</p><p>You <strong>sell</strong> <em>rye</em>.</p>",
    "<h2>Duties</h2><ul><li>Bake</li><li>Sell<ul><li>Rye</li></ul></li></ul><p>Bye</p>",
    "<ol><li>Bake</li><li>Sell</li></ol>",
    '<p><a href="https://crumb.example/x?a=1&amp;b=2" target="_blank">Us &amp; you</a></p>',
    "<p>One<br>two<br/>three</p>",
    '<div class="c"><span style="font-weight: 400;">One</span>&nbsp;two</div>',
    "<p>\n  One\n  two </p>\n\n<p></p><p> three</p>",
    "<strong> Bold </strong>words<p>more</p>",
    "<ul>\n<li><p>One</p></li>\n<li style=\"font-weight: 400;\" aria-level='1'>Two</li>\n</ul>",
]


@pytest.mark.parametrize("html", SIMPLE)
def test_simple_html_gives_what_the_library_gives(html: str) -> None:
    simple = simple_markdown(html)
    assert simple is not None
    assert _folded(simple) == _folded(_converted(html))


@pytest.mark.parametrize(
    "html",
    [
        '<p style="display:none">x</p>',
        '<p style="color:#fff">x</p>',
        '<p style="font-size:0">x</p>',
        '<p style="margin-left:-9999px">x</p>',
        "<p style='opacity:0'>x</p>",
        "<p style=display:none>x</p>",
        '<p style = "font-weight:400" hidden>x</p>',
        "<p hidden>x</p>",
        '<p aria-hidden="true">x</p>',
        "<!-- x --><p>y</p>",
        "<script>x</script><p>y</p>",
        "<p>a &lt;b&gt; c</p>",
        "<p>a &#60;script&#62; c</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java&#115;cript:alert(1)">x</a>',
        "<p>1 < 2</p>",
        "<table><tr><td>x</td></tr></table>",
        "<ul>x</ul>",
        "<strong><p>x</p></strong>",
        "<p><strong>x</p>",
        "<h2>x",
        "<ul><li>x",
        "just words",
        "<p>\x02</p>",
    ],
)  # fmt: skip
def test_what_is_not_simple_is_left_to_the_library(html: str) -> None:
    assert simple_markdown(html) is None


TAGS = ["p", "div", "span", "ul", "ol", "li", "strong", "em", "b", "i", "u", "h2", "h3", "a"]
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        "<br>",
        '<a href="https://crumb.example">',
        "bake",
        " sell ",
        "\n",
        "&amp;",
        "&nbsp;",
        "rye*",
        "1.",
        '<p style="display:none">HIDDEN</p>',
        '<span style="color:white">HIDDEN</span>',
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_tags_in_any_order_break_nothing_and_lose_no_words(html: str) -> None:
    simple = simple_markdown(html)
    if simple is not None:
        assert "HIDDEN" not in html
        words = re.findall(r"bake|sell|rye", re.sub(r"<[^>]*>", " ", html))
        assert re.findall(r"bake|sell|rye", simple) == words
    assert "HIDDEN" not in markdown(html)


def _folded(text: str) -> str:
    """The words and signs in their order; how lines break within a paragraph says nothing in Markdown."""
    return " ".join(text.split())
