"""What words leave open, by meaning: a requirement's sentence held against the candidate's own sentences.

Only what exact names and aliases did not settle comes here: duties and statements, and skills that nobody named. First a
fast, coarse model (`static`) looks which sentences may come near at all; only those pairs go to the sentence model. A
vector is made once for a text and kept (`segments_kept.py`), in whole numbers; cosines of whole numbers are exact, and
are rounded to hundredths before anything is decided by them.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from prometheus_client import Counter

from rolecall.match.model import Finding, Met, RequirementKind
from rolecall.match.requirements.read import Ask, Reading
from rolecall.match.requirements.sections import Section
from rolecall.match.words import weight, words
from rolecall.platform.embeddings import sentences, static
from rolecall.platform.embeddings.whole import Cosines, WholeVectors, cosines, rounded

MADE = Counter("rolecall_match_segments_total", "Segments whose vector was needed.", ["from"])
SECONDS = Counter("rolecall_match_embedding_seconds_total", "Seconds spent on making vectors of segments.")

MODEL = f"{sentences.MODEL}-1"
"""Names the vectors: model and rounding."""
SAME = 0.82
"""From this cosine two sentences say the same, if they also share telling words (`SHARED`)."""
NEAR = 0.66
"""From this cosine a sentence comes near what is asked for."""
NEAR_ASKED, NEAR_NAMED = 0.5, 0.62
"""A skill that is not named is met partly by a sentence as near to the asking sentence and, at once, to its name."""
SHARED = 0.4
"""Share of the asked sentence's telling words which "the same" must have in common."""
TELLING = 1.5
"""Words that weigh no more stand in every posting."""
ROUGHLY = 0.5
"""Below this cosine of the coarse model a pair does not go to the sentence model."""
FEWEST_WORDS = 4
"""A heading or a title proves nothing by its meaning."""

Known = Mapping[str, bytes]
"""Vectors that are there already, by text: `DIMENSIONS` signed bytes each."""

