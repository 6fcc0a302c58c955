"""The cover letter: the candidate's own statements inside fixed wording, chosen by what the posting asks for.

Lines of a résumé are fragments ("Led 4 people …"), so they are never bent into sentences: they stand as a short list under
the position and the dates they belong to. 180 to 300 words from the greeting to the name, as far as the facts go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rolecall.discover.posting import Posting
from rolecall.match.model import Match, Met, RequirementKind
from rolecall.prepare.content import Block, FactRef, Paragraph, Sentence, Source, without_scheme
from rolecall.prepare.relevance import Relevance, own_spelling, spellings
from rolecall.prepare.wording import Wording
from rolecall.prepare.words import words
from rolecall.profile.facts import Fact, FactKind
from rolecall.profile.resume import Resume

FEWEST_WORDS, MOST_WORDS = 180, 300
_GOOD_LENGTH = 210
_MOST_NAMES = 5
_FEWEST_HIGHLIGHTS = 3
_MOST_HIGHLIGHTS = 6
_MOST_POSITIONS = 3
_HIGHLIGHT_WORDS = range(4, 46)
_WISH = re.compile(r"(?i)\b(?:seeking|looking for|to obtain|objective|references|apply|aspire|aspiring|position where|i am|i'm)\b")
_NAMED = frozenset({RequirementKind.SKILL, RequirementKind.CERTIFICATE})


@dataclass(frozen=True, slots=True)
class Highlight:
    """A line of a position, ready to be listed."""

    fact: Fact
    position: int
    weight: float


def write(
    posting: Posting,
    resume: Resume,
    facts: Sequence[Fact],
    match: Match,
    relevance: Relevance,
    wording: Wording,
    today: date,
    *,
    american: bool = False,
) -> tuple[Paragraph, ...]:
    """The whole letter. Shorter than 180 words only when the candidate's facts give no more. `american`: how the date is written."""
    return _Letter(posting, resume, tuple(facts), match, relevance, wording, today, american).write()


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
    _count: int = field(default=0)

    def write(self) -> tuple[Paragraph, ...]:
        names = self._names()
        highlights = self._highlights()
        skills = self._more_skills(names)
        for chosen in range(min(_FEWEST_HIGHLIGHTS, len(highlights)), len(highlights) + 1):
            letter = self._assemble(names, highlights[:chosen], skills, extras=False)
            if body_words(letter) >= _GOOD_LENGTH:
                return self._within(names, highlights[:chosen], skills, extras=False)
        enough = body_words(self._assemble(names, highlights, skills, extras=False)) >= FEWEST_WORDS
        return self._within(names, highlights, skills, extras=not enough)

    def _within(
        self, names: Sequence[tuple[str, Fact]], highlights: Sequence[Highlight], skills: Sequence[Fact], extras: bool
    ) -> tuple[Paragraph, ...]:
        """As chosen, less the lightest highlight until it is no longer than allowed."""
        letter = self._assemble(names, highlights, skills, extras=extras)
        while body_words(letter) > MOST_WORDS and highlights:
            highlights = highlights[:-1]
            letter = self._assemble(names, highlights, skills, extras=extras)
        return letter

    def _assemble(
        self, names: Sequence[tuple[str, Fact]], highlights: Sequence[Highlight], skills: Sequence[Fact], *, extras: bool
    ) -> tuple[Paragraph, ...]:
        self._count = 0
        paragraphs = [
            Paragraph(Block.SENDER, tuple(self._sender())),
            Paragraph(Block.DATE, (self._say(self.wording.on(self.today, american=self.american)),)),
            Paragraph(Block.ADDRESS, (self._say(self.posting.company, source=Source.POSTING),)),
            Paragraph(Block.SUBJECT, (self._fill(self.wording.subject, title=self.posting.title),)),
            Paragraph(Block.TEXT, (self._fill(self.wording.greeting, company=self.posting.company),)),
            Paragraph(Block.TEXT, tuple(self._opening())),
            Paragraph(Block.TEXT, tuple(self._offer(names, bool(highlights)))),
            *self._listed(highlights),
            Paragraph(Block.TEXT, tuple(self._background(skills, extras=extras))),
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
        if fact := self._in_short():
            yield self._fill(self.wording.in_short, fact, sentence=fact.text)

    def _offer(self, names: Sequence[tuple[str, Fact]], listed: bool) -> Iterator[Sentence]:
        if names:
            listing = self.wording.listed(tuple(name for name, _ in names))
            yield self._fill(self.wording.asked, *(fact for _, fact in names), names=listing)
        if listed:
            yield self._say(self.wording.shown if names else self.wording.shown_alone)

    def _listed(self, highlights: Sequence[Highlight]) -> Iterator[Paragraph]:
        for index in sorted({highlight.position for highlight in highlights}):
            work = self.resume.work[index]
            pointer = f"/work/{index}"
            position = next((fact for fact in self.facts if fact.pointer == pointer and fact.kind is FactKind.POSITION), None)
            if position is not None:
                span = self.wording.span(work.start_date, work.end_date)
                head = ", ".join(part for part in (work.position, work.name) if part)
                yield Paragraph(Block.LEAD, (self._say(f"{head} ({span})" if span else head, position),))
            lines = [highlight for highlight in highlights if highlight.position == index]
            yield Paragraph(Block.LIST, tuple(self._say(line.fact.text, line.fact) for line in lines))

    def _background(self, skills: Sequence[Fact], *, extras: bool) -> Iterator[Sentence]:
        if skills:
            listing = self.wording.listed(tuple(fact.text for fact in skills))
            yield self._fill(self.wording.also, *skills, names=listing)
        for index, study in enumerate(self.resume.education):
            fact = next((f for f in self.facts if f.pointer == f"/education/{index}" and f.kind is FactKind.EDUCATION), None)
            if fact and study.area and study.study_type and study.institution:
                yield self._fill(
                    self.wording.studied, fact, area=study.area, degree=study.study_type, institution=study.institution
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

    def _ending(self, *, extras: bool) -> Iterator[Sentence]:
        if extras:
            yield self._say(self.wording.honest)
        yield self._say(self.wording.enclosed)
        yield self._say(self.wording.talk)
        yield self._say(self.wording.thanks)

    def _closing(self) -> Iterator[Sentence]:
        yield self._say(self.wording.regards)
        for fact in self.facts:
            if fact.kind is FactKind.NAME:
                yield self._say(fact.text, fact)
                return

    def _names(self) -> list[tuple[str, Fact]]:
        """What the posting asks for and the candidate has, in the candidate's own spelling, with the fact that shows it."""
        facts = {fact.id: fact for fact in self.facts}
        found: list[tuple[str, Fact]] = []
        taken: set[str] = set()
        met = [finding for finding in self.match.findings if finding.met is Met.MET and finding.requirement.kind in _NAMED]
        for finding in sorted(met, key=lambda finding: not finding.requirement.must):
            fact = facts.get(finding.fact_id or "")
            spelled = own_spelling(finding.requirement.name, fact.text) if fact else None
            same = spellings(finding.requirement.name)
            if fact and spelled and not same & taken and len(spelled) > 1:
                taken |= same
                found.append((spelled, fact))
        return found[:_MOST_NAMES]

    def _highlights(self) -> list[Highlight]:
        """Lines of positions that can be listed, most telling first, from at most three positions."""
        found: list[Highlight] = []
        for fact in self.facts:
            place = re.match(r"/work/(\d+)/", fact.pointer)
            if fact.kind is FactKind.DUTY and place and _listable(fact.text):
                index = int(place[1])
                found.append(Highlight(fact, index, self.relevance.of(fact.text, [fact.id]) - 0.5 * index))
        found.sort(key=lambda highlight: -highlight.weight)
        positions = list(dict.fromkeys(highlight.position for highlight in found[:_MOST_HIGHLIGHTS]))[:_MOST_POSITIONS]
        return [highlight for highlight in found if highlight.position in positions][:_MOST_HIGHLIGHTS]

    def _more_skills(self, names: Sequence[tuple[str, Fact]]) -> list[Fact]:
        """Further skills that the posting mentions in passing, else the candidate's first ones."""
        taken = {spelling for name, _ in names for spelling in spellings(name)}
        known = [fact for fact in self.facts if fact.kind is FactKind.SKILL and len(fact.text.split()) <= 4]
        fresh = [fact for fact in known if not any(f" {name} " in f" {' '.join(words(fact.text))} " for name in taken)]
        ranked = sorted(fresh, key=lambda fact: -self.relevance.of(fact.text, [fact.id]))
        return ranked[:4] if len(ranked) >= 2 else []

    def _in_short(self) -> Fact | None:
        first = next((fact for fact in self.facts if fact.kind is FactKind.SUMMARY), None)
        if first is None or _WISH.search(first.text) or not 5 <= len(first.text.split()) <= 34:
            return None
        return first if first.text.endswith((".", "!")) else None

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


def _listable(text: str) -> bool:
    """A line that can stand in a letter: neither a heading nor a shout, neither a scrap nor an essay."""
    said = words(text)
    return len(said) in _HIGHLIGHT_WORDS and not text.rstrip().endswith((":", ";", ",")) and text.upper() != text
