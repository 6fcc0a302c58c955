"""A posting's text as a list of what it asks for, each with its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rolecall.discover.queries import said
from rolecall.match.guard import guard
from rolecall.match.requirements import languages
from rolecall.match.requirements.asks import Ask, Asks, boilerplate, to_tag
from rolecall.match.requirements.concerns import Concern, concerns
from rolecall.match.requirements.sections import ASKED, Section
from rolecall.match.requirements.segments import Segment, segments
from rolecall.match.skills.taxonomy import Taxonomy, taxonomy
from rolecall.match.skills.unlisted import tagged
from rolecall.platform.patterns import lowered

__all__ = ["Ask", "Reading", "read"]

SHORT = 250
"""Fewer characters than this say too little to judge a posting by."""
MOST_DUTIES = 15
SHORTEST_DUTY = 20
GLUED_LINE = 900
"""A line longer than this has lost its line breaks: sentences are also cut where a capital is stuck to a word."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A posting read: what it asks for, its sentences that count, and what a reader should know."""

    asks: tuple[Ask, ...]
    sentences: tuple[Segment, ...]
    notices: tuple[str, ...]
    language: str | None
    refuses_visa: str | None = None
    """The sentence that says no visa is sponsored."""
    length: int = 0
    """Characters of text that count."""
    named: Mapping[str, int] = field(default_factory=dict)
    """How often the sentences that count name each skill."""


def read(text: str, table: Taxonomy | None = None) -> Reading:
    """Read a posting's Markdown text. Pure; the same text gives the same reading."""
    table = table or taxonomy()
    guarded = guard(text, table)
    glued = max((len(line) for line in guarded.text.splitlines()), default=0) > GLUED_LINE
    cut = [each for each in segments(guarded.text, glued) if not each.heading]
    raised = concerns(lowered(guarded.text), [sentence.start for sentence in cut])
    language = languages.written_in(guarded.text)
    sentences = _distinct(cut, raised)
    # The tagger was trained on English text and reads no other.
    english = language in (None, "en")
    asks = Asks(
        table,
        required=any(sentence.section is Section.MUST for sentence in cut),
        dutch=language == "nl",
        spans=tagged(sentence for sentence, about in sentences if to_tag(sentence, about)) if english else {},
    )
    starts = [mention.start for mention in guarded.mentions]
    named: Counter[str] = Counter()
    repeated: set[str] = set()
    kept: list[Segment] = []
    refused: str | None = None
    duties = 0
    for sentence, about in sentences:
        first = bisect_left(starts, sentence.start)
        mentions = guarded.mentions[first : bisect_left(starts, sentence.end, first)]
        same = sentence.text.lower()
        if same not in repeated and (sentence.section in ASKED or sentence.section is Section.ABOUT):
            kept.append(sentence)
            named.update(mention.skill for mention in mentions)
        repeated.add(same)
        if refused is None and about & Concern.RIGHTS and said.refuses_visa(sentence.text):
            refused = sentence.text
        asks.add(sentence, about, mentions)
        if (
            sentence.section is Section.DUTIES
            and sentence.bullet
            and duties < MOST_DUTIES
            and len(sentence.text) > SHORTEST_DUTY
            and not boilerplate(sentence, about)
        ):
            duties += 1
            if not mentions:
                asks.duty(sentence)
    length = len(" ".join(sentence.text for sentence in cut))
    notices = list(guarded.notices)
    if length < SHORT:
        notices.append("The posting's text is very short; the score says little and stays low.")
    return Reading(
        asks=tuple(sorted(asks.found, key=lambda ask: (ask.requirement.start, not ask.requirement.must))),
        sentences=tuple(kept),
        notices=tuple(notices),
        language=language,
        refuses_visa=refused,
        length=length,
        named=named,
    )


def _distinct(cut: Sequence[Segment], raised: Sequence[int]) -> list[tuple[Segment, int]]:
    """The sentences with what they are about; one that a section repeats, in whatever case, only once."""
    found: dict[tuple[str, Section], tuple[Segment, int]] = {}
    for sentence, about in zip(cut, raised, strict=True):
        found.setdefault((sentence.text.lower(), sentence.section), (sentence, about))
    return list(found.values())
