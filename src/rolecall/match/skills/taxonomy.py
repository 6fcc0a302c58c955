"""The skills Rolecall knows by name, and where a text names them.

The table `data/skills.tsv` is built by `tools/build_skills.py`; its origin and licences stand in `data/NOTICE.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from rolecall.platform.patterns import AnyCase, lowered


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill or a certificate. `implies` and `near` name other skills: who has this one has those, or knows something like them."""

    name: str
    kind: str
    """`skill` or `certificate`."""
    trade: str
    implies: tuple[str, ...]
    near: tuple[str, ...]


class Mention(NamedTuple):
    """A skill named in a text, from `start` to `end`."""

    start: int
    end: int
    skill: str


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    skill: str
    exact: bool
    """Written exactly so, capitals included."""
    company: bool
    """An ordinary word too: counts only beside other skills or after a word such as "experience with"."""


_CUE = AnyCase(
    r"(?:experience[sd]?|expertise|knowledge|understanding|proficien\w+|skill\w*|familiar\w*|fluen\w+|"
    r"competen\w+|command|"
    r"background|certifi\w+|trained|training|using|use of|languages?|tools?|technolog\w+|programming|coding|"
    r"develop\w*|written|microsoft|erfahrung\w*|kenntnisse\w*|umgang|sprachen|maîtrise|connaissances?|expérience|"
    r"conocimientos?|experiencia|manejo|conoscenza|esperienza|kennis|ervaring|experiência|conhecimentos?)"
    r"(?:\s+(?:in|with|of|like|as|working|mit|von|en|de|du|del|con|di|met|van|em|com|the|and|for|"
    r"strong|good|solid))*\s*[:(]?\s*$",
)
_BETWEEN = AnyCase(
    r"\s*(?:[,/&|+•·()]|\b(?:and|or|und|oder|et|ou|y|o|e|en|of|plus)\b|(?:e\.g\.|such as|like|z\.\s?b\.))"
    r"[\s,/&|+()]*(?:(?:and|or|und|oder|et|ou|y|o)\s+)?(?:d['’]|l['’]|de\s+)?",
)
_LIST = "Skills: "
_BREAK = re.compile(r"[.!?;\n]\s|\n")


