"""The analysis without a model: what the match found, sorted, and what its gaps suggest. Pure and free."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rolecall.match.model import Finding, Match, Met, RequirementKind

MOST_SUGGESTIONS = 8


@dataclass(frozen=True, slots=True)
class Qualification:
    """One requirement as it was found; `met` is met, partly or missing."""

    name: str
    kind: RequirementKind
    must: bool
    text: str
    """The posting's sentence."""
    met: Met
    evidence: str | None
    fact_id: str | None
    why: str


@dataclass(frozen=True, slots=True)
class AnalysisSuggestion:
    """What the candidate could say more plainly, or has to learn. Never says that they have it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PlainAnalysis:
    """Three lists, here and over the wire. `met` holds what is met and partly met, musts first; `missing` what is not."""

    summary: str
    met: tuple[Qualification, ...]
    missing: tuple[Qualification, ...]
    suggestions: tuple[AnalysisSuggestion, ...]
    score: int
    version: str


def plain_analysis(match: Match) -> PlainAnalysis:
    """The findings of a match in three lists."""
    ordered = sorted(match.findings, key=lambda finding: (not finding.requirement.must, _ORDER[finding.met]))
    seen = [_qualification(finding) for finding in ordered]
    suggestions = {suggestion.text: suggestion for finding in ordered for suggestion in _suggested(finding)}
    return PlainAnalysis(
        summary=_summary(match),
        met=tuple(each for each in seen if each.met is not Met.MISSING),
        missing=tuple(each for each in seen if each.met is Met.MISSING),
        suggestions=tuple(suggestions.values())[:MOST_SUGGESTIONS],
        score=match.score,
        version=match.version,
    )


_ORDER = {Met.MET: 0, Met.PARTLY: 1, Met.MISSING: 2}


def _qualification(finding: Finding) -> Qualification:
    asked = finding.requirement
    return Qualification(
        asked.name, asked.kind, asked.must, asked.text, finding.met, finding.evidence, finding.fact_id, finding.why
    )


def _summary(match: Match) -> str:
    musts = [finding for finding in match.findings if finding.requirement.must]
    count = {met: sum(finding.met is met for finding in match.findings) for met in Met}
    if not match.findings:
        return "The posting's text names no requirement that could be held against your résumé."
    said = (
        f"Of {len(match.findings)} requirements found, {count[Met.MET]} are met, {count[Met.PARTLY]} partly, "
        f"{count[Met.MISSING]} missing."
    )
    if not musts:
        return said
    open_musts = [finding.requirement.name for finding in musts if finding.met is Met.MISSING]
    if not open_musts:
        return f"{said} No must is missing."
    named = ", ".join(open_musts[:5]) + (f" and {len(open_musts) - 5} more" if len(open_musts) > 5 else "")
    return f"{said} Musts that your résumé does not show: {named}."


def _suggested(finding: Finding) -> Iterator[AnalysisSuggestion]:
    asked, name = finding.requirement, finding.requirement.name
    must = "as a must" if asked.must else "as a plus"
    if finding.met is Met.PARTLY and asked.kind is RequirementKind.SKILL:
        yield AnalysisSuggestion(name, f"{finding.why} If there is more you did with {name}, say where.")
    elif finding.met is Met.PARTLY and asked.kind is RequirementKind.DUTY:
        yield AnalysisSuggestion(name, f"“{asked.text}”: say more plainly where you did this. {finding.why}")
    elif finding.met is Met.PARTLY and asked.kind in (RequirementKind.VISA, RequirementKind.PLACE):
        where = (
            "in your preferences whether you need a visa" if asked.kind is RequirementKind.VISA else "where you live"
        )
        yield AnalysisSuggestion(name, f"Say {where}: the posting asks for it.")
    elif finding.met is Met.MISSING and asked.kind is RequirementKind.SKILL:
        yield AnalysisSuggestion(
            name, f"{name} is asked for {must}. If you have worked with it, say where; if not, learn it."
        )
    elif finding.met is Met.MISSING and asked.kind in (RequirementKind.CERTIFICATE, RequirementKind.DEGREE):
        yield AnalysisSuggestion(name, f"{name} is asked for {must}. If you hold it, add it with its date.")
    elif finding.met is Met.MISSING and asked.kind is RequirementKind.LANGUAGE:
        yield AnalysisSuggestion(name, f"{name} is asked for {must}. If you speak it, say how well.")
