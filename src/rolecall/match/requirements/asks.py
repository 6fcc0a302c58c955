"""What one sentence after another asks for, gathered into a list without repeats."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rolecall.discover.queries import said, said_words
from rolecall.match.model import Requirement, RequirementKind
from rolecall.match.requirements import degrees, languages, phrases, rights
from rolecall.match.requirements.choices import beside, groups, joined, number, wished_from
from rolecall.match.requirements.concerns import Concern
from rolecall.match.requirements.sections import ASKED, SURE, Section
from rolecall.match.requirements.segments import Segment
from rolecall.match.skills.taxonomy import Mention, Taxonomy
from rolecall.match.skills.unlisted import Named, further
from rolecall.match.skills.word_features import Span

TELLING = Concern.YEARS | Concern.DEGREE | Concern.LANGUAGE
"""What a sentence may ask for that stands under no heading of requirements, beside the skills that it names."""
SHORT_ENTRY = 4
"""Words of an entry under a heading of requirements that is short enough to be nothing but a skill."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A requirement with what `evidence.py` needs to hold it against facts. Any one of `skills` meets it."""

    requirement: Requirement
    skills: tuple[str, ...] = ()
    years: float | None = None
    level: int | None = None
    """Index into `said_words.DEGREES`, or a language's level from 1 to 5."""
    equivalent: bool = False
    """The posting takes experience instead of the degree."""
    enough: int = 1
    """How many of `skills` meet it: "at least two of the following"."""
    optional_duty: bool = False
    """Work that will have to be done, not something one must bring."""
    own: tuple[str, ...] = ()
    """Stems of a name that no table knows: met where the candidate's text has the same words together."""
    at: tuple[int, int] | None = None
    """Where in the posting's text that name stands."""


