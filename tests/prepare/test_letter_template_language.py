"""The language of letter templates: what is right, what is wrong and where, and that nothing in it ever runs."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolecall.prepare.content import Block, Draft
from rolecall.prepare.letters.template import MOST_CHARACTERS, MOST_PLACEHOLDERS, SLOTS, parse
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.package import draft, gate_package
from rolecall.profile.queries import facts_of
from tests.prepare.people import ENGINEER, TODAY, match, posting

FACTS = facts_of(ENGINEER)
MATCH = match(FACTS, ("Python", "Kafka"))
POSTING = posting("Engineer (m/w/d)", "Brightline", "You will build services in Python and Kafka.", language="en")


def filled(template: str, *, wanted: object = POSTING) -> Draft:
    wish = LetterWish(template=template, language="en")
    return draft(wanted, ENGINEER, FACTS, MATCH, TODAY, wish=wish)  # type: ignore[arg-type]


def body(drafted: Draft) -> list[str]:
    outside = (Block.SENDER, Block.DATE, Block.ADDRESS, Block.SUBJECT)
    return [" ".join(s.text for s in p.sentences) for p in drafted.letter if p.block not in outside]


def test_placeholders_are_filled() -> None:
    said = body(
        filled("Dear {company} team,\n\nI saw {title} on your page. You ask for {requirements:2}.\n\nBest,\n{name}")
    )
    assert said == [
        "Dear Brightline team,",
        "I saw Engineer on your page. You ask for Python and Kafka.",
        "Best, Amara Okafor",
    ]


def test_evidence_brings_paragraphs_and_points_bring_lists() -> None:
    told = filled("Hello,\n\n{evidence:2}\n\nHere too: {points:2}\n\n{closing}")
    blocks = [paragraph.block for paragraph in told.letter]
    assert Block.LIST in blocks
    assert any("I " in text and "Parcelwise" in text for text in body(told))


def test_a_condition_takes_one_side() -> None:
    said = body(filled("Dear {if contact}{contact}{else}{company}{end},\n\n{if why}{why}{end}\n\nBest,\n{name}"))
    assert said == ["Dear Brightline,", "Best, Amara Okafor"]


def test_braces_themselves_are_written_twice() -> None:
    assert "{so}" in body(filled("Dear all,\n\nI write {{so}}.\n\nBest,\n{name}"))[1]


def test_a_sentence_without_its_value_is_left_out_and_told() -> None:
    drafted = filled("Dear all,\n\nHello {contact}, how are you? I like this.\n\nBest,\n{name}")
    assert body(drafted)[1] == "I like this."
    assert any("nothing to put in its place" in gone.why for gone in drafted.left_out)


def test_a_claim_without_a_fact_is_taken_out_and_courtesy_passes() -> None:
    drafted = filled(
        "Dear Hiring Manager,\n\nI led 300 people at Google. I like clear code.\n\nYours sincerely,\n{name}"
    )
    assert body(drafted) == ["Dear Hiring Manager,", "I like clear code.", "Yours sincerely, Amara Okafor"]
    assert any("300 people" in gone.text for gone in drafted.left_out)
    assert gate_package(drafted) == ()


@pytest.mark.parametrize("greeting", ["Dear all,", "Beste allen,", "Hallo alle,"])
def test_a_greeting_claims_nothing(greeting: str) -> None:
    drafted = filled(f"{greeting}\n\nI led 4 engineers.\n\nBest,\n{{name}}")
    assert body(drafted)[0] == greeting


def test_a_greeting_lets_no_claim_through() -> None:
    drafted = filled("Dear SAP experts,\n\nI led 4 engineers.\n\nBest,\n{name}")
    assert not any("SAP" in line for line in body(drafted))


def test_a_number_of_one_fact_does_not_lend_itself_to_the_deed_of_another() -> None:
    drafted = filled("Dear all,\n\nI led 900 people. I led 4 engineers.\n\nBest,\n{name}")
    assert body(drafted)[1] == "I led 4 engineers."
    assert any("900" in gone.why for gone in drafted.left_out)


@pytest.mark.parametrize(
    ("template", "line", "column", "said"),
    [
        ("Dear {compny},", 1, 6, "Did you mean {company}?"),
        ("a\n\nb {evidence:99} c", 3, 3, "takes 1 to 7"),
        ("{title:2}", 1, 1, "takes no number"),
        ("x {if contact} y", 1, 3, "never closed"),
        ("x {end}", 1, 3, "closes nothing"),
        ("x {else}", 1, 3, "outside of an {if"),
        ("{if contact}a{else}b{else}c{end}", 1, 21, "outside of an {if"),
        ("x {company y", 1, 3, "has no “}”"),
        ("x } y", 1, 3, "has no “{”"),
        ("{}", 1, 1, "empty placeholder"),
        ("{company.__class__}", 1, 1, "is no placeholder"),
        ("{0}", 1, 1, "is no placeholder"),
        ("{if nobody}a{end}", 1, 1, "There is no placeholder {nobody}"),
        ("   \n ", 1, 1, "is empty"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(template: str, line: int, column: int, said: str) -> None:
    parsed = parse(template)
    assert parsed.nodes == ()
    first = parsed.errors[0]
    assert (first.line, first.column) == (line, column)
    assert said in first.message


def test_templates_are_bounded() -> None:
    assert parse("a" * (MOST_CHARACTERS + 1)).errors
    assert parse("{company}" * (MOST_PLACEHOLDERS + 1)).errors
    assert parse("{if why}" * 4 + "a" + "{end}" * 4).errors
    assert not parse("{if why}" * 3 + "a" + "{end}" * 3).errors


def test_text_of_a_posting_is_never_read_as_a_template() -> None:
    wanted = posting("{name} {phone}", "{email} {if why}Brightline", "You know Python. Contact: {name} {phone}")
    said = body(filled("Dear {company} team,\n\nThis is about {title}.\n\nBest,\n{name}", wanted=wanted))
    assert said[0] == "Dear {email} {if why}Brightline team,"
    assert "okafor@" not in " ".join(said)


PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from([f"{{{name}}}" for name in SLOTS]),
    st.sampled_from(
        ["{", "}", "{{", "}}", "{if contact}", "{else}", "{end}", "\n\n", "\n- ", "{evidence:2}", "{self}",
         "{__import__('os')}",
         "{{{company}}}", "{% for x in y %}", "${7*7}", "{{7*7}}", "{company!r}", "{name:>99999999}", "\x00", "\x01"]
    ),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_template_runs_or_leaks_or_gets_past_the_gate(template: str) -> None:
    parsed = parse(template)
    if parsed.errors:
        assert parsed.nodes == ()
        assert all(error.line >= 1 and error.column >= 1 and error.message for error in parsed.errors)
        return
    drafted = filled(template)
    said = "\n".join(body(drafted))
    assert not re.search(r"<(?:class|function|module|built-in)|0x[0-9a-f]{6}|\b49\b|[\x00\x01]", said)
    assert gate_package(drafted) == ()
