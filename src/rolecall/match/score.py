"""The score: a posting against a candidate, 0 to 100, with its reasons. Deterministic and without a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files

from rolecall.discover.queries import Posting
from rolecall.match import semantic, titles
from rolecall.match.candidate import Candidate
from rolecall.match.evidence import hold
from rolecall.match.filters import filters, in_place
from rolecall.match.model import Contribution, Decision, Finding, Match, Met, RequirementKind
from rolecall.match.requirements import Ask, Reading, read
from rolecall.match.sections import Section
from rolecall.match.taxonomy import taxonomy
from rolecall.match.words import bag, likeness, words
from rolecall.profile.queries import Fact, Preferences, Resume

FORMULA = 6
"""Raised with every change of a rule or a weight below; a golden test notices when it was forgotten."""

WEIGHTS = {
    "must": 24.0,
    "nice": 8.0,
    "duties": 4.0,
    "title": 18.0,
    "level": 14.0,
    "words": 26.0,
    "wishes": 6.0,
}
"""Points that each part can bring. Parts that a posting gives no ground for are left out and the rest weighs more."""

STRONG, WEAK = 90, 50
MOST_UNLESS_ALL_MET = 89
MOST_OF_SHORT_TEXT = 59
ALIKE = 0.28
"""A likeness of words at which this part brings its full points: as near as a good match's posting and résumé come."""
OF_ANOTHER_TRADE = 0.3
"""Share of the level's points where no word of the title is one of the candidate's."""
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
MOST_OF_A_SENTENCE = 3.0
"""However many things one sentence lists, together they weigh no more than this."""


def _version() -> str:
    data = files(__package__) / "data"
    tables = (data / "skills.tsv").read_bytes() + (data / "words.tsv").read_bytes()
    digest = sha256(tables + semantic.MODEL.encode())
    return f"{FORMULA}-{digest.hexdigest()[:12]}"


VERSION = _version()
"""Formula, tables and sentence model: two scores of one version are comparable, and the same input gives the same bytes."""


def score(posting: Posting, resume: Resume, facts: Sequence[Fact], preferences: Preferences, today: date) -> Match:
    """A posting against a candidate. For many postings prepare the candidate once and use `score_prepared`."""
    return score_prepared(posting, Candidate.prepare(resume, facts, preferences, today))


