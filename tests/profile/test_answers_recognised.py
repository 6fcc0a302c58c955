"""What a form's question asks for: told by its words in seven languages, and rather asked than guessed."""

from __future__ import annotations

import pytest

from rolecall.profile.answers.kinds import Name
from rolecall.profile.answers.recognise import SURE, Contact, recognise

YES_NO = ("Yes", "No")


@pytest.mark.parametrize(
    ("label", "kind", "options", "asks"),
    [
        ("Can you legally work here? Are you entitled to work in Ireland?", "select", YES_NO, Name.WORK_AUTHORIZATION),
        ("Besitzen Sie eine Arbeitserlaubnis für Österreich?", "boolean", (), Name.WORK_AUTHORIZATION),
        ("Êtes-vous autorisé à travailler en Belgique ?", "boolean", (), Name.WORK_AUTHORIZATION),
        ("¿Tienes permiso de trabajo en España?", "select", ("Sí", "No"), Name.WORK_AUTHORIZATION),
        ("Do you now need, or will you later need, visa sponsorship?", "select", YES_NO, Name.SPONSORSHIP),
        ("Benötigen Sie jetzt oder künftig ein Visum?", "boolean", (), Name.SPONSORSHIP),
        ("Notice period", "text", (), Name.NOTICE_PERIOD),
        ("Hoe lang is je opzegtermijn?", "text", (), Name.NOTICE_PERIOD),
        ("If hired, how soon can you start?", "text", (), Name.EARLIEST_START),
        ("Frühestmöglicher Eintrittstermin", "date", (), Name.EARLIEST_START),
        ("Wat is je salariswens?", "text", (), Name.SALARY),
        ("Gehaltsvorstellung (brutto, jährlich)", "text", (), Name.SALARY),
        ("Aspettativa retributiva", "text", (), Name.SALARY),
        ("Would you be willing to relocate for this role?", "boolean", (), Name.RELOCATION),
        ("LinkedIn Profile *", "text", (), Name.LINKEDIN),
        ("Link to your GitHub", "url", (), Name.GITHUB),
        ("How did you first hear about us?", "text", (), Name.HOW_HEARD),
        ("Come hai saputo di questa posizione?", "text", (), Name.HOW_HEARD),
        ("Are you 18 years of age or older?", "boolean", (), Name.OVER_18),
        ("Sind Sie volljährig?", "boolean", (), Name.OVER_18),
        ("Do you have a valid driver’s license?", "boolean", (), Name.DRIVING_LICENCE),
        ("Geslacht", "select", ("Man", "Vrouw"), Name.GENDER),
        ("Please identify your race", "select", ("White",), Name.RACE),
        ("Veteran status", "select", ("I am not a veteran",), Name.VETERAN),
        ("Haben Sie eine Schwerbehinderung?", "boolean", (), Name.DISABILITY),
        ("Vorname", "text", (), Contact.FIRST_NAME),
        ("Resume/CV", "file", (), Contact.FILE),
    ],
)
def test_a_question_is_known_by_its_words(label: str, kind: str, options: tuple[str, ...], asks: Name) -> None:
    found = recognise("q1", label, kind, options)
    assert found.asks is asks, found
    assert found.confidence >= SURE


@pytest.mark.parametrize(
    ("label", "kind", "options"),
    [
        ("Is it true that you do not need sponsorship?", "boolean", ()),
        ("Will you be able to work without sponsorship, or do you need a visa?", "text", ()),
        ("May you work in Germany and in France? Are you authorized to work in Germany and France?", "boolean", ()),
        ("Are you a U.S. citizen or permanent resident authorized to work here?", "boolean", ()),
        ("Are you able to work on weekends?", "boolean", ()),
        ("If yes, which visa do you hold?", "text", ()),
        ("I agree that my salary expectations may be stored", "boolean", ()),
        ("Is a salary of 60,000 acceptable? Salary expectations", "boolean", ()),
        ("What is your current salary?", "text", ()),
        ("Do you have a driving licence of class CE?", "boolean", ()),
        ("Driver license number", "text", ()),
        ("Do you need an accommodation for a disability?", "text", ()),
        ("Are you eligible to obtain a security clearance?", "boolean", ()),
        ("When could you take a call about an early start?", "text", ()),
        ("Which programming languages do you know?", "text", ()),
        ("Why do you want to work with us?", "textarea", ()),
        ("Date of birth", "date", ()),
        ("Salutation", "select", ("Mr", "Ms")),
        ("Upload a portfolio", "file", ()),
        ("What pronouns do you use?", "text", ()),
        ("Have you worked for us before?", "boolean", ()),
        ("Are you 21 or older?", "boolean", ()),
        ("Start date", "date", ()),
        ("Do you have a current DoD security clearance?", "boolean", ()),
        ("Company website", "text", ()),
        ("Reference name", "text", ()),
        ("", "text", ()),
    ],
)
def test_what_is_near_a_known_question_but_another_is_asked(label: str, kind: str, options: tuple[str, ...]) -> None:
    found = recognise("q1", label, kind, options)
    assert found.asks is None or found.confidence < SURE, found
    assert found.why.endswith(".")


def test_the_country_is_the_one_the_question_names() -> None:
    assert recognise("q", "Are you authorized to work in the US?", "boolean").country == "US"
    assert recognise("q", "Are you authorized to work for us?", "boolean").country is None
    assert recognise("q", "Haben Sie eine Arbeitserlaubnis für die Schweiz?", "boolean").country == "CH"
    assert recognise("q", "Are you allowed to work in the EU?", "boolean").country == "EU"


def test_the_right_to_work_without_a_sponsor_is_another_question_than_the_right_to_work() -> None:
    label = "Are you authorized to work in Canada without visa sponsorship?"
    assert recognise("q", label, "boolean").alone
    assert not recognise("q", "Are you authorized to work in Canada?", "boolean").alone
