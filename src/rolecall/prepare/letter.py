"""The cover letter: the candidate's own statements inside fixed wording, chosen by what the posting asks for.

A line of a résumé is a fragment ("Led 4 people …"). Where it certainly makes a sentence after "I", it is told in prose;
elsewhere it stands as a point under its position and dates. No word of it is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rolecall.discover.queries import Posting
from rolecall.match.queries import Match
from rolecall.prepare.content import Block, Paragraph, Sentence
from rolecall.prepare.letters.evidence import Line
from rolecall.prepare.letters.phrases import BOUNDS, Length, Tone
from rolecall.prepare.letters.posting import about_company, contact_of
from rolecall.prepare.letters.voice import Voice
from rolecall.prepare.letters.wish import LetterWish
from rolecall.prepare.relevance import Relevance
from rolecall.prepare.wording import Wording
from rolecall.profile.queries import Fact, Resume

_LINES = {Length.SHORT: range(2, 4), Length.MEDIUM: range(3, 6), Length.LONG: range(4, 8)}
"""How many lines of evidence a letter shows, at least and at most, as far as there are so many."""
_MOST_EXTRAS = 3
_ONE_PARAGRAPH = 2
_ROOM = 20
"""Words above the fewest that a letter aims at."""


def voice_of(
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
    wish: LetterWish | None = None,
) -> Voice:
    """The candidate speaking to this posting.

    `american` is how the date is written; `same_language` whether the candidate's sentences are in the wording's
    language: if not, none of them stands within a paragraph, only in the lists.
    """
    wish = wish or LetterWish()
    contact = wish.contact or contact_of(posting.text)
    wanted = "{quote}" in wish.template if wish.template else _quotes(wish)
    same = wording.code == (posting.language or "en").split("-")[0]
    quote = about_company(posting.text, posting.company) if wanted and same else None
    return Voice(
        posting, resume, tuple(facts), match, relevance, wording, wish, today, american, same_language, contact, quote
    )


def write(voice: Voice) -> tuple[Paragraph, ...]:
    """The whole letter. Shorter than its length asks only when the candidate's facts give no more."""
    return _Letter(voice).write()


def body_words(letter: Sequence[Paragraph]) -> int:
    """Words from the greeting to the candidate's name."""
    outside = (Block.SENDER, Block.DATE, Block.ADDRESS, Block.SUBJECT)
    return sum(len(s.text.split()) for p in letter if p.block not in outside for s in p.sentences)


def _quotes(wish: LetterWish) -> bool:
    """Whoever says why needs no quotation; nor does a short letter."""
    if wish.why or wish.length is Length.SHORT:
        return False
    return wish.tone is Tone.WARM or wish.length is Length.LONG


@dataclass
class _Letter:
    voice: Voice

    def write(self) -> tuple[Paragraph, ...]:
        voice, wish = self.voice, self.voice.wish
        bounds, wanted = BOUNDS[wish.length], _LINES[wish.length]
        names = voice.named.asked()
        lines, prose = voice.lines(names, prose=wish.tone is not Tone.FORMAL)
        number = min(wanted.start, len(lines))
        extras = 0
        letter = self._assemble(names, lines[:number], prose=prose, extras=extras)
        good = bounds.fewest + (0 if wish.length is Length.SHORT else _ROOM)
        while body_words(letter) < good and (extras < _MOST_EXTRAS or number < min(wanted.stop - 1, len(lines))):
            if number < min(wanted.stop - 1, len(lines)):
                number += 1
            else:
                extras += 1
            letter = self._assemble(names, lines[:number], prose=prose, extras=extras)
        while body_words(letter) > bounds.most and (number > 1 or extras):
            number, extras = (number, extras - 1) if extras else (number - 1, 0)
            letter = self._assemble(names, lines[:number], prose=prose, extras=extras)
        return letter

    def _assemble(
        self, names: Sequence[tuple[str, Fact]], lines: Sequence[Line], *, prose: bool, extras: int
    ) -> tuple[Paragraph, ...]:
        voice = self.voice
        voice.count = 0
        paragraphs = [*voice.head(), Paragraph(Block.TEXT, (voice.greeting(),))]
        parts = self._warm if voice.wish.tone is Tone.WARM else self._plain
        paragraphs += parts(names, lines, prose=prose, extras=extras)
        paragraphs.append(Paragraph(Block.TEXT, tuple(self._ending(extras=extras))))
        paragraphs.append(Paragraph(Block.CLOSING, tuple(voice.closing())))
        return tuple(paragraph for paragraph in paragraphs if paragraph.sentences)

    def _plain(
        self, names: Sequence[tuple[str, Fact]], lines: Sequence[Line], *, prose: bool, extras: int
    ) -> Iterator[Paragraph]:
        """Straight to the point: what is asked for, the evidence, what else."""
        voice = self.voice
        short = voice.wish.length is Length.SHORT
        said = (voice.opening(), *(() if short else voice.in_short()), *voice.why(), *voice.quoted())
        if prose:
            yield Paragraph(Block.TEXT, (*said, *voice.asked(names)))
            yield from voice.told(lines)
        else:
            yield Paragraph(Block.TEXT, said)
            yield Paragraph(Block.TEXT, (*voice.asked(names), *voice.before_list(names, lines)))
            yield from voice.listed(lines)
        yield Paragraph(Block.TEXT, tuple(self._background(names, lines, extras=extras)))

    def _warm(
        self, names: Sequence[tuple[str, Fact]], lines: Sequence[Line], *, prose: bool, extras: int
    ) -> Iterator[Paragraph]:
        """First the employer, then the candidate, then what binds them."""
        voice = self.voice
        first = (voice.opening(), *voice.why(), *voice.quoted())
        if prose:
            introduced = (*voice.in_short(), *voice.asked(names))
            if len(first) + len(introduced) <= _ONE_PARAGRAPH:
                first, introduced = (*first, *introduced), ()
            yield Paragraph(Block.TEXT, first)
            yield Paragraph(Block.TEXT, introduced)
            yield from voice.told(lines)
        else:
            yield Paragraph(Block.TEXT, first)
            yield Paragraph(Block.TEXT, (*voice.in_short(), *voice.asked(names), *voice.before_list(names, lines)))
            yield from voice.listed(lines)
        yield Paragraph(Block.TEXT, tuple(self._background(names, lines, extras=extras)))

    def _background(
        self, names: Sequence[tuple[str, Fact]], lines: Sequence[Line], *, extras: int
    ) -> Iterator[Sentence]:
        voice = self.voice
        if voice.wish.length is Length.SHORT and not extras:
            return
        yield from voice.studied(lines)
        if extras or not names:
            yield from voice.skills(names)
        if extras > 1 or voice.wish.tone is Tone.FORMAL:
            yield from voice.certified(names)
        if extras > 1 or voice.named.asks_for_languages():
            yield from voice.speaks()

    def _ending(self, *, extras: int) -> Iterator[Sentence]:
        voice = self.voice
        phrases = voice.phrases
        if voice.wish.length is not Length.SHORT:
            yield voice.say(phrases.enclosed)
        if voice.wish.length is Length.LONG or extras > _MOST_EXTRAS - 1:
            yield voice.say(phrases.ask)
        yield voice.say(phrases.talk)
        if extras > _MOST_EXTRAS - 1:
            yield from voice.reach()
        yield voice.say(phrases.thanks)
