"""Certificates of a trade: the word of the certificate, the trade, and the chamber, school or firm."""

from __future__ import annotations

import pytest

from rolecall.profile.read import read_unbounded

CERTIFICATES = [
    (
        "Gesellenbrief Elektroniker für Energie- und Gebäudetechnik, Handwerkskammer Kiel, 2016",
        "Gesellenbrief",
        "Elektroniker für Energie- und Gebäudetechnik",
        "Handwerkskammer Kiel",
    ),
    (
        "Meisterbrief im Elektrotechniker-Handwerk, Handwerkskammer Hamburg, 2016",
        "Meisterbrief",
        "Elektrotechniker-Handwerk",
        "Handwerkskammer Hamburg",
    ),
    (
        "Facharbeiterbrief Industriemechaniker, IHK Lübeck, 2016",
        "Facharbeiterbrief",
        "Industriemechaniker",
        "IHK Lübeck",
    ),
    ("CAP Électricien, Lycée Gustave Eiffel, 2016", "CAP", "Électricien", "Lycée Gustave Eiffel"),
    (
        "BEP Électrotechnique, Chambre de métiers du Rhône, 2016",
        "BEP",
        "Électrotechnique",
        "Chambre de métiers du Rhône",
    ),
    ("CFP Boulanger, École Ferrandi, 2016", "CFP", "Boulanger", "École Ferrandi"),
    ("EFZ Schreiner, Berufsschule Bern, 2016", "EFZ", "Schreiner", "Berufsschule Bern"),
    ("Schreiner EFZ, Berufsschule Bern, 2016", "EFZ", "Schreiner", "Berufsschule Bern"),
    ("NVQ Level 3 Plumbing, City of Bristol College, 2016", "NVQ Level 3", "Plumbing", "City of Bristol College"),
    ("Ausbildung zum Tischler, Tischlerei Behrens, 2013 - 2016", "Ausbildung", "Tischler", "Tischlerei Behrens"),
    ("Ausbildung zur Elektronikerin, Berufsschule Kiel, 2016", "Ausbildung", "Elektronikerin", "Berufsschule Kiel"),
]


@pytest.mark.parametrize(("line", "word", "trade", "school"), CERTIFICATES)
def test_a_trades_certificate_is_a_study(line: str, word: str, trade: str, school: str) -> None:
    text = f"Jonas Petersen\n\nEDUCATION\n{line}\n\nSKILLS\nWelding\n"
    (study,) = read_unbounded(text.encode(), "cv.txt").resume.education
    assert (study.study_type, study.area, study.institution, study.end_date) == (word, trade, school, "2016")


LANGUAGES = [
    ("English (B1)", [("English", "B1")]),
    ("Deutsch – Muttersprache", [("Deutsch", "Muttersprache")]),
    ("German - mother tongue, English - B1", [("German", "mother tongue"), ("English", "B1")]),
    ("Deutsch: Muttersprache; Englisch: B2", [("Deutsch", "Muttersprache"), ("Englisch", "B2")]),
    ("Deutsch - Muttersprache, Englisch - gut (B2)", [("Deutsch", "Muttersprache"), ("Englisch", "gut (B2)")]),
    ("Englisch (gut, B2)", [("Englisch", "gut, B2")]),
    ("Polnisch (Erstsprache)", [("Polnisch", "Erstsprache")]),
    ("Français : langue maternelle", [("Français", "langue maternelle")]),
]


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize(("line", "spoken"), LANGUAGES)
def test_a_language_keeps_its_level(line: str, spoken: list[tuple[str, str]], mark: str) -> None:
    text = f"Jonas Petersen\n\nLANGUAGES\n{mark}{line}\n\nSKILLS\nWelding\n"
    found = read_unbounded(text.encode(), "cv.txt").resume.languages
    assert [(item.language, item.fluency) for item in found] == spoken
