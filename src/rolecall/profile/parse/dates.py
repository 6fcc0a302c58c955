"""Dates as résumés write them, in seven languages, to ISO 8601 with the precision stated."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS: tuple[str, ...] = (
    "january|jan|januar|jänner|jaen|jän|janvier|janv|enero|ene|janeiro|gennaio|gen|januari",
    "february|feb|febr|februar|février|fevrier|févr|fevr|fév|febrero|fevereiro|fev|febbraio|februari",
    "march|mar|märz|maerz|mär|mrz|mars|marzo|março|marco|maart|mrt",
    "april|apr|avril|avr|abril|abr|aprile",
    "may|mai|mayo|maio|maggio|mag|mei",
    "june|jun|juni|juin|junio|junho|giugno|giu",
    "july|jul|juli|juillet|juil|julio|julho|luglio|lug",
    "august|aug|août|aout|agosto|ago|augustus",
    "september|sept|sep|septembre|septiembre|setembro|settembre|set|sett",
    "october|oct|oktober|okt|octobre|octubre|outubro|out|ottobre|ott",
    "november|nov|novembre|noviembre|novembro",
    "december|dec|dezember|dez|décembre|decembre|déc|diciembre|dic|dezembro|dicembre",
)
_MONTHS_A_YEAR = 12
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split("|")}
_MONTH = "(?:" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + ")"
_SEASON = (
    r"(?:spring|summer|fall|autumn|winter|frühjahr|frühling|sommer|herbst|printemps|été|automne|hiver|primavera|verano|"
    r"otoño|invierno|verão|outono|estate|autunno|inverno|lente|zomer|herfst|semester|ws|ss|wise|sose)"
)
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_SHORT = r"['’]\s?\d{2}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|°|\.)?"
_OF = r"(?:\s+(?:of|de|del|di|d')\s*|[\s.,/\-–]*)"

_DATE = re.compile(
    rf"""(?<![\w/.])(?:
      (?P<iso_y>{_YEAR})[-/.](?P<iso_m>0[1-9]|1[0-2])(?:[-/.](?P<iso_d>0[1-9]|[12]\d|3[01]))?(?![\d/])
    | (?P<num_d>0?[1-9]|[12]\d|3[01])(?P<num_s>[./])(?P<num_m>0?[1-9]|1[0-2])[./](?P<num_y>{_YEAR})
    | (?P<us_m>0?[1-9]|1[0-2])[/](?P<us_d>1[3-9]|2\d|3[01])[/](?P<us_y>{_YEAR})
    | (?P<my_m>0?[1-9]|1[0-2])\s?[/.\-]\s?(?P<my_y>{_YEAR})
    | (?P<ym_y>{_YEAR})\s+(?P<ym_m>{_MONTH})(?![\w.]*\s*\d)
    | (?:{_DAY}\s*(?:de\s+|of\s+)?)?(?P<mon>{_MONTH})\.?(?:\s+{_DAY},?)?{_OF}(?P<mon_y>{_YEAR}|{_SHORT}|\d{{2}}(?=\s*(?:$|[)\]|,;–—-]|to\b|till?\b|bis\b)))
    | (?:{_SEASON})\s*(?:semester\s*)?(?:/\s*{_SEASON}\s*)?,?\s*(?:of\s+)?(?P<sea_y>{_YEAR})(?:/\d{{2}})?
    | (?:Q[1-4]|[1-4]Q)[\s/]*(?P<q_y>{_YEAR})
    | (?P<y>{_YEAR})
    )(?![\w%])""",
    re.IGNORECASE | re.VERBOSE,
)
_PRESENT = (
    r"(?:present|current(?:ly)?|now|today|ongoing|on-going|to\s?date|till\s(?:date|now|today)|till-date|until\s(?:now|today|present)|date|"
    r"heute|jetzt|aktuell|laufend|gegenwart|dato|présent|present|aujourd['’]hui|ce\sjour|actuel(?:lement)?|en\scours|"
    r"actual(?:idad|mente)?|hoy|la\sfecha|presente|atual(?:mente)?|o\smomento|hoje|oggi|attuale|ad\soggi|in\scorso|"
    r"heden|nu|vandaag)"
)
_TO = r"(?:\s*(?:–|—|‒|―|−|-{1,3}|~|→|\bto\b|\btill\b|\buntil\b|\bthrough\b|\bbis\b|\bà\b|\bau\b|\bjusqu['’](?:à|en)\b|\ba\b|\bal\b|\bhasta\b|\baté\b|\bate\b|\bfino\sa\b|\btot\b|\bt/m\b)\s*(?:the\s|la\s|l['’])?|\s{2,})"
_SINCE = r"(?:since|from|starting|seit|ab|depuis|desde|dal(?:la)?|da|sinds|vanaf)\s+"
_OPEN_TAIL = re.compile(rf"{_TO}{_PRESENT}(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(rf"{_TO}", re.IGNORECASE)
_SHORT_END = re.compile(r"\s?[-–—/]\s?(\d{2})(?![\w/.\-%,]|\s?%)")
_MONTH_ONLY = re.compile(rf"(?<!\w)(?P<mon>{_MONTH})\.?(?P<to>{_TO})$", re.IGNORECASE)
_NUMBER_ONLY = re.compile(r"(?<![\w/.])(?P<mon>0?[1-9]|1[0-2])(?P<to>\s*[-–—]\s*)$")
_SINCE_BEFORE = re.compile(rf"(?<!\w){_SINCE}$", re.IGNORECASE)
_UNTIL_BEFORE = re.compile(r"(?<!\w)(?:until|till|bis|jusqu['’](?:en|à)|hasta|até|fino al?|tot)\s+$", re.IGNORECASE)
_OPEN_DASH = re.compile(r"\s*(?:–|—|-)\s*$")
_DURATION = re.compile(
    r"^[(\[·•,\s]*(?:about\s|ca\.?\s)?\d{1,2}(?:[.,]\d)?\s*\+?\s*"
    r"(?:years?|yrs?|months?|mos?|mths?|weeks?|jahre?n?|monate?n?|wochen?|ans?|années?|mois|semaines?|años?|meses|mes|semanas?|anos?|mês|"
    r"anni|anno|mesi|mese|settimane|jaar|jaren|maanden|maand|weken)\b"
    r"(?:[\s,&]*(?:and|und|et|y|e|en)?\s*\d{1,2}\s*(?:months?|mos?|mths?|monate?n?|mois|meses|mes|mês|mesi|mese|maanden|maand))?[)\]\s.]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time in a text: ISO dates, offsets in that text. `open`: it goes on. `single`: one date, no range."""

    start: str | None
    end: str | None
    begin: int
    finish: int
    open: bool = False
    single: bool = False


