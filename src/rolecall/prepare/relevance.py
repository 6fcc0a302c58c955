"""How much each of the candidate's statements says about what a posting asks for. Deterministic; chooses and orders,
never words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rolecall.match.queries import Finding, Match, Met, RequirementKind
from rolecall.prepare.language import language_of
from rolecall.prepare.words import words

_SAME = (
    ("k8s", "kubernetes"),
    ("js", "javascript"),
    ("ts", "typescript"),
    ("postgres", "postgresql"),
    ("golang", "go"),
    ("aws", "amazon web services"),
    ("gcp", "google cloud platform", "google cloud"),
    ("ml", "machine learning"),
    ("ai", "artificial intelligence"),
    ("nlp", "natural language processing"),
    ("ci cd", "continuous integration"),
    ("react.js", "reactjs", "react"),
    ("node.js", "nodejs", "node"),
    ("ms excel", "microsoft excel", "excel"),
    ("qa", "quality assurance"),
    ("hr", "human resources"),
    ("ux", "user experience"),
    ("seo", "search engine optimization"),
    ("rn", "registered nurse"),
    ("b2b", "business to business"),
    ("oop", "object-oriented programming"),
    ("iac", "infrastructure as code"),
)
"""Names for one thing. They count for choosing; what is printed stays the candidate's spelling."""
_TELLING = 4
"""Letters of a word that may say something; shorter ones rarely do."""
_SYNONYMS = {name: frozenset(group) for group in _SAME for name in group}
_DULL = frozenset(
    """
    the and for with from that this are was were has have had not but you your our their its into over per via all
    any can will using used use work worked working team teams new various including within across company role
    years experience
    """.split()  # noqa: SIM905 (eighty quoted words in a column are harder to read)
)


class Relevance:
    """The posting's requirements, ready to weigh any text of the candidate's."""

    def __init__(self, match: Match, title: str, posting_text: str) -> None:
        self._by_fact: dict[str, float] = {}
        self._names: dict[str, float] = {}
        self._called: dict[str, str] = {}
        self._proves: dict[str, dict[str, float]] = {}
        self._written: dict[str, str] = {}
        for finding in match.findings:
            weight = _weight(finding)
            if finding.fact_id:
                self._by_fact[finding.fact_id] = self._by_fact.get(finding.fact_id, 0.0) + weight
            if finding.fact_id:
                self._proves.setdefault(finding.fact_id, {})[finding.requirement.name] = weight
            for name in spellings(finding.requirement.name):
                self._names[name] = max(self._names.get(name, 0.0), weight)
                self._called.setdefault(name, finding.requirement.name)
            if finding.met is not Met.MISSING and finding.requirement.kind in _NAMED:
                theirs = own_spelling(finding.requirement.name, posting_text)
                if theirs and words(theirs):
                    same = theirs.casefold() == finding.requirement.name.casefold()
                    self._written[finding.requirement.name] = finding.requirement.name if same else theirs
        self._vocabulary = frozenset(word for word in words(posting_text) if len(word) >= _TELLING) - _DULL
        self._title = frozenset(words(title)) - _DULL

    def of(self, text: str, fact_ids: Iterable[str] = ()) -> float:
        """Weight of a statement: requirements it is the evidence for, requirements it names, words shared with the
        posting.
        """
        said = words(text)
        joined = f" {' '.join(said)} "
        weight = sum(self._by_fact.get(fact_id, 0.0) for fact_id in fact_ids)
        weight += sum(value for name, value in self._names.items() if f" {name} " in joined)
        shared = (set(said) & self._vocabulary) - _DULL
        weight += 0.15 * min(len(shared), 8) + 0.5 * len(set(said) & self._title)
        if any(char.isdigit() for char in text):
            weight += 0.4
        return weight

    def shown_by(self, text: str, fact_ids: Iterable[str] = ()) -> dict[str, float]:
        """The requirements that a statement is evidence for or names, each with what it adds to the weight."""
        found: dict[str, float] = {}
        for fact_id in fact_ids:
            found |= self._proves.get(fact_id, {})
        joined = f" {' '.join(words(text))} "
        for name, value in self._names.items():
            if f" {name} " in joined:
                called = self._called[name]
                found[called] = found.get(called, 0.0) + value
        return found

    def as_asked(self, text: str) -> tuple[str, str] | None:
        """A thing that the text and the posting call by two names: the text's and the posting's; None without one."""
        for name, theirs in self._written.items():
            ours = own_spelling(name, text)
            if ours and words(ours) != words(theirs) and " ".join(words(theirs)) not in " ".join(words(text)):
                return ours, theirs
        return None


def spellings(name: str) -> frozenset[str]:
    """A requirement's name as comparable words, with the other names of the same thing."""
    plain = " ".join(words(name))
    return _SYNONYMS.get(plain, frozenset({plain})) | {plain} if plain else frozenset()


def own_spelling(name: str, text: str) -> str | None:
    """How the candidate's text writes a thing that the posting asks for; None when no name of it stands there."""
    for spelling in sorted(spellings(name), key=lambda known: (known != " ".join(words(name)), known)):
        pattern = r"(?<![\w+#])" + r"[\s/–-]+".join(re.escape(part) for part in spelling.split()) + r"(?![\w+#])"
        if hit := re.search(pattern, text, re.IGNORECASE):
            return hit[0]
    return None


def posting_language(stated: str | None, text: str) -> str | None:
    """The language a posting is written in: what its text shows, else what it says of itself."""
    return language_of(text) or stated


_NAMED = (RequirementKind.SKILL, RequirementKind.CERTIFICATE)


def _weight(finding: Finding) -> float:
    base = 3.0 if finding.requirement.must else 1.5
    if finding.requirement.kind in (RequirementKind.PLACE, RequirementKind.VISA, RequirementKind.SENIORITY):
        base *= 0.3
    return base * {Met.MET: 1.0, Met.PARTLY: 0.6, Met.MISSING: 0.5}[finding.met]