@dataclass(slots=True)
class Asks:
    """Gathers requirements; the same thing asked twice counts once, as a must if either says so."""

    table: Taxonomy
    required: bool
    """The posting has a section of requirements: then only what is plainly demanded elsewhere is a must."""
    dutch: bool = False
    """The text is Dutch, in which "of" means "or"."""
    spans: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    """What the tagger found in those sentences that it was to read (`to_tag`), by their words."""
    found: list[Ask] = field(default_factory=list)
    _places: dict[tuple[RequirementKind, str], int] = field(default_factory=dict)
    _skills: dict[str, int] = field(default_factory=dict)

    def add(self, sentence: Segment, about: int, mentions: Sequence[Mention]) -> None:
        """Everything that one sentence asks for. `about` are the bits of `concerns`."""
        text, section = sentence.text, sentence.section
        rightful = bool(about & (Concern.RIGHTS | Concern.PLACE)) and self._rights(sentence)
        sure = section in SURE
        if section not in ASKED or not (sure or mentions or about & TELLING):
            return
        if boilerplate(sentence, about) or (about & Concern.NICE and said_words.NOT_NEEDED.search(text)):
            return
        if sure and not mentions and len(text.split()) <= SHORT_ENTRY:
            mentions = [
                Mention(each.start + sentence.start, each.end + sentence.start, each.skill)
                for each in self.table.listed(sentence.raw)
            ]
        named: list[Named] = []
        if to_tag(sentence, about) and (spans := self.spans.get(sentence.raw)):
            agreed, named = further(sentence, mentions, spans, self.table)
            mentions = sorted((*mentions, *agreed), key=lambda each: (each.start, each.end)) if agreed else mentions
        cue = not sure and bool(about & Concern.CUE) and phrases.MUST.search(text) is not None
        plus = said_words.WISHED.search(text) if about & Concern.NICE and not phrases.PLAIN_MUST.search(text) else None
        # "Python, ideally Django": what stands before the word is demanded, what follows is wished for.
        wished = wished_from(sentence) if plus is not None and section is Section.MUST else None
        nice = section is Section.NICE or (plus is not None and wished is None)
        plain = cue and (not self.required or phrases.PLAIN_MUST.search(text) is not None)
        must = not nice and (section is Section.MUST or (plain and section is not Section.DUTIES))
        if section is Section.OTHER and self.required and not cue and not phrases.TO_YOU.search(text):
            mentions = ()
        touched = rightful
        if about & Concern.DEGREE and (sure or cue) and self._schooling(sentence, must):
            touched = True
            mentions = [each for each in mentions if not self._studied(each, sentence)]
        wanted = said.years_asked(text, sure) if about & Concern.YEARS else None
        ours = [mention for mention in mentions if self._counts(mention, sentence)]
        if wanted is not None:
            self._years(sentence, wanted, ours, must)
        spoken = said.languages_asked(text, sure) if about & Concern.LANGUAGE and (sure or cue) else []
        for offered in languages.choices(text, spoken, self.dutch):
            names = tuple(each.name for each in offered)
            several = names if len(names) > 1 else ()
            self._put(RequirementKind.LANGUAGE, joined(names), sentence, must, skills=several, level=offered[0].level)
        touched = touched or bool(spoken)
        wishes = bool(about & Concern.NICE)
        demanded = ours if wished is None else [each for each in ours if each.start < wished]
        self._named_skills(sentence, demanded, must, wishes)
        if wished is not None:
            self._named_skills(sentence, [each for each in ours if each.start >= wished], must=False, wishes=wishes)
        for name in named:
            # Beside a skill that the table knows, further words describe it more often than they demand another.
            self._unlisted(sentence, name, must and not ours and (wished is None or name.start < wished))
        if sure and not ours and about & Concern.LEADING and phrases.LEADING.search(text):
            touched = True
            self._put(RequirementKind.SENIORITY, "Team leadership", sentence, must, skills=("Team leadership",))
        if sure and not (touched or ours or named or wanted):
            self._statement(sentence, must)

    def duty(self, sentence: Segment) -> None:
        """A bullet under a heading of duties: work that the candidate may have done before."""
        self._put(RequirementKind.DUTY, _clip(sentence.text), sentence, must=False, optional_duty=True)

    def _studied(self, mention: Mention, sentence: Segment) -> bool:
        """Whether a word in a sentence about a degree names the field of study and not something one can do."""
        if self.table.skills[mention.skill].kind == "certificate":
            return False
        return phrases.ABLE.search(sentence.raw[: mention.start - sentence.start]) is None

    def _counts(self, mention: Mention, sentence: Segment) -> bool:
        skill = self.table.skills[mention.skill]
        begin, end = mention.start - sentence.start, mention.end - sentence.start
        if sentence.raw[begin:end].lower() == "recruiting" and phrases.RECRUITING_NOW.search(sentence.raw[:begin]):
            return False
        if skill.trade in ("software", "onet") or skill.kind == "certificate":
            return True
        return not (sentence.section is not Section.MUST and phrases.BESIDES.search(sentence.text))

    def _schooling(self, sentence: Segment, must: bool) -> bool:
        levels = said.degrees(sentence.text)
        if not levels:
            return False
        lowest = min(levels)
        preferred = re.search(
            (
                r"\b(?:prefer\w*|ideal\w*|plus|desir\w*|wünschenswert|von vorteil|souhaité|deseable|"
                r"advanced degree)\b"
            ),
            sentence.text,
            re.I,
        )
        equivalent = degrees.EQUIVALENT.search(sentence.text) is not None
        needed = must or (sentence.section is Section.MUST and len(levels) > 1 and preferred is not None)
        field_only = preferred is not None and re.search(
            (
                r"\b(?:preferably|ideally|preferred|idealerweise|vorzugsweise) (?:in|im)\b|, (?:preferably|"
                r"ideally)\b"
            ),
            sentence.text,
            re.I,
        )
        if field_only and sentence.section is not Section.NICE:
            needed = True
        self._put(
            RequirementKind.DEGREE, said_words.DEGREES[lowest], sentence, needed, level=lowest, equivalent=equivalent
        )
        return True

    def _years(self, sentence: Segment, wanted: said.Years, mentions: Sequence[Mention], must: bool) -> None:
        count = f"{wanted.least:g} year{'s' * (wanted.least != 1)}"
        near = beside(sentence, wanted, [each for each in mentions if self.table.skills[each.skill].kind == "skill"])
        name = f"{count} of {joined(near)}" if near else f"{count} of experience"
        self._put(RequirementKind.YEARS, name, sentence, must, skills=tuple(near), years=wanted.least)

    def _rights(self, sentence: Segment) -> bool:
        text = sentence.text
        before = len(self.found)
        seen = len(self._places)
        if said.asks_clearance(text):
            self._put(RequirementKind.CLEARANCE, "Security clearance", sentence, said_words.WISHED.search(text) is None)
        if said.refuses_visa(text):
            self._put(RequirementKind.VISA, "No visa sponsorship", sentence, must=True)
        elif said.asks_permit(text) and not said.offers_visa(text):
            self._put(RequirementKind.VISA, "Right to work", sentence, must=True)
        place = rights.asked_place(text)
        if place is not None:
            self._put(RequirementKind.PLACE, place, sentence, must=True)
        return len(self.found) > before or len(self._places) > seen

    def _named_skills(self, sentence: Segment, mentions: Sequence[Mention], must: bool, wishes: bool) -> None:
        if not mentions:
            return
        chosen = (
            phrases.N_OF.search(sentence.raw) if len(mentions) > 1 and phrases.OF_THESE.search(sentence.raw) else None
        )
        if chosen is not None:
            named = tuple(dict.fromkeys(each.skill for each in mentions if each.start - sentence.start >= chosen.end()))
            enough = min(number(chosen["number"]), len(named))
            if len(named) > 1:
                mentions = [each for each in mentions if each.start - sentence.start < chosen.end()]
                name = f"{enough} of {', '.join(named)}" if enough > 1 else joined(named)
                self._put(RequirementKind.SKILL, name, sentence, must, skills=named, enough=enough)
        for group, optional in groups(sentence.raw, sentence.start, mentions, wishes):
            kinds = {self.table.skills[name].kind for name in group}
            kind = RequirementKind.CERTIFICATE if kinds == {"certificate"} else RequirementKind.SKILL
            self._put(kind, joined(group), sentence, must and not optional, skills=group)

    def _unlisted(self, sentence: Segment, named: Named, must: bool) -> None:
        """A name that the table does not know, asked for in the posting's own words."""
        self._put(RequirementKind.SKILL, named.name, sentence, must, own=named.stems, at=(named.start, named.end))

    def _statement(self, sentence: Segment, must: bool) -> None:
        """A requirement in words that the table does not know: held against the candidate's sentences as it stands."""
        text = sentence.text
        words = text.split()
        if not 3 <= len(words) <= 60 or text.endswith(("?", ":")) or phrases.TERMS.match(text):
            return
        soft = sum(1 for _ in phrases.SOFT.finditer(text))
        if soft and (soft >= 2 or len(words) <= 14):
            return
        checkable = phrases.CHECKABLE.search(text) is not None
        self._put(RequirementKind.DUTY, _clip(text), sentence, must and checkable, optional_duty=not checkable)

    def _put(
        self,
        kind: RequirementKind,
        name: str,
        sentence: Segment,
        must: bool,
        *,
        skills: tuple[str, ...] = (),
        years: float | None = None,
        level: int | None = None,
        equivalent: bool = False,
        enough: int = 1,
        optional_duty: bool = False,
        own: tuple[str, ...] = (),
        at: tuple[int, int] | None = None,
    ) -> None:
        listed = kind in (RequirementKind.SKILL, RequirementKind.CERTIFICATE)
        key = (kind, f"“{' '.join(own)}”" if own else "; ".join(sorted(skills)) if listed else name)
        there = self._places.get(key)
        if there is not None and (not must or self.found[there].requirement.must):
            return
        ask = Ask(
            Requirement(kind, sentence.text, name, must, sentence.start, sentence.end),
            skills,
            years,
            level,
            equivalent,
            enough,
            optional_duty,
            own,
            at,
        )
        if there is None:
            self._places[key] = len(self.found)
            self.found.append(ask)
        else:
            self.found[there] = ask


def to_tag(sentence: Segment, about: int) -> bool:
    """Whether a sentence is one in which to look for names that no table knows."""
    return sentence.section in SURE and not about & Concern.DEGREE


def boilerplate(sentence: Segment, about: int) -> bool:
    """Whether a sentence is what every company says of equal chances, not something of this job."""
    return bool(about & Concern.BOILERPLATE) and phrases.BOILERPLATE.search(sentence.text) is not None


def _clip(text: str, most: int = 90) -> str:
    """The sentence, or its first words and an ellipsis."""
    text = text.rstrip(" .;,:")
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
