"""Labels of forms as rules read them: without accents, punctuation, marks of required fields, in one case."""

from __future__ import annotations

import re
import unicodedata

_MARK = re.compile(
    r"\((?:required|optional|erforderlich|pflichtfeld|obligatoire|obligatorio|opcional|verplicht)\)", re.I
)
_NOT_WORD = re.compile(r"[^\w%+']+", re.UNICODE)


def folded(text: str) -> str:
    """Lower case, accents off, words separated by one space: `¿Género? *` is `genero`."""
    plain = unicodedata.normalize("NFKD", _MARK.sub(" ", text).replace("ß", "ss").replace("’", "'"))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_NOT_WORD.sub(" ", bare.casefold()).replace("_", " ").split())
