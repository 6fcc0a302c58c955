"""Why this employer: the candidate's own sentences. What they say of the company they quote from the posting."""

from __future__ import annotations

import re

from rolecall.prepare.letters.voice import Voice
from rolecall.prepare.words import sentences

MOST_CHARACTERS = 1_000
_QUOTED = re.compile(r"“([^“”]{3,200})”|„([^„“”]{3,200})[“”]|«\s?([^«»]{3,200}?)\s?»|\"([^\"]{3,200})\"")


def as_sentences(text: str) -> tuple[str, ...]:
    """A text as the sentences of a letter, straight quotation marks as curly ones."""
    folded = re.sub(r'"([^"\n]{1,400})"', r"“\1”", " ".join(text.split()))
    return sentences(folded)


def quotations(voice: Voice) -> tuple[str, ...]:
    """What the letter has in quotation marks and the posting says, word for word."""
    found = [voice.quote] if voice.quote else []
    posting = " ".join(voice.posting.text.split())
    for text in voice.wish.why:
        for hit in _QUOTED.finditer(text):
            quoted = next(part for part in hit.groups() if part)
            if quoted in posting:
                found.append(quoted)
    return tuple(dict.fromkeys(found))
