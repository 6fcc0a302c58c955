"""The quality of a letter: 0 to 100, and every reason with its place, why it counts, and what to do. Pure; no model.

The score is 100 less the points of the findings, so it can be added up by hand. It measures the letter, not the fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rolecall.prepare.content import Block, Paragraph, Sentence, Source
from rolecall.prepare.language import language_of
from rolecall.prepare.letters.check_words import (
    CLICHES,
    FIRST_PERSON,
    HEDGES,
    NOBODY,
    PASSIVES,
    found_in,
)
from rolecall.prepare.letters.phrases import BOUNDS, Bounds, Length
from rolecall.prepare.relevance import own_spelling
from rolecall.prepare.words import words

_OUTSIDE = frozenset({Block.SENDER, Block.DATE, Block.ADDRESS})
_LONG_SENTENCE = 40
_LONG_POINT = 45
_FEWEST_TIED = 2
_GENERIC_SHARE = 0.55
_SAME_OPENING = 3
_MOST_I = 0.5
_PHRASE = 5
_WORD_TIMES = 4
_LONG_WORD = 6
_MOST_OF_A_KIND = 4
_PLACEHOLDER = re.compile(
    r"\{[^{}\n]{0,60}\}|\[[A-Z][\w /'-]{1,40}\]|<[a-z][\w -]{1,40}>|\b(?:X{3,}|TO(?:DO)|TBD|Lorem ipsum)\b|_{3,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LetterFinding:
    """One reason. `sentence` is the id of the sentence it is about, None for the whole letter; `text` its words."""

    kind: str
    """addressed, specific, length, repeated, openings, cliche, hedging, passive, long, language, company or
    placeholder.
    """
    sentence: str | None
    text: str
    why: str
    todo: str
    points: int


@dataclass(frozen=True, slots=True)
class LetterCheck:
    """`score` 0 to 100; `words` from the greeting to the name; `good` are things that are as they should be."""

    score: int
    words: int
    findings: tuple[LetterFinding, ...]
    good: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterFor:
    """What a letter is held against. `asked` are names of requirements; `others` companies of other applications."""

    company: str
    title: str
    language: str
    length: str | None = "medium"
    """None: the letter is by an own template, which is as long as it is."""
    contact: str | None = None
    asked: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def check(letter: Sequence[Paragraph], given: LetterFor) -> LetterCheck:
    """Look at a letter as a careful reader would. Same letter, same outcome.

    >>> check((), LetterFor("Acme", "Engineer", "en")).score
    0
    """
    body = [(p.block, s) for p in letter if p.block not in _OUTSIDE for s in p.sentences]
    told = [(block, s) for block, s in body if block in (Block.TEXT, Block.LIST, Block.LEAD)]
    if not told:
        nothing = LetterFinding("length", None, "", "There is no letter.", "Write one.", 100)
        return LetterCheck(0, 0, (nothing,), ())
    findings = [
        *_addressed(body, given),
        *_wrong_company(body, given),
        *_placeholders(body),
        *_specific(told, given),
        *_length(letter, given),
        *_openings(told, given.language),
        *_repeated(told, given),
        *_listed("cliche", CLICHES, told, given.language),
        *_listed("hedging", HEDGES, told, given.language),
        *_passive(told, given.language),
        *_long(told),
        *_language(told, given.language),
    ]
    kinds = {finding.kind for finding in findings}
    good = tuple(text for kind, text in _GOOD.items() if kind not in kinds)
    score = max(0, 100 - sum(finding.points for finding in findings))
    return LetterCheck(score, _count(letter), tuple(sorted(findings, key=lambda f: -f.points)), good)


_GOOD = {
    "addressed": "It names the company, the position and, where one is known, the person.",
    "specific": "It shows evidence for what the posting asks for.",
    "length": "It has the length that was asked for.",
    "repeated": "Nothing is said twice.",
    "cliche": "It has no worn phrases.",
    "language": "It speaks the language of the posting.",
}
_SAYS = {
    "cliche": (
        "is a phrase that every second letter has; it says nothing about you.",
        "Leave it out, or say what you did.",
        4,
    ),
    "hedging": ("makes you sound unsure.", "Say it straight, or leave it out.", 3),
}


def _addressed(body: Sequence[tuple[Block, Sentence]], given: LetterFor) -> Iterator[LetterFinding]:
    text = " ".join(s.text for _, s in body)
    if not _names(text, given.company):
        yield LetterFinding(
            "addressed",
            None,
            "",
            f"The letter never names {given.company}.",
            "Name the company in the first sentences.",
            20,
        )
    if not _names(text, given.title):
        yield LetterFinding(
            "addressed", None, "", f"The letter never names the position, {given.title}.", "Name the position.", 15
        )
    greeting = next((s for block, s in body if block is Block.TEXT), None)
    if given.contact and greeting and not _names(text, given.contact):
        yield LetterFinding(
            "addressed", greeting.id, greeting.text, f"The posting names {given.contact} as the person to write to.",
            f"Greet {given.contact} by name.", 8,
        )  # fmt: skip
    elif greeting and found_in(NOBODY, greeting.text, given.language):
        yield LetterFinding(
            "addressed",
            greeting.id,
            greeting.text,
            "The greeting is to nobody.",
            f"Greet the team of {given.company}.",
            6,
        )


def _wrong_company(body: Sequence[tuple[Block, Sentence]], given: LetterFor) -> Iterator[LetterFinding]:
    own = set(words(given.company))
    for _, sentence in body:
        if sentence.facts:
            continue
        for other in given.others:
            if not set(words(other)) <= own and len(other) > 2 and _names(sentence.text, other):
                yield LetterFinding(
                    "company", sentence.id, other, f"This letter goes to {given.company}, but names {other}.",
                    f"Put {given.company} there, if it was copied from another letter.", 30,
                )  # fmt: skip
                break


def _placeholders(body: Sequence[tuple[Block, Sentence]]) -> Iterator[LetterFinding]:
    for _, sentence in body:
        if hit := _PLACEHOLDER.search(sentence.text):
            yield LetterFinding(
                "placeholder",
                sentence.id,
                hit[0],
                "A placeholder was left in the letter.",
                "Fill it in or take it out.",
                25,
            )


def _specific(told: Sequence[tuple[Block, Sentence]], given: LetterFor) -> Iterator[LetterFinding]:
    evidence = [s for block, s in told if s.facts and block is not Block.LEAD]
    tied = {name for name in given.asked for s in evidence if own_spelling(name, f"{s.text} {_facts(s)}")}
    wanted = min(_FEWEST_TIED, len(given.asked))
    if len(evidence) < _FEWEST_TIED:
        yield LetterFinding(
            "specific", None, "", "Hardly anything in the letter tells what you did.", "Add two things you did.", 20
        )
    elif len(tied) < wanted:
        left = ", ".join(name for name in given.asked if name not in tied)[:120]
        yield LetterFinding(
            "specific", None, "", "The letter shows less than two of the things that the posting asks for.",
            f"Add a line about: {left}.", 10,
        )  # fmt: skip
    generic = sum(len(s.text.split()) for _, s in told if not s.facts and s.source is not Source.POSTING)
    total = sum(len(s.text.split()) for _, s in told)
    if generic > _GENERIC_SHARE * total:
        yield LetterFinding(
            "specific", None, "", f"{100 * generic // total} % of the words could stand in anyone's letter.",
            "Say more of what you did, and less around it.", 10,
        )  # fmt: skip


def _length(letter: Sequence[Paragraph], given: LetterFor) -> Iterator[LetterFinding]:
    count = _count(letter)
    bounds = (
        BOUNDS[Length(given.length)] if given.length else Bounds(BOUNDS[Length.SHORT].fewest, BOUNDS[Length.LONG].most)
    )
    kind = f"{given.length} letter" if given.length else "letter"
    if count < bounds.fewest:
        short = 4 if count > 0.7 * bounds.fewest else 12
        yield LetterFinding(
            "length", None, f"{count} words", f"A {kind} has at least {bounds.fewest} words.",
            "Add something you did, or choose a shorter letter.", short,
        )  # fmt: skip
    elif count > bounds.most:
        yield LetterFinding(
            "length", None, f"{count} words", f"A {kind} has at most {bounds.most} words.",
            "Leave out what says least about the posting.", 6 if count < 1.3 * bounds.most else 15,
        )  # fmt: skip


def _openings(told: Sequence[tuple[Block, Sentence]], language: str) -> Iterator[LetterFinding]:
    prose = [s for block, s in told if block is Block.TEXT]
    first = re.compile(rf"(?:{FIRST_PERSON.get(language, 'i')})\b", re.IGNORECASE)
    alone = [s for s in prose if first.match(s.text.replace("’", "'"))]
    if len(alone) > max(2, _MOST_I * len(prose)):
        yield LetterFinding(
            "openings", alone[-1].id, alone[-1].text, f"{len(alone)} of {len(prose)} sentences begin with the "
            "same word.",
            "Begin some of them with what it was about.", 5,
        )  # fmt: skip
    starts = Counter(" ".join(words(s.text)[:3]) for s in prose if len(words(s.text)) > 3)
    for start, times in starts.items():
        if times >= _SAME_OPENING:
            last = [s for s in prose if " ".join(words(s.text)[:3]) == start][-1]
            yield LetterFinding(
                "openings", last.id, start, f"{times} sentences begin with “{start}”.", "Begin them differently.", 4
            )


def _repeated(told: Sequence[tuple[Block, Sentence]], given: LetterFor) -> Iterator[LetterFinding]:
    free = {word for name in (given.company, given.title, *given.asked) for word in words(name)}
    seen: dict[tuple[str, ...], str] = {}
    doubled: set[str] = set()
    for _, sentence in told:
        said = words(sentence.text)
        for at in range(len(said) - _PHRASE + 1):
            phrase = said[at : at + _PHRASE]
            before = seen.setdefault(phrase, sentence.id)
            if before != sentence.id and sentence.id not in doubled and not set(phrase) <= free:
                doubled.add(sentence.id)
                yield LetterFinding(
                    "repeated",
                    sentence.id,
                    " ".join(phrase),
                    "These words stand in the letter twice.",
                    "Say it once.",
                    4,
                )
    counted = Counter(
        word for _, s in told for word in set(words(s.text)) if len(word) >= _LONG_WORD and word not in free
    )
    for word, times in counted.most_common(2):
        if times > _WORD_TIMES:
            yield LetterFinding(
                "repeated", None, word, f"“{word}” stands in {times} sentences.", "Use another word in some of them.", 3
            )


def _listed(
    kind: str, listed: dict[str, str], told: Sequence[tuple[Block, Sentence]], language: str
) -> Iterator[LetterFinding]:
    why, todo, points = _SAYS[kind]
    count = 0
    for _, sentence in told:
        for phrase in found_in(listed, sentence.text, language):
            count += 1
            if count <= _MOST_OF_A_KIND:
                yield LetterFinding(kind, sentence.id, phrase, f"“{phrase}” {why}", todo, points)


def _passive(told: Sequence[tuple[Block, Sentence]], language: str) -> Iterator[LetterFinding]:
    found = [(s, hit[0]) for _, s in told if (hit := re.search(PASSIVES.get(language, PASSIVES["en"]), s.text, re.I))]
    if len(found) > 1:
        sentence, text = found[0]
        yield LetterFinding(
            "passive", sentence.id, text, f"{len(found)} sentences do not say who did it.", "Say that you did it.", 3
        )


def _long(told: Sequence[tuple[Block, Sentence]]) -> Iterator[LetterFinding]:
    for block, sentence in told:
        count = len(sentence.text.split())
        if count > (_LONG_POINT if block is Block.LIST else _LONG_SENTENCE):
            yield LetterFinding(
                "long",
                sentence.id,
                sentence.text[:80],
                f"This sentence has {count} words.",
                "Make two of it, or cut it.",
                3,
            )


def _language(told: Sequence[tuple[Block, Sentence]], wanted: str) -> Iterator[LetterFinding]:
    own = " ".join(s.text for block, s in told if block is Block.TEXT)
    spoken = language_of(own)
    if spoken and spoken != wanted:
        yield LetterFinding(
            "language", None, "", f"The posting is in another language ({wanted}) than the letter ({spoken}).",
            "Write the letter in the posting's language.", 15,
        )  # fmt: skip


def _names(text: str, name: str) -> bool:
    return not words(name) or f" {' '.join(words(name))} " in f" {' '.join(words(text))} "


def _facts(sentence: Sentence) -> str:
    return " ".join(fact.text for fact in sentence.facts)


def _count(letter: Sequence[Paragraph]) -> int:
    outside = (*_OUTSIDE, Block.SUBJECT)
    return sum(len(s.text.split()) for p in letter if p.block not in outside for s in p.sentences)
