"""How far readers of one file agree: on its words, and on their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from rapidfuzz.distance import LCSseq

WORD = re.compile(r"[^\W_]+")
LONGEST = 6_000
"""Words of which the order is compared."""
MARKS = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")
"""Letters without a meaning: pdfminer's name for one, the sign for an unknown one, and those of private fonts."""


def words(text: str) -> list[str]:
    """Runs of letters and digits, in lower case."""
    return WORD.findall(text.casefold())


def shared(one: Sequence[str], other: Sequence[str]) -> float:
    """Dice overlap of the words with their counts, 0–1."""
    if not one and not other:
        return 1.0
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / (len(one) + len(other))


def same_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Longest common subsequence over the words that both have, 0–1."""
    common = Counter(one) & Counter(other)
    first, second = _only(one, common), _only(other, common)
    if not first or not second:
        return 1.0
    return float(LCSseq.similarity(first, second)) / max(len(first), len(second))


def agreement(texts: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """For each reader what it shares with the one nearest to it: so the odd one of three stands alone."""
    pairs = {frozenset(pair): shared(texts[pair[0]], texts[pair[1]]) for pair in combinations(texts, 2)}
    return {name: round(max(value for pair, value in pairs.items() if name in pair), 4) for name in texts}


def only_in(one: Sequence[str], other: Sequence[str], most: int = 6) -> list[str]:
    """Words of `one` that `other` has not, the longest first."""
    missing = list((Counter(one) - Counter(other)).keys())
    return sorted(missing, key=lambda word: (-len(word), word))[:most]


def first_break(one: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    """(words as they are read, the word that `other` puts after them instead), at the first clear difference."""
    follows: dict[str, list[str]] = {}
    for left, right in pairwise(other):
        follows.setdefault(left, []).append(right)
    for at in range(2, min(len(one), LONGEST) - 1):
        before, after = one[at], one[at + 1]
        told = follows.get(before)
        if told and len(told) == 1 and told[0] != after and after in follows and len(before) > 3:
            return " ".join(one[max(0, at - 4) : at + 1]), told[0]
    return None


def unreadable_share(text: str) -> float:
    """Share of letters that stand for nothing, 0–1."""
    solid = len(re.sub(r"\s", "", text))
    return len(MARKS.findall(text)) / solid if solid else 0.0


def _only(given: Sequence[str], common: Counter[str]) -> list[str]:
    left = dict(common)
    out: list[str] = []
    for word in given[:LONGEST]:
        if left.get(word, 0) > 0:
            left[word] -= 1
            out.append(word)
    return out
