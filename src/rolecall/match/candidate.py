"""A candidate made ready for many postings: everything about them that does not depend on the posting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from rolecall.discover.queries import said
from rolecall.match import strengths
from rolecall.match.guard import guard
from rolecall.match.requirements import languages, years
from rolecall.match.requirements.segments import segments
from rolecall.match.semantic import Told, denies
from rolecall.match.skills.taxonomy import Taxonomy, taxonomy
from rolecall.match.titles import levels
from rolecall.match.words import bag, weight, words
from rolecall.profile.queries import Fact, FactKind, Preferences, Resume

_ORDER = {
    FactKind.DUTY: 0,
    FactKind.PROJECT: 1,
    FactKind.CERTIFICATE: 1,
    FactKind.POSITION: 2,
    FactKind.SKILL: 3,
    FactKind.SUMMARY: 4,
    FactKind.EDUCATION: 5,
    FactKind.LABEL: 6,
    FactKind.OTHER: 6,
}
"""Which statement proves a skill best: work done before a mere list."""
_PRIVATE = frozenset({FactKind.NAME, FactKind.CONTACT})
_CLEARED = re.compile(
    (
        r"\bclearance\b|\bts/sci\b|\btop secret\b|\b(?:sc|dv)[- ]cleared\b|\bsicherheitsüberprüf\w*|"
        r"\bsü[123]\b"
    ),
    re.IGNORECASE,
)
_WISH = re.compile(
    (
        r"\W*(?:(?:i am |i'm |currently |now |actively )*(?:looking|seeking|searching|aspiring|hoping|"
        r"eager|aiming|interested)\b|to obtain\b|objective\b|auf der suche|ich suche|suche\b|"
        r"à la recherche|je (?:re)?cherche|busco\b|en busca)"
    ),
    re.IGNORECASE,
)
"""A sentence about what the candidate wants says nothing of what they have done."""
_DENIED = re.compile(
    r"\b(?:no|not|never|without|lack(?:ing|s)?|kein\w*|ohne|nicht|sans|aucune?|sin|senza|"
    r"geen)(?: (?:yet|any|much|prior|professional|formal))*"
    r"(?: (?:experience|knowledge|skills?|erfahrung\w*|kenntnis\w*|expérience|experiencia|used?|"
    r"worked))?(?: (?:in|with|of|mit|en|de|avec|con))?\s*$",
    re.IGNORECASE,
)
"""A denial right before a word: "no experience with SAP" does not name SAP as a skill."""
LONGEST_SENTENCE = 400
_TELLING = frozenset({FactKind.DUTY, FactKind.PROJECT, FactKind.SUMMARY, FactKind.CERTIFICATE, FactKind.OTHER})
"""Facts whose sentences can prove something by their meaning: not a list of skills, a title or a school."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence of the candidate and the fact that it stands in."""

    sentence: str
    fact_id: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a fact with its telling words."""

    proof: Proof
    stems: frozenset[str]
    skills: frozenset[str]
    kind: FactKind


@dataclass(frozen=True, slots=True)
class Study:
    """A degree: its level (index into `said_words.DEGREES`) and whether it is finished."""

    level: int
    finished: bool
    proof: Proof


@dataclass(frozen=True, slots=True)
class Job:
    """A dated position: its months and the skills that it names."""

    span: years.Span
    title: str
    skills: frozenset[str]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language the candidate names, with a level from 1 to 5 where one is said."""

    level: int | None
    proof: Proof


