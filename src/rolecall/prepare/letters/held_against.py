"""What a package's letter is held against by the quality check."""

from __future__ import annotations

from collections.abc import Iterable

from rolecall.prepare.content import Draft
from rolecall.prepare.letters.check import LetterCheck, LetterFor, check
from rolecall.prepare.letters.posting import spoken_title
from rolecall.prepare.relevance import own_spelling
from rolecall.prepare.words import words


def letter_check(draft: Draft, *, others: Iterable[str] = ()) -> LetterCheck:
    """The quality of a draft's letter. `others` are companies of other applications, to notice a copied letter.

    A company the candidate worked for is no sign of copying, so one that a fact names is left out.
    """
    known = {word for fact in draft.facts for word in words(fact.text)}
    texts = {fact.id: fact.text for fact in draft.facts}
    shown = (name for fact_id, name in draft.terms if own_spelling(name, texts.get(fact_id, "")))
    title = spoken_title(draft.posting.title)
    contact = next((name for name in draft.of_posting if name != title), None)
    return check(
        draft.letter,
        LetterFor(
            company=draft.posting.company,
            title=title,
            language=draft.posting_language or draft.letter_language,
            length=None if draft.template else draft.length,
            contact=contact,
            asked=tuple(dict.fromkeys(shown)),
            others=tuple(other for other in others if not set(words(other)) <= known),
        ),
    )
