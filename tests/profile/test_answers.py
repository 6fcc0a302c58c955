"""The answer bank: typed, dated, declined where private, and never a guess."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from rolecall.platform.resources import Platform
from rolecall.profile.answers.bank import Answer, Bank, answer, bank
from rolecall.profile.answers.fill import Field, Filled, Status, fill, fill_form
from rolecall.profile.answers.kinds import KINDS, Name
from rolecall.profile.answers.values import DECLINED
from rolecall.profile.resume import Basics, Link, Resume

NOW = datetime(2026, 11, 20, tzinfo=UTC)
RESUME = Resume(
    basics=Basics(
        name="Ada Byron",
        email="ada@example.org",
        profiles=(Link(network="LinkedIn", url="https://linkedin.com/in/ada"),),
    )
)
SPONSOR = "Will you require visa sponsorship to work in {}?"
LEGAL = "Are you authorized to work in {}?"


def said(name: Name, value: Any, country: str | None = None, *, aged: bool = False, question: str = "") -> Answer:
    return Answer(uuid4(), KINDS[name], country, question or KINDS[name].question, value, NOW, None, aged)


def filled(field: Field, *answers: Answer, country: str | None = None) -> Filled:
    return fill(field, Bank(answers), RESUME, country)


def yes_no(label: str, *, kind: str = "select", required: bool = True) -> Field:
    options = (("1", "Yes"), ("0", "No")) if kind == "select" else ()
    return Field("q", label, kind, required, options)


EVERY_QUESTION = [
    *(
        yes_no(label)
        for label in (
            LEGAL.format("Germany"),
            SPONSOR.format("Germany"),
            "Are you willing to relocate?",
            "Are you at least 18 years old?",
            "Do you have a driving licence?",
            "Do you hold a security clearance?",
        )
    ),
    *(Field("q", label, "text", required=True) for label in ("Notice period", "Start date", "Desired salary")),
    *(Field("q", label, "text", required=True) for label in ("GitHub", "Portfolio", "Website", "Languages")),
    Field("q", "How did you hear about us?", "text", required=True),
    Field("q", "Why us?", "textarea", required=True),
]


@pytest.mark.parametrize("field", EVERY_QUESTION, ids=lambda field: field.label)
def test_what_the_bank_does_not_hold_is_asked(field: Field) -> None:
    found = filled(field, country="DE")
    assert (found.status, found.value, found.shown) == (Status.ASK, None, None)
    assert found.why.endswith(".")


def test_the_right_to_work_is_answered_for_the_country_that_is_named_or_the_postings() -> None:
    germany = said(Name.WORK_AUTHORIZATION, True, "DE")
    assert filled(yes_no(LEGAL.format("Germany")), germany, country="US").shown == "Yes"
    assert filled(yes_no(LEGAL.format("the United States")), germany, country="DE").status is Status.ASK
    assert filled(yes_no(LEGAL.format("this country")), germany, country="DE").value == "1"
    assert filled(yes_no(LEGAL.format("this country")), germany).status is Status.ASK


def test_without_a_sponsor_needs_both_answers() -> None:
    field = yes_no("Are you authorized to work in Canada without visa sponsorship?")
    may, needs = said(Name.WORK_AUTHORIZATION, True, "CA"), said(Name.SPONSORSHIP, True, "CA")
    assert filled(field, may).status is Status.ASK
    assert filled(field, may, needs).shown == "No"
    assert filled(field, may, said(Name.SPONSORSHIP, False, "CA")).shown == "Yes"
    assert filled(field, said(Name.WORK_AUTHORIZATION, False, "CA")).shown == "No"


def test_of_several_options_the_one_that_says_it_is_chosen_or_none() -> None:
    needs = said(Name.SPONSORSHIP, True, "US")
    label = SPONSOR.format("the US")
    sure = Field("q", label, "select", True, (("a", "Yes, I will"), ("b", "No, I will not")))
    assert filled(sure, needs).value == "a"
    two = Field("q", label, "select", True, (("a", "Yes, now"), ("b", "Yes, later"), ("c", "No")))
    assert filled(two, needs).status is Status.ASK
    assert filled(two, said(Name.SPONSORSHIP, False, "US")).value == "c"


def test_an_answer_that_has_aged_is_asked_again_with_what_it_was() -> None:
    value = {"amount": 3, "unit": "months"}
    field = Field("q", "Notice period", "text")
    assert filled(field, said(Name.NOTICE_PERIOD, value)).value == "3 months"
    again = filled(field, said(Name.NOTICE_PERIOD, value, aged=True))
    assert (again.status, again.value, again.suggestion) == (Status.ASK, None, "3 months")


@pytest.mark.parametrize(
    ("label", "kind", "value"),
    [
        ("Salary expectations", "text", "80,000 EUR per year"),
        ("Expected salary in USD", "text", None),
        ("Expected salary", "number", None),
        ("Expected annual salary in EUR", "number", "80000"),
        ("Expected monthly salary in EUR", "number", None),
    ],
)
def test_pay_is_told_with_currency_and_period_or_not_at_all(label: str, kind: str, value: str | None) -> None:
    wish = said(Name.SALARY, {"amount": 80_000, "currency": "EUR", "period": "year"})
    assert filled(Field("q", label, kind), wish).value == value


def test_private_questions_are_declined_unless_told() -> None:
    options = (("m", "Male"), ("f", "Female"), ("d", "Decline to self-identify"))
    field = Field("q", "Gender", "select", True, options)
    assert (filled(field).status, filled(field).value) == (Status.DECLINED, "d")
    assert filled(field, said(Name.GENDER, DECLINED)).value == "d"
    assert filled(field, said(Name.GENDER, "Woman")).value == "f"
    assert filled(field, said(Name.GENDER, "Agender")).status is Status.ASK
    forced = Field("q", "Gender", "select", True, options[:2])
    assert filled(forced).status is Status.ASK
    free = Field("q", "Gender", "select", False, options[:2])
    assert (filled(free).status, filled(free).value) == (Status.DECLINED, None)


def test_a_veterans_and_a_disability_form_choose_by_the_sentence() -> None:
    veteran = Field(
        "q",
        "Veteran status",
        "select",
        True,
        (
            ("1", "I identify as one or more of the classes of protected veteran"),
            ("2", "I am not a protected veteran"),
            ("3", "I don't wish to answer"),
        ),
    )
    assert [filled(veteran, said(Name.VETERAN, value)).value for value in (True, False)] == ["1", "2"]
    assert filled(veteran).value == "3"


def test_to_move_to_one_place_is_not_to_move_anywhere() -> None:
    field = yes_no("Are you willing to relocate to Toulouse?")
    moves = filled(field, said(Name.RELOCATION, True))
    assert (moves.status, moves.suggestion) == (Status.ASK, "Yes")
    assert filled(field, said(Name.RELOCATION, False)).shown == "No"


def test_a_question_of_ones_own_is_answered_in_the_same_words_only() -> None:
    own = said(Name.CUSTOM, "Because of the trains.", question="Why do you want to work here?")
    assert filled(Field("q", "Why do you want to work here *", "textarea"), own).value == "Because of the trains."
    assert filled(Field("q", "Why do you not want to work here?", "textarea"), own).status is Status.ASK


def test_what_a_form_asks_twice_is_answered_once() -> None:
    fields = [Field(f"q{number}", "Email address", "email") for number in range(2)]
    first, second = fill_form(fields, Bank(()), RESUME, None)
    assert (first.status, first.value) == (Status.PROFILE, "ada@example.org")
    assert (second.status, second.value) == (Status.ASK, None)


def test_the_profile_answers_what_it_says_and_two_names_only_are_told_apart() -> None:
    assert [filled(Field("q", label, "text")).value for label in ("First Name", "Last Name", "Email", "LinkedIn")] == [
        "Ada",
        "Byron",
        "ada@example.org",
        "https://linkedin.com/in/ada",
    ]
    three = Resume(basics=Basics(name="Ana María Ruiz"))
    assert fill(Field("q", "Last Name", "text"), Bank(()), three, None).status is Status.ASK
    assert filled(Field("q", "Phone", "phone")).status is Status.ASK


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"kind": "sponsorship", "country": "US", "value": False}, "No"),
        ({"kind": "salary", "value": {"amount": 80_000, "currency": "EUR", "period": "year"}}, "EUR 80,000 per year"),
        ({"kind": "notice_period", "value": {"amount": 0, "unit": "weeks"}}, "None, at once"),
        ({"kind": "remote", "value": "hybrid"}, "hybrid"),
        ({"kind": "github", "value": "https://github.com/ada"}, "https://github.com/ada"),
        ({"kind": "race", "value": "prefer_not_to_say"}, "Prefer not to say"),
        ({"kind": "custom", "question": "Favourite loom?", "value": "Jacquard"}, "Jacquard"),
    ],
)
async def test_an_answer_is_kept_dated_and_replaced(client: httpx.AsyncClient, body: dict[str, Any], told: str) -> None:
    for _ in range(2):
        answer = await client.put("/answers", json=body)
        assert (answer.status_code, answer.json()["told"]) == (200, told), answer.text
    kinds = (await client.get("/answers")).json()["items"]
    assert [each["told"] for kind in kinds for each in kind["answers"]] == [told]
    assert (await client.delete(f"/answers/{answer.json()['id']}")).status_code == 204
    assert (await client.delete(f"/answers/{answer.json()['id']}")).status_code == 404


REFUSED: list[dict[str, Any]] = [
    {"kind": "sponsorship", "value": False},
    {"kind": "sponsorship", "country": "US", "value": "no"},
    {"kind": "over_18", "country": "US", "value": True},
    {"kind": "over_18", "value": 1},
    {"kind": "over_18", "value": "prefer_not_to_say"},
    {"kind": "salary", "value": {"amount": True, "currency": "EUR", "period": "year"}},
    {"kind": "salary", "value": {"amount": 10, "currency": "euro", "period": "year"}},
    {"kind": "salary", "value": 80_000},
    {"kind": "notice_period", "value": {"amount": -1, "unit": "weeks"}},
    {"kind": "earliest_start", "value": "soon"},
    {"kind": "earliest_start", "value": None},
    {"kind": "linkedin", "value": "https://linkedin.com.evil.example/in/ada"},
    {"kind": "website", "value": "javascript:alert(1)"},
    {"kind": "website", "value": "http://[::1"},
    {"kind": "remote", "value": "moon"},
    {"kind": "remote", "value": ["remote"]},
    {"kind": "languages", "value": "a\u0000b"},
    {"kind": "custom", "value": "text"},
    {"kind": "custom", "question": "?", "value": "text"},
    {"kind": "custom", "question": "Why?", "value": "x" * 2_001},
    {"kind": "nonsense", "value": True},
]


async def test_a_value_that_does_not_fit_is_refused(client: httpx.AsyncClient) -> None:
    for body in REFUSED:
        answer = await client.put("/answers", json=body)
        assert answer.status_code == 422, f"{body}: {answer.text}"
    kinds = (await client.get("/answers")).json()["items"]
    assert not [each for kind in kinds for each in kind["answers"]]


async def test_answers_age_by_their_kind_and_a_day_that_is_past_is_asked_again(
    platform: Platform, client: httpx.AsyncClient
) -> None:
    soon = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    for kind, value in (("earliest_start", soon), ("over_18", True), ("relocation", True)):
        await client.put("/answers", json={"kind": kind, "value": value})
    workspace = client.headers["Authorization"].removeprefix("Bearer ")

    async def aged(days: int) -> set[str]:
        async with platform.db.workspace(workspace) as session:  # type: ignore[arg-type]
            found = await bank(session, datetime.now(UTC) + timedelta(days=days))
        return {each.kind.name.value for each in found.answers if each.aged}

    assert await aged(0) == set()
    assert await aged(5) == {"earliest_start"}
    assert await aged(400) == {"earliest_start", "relocation"}


async def test_another_workspace_has_a_bank_of_its_own(client: httpx.AsyncClient, platform: Platform) -> None:
    mine = (await client.put("/answers", json={"kind": "over_18", "value": True})).json()
    stranger = {"Authorization": f"Bearer {uuid4()}"}
    assert (await client.delete(f"/answers/{mine['id']}", headers=stranger)).status_code == 404
    assert (await client.put("/answers", json={"kind": "over_18", "value": False}, headers=stranger)).status_code == 200
    kinds = (await client.get("/answers")).json()["items"]
    assert [each["value"] for kind in kinds for each in kind["answers"]] == [True]
    async with platform.db.workspace(uuid4()) as session:
        assert (await bank(session)).answers == ()
        await answer(session, Name.OVER_18, value=True)