@dataclass(frozen=True, slots=True)
class Candidate:
    """Made by `prepare`, once; then `score.score_prepared` holds any number of postings against it."""

    preferences: Preferences
    today: date
    skills: Mapping[str, Proof]
    """The best sentence for each skill or certificate that the facts name."""
    said: Mapping[str, str]
    """Skill → the word of that sentence that stands for it, where the skill's own name does not stand there."""
    implied: Mapping[str, str]
    """Skill → the named skill that brings it."""
    statements: tuple[Statement, ...]
    by_stem: Mapping[str, tuple[int, ...]]
    jobs: tuple[Job, ...]
    months: int
    said_years: tuple[float, Proof] | None
    studies: tuple[Study, ...]
    tongues: Mapping[str, Tongue]
    cleared: Proof | None
    written_in: str | None
    titles: tuple[str, ...]
    known: frozenset[str]
    """Words of their skills as titles are compared."""
    level: float
    places: tuple[str, ...]
    words: Mapping[str, float]
    notices: tuple[str, ...]
    told: Told
    """Their sentences for a comparison by meaning."""
    strengths: Mapping[str, float] = field(default_factory=dict)
    """What they have mainly done: a profile of the skills that their facts name (`strengths.profile`)."""

    @classmethod
    def prepare(
        cls, resume: Resume, facts: Sequence[Fact], preferences: Preferences, today: date, table: Taxonomy | None = None
    ) -> Candidate:
        """Read the facts once. `facts` are those of `resume`; what they do not say counts as not known."""
        table = table or taxonomy()
        notices: dict[str, None] = {}
        clean: list[tuple[Fact, str]] = []
        named: Counter[str] = Counter()
        proofs: dict[str, tuple[tuple[int, int, int], Proof, str]] = {}
        statements: list[Statement] = []
        stems: list[str] = []
        for place, fact in enumerate(facts):
            if fact.kind in _PRIVATE:
                continue
            guarded = guard(fact.text, table, "Your résumé")
            notices.update(dict.fromkeys(guarded.notices))
            clean.append((fact, guarded.text))
            stems += words(guarded.text)
            if fact.kind is FactKind.SUMMARY and _WISH.match(fact.text):
                continue
            rank = (_ORDER.get(fact.kind, 6), -_recency(fact, today), place)
            for mention in guarded.mentions if fact.kind is not FactKind.SKILL else table.listed(guarded.text):
                if _DENIED.search(guarded.text[max(0, mention.start - 40) : mention.start]):
                    continue
                named[mention.skill] += 1
                proof = Proof(_sentence(guarded.text, mention.start), fact.id)
                if mention.skill not in proofs or rank < proofs[mention.skill][0]:
                    proofs[mention.skill] = (rank, proof, guarded.text[mention.start : mention.end])
            statements += _statements(fact, guarded.text, table)
        skills = {name: proof for name, (_, proof, _) in proofs.items()}
        jobs = tuple(_jobs(clean, table, today))
        months = years.total(job.span for job in jobs)
        own_titles = tuple(
            dict.fromkeys(
                text
                for text in (*preferences.titles, resume.basics.label, *(work.position for work in resume.work))
                if text
            )
        )
        return cls(
            preferences=preferences,
            today=today,
            skills=skills,
            said={
                name: " ".join(word.split())
                for name, (_, proof, word) in proofs.items()
                if not _stands(name, proof.sentence)
            },
            implied={
                other: name
                for name in sorted(skills, reverse=True)
                for other in table.implied(name)
                if other not in skills
            },
            statements=tuple(statements),
            by_stem=_by_stem(statements),
            jobs=jobs,
            months=months,
            said_years=_said_years(clean),
            studies=tuple(_studies(clean, today)),
            tongues=_tongues(clean),
            cleared=next(
                (
                    Proof(_sentence(text, hit.start()), fact.id)
                    for fact, text in clean
                    if (hit := _CLEARED.search(text))
                ),
                None,
            ),
            written_in=languages.written_in(" ".join(text for _, text in clean)),
            titles=own_titles,
            known=levels.bases(" ".join(skills)),
            level=_level(resume, months),
            places=_places(resume),
            words=bag(stems),
            notices=tuple(notices),
            strengths=strengths.profile(named, table, neighbours=True),
            told=Told(
                [(each.proof.sentence, each.proof.fact_id) for each in statements if each.kind in _TELLING],
                [each.proof.sentence for each in statements],
            ),
        )


def _stands(name: str, sentence: str) -> bool:
    """Whether a skill's own name is a word of the sentence."""
    return re.search(rf"(?<!\w){re.escape(name)}(?![\w+#])", sentence, re.IGNORECASE) is not None


def _recency(fact: Fact, today: date) -> int:
    if fact.since and not fact.until:
        return today.year * 12 + today.month
    reached = years.span(fact.until or fact.since, None, today)
    return reached.first if reached else 0


