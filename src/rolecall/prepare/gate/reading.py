"""A text of free wording, read: its words, numbers and dates, and each claim in it with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rolecall.prepare.gate.amounts import Amount, amounts, dates, is_unit
from rolecall.prepare.gate.known import Known
from rolecall.prepare.gate.lexicon import (
    ACTION,
    CREDENTIAL,
    DEGREE,
    LIGHT,
    LOW_RANK,
    NEGATIONS,
    PARAPHRASE,
    PRAISE,
    QUANTITY,
    RANK,
    TONGUES,
    WISHES,
    meanings,
)
from rolecall.prepare.gate.skills import named
from rolecall.prepare.gate.tokens import Token, clear, tokens

_ARTICLES = frozenset(
    [
        "a",
        "an",
        "the",
        "our",
        "their",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "der",
        "die",
        "un",
        "une",
        "le",
        "la",
        "el",
        "los",
        "uma",
        "um",
        "o",
        "uno",
        "il",
        "lo",
        "een",
        "de",
        "het",
    ]
)
_AS = frozenset(
    [
        "as",
        "was",
        "am",
        "is",
        "became",
        "als",
        "war",
        "bin",
        "comme",
        "suis",
        "étais",
        "como",
        "era",
        "fui",
        "come",
        "sono",
        "ero",
        "werd",
        "ben",
    ]
)
_ALSO_VERBS = frozenset(["lead", "head", "staff", "partner", "expert", "associate", "senior"])
_SHAPE = re.compile(
    r"[\w.]*[a-zß-ÿ][A-ZÀ-Þ][\w.]*|[A-Z]{2,}[\w+#]*|\w*[+#]{1,2}|\w+\.(?:js|net|io|py|ai|com)|[A-Za-z]+\d\w*|\.NET"
)
_SUPER = re.compile(r"[a-z]{3,}(?:iest|[^aeiou]est)")
_NO_SUPER = frozenset(
    [
        "test",
        "request",
        "harvest",
        "forest",
        "interest",
        "contest",
        "invest",
        "honest",
        "protest",
        "west",
        "guest",
        "quest",
        "digest",
        "manifest",
        "ingest",
        "suggest",
        "arrest",
        "modest",
        "priest",
        "southwest",
        "midwest",
        "northwest",
        "everest",
        "pytest",
        "conquest",
        "northeast",
        "bequest",
        "tempest",
        "detest",
        "attest",
    ]
)
_FREE_CAPITALS = frozenset(
    [
        "i",
        "i'm",
        "i've",
        "i'd",
        "i'll",
        "dear",
        "sincerely",
        "regards",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "ihnen",
        "ihrer",
        "ihrem",
        "sie",
    ]
)
_GREETINGS = frozenset(
    ["dear", "hello", "hi", "hallo", "liebe", "lieber", "liebes", "cher", "chère", "chers", "chères", "bonjour", "hola",
     "estimados", "estimadas", "queridos", "olá", "caros", "caras", "prezados", "cari", "care", "gentili", "beste", "geachte"]
)  # fmt: skip
_LONGEST_GREETING = 5
_GERMAN_NAME = re.compile(r"\b(?:bei|Firma|by|at)\s+(?:der\s+|dem\s+)?$")


@dataclass(frozen=True, slots=True)
class Missing:
    """A claim that no fact supports, from `start` to `end` in the text as it was given."""

    kind: str
    text: str
    start: int
    end: int


@dataclass
class Verdict:
    """What is missing, and which facts support the rest (ids, those most used first)."""

    missing: list[Missing] = field(default_factory=list)
    used: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """Where a text stands: names and words that need no fact, its language, and how strict to be."""

    posting: frozenset[tuple[str, ...]]
    posting_words: frozenset[str]
    fixed: frozenset[tuple[str, ...]]
    german: bool
    english: bool = True
    strict: bool = False
    """Every word must come out of the facts, or mean the same as one of theirs."""


class Statement:
    """A text as the gate reads it, beside what the candidate's facts are."""

    def __init__(self, text: str, known: Known, about: Sequence[str], setting: Setting) -> None:
        self.plain, self.places = clear(text)
        self.original = text
        self.known, self.setting = known, setting
        self.said = tokens(self.plain)
        self.moments = {each.at: each for each in dates(self.said, self.plain)}
        dated = {at for each in self.moments.values() for at in range(each.at, each.last + 1)}
        self.amounts = {each.at: each for each in amounts(self.said, self.plain)}
        self.dated = dated
        self.numeral = {at for each in self.amounts.values() for at in range(each.at, each.last + 1)}
        self.skills = named(self.plain)
        self.free = self._free()
        self.about = [known.all[id] for id in about if id in known.all]
        self.entries = list(dict.fromkeys(read.entry for read in self.about if read.entry))
        self.heading = any(read.head and read.entry for read in self.about)

    def _claims(self, at: Sequence[int], done: set[int], counted: Sequence[Amount]) -> Iterator[tuple[int, str, int]]:
        """Each claim of a clause: its first token, its kind, its last token. Adds the tokens to `done`."""
        numbers = {each.at: each for each in counted}
        skills = {self._token(start): self._token(end - 1) for start, end, _ in self.skills}
        skills = {first: last for first, last in skills.items() if not meanings(self.said[first].word, ACTION)}
        i = 0
        while i < len(at):
            place = at[i]
            last, kind = place, ""
            if place in numbers:
                last, kind = numbers[place].last, "number"
            elif place in self.moments:
                last, kind = self.moments[place].last, "date"
            elif place in done:
                pass
            elif place in skills and not (set(range(place, skills[place] + 1)) & done):
                last, kind = skills[place], "skill"
            else:
                last, kind = self._kind(place, at)
            if kind:
                done.update(range(place, last + 1))
                yield place, kind, last
            elif self.said[place].word in WISHES:
                yield place, "wish", place
            while i < len(at) and at[i] <= last:
                i += 1

    def _kind(self, place: int, at: Sequence[int]) -> tuple[int, str]:
        token = self.said[place]
        word, raw = token.word, token.raw
        if word in TONGUES and (raw[:1].isupper() or word != "hindi"):
            return place, "language"
        if place in self.dated or place in self.amounts:
            return place, ""
        upper = raw[:1].isupper()
        before = self.said[place - 1].word if place else ""
        articled = before in _ARTICLES | _AS
        if (meanings(word, RANK) or meanings(word, LOW_RANK)) and (
            word not in _ALSO_VERBS
            or (upper and place > 0 and place != at[0])
            or articled
            or self._titled(place)
            or (upper and place + 1 < len(self.said) and self.said[place + 1].word == "of")
        ):
            return place, "title"
        if articled and word not in LIGHT and (before in _AS or (place > 1 and self.said[place - 2].word in _AS)):
            last = place
            while (
                last + 1 in at
                and self.said[last + 1].word not in LIGHT
                and last - place < 3
                and last + 1 not in self.amounts
            ):
                last += 1
            if self._role_like(last):
                return last, "title"
        if meanings(word, DEGREE) and (len(word) > 2 or upper):
            return place, "degree"
        if meanings(word, CREDENTIAL):
            return place, "certificate"
        following = self.said[place + 1].word if place + 1 < len(self.said) else ""
        if self._greets(place):
            return place, ""
        if (meanings(word, PRAISE) and not (is_unit(following) and "endtoend" in meanings(word, PRAISE))) or (
            _SUPER.fullmatch(word) and word not in _NO_SUPER
        ):
            return place, "superlative"
        if meanings(word, QUANTITY):
            return place, "quantity"
        last, kind = self._name(place, at)
        return (last, kind) if kind or not meanings(word, ACTION) else (place, "action")

    def _greets(self, place: int) -> bool:
        """Whether a word is of a greeting that is a line by itself: `Dear all,`, `Beste allen,`."""
        return (
            place < _LONGEST_GREETING - 1
            and self.said[0].word in _GREETINGS
            and len(self.said) <= _LONGEST_GREETING
            and self.plain.rstrip().endswith((",", "!", ":"))
            and not self.amounts
            and not self.skills
        )

    def _name(self, place: int, at: Sequence[int]) -> tuple[int, str]:
        token = self.said[place]
        if token.word in _FREE_CAPITALS or token.word in LIGHT or token.word in NEGATIONS:
            return place, ""
        if _SHAPE.fullmatch(token.raw) and not token.raw[:1].isdigit():
            return place, "name"
        starts = not self.heading and (
            place == 0 or self.said[place - 1].sentence != token.sentence or self.plain[token.start - 1] in '“"„:•\n'
        )
        if not token.raw[:1].isupper() or (starts and not self._shouts(place)):
            return place, ""
        if self.setting.german and not self.heading and not _GERMAN_NAME.search(self.plain[: token.start]):
            return place, ""
        last = place
        while (
            last + 1 in at
            and self.said[last + 1].raw[:1].isupper()
            and self.said[last + 1].word not in LIGHT
            and self.plain[self.said[last].end : self.said[last + 1].start] == " "
            and last + 1 not in self.amounts
            and not self.setting.german
            and not self._kind_but_name(last + 1)
        ):
            last += 1
        return last, "name"

    def _kind_but_name(self, place: int) -> bool:
        word = self.said[place].word
        return any(meanings(word, table) for table in (RANK, LOW_RANK, DEGREE, CREDENTIAL)) or word in TONGUES

    def _shouts(self, place: int) -> bool:
        """Whether a capital at the beginning belongs to a name: the next word has one too."""
        word = self.said[place].word
        following = self.said[place + 1] if place + 1 < len(self.said) else None
        if word.endswith(("ing", "ed")) or meanings(word, ACTION) or meanings(word, PARAPHRASE):
            return False
        return bool(
            following
            and following.raw[:1].isupper()
            and following.start - self.said[place].end == 1
            and not self.setting.german
            and following.word not in _FREE_CAPITALS
        )

    def _titled(self, place: int) -> bool:
        following = self.said[place + 1] if place + 1 < len(self.said) else None
        return bool(
            following
            and following.start - self.said[place].end == 1
            and self._role_like(place + 1)
            and not meanings(following.word, ACTION)
            and not following.word.endswith("s")
        )

    def _role_like(self, place: int) -> bool:
        return (
            re.search(
                r"(?:er|or|ist|ant|ent|ian|eur|euse|rice|ert|in|ist[ae]|nurse|chef|head|lead|chief|staff|partner|intern|clerk|cook|pilot|coach|guide|mate|man|woman|[aeo]r[ae]|ent[ae]|ero|era|iro|ira|ore|teur|iere|arzt|kraft|leitung|architect|scientist|fellow|vp|ceo|cto|cfo|coo)$",
                self.said[place].word,
            )
            is not None
        )

    def _object(self, token: Token) -> Token | None:
        """The first telling word after a word in its clause: what was led, cut or all of it."""
        for following in self.said[self._token(token.start) + 1 :][:4]:
            if following.clause != token.clause:
                return None
            number = self._token(following.start)
            if (
                following.word not in LIGHT
                and number not in self.numeral
                and number not in self.free
                and number not in self.dated
            ):
                return following
        return None

    def _free(self) -> set[int]:
        """Tokens of the posting's title and company where they stand whole, and of fixed wording."""
        found: set[int] = set()
        said = [token.word for token in self.said]
        for tile in (*self.setting.posting, *self.setting.fixed):
            size = len(tile)
            for at in range(len(said) - size + 1):
                if tuple(said[at : at + size]) == tile:
                    found.update(range(at, at + size))
        found |= {
            i
            for i, token in enumerate(self.said)
            if token.word in self.setting.posting_words
            and token.raw[:1].isupper()
            and i
            and not any(meanings(token.word, table) for table in (RANK, DEGREE, CREDENTIAL))
        }
        return found

    def _token(self, offset: int) -> int:
        return max((i for i, token in enumerate(self.said) if token.start <= offset), default=0)

    def _token_at(self, original: int) -> int:
        return max((i for i, token in enumerate(self.said) if self.places[token.start] <= original), default=0)

    def _missing(self, kind: str, first: int, last: int) -> Missing:
        start, end = self.places[self.said[first].start], self.places[self.said[last].end]
        end = max(end, start + 1)
        return Missing(kind, self.original[start:end].strip(), start, end)
