"""What a posting asks for, in whose words, and how firmly."""

from __future__ import annotations

import pytest

from rolecall.match.model import RequirementKind
from rolecall.match.requirements.read import Ask, read

MUST, NICE = True, False


def asked(text: str) -> dict[str, bool]:
    """Requirement → must, for everything the text asks for."""
    return {ask.requirement.name: ask.requirement.must for ask in read(text).asks if not ask.optional_duty}


def ask(text: str, name: str) -> Ask:
    return next(each for each in read(text).asks if each.requirement.name == name)


def test_what_stands_under_requirements_is_a_must_and_under_nice_to_have_a_wish() -> None:
    found = asked("## Requirements\n- Experience with Django\n\n## Nice to have\n- Terraform\n")
    assert found == {"Django": MUST, "Terraform": NICE}


@pytest.mark.parametrize(
    ("heading", "wish"),
    [
        ("Anforderungen", "Von Vorteil"),
        ("Ihr Profil", "Wünschenswert"),
        ("Profil recherché", "Les plus"),
        ("Requisitos", "Se valorará"),
        ("What you'll need", "Bonus points"),
        ("**Who you are**", "**Nice to have:**"),
        ("MUST HAVES", "PREFERRED QUALIFICATIONS"),
    ],
)
def test_headings_are_understood_in_other_words_and_languages(heading: str, wish: str) -> None:
    assert asked(f"{heading}\n\n- Python\n\n{wish}\n\n- Docker\n") == {"Python": MUST, "Docker": NICE}


@pytest.mark.parametrize(
    "sentence",
    [
        "Experience with Rust is a plus",
        "Rust preferred",
        "Kenntnisse in Rust von Vorteil",
        "La maîtrise de Rust serait un atout",
        "Se valorará experiencia con Rust",
    ],
)
def test_a_wish_among_the_requirements_stays_a_wish(sentence: str) -> None:
    assert asked(f"## Requirements\n- {sentence}\n")["Rust"] is NICE


def test_before_ideally_it_is_demanded_and_after_it_wished() -> None:
    assert asked("## Requirements\n- Strong Python skills, ideally with Django\n") == {"Python": MUST, "Django": NICE}


def test_skills_offered_for_choice_are_one_requirement() -> None:
    found = asked("## Requirements\n- Experience with Python, Go or Rust\n- A cloud such as AWS, Azure\n")
    assert "Python or Go or Rust" in found
    assert "AWS or Azure" in found


def test_skills_that_are_listed_are_one_requirement_each() -> None:
    found = asked("## Requirements\n- Experience with Django, PostgreSQL and Docker\n")
    assert found == {"Django": MUST, "PostgreSQL": MUST, "Docker": MUST}


def test_two_of_a_list_are_enough_where_the_posting_says_so() -> None:
    listed = ask(
        "## Requirements\n- At least two of the following: Python, Java, Kotlin, Scala\n",
        "2 of Python, Java, Kotlin, Scala",
    )
    assert (listed.enough, listed.requirement.must) == (2, True)


def test_every_requirement_shows_the_sentence_it_came_from_and_where_it_stood() -> None:
    text = "We are small.\n\n## Requirements\n\n- 3+ years with **Python**\n- Fluent German\n"
    for found in read(text).asks:
        shown = found.requirement
        assert text[shown.start : shown.end].replace("**", "") == shown.text


def test_what_the_company_says_of_itself_is_not_asked_of_the_candidate() -> None:
    text = (
        "## About us\nOur platform is built in Python on Kubernetes; for over 20 years we have led the market.\n\n"
        "## Requirements\n- Experience with Java\n\n## Benefits\n- Spanish lessons, a Docker mug and health insurance\n"
    )
    assert asked(text) == {"Java": MUST}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("5+ years of experience", "5 years of experience"),
        ("Minimum three (3) years of experience in sales", "3 years of Sales"),
        ("Mindestens 2 Jahre Berufserfahrung", "2 years of experience"),
        ("Expérience de 4 ans minimum", "4 years of experience"),
        ("Experiencia mínima de 1 año", "1 year of experience"),
        ("3-5 years' experience in Python", "3 years of Python"),
    ],
)
def test_years_are_read_with_their_fewest(sentence: str, name: str) -> None:
    assert asked(f"## Requirements\n- {sentence}\n")[name] is MUST


