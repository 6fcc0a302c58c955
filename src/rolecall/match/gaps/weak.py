"""What the candidate says too weakly for what postings ask: their own sentence, and what would make it count if it is so.

Nothing is put into anybody's mouth: every suggestion names a fact that is there and ends in "if it was so".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolecall.match.candidate import Candidate, Statement
from rolecall.match.model import Finding, Met, RequirementKind
from rolecall.match.requirements.read import Ask
from rolecall.match.skills.taxonomy import Taxonomy
from rolecall.profile.queries import Fact, FactKind, Resume

MOST = 20
_LISTED = frozenset({FactKind.SKILL, FactKind.SUMMARY, FactKind.LABEL})
_DONE = frozenset({FactKind.DUTY, FactKind.PROJECT, FactKind.POSITION})
_SKILLS = (RequirementKind.SKILL, RequirementKind.CERTIFICATE, RequirementKind.SENIORITY)
_WHERE = {
    FactKind.SKILL: "in your list of skills",
    FactKind.SUMMARY: "in your summary",
    FactKind.LABEL: "in your headline",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A fact of the candidate's: `pointer` is where it stands in the résumé."""

    fact_id: str
    sentence: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Weak:
    """Something that is there, but said too weakly. `beside` is another sentence of theirs where it could be said."""

    kind: RequirementKind
    name: str
    postings: int
    """How many postings ask for it."""
    why: str
    suggestion: str
    said: Place | None
    """None where only a preference could say it."""
    beside: Place | None = None


def weak_statements(
    held: Iterable[Iterable[tuple[Ask, Finding]]],
    candidate: Candidate,
    facts: Sequence[Fact],
    resume: Resume,
    table: Taxonomy,
) -> tuple[Weak, ...]:
    """What the findings of postings, one after the other, say of the candidate's own words; what concerns most first."""
    by_id = {fact.id: fact for fact in facts}
    found: dict[tuple[RequirementKind, str], Weak] = {}
    times: Counter[tuple[RequirementKind, str]] = Counter()
    for of_posting in held:
        told_here = {
            (weak.kind, weak.name): weak
            for ask, finding in of_posting
            for weak in _of(ask, finding, candidate, by_id, resume, table)
        }
        found = told_here | found
        times.update(told_here.keys())
    told = [
        Weak(each.kind, each.name, times[key], each.why, each.suggestion, each.said, each.beside)
        for key, each in found.items()
    ]
    return tuple(sorted(told, key=lambda weak: (-weak.postings, weak.kind.value, weak.name))[:MOST])


def _of(
    ask: Ask,
    finding: Finding,
    candidate: Candidate,
    facts: Mapping[str, Fact],
    resume: Resume,
    table: Taxonomy,
) -> Iterator[Weak]:
    kind = ask.requirement.kind
    if kind in _SKILLS and finding.met is Met.MET:
        yield from _only_listed(ask, finding, candidate, facts, resume, table)
    elif kind is RequirementKind.LANGUAGE and finding.met is Met.MET:
        yield from _without_level(ask, candidate, facts)
    elif finding.met is Met.PARTLY and (suggestion := _suggestion(ask, finding, candidate, facts)) is not None:
        said = facts.get(finding.fact_id or "")
        place = _place(said, finding.evidence) if said else None
        yield Weak(kind, ask.requirement.name, 1, finding.why, suggestion, place)


def _only_listed(
    ask: Ask,
    finding: Finding,
    candidate: Candidate,
    facts: Mapping[str, Fact],
    resume: Resume,
    table: Taxonomy,
) -> Iterator[Weak]:
    """A skill that only a list, the summary or the headline names, with the work that speaks of something like it."""
    name = next((each for each in ask.skills if each in candidate.skills), None)
    fact = facts.get(finding.fact_id or "")
    if name is None or fact is None or fact.kind not in _LISTED:
        return
    why = f"You name {name} only {_WHERE[fact.kind]}; no position or project of yours does."
    near = _nearest(name, candidate, facts, table)
    if near is None:
        yield Weak(
            RequirementKind.SKILL,
            name,
            1,
            why,
            f"If you used {name} in one of your positions or projects, say there what for.",
            _place(fact, finding.evidence),
        )
        return
    other, statement = near
    there = facts[statement.proof.fact_id]
    yield Weak(
        RequirementKind.SKILL,
        name,
        1,
        why,
        f"{_where(there, resume)} speaks of {other}: name {name} there, if it was so.",
        _place(fact, finding.evidence),
        _place(there, statement.proof.sentence),
    )


