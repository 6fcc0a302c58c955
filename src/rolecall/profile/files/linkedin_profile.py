"""LinkedIn's profile as PDF (More → Save to PDF): a narrow column of contact and skills, and the profile beside it.

LinkedIn documents no format; this is what its exports of 2020 to 2026 look like, in seven languages of their headings.
The letters' sizes tell what a line is: name, heading, company or school, position, and the rest, in falling order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rolecall.profile.document import Document, Line
from rolecall.profile.files.linkedin_parts import LARGER, Part, parts_of
from rolecall.profile.parse.addresses import location_of
from rolecall.profile.parse.dates import is_duration, only_period, periods
from rolecall.profile.parse.others import read_others
from rolecall.profile.parse.places import is_place
from rolecall.profile.parse.spans import Sources, Span, join
from rolecall.profile.resume import Basics, Certificate, Education, Entry, Language, Link, Location, Resume, Skill, Work

_MARK = re.compile(r"\(LinkedIn\)")
_OWN = re.compile(r"(?:[a-z]{2,3}\.)?linkedin\.com/in/(?P<user>[\w%.-]+)", re.IGNORECASE)
_WEB = re.compile(r"^(?P<url>(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?)\s*\((?P<label>[^()]{1,40})\)$")
_PHONE = re.compile(r"^(?P<number>\+?[\d(][\d\s()./-]{5,24}\d)(?:\s*\([^()]{1,20}\))?$")
_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_FLUENCY = re.compile(r"^(?P<language>[^()]+?)\s*\((?P<fluency>[^()]+)\)$")
_STUDY_DATES = re.compile(r"\s*·?\s*\((?P<dates>[^()]*(?:19|20)\d{2}[^()]*)\)\s*$")
_LONGEST_PLACE = 70


def read_linkedin_profile(document: Document) -> Resume | None:
    """The résumé in an export of LinkedIn's profile; None when the document is none."""
    head = document.lines[:40]
    if not any(_MARK.search(line.text) for line in head) or not _OWN.search("".join(line.text for line in head)):
        return None
    parts = parts_of(document)
    kinds = {part.kind for part in parts}
    if "contact" not in kinds or not kinds & {"work", "education", "summary"}:
        return None
    reader = _Reader(Sources(document))
    for part in parts:
        reader.read(part)
    return reader.resume()


