"""Studies: school, degree, field, dates, mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rolecall.profile.document import Line
from rolecall.profile.parse.dates import periods
from rolecall.profile.parse.degrees import DEGREE, TRADE
from rolecall.profile.parse.entries import Entry, entries_of
from rolecall.profile.parse.headlines import dates_of, may_be_head
from rolecall.profile.parse.places import NAMELESS_PLACE, find_place, is_place
from rolecall.profile.parse.spans import Sources, Span, join
from rolecall.profile.parse.words import is_school
from rolecall.profile.resume import Education

_BEFORE_PLACE = re.compile(r"[,|–—(-]\s*$|\s{2,}$")
_HEAD_LENGTH = 150
_DEGREE_WITHIN = 45
_AREA_JOIN = re.compile(
    r"^\s*(?:,|:|-|–|—|\s)*\s*(?:\b(?:degree|diploma)\b\s*)?(?:in|of|en|im|zum|zur|als|des|de|der|di|em|in\sthe\sfield\sof)\s+",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(
    r"\s+[|–—•·●▪]\s+|\s+-\s+|\s+[–—]\s*|\s*\|\s*|\s+@\s+|\s+at\s+(?=[A-Z])|\s+from\s+(?=[A-Z])|\t+|\s+[-–—]\s*$|\s*;\s*"
)
_COMMA = re.compile(r"\s*,\s+")
_SCORE = re.compile(
    r"(?:(?:c?\.?gpa|g\.p\.a\.?|cpi|sgpa|grade|gesamtnote|abschlussnote|note|moyenne|nota(?:\smedia)?|media|votazione|voto|mention|score|marks|percentage|cijfer|"
    r"(?:with|graduated)\s+(?=\d))\s*(?:point\saverage)?\s*[:=\-–]?\s*(?:of\s*)?(?P<score>\d{1,3}(?:[.,]\d{1,2})?\s?%?(?:\s?(?:/|out\sof|von|sur|su|de)\s?\d{1,3}(?:[.,]\d{1,2})?)?)"
    r"|(?P<before>\d{1,2}(?:[.,]\d{1,2})?(?:\s?/\s?\d{1,2}(?:[.,]\d{1,2})?)?)\s*(?:c?gpa|cgpa)|(?P<percent>\d{2}(?:[.,]\d{1,2})?\s?%))",
    re.IGNORECASE,
)


def read_education(lines: Sequence[Line], sources: Sources, offset: int) -> list[Education]:
    """The studies of a section; `offset` is the number of studies before it."""
    found: list[Education] = []
    for entry in entries_of(lines, _study_starts):
        pointer = f"/education/{offset + len(found)}"
        study = _study(entry, sources, pointer)
        if study.institution or study.study_type or study.area:
            found.append(study)
        else:
            sources.forget(pointer)
    return found


def _study_starts(lines: Sequence[Line]) -> list[int]:
    """A study begins where a degree, a school or a date comes that the one before already has."""
    starts: list[int] = []
    has: set[str] = set()
    for index, line in enumerate(lines):
        if line.bullet:
            continue
        told = _features(line)
        if line.side:
            has |= told & {"date"}
        elif not starts or (told & has and (may_be_head(line) or "date" in told)):
            starts.append(index)
            has = told
        else:
            has |= told
    schools = sum(bool(_features(lines[index]) & {"degree", "school"}) for index in range(len(lines)))
    return starts if schools else []


def _features(line: Line) -> set[str]:
    told = {"date"} if dates_of(line) else set()
    if len(line.text) > _HEAD_LENGTH:
        return told
    for cell in line.cells:
        match = DEGREE.search(cell.text)
        if match and match.start() <= _DEGREE_WITHIN:
            told.add("degree")
        if is_school(cell.text[: match.start()] + cell.text[match.end() :] if match else cell.text):
            told.add("school")
    return told


def _study(entry: Entry, sources: Sources, pointer: str) -> Education:
    found = _Found()
    for piece in entry.pieces:
        for part in _parted_by_year(entry, piece):
            _take(found, part)
    degree, area, school = _told(found.names)
    place = found.place or next(iter(entry.notes), None)
    score = found.score or _score_below(entry)
    prose = found.tail + entry.prose
    start, end = (entry.period.start, entry.period.end) if entry.period else (None, None)
    if entry.period and entry.period.single:
        start = None
    return Education(
        institution=sources.put(f"{pointer}/institution", school),
        area=sources.put(f"{pointer}/area", area),
        study_type=sources.put(f"{pointer}/studyType", degree),
        location=sources.put(f"{pointer}/location", place),
        start_date=start if sources.put(f"{pointer}/startDate", entry.when if start else None) else None,
        end_date=end if sources.put(f"{pointer}/endDate", entry.when if end else None) else None,
        score=sources.put(f"{pointer}/score", score),
        summary=sources.put(f"{pointer}/summary", join(prose, "\n") if prose else None),
        highlights=sources.put_all(f"{pointer}/highlights", entry.bullets),
    )


@dataclass(slots=True)
class _Found:
    names: list[Span] = field(default_factory=list)
    place: Span | None = None
    score: Span | None = None
    tail: list[Span] = field(default_factory=list)


def _parted_by_year(entry: Entry, piece: Span) -> list[Span]:
    """`BS : Accounting, 2005 University of Maryland`: a year in the middle parts degree and school."""
    dates = periods(piece.text) if entry.period is None else ()
    if len(dates) != 1:
        return [piece]
    entry.period = dates[0]
    entry.when = piece.cut(dates[0].begin, dates[0].finish)
    return piece.without(dates[0].begin, dates[0].finish)


def _take(found: _Found, piece: Span) -> None:
    """Mark and place out of a piece of the head; the rest are names."""
    pieces = [piece]
    if found.score is None and (match := _SCORE.search(piece.text)):
        group = next(name for name in ("score", "before", "percent") if match.group(name))
        found.score = piece.cut(match.start(group), match.end(group)).strip()
        pieces = piece.without(match.start(), match.end())
    for part in pieces:
        name: Span | None = part
        if found.place is None and is_place(part.text):
            found.place, name = part, None
        elif found.place is None and (where := find_place(part.text)):
            after = part.cut(where[1]).strip(" \t,.()–—-")
            nameless = NAMELESS_PLACE.match(part.text, where[0])
            if (not after and _BEFORE_PLACE.search(part.text[: where[0]])) or nameless:
                found.place = part.cut(*where).strip()
                found.tail += [after] if after else []
                name = part.cut(0, where[0]).strip(" \t,;:|·•–—-/(")
        if name:
            found.names += [item for item in name.split(_SEPARATORS) if item]


def _score_below(entry: Entry) -> Span | None:
    for span in [*entry.bullets, *entry.prose]:
        match = _SCORE.search(span.text)
        if match and match.start() < 25 and not match.group("percent"):
            group = "score" if match.group("score") else "before"
            return span.cut(match.start(group), match.end(group)).strip()
    return None


def _told(names: Sequence[Span]) -> tuple[Span | None, Span | None, Span | None]:
    """Degree, field and school among the names of an entry's head."""
    degree: Span | None = None
    area: Span | None = None
    school: Span | None = None
    rest: list[Span] = []
    for name in names:
        match = DEGREE.search(name.text)
        if (
            match
            and degree is None
            and not (is_school(name.text[: match.end() + 12]) and match.start() > 0 and "," not in name.text)
        ):
            school_before, degree, area_after, more = _split_degree(name, match)
            school = school or school_before
            area = area or area_after
            rest += more
        elif is_school(name.text) and school is None:
            school, more_area = _split_school(name)
            if more_area:
                rest.append(more_area)
        else:
            rest.append(name)
    for span in rest:
        if school is None and (is_school(span.text) or area is not None or (degree is None and len(rest) > 1)):
            school = span
        elif area is None:
            area = span
        elif school is None:
            school = span
    return degree, area, school


