"""What of a model's answer is kept: statements that rest on something that exists and says as much. The gate is code.

A statement is dropped, and counted, when it cites nothing that was given, names a number or a skill that stands in
nothing it cites, calls a requirement met on a fact that has nothing to do with it, or carries a link or markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rolecall.match.analysis.answer import AnalysisAnswer, AnalysisStatement, AnalysisWords, CitedFact, Said
from rolecall.match.analysis.prompt import Material
from rolecall.match.model import Finding, Met
from rolecall.match.skills.taxonomy import Taxonomy, taxonomy
from rolecall.match.words import weight, words
from rolecall.profile.queries import Fact, FactKind

LONGEST = 400
MOST = {"commentary": 8, "met": 25, "missing": 25, "suggestions": 8}
TELLING = 1.5
"""A stem that weighs less than this (`match.words.weight`) stands in every posting."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ID = re.compile(r"\s*[(\[]\s*[FR]\d+(?:\s*[,;]\s*[FR]\d+)*\s*[)\]]")
_MARKUP = re.compile(r"https?:|www\.|\bdata-[0-9a-f]{8}|<[a-z/!]|\]\(|```|[\u200b-\u200f\u202a-\u202e]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is shown, and how many statements are not."""

    words: AnalysisWords
    dropped: int

    @property
    def nothing(self) -> bool:
        """Whether no statement survived."""
        kept = self.words
        return not (kept.commentary or kept.met or kept.missing or kept.suggestions)


@dataclass(frozen=True, slots=True)
class _Cited:
    facts: Sequence[Fact]
    findings: Sequence[Finding]


def check(answer: AnalysisAnswer, made_of: Material) -> Kept:
    """Hold an answer against what it was made of."""
    table = taxonomy()
    lists: dict[str, list[AnalysisStatement]] = {}
    dropped = 0
    for name, most in MOST.items():
        said: list[Said] = getattr(answer, name)
        kept = [each for one in said if (each := _kept(name, one, made_of, table))]
        unique = list({statement.text: statement for statement in kept}.values())[:most]
        dropped += len(said) - len(unique)
        lists[name] = unique
    return Kept(AnalysisWords(**lists, notices=list(made_of.notices)), dropped)


def _kept(name: str, said: Said, made_of: Material, table: Taxonomy) -> AnalysisStatement | None:
    text = _ID.sub("", " ".join(_CONTROL.sub(" ", said.text).split()))
    if not text or len(text) > LONGEST or _MARKUP.search(text):
        return None
    ids = dict.fromkeys(id.strip() for id in said.ids)
    cited = _Cited(
        [made_of.facts[id] for id in ids if id in made_of.facts],
        [made_of.findings[id] for id in ids if id in made_of.findings],
    )
    if not _rests(name, cited, table) or not _says_no_more(text, cited, table):
        return None
    return AnalysisStatement(
        text=text,
        facts=[CitedFact(id=fact.id, text=fact.text) for fact in cited.facts],
        requirements=[finding.requirement.name for finding in cited.findings],
    )


def _rests(name: str, cited: _Cited, table: Taxonomy) -> bool:
    """Whether a statement of this list cites what such a statement needs."""
    if name == "met":
        return bool(cited.findings) and any(
            _bears_on(fact, finding, table) for fact in cited.facts for finding in cited.findings
        )
    if name == "missing":
        return bool(cited.findings) and all(finding.met is not Met.MET for finding in cited.findings)
    if not cited.facts and name == "commentary":
        # About what is asked for and not there; that something is there needs a fact.
        return bool(cited.findings) and all(finding.met is not Met.MET for finding in cited.findings)
    return bool(cited.facts or cited.findings)


def _bears_on(fact: Fact, finding: Finding, table: Taxonomy) -> bool:
    """Whether a fact can speak for a requirement: our own finding says so, or they share a skill or a telling word."""
    if finding.fact_id == fact.id:
        return True
    asked = f"{finding.requirement.name}. {finding.requirement.text}"
    if _skills([fact.text], table, listed=fact.kind is FactKind.SKILL) & _skills([asked], table):
        return True
    return bool(_stems(fact.text) & _stems(asked))


def _says_no_more(text: str, cited: _Cited, table: Taxonomy) -> bool:
    """Whether every number and every skill in the text stands in what it cites, or follows from it."""
    sources = [fact.text for fact in cited.facts]
    sources += [f"{each.requirement.name}. {each.requirement.text} {each.why}" for each in cited.findings]
    numbers = {number for source in sources for number in _NUMBER.findall(source)}
    if not set(_NUMBER.findall(text)) <= numbers:
        return False
    known = _skills(sources, table)
    for fact in cited.facts:
        known |= _skills([fact.text], table, listed=fact.kind is FactKind.SKILL)
    return _skills([text], table, implied=False) <= known


def _skills(texts: Iterable[str], table: Taxonomy, *, listed: bool = False, implied: bool = True) -> set[str]:
    named = {mention.skill for text in texts for mention in (table.listed(text) if listed else table.mentions(text))}
    return named | {other for name in named for other in table.implied(name)} if implied else named


def _stems(text: str) -> set[str]:
    return {stem for stem in words(text) if weight(stem) > TELLING}
