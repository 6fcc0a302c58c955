"""The tailored résumé: the candidate's own lines, chosen, ordered and trimmed by what the posting asks for.

Every position stays with title, employer and dates. Lines are left out where space is short, never reworded; only in
the summary and the skills is a thing called as the posting calls it, where the fact has another name of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rolecall.prepare.calm import begun, calm, is_opener, says_nothing, spaced
from rolecall.prepare.choose import Candidate, Ranked, lightest_first
from rolecall.prepare.content import FactRef, Item, LeftOut, Role, Section, without_scheme
from rolecall.prepare.facts_at import FactsAt
from rolecall.prepare.relevance import Relevance
from rolecall.prepare.wording import Wording, study_name, unsaid
from rolecall.prepare.words import words
from rolecall.profile.queries import Education, Entry, Fact, FactKind, Project, Resume, Work

MOST_BULLETS = 7
"""Lines of one position; a reader skips what comes after."""
_SUMMARY_SENTENCES = 4
_SKILL_WORDS = 8
"""A longer skill is a sentence."""
_TELLING_SKILLS = 4
_RECENT = 3
"""So many positions keep a line, if they are no older than that:"""
_RECENT_YEARS = 10
_SHIELDED = 2
"""Lines of a recent position that space is taken from last."""
_SHORT_SKILLS = 450
"""Characters of skills that may stand before the positions; a longer list would push them down the page."""


@dataclass(frozen=True, slots=True)
class Tailored:
    """All lines in their order, and those that may be left out, lightest first."""

    sections: tuple[Section, ...]
    droppable: tuple[Ranked, ...]
    left_out: tuple[LeftOut, ...]
    facts: tuple[Fact, ...]
    """The facts given, and one for each printed field that had none."""
    terms: tuple[tuple[str, str], ...] = ()
    """(fact id, name) where a line writes a thing as the posting does, and the fact as another name of it."""


def tailor(resume: Resume, facts: Sequence[Fact], relevance: Relevance, wording: Wording) -> Tailored:
    """The résumé for one posting, before the page budget: `without` takes lines out of it."""
    return _Tailor(FactsAt(facts), relevance, wording).tailor(resume)


def without(tailored: Tailored, count: int) -> tuple[tuple[Section, ...], tuple[LeftOut, ...]]:
    """The sections without the `count` lightest lines, and what that left out."""
    gone = {ranked.item.id: ranked for ranked in tailored.droppable[:count]}
    cut = (
        Section(section.heading, tuple(item for item in section.items if item.id not in gone))
        for section in tailored.sections
    )
    sections = tuple(section for section in cut if section.items)
    return sections, tailored.left_out + tuple(LeftOut(ranked.item.text, ranked.why) for ranked in gone.values())


@dataclass
class _Tailor:
    facts: FactsAt
    relevance: Relevance
    wording: Wording
    candidates: list[Candidate] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)
    said: set[tuple[str, ...]] = field(default_factory=set)
    """Lines of further sections, as words."""

    def tailor(self, resume: Resume) -> Tailored:
        heading = self.wording
        sections = [
            Section("", tuple(self._head(resume))),
            Section(heading.summary, tuple(self._summary(resume))),
            Section(heading.work, tuple(self._positions(resume.work))),
            Section(heading.projects, tuple(self._projects(resume.projects))),
            Section(heading.education, tuple(self._studies(resume.education))),
            Section(heading.skills, tuple(self._skills(resume))),
            Section(heading.certificates, tuple(self._certificates(resume))),
            Section(heading.languages, tuple(self._languages(resume))),
            *self._others(resume.others),
        ]
        if not resume.work or _is_student(resume):
            sections[2], sections[4] = sections[4], sections[2]
        if sum(len(item.text) for item in sections[5].items) <= _SHORT_SKILLS:
            sections.insert(2, sections.pop(5))
        return Tailored(
            tuple(section for section in sections if section.items),
            lightest_first(self.candidates),
            tuple(self.left_out),
            tuple(self.facts.all.values()),
            tuple(dict.fromkeys(self.terms)),
        )

    def _head(self, resume: Resume) -> Iterator[Item]:
        basics = resume.basics
        if basics.name:
            yield self._plain("/basics/name", FactKind.NAME, basics.name, Role.NAME)
        if basics.label:
            yield self._plain("/basics/label", FactKind.LABEL, basics.label, Role.LABEL, shown=calm(basics.label))
        place = basics.location
        if place and (text := ", ".join(part for part in (place.city, place.region) if part) or place.address):
            yield self._plain("/basics/location", FactKind.CONTACT, text, Role.CONTACT)
        for name, value in (("email", basics.email), ("phone", basics.phone), ("url", basics.url)):
            if value:
                yield self._plain(f"/basics/{name}", FactKind.CONTACT, value, Role.CONTACT)
        for index, link in enumerate(basics.profiles):
            if text := link.url or link.username:
                yield self._plain(f"/basics/profiles/{index}", FactKind.CONTACT, text, Role.CONTACT)

    def _summary(self, resume: Resume) -> Iterator[Item]:
        said = self.facts.paragraph("/basics/summary")
        kept = sorted(said, key=lambda fact: -self.relevance.of(fact.text, [fact.id]))[:_SUMMARY_SENTENCES]
        chosen = [fact for fact in said if fact in kept]
        why = f"{_SUMMARY_SENTENCES} sentences of your summary say more about this posting."
        self.left_out += [LeftOut(fact.text, why) for fact in said if fact not in kept]
        if chosen:
            text = " ".join(self._as_asked(fact) for fact in chosen)
            whole = len(chosen) == len(said) and text == " ".join(fact.text for fact in said)
            original = None if whole else resume.basics.summary
            yield Item(
                "/basics/summary", Role.PARAGRAPH, text, _refs(chosen), original=original, pointer="/basics/summary"
            )

    def _as_asked(self, fact: Fact) -> str:
        """The fact's text with a thing called as the posting calls it, where both are names of that thing."""
        asked = self.relevance.as_asked(fact.text)
        if asked is None:
            return fact.text
        ours, theirs = asked
        if any(theirs.casefold() == other.text.casefold() for other in self.facts.all.values()):
            return fact.text
        self.terms.append((fact.id, theirs))
        return fact.text.replace(ours, theirs)

    def _positions(self, positions: Sequence[Work]) -> Iterator[Item]:
        newest = max((_year(work) for work in positions if _year(work) != _OPEN), default=_OPEN)
        for index, work in enumerate(positions):
            pointer = f"/work/{index}"
            yield self._entry(
                pointer,
                FactKind.POSITION,
                (
                    calm(work.position) if work.position else work.name,
                    work.name if work.position else None,
                    work.location,
                ),
                self.wording.span(work.start_date, work.end_date),
            )
            recent = index < _RECENT and _year(work) >= newest - _RECENT_YEARS
            yield from self._lines(pointer, FactKind.DUTY, work.highlights, floor=3.0 / (index + 1), kept=recent)

    def _projects(self, projects: Sequence[Project]) -> Iterator[Item]:
        for index, project in enumerate(projects):
            pointer = f"/projects/{index}"
            span = self.wording.span(project.start_date, project.end_date)
            yield self._entry(pointer, FactKind.PROJECT, (project.name, None, project.location), span)
            yield from self._lines(pointer, FactKind.PROJECT, project.highlights, paragraph="description")

    def _studies(self, studies: Sequence[Education]) -> Iterator[Item]:
        for index, study in enumerate(studies):
            pointer = f"/education/{index}"
            degree = study_name(study.study_type, study.area)
            span = self.wording.span(study.start_date, study.end_date, open_ended=bool(study.start_date))
            yield self._entry(
                pointer,
                FactKind.EDUCATION,
                (degree or study.institution, study.institution if degree else None, study.location),
                span,
            )
            if study.score and _says_grade(study.highlights, study.score):
                self.left_out.append(LeftOut(study.score, "Another line of this entry says it."))
            elif study.score:
                yield self._score(f"{pointer}/score", study.score)
            yield from self._lines(pointer, FactKind.EDUCATION, study.highlights)
            for number, course in enumerate(study.courses):
                yield self._line(f"{pointer}/courses/{number}", FactKind.EDUCATION, course, -0.5)

    def _skills(self, resume: Resume) -> Iterator[Item]:
        """One line a group, the most telling group and skill first; a sentence among them stands as a bullet."""
        lines: list[tuple[float, Item]] = []
        loose: list[Fact] = []
        prose: list[tuple[str, Fact]] = []
        for index, skill in enumerate(resume.skills):
            pointer = f"/skills/{index}"
            if not skill.keywords and skill.name:
                loose.append(self.facts.at(f"{pointer}/name", FactKind.SKILL, skill.name))
                continue
            known = [
                (f"{pointer}/keywords/{number}", self.facts.at(f"{pointer}/keywords/{number}", FactKind.SKILL, word))
                for number, word in enumerate(skill.keywords)
            ]
            prose += [(place, fact) for place, fact in known if len(fact.text.split()) > _SKILL_WORDS]
            named = [fact for _, fact in known if len(fact.text.split()) <= _SKILL_WORDS]
            if named:
                lines.append(self._skill_line(pointer, skill.name, named))
        if loose:
            yield self._skill_line("/skills", None, loose)[1]
        yield from (item for _, item in sorted(lines, key=lambda entry: -entry[0]))
        for place, fact in sorted(prose, key=lambda entry: -self._weight(entry[1])):
            yield self._line(place, FactKind.SKILL, fact.text, 0.0)

    def _skill_line(self, pointer: str, name: str | None, skills: Sequence[Fact]) -> tuple[float, Item]:
        ranked = sorted(skills, key=lambda fact: -self._weight(fact))
        refs, text, own = ranked, ", ".join(map(self._as_asked, ranked)), ", ".join(fact.text for fact in ranked)
        if not name:
            text, own = begun(text), begun(own)
        if name:
            refs = [self.facts.at(f"{pointer}/name", FactKind.OTHER, name), *ranked]
            text, own = f"{name}: {text}", f"{name}: {own}"
        weight = sum(self._weight(fact) for fact in ranked[:_TELLING_SKILLS])
        strong = f"{name}:" if name else ""
        original = own if own != text else None
        return weight, Item(pointer, Role.LINE, text, _refs(refs), strong=strong, original=original, pointer=pointer)

    def _certificates(self, resume: Resume) -> Iterator[Item]:
        for index, certificate in enumerate(resume.certificates):
            span = self.wording.span(None, certificate.date)
            pointer = f"/certificates/{index}"
            if certificate.name:
                names = (certificate.name, certificate.issuer, None)
                yield self._entry(pointer, FactKind.CERTIFICATE, names, span, role=Role.LINE)

    def _languages(self, resume: Resume) -> Iterator[Item]:
        spoken = [
            (f"{known.language} ({known.fluency})" if known.fluency else known.language, f"/languages/{index}")
            for index, known in enumerate(resume.languages)
            if known.language
        ]
        facts = [self.facts.at(pointer, FactKind.LANGUAGE, text) for text, pointer in spoken]
        if facts:
            yield Item(
                "/languages", Role.LINE, ", ".join(text for text, _ in spoken), _refs(facts), pointer="/languages"
            )

    def _others(self, entries: Sequence[Entry]) -> Iterator[Section]:
        for heading in dict.fromkeys(entry.section for entry in entries):
            items: list[Item] = []
            for index, entry in enumerate(entries):
                if entry.section != heading:
                    continue
                pointer = f"/others/{index}"
                if entry.name or entry.organization:
                    name, by = (entry.name, entry.organization) if entry.name else (entry.organization, None)
                    said = words(f"{name} {by or ''}")
                    why = "Another line says the same." if said in self.said else says_nothing(name or "")
                    self.said.add(said)
                    if why and not (entry.highlights or entry.summary):
                        self.left_out.append(LeftOut(name or "", why))
                        continue
                    role = Role.ENTRY if entry.highlights or entry.summary else Role.LINE
                    span = unsaid(self.wording.span(None, entry.date), f"{name} {by or ''}")
                    head = self._entry(pointer, FactKind.OTHER, (name, by, None), span, role=role)
                    if role is Role.LINE:
                        self.candidates.append(Candidate(head, 0.2 + self.relevance.of(head.text)))
                    items.append(head)
                items.extend(self._lines(pointer, FactKind.OTHER, entry.highlights))
            yield Section(calm(heading), tuple(self._with_something_below(items)))

    def _with_something_below(self, items: Sequence[Item]) -> Iterator[Item]:
        """Without lines that end in a colon and have nothing to introduce."""
        for at, item in enumerate(items):
            after = items[at + 1] if at + 1 < len(items) else None
            if item.role is Role.LINE and is_opener(item.text) and (after is None or is_opener(after.text)):
                self.left_out.append(LeftOut(item.text, "Nothing stands below it."))
            else:
                yield item

    def _entry(
        self,
        pointer: str,
        kind: FactKind,
        names: tuple[str | None, str | None, str | None],
        span: str,
        *,
        role: Role = Role.ENTRY,
    ) -> Item:
        """`names` are what is set bold, by whom, and where."""
        strong, by, place = (spaced(name or "") for name in names)
        strong = calm(strong)
        text = ", ".join(part for part in (strong, by, place) if part)
        text = f"{text} | {span}" if text and span else text or span
        refs = [self.facts.head(pointer, kind, text)]
        if place:
            refs.append(self.facts.at(f"{pointer}/location", FactKind.OTHER, (names[2] or "").strip()))
        return Item(pointer, role, text, _refs(refs), strong=strong, pointer=pointer)

    def _lines(
        self,
        pointer: str,
        kind: FactKind,
        highlights: Sequence[str],
        *,
        floor: float = 0.0,
        paragraph: str = "summary",
        kept: bool = False,
    ) -> Iterator[Item]:
        """Bullets of an entry (its paragraph's sentences too), most telling first. `kept`: the first goes last."""
        stated = [
            (fact.text, fact, f"{pointer}/{paragraph}") for fact in self.facts.paragraph(f"{pointer}/{paragraph}")
        ]
        for number, text in enumerate(highlights):
            if folded := " ".join(text.split()):
                place = f"{pointer}/highlights/{number}"
                stated.append((folded, self.facts.at(place, kind, folded), place))
        ranked = sorted(
            (
                (self._weight(fact) - 0.12 * number, number, text, fact, place)
                for number, (text, fact, place) in enumerate(stated)
            ),
            key=lambda entry: (-entry[0], entry[1]),
        )
        for rank, (weight, number, text, fact, place) in enumerate(ranked):
            if why := says_nothing(text):
                self.left_out.append(LeftOut(text, why))
                continue
            if rank >= MOST_BULLETS:
                self.left_out.append(LeftOut(text, f"{MOST_BULLETS} lines of this entry say more about this posting."))
                continue
            item_id = place if place.rpartition("/")[2].isdigit() else f"{place}#{number}"
            item = Item(item_id, Role.BULLET, spaced(text), _refs([fact]), pointer=place)
            self._may_go(
                item, fact, weight + (floor if rank < _SHIELDED else 0.0) - 0.3 * rank, kept=kept and rank == 0
            )
            yield item

    def _line(self, pointer: str, kind: FactKind, text: str, bonus: float) -> Item:
        fact = self.facts.at(pointer, kind, text)
        item = Item(pointer, Role.BULLET, text, _refs([fact]), pointer=pointer)
        self._may_go(item, fact, self._weight(fact) + bonus)
        return item

    def _score(self, pointer: str, score: str) -> Item:
        """A bare number says what it is; `GPA 3.9` says so itself."""
        fact = self.facts.at(pointer, FactKind.EDUCATION, score)
        text = score if any(char.isalpha() for char in score) else f"{self.wording.grade}: {score}"
        item = Item(pointer, Role.BULLET, text, _refs([fact]), pointer=pointer)
        self._may_go(item, fact, self._weight(fact) + 0.8)
        return item

    def _may_go(self, item: Item, fact: Fact, weight: float, *, kept: bool = False) -> None:
        self.candidates.append(Candidate(item, weight, self.relevance.shown_by(fact.text, [fact.id]), kept))

    def _plain(self, pointer: str, kind: FactKind, text: str, role: Role, *, shown: str | None = None) -> Item:
        shown = shown or (without_scheme(text) if kind is FactKind.CONTACT else text)
        return Item(pointer, role, shown, _refs([self.facts.at(pointer, kind, text)]), pointer=pointer)

    def _weight(self, fact: Fact) -> float:
        return self.relevance.of(fact.text, [fact.id])


_OPEN = 9999


def _year(work: Work) -> int:
    """The year a position ended in; an open one's is later than any."""
    hit = re.match(r"\d{4}", work.end_date or "")
    return int(hit[0]) if hit else _OPEN


def _refs(facts: Sequence[Fact]) -> tuple[FactRef, ...]:
    return tuple(dict.fromkeys(FactRef(fact.id, fact.text) for fact in facts))


def _says_grade(lines: Sequence[str], score: str) -> bool:
    """Whether a line says a grade's number: `3.97/4.00` as in `GPA: 3.97/4.00`. A whole number may be any other."""
    grade = re.search(r"\d+[.,]\d+|\d+\s?[%/]\s?\d*", score)
    if grade is None:
        return False
    number = re.compile(rf"(?<![\d.,]){re.escape(grade[0])}(?!\d|[.,]\d)")
    return any(number.search(line) for line in lines)


def _is_student(resume: Resume) -> bool:
    """Whether studying is what the candidate does now: a study without an end, and no position without one."""
    studying = any(study.start_date and not study.end_date for study in resume.education)
    return studying and not any(work.start_date and not work.end_date for work in resume.work)
