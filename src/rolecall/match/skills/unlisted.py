"""What the tagger adds to a sentence of requirements: ordinary words that are skills here, and names no table knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rolecall.discover.queries import said
from rolecall.match.requirements import phrases
from rolecall.match.requirements.segments import Segment
from rolecall.match.skills import tagger
from rolecall.match.skills.taxonomy import Mention, Taxonomy
from rolecall.match.skills.word_features import Span
from rolecall.match.words import weight, words

LONGEST_NAME = 5
"""Words of a name; a longer span is rather a description than something a résumé names."""
LONGEST_SENTENCE = 600
"""Characters; a longer "sentence" is a text without full stops, which the tagger was not trained for."""
TELLING = 4.5
"""Weight of the rarest word of a name that says something: a word in about one of forty descriptions of occupations."""
_LIKE_A_NAME = re.compile(r"[A-Z0-9+#]")
_EDGES = frozenset(
    [
        "and",
        "or",
        "of",
        "in",
        "for",
        "with",
        "the",
        "a",
        "an",
        "to",
        "other",
        "etc",
        "strong",
        "good",
        "excellent",
        "similar",
        "related",
        "relevant",
    ]
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the posting's own words, from `start` to `end` of its text."""

    start: int
    end: int
    name: str

    @property
    def stems(self) -> tuple[str, ...]:
        """The name's words, normalised."""
        return tuple(words(self.name))


def tagged(sentences: Iterable[Segment]) -> dict[str, list[Span]]:
    """What the tagger finds in each of the sentences that it can read, by its words."""
    texts = list(dict.fromkeys(each.raw for each in sentences if len(each.raw) <= LONGEST_SENTENCE))
    return dict(zip(texts, tagger.known_of_all(texts), strict=True))


def further(
    sentence: Segment, mentions: Sequence[Mention], spans: Sequence[Span], table: Taxonomy
) -> tuple[list[Mention], list[Named]]:
    """What an English sentence names beside `mentions`: words of the table that are ordinary elsewhere, and other names.

    `spans` are those that the tagger found in it.
    """
    agreed: list[Mention] = []
    named: list[Named] = []
    for span in spans:
        first, last = _trimmed(sentence.raw, *span)
        start, end = sentence.start + first, sentence.start + last
        if first >= last or any(each.start < end and start < each.end for each in mentions):
            continue
        text = sentence.raw[first:last]
        skill = table.called(text)
        if skill is not None:
            agreed.append(Mention(start, end, skill))
        elif _a_name(text):
            named.append(Named(start, end, " ".join(text.split())))
    return agreed, named


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """The span without little words and signs at its ends."""
    tokens = [(first + start, first + end) for start, end in tagger.tokenized(text[first:last])]

    def idle(place: tuple[int, int]) -> bool:
        word = text[place[0] : place[1]]
        return word.lower() in _EDGES or not any(letter.isalnum() for letter in word)

    while tokens and idle(tokens[0]):
        tokens.pop(0)
    while tokens and idle(tokens[-1]):
        tokens.pop()
    return (tokens[0][0], tokens[-1][1]) if tokens else (first, first)


def _a_name(text: str) -> bool:
    """Whether a span is a name that a résumé could hold, and nothing that another kind of requirement says."""
    if len(text) < 2 or text.count("(") != text.count(")") or len(text.split()) > LONGEST_NAME:
        return False
    if phrases.SOFT.search(text) or phrases.CHECKABLE.search(text) or said.degrees(text):
        return False
    if said.languages_asked(text, True) or said.years_asked(text, True):
        return False
    if "://" in text or "@" in text or "www." in text:
        return False
    if len(text.split()) == 1:
        # One word by itself is a name when it is written like one ("NLTK", "GraphQL", "S3") or a list has it.
        return bool(_LIKE_A_NAME.search(text[1:])) or tagger.listed(text)
    return any(weight(stem) > TELLING for stem in words(text))
