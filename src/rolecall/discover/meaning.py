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


def of_postings(postings: Sequence[Posting]) -> list[list[float] | None]:
    """One vector a posting; None where neither title nor text has a word that the model knows."""
    return of_texts([(posting.title, posting.text) for posting in postings])


def of_texts(texts: Sequence[tuple[str, str]]) -> list[list[float] | None]:
    """The same for (title, text)."""
    titles = static.embed([title for title, _ in texts])
    bodies = static.embed([_beginning(text) for _, text in texts])
    return [row.tolist() if row.any() else None for row in static.unit(titles + bodies)]


def of_words(words: str) -> list[float] | None:
    """The vector of what somebody looks for: words, or a résumé's text. None without a known word."""
    (vector,) = static.embed([words])
    return vector.tolist() if vector.any() else None


def _beginning(text: str) -> str:
    return " ".join(text[:_CHARACTERS].split()[:_WORDS])
