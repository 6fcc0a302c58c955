"""A title → the occupations that it may name, the likeliest first.

`Occupations` holds any list of occupations with their names; `rolecall.match.titles.esco` has the shipped one. How a title and
a name are compared: in English their meaning (the built-in sentence model) beside their words and letters,
in other languages, which the model has not learnt, words and letters alone. `docs/titles.md` has the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rolecall.match.titles.forms import MOST_CHARACTERS, Forms, forms
from rolecall.match.titles.index import Scores, TitleIndex
from rolecall.platform.embeddings import sentences
from rolecall.platform.embeddings.static import unit

WHOLE, BEST_OTHER = 0.7, 0.3
"""Shares of the whole title and of its likeliest half or turn."""
MEANING_OF_ALL = 0.5
"""Weight of the likeness to all names of an occupation together, beside that to each single name."""
WORDS_IN_ENGLISH, LETTERS_IN_ENGLISH = 0.2, 0.1
AS_WRITTEN, LETTERS, WORDS, OF_ALL = 1.0, 0.5, 0.3, 0.2
"""In other languages: letters of the title just as it is written, letters and words of its forms, and the mean over the
names of an occupation. The first leads, because how far the rules of `title_forms` help there is not measured."""
DIGITS = 6
"""Scores are rounded, so that the last bits of a sum never decide about a rank."""


@dataclass(frozen=True, slots=True)
class Likely:
    """An occupation by its number, its name that is likest to the title, and the score (higher is likelier)."""

    occupation: int
    name: str
    score: float


class Occupations:
    """Names of occupations, made ready for many titles.

    `of[i]` is the number of the occupation that `names[i]` belongs to, counted from 0. `english` says whether names and
    titles are English. `meanings`, one row of length 1 for an occupation, saves embedding every name; then each name's
    own meaning is not looked at. Without it building takes about 1.5 ms a name.
    """

    def __init__(
        self, names: Sequence[str], of: Sequence[int], *, english: bool, meanings: sentences.Vectors | None = None
    ) -> None:
        self.names = tuple(names)
        self._english = english
        self._of = np.array(of, dtype=np.int64)
        self._sizes = np.maximum(np.bincount(self._of), 1)
        rows = [(number, form) for number, name in enumerate(names) for form in _written(name)]
        self._first = np.searchsorted([number for number, _ in rows], np.arange(len(names)))
        self._index = TitleIndex([form for _, form in rows], letters=meanings is None)
        self._meant: sentences.Vectors | None = None
        self._meanings = meanings
        if english and meanings is None:
            self._meant = sentences.embed([name.lower() for name in names])
            self._meanings = self.centres(self._meant)

    def centres(self, meant: sentences.Vectors) -> sentences.Vectors:
        """The mean meaning of each occupation's names, brought to length 1."""
        out = np.zeros((len(self._sizes), meant.shape[1]), dtype=np.float32)
        np.add.at(out, self._of, meant)
        return unit(out)

    def scores(self, title: str) -> Scores:
        """How likely each name means the title; comparable within one title only."""
        told = forms(title, self._english)
        if not told.main:
            return np.zeros(len(self.names))
        words, letters = self._both(self._index.words, told), self._both(self._index.letters, told)
        if self._meanings is None:
            written = self._by_name(self._index.letters(title[:MOST_CHARACTERS].lower()))
            alike = AS_WRITTEN * written + LETTERS * letters + WORDS * words
            means = np.bincount(self._of, alike, minlength=len(self._sizes)) / self._sizes
            return np.round(alike + OF_ALL * means[self._of], DIGITS)
        asked = sentences.embed([told.main, *told.others])
        near = _mixed((asked @ self._meanings.T).astype(np.float64))[self._of]
        meant = near if self._meant is None else _mixed((asked @ self._meant.T).astype(np.float64))
        alike = meant + MEANING_OF_ALL * near + WORDS_IN_ENGLISH * words + LETTERS_IN_ENGLISH * letters
        return np.round(alike, DIGITS)

    def likely(self, title: str, most: int = 10) -> list[Likely]:
        """The likeliest occupations, each once, with its likest name; equal scores in the order of the list."""
        scores = self.scores(title)
        out: dict[int, Likely] = {}
        for at in np.argsort(-scores, kind="stable"):
            if len(out) == most or scores[at] <= 0:
                break
            number = int(self._of[at])
            out.setdefault(number, Likely(number, self.names[at], float(scores[at])))
        return list(out.values())

    def _both(self, likeness: Callable[[str], Scores], told: Forms) -> Scores:
        read = [self._by_name(likeness(form)) for form in (told.main, *told.others)]
        return _mixed(np.stack(read))

    def _by_name(self, by_row: Scores) -> Scores:
        return np.asarray(np.maximum.reduceat(by_row, self._first))


def _mixed(read: Scores) -> Scores:
    """The first row, which is the whole title, with the best of the others."""
    return np.asarray(read[0] if len(read) == 1 else WHOLE * read[0] + BEST_OTHER * read[1:].max(axis=0))


def _written(name: str) -> tuple[str, ...]:
    """A name as it is searched: as it is written and, where it gives his and hers ("abatteur/abatteuse"), each of them."""
    told = name.lower()
    parts = [part.strip() for part in told.split("/")]
    if len(parts) == 1:
        return (told,)
    shared = len({part[:3] for part in parts}) == 1
    return tuple(dict.fromkeys((told, *parts))) if shared else (told,)