@dataclass(slots=True)
class _Reader:
    sources: Sources
    basics: dict[str, str | Location | tuple[Link, ...] | None] = field(default_factory=dict)
    work: list[Work] = field(default_factory=list)
    education: list[Education] = field(default_factory=list)
    skills: list[Skill] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    languages: list[Language] = field(default_factory=list)
    others: list[Entry] = field(default_factory=list)

    def read(self, part: Part) -> None:
        match part.kind:
            case "name":
                self._name(part.lines)
            case "contact":
                self._contact(part.lines)
            case "summary" if part.lines:
                self.basics["summary"] = self.sources.put("/basics/summary", _prose(part.lines))
            case "work":
                self.work += [*self._positions(part.lines)]
            case "education":
                self.education += [*self._studies(part.lines)]
            case "skills":
                at = f"/skills/{len(self.skills)}/keywords"
                self.skills.append(Skill(keywords=self.sources.put_all(at, map(_span, part.lines), 1_000)))
            case "languages":
                self.languages += [*self._spoken(part.lines)]
            case "certificates":
                for line in part.lines:
                    at = f"/certificates/{len(self.certificates)}/name"
                    self.certificates.append(Certificate(name=self._put(at, _span(line))))
            case "other":
                self.others += read_others(part.title, part.lines, self.sources, len(self.others))

    def resume(self) -> Resume:
        return Resume(
            basics=Basics.model_validate(self.basics),
            work=tuple(self.work),
            education=tuple(self.education),
            skills=tuple(skill for skill in self.skills if skill.keywords),
            certificates=tuple(self.certificates),
            languages=tuple(self.languages),
            others=tuple(self.others),
            sources=self.sources.found,
        )

    def _put(self, pointer: str, span: Span | None) -> str | None:
        value = self.sources.put(pointer, span)
        return value[:1_000] if value else None

    def _name(self, lines: Sequence[Line]) -> None:
        """Name, headline over one or several lines, and the place as the last one."""
        name, *rest = lines
        self.basics["name"] = self._put("/basics/name", _span(name))
        if rest and _is_place(rest[-1].text, sure=len(rest) > 1):
            place = self._put("/basics/location/city", _span(rest.pop()))
            self.basics["location"] = location_of(place) if place else None
        if rest:
            self.basics["label"] = self._put("/basics/label", join([_span(line) for line in rest]))

    def _contact(self, lines: Sequence[Line]) -> None:
        """Telephone, e-mail and links; LinkedIn breaks a long address anywhere, and goes on without a blank."""
        links: list[Link] = []
        for span in _whole_links(lines):
            text = span.text.strip()
            if (own := _OWN.search(text)) and not links:
                url = f"https://www.linkedin.com/in/{own['user']}"
                self.sources.put("/basics/profiles/0/url", span)
                links.append(Link(network="LinkedIn", username=own["user"][:1_000], url=url[:1_000]))
            elif (email := _EMAIL.search(text)) and "email" not in self.basics:
                self.basics["email"] = self._put("/basics/email", span.cut(*email.span()))
            elif (phone := _PHONE.match(text)) and "phone" not in self.basics:
                self.basics["phone"] = self._put("/basics/phone", span.cut(*phone.span("number")))
            elif (web := _WEB.match(text)) and "linkedin.com" not in text:
                url = web["url"] if "://" in web["url"] else f"https://{web['url']}"
                if "url" not in self.basics:
                    self.sources.put("/basics/url", span)
                    self.basics["url"] = url[:1_000]
                elif len(links) < 10:
                    self.sources.put(f"/basics/profiles/{len(links)}/url", span)
                    links.append(Link(network=web["label"], url=url[:1_000]))
        self.basics["profiles"] = tuple(links)

    def _positions(self, lines: Sequence[Line]) -> Iterator[Work]:
        """A company, for several positions also how long in all; then position, dates, place and words of each."""
        company: Span | None = None
        dated = [index for index, line in enumerate(lines) if only_period(line.text) and not is_duration(line.text)]
        large = max((line.size for line in lines), default=0.0)
        begin = 0
        for number, at in enumerate(dated):
            head = [line for line in lines[begin:at] if not is_duration(line.text)]
            firm = [line for line in head[:-1] if line.size >= large / LARGER**0.5 and not line.bullet]
            if firm:
                company = join([_span(line) for line in firm])
            title = head[len(firm) :] if firm else head[-1:]
            finish = self._finish(lines, at, dated[number + 1] if number + 1 < len(dated) else None, large)
            yield self._position(company, title, lines[at], lines[at + 1 : finish], len(self.work) + number)
            begin = finish

    def _finish(self, lines: Sequence[Line], at: int, following: int | None, large: float) -> int:
        """Where the words of a position end: before the next one's company, else before its title."""
        if following is None:
            return len(lines)
        for index in range(at + 1, following - 1):
            if lines[index].size >= large / LARGER**0.5 and not lines[index].bullet:
                return index
        first = following - 1
        while first - 1 > at and lines[first - 1].size >= lines[first].size - 0.05 > lines[at].size * 1.02:
            first -= 1
        return max(at + 1, first)

    def _position(
        self, company: Span | None, title: Sequence[Line], dates: Line, told: Sequence[Line], index: int
    ) -> Work:
        at = f"/work/{index}"
        period = periods(dates.text)[0]
        place = told[0] if told and _is_place(told[0].text, sure=False) and not told[0].bullet else None
        prose = [line for line in told if line is not place and not line.bullet]
        return Work(
            name=self._put(f"{at}/name", company),
            position=self._put(f"{at}/position", join([_span(line) for line in title]) if title else None),
            location=self._put(f"{at}/location", _span(place) if place else None),
            start_date=self._date(f"{at}/startDate", dates, period.start),
            end_date=self._date(f"{at}/endDate", dates, period.end),
            summary=self.sources.put(f"{at}/summary", _prose(prose)) if prose else None,
            highlights=self.sources.put_all(f"{at}/highlights", (_span(line) for line in told if line.bullet)),
        )

    def _date(self, pointer: str, line: Line, date: str | None) -> str | None:
        if date:
            period = periods(line.text)[0]
            self.sources.put(pointer, _span(line).cut(period.begin, period.finish))
        return date

    def _studies(self, lines: Sequence[Line]) -> Iterator[Education]:
        """A school in larger letters; under it degree, subject and years, and sometimes words of one's own."""
        large = max((line.size for line in lines), default=0.0)
        starts = [index for index, line in enumerate(lines) if line.size >= large / LARGER]
        starts = [
            index
            for number, index in enumerate(starts)
            if number == 0 or starts[number - 1] != index - 1 or lines[index].gap
        ]
        for number, begin in enumerate(starts):
            finish = starts[number + 1] if number + 1 < len(starts) else len(lines)
            group = lines[begin:finish]
            schools = [line for line in group if line.size >= large / LARGER]
            yield self._study(schools, group[len(schools) :], len(self.education) + number)

    def _study(self, schools: Sequence[Line], told: Sequence[Line], index: int) -> Education:
        at = f"/education/{index}"
        school = self._put(f"{at}/institution", join([_span(line) for line in schools]))
        ends = next((number for number, line in enumerate(told[:3]) if _STUDY_DATES.search(line.text)), None)
        head, rest = (told[: ends + 1], told[ends + 1 :]) if ends is not None else (told[:1], told[1:])
        start = end = None
        degree: Span | None = None
        if head:
            degree = join([_span(line) for line in head])
            if dates := _STUDY_DATES.search(degree.text):
                found = periods(dates["dates"])
                start, end = (found[0].start, found[0].end) if found else (None, None)
                where = _span(head[-1])
                spot = _STUDY_DATES.search(where.text)
                if spot:
                    for name, value in (("startDate", start), ("endDate", end)):
                        self.sources.put(f"{at}/{name}", where.cut(*spot.span("dates")) if value else None)
                degree = degree.cut(0, dates.start())
        kind, area = _split(degree)
        return Education(
            institution=school,
            study_type=self._put(f"{at}/studyType", kind),
            area=self._put(f"{at}/area", area),
            start_date=start,
            end_date=end,
            summary=self.sources.put(f"{at}/summary", _prose(rest)) if rest else None,
        )

    def _spoken(self, lines: Sequence[Line]) -> Iterator[Language]:
        for number, line in enumerate(lines):
            at, span = f"/languages/{len(self.languages) + number}", _span(line)
            told = _FLUENCY.match(span.text)
            spoken, fluency = (
                (span.cut(*told.span("language")), span.cut(*told.span("fluency"))) if told else (span, None)
            )
            yield Language(language=self._put(f"{at}/language", spoken), fluency=self._put(f"{at}/fluency", fluency))


