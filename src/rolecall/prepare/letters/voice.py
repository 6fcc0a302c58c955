"""The pieces a letter is made of, each a sentence with the facts that allow it; house letters and templates alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from rolecall.discover.queries import Posting
from rolecall.match.queries import Match
from rolecall.prepare.calm import calm, spaced
from rolecall.prepare.content import Block, FactRef, Paragraph, Sentence, Source, without_scheme
from rolecall.prepare.letter_words import ACADEMIC
from rolecall.prepare.letters.evidence import Line, chosen, entry_order
from rolecall.prepare.letters.introduced import ARTICLE, VOWEL, says_i, what_one_is
from rolecall.prepare.letters.named import Named
from rolecall.prepare.letters.phrases import Phrases
from rolecall.prepare.letters.posting import spoken_title
from rolecall.prepare.letters.spoken import within
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.relevance import Relevance, own_spelling
from rolecall.prepare.wording import Wording, study_name, unsaid, wording
from rolecall.profile.queries import Education, Fact, FactKind, Project, Resume, Work

_SENDER = ("/basics/location", "/basics/email", "/basics/phone", "/basics/url")
_NO_EMPLOYER = re.compile(r"(?i)^(?:company name|company|employer|confidential|n/?a|unknown|private)\b.{0,12}$")
_HEAD_WORDS = 9
_CURRENT = "current"
"""English for a position that is still held; to the gate it is the same as `Present`, which only such a fact says."""


@dataclass
class Voice:
    """One candidate speaking to one posting in one wording. Numbers its sentences as it makes them."""

    posting: Posting
    resume: Resume
    facts: tuple[Fact, ...]
    match: Match
    relevance: Relevance
    wording: Wording
    wish: LetterWish
    today: date
    american: bool
    same_language: bool
    contact: str | None
    quote: str | None
    count: int = field(default=0)

    def __post_init__(self) -> None:
        self.phrases: Phrases = self.wording.letters[self.wish.tone]
        self.named = Named(self.posting, self.resume, self.facts, self.match, self.relevance, self.wording)
        self.title = spoken_title(self.posting.title)
        self.language = self.wording.code if self.same_language else ""

    def head(self) -> Iterator[Paragraph]:
        """Sender, date, address and subject."""
        yield Paragraph(Block.SENDER, tuple(self._sender()))
        yield Paragraph(Block.DATE, (self.say(self.wording.on(self.today, american=self.american)),))
        address = [self.posting.company, *([self.contact] if self.contact else [])]
        yield Paragraph(Block.ADDRESS, tuple(self.say(line, source=Source.POSTING) for line in address))
        yield Paragraph(Block.SUBJECT, (self.fill(self.phrases.subject, title=self.title),))

    def greeting(self) -> Sentence:
        """To the person the posting names, else to the team."""
        if self.contact:
            return self.fill(self.phrases.greeting_contact, contact=self.contact)
        return self.fill(self.phrases.greeting, company=self.posting.company)

    def opening(self) -> Sentence:
        """That this is an application, for what, and to whom."""
        return self.fill(self.phrases.opening, title=self.title, company=self.posting.company)

    def in_short(self) -> Iterator[Sentence]:
        """The candidate's own first sentence on themselves, where there is one in the letter's language."""
        if self.same_language and (fact := self.named.in_short()):
            phrase, said = self._introduced(fact.text)
            yield self.fill(phrase, fact, sentence=said) if phrase else self.say(said, fact)

    def quoted(self) -> Iterator[Sentence]:
        """A sentence of the posting on the company, in quotation marks."""
        if self.quote:
            yield self.fill(self.phrases.quote, quote=self.quote)

    def why(self) -> Iterator[Sentence]:
        """What the candidate gave as the reason, in their words."""
        for text in self.wish.why:
            yield self.say(text, edited=True)

    def asked(self, names: Sequence[tuple[str, Fact]]) -> Iterator[Sentence]:
        """What the posting asks for and the candidate has."""
        if names:
            listing = self.wording.listed(tuple(name for name, _ in names))
            yield self.fill(self.phrases.asked, *(fact for _, fact in names), names=listing)

    def lines(self, names: Sequence[tuple[str, Fact]], *, prose: bool) -> tuple[list[Line], bool]:
        """The evidence, most telling first, and whether it is told in prose."""
        return chosen(
            self.facts,
            self.relevance,
            [name for name, _ in names],
            language=self.language,
            copulas=self.phrases.copulas,
            prose=prose,
            has_head=lambda entry: bool(self._head(entry)[0]),
            tellable=lambda entry: self._place(entry) is not None,
        )

    def told(self, lines: Sequence[Line]) -> Iterator[Paragraph]:
        """The evidence in sentences, a paragraph for each position."""
        turn = 0
        for entry in sorted({line.entry for line in lines}, key=entry_order):
            place = self._place(entry)
            if place is None:
                continue
            phrase, slots, fact = place
            said: list[Sentence] = []
            for number, line in enumerate(line for line in lines if line.entry == entry):
                if number == 0:
                    said.append(self.fill(phrase, fact, line.fact, did=line.told or "", **slots))
                else:
                    more = self.phrases.more[turn % len(self.phrases.more)]
                    turn += 1
                    said.append(self.fill(more, line.fact, did=line.told or ""))
            yield Paragraph(Block.TEXT, tuple(said))

    def listed(self, lines: Sequence[Line]) -> Iterator[Paragraph]:
        """The evidence as points under the position and the dates they belong to."""
        for entry in sorted({line.entry for line in lines}, key=entry_order):
            head, fact = self._head(entry)
            if fact is not None:
                yield Paragraph(Block.LEAD, (self.say(head, fact),))
            own = [line for line in lines if line.entry == entry]
            yield Paragraph(Block.LIST, tuple(self.say(spaced(line.fact.text), line.fact) for line in own))

    def before_list(self, names: Sequence[tuple[str, Fact]], lines: Sequence[Line]) -> Iterator[Sentence]:
        """What stands before the points."""
        if lines:
            listed = {line.fact.id for line in lines}
            shown = any(fact.id in listed for _, fact in names) or any(
                own_spelling(name, line.fact.text) for name, _ in names for line in lines
            )
            yield self.say(self.phrases.shown if shown else self.phrases.shown_alone)

    def skills(self, names: Sequence[tuple[str, Fact]]) -> Iterator[Sentence]:
        """Further skills."""
        if more := self.named.more(names):
            listing = self.wording.listed(tuple(name for name, _ in more))
            yield self.fill(self.phrases.also, *(fact for _, fact in more), names=listing)

    def studied(self, lines: Sequence[Line] = ()) -> Iterator[Sentence]:
        """The first study, unless its lines are shown already."""
        found = self.named.study()
        if found and f"/education/{found[0]}" not in {line.entry for line in lines}:
            _, study, fact = found
            done = not study.start_date or bool(study.end_date)
            academic = done and ACADEMIC.match(study.study_type or "")
            yield self.fill(
                self.phrases.studied if academic else self.phrases.trained,
                fact,
                study=study_name(study.study_type, study.area),
                area=calm(study.area or ""),
                degree=study.study_type or "",
                institution=calm(study.institution or ""),
            )

    def speaks(self) -> Iterator[Sentence]:
        """The languages."""
        if spoken := self.named.spoken():
            listing = self.wording.listed(tuple(within(fact.text, self.wording.code) for fact in spoken))
            yield self.fill(self.phrases.speaks, *spoken, names=listing)

    def certified(self, names: Sequence[tuple[str, Fact]] = ()) -> Iterator[Sentence]:
        """Certificates that are not named already."""
        said = {fact.id for _, fact in names}
        if earned := [(name, fact) for name, fact in self.named.certificates() if fact.id not in said]:
            listing = self.wording.listed(tuple(name for name, _ in earned))
            yield self.fill(self.phrases.certified, *(fact for _, fact in earned), names=listing)

    def reach(self) -> Iterator[Sentence]:
        """Where an answer goes."""
        if reach := [fact for fact in self.facts if fact.pointer in ("/basics/email", "/basics/phone")]:
            listing = f" {self.phrases.either} ".join(fact.text for fact in reach)
            yield self.fill(self.phrases.reach, *reach, contact=listing)

    def closing(self) -> Iterator[Sentence]:
        """The last words and the name."""
        yield self.say(self.phrases.regards)
        yield from self.name()

    def name(self) -> Iterator[Sentence]:
        """The candidate's name."""
        for fact in self.facts:
            if fact.kind is FactKind.NAME:
                yield self.say(fact.text, fact)
                return

    def fill(self, phrase: str, *facts: Fact, **slots: str) -> Sentence:
        """A phrase with its slots filled. A sentence's own full stop is not doubled."""
        text = phrase.format(**{name: value.strip() for name, value in slots.items()})
        return self.say(re.sub(r"([.!?])\.$", r"\1", text), *facts, source=Source.FACT if facts else Source.POSTING)

    def say(self, text: str, *facts: Fact, source: Source | None = None, edited: bool = False) -> Sentence:
        """A sentence as it is, with the facts behind it."""
        self.count += 1
        refs = tuple(dict.fromkeys(FactRef(fact.id, fact.text) for fact in facts))
        where = source or (Source.FACT if facts else Source.TEMPLATE)
        return Sentence(f"letter/{self.count}", text, where, refs, edited)

    def _introduced(self, said: str) -> tuple[str, str]:
        """What stands before a sentence on oneself, and that sentence: nothing before one that says `I`; before one
        that only names what its writer is, `I am`.
        """
        if says_i(said, self.wording.code):
            return "", said
        if self.phrases.am and (what := what_one_is(said, self.wording.code)):
            form = (
                0 if self.wording is not wording("en") else 2 if ARTICLE.match(what) else int(bool(VOWEL.match(what)))
            )
            return self.phrases.am[form], what
        return self.phrases.in_short, said

    def _sender(self) -> Iterator[Sentence]:
        for pointer, kind in (("/basics/name", FactKind.NAME), *((p, FactKind.CONTACT) for p in _SENDER)):
            for fact in self.facts:
                if fact.pointer == pointer and fact.kind is kind:
                    yield self.say(without_scheme(fact.text), fact)

    def _place(self, entry: str) -> tuple[str, dict[str, str], Fact] | None:
        """The phrase that names an entry within a sentence, with its slots; None where it has no fitting name."""
        _, section, number = entry.split("/")
        part = getattr(self.resume, section)[int(number)]
        fact = next((fact for fact in self.facts if fact.pointer == entry), None)
        if fact is None:
            return None
        if isinstance(part, Project) and part.name and _is_name(part.name):
            return self.phrases.project, {"project": calm(part.name)}, fact
        if not isinstance(part, Work) or not part.position or not _is_name(part.position):
            return None
        slots = {"position": within(calm(part.position), self.wording.code)}
        span = self.wording.years(part.start_date, part.end_date)
        english = self.wording is wording("en")
        held = english and part.start_date and not part.end_date and fact.since
        if not part.name or _NO_EMPLOYER.match(part.name):
            if held:
                return self.phrases.now.replace(" at {employer}", ""), {**slots, "now": _CURRENT}, fact
            return (self.phrases.at_alone, {**slots, "span": span}, fact) if span else None
        if not _is_name(part.name):
            return None
        slots["employer"] = calm(part.name)
        if held:
            return self.phrases.now, {**slots, "now": _CURRENT}, fact
        if span:
            return self.phrases.at, {**slots, "span": span}, fact
        return self.phrases.at_once, slots, fact

    def _head(self, entry: str) -> tuple[str, Fact | None]:
        """What stands above an entry's lines: `Engineer, Acme (Mar 2022 – Present)`."""
        _, section, number = entry.split("/")
        part = getattr(self.resume, section)[int(number)]
        fact = next((fact for fact in self.facts if fact.pointer == entry), None)
        match part:
            case Work():
                employer = None if part.position and _NO_EMPLOYER.match(part.name or "") else part.name
                names, span = (part.position, employer), self.wording.span(part.start_date, part.end_date)
            case Education():
                degree = study_name(part.study_type, part.area)
                names, span = (degree, part.institution), self.wording.span(part.start_date, part.end_date)
            case Project():
                names, span = (part.name, None), self.wording.span(part.start_date, part.end_date)
            case _:
                names = (part.name, part.organization)
                span = unsaid(self.wording.span(None, part.date), " ".join(name or "" for name in names))
        head = ", ".join(calm(name) for name in names if name)
        return (f"{head} ({span})" if head and span else head), fact


def _is_name(text: str) -> bool:
    return len(text.split()) <= _HEAD_WORDS and not any(mark in text for mark in ":;|•\t") and "  " not in text
