"""The parts of LinkedIn's profile PDF by their headings, in the languages it is exported in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rolecall.profile.document import Document, Line

LARGER = 1.04
"""Letters that are so much larger are of another kind: company over position, position over the rest."""
_HEADINGS = {
    "contact": "contact|kontakt|coordonnées|contactar|contato|contatti",
    "skills": (
        "top skills|skills|top-kenntnisse|kenntnisse|principales compétences|compétences|aptitudes principales|"
        "principais competências|competenze principali|belangrijkste vaardigheden"
    ),
    "languages": "languages|sprachen|langues|idiomas|línguas|lingue|talen",
    "certificates": (
        "certifications|licenses & certifications|zertifizierungen|bescheinigungen|certificaciones|certificações|"
        "certificazioni|certificaten|certificeringen"
    ),
    "summary": "summary|zusammenfassung|résumé|extracto|resumo|riepilogo|samenvatting",
    "work": "experience|berufserfahrung|expérience|experiencia|experiência|esperienza|ervaring",
    "education": "education|ausbildung|formation|educación|formação acadêmica|formazione|opleiding",
    "other": (
        "honors-awards|honours-awards|publications|patents|projects|volunteer experience|courses|organizations|"
        "auszeichnungen|veröffentlichungen|patente|projekte|publicaciones|publicações|pubblicazioni|publicaties"
    ),
}
_KIND_OF = {word: kind for kind, words in _HEADINGS.items() for word in words.split("|")}


@dataclass(slots=True)
class Part:
    """A heading and the lines under it; `kind` is `name` for what begins with the name."""

    kind: str
    title: str
    lines: list[Line] = field(default_factory=list)


def parts_of(document: Document) -> list[Part]:
    """The document by its headings: a line of known words, or larger than its surroundings, of its own."""
    largest = max((line.size for line in document.lines), default=0.0)
    body = _usual_size(document.lines)
    parts: list[Part] = []
    for line in document.lines:
        kind = _KIND_OF.get(line.text.strip().casefold())
        named = any(part.kind == "name" for part in parts)
        if not named and line.size >= largest - 0.1 and kind is None:
            parts.append(Part("name", "", [line]))
        elif kind and line.size > body * LARGER:
            parts.append(Part(kind, line.text.strip()))
        elif parts:
            parts[-1].lines.append(line)
    return parts


def _usual_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