def _split(degree: Span | None) -> tuple[Span | None, Span | None]:
    """`Master of Science - MS, Econometrics` is a degree and its subject."""
    if degree is None or ", " not in degree.text:
        return degree, None
    cut = degree.text.index(", ")
    return degree.cut(0, cut), degree.cut(cut + 2)


def _whole_links(lines: Sequence[Line]) -> list[Span]:
    """The contact lines, those of a broken address as one."""
    found: list[Span] = []
    for line in lines:
        span = _span(line)
        before = found[-1] if found else None
        if before and not before.text.rstrip().endswith(")") and ("/" in before.text or _OWN.search(before.text)):
            found[-1] = Span(before.text + span.text, before.start, span.end)
        else:
            found.append(span)
    return found


def _is_place(text: str, *, sure: bool) -> bool:
    """A place we know, or (where one is expected) short and of capitalised names: `Greater Utrecht Area`."""
    if is_place(text):
        return True
    names = [part.strip() for part in text.split(",")]
    if len(text) > _LONGEST_PLACE or text.rstrip().endswith((".", ":", ";")) or any(map(str.isdigit, text)):
        return False
    capitals = all(name[:1].isupper() and len(name.split()) <= 5 for name in names)
    return capitals and (
        2 <= len(names) <= 4 or (sure and len(names) == 1) or text.endswith(("Area", "Region", "Metropolitan Area"))
    )


def _prose(lines: Sequence[Line]) -> Span:
    return join([_span(line) for line in lines], "\n")


def _span(line: Line) -> Span:
    return Span(line.text, line.start, line.end)
