"""The gate against the liar of `lies.py`: nearly all lies are caught, and nearly all truths pass."""

from __future__ import annotations

from collections import Counter

from rolecall.prepare.claims import Gate
from rolecall.profile.queries import facts_of
from tests.prepare.lies import Told, lies, truths
from tests.prepare.made_up import PEOPLE
from tests.prepare.people import TODAY

GATES = {
    person.name: Gate(
        facts_of(person.resume),
        title="Consultant",
        company="Brightline Payments",
        languages=("en", person.language),
        today=TODAY,
    )
    for person in PEOPLE
}


def caught(told: Told) -> bool:
    about = [told.about.id] if told.about else []
    return bool(GATES[told.person.name].check_edit(told.text, about=about).unsupported)


def test_the_liar_lies_in_three_hundred_ways_of_twenty_kinds() -> None:
    told = lies()
    assert len(told) >= 300
    assert len({lie.category for lie in told}) >= 20
    assert {lie.person.language for lie in told} == {"en", "de", "fr", "es", "pt", "it", "nl"}
    assert len(truths()) >= 300


def test_nearly_all_lies_are_caught() -> None:
    told = lies()
    passed = [lie for lie in told if not caught(lie)]
    listed = [f"{lie.category}: {lie.text}" for lie in passed]
    assert len(passed) <= 0.01 * len(told), (
        f"{len(passed)} of {len(told)}: {Counter(lie.category for lie in passed)} {listed}"
    )


def test_nearly_all_truths_pass() -> None:
    told = truths()
    refused = [truth for truth in told if caught(truth)]
    listed = [f"{truth.category}: {truth.text}" for truth in refused]
    assert len(refused) <= 0.03 * len(told), f"{len(refused)} of {len(told)}: {listed}"
