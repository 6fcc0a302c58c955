"""The parts of a score: each a value from 0 to 1 with a sentence, or nothing where the posting gives no ground for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from rolecall.discover.queries import Posting
from rolecall.match import strengths
from rolecall.match.candidate import Candidate
from rolecall.match.filters import in_place
from rolecall.match.model import Finding, Met, RequirementKind
from rolecall.match.requirements.read import Ask, Reading
from rolecall.match.requirements.sections import Section
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.match.titles import levels
from rolecall.match.words import bag, covered, likeness, words

ALIKE = 0.15
"""A likeness of words at which about two thirds of this part's value are reached; good matches come to 0.14 to 0.28."""
SPOKEN_OF = 0.12
"""A share of the résumé's telling words at which about two thirds of `reach` are reached."""
OF_ANOTHER_TRADE = 0.3
"""Share of the level's value where no word of the title is one of the candidate's."""
_READ_COARSELY = frozenset({"it", "nl", "pt", "ro", "pl", "sv", "da"})
COARSE = {"must": 0.3, "nice": 0.3, "skills": 0.3, "title": 0.3, "level": 0.3}
"""In languages of which the tables know little, what is read by them weighs so much less."""
MOST_OF_A_SENTENCE = 3.0
"""However many things one sentence lists, together they weigh no more than this."""
_WORTH = {Met.MET: 1.0, Met.PARTLY: 0.5, Met.MISSING: 0.0}
_HEAVY = {
    RequirementKind.SKILL: 1.0,
    RequirementKind.CERTIFICATE: 1.5,
    RequirementKind.YEARS: 1.5,
    RequirementKind.DEGREE: 1.0,
    RequirementKind.LANGUAGE: 1.0,
    RequirementKind.PLACE: 1.0,
    RequirementKind.VISA: 1.0,
    RequirementKind.CLEARANCE: 2.0,
    RequirementKind.SENIORITY: 1.0,
    RequirementKind.DUTY: 0.5,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part's name, its value from 0 to 1 and one sentence about it."""

    name: str
    value: float
    why: str
    ground: float = 1.0
    """How much the posting says about it, above 0 to 1: the part's weight is multiplied by it."""


def parts_of(
    posting: Posting, candidate: Candidate, reading: Reading, held: Sequence[tuple[Ask, Finding]]
) -> tuple[Part, ...]:
    """All parts that this posting gives ground for, in a fixed order, values rounded to four places."""
    titled = _title(posting, candidate)
    made = (
        _coverage("must", [finding for _, finding in held if finding.requirement.must]),
        _coverage("nice", [finding for ask, finding in held if not ask.optional_duty and not ask.requirement.must]),
        _coverage("duties", [finding for ask, finding in held if ask.optional_duty]),
        _skills(posting, candidate, reading),
        titled,
        _level(posting, candidate, reading.asks, titled.value if titled else 1.0),
        *_words(posting, candidate, reading),
        _wishes(posting, candidate),
    )
    coarse = COARSE if reading.language in _READ_COARSELY else {}
    return tuple(
        Part(part.name, round(part.value, 4), part.why, round(part.ground * coarse.get(part.name, 1.0), 4))
        for part in made
        if part is not None
    )


def _coverage(name: str, findings: Sequence[Finding]) -> Part | None:
    """Weighted share of these requirements that is met. What one sentence lists is bounded, so that a pile of words gains little."""
    if not findings:
        return None
    by_sentence: dict[int, list[Finding]] = {}
    for finding in findings:
        by_sentence.setdefault(finding.requirement.start, []).append(finding)
    got = total = 0.0
    for together in by_sentence.values():
        heavy = [_HEAVY[finding.requirement.kind] for finding in together]
        bound = min(1.0, MOST_OF_A_SENTENCE / sum(heavy))
        total += bound * sum(heavy)
        got += bound * sum(weight * _WORTH[finding.met] for weight, finding in zip(heavy, together, strict=True))
    met = sum(finding.met is Met.MET for finding in findings)
    partly = sum(finding.met is Met.PARTLY for finding in findings)
    noun = {"must": "requirements met", "nice": "wishes met", "duties": "duties are much like what you have done"}[name]
    why = f"{met} of {len(findings)} {noun}" + (f", {partly} partly" if partly else "") + "."
    # Few requirements prove little: a posting with two words of them is not a perfect match.
    sure = total / (total + 0.6)
    return Part(name, got / total * sure + 0.5 * (1 - sure) * (got > 0), why, total / (total + 1.5))


def _skills(posting: Posting, candidate: Candidate, reading: Reading) -> Part | None:
    """What the posting mainly talks about beside what the candidate has mainly done."""
    table = taxonomy()
    named = dict(reading.named)
    for mention in table.mentions(posting.title):
        named[mention.skill] = named.get(mention.skill, 0) + 2
    if not named:
        return None
    asked = strengths.profile(named, table, neighbours=False)
    value = strengths.held(asked, candidate.strengths)
    ground = len(named) / (len(named) + 2)
    shared = sorted(
        (skill for skill in asked if skill in candidate.strengths),
        key=lambda skill: (-asked[skill] * candidate.strengths[skill], skill),
    )[:3]
    if not shared:
        return Part("skills", value, "Of what the posting talks about most, your résumé names nothing.", ground)
    return Part("skills", value, f"What weighs in both, the posting and your résumé: {', '.join(shared)}.", ground)


def _title(posting: Posting, candidate: Candidate) -> Part | None:
    if not levels.parts(posting.title):
        return None
    known = set(candidate.known)
    for mention in taxonomy().mentions(posting.title):
        if mention.skill in candidate.skills or mention.skill in candidate.implied:
            known |= levels.bases(posting.title[mention.start : mention.end])
    value, nearest = levels.fit(posting.title, candidate.titles, known)
    if nearest is None:
        return Part("title", value, f"None of your titles is like “{posting.title}”.")
    return Part("title", value, f"“{posting.title}” beside your “{nearest}”: {value:.0%} of its words.")


def _level(posting: Posting, candidate: Candidate, asks: Sequence[Ask], titled: float) -> Part | None:
    """How near the job's level is to the candidate's; in a trade that is not theirs, years of another one count little."""
    said = levels.level(posting.title)
    asked = [ask.years for ask in asks if ask.years is not None and ask.requirement.must]
    above, where = 0.8, "title"
    if said is None:
        # The fewest years asked for, or no word at all, shut nobody out who brings more.
        above, where = 1.8, "years asked for" if asked else "title, which names no level,"
        said = levels.level_of_years(max(asked)) if asked else 2.0
    gap = said - candidate.level
    value = max(0.0, 1.0 - (0.38 * max(0.0, gap - 0.3) + 0.28 * max(0.0, -gap - above)))
    value *= OF_ANOTHER_TRADE + (1 - OF_ANOTHER_TRADE) * min(1.0, titled * 1.5)
    return Part(
        "level",
        value,
        (
            f"By its {where} the job is {levels.level_name(said)}; by your years and titles you are "
            f"{levels.level_name(candidate.level)}."
        ),
    )


def _words(posting: Posting, candidate: Candidate, reading: Reading) -> tuple[Part | None, Part | None]:
    """How alike the words are, and how much of what the résumé tells the posting speaks of; neither between two languages."""
    text = "\n".join(sentence.text for sentence in reading.sentences if sentence.section is not Section.ABOUT)
    stems = words(posting.title) * 2 + words(text)
    if not stems or not candidate.words:
        return None, None
    if reading.language and candidate.written_in and reading.language != candidate.written_in:
        return None, None
    alike = 1 - exp(-likeness(bag(stems), candidate.words) / ALIKE)
    spoken = covered(candidate.words, frozenset(stems))
    return (
        Part(
            "words", alike, f"The posting's words and your résumé's, rare ones counting more, are alike to {alike:.0%}."
        ),
        Part(
            "reach",
            1 - exp(-spoken / SPOKEN_OF),
            f"The posting speaks of {spoken:.0%} of what your résumé tells, rare words counting more.",
        ),
    )


def _wishes(posting: Posting, candidate: Candidate) -> Part | None:
    """Preferences that are wishes: the titles, place, workplace and pay that the candidate named."""
    wanted = candidate.preferences
    answers: list[tuple[str, float]] = []
    if wanted.titles:
        answers.append(("title", levels.fit(posting.title, wanted.titles, frozenset())[0]))
    if wanted.workplace and posting.workplace is not None:
        answers.append(("workplace", float(str(posting.workplace) in wanted.workplace)))
    place = in_place(posting, wanted)
    if place is not None:
        answers.append(("place", float(place)))
    if (
        wanted.salary_floor is not None
        and posting.salary is not None
        and posting.salary.currency == wanted.salary_currency
    ):
        low, high = posting.salary.yearly()
        most = high if high is not None else low
        if most is not None:
            answers.append(("pay", float(most >= wanted.salary_floor)))
    if not answers:
        return None
    value = sum(answer for _, answer in answers) / len(answers)
    return Part("wishes", value, "Your wishes: " + ", ".join(f"{name} {answer:.0%}" for name, answer in answers) + ".")