_KEPT_IN_MEMORY = 20_000
_memory: OrderedDict[str, bytes] = OrderedDict()
_lock = threading.Lock()
_DENIAL = re.compile(
    r"\b(?:never|not(?! only)|cannot|lack\w*|kein\w*|nicht(?! nur)|aucune?|geen|"
    r"(?:no|without|any|ohne|sans|sin|senza)(?: \w+)? (?:experience|knowledge|training|skills?|erfahrung\w*|"
    r"kenntnisse?|expérience|experiencia|esperienza))\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a posting and a candidate are as wholes, by the coarse model; each from 0 to 1."""

    whole: float
    """Cosine of the mean of all their sentences. Compares candidates with each other as well as postings."""
    spoken_of: float
    """How much of what the candidate tells the posting speaks of. Of one candidate only: who tells little has more."""


class Told:
    """Sentences of a candidate for a comparison by meaning. Vectors are made when first needed."""

    def __init__(self, proofs: Sequence[tuple[str, str]], everything: Sequence[str]) -> None:
        """`proofs` are pairs of sentence and fact; kept are those that say something and deny nothing.

        `everything` are all sentences, also those that prove nothing.
        """
        self.proofs = tuple(
            (text, fact) for text, fact in proofs if len(text.split()) >= FEWEST_WORDS and not denies(text)
        )
        self.texts = tuple(text for text, _ in self.proofs)
        self.everything = tuple(everything)

    @cached_property
    def rough(self) -> WholeVectors:
        """By the coarse model: n × 256."""
        return static.embed_whole(self.texts)

    @cached_property
    def all_rough(self) -> WholeVectors:
        """Everything, by the coarse model."""
        return static.embed_whole(self.everything)

    @cached_property
    def fine(self) -> WholeVectors:
        """By the sentence model: n × 384."""
        return vectors(self.texts)

    def keep(self, known: Known) -> None:
        """Take the vectors that were kept, instead of making them."""
        self.__dict__["fine"] = vectors(self.texts, known)


def denies(sentence: str) -> bool:
    """Whether a sentence says what somebody has not done: it proves nothing."""
    return _DENIAL.search(sentence) is not None


def likeness(reading: Reading, told: Told) -> Likeness:
    """How alike posting and candidate are as wholes. What the posting says about the company does not count.

    Zeros where either says nothing. Rounded, and the same on every machine.
    """
    said = [each.text for each in reading.sentences if each.section is not Section.ABOUT]
    if not said or not told.everything:
        return Likeness(0.0, 0.0)
    posting, candidate = static.embed_whole(said), told.all_rough
    near = cosines(candidate, posting).max(axis=1)
    means = [rounded(each.sum(axis=0, keepdims=True, dtype=np.float64)) for each in (posting, candidate)]
    return Likeness(
        round(max(0.0, float(cosines(*means)[0, 0])), 4), round(max(0.0, float(np.cumsum(near)[-1]) / len(near)), 4)
    )


def settle(
    asks: Sequence[Ask], found: Sequence[Finding], places: Sequence[int], told: Told, known: Known | None = None
) -> list[Finding]:
    """The findings, with those at `places` (`left_open`) settled by meaning where a sentence of the candidate says as much.

    A vector that is not in `known` is made.
    """
    out = list(found)
    if not places:
        return out
    texts = needed(asks, places)
    near = np.round(cosines(vectors(texts, known), told.fine), 2)
    row_of = {text: row for row, text in enumerate(texts)}
    for place in places:
        ask = asks[place]
        row = near[row_of[ask.requirement.text]]
        if ask.requirement.kind is RequirementKind.DUTY:
            best = int(row.argmax())
            out[place] = _sentence(ask, found[place], float(row[best]), *told.proofs[best])
        else:
            # A long sentence asks for many things: near to it is not yet near to this skill.
            both = np.minimum(row - NEAR_ASKED, near[row_of[ask.requirement.name]] - NEAR_NAMED)
            best = int(both.argmax())
            if both[best] >= 0:
                out[place] = _named(ask, found[place], *told.proofs[best])
    return out


def left_open(asks: Sequence[Ask], found: Sequence[Finding], told: Told) -> list[int]:
    """Places of what words leave open and some sentence of the candidate comes roughly near to."""
    places = [place for place, (ask, finding) in enumerate(zip(asks, found, strict=True)) if _is_open(ask, finding)]
    if not places or not told.texts:
        return []
    texts = needed(asks, places)
    rough = cosines(static.embed_whole(texts), told.rough)
    row_of = {text: rough[row] for row, text in enumerate(texts)}
    return [place for place in places if _roughly(asks[place], row_of)]


def needed(asks: Sequence[Ask], places: Sequence[int]) -> list[str]:
    """The texts whose vectors these need, each once: sentences, and beside those that ask for a skill its name."""
    texts: dict[str, None] = {}
    for place in places:
        requirement = asks[place].requirement
        texts[requirement.text] = None
        if requirement.kind is not RequirementKind.DUTY:
            texts[requirement.name] = None
    return list(texts)


def vectors(texts: Sequence[str], known: Known | None = None) -> WholeVectors:
    """One row a text: from `known`, from this process's memory, or made now."""
    out = np.zeros((len(texts), sentences.DIMENSIONS), dtype=np.int8)
    missing: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        kept = (known or {}).get(text) or _remembered(text)
        if kept is None:
            missing.setdefault(text, []).append(row)
        else:
            out[row] = np.frombuffer(kept, dtype=np.int8)
    for text, made in make(list(missing)).items():
        out[missing[text]] = np.frombuffer(made, dtype=np.int8)
    MADE.labels("kept").inc(len(texts) - len(missing))
    return out


def make(texts: Sequence[str]) -> dict[str, bytes]:
    """Vectors of texts by the sentence model, about 2 ms each; call it beside the event loop."""
    if not texts:
        return {}
    began = time.perf_counter()
    made = {text: row.tobytes() for text, row in zip(texts, rounded(sentences.embed(texts)), strict=True)}
    SECONDS.inc(time.perf_counter() - began)
    MADE.labels("made").inc(len(made))
    with _lock:
        _memory.update(made)
        while len(_memory) > _KEPT_IN_MEMORY:
            _memory.popitem(last=False)
    return made


def _remembered(text: str) -> bytes | None:
    with _lock:
        return _memory.get(text)


def _is_open(ask: Ask, finding: Finding) -> bool:
    if ask.requirement.kind is RequirementKind.DUTY:
        return finding.met is not Met.MET
    return ask.requirement.kind is RequirementKind.SKILL and finding.met is Met.MISSING and len(ask.skills) == 1


def _roughly(ask: Ask, row_of: Mapping[str, Cosines]) -> bool:
    row = row_of[ask.requirement.text]
    if ask.requirement.kind is RequirementKind.DUTY:
        return bool((row >= ROUGHLY).any())
    return bool(((row >= ROUGHLY) & (row_of[ask.requirement.name] >= ROUGHLY)).any())


def _sentence(ask: Ask, finding: Finding, near: float, proof: str, fact: str) -> Finding:
    if near >= SAME and _shared(ask.requirement.text, proof) >= SHARED:
        return _found(
            finding, Met.MET, proof, fact, f"This sentence of yours means the same (likeness {near:.2f} of 1)."
        )
    if near >= NEAR and finding.met is Met.MISSING:
        why = f"This sentence of yours comes near in meaning (likeness {near:.2f} of 1), in other words."
        return _found(finding, Met.PARTLY, proof, fact, why)
    return finding


def _named(ask: Ask, finding: Finding, proof: str, fact: str) -> Finding:
    why = f"Your résumé does not name {ask.requirement.name}; this sentence of yours comes near in meaning."
    return _found(finding, Met.PARTLY, proof, fact, why)


def _found(finding: Finding, met: Met, proof: str, fact: str, why: str) -> Finding:
    return replace(finding, met=met, evidence=proof, fact_id=fact, why=why)


def _shared(asked: str, told: str) -> float:
    """Share of the asked sentence's telling words, weighted, that the other one has."""
    telling = {word: weight(word) for word in words(asked)}
    telling = {word: value for word, value in telling.items() if value > TELLING}
    there = set(words(told))
    return sum(value for word, value in telling.items() if word in there) / (sum(telling.values()) or 1.0)
