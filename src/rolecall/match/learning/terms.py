"""A posting's telling words and pairs of words, as a personal model learns them: readable, not stemmed, not hashed."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import fsum, log, sqrt

from rolecall.discover.queries import Posting
from rolecall.match.requirements.languages import STOP_WORDS
from rolecall.match.requirements.read import Reading
from rolecall.match.requirements.sections import Section
from rolecall.match.words import MOST_TIMES, WORD, stem, weight

MOST = 300
"""Terms of one posting, the weightiest."""
TITLE = "title: "
SKILL = "skill: "
OF_THE_SKILLS = 0.8
"""Length of the vector of skills; the text's and the title's have 1."""


_TIMES = (0.0, *(1 + log(count) for count in range(1, MOST_TIMES + 1)))


def terms(posting: Posting, reading: Reading) -> dict[str, float]:
    """Term → weight; each kind makes a vector of its own: the text's, the title's ("title: "), the skills' ("skill: ")."""
    text = [_said(sentence.text) for sentence in reading.sentences if sentence.section is not Section.ABOUT]
    body = Counter(word for words in text for word in words)
    pairs = Counter(pair for words in text for pair in pairwise(words))
    titled = _said(posting.title)
    tells = {word: weight(stem(word)) for word in {*body, *titled}}
    out = {word: _TIMES[min(count, MOST_TIMES)] * tells[word] for word, count in body.items()}
    for (one, other), count in pairs.items():
        out[f"{one} {other}"] = 0.5 * _TIMES[min(count, MOST_TIMES)] * min(tells[one], tells[other])
    head = {TITLE + word: tells[word] for word in titled}
    head |= {f"{TITLE}{one} {other}": 0.5 * (tells[one] + tells[other]) for one, other in pairwise(titled)}
    best = dict(sorted(out.items(), key=lambda pair: (-round(pair[1], 6), pair[0]))[:MOST])
    skills = {SKILL + skill: 1 + log(count) for skill, count in reading.named.items()}
    return _unit(best, 1.0) | _unit(head, 1.0) | _unit(skills, OF_THE_SKILLS)


def _said(text: str) -> list[str]:
    return [word.rstrip(".'’-") for word in WORD.findall(text.lower()) if word not in STOP_WORDS and len(word) > 1]


def _unit(terms: dict[str, float], length: float) -> dict[str, float]:
    norm = sqrt(fsum(value * value for value in terms.values()))
    return {term: round(length * value / norm, 4) for term, value in terms.items()} if norm else {}
