"""The ATS check of a résumé: what programs get out of the file, and what it says of the words that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rolecall.match.ats.keywords import WORTH, Asked, Keyword, Named, asked_by, asked_in_field, covered, held
from rolecall.match.candidate import Candidate
from rolecall.match.guard import guard
from rolecall.match.skills.taxonomy import Taxonomy, taxonomy
from rolecall.profile.queries import Change, FileCheck, Part, Preferences, Resume, Where, facts_of

VERSION = 1
"""Raised with every change of a rule or a weight below; the file's part has a version of its own."""
KEYWORDS = 30.0
"""Points of the keywords where there is something to hold the résumé against; the file's parts share the rest."""


@dataclass(frozen=True, slots=True)
class AtsCheck:
    """The whole check. `against` says in words what the keywords are of; None where the file stands by itself."""

    score: int
    version: str
    against: str | None
    file: FileCheck
    parts: tuple[Part, ...]
    changes: tuple[Change, ...]
    keywords: tuple[Keyword, ...]
    notices: tuple[str, ...]


def check_alone(file: FileCheck) -> AtsCheck:
    """The file by itself."""
    return _made(file, None, (), file.parts, file.changes, ())


def check_against_posting(file: FileCheck, resume: Resume, title: str, text: str) -> AtsCheck:
    """Against what one posting asks for. `text` is the posting's Markdown, `title` what it is called."""
    table = taxonomy()
    return _against(file, resume, f"the posting “{title}”", asked_by(text, table), table)


def check_against_field(file: FileCheck, resume: Resume, name: str, texts: Iterable[str]) -> AtsCheck:
    """Against the skills that a field's postings ask for most often. `name` says what the field is."""
    table = taxonomy()
    asked, number = asked_in_field(texts, table)
    against = f"{number} posting{'s' * (number != 1)} {name}"
    if not asked:
        made = check_alone(file)
        notice = f"Keywords were left out: {against} do not say enough of what the field asks for."
        return replace(made, notices=(*made.notices, notice))
    return _against(file, resume, against, asked, table)


def _against(file: FileCheck, resume: Resume, against: str, asked: Sequence[Asked], table: Taxonomy) -> AtsCheck:
    guarded = guard(file.text, table, "Your résumé")
    if not asked or not file.text:
        made = check_alone(file)
        why = "it names no skill that could be looked for" if file.text else "the file could not be read"
        return replace(made, notices=(*made.notices, f"Keywords were left out of {against}: {why}."))
    candidate = Candidate.prepare(resume, facts_of(resume), Preferences(), date.fromisoformat(file.as_of), table)
    found = held(asked, candidate, guarded.text, table)
    value = round(covered(found), 4)
    part = Part("keywords", value, KEYWORDS, round(value * KEYWORDS, 2), _why(found))
    rest = (100.0 - KEYWORDS) / 100.0
    parts = (
        part,
        *(replace(each, weight=each.weight * rest, points=round(each.points * rest, 2)) for each in file.parts),
    )
    lost = sum(keyword.weight for keyword in found)
    keyed = [change for keyword in found for change in _changes(keyword, resume, KEYWORDS / lost)]
    changes = (*keyed, *(replace(change, gain=round(change.gain * rest, 2)) for change in file.changes))
    return _made(file, against, found, parts, changes, guarded.notices)


def _made(
    file: FileCheck,
    against: str | None,
    found: tuple[Keyword, ...],
    parts: Sequence[Part],
    changes: Sequence[Change],
    notices: Sequence[str],
) -> AtsCheck:
    return AtsCheck(
        score=min(100, max(0, int(sum(part.points for part in parts) + 0.5))),
        version=f"{VERSION}.{file.version}",
        against=against,
        file=file,
        parts=tuple(parts),
        changes=tuple(sorted(changes, key=lambda change: -change.gain)),
        keywords=found,
        notices=tuple(dict.fromkeys((*file.notices, *notices))),
    )


def _why(found: Sequence[Keyword]) -> str:
    counts = {named: sum(keyword.named is named for keyword in found) for named in Named}
    told = [f"{counts[Named.LITERAL]} of {len(found)} skills stand in your résumé as they are asked for"]
    if counts[Named.SYNONYM]:
        told.append(f"{counts[Named.SYNONYM]} by another word")
    if counts[Named.IMPLIED]:
        told.append(f"{counts[Named.IMPLIED]} only within another skill")
    if counts[Named.MISSING]:
        told.append(f"{counts[Named.MISSING]} not at all")
    return ", ".join(told) + "."


def _changes(keyword: Keyword, resume: Resume, points: float) -> list[Change]:
    """What to change about one keyword. What the facts do not hold is never told to be added, only if it is true."""
    gain = round(keyword.weight * points * (1 - WORTH[keyword.named]), 2)
    asked = f"“{keyword.asked_as}”" if keyword.asked_as != keyword.name else keyword.name
    where = _where(keyword, resume)
    if keyword.named is Named.SYNONYM:
        return [
            Change(
                "keywords",
                f"Asked for is {asked}; your résumé says “{keyword.yours}”, the same in another word. Write the asked one too.",
                gain,
                where,
            )
        ]
    if keyword.named is Named.IMPLIED:
        return [
            Change(
                "keywords",
                f"Asked for is {asked}; your résumé names {keyword.yours}, which includes it. Name it too where you used it.",
                gain,
                where,
            )
        ]
    if keyword.named is Named.MISSING:
        must = "a must" if keyword.must else "asked for by many" if keyword.share is not None else "a wish"
        close = f" {keyword.close}, which it names, is close but not the same." if keyword.close else ""
        return [
            Change(
                "keywords",
                f"{asked[0].upper()}{asked[1:]} is {must}, and your résumé does not name it.{close} Add it only if it is true.",
                gain,
            )
        ]
    return []


def _where(keyword: Keyword, resume: Resume) -> Where | None:
    if keyword.fact_id is None:
        return None
    fact = next((fact for fact in facts_of(resume) if fact.id == keyword.fact_id), None)
    if fact is None:
        return Where(text=keyword.sentence)
    source = resume.sources.get(fact.pointer)
    return Where(source.page if source else None, keyword.sentence, fact.pointer)
