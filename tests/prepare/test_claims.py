"""The claim gate, tried with a generator that lies."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from rolecall.prepare.claims import Gate
from rolecall.prepare.package import draft, gate_of, gate_package
from rolecall.profile.queries import Fact, FactKind, fact_id, facts_of
from tests.prepare.people import ENGINEER, EVERYONE, INGENIEUR, NURSE, TODAY, match

ENGINEER_FACTS = facts_of(ENGINEER)
COMPANY, TITLE = "Brightline Payments", "Staff Software Engineer, Payments"


def gate() -> Gate:
    return Gate(ENGINEER_FACTS, title=TITLE, company=COMPANY, languages=("en",), today=TODAY)


def fact(beginning: str) -> Fact:
    return next(fact for fact in ENGINEER_FACTS if fact.text.startswith(beginning))


LED = fact("Led 4 engineers")
SENIOR = fact("Senior Backend Engineer, Parcelwise")
JUNIOR = fact("Software Engineer, Clearpenny")

LIES = [
    ("number", LED.text.replace("4 engineers", "14 engineers"), LED),
    ("skill", LED.text.replace("PostgreSQL", "MySQL"), LED),
    ("action", "Founded " + LED.text[0].lower() + LED.text[1:], LED),
    ("title", "Principal Engineer, Parcelwise Ltd | Mar 2022 – Present", SENIOR),
    ("title", "Head of Backend, Parcelwise Ltd | Mar 2022 – Present", SENIOR),
    ("name", "Senior Backend Engineer, Google | Mar 2022 – Present", SENIOR),
    ("date", "Software Engineer, Clearpenny | Sep 2016 – Feb 2022", JUNIOR),
    ("date", "Software Engineer, Clearpenny | Sep 2018 – Dec 2023", JUNIOR),
    ("degree", "MSc in Computer Science, University of Leeds | Sep 2015 – Jul 2018", fact("BSc in Computer Science")),
    ("certificate", "Certified Kubernetes Administrator.", fact("Moved 30 services")),
    ("superlative", "Best engineer of the company.", SENIOR),
    ("number", "Moved 300 services to Kubernetes without downtime", fact("Moved 30 services")),
    ("skill", "Moved 30 services to OpenShift without downtime", fact("Moved 30 services")),
]


@pytest.mark.parametrize(("kind", "text", "named"), LIES, ids=[text[:50] for _, text, _ in LIES])
def test_a_lie_is_caught_and_called_by_its_kind(kind: str, text: str, named: Fact) -> None:
    unsupported = gate().check(text, [named.id]).unsupported
    assert unsupported
    assert unsupported[0].kind == kind


def liar(truths: list[Fact], seed: int) -> Iterator[tuple[str, Fact]]:
    """Three hundred lies: numbers, titles, skills, dates, employers and half sentences of true statements."""
    chance = random.Random(seed)
    skills = ["Rust", "MySQL", "Azure", "Salesforce", "GraphQL", "Spark"]
    employers = ["Google", "Northwind Bank", "Acme Holdings", "Siemens"]
    titles = ["Principal", "Chief", "Head of Engineering,", "Director of", "Lead"]
    for _ in range(300):
        truth = chance.choice(truths)
        tokens = truth.text.split()
        at = chance.randrange(len(tokens))
        match chance.randrange(6):
            case 0:
                lie = re.sub(r"\d+", lambda hit: str(int(hit[0]) + chance.randint(1, 9)), truth.text)
            case 1:
                lie = " ".join([chance.choice(titles), *tokens])
            case 2:
                lie = " ".join([*tokens[:at], chance.choice(skills), *tokens[at + 1 :]])
            case 3:
                lie = truth.text.rstrip(".") + f" at {chance.choice(employers)}"
            case 4:
                lie = " ".join(tokens[: max(1, len(tokens) // 2)] + chance.choice(truths).text.split()[-3:])
            case _:
                lie = truth.text.rstrip(".") + f", saving {chance.randint(2, 90)}% a year"
        if lie != truth.text and sorted(lie.split()) != sorted(tokens):
            yield lie, truth


@pytest.mark.parametrize("seed", range(3))
def test_nothing_a_lying_generator_says_passes(seed: int) -> None:
    truths = [fact for fact in ENGINEER_FACTS if fact.kind is FactKind.DUTY]
    lies = list(liar(truths, seed))
    assert len(lies) > 200
    passed = [lie for lie, named in lies if not gate().check(lie, [named.id]).unsupported]
    assert passed == []


@pytest.mark.parametrize("who", EVERYONE)
def test_every_true_statement_passes(who: str) -> None:
    resume, posting, asked = EVERYONE[who]
    facts = facts_of(resume)
    drafted = draft(posting, resume, facts, match(facts, asked), TODAY)
    assert gate_package(drafted) == ()
    taken_out = [gone for gone in drafted.left_out if gone.why.startswith("Taken out")]
    assert taken_out == []


def test_a_title_of_one_position_cannot_be_lent_to_another() -> None:
    mixed = gate().check("Senior Backend Engineer, Clearpenny", [SENIOR.id, JUNIOR.id])
    assert mixed.unsupported


def test_half_a_sentence_does_not_pass_for_the_whole() -> None:
    modest = Fact(
        fact_id(FactKind.DUTY, "Led nobody but learned a lot"), FactKind.DUTY, "Led nobody but learned a lot", ""
    )
    own = Gate([modest], title=TITLE, company=COMPANY)
    assert own.check("Led nobody but learned a lot", [modest.id]).unsupported == ()
    assert own.check("learned a lot", [modest.id]).unsupported


def test_a_fact_that_does_not_exist_supports_nothing() -> None:
    assert gate().check(LED.text, ["f_000000000000"]).unsupported


def test_a_fact_that_is_not_named_supports_nothing() -> None:
    assert gate().check(LED.text, [JUNIOR.id]).unsupported


def test_dates_may_be_written_in_words_but_not_moved() -> None:
    assert gate().check("Software Engineer, Clearpenny (September 2018 – February 2022)", [JUNIOR.id]).unsupported == ()
    assert gate().check("Software Engineer, Clearpenny (September 2018 – March 2022)", [JUNIOR.id]).unsupported


TRUE_EDITS = [
    "I led 4 engineers when we moved label printing to an event-driven service in Python.",
    "I look forward to meeting your team and hearing more about the work.",
    "At Parcelwise I cut the tracking API from 900 ms to 120 ms.",
    "I would like to join Brightline Payments.",
    "I studied at the University of Leeds until 2018.",
    "I would be happy to talk about the role.",
    "I would like to lead a team again.",
    "I'd love to bring this to Brightline.",
    "I have 8 years of experience in payments and logistics.",
    "I speak French (B2).",
]
FALSE_EDITS = [
    ("I led 40 engineers in Python.", "40"),
    ("I know Rust well.", "Rust"),
    ("I worked at Google on payments.", "Google"),
    ("I was the chief architect there.", "chief"),
    ("I hold a PhD in the field.", "PhD"),
    ("I am a certified administrator.", "certified"),
    ("I am the best engineer you will find.", "best"),
    ("I have worked there since 2012.", "2012"),
    ("I also write kubernetes operators in java.", "java"),
    ("I founded the payments team.", "founded"),
    ("I managed the on-call rota.", "managed"),
    ("I speak German.", "German"),
    ("I have ten years of experience.", "ten"),
]


@pytest.mark.parametrize("text", TRUE_EDITS)
def test_the_candidates_own_wording_passes_when_facts_say_it(text: str) -> None:
    assert gate().check_edit(text).unsupported == ()


@pytest.mark.parametrize(("text", "claim"), FALSE_EDITS)
def test_the_candidates_own_wording_is_refused_with_the_claim_named(text: str, claim: str) -> None:
    unsupported = gate().check_edit(text).unsupported
    assert any(claim in found.text for found in unsupported)


def test_the_facts_behind_an_edit_are_named() -> None:
    checked = gate().check_edit("I led 4 engineers in Python and PostgreSQL.")
    assert LED.id in {fact.id for fact in checked.facts}


def test_the_gate_of_a_draft_knows_all_facts_of_the_candidate() -> None:
    resume, posting, asked = EVERYONE["nurse"]
    facts = facts_of(resume)
    drafted = draft(posting, resume, facts, match(facts, asked), TODAY)
    trained = next(fact for fact in facts_of(NURSE) if fact.text.startswith("Trained 12"))
    assert gate_of(drafted).check(trained.text, [trained.id]).unsupported == ()


GERMAN = Gate(facts_of(INGENIEUR), title="Ingenieur (m/w/d)", company="Turbowerk Jena GmbH", languages=("de",))


@pytest.mark.parametrize(
    "text",
    ["Ich freue mich auf ein Gespräch mit Ihnen.", "Ich leitete ein Team von 5 Personen in der Versuchsabteilung."],
)
def test_german_nouns_are_no_claims(text: str) -> None:
    assert GERMAN.check_edit(text).unsupported == ()


@pytest.mark.parametrize(
    ("text", "claim"), [("Ich habe bei Bosch gearbeitet.", "Bosch"), ("Ich leitete 15 Personen.", "15")]
)
def test_german_claims_are(text: str, claim: str) -> None:
    assert claim in {found.text for found in GERMAN.check_edit(text).unsupported}