def _sentence(text: str, start: int) -> str:
    """The sentence around an offset, without Markdown's signs; at most `LONGEST_SENTENCE` characters, still holding the offset."""
    for segment in segments(text):
        if segment.start <= start < segment.end:
            if len(segment.text) <= LONGEST_SENTENCE:
                return segment.text
            break
    left = max(0, start - LONGEST_SENTENCE // 2)
    right = min(len(text), left + LONGEST_SENTENCE)
    while left > 0 and not text[left - 1].isspace():
        left -= 1
    while right < len(text) and not text[right].isspace():
        right += 1
    return ("… " if left else "") + " ".join(text[left:right].split()) + (" …" if right < len(text) else "")


def _statements(fact: Fact, text: str, table: Taxonomy) -> list[Statement]:
    if fact.kind in (FactKind.LANGUAGE, FactKind.LABEL):
        return []
    out = []
    for segment in segments(text):
        shown = segment.text if len(segment.text) <= LONGEST_SENTENCE else _sentence(text, segment.start)
        stems = frozenset(words(segment.text))
        if stems:
            skills = frozenset(mention.skill for mention in table.mentions(segment.text))
            out.append(Statement(Proof(shown, fact.id), stems, skills, fact.kind))
    return out


def _by_stem(statements: Sequence[Statement]) -> dict[str, tuple[int, ...]]:
    index: dict[str, list[int]] = {}
    for number, statement in enumerate(statements):
        for word in () if denies(statement.proof.sentence) else sorted(statement.stems):
            if weight(word) > 1.5:
                index.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in index.items()}


def _jobs(facts: Sequence[tuple[Fact, str]], table: Taxonomy, today: date) -> list[Job]:
    """Positions with their months; a position's skills are those of every fact below the same pointer."""
    jobs = []
    for fact, text in facts:
        if fact.kind is not FactKind.POSITION:
            continue
        stretch = years.span(fact.since, fact.until, today)
        if stretch is None:
            continue
        root = "/".join(fact.pointer.split("/")[:3])
        below = " \n".join(
            other for each, other in facts if each.pointer == root or each.pointer.startswith(root + "/")
        )
        named = {mention.skill for mention in table.mentions(below + "\n" + text)}
        named |= {other for name in named for other in table.implied(name)}
        jobs.append(Job(stretch, text.split("|")[0].strip(), frozenset(named), Proof(" ".join(text.split()), fact.id)))
    return jobs


def _said_years(facts: Sequence[tuple[Fact, str]]) -> tuple[float, Proof] | None:
    best: tuple[float, Proof] | None = None
    for fact, text in facts:
        if fact.kind not in (FactKind.SUMMARY, FactKind.LABEL, FactKind.OTHER):
            continue
        for segment in segments(text):
            stated = years.stated(segment.text)
            if stated is not None and (best is None or stated.least > best[0]):
                best = (stated.least, Proof(segment.text, fact.id))
    return best


def _studies(facts: Sequence[tuple[Fact, str]], today: date) -> list[Study]:
    out = []
    for fact, text in facts:
        if fact.kind is not FactKind.EDUCATION:
            continue
        levels = said.degrees(text)
        if levels:
            until = years.span(fact.until, None, date(9998, 1, 1)) if fact.until else None
            now = today.year * 12 + today.month - 1
            finished = until is not None and until.first <= now if fact.until else not fact.since
            out.append(Study(max(levels), finished, Proof(" ".join(text.split()), fact.id)))
    return sorted(out, key=lambda study: (-study.level, not study.finished))


def _tongues(facts: Sequence[tuple[Fact, str]]) -> dict[str, Tongue]:
    out: dict[str, Tongue] = {}
    for fact, text in facts:
        if fact.kind is FactKind.LANGUAGE:
            named = languages.stated(text)
        elif fact.kind in (FactKind.SKILL, FactKind.SUMMARY, FactKind.OTHER):
            named = [spoken for segment in segments(text) for spoken in said.languages_asked(segment.text)]
        else:
            continue
        for spoken in named:
            there = out.get(spoken.name)
            if there is None or (spoken.level or 0) > (there.level or 0):
                out[spoken.name] = Tongue(spoken.level, Proof(" ".join(text.split())[:LONGEST_SENTENCE], fact.id))
    return out


def _level(resume: Resume, months: int) -> float:
    """What the candidate's years bring, lifted by the highest of their recent titles, never by more than one step."""
    by_years = levels.level_of_years(months / 12)
    held = [found for work in resume.work[:3] if work.position and (found := levels.level(work.position)) is not None]
    return max(by_years, min(max(held, default=0.0), by_years + 1.0))


def _places(resume: Resume) -> tuple[str, ...]:
    home = resume.basics.location
    if home is None:
        return ()
    return tuple(part for part in (home.city, home.region, home.country_code, home.address) if part)
