"""A match as JSON and back: what `match_score` keeps, what `ranking.json` and the API show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolecall.match.model import (
    Band,
    Certainty,
    Contribution,
    Decision,
    Filtered,
    Finding,
    Match,
    Met,
    Requirement,
    RequirementKind,
)


def as_json(match: Match) -> dict[str, Any]:
    """The match in plain values, findings flat: {kind, name, text, must, start, end, met, evidence, fact_id, why}."""
    return {
        "score": match.score,
        "decision": match.decision.value,
        "version": match.version,
        "findings": [
            {
                "kind": finding.requirement.kind.value,
                "name": finding.requirement.name,
                "text": finding.requirement.text,
                "must": finding.requirement.must,
                "start": finding.requirement.start,
                "end": finding.requirement.end,
                "met": finding.met.value,
                "evidence": finding.evidence,
                "fact_id": finding.fact_id,
                "why": finding.why,
            }
            for finding in match.findings
        ],
        "contributions": [
            {"name": part.name, "value": part.value, "weight": part.weight, "points": part.points, "why": part.why}
            for part in match.contributions
        ],
        "filtered": [{"filter": filtered.filter, "why": filtered.why} for filtered in match.filtered],
        "notices": list(match.notices),
        "probability": match.probability,
        "band": {"low": match.band.low, "high": match.band.high, "certainty": match.band.certainty.value},
        "personal": match.personal,
        "calibrated": match.calibrated,
    }


def from_json(kept: Mapping[str, Any]) -> Match:
    """The match that `as_json` wrote down. One of before there were bands has the widest one."""
    band = kept.get("band") or {"low": 0, "high": 100, "certainty": Certainty.UNSURE}
    return Match(
        score=kept["score"],
        decision=Decision(kept["decision"]),
        version=kept["version"],
        findings=tuple(
            Finding(
                Requirement(
                    kind=RequirementKind(finding["kind"]),
                    text=finding["text"],
                    name=finding["name"],
                    must=finding["must"],
                    start=finding["start"],
                    end=finding["end"],
                ),
                met=Met(finding["met"]),
                evidence=finding["evidence"],
                fact_id=finding["fact_id"],
                why=finding["why"],
            )
            for finding in kept["findings"]
        ),
        contributions=tuple(Contribution(**part) for part in kept["contributions"]),
        filtered=tuple(Filtered(**filtered) for filtered in kept["filtered"]),
        notices=tuple(kept["notices"]),
        probability=kept.get("probability", kept["score"] / 100),
        band=Band(band["low"], band["high"], Certainty(band["certainty"])),
        personal=kept.get("personal", False),
        calibrated=kept.get("calibrated", False),
    )
