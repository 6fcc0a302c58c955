"""What is told of a file beside its text: words nobody sees in it, and words piled up in its properties."""

from __future__ import annotations

from collections.abc import Mapping

MOST_SHOWN = 80
STUFFED_PROPERTIES = 25
"""Words in title, subject, keywords and comments together: a file that says what it is needs fewer."""
_TOLD = ("title", "subject", "keywords", "description", "comments", "category")


def hidden_notice(words: str) -> tuple[str, ...]:
    """A notice on words that the file holds and a person does not see; none for no words."""
    folded = " ".join(words.split())
    if not any(char.isalnum() for char in folded):
        return ()
    count = len(folded.split())
    found = f"{count} {'word' if count == 1 else 'words'} that nobody sees"
    return (f"The file holds hidden text ({found}); it was not read: “{clipped(folded)}”",)


def properties_notice(properties: Mapping[str, str]) -> tuple[str, ...]:
    """A notice on a pile of words in the file's properties, by their names; these are never read as the résumé."""
    told = " ".join(value for name, value in properties.items() if name.lower() in _TOLD and value)
    if len(told.split()) < STUFFED_PROPERTIES:
        return ()
    found = f"{len(told.split())} words that are not in the résumé"
    return (f"The file's properties hold {found}; they were not read: “{clipped(' '.join(told.split()))}”",)


def clipped(text: str, most: int = MOST_SHOWN) -> str:
    """The text, or its first words and an ellipsis."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
