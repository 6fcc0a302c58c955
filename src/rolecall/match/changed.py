"""What changed between two scores of one posting, and why, in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from rolecall.match.model import Finding, Match, Met

MOST_NAMED = 6
"""Requirements named in one sentence; more are counted."""
_STEPS = {Met.MISSING: 0, Met.PARTLY: 1, Met.MET: 2}
_LEAST_MOVE = 0.5
"""Points below which a part counts as unmoved."""
_PARTS = {
    "must": "what must be met",
    "nice": "the wishes of the posting",
    "duties": "the duties",
    "skills": "what the posting is mainly about",
    "title": "the title",
    "level": "the level",
    "words": "the words",
    "reach": "what of your résumé the posting speaks of",
    "wishes": "your own wishes",
    "own": "what your decisions taught",
    "held": "the bounds",
}


def explain_change(before: Match, after: Match) -> tuple[str, ...]:
    """Sentences on what moved from one score to the other, the most important first; nothing when nothing did.

    Pure. Both are scores of one posting; résumé, preferences, rules or tables may have changed in between.
    """
    told: list[str] = []
    if before.score != after.score:
        way = "up" if after.score > before.score else "down"
        told.append(f"The score went {way} from {before.score} to {after.score}.")
    told += _filters(before, after)
    told += _requirements(before, after)
    told += _parts(before, after)
    if before.personal != after.personal:
        told.append(
            "Your own decisions take part in it now."
            if after.personal
            else "Your own decisions no longer take part in it."
        )
    if before.calibrated != after.calibrated and before.personal == after.personal:
        told.append(
            "Your decisions now foretell surely enough for 90 and more."
            if after.calibrated
            else "Your decisions no longer foretell surely enough for 90 and more."
        )
    if before.band.certainty is not after.band.certainty:
        told.append(f"It is {after.band.certainty} now; before it was {before.band.certainty}.")
    if told and before.version != after.version:
        told.append(_versions(before.version, after.version))
    return tuple(told)


def _filters(before: Match, after: Match) -> list[str]:
    old, new = {each.filter for each in before.filtered}, {each.filter for each in after.filtered}
    return [
        *(f"A filter of yours rules it out now: {each.why}" for each in after.filtered if each.filter not in old),
        *(
            f"A filter of yours no longer rules it out: {each.filter}."
            for each in before.filtered
            if each.filter not in new
        ),
    ]


def _requirements(before: Match, after: Match) -> list[str]:
    old, new = _by_name(before), _by_name(after)
    shared = [key for key in new if key in old]
    better = [new[key] for key in shared if _STEPS[new[key].met] > _STEPS[old[key].met]]
    worse = [new[key] for key in shared if _STEPS[new[key].met] < _STEPS[old[key].met]]
    weight = [new[key] for key in shared if new[key].requirement.must != old[key].requirement.must]
    return [
        text
        for text in (
            _listed("Better met than before: ", better, told=True),
            _listed("Less well met than before: ", worse, told=True),
            _listed("Read as a must now: ", [each for each in weight if each.requirement.must]),
            _listed("Read as a wish now: ", [each for each in weight if not each.requirement.must]),
            _listed("Newly found in the posting: ", [new[key] for key in new if key not in old], told=True),
            _listed("No longer read as a requirement: ", [old[key] for key in old if key not in new]),
        )
        if text
    ]


def _by_name(match: Match) -> dict[tuple[str, str], Finding]:
    """The findings by kind and name, in their order; of two of one name the first."""
    out: dict[tuple[str, str], Finding] = {}
    for finding in match.findings:
        out.setdefault((finding.requirement.kind.value, finding.requirement.name), finding)
    return out


def _listed(head: str, findings: list[Finding], *, told: bool = False) -> str:
    if not findings:
        return ""
    named = [
        f"{each.requirement.name} ({each.met})" if told else each.requirement.name for each in findings[:MOST_NAMED]
    ]
    more = len(findings) - len(named)
    return head + ", ".join(named) + (f" and {more} more" if more else "") + "."


def _parts(before: Match, after: Match) -> list[str]:
    """Parts in the order of how far they moved. A part is told with its sentence, which says what it is made of."""
    old, new = _points(before), _points(after)
    why = {part.name: part.why for part in after.contributions}
    moved = {
        name: round(new.get(name, 0.0) - old.get(name, 0.0), 1) for name in [*old, *(n for n in new if n not in old)]
    }
    out = []
    for name, by in sorted(moved.items(), key=lambda pair: (-abs(pair[1]), pair[0])):
        if abs(by) < _LEAST_MOVE:
            continue
        said = _PARTS.get(name, name)
        said = said[0].upper() + said[1:]
        if name not in new:
            out.append(f"{said} no longer counts ({by:+.1f} points).")
        elif name not in old:
            out.append(f"{said} counts now ({by:+.1f} points): {why[name]}")
        else:
            out.append(f"{said}: {by:+.1f} points. {why[name]}")
    return out


def _points(match: Match) -> Mapping[str, float]:
    """Points of each part. Scores of before parts added up exactly are taken as they are."""
    names = dict.fromkeys(part.name for part in match.contributions)
    return {name: fsum(part.points for part in match.contributions if part.name == name) for name in names}


def _versions(before: str, after: str) -> str:
    old, _, old_own = before.partition("+")
    new, _, new_own = after.partition("+")
    changed = []
    if old.partition("-")[0] != new.partition("-")[0]:
        changed.append("the rules")
    if old.partition("-")[2] != new.partition("-")[2]:
        changed.append("the tables")
    if old_own != new_own:
        changed.append("what your decisions taught")
    return f"Between the two changed: {', '.join(changed)} ({before} → {after})."
