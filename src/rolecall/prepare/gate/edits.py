"""A text of free wording against the facts: its claims, clause by clause, held against one entry at a time.

A claim is bound to where its fact stands: a number to its sentence and to what is counted there, an employer's dates to
that employer. So a true number under another employer, or with another noun, is not supported.
"""

from __future__ import annotations

from collections.abc import Sequence

from rolecall.prepare.gate.amounts import Amount
from rolecall.prepare.gate.known import Known, Read
from rolecall.prepare.gate.lexicon import ACTION, CREDENTIAL, LIGHT, LOW_RANK, RANK, WISHES, meanings
from rolecall.prepare.gate.ordinary import Ordinary
from rolecall.prepare.gate.reading import Missing, Setting, Verdict
from rolecall.profile.queries import FactKind


def judge(text: str, known: Known, about: Sequence[str], setting: Setting) -> Verdict:
    """Hold every claim of a text against the facts; `about` are the ids of those that the text rewords."""
    return _Judge(text, known, about, setting).verdict()


class _Judge(Ordinary):
    """One text, held against one entry after the other."""

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
            i in self.moments
            or i in self.amounts
            or meanings(self.said[i].word, ACTION)
            or meanings(self.said[i].word, RANK)
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
                    if (
                        name
                        and tuple(said[start : start + len(name)]) == name
                        and self.said[at[start]].raw[:1].isupper()
                    ):
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
        counted += [self.amounts[i] for i in at if i in self.amounts and i in self.dated and self._is_count(i, allowed)]
        if not counted:
            return self._against(at, allowed, [], entry)
        sources = [read for read in allowed if any(self._stands(each, read) for each in counted)]
        options = [
            self._against(at, [read, *self.known.heads(read.entry)], counted, entry, wide=allowed) for read in sources
        ] or [self._against(at, allowed, counted, entry, wide=allowed)]
        return min(options, key=lambda found: (len(found.missing), -len(found.used)))

    def _is_count(self, at: int, allowed: Sequence[Read]) -> bool:
        """A number between 1900 and 2099 that a fact counts something by."""
        return (
            self.moments.get(at) is not None
            and self.moments[at].month is None
            and any(
                not read.head
                and any(each.values & self.amounts[at].values and self._counts(each, read) for each in read.amounts)
                for read in allowed
            )
            and at + 1 < len(self.said)
            and self.said[at + 1].word not in LIGHT
        )

    @staticmethod
    def _counts(amount: Amount, read: Read) -> bool:
        after = read.said[amount.last + 1 : amount.last + 2]
        return bool(after) and after[0].word not in LIGHT

    def _against(
        self,
        at: Sequence[int],
        facts: Sequence[Read],
        counted: Sequence[Amount],
        entry: str,
        *,
        wide: Sequence[Read] = (),
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

    def _support(
        self, first: int, last: int, kind: str, facts: Sequence[Read], wide: Sequence[Read], entry: str, *, wish: bool
    ) -> list[Read] | None:
        """The facts that support a claim; None where it claims nothing."""
        token = self.said[first]
        match kind:
            case "wish":
                return None
            case "number":
                return self._number(self.amounts[first], facts, entry)
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
