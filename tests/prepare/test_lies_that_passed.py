"""Lies that came through the gate once, each beside a truth of the same form that must pass."""

from __future__ import annotations

import pytest

from rolecall.profile.queries import facts_of
from tests.prepare.made_up import PEOPLE
from tests.prepare.test_lies import GATES

INES, TOBIAS, GRETA, AURELIE, DAVIDE = (
    next(person for person in PEOPLE if person.name.startswith(name))
    for name in ("Ines", "Tobias", "Greta", "Aurélie", "Davide")
)


def refused(person: object, about: str, text: str) -> bool:
    known = next(each for each in PEOPLE if each is person)
    ids = [fact.id for fact in facts_of(known.resume) if about and fact.text.startswith(about)]
    return bool(GATES[known.name].check_edit(text, about=ids[:1]).unsupported)


@pytest.mark.parametrize(
    ("person", "about", "lie", "truth"),
    [
        (
            INES,
            "Built a warehouse",
            "Built a warehouse of 14 TB in Snowflake that 60 analysts query every hour",
            "Built a warehouse of 14 TB in Snowflake that 60 analysts query each day",
        ),
        (
            TOBIAS,
            "Cared for",
            "Cared for 6 patients per hour on a 30-bed surgical ward",
            "Cared for 6 patients a shift on a 30-bed surgical ward",
        ),
        (INES, "Cut the", "Cut the nightly load by 5 hours", "Cut the nightly load from 5 hours to 40 minutes"),
        (
            GRETA,
            "Senkung",
            "Senkung der Antwortzeit auf 35 % durch besseres Caching",
            "Senkung der Antwortzeit um 35 % durch besseres Caching",
        ),
        (GRETA, "Senkung", "Senkung der Antwortzeit um ein Drittel", "Senkung der Antwortzeit um 35 %"),
        (
            INES,
            "Helped",
            "Helped the platform team and moved 9 services to Kubernetes",
            "Helped the platform team as it moved 9 services to Kubernetes",
        ),
        (
            TOBIAS,
            "Gave medication",
            "Gave medication to 45 residents",
            "Gave medication to 45 residents under the supervision of others",
        ),
        (TOBIAS, "", "Ich spreche fließend Französisch.", "Ich spreche fließend Englisch."),
        (GRETA, "", "Ich spreche fließend Englisch.", "Ich spreche fließend Deutsch."),
        (GRETA, "", "Ich habe ein Masterstudium abgeschlossen.", "Ich habe ein Bachelorstudium abgeschlossen."),
        (AURELIE, "", "J'ai encadré une équipe.", "J'ai participé à l'audit de 20 sociétés."),
        (DAVIDE, "", "Sono stato il miglior progettista.", "Sono stato progettista meccanico."),
        (INES, "", "I have a security clearance.", "I have a BSc in Statistics."),
        (INES, "", "I am a citizen of the United States.", "I am a Data Engineer."),
        (
            INES,
            "",
            "At Brightline Payments I built a warehouse.",
            "At Quillmark Logistics I built a warehouse of 14 TB in Snowflake.",
        ),
        (
            INES,
            "",
            "I was previously employed at Brightline Payments.",
            "I would be glad to work at Brightline Payments.",
        ),
    ],
)
def test_a_lie_that_came_through_is_refused_and_its_truth_passes(
    person: object, about: str, lie: str, truth: str
) -> None:
    assert refused(person, about, lie)
    assert not refused(person, about, truth)
