"""What a posting is about, as a vector: half its title, half the beginning of its text.

A text alone drowns the title in 300 words that many jobs share, a title alone knows no skills. Half and half finds a
posting by its title as well as the whole text finds its kin (figures: docs/search.md).
"""

from __future__ import annotations

from collections.abc import Sequence

from rolecall.discover.posting import Posting
from rolecall.platform.embeddings import static

DIMENSIONS = static.DIMENSIONS
_WORDS = 150
_CHARACTERS = _WORDS * 20


def of_posting(posting: Posting) -> list[float] | None:
    """None where neither title nor text has a word that the model knows."""
    (vector,) = of_texts([(posting.title, posting.text)])
    return vector


def of_texts(texts: Sequence[tuple[str, str]]) -> list[list[float] | None]:
    """One vector for each (title, text)."""
    titles = static.embed([title for title, _ in texts])
    bodies = static.embed([_beginning(text) for _, text in texts])
    return [_stored(row) for row in static.unit(titles + bodies)]


def of_words(words: str) -> list[float] | None:
    """The vector of what somebody looks for: words, or a résumé's text. None without a known word."""
    (vector,) = static.embed([words])
    return _stored(vector)


def _stored(vector: static.Vectors) -> list[float] | None:
    # More digits than this a 16-bit number does not keep.
    return [round(value, 5) for value in vector.tolist()] if vector.any() else None


def _beginning(text: str) -> str:
    return " ".join(text[:_CHARACTERS].split()[:_WORDS])
