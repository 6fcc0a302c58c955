"""Two scores of one posting held against each other: what became of the requirements and the parts, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from rolecall.match.model import Finding, Match, Met

MOST_LINES = 12
SMALLEST = 0.5
"""Points; a part that moved by less is not told."""
_RANK = {Met.MISSING: 0, Met.PARTLY: 1, Met.MET: 2}
_WORDS = {Met.MET: "met", Met.PARTLY: "partly met", Met.MISSING: "missing"}
_PARTS = {
    "must": "requirements",
    "nice": "nice-to-haves",
    "duties": "duties",
    "title": "title",
    "level": "level",
    "words": "wording",
    "wishes": "your wishes",
}
LONGEST = 300


def differences(before: Match, after: Match) -> tuple[str, ...]:
    """What is different, requirements first and then the parts by how far they moved; at most `MOST_LINES` sentences."""
    lines = [*_findings(before, after), *_filters(before, after), *_parts(before, after), *_notices(before, after)]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"And {len(lines) - MOST_LINES + 1} smaller changes."]
    return tuple(line if len(line) <= LONGEST else line[: LONGEST - 2].rstrip() + " …" for line in lines)


def same(before: Match, after: Match) -> bool:
    """Whether a reader would see no difference: the number, the decision, what is met and what rules the posting out."""
    return (
        before.score == after.score
        and before.decision == after.decision
        and [each.filter for each in before.filtered] == [each.filter for each in after.filtered]
        and _met(before) == _met(after)
    )


def _met(match: Match) -> dict[tuple[str, str], Met]:
    return {_key(finding): finding.met for finding in match.findings}


def _key(finding: Finding) -> tuple[str, str]:
    return finding.requirement.kind.value, finding.requirement.name


def _findings(before: Match, after: Match) -> Iterator[str]:
    was = {_key(finding): finding for finding in before.findings}
    now = {_key(finding): finding for finding in after.findings}
    told: list[tuple[int, str]] = []
    for key, finding in now.items():
        name, earlier = finding.requirement.name, was.get(key)
        if earlier is None:
            told.append((not finding.requirement.must, f"{name} is now read as asked for: {_WORDS[finding.met]}."))
        elif earlier.met is not finding.met:
            where = f" in “{finding.evidence}”" if finding.evidence and finding.met is not Met.MISSING else ""
            better = _RANK[finding.met] > _RANK[earlier.met]
            word = f"now {_WORDS[finding.met]}" if better else f"{_WORDS[finding.met]} now"
            told.append((not finding.requirement.must, f"{name} was {_WORDS[earlier.met]} and is {word}{where}."))
    told += [
        (not finding.requirement.must, f"{finding.requirement.name} is no longer read as asked for.")
        for key, finding in was.items()
        if key not in now
    ]
    yield from (line for _, line in sorted(told, key=lambda pair: pair[0]))


def _filters(before: Match, after: Match) -> Iterator[str]:
    was, now = ({each.filter: each.why for each in match.filtered} for match in (before, after))
    yield from (f"It is ruled out now ({name}): {why}" for name, why in now.items() if name not in was)
    yield from (f"It is no longer ruled out ({name})." for name in was if name not in now)


def _parts(before: Match, after: Match) -> Iterator[str]:
    was, now = ({part.name: part.points for part in match.contributions} for match in (before, after))
    moved = {name: now.get(name, 0.0) - was.get(name, 0.0) for name in dict.fromkeys((*was, *now))}
    for name, by in sorted(moved.items(), key=lambda pair: (-abs(pair[1]), pair[0])):
        if abs(by) >= SMALLEST:
            yield f"The part “{_PARTS.get(name, name)}” brings {abs(by):.1f} points {'more' if by > 0 else 'less'}."


def _notices(before: Match, after: Match) -> Iterator[str]:
    yield from (notice for notice in after.notices if notice not in before.notices)
