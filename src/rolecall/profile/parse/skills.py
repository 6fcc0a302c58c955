"""Skills, languages and certificates: groups, lists and levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rolecall.profile.document import Line
from rolecall.profile.parse.headlines import period_in
from rolecall.profile.parse.spans import Sources, Span
from rolecall.profile.resume import Certificate, Language, Skill

_LABEL = re.compile(r"^(?P<label>[^:,;|]{2,48}?)\s*(?::|\s–\s|\s—\s|\s-\s)\s*(?=\S)")
_ITEMS = re.compile(r"\s*(?:,(?!\d{3}\b)|;|\||•|·|●|▪|■|◦|➢|\s/\s|\n|\t)\s*(?![^()]*\))")
_EXPERIENCE = re.compile(
    r"\s*\((?:less than\s+)?(?:\d+\+?\s*(?:years?|yrs?|months?)|[<>]?\s*\d+\s*y(?:ea)?rs?|(?:less than )?1 year|10\+ years)\)$",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\(?\b(?P<level>native(?:\s(?:or bilingual|speaker|proficiency|language))*|mother\stongue|bilingual|fluent(?:ly)?|full professional|professional working|professional|proficient|"
    r"limited working|elementary|intermediate|advanced|basic|beginner|conversational|working proficiency|good|excellent|very good|business fluent|"
    r"[ABC][12](?:\s?[-–/]\s?[ABC][12])?|muttersprache|muttersprachlich|fließend|verhandlungssicher|gut|sehr gut|grundkenntnisse|konversationssicher|"
    r"langue maternelle|maternelle|courant|couramment|bilingue|intermédiaire|débutant|notions|scolaire|lu, écrit, parlé|natif|"
    r"nativo|nativa|lengua materna|fluido|avanzado|intermedio|básico|alto|medio|língua materna|fluente|avançado|intermediário|intermédio|"
    r"madrelingua|fluente|ottimo|buono|scolastico|avanzato|moedertaal|vloeiend|goed|basis|read|write|speak)\b[^,;|)]*\)?",
    re.IGNORECASE,
)
_LANGUAGE_ITEMS = re.compile(
    r"\s*(?:;|\||•|·|●|\n|\t)\s*|\s*,\s*(?=[A-ZÀ-Þ])(?![^()]*\))|(?<=\))\s*(?:and|und|et|y|e|en)?\s*(?=[A-ZÀ-Þ])"
)
_PART = re.compile(r"\s*[|–—]\s*|\s+-\s+|\s*;\s*|\s+by\s+(?=[A-Z])|\s+from\s+(?=[A-Z])")
_NOT_SKILLS = re.compile(r"^(?:and|or|etc\.?|&|und|et|y|e|en|others?)$", re.IGNORECASE)
_LONGEST = 140
_SENTENCE_WORDS = 4


def read_skills(lines: Sequence[Line], sources: Sources, offset: int) -> list[Skill]:
    """Groups of skills. `Languages: Python, Rust` is a group; items without a label make one group without a name."""
    groups: list[tuple[Span | None, list[Span]]] = []
    loose: list[Span] = []
    label: Span | None = None
    for line in lines:
        cells = [Span.of(cell) for cell in line.cells]
        if _is_label(line) and not line.bullet:
            label = cells[0].strip()
            groups.append((label, []))
            continue
        for index, cell in enumerate(cells):
            match = _LABEL.match(cell.text)
            if match and _is_group(cell, match):
                groups.append((cell.cut(0, match.end("label")).strip(), list(_items(cell.cut(match.end())))))
                label = None
            elif index == 0 and len(cells) == 2 and _ITEMS.search(cells[1].text) and not _ITEMS.search(cell.text):
                groups.append((cell.strip(), list(_items(cells[1]))))
                break
            elif label is not None and groups:
                groups[-1][1].extend(_items(cell))
            else:
                loose += _items(cell, sentence=line.bullet)
    if loose:
        groups.insert(0, (None, loose))
    found: list[Skill] = []
    for name, items in groups:
        pointer = f"/skills/{offset + len(found)}"
        if name is None and not items:
            continue
        found.append(
            Skill(
                name=sources.put(f"{pointer}/name", name), keywords=sources.put_all(f"{pointer}/keywords", items, 1_000)
            )
        )
    return found


def _is_label(line: Line) -> bool:
    text = line.text.strip()
    if len(line.cells) > 1 or len(text) > 48 or "," in text:
        return False
    return text.endswith(":") or (line.bold and line.size > 0 and len(text.split()) <= 5)


def _is_group(cell: Span, match: re.Match[str]) -> bool:
    label, rest = match.group("label"), cell.text[match.end() :]
    if len(label.split()) > 6:
        return False
    if cell.text[match.end("label") :].lstrip()[:1] == ":":
        return len(rest) > 1
    return bool(_ITEMS.search(rest)) and label[:1].isupper()


def _items(span: Span, *, sentence: bool = False) -> Iterator[Span]:
    text = span.text
    if sentence and len(text.split()) > _SENTENCE_WORDS * (1 + text.count(",")):
        yield span.strip(" \t,;|•")
        return
    if len(text) > _LONGEST and text.rstrip().endswith(".") and text.count(",") < len(text) / 40:
        yield span.strip(" \t,;|•")
        return
    for item in span.split(_ITEMS):
        experience = _EXPERIENCE.search(item.text)
        short = (item.cut(0, experience.start()) if experience else item).strip(" \t,;:|•–—-")
        if short.text.endswith(".") and short.text.count(".") == 1:
            short = short.cut(0, len(short.text) - 1)
        for word in ("and ", "und ", "et ", "& "):
            if short.text.startswith(word) and len(short.text.split()) <= 4:
                short = short.cut(len(word))
        if short and not _NOT_SKILLS.match(short.text) and any(char.isalnum() for char in short.text):
            yield short


def read_languages(lines: Sequence[Line], sources: Sources, offset: int) -> list[Language]:
    """Languages with the fluency as stated."""
    found: list[Language] = []
    for line in lines:
        cells = [Span.of(cell) for cell in line.cells]
        if len(cells) == 2 and _LEVEL.fullmatch(cells[1].text.strip()):
            pairs: list[tuple[Span, Span | None]] = [(cells[0].strip(), cells[1].strip())]
        else:
            pairs = [pair for cell in cells for item in cell.split(_LANGUAGE_ITEMS) if (pair := _language(item))]
        for name, level in pairs:
            pointer = f"/languages/{offset + len(found)}"
            if not name or len(name.text.split()) > 4 or not name.text[:1].isalpha():
                continue
            found.append(
                Language(
                    language=sources.put(f"{pointer}/language", name),
                    fluency=sources.put(f"{pointer}/fluency", level),
                )
            )
    return found


def _language(item: Span) -> tuple[Span, Span | None] | None:
    match = _LEVEL.search(item.text)
    if match is None:
        parts = item.split(re.compile(r"\s*[:–—(]\s*|\s+-\s+"))
        if len(parts) == 2 and len(parts[1].text.split()) <= 5:
            return parts[0], parts[1]
        return (item.strip(), None) if item else None
    if match.start() == 0:
        name = re.search(r"(?:in|of|en|de)\s+(\w+)$", item.text)
        after = item.cut(match.end()).strip()
        if name:
            return item.cut(name.start(1), name.end(1)), item.cut(0, name.start()).strip()
        return (after, item.cut(match.start(), match.end()).strip(" ()")) if after else None
    # Without the bracket it may stand in; one that opens within the level (`gut (B2)`) stays.
    return item.cut(0, match.start()).strip(" \t,;:|•–—-("), item.cut(match.start()).strip(" \t,;:|•–—-")


def read_certificates(lines: Sequence[Line], sources: Sources, offset: int) -> list[Certificate]:
    """One certificate a line: name, issuer, date."""
    found: list[Certificate] = []
    pending: Span | None = None
    for line in lines:
        date: str | None = None
        when: Span | None = None
        pieces: list[Span] = []
        for cell in line.cells:
            span = Span.of(cell)
            dated = period_in(span) if date is None else None
            if dated:
                date = dated[0].end or dated[0].start
                when = span.cut(dated[0].begin, dated[0].finish)
                pieces += dated[1]
            else:
                pieces.append(span.strip())
        names = [part for piece in pieces for part in piece.split(_PART) if part]
        pointer = f"/certificates/{offset + len(found)}"
        if not names:
            if date and found and found[-1].date is None:
                sources.put(f"/certificates/{offset + len(found) - 1}/date", when)
                found[-1] = found[-1].model_copy(update={"date": date})
            continue
        pending = names[0]
        found.append(
            Certificate(
                name=(sources.put(f"{pointer}/name", pending) or "")[:1_000] or None,
                issuer=sources.put(
                    f"{pointer}/issuer", names[1] if len(names) > 1 and len(names[1].text) <= 200 else None
                ),
                date=date if sources.put(f"{pointer}/date", when) else None,
            )
        )
    return found
