"""What of the candidate's a letter names: what is asked for, further skills, certificates, studies, languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rolecall.discover.queries import Posting
from rolecall.match.queries import Finding, Match, Met, RequirementKind
from rolecall.prepare.calm import calm
from rolecall.prepare.letter_words import BARE_VERB, LICENCE, PRAISE, PROPER, WISH
from rolecall.prepare.letters.check_words import cliches_in
from rolecall.prepare.relevance import Relevance, own_spelling, spellings
from rolecall.prepare.wording import Wording, wording
from rolecall.prepare.words import words
from rolecall.profile.queries import Education, Fact, FactKind, Resume

_MOST_NAMES = 5
_MOST_SKILLS = 4
_SKILL_WORDS = 3
_STUDY_WORDS = 7
_SHORT_WORDS = range(5, 31)
_MOST_CAPITALS = 0.6
_LONGEST_ACRONYM = 6
_CERTIFICATE_WORDS = 8
_CLEAN = re.compile(r"[^:;|\\\n]+(?<!\.)").fullmatch
_PROSE = frozenset({FactKind.SUMMARY, FactKind.DUTY, FactKind.PROJECT, FactKind.EDUCATION, FactKind.OTHER})
_NAMED = frozenset({RequirementKind.SKILL, RequirementKind.CERTIFICATE})

_NO_SKILL = re.compile(r"(?i)^(?:take|make|keep|get|give|do)\b|\band\b")


@dataclass(frozen=True, slots=True)
class Named:
    """Names of one candidate for one posting."""

    posting: Posting
    resume: Resume
    facts: tuple[Fact, ...]
    match: Match
    relevance: Relevance
    wording: Wording

    def asked(self) -> list[tuple[str, Fact]]:
        """What the posting asks for and the candidate has, in the candidate's own spelling, with the fact that shows
        it. What the posting insists on first, and of that licences and certificates.
        """
        facts = {fact.id: fact for fact in self.facts}
        found: list[tuple[str, Fact]] = []
        taken: set[str] = set()
        met = [
            finding for finding in self.match.findings if finding.met is Met.MET and finding.requirement.kind in _NAMED
        ]
        for finding in sorted(met, key=lambda known: (not known.requirement.must, not _is_licence(known))):
            fact = facts.get(finding.fact_id or "")
            spelled = own_spelling(finding.requirement.name, fact.text) if fact else None
            same = spellings(finding.requirement.name)
            if fact and spelled and not same & taken and len(spelled) > 1:
                taken |= same
                found.append((self._in_sentence(spelled), fact))
        return found[:_MOST_NAMES]

    def more(self, names: Sequence[tuple[str, Fact]]) -> list[tuple[str, Fact]]:
        """Further skills that the posting mentions in passing, else the candidate's first ones."""
        taken = {spelling for name, _ in names for spelling in spellings(name)}
        known = [fact for fact in self.facts if fact.kind is FactKind.SKILL and self._nameable(fact.text)]
        fresh = [fact for fact in known if not any(f" {name} " in f" {' '.join(words(fact.text))} " for name in taken)]
        ranked = sorted(fresh, key=lambda fact: -self.relevance.of(fact.text, [fact.id]))
        ranked = list({words(fact.text): fact for fact in reversed(ranked)}.values())[::-1]
        apart = [fact for fact in ranked if not any(_within(fact, other) for other in ranked if other is not fact)]
        chosen = apart[:_MOST_SKILLS] if len(apart) > 1 else []
        return [(self._in_sentence(fact.text), fact) for fact in chosen]

    def in_short(self) -> Fact | None:
        """The first sentence of the candidate's summary, where it says what they are and wishes for nothing."""
        first = next((fact for fact in self.facts if fact.kind is FactKind.SUMMARY), None)
        if (
            first is None
            or WISH.search(first.text)
            or BARE_VERB.match(first.text)
            or not first.text.endswith((".", "!"))
            or not first.text[:1].isupper()
            or re.search(r"[\[\]{}<>|:;]", first.text)
            or cliches_in(first.text, self.wording.code)
        ):
            return None
        said = first.text.split()
        capitals = sum(word[:1].isupper() for word in said) / len(said)
        german = self.wording is wording("de")
        return first if len(said) in _SHORT_WORDS and (capitals < _MOST_CAPITALS or german) else None

    def study(self) -> tuple[int, Education, Fact] | None:
        """The first study that can be said in a sentence, with its place in the résumé."""
        for index, study in enumerate(self.resume.education):
            pointer = f"/education/{index}"
            fact = next((f for f in self.facts if f.pointer == pointer and f.kind is FactKind.EDUCATION), None)
            said = (study.area, study.study_type, study.institution)
            if fact and all(
                name and len(name.split()) <= _STUDY_WORDS and not re.search(r"\d{4}| ,|[:;|]", name) for name in said
            ):
                return index, study, fact
        return None

    def spoken(self) -> list[Fact]:
        """The candidate's languages."""
        return [fact for fact in self.facts if fact.kind is FactKind.LANGUAGE][:_MOST_SKILLS]

    def asks_for_languages(self) -> bool:
        """Whether the posting does."""
        return any(finding.requirement.kind is RequirementKind.LANGUAGE for finding in self.match.findings)

    def certificates(self) -> list[tuple[str, Fact]]:
        """The two that say most to the posting."""
        found = []
        for index, certificate in enumerate(self.resume.certificates):
            fact = next((f for f in self.facts if f.pointer == f"/certificates/{index}"), None)
            if (
                fact
                and certificate.name
                and len(certificate.name.split()) <= _CERTIFICATE_WORDS
                and _CLEAN(certificate.name)
            ):
                found.append((certificate.name, fact))
        return sorted(found, key=lambda pair: -self.relevance.of(pair[0], [pair[1].id]))[:2]

    def _nameable(self, skill: str) -> bool:
        """A skill that reads as a thing one brings: short, no praise, no number."""
        if len(skill.split()) > _SKILL_WORDS or PRAISE.search(skill) or not _CLEAN(skill) or _NO_SKILL.search(skill):
            return False
        return skill[:1].isupper() or skill[-1:] in "+#" or " " in skill

    def _in_sentence(self, name: str) -> str:
        """`Critical care` as `critical care` where its capital only began a line; no shouting."""
        if name.isupper() and len(name) > _LONGEST_ACRONYM:
            theirs = own_spelling(name, self.posting.text) or name
            return theirs if words(theirs) == words(name) and not theirs.isupper() else calm(name)
        return name[:1].lower() + name[1:] if self._only_begins(name) else name

    def _only_begins(self, name: str) -> bool:
        """Whether a name's capital is only there because it began a line: its first word stands small somewhere, and
        neither it nor the name stands capital within a sentence. In doubt not, and never in German.
        """
        first = name.split(maxsplit=1)[0]
        small = first[:1].lower() + first[1:]
        if small == first or not name[1:].islower() or first.casefold() in PROPER or self.wording is wording("de"):
            return False
        within = rf"(?:[a-zß-ÿ,] ){re.escape(first)}(?![\w+#])"
        standing = rf"(?<![\w/.@#-]){re.escape(small)}s?(?![\w/@+#-]|\.\w)"
        texts = [self.posting.text, *(fact.text for fact in self.facts if fact.kind in _PROSE)]
        return any(re.search(standing, text) for text in texts) and not any(re.search(within, text) for text in texts)


def _within(fact: Fact, other: Fact) -> bool:
    return f" {' '.join(words(other.text))} " in f" {' '.join(words(fact.text))} "


def _is_licence(finding: Finding) -> bool:
    requirement = finding.requirement
    return requirement.kind is RequirementKind.CERTIFICATE or bool(LICENCE.search(requirement.name))