def _split_school(name: Span) -> tuple[Span, Span | None]:
    """`Princeton University, Computer Science`: what follows the school's comma is the field."""
    parts = name.split(_COMMA)
    if len(parts) < 2:
        return name, None
    index = next((i for i, part in enumerate(parts) if is_school(part.text)), 0)
    if index == 0:
        return parts[0], name.cut(parts[1].start - name.start).strip()
    if index == len(parts) - 1 and len(parts) == 2 and len(parts[0].text.split()) > 1:
        return parts[1], parts[0]
    return name, None


def _split_degree(name: Span, match: re.Match[str]) -> tuple[Span | None, Span, Span | None, list[Span]]:
    degree = name.cut(match.start(), match.end()).strip(" ,;:-–")
    school: Span | None = None
    rest: list[Span] = []
    before = name.cut(0, match.start()).strip()
    trade = TRADE.fullmatch(degree.text) is not None
    if trade and before and not is_school(before.text):
        return None, degree, before, name.cut(match.end()).split(_COMMA)
    if before:
        if is_school(before.text) or before.text.count(" ") >= 1:
            school, more = _split_school(before) if is_school(before.text) else (None, before)
            rest += [more] if more else []
        else:
            degree = name.cut(0, match.end()).strip(" ,;:-–")
    after = name.cut(match.end())
    join_match = _AREA_JOIN.match(after.text)
    area = after.cut(join_match.end() if join_match else 0).strip()
    if not area:
        return school, degree, None, rest
    parts = area.split(_COMMA)
    if trade and len(parts) > 1 and school is None and not is_school(parts[0].text):
        return None, degree, parts[0], rest + parts[1:]
    if len(parts) > 1 and school is None:
        index = next((i for i, part in enumerate(parts) if is_school(part.text)), None)
        if index == 0:
            return parts[0], degree, None, rest + parts[1:]
        if index:
            return (
                area.cut(parts[index].start - area.start).strip(),
                degree,
                area.cut(0, parts[index - 1].end - area.start),
                rest,
            )
    if school is None and join_match is None and is_school(area.text):
        return area, degree, None, rest
    if join_match is None and ":" not in after.text[:3] and is_school(area.text):
        return None, degree, None, [area]
    return school, degree, area, rest