class Taxonomy:
    """The table, ready to search. One instance serves all: `taxonomy()`."""

    def __init__(self, table: str) -> None:
        self.digest = sha256(table.encode()).hexdigest()
        self.skills: dict[str, Skill] = {}
        self._words: list[_Word] = []
        self._letters: dict[str, _Word] = {}
        seen: set[tuple[str, str]] = set()
        for line in table.splitlines():
            name, kind, trade, words, implies, near = line.split("\t")
            self.skills[name] = Skill(name, kind, trade, _list(implies), _list(near))
            for written in _list(words):
                text = written.lstrip("?!")
                if (text.lower(), name) in seen:
                    continue
                seen.add((text.lower(), name))
                word = _Word(text, name, exact=written[0] == "!", company=written[0] == "?")
                if len(text) == 1:
                    self._letters[text] = word
                else:
                    self._words.append(word)
        self._search = AhoCorasick([word.text.lower() for word in self._words], matchkind=MatchKind.Standard)
        letters = "".join(sorted(self._letters))
        self._letter = re.compile(rf"[{letters}](?<![\w'’.&+#-].)(?![\w'’&+#.-]|\s?&)") if letters else None
        self._implied = {name: tuple(self._climb(name)) for name in self.skills}
        self._near = self._neighbours()

    def implied(self, skill: str) -> tuple[str, ...]:
        """All that someone with this skill also has: Django → Python, Backend development."""
        return self._implied.get(skill, ())

    def near(self, skill: str) -> tuple[str, ...]:
        """Skills of the same sort, in either direction of the table: PostgreSQL → MySQL, SQL Server."""
        return self._near.get(skill, ())

    def mentions(self, text: str) -> list[Mention]:
        """Where the text names a skill, in order; of overlapping words the longest counts, one place may name two skills."""
        spans = self._spans(text)
        sure = [not word.company or _cued(text, start) for start, _, word in spans]
        for first, last in _runs(text, spans):
            if last - first >= 3 or any(sure[first:last]):
                sure[first:last] = [True] * (last - first)
        return [Mention(start, end, word.skill) for (start, end, word), known in zip(spans, sure, strict=True) if known]

    def listed(self, text: str) -> list[Mention]:
        """Mentions in an entry of a list of skills, where "Go" alone is one."""
        shift = len(_LIST)
        return [Mention(each.start - shift, each.end - shift, each.skill) for each in self.mentions(_LIST + text)]

    def called(self, text: str) -> str | None:
        """The skill that the whole of a text is a name of, also where the name is an ordinary word elsewhere."""
        return next((word.skill for start, end, word in self._spans(text) if (start, end) == (0, len(text))), None)

    def _spans(self, text: str) -> list[tuple[int, int, _Word]]:
        lower = lowered(text)
        found: list[tuple[int, int, _Word]] = []
        size = len(text)
        for index, start, end in self._search.find_matches_as_indexes(lower, overlapping=True):
            if start and (lower[start - 1].isalnum() or lower[start - 1] == "_") and lower[start].isalnum():
                continue
            if end < size and not _ends(lower, end, size):
                continue
            word = self._words[index]
            if word.exact and text[start:end] != word.text:
                continue
            if (
                word.company
                and word.text[0].isupper()
                and text[start:end] != word.text
                and text[start:end] != word.text.upper()
            ):
                continue
            found.append((start, end, word))
        if self._letter is not None:
            found += [(hit.start(), hit.end(), self._letters[hit.group()]) for hit in self._letter.finditer(text)]
        found.sort(key=lambda span: (span[0], -span[1], span[2].skill))
        out: list[tuple[int, int, _Word]] = []
        for span in found:
            if out and span[0] < out[-1][1] and (span[0], span[1]) != (out[-1][0], out[-1][1]):
                continue
            out.append(span)
        return out

    def _climb(self, name: str) -> Iterable[str]:
        seen: dict[str, None] = {}
        ahead = list(self.skills[name].implies)
        while ahead:
            other = ahead.pop(0)
            if other not in seen and other != name:
                seen[other] = None
                ahead += self.skills[other].implies if other in self.skills else ()
        return seen

    def _neighbours(self) -> Mapping[str, tuple[str, ...]]:
        both: dict[str, dict[str, None]] = {}
        for skill in self.skills.values():
            for other in skill.near:
                if other in self.skills:
                    both.setdefault(skill.name, {})[other] = None
                    both.setdefault(other, {})[skill.name] = None
        return {name: tuple(others) for name, others in both.items()}


def _cued(text: str, start: int) -> bool:
    """Whether the words just before say that a skill follows."""
    before = text[max(0, start - 60) : start]
    breaks = [hit.end() for hit in _BREAK.finditer(before)]
    return _CUE.search(before[breaks[-1] :] if breaks else before) is not None


def _runs(text: str, spans: Sequence[tuple[int, int, _Word]]) -> Iterator[tuple[int, int]]:
    """Index ranges of words that stand together as a list: "Go, Rust or Python"."""
    first = 0
    for index in range(1, len(spans) + 1):
        if index < len(spans) and (
            spans[index][0] == spans[index - 1][0] or _BETWEEN.fullmatch(text[spans[index - 1][1] : spans[index][0]])
        ):
            continue
        if index - first > 1:
            yield first, index
        first = index


@cache
def taxonomy() -> Taxonomy:
    """The table that ships with the package."""
    return Taxonomy((files("rolecall.match") / "data" / "skills.tsv").read_text(encoding="utf-8"))


def _list(field: str) -> tuple[str, ...]:
    return tuple(field.split(";")) if field else ()


def _ends(lower: str, end: int, size: int) -> bool:
    """Whether a word of the table ends here: no letter follows, but for a plural s."""
    after = lower[end]
    if not (after.isalnum() or after in "_+#"):
        return not (
            after == "."
            and end + 1 < size
            and lower[end + 1].isalnum()
            and lower[end - 1].isalnum()
            and lower[end + 1 : end + 3] in ("js", "ne")
        )
    return after == "s" and (end + 1 == size or not lower[end + 1].isalnum()) and lower[end - 1].isalpha()
