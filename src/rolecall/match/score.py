"""The score: a posting against a candidate, 0 to 100, with its reasons. Deterministic and without a language model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files

from rolecall.discover.queries import Posting
from rolecall.match import calibration, semantic
from rolecall.match.candidate import Candidate
from rolecall.match.evidence import ByWords, hold_by_words, settle
from rolecall.match.filters import filters
from rolecall.match.learning.personal import Personal
from rolecall.match.learning.terms import terms
from rolecall.match.model import Contribution, Decision, Finding, Match, Met
from rolecall.match.parts import Part, parts_of
from rolecall.match.requirements.read import Ask, Reading, read
from rolecall.match.skills.taxonomy import taxonomy
from rolecall.profile.queries import Fact, Preferences, Resume

FORMULA = 7
"""Raised with every change of a rule or a weight; a golden test notices when it was forgotten."""
TABLES = (
    "skills.tsv",
    "words.tsv",
    "common_words.tsv",
    "gazetteer.tsv",
    "tagger.npz",
    "occupations.tsv.xz",
)
"""Files of `data/` that decide a score: their digest is part of the version."""

STRONG, WEAK = 90, 50
MOST_UNLESS_ALL_MET = 89
MOST_OF_SHORT_TEXT = 59


def _version() -> str:
    data = files("rolecall.match") / "data"
    digest = sha256(b"".join((data / name).read_bytes() for name in TABLES))
    digest.update(semantic.MODEL.encode())
    return f"{FORMULA}-{digest.hexdigest()[:12]}"


VERSION = _version()
"""Formula, tables and sentence model: two scores of one version are comparable, and the same input gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What a personal model learns from and predicts by: `personal.Example` takes both as they are."""

    features: dict[str, float]
    """Values of the parts (0 to 1) and `calibration.GENERAL`, the general model's logit."""
    words: dict[str, float]
    """The posting's telling words and pairs of words, weighted; those of its title begin with "title: "."""


def score(
    posting: Posting,
    resume: Resume,
    facts: Sequence[Fact],
    preferences: Preferences,
    today: date,
    personal: Personal | None = None,
) -> Match:
    """A posting against a candidate. For many postings prepare the candidate once and use `score_prepared`."""
    return score_prepared(posting, Candidate.prepare(resume, facts, preferences, today), personal=personal)


def signals(
    posting: Posting, candidate: Candidate, reading: Reading | None = None, vectors: semantic.Known | None = None
) -> Signals:
    """What `score_prepared` hands to a personal model for this posting."""
    reading = reading or read(posting.text, taxonomy())
    parts = parts_of(posting, candidate, reading, _held(reading, candidate, vectors))
    shares = calibration.effective(parts, _multipliers(candidate))
    return Signals(_features(parts, calibration.general(parts, shares)), terms(posting, reading))


def score_prepared(
    posting: Posting,
    candidate: Candidate,
    reading: Reading | None = None,
    personal: Personal | None = None,
    vectors: semantic.Known | None = None,
    by_words: ByWords | None = None,
) -> Match:
    """A posting against a prepared candidate. Pure: no clock, no network, no order that differs between processes.

    `reading` is `read(posting.text)` where it is there already (many candidates for one posting); `personal` is what the
    candidate's own decisions taught, used once it is `ready`. `vectors` are those kept of the posting's sentences
    (`segments_kept.py`), by text; what is not among them is made here. `by_words` is what `hold_by_words` said of the
    reading and the candidate, where that is there already.
    """
    reading = reading or read(posting.text, taxonomy())
    held = _held(reading, candidate, vectors, by_words)
    # A duty that one has not done yet is no lack: it counts, but is not listed as missing.
    listed = [finding for ask, finding in held if not ask.optional_duty or finding.met is not Met.MISSING]
    findings = tuple(sorted(listed, key=lambda finding: (not finding.requirement.must, finding.requirement.start)))
    failed, notices = filters(posting, candidate.preferences, reading.refuses_visa)
    parts = parts_of(posting, candidate, reading, held)
    shares = calibration.effective(parts, _multipliers(candidate))
    logit = calibration.general(parts, shares)
    chance = round(calibration.probability(logit), 4)
    own = personal if personal is not None and personal.ready else None
    shown = calibration.contributions(parts, shares, calibration.points_of(chance))
    if own is None:
        doubted = calibration.doubt(
            parts, shares, asked=len(listed), length=reading.length, statements=len(candidate.statements)
        )
        low, high = calibration.general_band(logit, doubted)
    else:
        general = chance
        features, said = _features(parts, logit), terms(posting, reading)
        (chance, low, high), told = own.judge(features, said)
        change = calibration.points_of(chance) - calibration.points_of(general)
        shown = (*shown, Contribution("own", 1.0, float(abs(change)), float(change), told))
    most, limit = _most(findings, reading, personal)
    unbounded = calibration.points_of(chance)
    value = calibration.held(chance, most)
    if value < unbounded:
        shown = (*shown, Contribution("held", 1.0, float(unbounded - value), float(value - unbounded), limit))
    return Match(
        score=value,
        decision=Decision.FILTERED
        if failed
        else Decision.STRONG
        if value >= STRONG
        else Decision.WEAK
        if value < WEAK
        else Decision.REVIEW,
        version=VERSION if own is None else f"{VERSION}+{own.version}",
        findings=findings,
        contributions=shown,
        filtered=failed,
        notices=(*reading.notices, *candidate.notices, *notices, *((limit,) if value < unbounded else ())),
        probability=chance,
        band=calibration.band(low, high, most),
        personal=own is not None,
        calibrated=own is not None and own.calibrated,
    )


def _held(
    reading: Reading, candidate: Candidate, vectors: semantic.Known | None, by_words: ByWords | None = None
) -> list[tuple[Ask, Finding]]:
    by_words = by_words or hold_by_words(reading.asks, candidate, taxonomy())
    return list(zip(reading.asks, settle(by_words, candidate, vectors), strict=True))


def _multipliers(candidate: Candidate) -> dict[str, float]:
    return {str(part): times for part, times in candidate.preferences.weights.items()}


def _features(parts: Sequence[Part], logit: float) -> dict[str, float]:
    return {**{part.name: part.value for part in parts}, calibration.GENERAL: logit}


def _most(findings: Sequence[Finding], reading: Reading, personal: Personal | None) -> tuple[int, str]:
    """The bound and why: little for a text that says little, and 90 only when all that must be met is met and tried."""
    musts = [finding for finding in findings if finding.requirement.must]
    if reading.length < 250:
        return MOST_OF_SHORT_TEXT, f"Held below {MOST_OF_SHORT_TEXT + 1}: the posting's text is too short for more."
    why = None
    if any(finding.met is not Met.MET for finding in musts):
        why = "not every requirement is met."
    elif not musts:
        why = "the posting names no requirement that could be checked."
    elif personal is None or not personal.ready:
        why = f"90 and more needs about {calibration.LEAST_LABELS} of your own decisions to go by."
    elif not personal.calibrated:
        why = "your decisions so far do not foretell the next ones surely enough for 90 and more."
    return (100, "") if why is None else (MOST_UNLESS_ALL_MET, f"Held below {STRONG}: {why}")
