"""The cover letter: the candidate's own statements inside fixed wording, chosen by what the posting asks for.

Lines of a résumé are fragments ("Led 4 people …"), so they are never bent into sentences: they stand as a short list
under the position and the dates they belong to. 180 to 300 words from the greeting to the name, as far as the facts go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rolecall.discover.queries import Posting
from rolecall.match.queries import Finding, Match, Met, RequirementKind
from rolecall.prepare.content import Block, FactRef, Paragraph, Sentence, Source, without_scheme
from rolecall.prepare.letter_words import ACADEMIC, BARE_VERB, DANGLING, LICENCE, PRAISE, PROPER, WISH
from rolecall.prepare.relevance import Relevance, own_spelling, spellings
from rolecall.prepare.wording import Wording, study_name, unsaid, wording
from rolecall.prepare.words import sentences, words
from rolecall.profile.queries import Education, Fact, FactKind, Project, Resume, Work

FEWEST_WORDS, MOST_WORDS = 180, 300
_GOOD_LENGTH = 210
_MOST_NAMES = 5
_FEWEST_HIGHLIGHTS = 3
_MOST_HIGHLIGHTS = 6
_MOST_EXTRAS = 2
"""How far a short letter is filled up: 1 with languages, certificates and a word on honesty, 2 with an offer to
answer.
"""
_MOST_ENTRIES = 3
_MOST_OF_ONE = 3
_ENTRY = re.compile(r"(/(work|projects|education|others)/(\d+))/(?:highlights|summary|description)")
_LINES = frozenset({FactKind.DUTY, FactKind.PROJECT, FactKind.EDUCATION, FactKind.OTHER})
_ORDER = ("work", "projects", "education", "others")
_LATER = {"work": 0.0, "projects": 1.0, "education": 1.5, "others": 2.0}
_HIGHLIGHT_WORDS = range(4, 41)
_SHORT_WORDS = range(5, 31)
_MOST_CAPITALS = 0.6
_STUDY_WORDS = 7
_SKILL_WORDS = 3
_LONGEST_ACRONYM = 6
_PROSE = frozenset({FactKind.SUMMARY, FactKind.DUTY, FactKind.PROJECT, FactKind.EDUCATION, FactKind.OTHER})
_NAMED = frozenset({RequirementKind.SKILL, RequirementKind.CERTIFICATE})


@dataclass(frozen=True, slots=True)
class Highlight:
    """A line of an entry, ready to be listed."""

    fact: Fact
    entry: str
    """Pointer of the position, project, study or other entry it belongs to."""
    weight: float


def write(
    posting: Posting,
    resume: Resume,
    facts: Sequence[Fact],
    match: Match,
    relevance: Relevance,
    *,
    wording: Wording,
    today: date,
    american: bool = False,
    same_language: bool = True,
) -> tuple[Paragraph, ...]:
    """The whole letter. Shorter than 180 words only when the candidate's facts give no more.

    `american` is how the date is written; `same_language` whether the candidate's sentences are in the wording's
    language: if not, none of them stands within a paragraph, only in the lists.
    """
    return _Letter(posting, resume, tuple(facts), match, relevance, wording, today, american, same_language).write()


def body_words(letter: Sequence[Paragraph]) -> int:
    """Words from the greeting to the candidate's name."""
    outside = (Block.SENDER, Block.DATE, Block.ADDRESS, Block.SUBJECT)
    return sum(len(s.text.split()) for p in letter if p.block not in outside for s in p.sentences)