@pytest.mark.parametrize(
    "sentence",
    ["We have been in business for over 40 years.", "Founded 12 years ago.", "Applicants must be over 18 years old."],
)
def test_other_years_are_not_asked_for(sentence: str) -> None:
    assert not any("year" in name for name in asked(f"## Requirements\n- {sentence}\n"))


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Bachelor's degree in economics", "Bachelor"),
        ("BS/MS in computer science", "Bachelor"),
        ("Master's or PhD in physics", "Master"),
        ("Abgeschlossenes Studium der Informatik", "Bachelor"),
        ("Abgeschlossene Ausbildung als Koch", "Vocational training"),
        ("Diplôme Bac+5", "Master"),
        ("High school diploma or GED", "School leaving certificate"),
    ],
)
def test_degrees_are_read_at_the_lowest_that_will_do(sentence: str, name: str) -> None:
    assert asked(f"## Requirements\n- {sentence}\n")[name] is MUST


def test_a_field_of_study_is_not_a_skill() -> None:
    assert asked("## Requirements\n- Bachelor's degree in Marketing or Statistics\n") == {"Bachelor": MUST}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("RN license", "RN license"),
        ("Führerschein Klasse B", "Driving licence"),
        ("Valid driver’s license", "Driving licence"),
        ("Carnet de carretillero", "Forklift licence"),
        ("Must hold a CPA", "CPA"),
        ("Qualified Teacher Status (QTS)", "Teaching certificate"),
    ],
)
def test_certificates_are_known_in_many_trades(sentence: str, name: str) -> None:
    assert asked(f"## Requirements\n- {sentence}\n")[name] is MUST


def test_languages_are_asked_for_and_markets_are_not() -> None:
    found = asked(
        "## Requirements\n- Fluent German and good French\n- Experience with Italian clients in the food trade\n"
    )
    assert {"German", "French"} <= set(found)
    assert "Italian" not in found


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Excellent command of German and English", {"German", "English"}),
        ("Native or near-native French, fluent in English", {"French", "English"}),
        ("English (B2 or higher), German", {"English", "German"}),
        ("Good knowledge of Spanish, English and one or more dialects", {"Spanish", "English"}),
        ("Bilingual French/English", {"French", "English"}),
        ("Fluent German or English", {"German or English"}),
        ("Fluent German/English", {"German or English"}),
        ("Fließend Deutsch oder Englisch", {"German or English"}),
        ("Deutsch- oder Englischkenntnisse", {"German or English"}),
        ("Vous parlez français ou anglais", {"French or English"}),
        ("Fluent in German (C1) or very good English", {"German or English"}),
        ("Fluent English, and either French, German or Italian", {"English", "French or German or Italian"}),
    ],
)
def test_languages_are_offered_for_choice_only_where_or_stands_between_them(sentence: str, names: set[str]) -> None:
    assert set(asked(f"## Requirements\n- {sentence}\n")) == names


def test_of_means_or_in_a_dutch_text_only() -> None:
    dutch = "Wij zijn een kleine uitgeverij en zoeken iemand voor het magazijn, die met ons wil werken aan de boeken."
    assert set(asked(f"{dutch}\n\n## Eisen\n- Je spreekt Nederlands of Engels\n")) == {"Dutch or English"}
    english = "We are a small publisher and we are looking for someone who will be with us in the stock room."
    assert set(asked(f"{english}\n\n## Requirements\n- Speak Dutch of English\n")) == {"Dutch", "English"}


def test_what_is_not_needed_is_not_asked_for() -> None:
    assert asked("## Requirements\n- No Java experience required\n- Ein Führerschein ist nicht erforderlich\n") == {}


def test_visa_clearance_and_place_are_read_wherever_they_stand() -> None:
    found = asked(
        "## Benefits\n- We are unable to sponsor visas.\n- Candidates must be based in Portugal.\n"
        "- Active security clearance required.\n"
    )
    assert set(found) == {"No visa sponsorship", "Portugal", "Security clearance"}


