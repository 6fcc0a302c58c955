"""A text of free wording against the facts: its claims, clause by clause, held against one entry at a time.

A claim is bound to where its fact stands: a number to its sentence and to what is counted there, an employer's dates to
that employer. So a true number under another employer, or with another noun, is not supported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rolecall.platform.embeddings.static import embed
from rolecall.prepare.gate.amounts import PRESENT, Amount, Moment, amounts, dates, is_numeral, is_unit
from rolecall.prepare.gate.known import Known, Read, level_of
from rolecall.prepare.gate.lexicon import (
    ACTION,
    BETTER,
    CREDENTIAL,
    DEGREE,
    HEDGE,
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
from rolecall.prepare.gate.skills import named, same_name
from rolecall.prepare.gate.tokens import Token, alike, clear, tokens
from rolecall.profile.queries import FactKind

_ALIKE_ENOUGH = 0.65
_UNKNOWN_SHARE = 0.5
"""A sentence with a larger part of words that no fact has is of no kind that could be checked."""
_ARTICLES = frozenset("a an the our their ein eine einen einem einer der die un une le la el los uma um o uno il lo een de het".split())
_AS = frozenset("as was am is became als war bin comme suis étais como era fui come sono ero werd ben".split())
_ALSO_VERBS = frozenset("lead head staff partner expert associate senior".split())
_EXPERIENCE = re.compile(r"experien|erfahrung|expérience|ervaring|esperienza|career|profession|berufs|background", re.IGNORECASE)
_SHAPE = re.compile(r"[\w.]*[a-zß-ÿ][A-ZÀ-Þ][\w.]*|[A-Z]{2,}[\w+#]*|\w*[+#]{1,2}|\w+\.(?:js|net|io|py|ai|com)|[A-Za-z]+\d\w*|\.NET")
_SUPER = re.compile(r"[a-z]{3,}(?:iest|[^aeiou]est)")
_NO_SUPER = frozenset(
    "test request harvest forest interest contest invest honest protest west guest quest digest manifest ingest suggest "
    "arrest modest priest southwest midwest northwest everest pytest conquest northeast bequest tempest detest attest".split()
)
_FREE_CAPITALS = frozenset("i i'm i've i'd i'll dear sincerely regards monday tuesday wednesday thursday friday ihnen ihrer ihrem sie".split())
_GERMAN_NAME = re.compile(r"\b(?:bei|Firma|by|at)\s+(?:der\s+|dem\s+)?$")
_NO_LIMIT_AFTER = frozenset("machine deep reinforcement team customer technical life e".split())
"""Machine learning and customer support limit nothing."""


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


def judge(text: str, known: Known, about: Sequence[str], setting: Setting) -> Verdict:
    """Hold every claim of a text against the facts; `about` are the ids of those that the text rewords."""
    return _Judge(text, known, about, setting).verdict()


class _Judge:
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

    def verdict(self) -> Verdict:
        verdict = Verdict()
        for sentence in sorted({token.sentence for token in self.said}):
            at = [i for i, token in enumerate(self.said) if token.sentence == sentence]
            best = min(
                (self._sentence(at, entry) for entry in self._options(at)),
                key=lambda found: (len(found.missing), -len(found.used)),
            )
            verdict.missing += best.missing
            verdict.used |= best.used
            verdict.missing += self._promoted(at)
        return verdict

    def _promoted(self, at: Sequence[int]) -> list[Missing]:
        """A title whose lower rank was left away: `Developer` for a Junior Developer."""
        if any(meanings(self.said[i].word, LOW_RANK) for i in at):
            return []
        said = [self.said[i].word for i in at]
        for core in self.known.low_titles:
            for start in range(len(said) - len(core) + 1):
                if tuple(said[start : start + len(core)]) == core:
                    return [self._missing("title", at[start], at[start + len(core) - 1])]
        return []

    def _options(self, at: Sequence[int]) -> list[str]:
        if self.entries:
            return self.entries
        spoken = [entry for entry in self.known.by_entry if entry]
        return [*spoken, ""] if self._binding(at) else [""]

    def _binding(self, at: Sequence[int]) -> bool:
        """Whether a sentence says something that belongs to one entry."""
        return any(
            i in self.moments or i in self.amounts or meanings(self.said[i].word, ACTION) or meanings(self.said[i].word, RANK)
            for i in at
        )

    def _sentence(self, at: Sequence[int], entry: str) -> Verdict:
        found = Verdict()
        named_entries = self._named(at)
        here, told = entry, False
        clauses = sorted({self.said[i].clause for i in at})
        only = list(dict.fromkeys(e for names in named_entries.values() for e in names))
        only = [e for e in only if e in self.entries] or only
        for clause in clauses:
            places = [i for i in at if self.said[i].clause == clause]
            if self.heading:
                options = [entry]
            elif clause in named_entries:
                options, told = [e for e in named_entries[clause] if e in self.entries] or named_entries[clause], True
            elif only and not told:
                options, told = (only[:1] if len(only) == 1 else only), True
            else:
                options = [here]
            judged = [(self._clause(places, option, named=bool(only)), option) for option in options]
            verdict, here = min(judged, key=lambda pair: (len(pair[0].missing), -len(pair[0].used)))
            found.missing += verdict.missing
            found.used |= verdict.used
        return found

    def _named(self, at: Sequence[int]) -> dict[int, list[str]]:
        """The entries that each clause names by their employer or school."""
        found: dict[int, list[str]] = {}
        said = [self.said[i].word for i in at]
        for entry, names in self.known.employers.items():
            for name in names:
                for start in range(len(said) - len(name) + 1):
                    if name and tuple(said[start : start + len(name)]) == name and self.said[at[start]].raw[:1].isupper():
                        entries = found.setdefault(self.said[at[start]].clause, [])
                        if entry not in entries:
                            entries.append(entry)
        return found

    def _allowed(self, entry: str, *, named: bool) -> list[Read]:
        if self.setting.strict:
            return [*self.about, *(self.known.heads(entry) if entry else ())]
        if not entry:
            return list(self.known.all.values())
        own = self.known.by_entry.get(entry, [])
        if self.entries:
            return [*own, *(read for read in self.about if read not in own), *self._said_of_oneself()]
        general = self.known.by_entry[""]
        return [*own, *(read for read in general if not named or read.fact.kind is not FactKind.SKILL)]

    def _said_of_oneself(self) -> list[Read]:
        """Facts of no entry that any line may lean on: the name, where one lives, languages."""
        kinds = (FactKind.NAME, FactKind.CONTACT, FactKind.LANGUAGE)
        return [read for read in self.known.by_entry[""] if read.fact.kind in kinds]

    def _clause(self, at: Sequence[int], entry: str, *, named: bool) -> Verdict:
        allowed = self._allowed(entry, named=named)
        counted = [self.amounts[i] for i in at if i in self.amounts and i not in self.dated and i not in self.free]
        counted += [
            self.amounts[i] for i in at if i in self.amounts and i in self.dated and self._is_count(i, allowed)
        ]
        if not counted:
            return self._against(at, allowed, [], entry)
        sources = [read for read in allowed if any(self._stands(each, read) for each in counted)]
        options = [
            self._against(at, [read, *self.known.heads(read.entry)], counted, entry, wide=allowed) for read in sources
        ] or [self._against(at, allowed, counted, entry, wide=allowed)]
        return min(options, key=lambda found: (len(found.missing), -len(found.used)))

    def _is_count(self, at: int, allowed: Sequence[Read]) -> bool:
        """A number between 1900 and 2099 that a fact counts something by."""
        return self.moments.get(at) is not None and self.moments[at].month is None and any(
            not read.head and any(each.values & self.amounts[at].values and self._counts(each, read) for each in read.amounts)
            for read in allowed
        ) and at + 1 < len(self.said) and self.said[at + 1].word not in LIGHT

    @staticmethod
    def _counts(amount: Amount, read: Read) -> bool:
        after = read.said[amount.last + 1 : amount.last + 2]
        return bool(after) and after[0].word not in LIGHT

    def _against(
        self, at: Sequence[int], facts: Sequence[Read], counted: Sequence[Amount], entry: str, *, wide: Sequence[Read] = ()
    ) -> Verdict:
        """The claims of one clause against these facts. `counted` are its numbers; `wide` what dates may come from."""
        found = Verdict()
        wide = wide or facts
        done: set[int] = set(self.free)
        named_here: set[int] = set()
        wish = False
        for claim, kind, last in self._claims(at, done, counted):
            if self.said[claim].word in WISHES:
                wish = True
            supports = self._support(claim, last, kind, facts, wide, entry, wish=wish)
            if kind not in {"action", "number", "wish"}:
                named_here.update(range(claim, last + 1))
            if supports is None:
                continue
            if supports:
                for read in supports[:1]:
                    found.used.setdefault(read.fact.id)
            else:
                licensed = kind == "skill" and any(meanings(t.word, CREDENTIAL) for t in self.said[claim : last + 1])
                found.missing.append(self._missing("certificate" if licensed else kind, claim, last))
        self._plain(at, facts, counted, found, named_here, wish=wish)
        return found

    def _claims(self, at: Sequence[int], done: set[int], counted: Sequence[Amount]) -> Iterator[tuple[int, str, int]]:
        """Each claim of a clause: its first token, its kind, its last token. Adds the tokens to `done`."""
        numbers = {each.at: each for each in counted}
        skills = {self._token(start): self._token(end - 1) for start, end, _ in self.skills}
        skills = {first: last for first, last in skills.items() if first != last or not meanings(self.said[first].word, ACTION)}
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
            word not in _ALSO_VERBS or (upper and place > 0 and place != at[0]) or articled or self._titled(place)
            or (upper and place + 1 < len(self.said) and self.said[place + 1].word == "of")
        ):
            return place, "title"
        if articled and word not in LIGHT and (before in _AS or (place > 1 and self.said[place - 2].word in _AS)):
            last = place
            while last + 1 in at and self.said[last + 1].word not in LIGHT and last - place < 3 and last + 1 not in self.amounts:
                last += 1
            if self._role_like(last):
                return last, "title"
        if meanings(word, DEGREE) and (len(word) > 2 or upper):
            return place, "degree"
        if meanings(word, CREDENTIAL):
            return place, "certificate"
        following = self.said[place + 1].word if place + 1 < len(self.said) else ""
        if meanings(word, PRAISE) and not (is_unit(following) and "endtoend" in meanings(word, PRAISE)) or (_SUPER.fullmatch(word) and word not in _NO_SUPER):
            return place, "superlative"
        if meanings(word, QUANTITY):
            return place, "quantity"
        last, kind = self._name(place, at)
        return (last, kind) if kind or not meanings(word, ACTION) else (place, "action")

    def _name(self, place: int, at: Sequence[int]) -> tuple[int, str]:
        token = self.said[place]
        if token.word in _FREE_CAPITALS or token.word in LIGHT or token.word in NEGATIONS:
            return place, ""
        if _SHAPE.fullmatch(token.raw) and not token.raw[:1].isdigit():
            return place, "name"
        starts = not self.heading and (place == 0 or self.said[place - 1].sentence != token.sentence or self.plain[token.start - 1] in "“\"„:•\n")
        if not token.raw[:1].isupper() or (starts and not self._shouts(place)):
            return place, ""
        if self.setting.german and not self.heading and not _GERMAN_NAME.search(self.plain[: token.start]):
            return place, ""
        last = place
        while last + 1 in at and self.said[last + 1].raw[:1].isupper() and self.said[last + 1].word not in LIGHT and self.plain[self.said[last].end : self.said[last + 1].start] == " " and last + 1 not in self.amounts and not self.setting.german and not self._kind_but_name(last + 1):
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
        return bool(following and following.raw[:1].isupper() and following.start - self.said[place].end == 1 and not self.setting.german
                    and following.word not in _FREE_CAPITALS)

    def _titled(self, place: int) -> bool:
        following = self.said[place + 1] if place + 1 < len(self.said) else None
        return bool(following and following.start - self.said[place].end == 1 and self._role_like(place + 1) and not meanings(following.word, ACTION) and not following.word.endswith("s"))

    def _role_like(self, place: int) -> bool:
        return re.search(r"(?:er|or|ist|ant|ent|ian|eur|euse|rice|ert|in|ist[ae]|nurse|chef|head|lead|chief|staff|partner|intern|clerk|cook|pilot|coach|guide|mate|man|woman|[aeo]r[ae]|ent[ae]|ero|era|iro|ira|ore|teur|iere|arzt|kraft|leitung|architect|scientist|fellow|vp|ceo|cto|cfo|coo)$", self.said[place].word) is not None

    def _support(
        self, first: int, last: int, kind: str, facts: Sequence[Read], wide: Sequence[Read], entry: str, *, wish: bool
    ) -> list[Read] | None:
        """The facts that support a claim; None where it claims nothing."""
        token = self.said[first]
        match kind:
            case "wish":
                return None
            case "number":
                return self._number(self.amounts[first], facts, wide, entry)
            case "date":
                return self._date(self.moments[first], wide)
            case "skill":
                spelling = self.plain[token.start : self.said[last].end]
                if wish and token.negated:
                    return None
                return self._skill(spelling, token, facts)
            case "language":
                return self._tongue(first, [*facts, *self.known.by_entry[""]])
            case "title":
                return self._title(first, last, wide)
            case "action":
                return None if wish else self._action(token, facts)
            case "superlative" | "quantity" | "certificate" | "degree":
                return self._listed(token, kind, facts)
            case _:
                return self._called(first, last, facts)

    def _number(self, amount: Amount, facts: Sequence[Read], wide: Sequence[Read], entry: str) -> list[Read]:
        found = [read for read in facts if self._stands(amount, read)]
        if found or amount.unit not in {"year", "month"}:
            return found
        if not (_EXPERIENCE.search(self.plain) or entry):
            return []
        own = [read for read in (self.known.by_entry[entry] if entry and self.entries else self.known.all.values())]
        spelled = [self.plain[start:end] for start, end, _ in self.skills]
        if spelled:
            entries = {read.entry for read in self.known.all.values() if any(read.names(name) for name in spelled)}
            own = [read for read in own if read.entry in entries]
        months = self.known.months(own)
        unit = 12 if amount.unit == "year" else 1
        total = months // unit
        exact = {total, round(months / unit)} if amount.bound != "over" else {total} - ({total} if months % unit == 0 else set())
        return [read for read in own if read.fact.kind is FactKind.POSITION] if amount.values & exact else []

    def _stands(self, amount: Amount, read: Read) -> bool:
        """Whether a fact has this number, of the same unit, bound and thing."""
        for other in read.amounts:
            if not amount.values & other.values or amount.unit != other.unit or amount.bound not in {"", other.bound}:
                continue
            if other.bound == "under" and amount.bound != "under":
                continue
            if self._same_thing(amount, other, read) and self._same_order(amount, other, read):
                return True
        return False

    def _same_thing(self, amount: Amount, other: Amount, read: Read) -> bool:
        """Whether what is counted here is counted by the same number there, where the fact has more numbers than one."""
        thing = self._thing(amount, self.said)
        if thing is None or (amount.unit and is_unit(amount.unit)):
            return True
        theirs = self._thing(other, read.said)
        if theirs is None:
            return len(read.amounts) == 1 or amount.unit != ""
        if alike(thing, theirs) or meanings(thing, PARAPHRASE) & meanings(theirs, PARAPHRASE):
            return True
        if "colleague" in meanings(thing, PARAPHRASE):
            return len(read.amounts) == 1
        window = [token.word for token in read.said[other.last + 1 : other.last + 6]]
        return any(alike(thing, word) for word in window) or _similar(thing, theirs)

    @staticmethod
    def _thing(amount: Amount, said: Sequence[Token]) -> str | None:
        """The first telling word after a number in its clause."""
        for token in said[amount.last + 1 : amount.last + 4]:
            if token.clause != said[amount.at].clause:
                return None
            if token.word not in LIGHT:
                return None if token.word[:1].isdigit() or is_numeral(token.word) else token.word
        return None

    def _same_order(self, amount: Amount, other: Amount, read: Read) -> bool:
        """`from 900 to 120` is not `from 120 to 900`: what came before it there may not come after it here."""
        after = {v for at, each in self.amounts.items() if at > amount.at and self.said[at].clause == self.said[amount.at].clause for v in each.values}
        between = [token.word for token in self.said[max(0, amount.at - 1) : amount.at]]
        if not after or not set(between) & {"from", "von", "de", "da", "van", "desde"}:
            return True
        earlier = {v for each in read.amounts if each.at < other.at for v in each.values}
        later = {v for each in read.amounts if each.at > other.at for v in each.values}
        return not (after & earlier - later)

    def _date(self, moment: Moment, facts: Sequence[Read]) -> list[Read]:
        present = moment.role == "start" and any(token.word in PRESENT for token in self.said[moment.last + 1 : moment.last + 3])
        found = []
        for read in facts:
            stated = [(each.year, each.month, each.role) for each in read.moments] if not read.head else []
            for iso, role in ((read.fact.since, "start"), (read.fact.until, "end")):
                if iso and (read.head or read.entry):
                    stated.append((int(iso[:4]), int(iso[5:7]) if len(iso) > 4 else None, role))
            fits = any(
                year == moment.year
                and (moment.month is None or month == moment.month)
                and (not moment.role or not role or role == moment.role or read.fact.since == read.fact.until)
                for year, month, role in stated
            )
            if fits and not (present and read.fact.until):
                found.append(read)
        return found

    def _skill(self, spelling: str, token: Token, facts: Sequence[Read]) -> list[Read]:
        found = []
        for read in facts:
            has = read.names(spelling)
            if has is None and " " not in spelling and not any(
                " " in known and alike_part(spelling, known) for known, _ in read.skills
            ):
                hits = [hit for hit in read.says(token.word) if hit.word == token.word or (len(token.word) > 4 and token.raw.islower())]
                has = None if not hits else not all(hit.negated for hit in hits)
            elif has is None and " " in spelling:
                has = self._in_a_row(spelling, read)
            if has is not None and has != token.negated:
                found.append(read)
        return found

    @staticmethod
    def _in_a_row(spelling: str, read: Read) -> bool | None:
        asked = [token.word for token in tokens(spelling)]
        for at in range(len(read.said) - len(asked) + 1):
            if all(alike(read.said[at + n].word, word) for n, word in enumerate(asked)):
                return not read.said[at].negated
        return None

    def _tongue(self, place: int, facts: Sequence[Read]) -> list[Read]:
        tongue = TONGUES[self.said[place].word]
        level = self._level(place)
        return [
            read for read in facts
            if tongue in read.tongues and (not level or level <= max(read.tongues[tongue], 0))
        ]

    def _level(self, place: int) -> int:
        """How well a language is said to be spoken: by a word behind it up to the next language, else by one before."""
        sentence, end = self.said[place].sentence, self.said[place].end
        if bracket := re.match(r"\s*\(([^)]*)\)", self.plain[end:]):
            return max((level_of(token.word) for token in tokens(bracket[1])), default=0)
        after, closed = 0, False
        for token in self.said[place + 1 : place + 6]:
            if token.word in TONGUES or token.sentence != sentence:
                closed = token.word in TONGUES
                break
            after = max(after, level_of(token.word))
        before = 0
        for token in reversed(self.said[max(0, place - 4) : place]):
            if token.word in TONGUES or token.sentence != sentence:
                break
            before = max(before, level_of(token.word))
        return before if closed and before else max(after, 0) or before

    def _title(self, first: int, last: int, facts: Sequence[Read]) -> list[Read]:
        asked = [token for token in self.said[first : last + 1]]
        following = self.said[last + 1] if last + 1 < len(self.said) else None
        if last == first and following and following.clause == asked[0].clause and following.word not in LIGHT and following.start - asked[0].end <= 1 and self._role_like(last + 1):
            asked.append(following)
        found = []
        for read in facts:
            if self.heading and not read.head:
                continue
            title = read.text.partition(" | ")[0].rpartition(",")[0] or read.text.partition(" | ")[0] if read.fact.kind is FactKind.POSITION else read.text
            low = {name for token in tokens(title) for name in meanings(token.word, LOW_RANK)} if read.fact.kind is FactKind.POSITION else set()
            kept = {name for token in self.said for name in meanings(token.word, LOW_RANK)}
            if low - kept:
                continue
            if all(self._titles(token, read) for token in asked) and self._together(asked, read):
                found.append(read)
        return found

    @staticmethod
    def _together(asked: Sequence[Token], read: Read) -> bool:
        """Whether rank and role stand in one part of a title: `Accountant, Senior Manager` has no senior accountant."""
        clauses = [
            {known.clause for known in read.said if alike(known.word, token.word) or meanings(token.word, RANK) & meanings(known.word, RANK)}
            for token in asked
        ]
        return len(asked) < 2 or bool(set.intersection(*clauses)) or not all(clauses)

    @staticmethod
    def _titles(token: Token, read: Read) -> bool:
        rank, low = meanings(token.word, RANK), meanings(token.word, LOW_RANK)
        if not rank and not low:
            return bool(read.says(token.word))
        if not read.head and read.fact.kind is not FactKind.SUMMARY:
            return token.word in read.words
        return any(rank & meanings(known.word, RANK) or low & meanings(known.word, LOW_RANK) for known in read.said)

    def _object(self, token: Token) -> Token | None:
        """The first telling word after a word in its clause: what was led, cut or all of it."""
        for following in self.said[self._token(token.start) + 1 :][:4]:
            if following.clause != token.clause:
                return None
            number = self._token(following.start)
            if following.word not in LIGHT and number not in self.numeral and number not in self.free and number not in self.dated:
                return following
        return None

    def _with_object(self, token: Token, read: Read) -> bool:
        thing = self._object(token)
        if thing is None or read.says(thing.word) or meanings(thing.word, HEDGE) or meanings(thing.word, ACTION):
            return True
        if any(same_name(thing.word, hit.word) or meanings(thing.word, PARAPHRASE) & meanings(hit.word, PARAPHRASE) for hit in read.said):
            return True
        return any(head.says(thing.word) for head in self.known.heads(read.entry))

    def _action(self, token: Token, facts: Sequence[Read]) -> list[Read]:
        mine = meanings(token.word, ACTION)
        found = []
        for read in facts:
            if not self._with_object(token, read):
                continue
            hits = [hit for hit in read.said if self._does(token.word, mine, hit.word)]
            if any(hit.negated == token.negated for hit in hits):
                found.append(read)
        return found

    @staticmethod
    def _does(word: str, mine: frozenset[str], other: str) -> bool:
        theirs = meanings(other, ACTION)
        return bool(mine & theirs) or (word == other if mine else alike(word, other)) or any(theirs & BETTER.get(name, frozenset()) for name in mine)

    def _listed(self, token: Token, kind: str, facts: Sequence[Read]) -> list[Read]:
        table = {"superlative": PRAISE, "quantity": QUANTITY, "certificate": CREDENTIAL, "degree": DEGREE}[kind]
        mine = meanings(token.word, table)
        found = []
        for read in facts:
            hits = [hit for hit in read.said if hit.word == token.word or (mine and mine <= meanings(hit.word, table)) or (kind == "superlative" and not mine and hit.word == token.word)]
            if kind == "degree" and read.fact.kind not in {FactKind.EDUCATION, FactKind.SUMMARY, FactKind.OTHER, FactKind.LABEL, FactKind.NAME, FactKind.DUTY}:
                continue
            if kind in {"superlative", "quantity"} and hits and not self._with_object(token, read):
                continue
            if any(hit.negated == token.negated for hit in hits):
                found.append(read)
            elif kind == "quantity" and mine == {"several"} and any(max(each.values) >= 3 for each in read.amounts if not each.unit):
                found.append(read)
        return found

    def _called(self, first: int, last: int, facts: Sequence[Read]) -> list[Read]:
        asked = self.said[first : last + 1]
        if len(asked) == 1:
            spelling = asked[0].raw
            by_name = [read for read in facts if read.names(spelling)]
            if by_name:
                return by_name
        return [
            read for read in facts
            if all(any(_bare(hit.word) == _bare(token.word) or same_name(hit.word, token.word) or (alike(hit.word, token.word) and not _SHAPE.fullmatch(token.raw)) for hit in read.said) for token in asked)
        ]

    def _plain(
        self, at: Sequence[int], facts: Sequence[Read], counted: Sequence[Amount], found: Verdict, named_here: set[int], *, wish: bool
    ) -> None:
        """Ordinary words: in a clause that counts something each needs a fact, elsewhere most of them; and what a fact
        hedges or denies stays hedged and denied.
        """
        claimed = {self._token_at(missing.start) for missing in found.missing}
        rest = [i for i in at if i not in self.free and i not in self.numeral and i not in self.dated and self.said[i].word not in LIGHT and self.said[i].word not in WISHES and self.said[i].word not in NEGATIONS]
        unknown = []
        heads: dict[str, float] = {}
        hits_of: dict[int, list[tuple[Read, Token]]] = {}
        for i in rest:
            token = self.said[i]
            hits = [(read, hit) for read in facts for hit in read.says(token.word)]
            exact = bool(hits)
            if not hits:
                hits = [(read, hit) for read in facts for hit in read.said if meanings(token.word, PARAPHRASE) & meanings(hit.word, PARAPHRASE) or self._does(token.word, meanings(token.word, ACTION), hit.word)]
            if hits:
                hits_of[i] = hits
                for id in {read.fact.id for read, _ in hits}:
                    heads[id] = heads.get(id, 0) + (1.0 if exact else 0.3)
            elif i not in named_here and i not in claimed and not self._claim_word(i) and not (counted and self._sounds_alike(token.word, facts)) :
                unknown.append(i)
        if wish:
            return
        if counted or self.setting.strict:
            unknown = [i for i in unknown if not self._free_verb(i, facts)]
            found.missing += [self._missing("number" if counted else "wording", i, i) for i in unknown if i not in claimed]
        elif self.entries and rest and len(unknown) > max(1, _UNKNOWN_SHARE * len(rest)):
            found.missing += [self._missing("wording", unknown[0], unknown[-1])]
        self._qualified(at, facts, hits_of, heads, found)

    def _free_verb(self, i: int, facts: Sequence[Read]) -> bool:
        """A general verb for what a fact says by a verb of its own (`built`, `used`): it adds nothing of its own."""
        return bool(meanings(self.said[i].word, PARAPHRASE) & {"build", "use", "work", "give", "handle", "colleague", "part", "join", "speed", "reach"})

    def _claim_word(self, i: int) -> bool:
        word = self.said[i].word
        return bool(word in TONGUES or any(meanings(word, table) for table in (RANK, LOW_RANK, DEGREE, CREDENTIAL, PRAISE, QUANTITY, ACTION, HEDGE)))

    def _sounds_alike(self, word: str, facts: Sequence[Read]) -> bool:
        return self.setting.english and any(_similar(word, hit) for read in facts[:1] for hit in read.words if hit not in LIGHT)

    def _qualified(self, at: Sequence[int], facts: Sequence[Read], hits_of: dict[int, list[tuple[Read, Token]]], heads: dict[str, float], found: Verdict) -> None:
        if not hits_of or not heads:
            return
        main_id = max(heads, key=lambda id: heads[id])
        main = next(read for read in facts if read.fact.id == main_id)
        if main.head:
            return
        matched = {i: [hit for read, hit in hits if read is main] for i, hits in hits_of.items()}
        matched = {i: hits for i, hits in matched.items() if hits}
        mine = {name for i in at for name in meanings(self.said[i].word, HEDGE)} | {
            name for token in self.said for name in meanings(token.word, HEDGE) if token.sentence == self.said[at[0]].sentence
        }
        for i, hits in matched.items():
            if all(hit.negated != self.said[i].negated for hit in hits):
                found.missing.append(self._missing("negation", i, i))
                return
        if not matched or mine:
            return
        for other in facts:
            if other is not main and not self._limited(other, {i: [h for read, h in hits_of[i] if read is other] for i in matched}):
                return
        if self._limited(main, matched):
            found.missing.append(self._missing("modality", min(matched), min(matched)))

    @staticmethod
    def _limited(read: Read, matched: dict[int, list[Token]]) -> bool:
        """Whether a fact says these words only with a limit before them in their clause, or does not say them all."""
        if not all(matched.values()):
            return True
        first = min((hits[0] for hits in matched.values()), key=lambda hit: hit.start)
        before = [number for number, token in enumerate(read.said) if token.start < first.start and token.clause == first.clause]
        return any(
            meanings(read.said[n].word, HEDGE) and not (n and read.said[n - 1].word in _NO_LIMIT_AFTER) for n in before
        )

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
            i for i, token in enumerate(self.said)
            if token.word in self.setting.posting_words and token.raw[:1].isupper() and i and not any(meanings(token.word, table) for table in (RANK, DEGREE, CREDENTIAL))
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


def alike_part(spelling: str, known: str) -> bool:
    """Whether a name is a part of a longer one: `React` of `React Native`."""
    return spelling.casefold() in known.casefold().split() and spelling.casefold() != known.casefold()


@lru_cache(maxsize=50_000)
def _bare(word: str) -> str:
    word = re.sub(r"(?:'s|\.?js)$", "", word)
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


_vectors: dict[str, object] = {}
_MOST_VECTORS = 20_000


def _similar(one: str, other: str) -> bool:
    """Whether two ordinary words mean about the same by the built-in embedding."""
    if len(_vectors) > _MOST_VECTORS:
        _vectors.clear()
    for word in (one, other):
        if word not in _vectors:
            _vectors[word] = embed([word])[0]
    return float(_vectors[one] @ _vectors[other]) >= _ALIKE_ENOUGH  # type: ignore[operator]