def score_prepared(
    posting: Posting, candidate: Candidate, reading: Reading | None = None, vectors: semantic.Known | None = None
) -> Match:
    """A posting against a prepared candidate. Pure: no clock, no network, no order that differs between processes.

    `reading` is `read(posting.text)` where it is there already (many candidates for one posting). `vectors` are those
    kept of the posting's sentences (`segments_kept.py`), by text; what is not among them is made here.
    """
    table = taxonomy()
    reading = reading or read(posting.text, table)
    held = list(zip(reading.asks, hold(reading.asks, candidate, table, vectors), strict=True))
    duties = [finding for ask, finding in held if ask.optional_duty]
    # A duty that one has not done yet is no lack: it counts, but is not listed as missing.
    listed = [finding for ask, finding in held if not ask.optional_duty or finding.met is not Met.MISSING]
    findings = tuple(sorted(listed, key=lambda finding: (not finding.requirement.must, finding.requirement.start)))
    failed, notices = filters(posting, candidate.preferences, reading.refuses_visa)
    titled = _title(posting, candidate)
    parts = [
        part
        for part in (
            _coverage("must", [finding for finding in findings if finding.requirement.must]),
            _coverage("nice", [finding for ask, finding in held if not ask.optional_duty and not ask.requirement.must]),
            _coverage("duties", duties),
            titled,
            _level(posting, candidate, reading.asks, titled.value if titled else 1.0),
            _words(posting, candidate, reading),
            _wishes(posting, candidate),
        )
        if part is not None
    ]
    contributions, total = _sum(parts)
    unmet = [finding for finding in findings if finding.requirement.must and finding.met is not Met.MET]
    value, limits = _bounded(total, bool(unmet), any(finding.requirement.must for finding in findings), reading)
    return Match(
        score=value,
        decision=Decision.FILTERED
        if failed
        else Decision.STRONG
        if value >= STRONG
        else Decision.WEAK
        if value < WEAK
        else Decision.REVIEW,
        version=VERSION,
        findings=findings,
        contributions=contributions,
        filtered=failed,
        notices=(*reading.notices, *candidate.notices, *notices, *limits),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    value: float
    why: str


def _coverage(name: str, findings: Sequence[Finding]) -> _Part | None:
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
    return _Part(name, got / total * sure + 0.5 * (1 - sure) * (got > 0), why)


def _title(posting: Posting, candidate: Candidate) -> _Part | None:
    if not titles.parts(posting.title):
        return None
    known = set(candidate.known)
    for mention in taxonomy().mentions(posting.title):
        if mention.skill in candidate.skills or mention.skill in candidate.implied:
            known |= titles.bases(posting.title[mention.start : mention.end])
    value, nearest = titles.fit(posting.title, candidate.titles, known)
    if nearest is None:
        return _Part("title", value, f"None of your titles is like “{posting.title}”.")
    return _Part("title", value, f"“{posting.title}” beside your “{nearest}”: {value:.0%} of its words.")


def _level(posting: Posting, candidate: Candidate, asks: Sequence[Ask], titled: float) -> _Part | None:
    """How near the job's level is to the candidate's; in a trade that is not theirs, years of another one count little."""
    said = titles.level(posting.title)
    asked = [ask.years for ask in asks if ask.years is not None and ask.requirement.must]
    above, where = 0.8, "title"
    if said is None:
        # The fewest years asked for, or no word at all, shut nobody out who brings more.
        above, where = 1.8, "years asked for" if asked else "title, which names no level,"
        said = titles.level_of_years(max(asked)) if asked else 2.0
    gap = said - candidate.level
    value = max(0.0, 1.0 - (0.38 * max(0.0, gap - 0.3) + 0.28 * max(0.0, -gap - above)))
    value *= OF_ANOTHER_TRADE + (1 - OF_ANOTHER_TRADE) * min(1.0, titled * 1.5)
    return _Part(
        "level",
        value,
        (
            f"By its {where} the job is {titles.level_name(said)}; by your years and titles you are "
            f"{titles.level_name(candidate.level)}."
        ),
    )


def _words(posting: Posting, candidate: Candidate, reading: Reading) -> _Part | None:
    text = "\n".join(sentence.text for sentence in reading.sentences if sentence.section is not Section.ABOUT)
    stems = words(posting.title) * 2 + words(text)
    if not stems or not candidate.words:
        return None
    alike = likeness(bag(stems), candidate.words)
    value = min(1.0, alike / ALIKE)
    foreign = reading.language and candidate.written_in and reading.language != candidate.written_in
    if foreign:
        return None
    return _Part(
        "words", value, f"The posting's words and your résumé's are alike to {value:.0%} of what good matches reach."
    )


def _wishes(posting: Posting, candidate: Candidate) -> _Part | None:
    """Preferences that are wishes: the titles, place, workplace and pay that the candidate named."""
    wanted = candidate.preferences
    answers: list[tuple[str, float]] = []
    if wanted.titles:
        answers.append(("title", titles.fit(posting.title, wanted.titles, frozenset())[0]))
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
    return _Part("wishes", value, "Your wishes: " + ", ".join(f"{name} {answer:.0%}" for name, answer in answers) + ".")


def _sum(parts: Sequence[_Part]) -> tuple[tuple[Contribution, ...], float]:
    available = sum(WEIGHTS[part.name] for part in parts)
    out = []
    for part in parts:
        weight = round(100.0 * WEIGHTS[part.name] / available, 4)
        value = round(part.value, 4)
        out.append(Contribution(part.name, value, weight, round(value * weight, 4), part.why))
    return tuple(out), round(sum(part.points for part in out), 4)


def _bounded(total: float, unmet: bool, asked: bool, reading: Reading) -> tuple[int, tuple[str, ...]]:
    """The score with its bounds: 90 and more only when all that must be met is met, and little for a text that says little."""
    value = min(100, max(0, int(total + 0.5)))
    if reading.length < 250 and value > MOST_OF_SHORT_TEXT:
        return MOST_OF_SHORT_TEXT, (f"Held at {MOST_OF_SHORT_TEXT}: the posting's text is too short for more.",)
    if unmet and value > MOST_UNLESS_ALL_MET:
        return MOST_UNLESS_ALL_MET, (f"Held at {MOST_UNLESS_ALL_MET}: not every requirement is met.",)
    if not asked and value > MOST_UNLESS_ALL_MET:
        return MOST_UNLESS_ALL_MET, (
            f"Held at {MOST_UNLESS_ALL_MET}: the posting names no requirement that could be checked.",
        )
    return value, ()
