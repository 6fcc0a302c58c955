"""What a person wants of a letter."""

from __future__ import annotations

from dataclasses import dataclass

from rolecall.prepare.letters.phrases import Length, Tone


@dataclass(frozen=True, slots=True)
class LetterWish:
    """`why` are the candidate's own sentences on why this employer; `template` the text of an own template.

    `contact` is the person to address, when the candidate knows one; else the posting's.
    """

    tone: Tone = Tone.PLAIN
    length: Length = Length.MEDIUM
    why: tuple[str, ...] = ()
    contact: str | None = None
    template: str | None = None
    language: str | None = None
    """ISO 639-1 of the template, which the rest of the letter then speaks too; None: the posting's."""
    template_name: str | None = None