def test_kindness_is_no_requirement_that_a_resume_could_meet() -> None:
    assert asked("## Requirements\n- Friendly, reliable and organised\n- Passion for music\n") == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "We are committed to equal employment opportunities and to a workplace with experience of every kind.",
        "We are an equal opportunity employer and require proven experience of fairness in recruitment.",
        "All qualified applicants will receive consideration for employment without regard to race or religion.",
        "Everyone with relevant experience is welcome here, regardless of race, gender or age.",
        "Employment decisions require knowledge of the role and are made without regard to color or sex.",
        "Diversity of experience, perspectives and knowledge makes us better at communications.",
        "We provide reasonable accommodations to qualified individuals with disabilities in training.",
        "Reasonable accommodations may be made to enable individuals to perform the essential functions.",
        "Wir stellen Menschen mit Erfahrung ein, unabhängig von Geschlecht, Herkunft oder Religion.",
        "Schwerbehinderte Menschen mit Kenntnissen im Recruiting werden bei gleicher Eignung bevorzugt.",
        "Nous recrutons selon les compétences et l’expérience, sans distinction d’origine ni de genre.",
        "Tous nos postes requis sont ouverts aux personnes en situation de handicap.",
        "Garantizamos la igualdad de oportunidades en el reclutamiento según la experiencia y los conocimientos.",
        "Valoramos la experiencia de cada persona independientemente de su raza, género o edad.",
    ],
)
@pytest.mark.parametrize("heading", ["", "## Requirements", "## Responsibilities"])
def test_what_every_company_says_of_equal_chances_asks_for_nothing(heading: str, sentence: str) -> None:
    assert read(f"{heading}\n\n- {sentence}\n").asks == ()


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Knowledge of equal employment opportunity law and Recruiting", "Recruiting"),
        ("Experience with Python, able to lift 20 kg with or without reasonable accommodation", "Python"),
        ("Experience with Python in teams of diverse backgrounds", "Python"),
    ],
)
def test_what_only_sounds_like_it_is_still_asked_for(sentence: str, name: str) -> None:
    assert name in asked(f"## Requirements\n- {sentence}\n")


@pytest.mark.parametrize(
    "sentence",
    [
        "We are recruiting a sales representative",
        "We’re currently recruiting for an experienced cook",
        "Our client is recruiting a clerk with experience",
    ],
)
@pytest.mark.parametrize("heading", ["", "## Requirements", "## The role"])
def test_a_company_that_is_recruiting_asks_for_no_recruiter(heading: str, sentence: str) -> None:
    assert "Recruiting" not in asked(f"{heading}\n\n{sentence}.\n")


@pytest.mark.parametrize("sentence", ["Experience in recruiting", "Recruiting a team of engineers", "Recruiting"])
def test_who_is_to_recruit_is_asked_for_it(sentence: str) -> None:
    assert "Recruiting" in asked(f"## Requirements\n- {sentence}\n")


def test_a_requirement_in_unknown_words_is_kept_as_it_stands() -> None:
    sentence = "Experience with the restoration of harpsichord soundboards"
    found = read(f"## Requirements\n- {sentence}\n").asks
    assert [(each.requirement.name, each.requirement.must) for each in found] == [(sentence, MUST)]


def test_a_text_without_line_breaks_is_read_too() -> None:
    found = asked(
        "We build boats.Responsibilities:      Design hulls in CAD      "
        "Test themQualifications: 3 years of experience in Python"
    )
    assert found["3 years of Python"] is MUST


def test_the_same_thing_twice_is_one_requirement_and_a_must_if_either_says_so() -> None:
    assert asked("## Nice to have\n- Python\n\n## Requirements\n- Python\n") == {"Python": MUST}


@pytest.mark.parametrize("text", ["", "\n\n", "#", "- ", "**", "a" * 5000, "(" * 2000, "x:" * 1000, "\u200b" * 50])
def test_any_text_is_read_without_complaint(text: str) -> None:
    assert read(text).asks == ()


def test_a_name_that_no_table_knows_is_a_skill_in_the_postings_own_words() -> None:
    text = "We pay people.\n\n## Requirements\n- Knowledge of incentive compensation\n"
    found = ask(text, "incentive compensation")
    assert (found.requirement.kind, found.requirement.must) == (RequirementKind.SKILL, MUST)
    assert found.at is not None
    assert text[found.at[0] : found.at[1]] == "incentive compensation"


def test_names_in_own_words_are_wishes_under_nice_to_have_and_nothing_elsewhere() -> None:
    assert asked("## Nice to have\n- Knowledge of incentive compensation\n") == {"incentive compensation": NICE}
    assert "incentive compensation" not in asked("## About us\n- Knowledge of incentive compensation\n")


def test_a_sentence_in_another_language_is_left_to_the_table() -> None:
    german = (
        "Wir sind ein kleiner Verlag und suchen für das Lager eine Person, die mit uns und den Büchern arbeiten will."
    )
    assert not any(
        each.own for each in read(f"{german}\n\n## Anforderungen\n- Kenntnisse in Incentive Compensation\n").asks
    )
