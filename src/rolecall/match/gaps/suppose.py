"""What a candidate would have to bring for a requirement to be met, as facts that are supposed and never kept.

They only go into a second `Candidate`, so that the product's own score says what one more skill would be worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rolecall.discover.queries import said_words
from rolecall.match.candidate import Candidate
from rolecall.match.model import RequirementKind
from rolecall.match.requirements import years
from rolecall.match.requirements.read import Ask
from rolecall.match.skills.taxonomy import Taxonomy
from rolecall.profile.queries import Fact, FactKind, fact_id

POINTER = "/supposed"
FLUENT = "C2"
_DEGREES = {3: "Bachelor's degree", 4: "Master's degree"}
"""As a résumé names them, where the level's own name alone could mean something else."""
_OF_SKILLS = (RequirementKind.SKILL, RequirementKind.CERTIFICATE, RequirementKind.SENIORITY)
LEARNT = (*_OF_SKILLS, RequirementKind.LANGUAGE, RequirementKind.YEARS, RequirementKind.DEGREE)
"""What can be brought. Place, visa and clearance are no skill that one learns; a duty has no name of its own."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that would meet a requirement: a skill, a certificate, a language, so many years, a degree."""

    kind: RequirementKind
    name: str
    skills: tuple[str, ...] = ()
    years: float = 0.0
    level: int = 0


def lacks(ask: Ask, candidate: Candidate, table: Taxonomy) -> Iterator[Lack]:
    """Each single thing that would bring this unmet requirement nearer: of "Go or Rust" both."""
    kind = ask.requirement.kind
    if kind in _OF_SKILLS:
        for name in ask.skills:
            if name not in candidate.skills and name not in candidate.implied:
                certificate = name in table.skills and table.skills[name].kind == "certificate"
                yield Lack(RequirementKind.CERTIFICATE if certificate else RequirementKind.SKILL, name)
    elif kind is RequirementKind.LANGUAGE:
        yield from (Lack(kind, name) for name in ask.skills or (ask.requirement.name,))
    elif kind is RequirementKind.YEARS:
        yield Lack(kind, ask.requirement.name, skills=ask.skills, years=ask.years or 0.0)
    elif kind is RequirementKind.DEGREE:
        yield Lack(kind, ask.requirement.name, level=ask.level or 0)


def supposed(lack: Lack, candidate: Candidate) -> tuple[Fact, ...]:
    """The facts that would say it."""
    match lack.kind:
        case RequirementKind.CERTIFICATE:
            return (_fact(FactKind.CERTIFICATE, lack.name),)
        case RequirementKind.LANGUAGE:
            return (_fact(FactKind.LANGUAGE, f"{lack.name} ({FLUENT})"),)
        case RequirementKind.DEGREE:
            until = str(candidate.today.year - 1)
            degree = _DEGREES.get(lack.level, said_words.DEGREES[lack.level])
            return (_fact(FactKind.EDUCATION, degree, until=until),)
        case RequirementKind.YEARS:
            return _position(lack, candidate)
        case _:
            return (_fact(FactKind.SKILL, lack.name),)


def _position(lack: Lack, candidate: Candidate) -> tuple[Fact, ...]:
    """A position before the first one, as long as what is lacking, in which the skills are named."""
    counted: Sequence[years.Span] = [
        job.span for job in candidate.jobs if not lack.skills or job.skills.intersection(lack.skills)
    ]
    need = round(lack.years * 12) - years.total(counted)
    first = min((job.span.first for job in candidate.jobs), default=_month(candidate.today))
    if need <= 0:
        return ()
    since, until = _iso(first - need), _iso(first - 1)
    return (
        _fact(FactKind.POSITION, f"{since} – {until}", since=since, until=until),
        *(
            _fact(FactKind.DUTY, f"Experience with {name}", f"/{at}", since, until)
            for at, name in enumerate(lack.skills)
        ),
    )


def _fact(kind: FactKind, text: str, below: str = "", since: str | None = None, until: str | None = None) -> Fact:
    return Fact(fact_id(kind, f"supposed {text}"), kind, text, f"{POINTER}/0{below}", since, until)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _iso(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
