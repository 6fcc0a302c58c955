"""Text from outside is data: what in it tries to steer a reader, hides from one, or is only there to be counted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rolecall.match.instructions import instructions
from rolecall.match.skills.taxonomy import Mention, Taxonomy
from rolecall.platform.hidden import UNSHOWN, hidden_spans, mixed_words, spelled

STUFFED_SKILLS = 25
"""So many skills in one line, with hardly a word between them, are a pile of keywords and not a sentence."""
STUFFED_SHARE = 0.6
STUFFED_REPEATS = 8
"""A word repeated so often within one line that it makes a third of it."""
STUFFED_ROW = 40
"""So many different skills in short lines one after the other, with hardly a word between them."""
LONG_LINE = 150
MIXED_WORDS = 2
"""One word of two alphabets is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """`text` has the same length as what came in; what does not count is blank in it. `notices` are plain sentences."""

    text: str
    notices: tuple[str, ...]
    mentions: tuple[Mention, ...]
    """The skills that the remaining text names."""


def guard(text: str, taxonomy: Taxonomy, whose: str = "The posting") -> Guarded:
    """Blank hidden text, instructions to a reader's machine, and piles of keywords; say in `notices` what was found."""
    notices: list[str] = []
    hidden = hidden_spans(text)
    if hidden:
        words = _clip(" ".join(spelled(text[start:end]) for start, end in hidden))
        notices.append(f"{whose} holds hidden text ({_count(hidden)}); it was not counted{words}.")
        text = blank(text, hidden)
    told = sorted({_sentence_around(text, *span) for span in instructions(text)})
    if told:
        quote = " ".join(UNSHOWN.sub("", text[told[0][0] : told[0][1]]).split())[:160]
        notices.append(
            f"{whose} holds an instruction meant for a machine; it was not followed and not counted: “{quote}”"
        )
        text = blank(text, told)
    mixed = mixed_words(text)
    if len(mixed) >= MIXED_WORDS:
        words = _clip(" ".join(text[start:end] for start, end in mixed))
        notices.append(
            f"{whose} writes words with look-alike letters of another alphabet; they were not counted{words}."
        )
        text = blank(text, mixed)
    mentions = taxonomy.mentions(text)
    piles = _piles(text, mentions)
    if piles:
        notices.append(f"{whose} holds a pile of keywords ({_count(piles)}); it was not counted.")
        text = blank(text, piles)
        mentions = [mention for mention in mentions if not any(start <= mention.start < end for start, end in piles)]
    return Guarded(text, tuple(notices), tuple(mentions))


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with the spans as spaces; line breaks stay, so lines and offsets stay true."""
    for start, end in spans:
        text = text[:start] + "".join("\n" if letter == "\n" else " " for letter in text[start:end]) + text[end:]
    return text


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    first = max((text.rfind(stop, 0, start) for stop in (". ", "! ", "? ", "\n")), default=-1)
    ends = [at for stop in (". ", "! ", "? ", "\n") if (at := text.find(stop, end)) >= 0]
    last = min(ends, default=len(text))
    return (0 if first < 0 else first + 1), min(len(text), last + (0 if last < len(text) and text[last] == "\n" else 1))


def _piles(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Lines, and rows of short lines, that hold hardly anything but names of skills or one thing over and over."""
    starts = [mention.start for mention in mentions]
    lines: list[_Line] = []
    at = 0
    many = len(starts) >= STUFFED_ROW
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if not many and len(line) <= LONG_LINE:
            continue
        first = bisect_left(starts, start)
        inside = mentions[first : bisect_left(starts, at, first)]
        words = [word for word in line.lower().split() if len(word) > 2]
        lines.append(
            _Line(start, at, words, [each.skill for each in inside], sum(each.end - each.start for each in inside))
        )
    out = [(line.start, line.end) for line in lines if line.end - line.start > LONG_LINE and _is_pile(line)]
    if many:
        out += _rows_of_skills([line for line in lines if line.words])
    return sorted(set(out))


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: list[str]
    skills: list[str]
    covered: int


def _is_pile(line: _Line) -> bool:
    words = line.words
    if not words:
        return False
    different = len(set(words))
    if len(words) >= 32 and different * 4 <= len(words):
        return True
    if different * 4 <= len(words) * 3 and len(words) >= STUFFED_REPEATS:
        most = max(Counter([word.strip(",;.") for word in words if len(word) > 3]).values(), default=0)
        if most >= STUFFED_REPEATS and most * 3 >= len(words):
            return True
    return len(line.skills) >= STUFFED_SKILLS and line.covered >= STUFFED_SHARE * sum(map(len, words))


def _rows_of_skills(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """Lines one after the other that each name two skills or more and little else, together more than any job uses."""
    out: list[tuple[int, int]] = []
    row: list[_Line] = []
    for line in (*lines, None):
        if line is not None and len(line.skills) >= 2 and line.covered >= STUFFED_SHARE * sum(map(len, line.words)):
            row.append(line)
            continue
        if len({skill for each in row for skill in each.skills}) >= STUFFED_ROW:
            out += [(each.start, each.end) for each in row]
        row = []
    return out


def _clip(words: str, most: int = 80) -> str:
    """The beginning of what was found, as a quotation after a sentence; nothing where there is nothing to show."""
    folded = " ".join(words.split())
    if not folded:
        return ""
    return f": “{folded if len(folded) <= most else folded[:most].rsplit(' ', 1)[0] + ' …'}”"


def _count(spans: list[tuple[int, int]]) -> str:
    return "1 place" if len(spans) == 1 else f"{len(spans)} places"
