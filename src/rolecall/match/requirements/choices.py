"""How a sentence lists skills: which it offers for choice, which only as a wish, which its years belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rolecall.discover.queries import said, said_words
from rolecall.match.requirements import phrases
from rolecall.match.requirements.segments import Segment
from rolecall.match.skills.taxonomy import Mention


def groups(raw: str, start: int, mentions: Sequence[Mention], wishes: bool) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The skills of a sentence; those it offers for choice ("Python or Go", "such as AWS, GCP") stand in one group.

    Yields (names, optional): `optional` where the words right beside them say that they are a plus (looked for where
    the sentence holds such words at all: `wishes`).
    """
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs:
            last = runs[-1][-1]
            if mention.start == last.start or phrases.ONLY_LIST.fullmatch(
                raw[last.end - start : mention.start - start]
            ):
                runs[-1].append(mention)
                continue
        runs.append([mention])
    for run in runs:
        names = tuple(dict.fromkeys(mention.skill for mention in run))
        begin, end = run[0].start - start, run[-1].end - start
        between = " ".join(
            raw[one.end - start : other.start - start] for one, other in pairwise(run) if other.start > one.end
        )
        optional = wishes and bool(phrases.PLUS_AFTER.match(raw[end:]) or phrases.PLUS_BEFORE.search(raw[:begin]))
        choice = len(names) > 1 and (
            phrases.OR.search(between)
            or phrases.OR_SIMILAR.match(raw[end : end + 30])
            or phrases.LIST_OF_EXAMPLES.search(raw[max(0, begin - 25) : begin])
        )
        if choice:
            yield names, optional
        else:
            for name in names:
                yield (name,), optional


def wished_from(sentence: Segment) -> int | None:
    """Offset from which a sentence only wishes: after "ideally", or in the clause that ends with "is a plus"; None for all of it."""
    raw = sentence.raw
    ideally = phrases.IDEALLY.search(raw)
    if ideally is not None:
        return sentence.start + ideally.start() if ideally.start() > 8 else None
    plus = said_words.WISHED.search(raw)
    asides = [hit.start() for hit in phrases.ASIDE.finditer(raw, 8, plus.start())] if plus else []
    return sentence.start + asides[-1] if asides else None


def number(word: str) -> int:
    return {"two": 2, "zwei": 2, "deux": 2, "dos": 2, "three": 3, "four": 4}.get(
        word, int(word) if word.isdigit() else 1
    )


def beside(sentence: Segment, wanted: said.Years, mentions: Sequence[Mention]) -> list[str]:
    """The skills that the years are asked for: those named right after them, in one breath."""
    raw = sentence.raw
    hit = raw.find(sentence.text[wanted.start : wanted.end])
    end = (hit if hit >= 0 else wanted.start) + wanted.end - wanted.start
    after = [each for each in mentions if each.start - sentence.start >= end]
    if not after or not re.fullmatch(r"[^,.;:()]{0,60}", raw[end : after[0].start - sentence.start]):
        return []
    names = [after[0].skill]
    for one, other in pairwise(after):
        if other.start != one.start and not re.fullmatch(
            r"\s*(?:,|/|or|oder|ou|o)\s*(?:or|oder|ou|o)?\s*",
            raw[one.end - sentence.start : other.start - sentence.start],
            re.I,
        ):
            break
        names.append(other.skill)
    return list(dict.fromkeys(names))[:4]


def joined(names: Sequence[str]) -> str:
    return " or ".join(names)