@dataclass
class _Letter:
    posting: Posting
    resume: Resume
    facts: tuple[Fact, ...]
    match: Match
    relevance: Relevance
    wording: Wording
    today: date
    american: bool
    same_language: bool
    _count: int = field(default=0)

    def write(self) -> tuple[Paragraph, ...]:
        names = self._names()
        highlights = self._highlights()
        skills = self._more_skills(names)
        for chosen in range(min(_FEWEST_HIGHLIGHTS, len(highlights)), len(highlights) + 1):
            letter = self._assemble(names, highlights[:chosen], skills, extras=0)
            if body_words(letter) >= _GOOD_LENGTH:
                return self._within(names, highlights[:chosen], skills, extras=0)
        for extras in range(_MOST_EXTRAS + 1):
            if body_words(self._assemble(names, highlights, skills, extras=extras)) >= FEWEST_WORDS:
                break
        return self._within(names, highlights, skills, extras=extras)

    def _within(
        self, names: Sequence[tuple[str, Fact]], highlights: Sequence[Highlight], skills: Sequence[Fact], extras: int
    ) -> tuple[Paragraph, ...]:
        """As chosen, less the lightest highlight until it is no longer than allowed."""
        letter = self._assemble(names, highlights, skills, extras=extras)
        while body_words(letter) > MOST_WORDS and highlights:
            highlights = highlights[:-1]
            letter = self._assemble(names, highlights, skills, extras=extras)
        return letter

    def _assemble(
        self, names: Sequence[tuple[str, Fact]], highlights: Sequence[Highlight], skills: Sequence[Fact], *, extras: int
    ) -> tuple[Paragraph, ...]:
        self._count = 0
        paragraphs = [
            Paragraph(Block.SENDER, tuple(self._sender())),
            Paragraph(Block.DATE, (self._say(self.wording.on(self.today, american=self.american)),)),
            Paragraph(Block.ADDRESS, (self._say(self.posting.company, source=Source.POSTING),)),
            Paragraph(Block.SUBJECT, (self._fill(self.wording.subject, title=self.posting.title),)),
            Paragraph(Block.TEXT, (self._fill(self.wording.greeting, company=self.posting.company),)),
            Paragraph(Block.TEXT, tuple(self._opening())),
            Paragraph(Block.TEXT, tuple(self._offer(names, highlights))),
            *self._listed(highlights),
            Paragraph(Block.TEXT, tuple(self._background(skills, highlights, extras=extras))),
            Paragraph(Block.TEXT, tuple(self._ending(extras=extras))),
            Paragraph(Block.CLOSING, tuple(self._closing())),
        ]
        return tuple(paragraph for paragraph in paragraphs if paragraph.sentences)

    def _sender(self) -> Iterator[Sentence]:
        for pointer, kind in (("/basics/name", FactKind.NAME), *((p, FactKind.CONTACT) for p in _SENDER)):
            for fact in self.facts:
                if fact.pointer == pointer and fact.kind is kind:
                    yield self._say(without_scheme(fact.text), fact)

    def _opening(self) -> Iterator[Sentence]:
        yield self._fill(self.wording.opening, title=self.posting.title, company=self.posting.company)
        if self.same_language and (fact := self._in_short()):
            yield self._fill(self.wording.in_short, fact, sentence=fact.text)

    def _offer(self, names: Sequence[tuple[str, Fact]], highlights: Sequence[Highlight]) -> Iterator[Sentence]:
        if names:
            listing = self.wording.listed(tuple(name for name, _ in names))
            yield self._fill(self.wording.asked, *(fact for _, fact in names), names=listing)
        if highlights:
            listed = {highlight.fact.id for highlight in highlights}
            shown = any(fact.id in listed for _, fact in names) or any(
                own_spelling(name, highlight.fact.text) for name, _ in names for highlight in highlights
            )
            yield self._say(self.wording.shown if shown else self.wording.shown_alone)

    def _listed(self, highlights: Sequence[Highlight]) -> Iterator[Paragraph]:
        for entry in sorted({highlight.entry for highlight in highlights}, key=_entry_order):
            head, fact = self._head(entry)
            if fact is not None:
                yield Paragraph(Block.LEAD, (self._say(head, fact),))
            lines = [highlight for highlight in highlights if highlight.entry == entry]
            yield Paragraph(Block.LIST, tuple(self._say(line.fact.text, line.fact) for line in lines))

    def _head(self, entry: str) -> tuple[str, Fact | None]:
        """What stands above an entry's lines: `Engineer, Acme (Mar 2022 – Present)`."""
        _, section, number = entry.split("/")
        part = getattr(self.resume, section)[int(number)]
        fact = next((fact for fact in self.facts if fact.pointer == entry), None)
        match part:
            case Work():
                names, span = (part.position, part.name), self.wording.span(part.start_date, part.end_date)
            case Education():
                degree = study_name(part.study_type, part.area)
                names, span = (degree, part.institution), self.wording.span(part.start_date, part.end_date)
            case Project():
                names, span = (part.name, None), self.wording.span(part.start_date, part.end_date)
            case _:
                names = (part.name, part.organization)
                span = unsaid(self.wording.span(None, part.date), " ".join(name or "" for name in names))
        head = ", ".join(name for name in names if name)
        return (f"{head} ({span})" if head and span else head), fact

    def _background(
        self, skills: Sequence[Fact], highlights: Sequence[Highlight], *, extras: int
    ) -> Iterator[Sentence]:
        if skills:
            listing = self.wording.listed(tuple(self._in_sentence(fact.text) for fact in skills))
            yield self._fill(self.wording.also, *skills, names=listing)
        listed = {highlight.entry for highlight in highlights}
        for index, study in enumerate(self.resume.education):
            if f"/education/{index}" in listed:
                break
            fact = next(
                (f for f in self.facts if f.pointer == f"/education/{index}" and f.kind is FactKind.EDUCATION), None
            )
            said = (study.area, study.study_type, study.institution)
            if fact and all(
                name and len(name.split()) <= _STUDY_WORDS and not re.search(r"\d{4}| ,|[:;|]", name) for name in said
            ):
                academic = ACADEMIC.match(study.study_type or "")
                yield self._fill(
                    self.wording.studied if academic else self.wording.trained,
                    fact,
                    study=study_name(study.study_type, study.area),
                    area=study.area or "",
                    degree=study.study_type or "",
                    institution=study.institution or "",
                )
                break
        wanted = {f.requirement.kind for f in self.match.findings}
        spoken = [fact for fact in self.facts if fact.kind is FactKind.LANGUAGE]
        if spoken and (extras or RequirementKind.LANGUAGE in wanted):
            listing = self.wording.listed(tuple(fact.text for fact in spoken[:4]))
            yield self._fill(self.wording.speaks, *spoken[:4], names=listing)
        if extras and (earned := self._certificates()):
            listing = self.wording.listed(tuple(name for name, _ in earned))
            yield self._fill(self.wording.certified, *(fact for _, fact in earned), names=listing)

    def _ending(self, *, extras: int) -> Iterator[Sentence]:
        if extras:
            yield self._say(self.wording.honest)
        yield self._say(self.wording.enclosed)
        if extras > 1:
            yield self._say(self.wording.ask)
        yield self._say(self.wording.talk)
        if extras > 1 and (
            reach := [fact for fact in self.facts if fact.pointer in ("/basics/email", "/basics/phone")]
        ):
            listing = f" {self.wording.either} ".join(fact.text for fact in reach)
            yield self._fill(self.wording.reach, *reach, contact=listing)
        yield self._say(self.wording.thanks)

    def _closing(self) -> Iterator[Sentence]:
        yield self._say(self.wording.regards)
        for fact in self.facts:
            if fact.kind is FactKind.NAME:
                yield self._say(fact.text, fact)
                return

    def _names(self) -> list[tuple[str, Fact]]:
        """What the posting asks for and the candidate has, in the candidate's own spelling, with the fact that shows
        it. What the posting insists on first, and of that licences and certificates.
        """
        facts = {fact.id: fact for fact in self.facts}
        found: list[tuple[str, Fact]] = []
        taken: set[str] = set()
        met = [
            finding for finding in self.match.findings if finding.met is Met.MET and finding.requirement.kind in _NAMED
        ]
        for finding in sorted(met, key=lambda known: (not known.requirement.must, not _is_licence(known))):
            fact = facts.get(finding.fact_id or "")
            spelled = own_spelling(finding.requirement.name, fact.text) if fact else None
            same = spellings(finding.requirement.name)
            if fact and spelled and not same & taken and len(spelled) > 1:
                taken |= same
                found.append((self._in_sentence(spelled), fact))
        return found[:_MOST_NAMES]

    def _highlights(self) -> list[Highlight]:
        """Lines that can be listed, most telling first: at most three of an entry, from at most three entries.

        Positions first; projects, studies and the rest where positions give too little.
        """
        found: list[Highlight] = []
        for fact in self.facts:
            place = _ENTRY.match(fact.pointer)
            if place and fact.kind in _LINES and _listable(fact.text) and self._head(place[1])[0]:
                away = 0.5 * int(place[3]) + _LATER[place[2]]
                found.append(Highlight(fact, place[1], self.relevance.of(fact.text, [fact.id]) - away))
        found.sort(key=lambda highlight: -highlight.weight)
        entries = list(dict.fromkeys(highlight.entry for highlight in found))
        if any(entry.startswith("/work/") for entry in entries):
            working = [entry for entry in entries if entry.startswith("/work/")]
            enough = sum(highlight.entry in working for highlight in found) >= _FEWEST_HIGHLIGHTS
            entries = working if enough else working + [entry for entry in entries if entry not in working]
        entries = entries[:_MOST_ENTRIES]
        most = _MOST_OF_ONE if len(entries) > 1 else _MOST_HIGHLIGHTS - 1
        chosen: list[Highlight] = []
        for highlight in found:
            if highlight.entry in entries and sum(known.entry == highlight.entry for known in chosen) < most:
                chosen.append(highlight)
        return chosen[:_MOST_HIGHLIGHTS]

    def _more_skills(self, names: Sequence[tuple[str, Fact]]) -> list[Fact]:
        """Further skills that the posting mentions in passing, else the candidate's first ones."""
        taken = {spelling for name, _ in names for spelling in spellings(name)}
        known = [fact for fact in self.facts if fact.kind is FactKind.SKILL and self._nameable(fact.text)]
        fresh = [fact for fact in known if not any(f" {name} " in f" {' '.join(words(fact.text))} " for name in taken)]
        ranked = sorted(fresh, key=lambda fact: -self.relevance.of(fact.text, [fact.id]))
        ranked = list({words(fact.text): fact for fact in reversed(ranked)}.values())[::-1]
        return ranked[:4] if len(ranked) > 1 else []

    def _nameable(self, skill: str) -> bool:
        """A skill that reads as a thing one brings: short, no praise, no number."""
        if len(skill.split()) > _SKILL_WORDS or PRAISE.search(skill) or skill.endswith("."):
            return False
        return skill[:1].isupper() or skill[-1:] in "+#" or " " in skill

    def _in_sentence(self, name: str) -> str:
        """`Critical care` as `critical care` where its capital only began a line; no shouting."""
        if name.isupper() and len(name) > _LONGEST_ACRONYM:
            theirs = own_spelling(name, self.posting.text) or name
            return theirs if words(theirs) == words(name) else name
        return name[:1].lower() + name[1:] if self._only_begins(name) else name

    def _only_begins(self, name: str) -> bool:
        """Whether a name's capital is only there because it began a line: its first word stands small somewhere, and
        neither it nor the name stands capital within a sentence. In doubt not, and never in German.
        """
        first = name.split(maxsplit=1)[0]
        small = first[:1].lower() + first[1:]
        if small == first or not name[1:].islower() or first.casefold() in PROPER or self.wording is wording("de"):
            return False
        within = rf"(?:[a-zß-ÿ,] ){re.escape(first)}(?![\w+#])"
        standing = rf"(?<![\w/.@#-]){re.escape(small)}s?(?![\w/@+#-]|\.\w)"
        texts = [self.posting.text, *(fact.text for fact in self.facts if fact.kind in _PROSE)]
        return any(re.search(standing, text) for text in texts) and not any(re.search(within, text) for text in texts)

    def _in_short(self) -> Fact | None:
        first = next((fact for fact in self.facts if fact.kind is FactKind.SUMMARY), None)
        if (
            first is None
            or WISH.search(first.text)
            or BARE_VERB.match(first.text)
            or not first.text.endswith((".", "!"))
        ):
            return None
        said = first.text.split()
        capitals = sum(word[:1].isupper() for word in said) / len(said)
        german = self.wording is wording("de")
        return first if len(said) in _SHORT_WORDS and (capitals < _MOST_CAPITALS or german) else None

    def _certificates(self) -> list[tuple[str, Fact]]:
        found = []
        for index, certificate in enumerate(self.resume.certificates):
            fact = next((f for f in self.facts if f.pointer == f"/certificates/{index}"), None)
            if fact and certificate.name:
                found.append((certificate.name, fact))
        return sorted(found, key=lambda pair: -self.relevance.of(pair[0], [pair[1].id]))[:2]

    def _fill(self, phrase: str, *facts: Fact, **slots: str) -> Sentence:
        """A phrase with its slots filled. A sentence's own full stop is not doubled."""
        text = phrase.format(**{name: value.strip() for name, value in slots.items()})
        source = Source.FACT if facts else Source.POSTING
        return self._say(re.sub(r"([.!?])\.$", r"\1", text), *facts, source=source)

    def _say(self, text: str, *facts: Fact, source: Source | None = None) -> Sentence:
        self._count += 1
        refs = tuple(dict.fromkeys(FactRef(fact.id, fact.text) for fact in facts))
        return Sentence(f"letter/{self._count}", text, source or (Source.FACT if facts else Source.TEMPLATE), refs)


_SENDER = ("/basics/location", "/basics/email", "/basics/phone", "/basics/url")


def _entry_order(entry: str) -> tuple[int, int]:
    _, section, number = entry.split("/")
    return _ORDER.index(section), int(number)


def _is_licence(finding: Finding) -> bool:
    requirement = finding.requirement
    return requirement.kind is RequirementKind.CERTIFICATE or bool(LICENCE.search(requirement.name))


def _listable(text: str) -> bool:
    """A line that can stand in a letter: neither a heading nor a shout, neither a scrap nor an essay."""
    said = words(text)
    if DANGLING.match(text) or len(sentences(text)) > 2:
        return False
    return len(said) in _HIGHLIGHT_WORDS and not text.rstrip().endswith((":", ";", ",")) and text.upper() != text