def periods(text: str) -> tuple[Period, ...]:
    """Every range or single date in `text`, left to right, without overlap."""
    found: list[Period] = []
    position = 0
    while match := _DATE.search(text, position):
        period = _period(text, match, position)
        found.append(period)
        position = max(period.finish, match.end())
    return tuple(found)


def is_duration(text: str) -> bool:
    """Whether the text is nothing but a length of time: `2 years 10 months`."""
    return bool(_DURATION.match(text))


def only_period(text: str) -> Period | None:
    """The period, if the text is nothing else than that (brackets, separators and a stated length apart)."""
    found = periods(text)
    if len(found) != 1:
        return None
    rest = (text[: found[0].begin] + " " + text[found[0].finish :]).strip(" \t()[]{}|,;:.·•–—-/\u200b")
    return found[0] if not rest or is_duration(rest) or rest.casefold() in _LEADS else None


_LEADS = {
    "date",
    "dates",
    "period",
    "duration",
    "from",
    "zeitraum",
    "période",
    "periodo",
    "período",
    "periode",
    "year",
    "expected",
    "graduated",
    "graduation",
    "completed",
    "passing year",
    "year of passing",
}


def _period(text: str, match: re.Match[str], floor: int) -> Period:
    first = _iso(match)
    begin, finish = match.start(), match.end()
    before = text[floor:begin]
    tail = text[finish:]
    starts = floor + since.start() if (since := _SINCE_BEFORE.search(before)) else begin
    if present := _OPEN_TAIL.match(tail):
        return Period(first, None, starts, finish + present.end(), open=True)
    if (between := _BETWEEN.match(tail)) and (second := _DATE.match(tail, between.end())):
        last = _iso(second)
        if last[:4] >= first[:4]:
            return Period(first, last, starts, finish + second.end())
    if len(first) == 4 and (short := _SHORT_END.match(tail)):
        year = first[:2] + short.group(1)
        if first < year <= str(int(first) + 60):
            return Period(first, year, starts, finish + short.end())
    if month := _MONTH_ONLY.search(before):
        # `May – Aug 2021`: the year stands once, at the end.
        number = _MONTH_OF[month.group("mon").casefold()]
        if len(first) >= 7 and number <= int(first[5:7]):
            return Period(f"{first[:4]}-{number:02}", first, floor + month.start(), finish)
    number_only = _NUMBER_ONLY.search(before) if len(first) == len("2021-08") else None
    if number_only and int(number_only.group("mon")) <= int(first[5:7]):
        return Period(f"{first[:4]}-{int(number_only.group('mon')):02}", first, floor + number_only.start(), finish)
    if since:
        return Period(first, None, starts, finish, open=True)
    if until := _UNTIL_BEFORE.search(before):
        return Period(None, first, floor + until.start(), finish)
    if (dash := _OPEN_DASH.match(tail)) and begin <= 3:
        # `2019 –` with nothing behind it: it goes on.
        return Period(first, None, starts, finish + dash.end(), open=True)
    return Period(first, first, starts, finish, single=True)


def _iso(match: re.Match[str]) -> str:
    part = match.groupdict()
    if part["iso_y"]:
        return "-".join(p for p in (part["iso_y"], part["iso_m"], part["iso_d"]) if p)
    if (
        part["num_y"]
        and part["num_s"] == "/"
        and int(part["num_d"]) <= _MONTHS_A_YEAR
        and int(part["num_d"]) != int(part["num_m"])
    ):
        return str(part["num_y"])  # 10/04/2015 is in April here and in October there
    if part["num_y"]:
        return f"{part['num_y']}-{int(part['num_m']):02}-{int(part['num_d']):02}"
    if part["us_y"]:
        return f"{part['us_y']}-{int(part['us_m']):02}-{int(part['us_d']):02}"
    if part["my_y"]:
        return f"{part['my_y']}-{int(part['my_m']):02}"
    if part["ym_y"]:
        return f"{part['ym_y']}-{_MONTH_OF[part['ym_m'].casefold()]:02}"
    if part["mon"]:
        year = part["mon_y"].lstrip("'’ ")
        if len(year) == 2:
            year = ("20" if int(year) < 60 else "19") + year
        return f"{year}-{_MONTH_OF[part['mon'].casefold()]:02}"
    return str(part["sea_y"] or part["q_y"] or part["y"])
