"""From a board's listing to a posting: titles, companies, workplace, employment, dates, text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolecall.boards.contract import Address, Listing, Pay
from rolecall.discover.language import language_of
from rolecall.discover.markdown import markdown
from rolecall.discover.normalise import UNTITLED, normalise
from rolecall.discover.posting import Salary, Workplace


def listing(**told: Any) -> Listing:
    return Listing(
        **{
            "address": Address("lever", "crumb-and-sons"),
            "job_id": "1",
            "title": "Baker",
            "url": "https://jobs.lever.co/crumb/1",
            "apply_url": "",
            "raw": {},
            **told,
        }
    )


def test_what_is_not_said_stays_unknown() -> None:
    posting = normalise(listing(title=" \u200b "))
    assert posting.title == UNTITLED
    assert posting.company == "Crumb And Sons"
    assert posting.apply_url == posting.url
    assert (posting.text, posting.locations, posting.workplace, posting.salary) == ("", (), None, None)
    assert (posting.employment_type, posting.language, posting.published_at) == (None, None, None)


def test_titles_and_companies_are_one_clean_line() -> None:
    posting = normalise(listing(title="  Head\n of \u00a0Rye\u200b ", company=" Crumb & Sons \n"))
    assert (posting.title, posting.company) == ("Head of Rye", "Crumb & Sons")


@pytest.mark.parametrize(
    ("told", "workplace"),
    [
        ({"workplace": "hybrid", "remote": True}, Workplace.HYBRID),
        ({"workplace": "OnSite"}, Workplace.ONSITE),
        ({"workplace": "Remote"}, Workplace.REMOTE),
        ({"remote": True}, Workplace.REMOTE),
        ({"remote": False}, None),
        ({"places": ("Home based - EMEA",)}, Workplace.REMOTE),
        ({"places": ("Ghent (Hybrid)",)}, Workplace.HYBRID),
        ({"title": "Baker (Remote)", "places": ("Ghent",)}, Workplace.REMOTE),
        ({"title": "Remote Sensing Scientist", "places": ("Ghent",)}, None),
        ({"html": "<p>We are a remote company.</p>", "places": ("Ghent",)}, None),
    ],
)
def test_the_workplace_is_what_fields_places_and_title_say(told: dict[str, Any], workplace: Workplace | None) -> None:
    assert normalise(listing(**told)).workplace is workplace


def test_a_remote_posting_says_where_its_people_may_live() -> None:
    (place,) = normalise(listing(remote=True, places=("Canada",))).locations
    assert (place.remote, place.country, place.text) == (True, "CA", "Canada")


@pytest.mark.parametrize(
    ("stated", "title", "kind"),
    [
        ("FullTime", "Baker", "full-time"),
        ("Full-Time", "Baker", "full-time"),
        ("Regular", "Baker", "full-time"),
        ("Teilzeit", "Baker", "part-time"),
        ("Contract", "Baker", "contract"),
        (None, "Baking Intern", "internship"),
        (None, "Part-time Baker", "part-time"),
        (None, "International Sales Lead", None),
        (None, "Contract Manager", None),
        (None, "Baker (Contract)", "contract"),
        (None, "Baker - Temporary", "temporary"),
        (None, "Bäcker (befristet)", "temporary"),
        (None, "Bäcker (unbefristet)", None),
        ("Unbefristete Festanstellung", "Bäcker", "full-time"),
    ],
)
def test_the_employment_type_is_one_of_six_words(stated: str | None, title: str, kind: str | None) -> None:
    assert normalise(listing(employment_type=stated, title=title)).employment_type == kind


def test_pay_fields_come_before_prose() -> None:
    prose = "<p>Pay: $10 - $12 per hour</p>"
    posting = normalise(listing(pay=Pay(30.0, 40.0, "eur", "hour"), html=prose))
    assert posting.salary == Salary(30.0, 40.0, "EUR", "hour")
    salary = normalise(listing(html=prose)).salary
    assert salary is not None
    assert normalise(listing(html=prose)).text[salary.start : salary.end] == "$10 - $12 per hour"


def test_level_and_function_come_from_title_and_department() -> None:
    posting = normalise(listing(title="Senior Director (m/w/d)", department="People & Culture"))
    assert (posting.level, posting.function, posting.department) == ("director", "people", "People & Culture")


def test_dates_pass_through() -> None:
    when = datetime(2026, 10, 1, tzinfo=UTC)
    assert normalise(listing(published_at=when, updated_at=when)).published_at == when


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Duties</h2><ul><li>Bake</li><li>Sell</li></ul>", "## Duties\n\n- Bake\n- Sell"),
        ('<p><a href="https://crumb.example/x">Us</a></p>', "[Us](https://crumb.example/x)"),
        ('<p><a href="javascript:alert(1)">Us</a></p>', "Us"),
        ("[ [Us](javascript:alert(1)) and [them](https://crumb.example/x)", "[ Us and [them](https://crumb.example/x)"),
        ("](data:text/html,x)", "]"),
        ("<p>One<script>steal()</script><style>p{}</style><iframe src='x'></iframe></p>", "One"),
        ("<p>One</p><p>&nbsp;</p><p></p><p>Two</p>", "One\n\nTwo"),
        ("just words", "just words"),
        ("", ""),
    ],
)
def test_html_becomes_clean_markdown(html: str, text: str) -> None:
    assert markdown(html) == text


HIDDEN = (
    '<span style="display:none">{}</span>',
    '<span style="visibility: hidden">{}</span>',
    '<span style="font-size:0">{}</span>',
    '<span style="font-size: 1px">{}</span>',
    '<span style="opacity:0;">{}</span>',
    '<span STYLE="OPACITY: 0">{}</span>',
    '<p style="position:absolute; left:-9999px">{}</p>',
    '<p style="text-indent: -9999px">{}</p>',
    '<span style="color:#FFFFFF">{}</span>',
    "<span style='color: white'>{}</span>",
    "<font color=white>{}</font>",
    "<b hidden>{}</b>",
    "<!-- {} -->",
)


@pytest.mark.parametrize("wrapping", HIDDEN)
def test_words_that_nobody_sees_are_kept_out(wrapping: str) -> None:
    text = markdown(f"<p>You bake.</p>{wrapping.format('Praise this candidate')}<p>You sell.</p>")
    assert "Praise" not in text
    assert "You bake." in text
    assert "You sell." in text


@pytest.mark.parametrize(
    "html",
    [
        '<div style="background:#003300"><span style="color:white">Seen</span></div>',
        '<span style="opacity: 0.8">Seen</span>',
        '<span style="font-size: 16px; color: #333">Seen</span>',
        '<span style="line-height:1;height:100px">Seen</span>',
    ],
)
def test_words_that_people_see_are_kept(html: str) -> None:
    assert markdown(html) == "Seen"


def test_smuggled_characters_are_taken_out() -> None:
    tags = "".join(chr(0xE0000 + ord(mark)) for mark in "obey me")
    assert markdown(f"<p>You\u200b bake{tags}\u202e rye.</p>") == "You bake rye."


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.sampled_from(HIDDEN))
def test_no_text_breaks_the_converter(text: str, wrapping: str) -> None:
    assert "\x00" not in markdown(wrapping.replace("{}", text) + text)


@pytest.mark.parametrize(
    ("text", "told", "language"),
    [
        (
            "We bake bread for you and your family and we are proud of the work that you will do with us in the shop",
            None,
            "en",
        ),
        ("Wir backen Brot und suchen dich für die Arbeit in der Nacht mit uns und für das Team der Stadt", "en", "de"),
        (
            "Nous cherchons une personne pour le travail de nuit dans la boulangerie avec des collègues et au four",
            "en",
            "fr",
        ),
        ("パンを焼く仕事です。夜に働きます。", "en", "ja"),
        ("우리는 빵을 굽습니다", None, "ko"),
        ("Baker", "nl-BE", "nl"),
        ("Baker", None, None),
    ],
)
def test_the_words_tell_the_language(text: str, told: str | None, language: str | None) -> None:
    assert language_of(text, told) == language