def _nearest(
    name: str, candidate: Candidate, facts: Mapping[str, Fact], table: Taxonomy
) -> tuple[str, Statement] | None:
    """The sentence about work done that names what brings the skill, what the skill brings, or one of its sort."""
    brings = [each for each in candidate.skills if name in table.implied(each)]
    for others in (brings, table.near(name), table.implied(name)):
        for statement in candidate.statements:
            if statement.kind not in _DONE or statement.proof.fact_id not in facts:
                continue
            shared = next((each for each in others if each in statement.skills), None)
            if shared is not None:
                return shared, statement
    return None


def _without_level(ask: Ask, candidate: Candidate, facts: Mapping[str, Fact]) -> Iterator[Weak]:
    for name in ask.skills or (ask.requirement.name,):
        tongue = candidate.tongues.get(name)
        if ask.level is None or tongue is None or tongue.level is not None:
            continue
        fact = facts.get(tongue.proof.fact_id)
        yield Weak(
            RequirementKind.LANGUAGE,
            name,
            1,
            f"You name {name} without saying how well you speak it, and postings ask for a level.",
            "Add your level, such as B2 or fluent.",
            _place(fact, tongue.proof.sentence) if fact else None,
        )


def _suggestion(ask: Ask, finding: Finding, candidate: Candidate, facts: Mapping[str, Fact]) -> str | None:
    name = ask.requirement.name
    match ask.requirement.kind:
        case RequirementKind.SKILL | RequirementKind.SENIORITY if ask.enough == 1:
            return f"If you have worked with {name} itself, say where; what is only close to it counts half."
        case RequirementKind.CERTIFICATE:
            return "Once you hold it, give the date and leave out that it is under way."
        case RequirementKind.YEARS if ask.skills and candidate.months >= (ask.years or 0) * 12:
            return f"Name {' and '.join(ask.skills)} in each position in which you used it, if it was so."
        case RequirementKind.YEARS if candidate.said_years and candidate.said_years[0] >= (ask.years or 0):
            return "Give the months of all positions that these years are made of: only dated ones are counted."
        case RequirementKind.DEGREE if any(study.level >= (ask.level or 0) for study in candidate.studies):
            study = facts.get(finding.fact_id or "")
            if study is not None and study.kind is FactKind.EDUCATION and not study.until:
                return "If the degree is finished, give the year of its end."
            return None
        case RequirementKind.LANGUAGE:
            return f"If your {name} is better by now, say so."
        case RequirementKind.VISA:
            return "Say in your preferences whether you need a visa."
        case RequirementKind.PLACE if not candidate.places:
            return "Say in your résumé where you live."
    return None


def _place(fact: Fact, sentence: str | None) -> Place:
    return Place(fact.id, sentence or fact.text, fact.pointer)


def _where(fact: Fact, resume: Resume) -> str:
    """The position or project that a fact stands in, as the candidate would call it: with its years."""
    section, _, rest = fact.pointer.strip("/").partition("/")
    index = rest.partition("/")[0]
    years = f" ({fact.since[:4]}–{fact.until[:4] if fact.until else 'today'})" if fact.since else ""
    if section == "work" and index.isdigit() and int(index) < len(resume.work):
        work = resume.work[int(index)]
        called = ", ".join(part for part in (work.position, work.name) if part)
        return f"Your position {called}{years}" if called else f"One of your positions{years}"
    if section == "projects" and index.isdigit() and int(index) < len(resume.projects):
        called = resume.projects[int(index)].name or ""
        return f"Your project {called}{years}" if called else f"One of your projects{years}"
    return f"A sentence of yours{years}"
