"""How sure the reading of each field is: what rules of its kind are worth, and what the tagger says of its words."""

from __future__ import annotations

from math import exp

from rolecall.profile.document import Document
from rolecall.profile.parse.tagger.shipped import odds_of_fields, shipped
from rolecall.profile.parse.tagger.words import INDEX
from rolecall.profile.resume import Resume

_LEAST, _MOST = 0.02, 0.99


def with_confidence(document: Document, resume: Resume) -> Resume:
    """The résumé with a confidence, 0 to 1, in each of its sources."""
    model = shipped()
    odds = odds_of_fields(model.chain, document, resume)
    sources = {}
    for pointer, source in resume.sources.items():
        kind = INDEX.sub("", pointer).strip("/")
        told = model.intercepts.get(kind, model.intercepts["other"]) + model.slope * odds.get(pointer, 0.0)
        sure = 1 / (1 + exp(-told))
        sources[pointer] = source.model_copy(update={"confidence": round(min(_MOST, max(_LEAST, sure)), 2)})
    return resume.model_copy(update={"sources": sources})
