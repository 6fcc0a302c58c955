"""Numbers with what they count, and dates, as values that compare: `1.2M`, `1,200,000` and `1.2 million` are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rolecall.prepare.gate.lexicon import OVER, UNDER
from rolecall.prepare.gate.tokens import Token
from rolecall.prepare.words import MONTHS

_SMALL = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    "fr": "zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
    "es": "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
    "pt": "zero - dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove vinte",
    "it": "zero - due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
    "nl": "nul - twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig",
}
_TENS = {
    "thirty forty fifty sixty seventy eighty ninety": 30,
    "dreißig vierzig fünfzig sechzig siebzig achtzig neunzig": 30,
    "trente quarante cinquante soixante": 30,
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa": 30,
    "trinta quarenta cinquenta sessenta setenta oitenta noventa": 30,
    "trenta quaranta cinquanta sessanta settanta ottanta novanta": 30,
    "dertig veertig vijftig zestig zeventig tachtig negentig": 30,
}
_NUMERALS: dict[str, float] = {"dozen": 12, "dutzend": 12, "douzaine": 12, "docena": 12, "dúzia": 12, "dozzina": 12, "dozijn": 12, "duas": 2, "both": 2}
for _listed in _SMALL.values():
    _NUMERALS |= {name: value for value, name in enumerate(_listed.split()) if name != "-"}
for _listed_tens, _first in _TENS.items():
    _NUMERALS |= {name: _first + 10 * at for at, name in enumerate(_listed_tens.split())}
del _NUMERALS["one"]
_NUMERALS |= {"hundred": 100, "thousand": 1000, "hundert": 100, "tausend": 1000}
for _ten, _value in [(name, value) for name, value in _NUMERALS.items() if value in range(20, 100, 10)]:
    for _unit, _digit in zip(_SMALL["en"].split()[1:10], range(1, 10), strict=True):
        _NUMERALS[f"{_ten}-{_unit}"] = _value + _digit
for _unit, _digit in zip("ein zwei drei vier fünf sechs sieben acht neun".split(), range(1, 10), strict=True):
    for _at, _ten in enumerate("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(), 2):
        _NUMERALS[f"{_unit}und{_ten}"] = 10 * _at + _digit
_SCALES = {
    "k": 1e3, "thousand": 1e3, "tausend": 1e3, "mille": 1e3, "mil": 1e3, "mila": 1e3, "duizend": 1e3, "hundred": 1e2, "hundert": 1e2, "cent": 1e2, "honderd": 1e2,
    "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millionen": 1e6, "millions": 1e6, "millón": 1e6, "millones": 1e6, "milhão": 1e6, "milhões": 1e6,
    "milione": 1e6, "milioni": 1e6, "miljoen": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "milliarde": 1e9, "milliarden": 1e9, "milliard": 1e9, "miljard": 1e9,
    "mrd": 1e9, "miliardi": 1e9,
}  # fmt: skip
_UNITS = {
    word: unit
    for unit, listed in {
        "%": "% percent per-cent prozent procent pct percentage pourcent",
        "$": "$ usd dollar dollars us$",
        "€": "€ eur euro euros",
        "£": "£ gbp pound pounds",
        "¥": "¥ yen jpy",
        "ms": "ms millisecond milliseconds millisekunden millisecondes milisegundos millisecondi milliseconden",
        "s": "s sec secs second seconds sekunden secondes segundos secondi seconden",
        "min": "min mins minute minutes minuten minutos minuti",
        "h": "h hr hrs hour hours stunde stunden heure heures hora horas ora ore uur",
        "day": "day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen",
        "week": "week weeks woche wochen semaine semaines semana semanas settimana settimane weken",
        "month": "month months monat monate monaten mois mes meses mês mese mesi maand maanden mos",
        "quarter": "quarter quarters quartal quartale quartalen trimestre trimestres trimestri kwartalen kwartaal",
        "year": "year years yr yrs jahr jahre jahren an ans année années año años ano anos anno anni jaar jaren",
        "gb": "gb gigabyte gigabytes",
        "tb": "tb terabyte terabytes",
        "km": "km kilometre kilometres kilometer kilometers",
        "kg": "kg kilo kilos kilogram kilograms",
        "x": "x times mal fois veces vezes volte keer -fold fold",
    }.items()
    for word in listed.split()
}
_SHAPE = re.compile(r"([$€£¥]?)\s?(\d[\d.,'’\u00a0]*\d|\d)\s?(.*)", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,'’\u00a0]\d{3})+")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at a token. `values` are its possible readings (`1.200` is 1200 or 1.2); `bound` is over, under or none.

    `at` and `last` are indexes of its first and last token (unit included); `unit` is empty for a plain count.
    """

    values: frozenset[float]
    unit: str
    bound: str
    at: int
    last: int


def amounts(said: Sequence[Token], text: str) -> list[Amount]:
    """The numbers of a text, dates left out where `dates` reads them."""
    found: list[Amount] = []
    at = 0
    while at < len(said):
        read = _amount(said, at, text)
        if read is None:
            at += 1
            continue
        found.append(read)
        at = read.last + 1
    return found


def _amount(said: Sequence[Token], at: int, text: str) -> Amount | None:
    token = said[at]
    shape = _SHAPE.fullmatch(token.word) if token.word[:1] in "$€£¥0123456789" and token.word else None
    last = at
    if shape:
        values, unit = _values(shape[2]), _UNITS.get(shape[1], "")
        ending = shape[3].strip()
        plus = ending.endswith("+") or text[token.end : token.end + 1] == "+"
        ending = ending.rstrip("+")
        if ending in _SCALES:
            values = frozenset(value * _SCALES[ending] for value in values)
        elif ending in _UNITS:
            unit = _UNITS[ending]
        elif ending not in {"", "st", "nd", "rd", "th", "er", "e", "º", "ª"}:
            unit = ending
    elif token.word in _NUMERALS:
        values, unit, plus = frozenset({float(_NUMERALS[token.word])}), "", False
        following = said[at + 1].word if at + 1 < len(said) else ""
        if values & set(range(20, 100, 10)) and following in _SMALL["en"].split()[1:10]:
            values, last = frozenset({_NUMERALS[token.word] + _NUMERALS[following]}), at + 1
    elif "-" in token.word and token.word.split("-")[0] in _NUMERALS:
        head, _, rest = token.word.partition("-")
        return Amount(frozenset({float(_NUMERALS[head])}), _UNITS.get(rest, ""), _bound(said, at, plus=False), at, at)
    elif token.word == "one" and said[at + 1 : at + 2] and said[at + 1].word in _SCALES:
        values, unit, plus = frozenset({1.0}), "", False
    else:
        return None
    while last + 1 < len(said) and said[last + 1].word in _SCALES and said[last + 1].word not in {"k", "m", "b", "cent"}:
        values = frozenset(value * _SCALES[said[last + 1].word] for value in values)
        last += 1
    if not unit and last + 1 < len(said):
        following = said[last + 1].word
        if following in _UNITS and _near(said[last], said[last + 1], text):
            unit, last = _UNITS[following], last + 1
        elif following in {"per", "pour", "por"} and last + 2 < len(said) and said[last + 2].word in {"cent", "ciento", "cento"}:
            unit, last = "%", last + 2
        elif text[said[last].end :].lstrip()[:1] in "%€£":
            unit = _UNITS[text[said[last].end :].lstrip()[0]]
    return Amount(values, unit, _bound(said, at, plus=plus), at, last)


def _near(one: Token, other: Token, text: str) -> bool:
    return text[one.end : other.start].strip(" -\u00a0") in {"", "%"}


def _bound(said: Sequence[Token], at: int, *, plus: bool) -> str:
    if plus:
        return "over"
    before = [token.word for token in said[max(0, at - 2) : at]]
    if before and (before[-1] in OVER or before[-2:] in (["more", "than"], ["at", "least"], ["plus", "de"], ["más", "de"], ["mais", "de"], ["più", "di"], ["meer", "dan"], ["mehr", "als"], ["greater", "than"])):
        return "over"
    if before and (before[-1] in UNDER or before[-2:] in (["up", "to"], ["less", "than"], ["fewer", "than"], ["close", "to"])):
        return "under"
    return ""


def _values(digits: str) -> frozenset[float]:
    found: set[float] = set()
    if _THOUSANDS.fullmatch(digits):
        found.add(float(re.sub(r"[.,'’\u00a0]", "", digits)))
    for decimal in ",.":
        other = "." if decimal == "," else ","
        plain = re.sub(r"['’\u00a0]", "", digits).replace(other, "").replace(decimal, ".")
        if plain.count(".") <= 1 and (decimal in digits or other not in digits):
            found.add(float(plain))
    return frozenset(found) or frozenset({float(re.sub(r"\D", "", digits) or 0)})


@dataclass(frozen=True, slots=True)
class Moment:
    """A month of a year, or a year (`month` None), at a token. `role` is start, end or neither, by the words around."""

    year: int
    month: int | None
    role: str
    at: int
    last: int


_SINCE = frozenset("since from seit ab von depuis desde dal dalla sinds vanaf de starting".split())
_UNTIL = frozenset("until till to bis jusqu'à jusqu'en jusque hasta até fino tot through à a al en au".split())
_SPAN = re.compile(r"\s*(?:[–—-]|to|bis|until|à|a|al|até|tot|hasta)\s*", re.IGNORECASE)
PRESENT = frozenset("present today now current heute aujourd'hui actualidad actualmente atual presente oggi heden currently".split())


def dates(said: Sequence[Token], text: str) -> list[Moment]:
    """The months and years of a text in order."""
    found: list[Moment] = []
    for at, token in enumerate(said):
        iso = re.fullmatch(r"((?:19|20)\d\d)-(\d\d)(?:-\d\d)?", text[token.start : token.start + 10].strip(" ,.;)")) or re.match(
            r"((?:19|20)\d\d)-(0[1-9]|1[0-2])(?!\d)", text[token.start : token.start + 7]
        )
        if found and found[-1].last >= at:
            continue
        if iso:
            found.append(_moment(said, text, int(iso[1]), int(iso[2]), at, _last(said, token.start + len(iso[0])), found))
            continue
        slash = re.match(r"(0?[1-9]|1[0-2])[/.]((?:19|20)\d\d)(?!\d)", text[token.start : token.start + 8])
        if slash and (at == 0 or not text[token.start - 1].isdigit()):
            found.append(_moment(said, text, int(slash[2]), int(slash[1]), at, _last(said, token.start + len(slash[0])), found))
            continue
        if not _YEAR.fullmatch(token.word):
            continue
        if at and re.search(r"\d[/.]$", text[: token.start]):
            continue
        month, first = None, at
        for back in (1, 2, 3):
            if at >= back and said[at - back].word.rstrip(".") in MONTHS and len(said[at - back].word) > 2:
                if all(token.word in {"de", "of"} or token.word.isdigit() for token in said[at - back + 1 : at]):
                    month, first = MONTHS[said[at - back].word.rstrip(".")], at - back
                break
        found.append(_moment(said, text, int(token.word), month, first, at, found))
    return found


def _last(said: Sequence[Token], end: int) -> int:
    return max(at for at, token in enumerate(said) if token.start < end)


def _moment(
    said: Sequence[Token], text: str, year: int, month: int | None, first: int, last: int, before: Sequence[Moment]
) -> Moment:
    role = ""
    previous = said[first - 1].word if first else ""
    if before and _SPAN.fullmatch(text[said[before[-1].last].end : said[first].start]):
        role = "end"
    elif previous in _SINCE:
        role = "start"
    elif previous in _UNTIL:
        role = "end"
    rest = text[said[last].end :]
    if not role and re.match(r"(?:-\d\d)?\s*(?:[–—-]|to|bis)\s*(?:[A-Za-zÀ-ÿ.]+\s+(?:de\s+)?)?(?:\d{1,2}[/.])?(?:(?:19|20)\d\d|present|today|now|heute|aujourd|actual|atual|oggi|heden|presente)", rest, re.IGNORECASE):
        role = "start"
    return Moment(year, month, role, first, last)


def is_numeral(word: str) -> bool:
    """Whether a word is a number in words."""
    return word in _NUMERALS


def is_unit(word: str) -> bool:
    """Whether a word is a unit: `hours`, `Prozent`."""
    return word in _UNITS


def month_numbers(since: str | None, until: str | None, today: tuple[int, int]) -> range:
    """The months of a span, counted from year 0."""
    start = _parts(since, 1)
    end = _parts(until, 12) or today
    return range(start[0] * 12 + start[1], end[0] * 12 + end[1] + 1) if start else range(0)


def _parts(iso: str | None, month: int) -> tuple[int, int] | None:
    hit = re.match(r"(\d{4})(?:-(\d\d))?", iso or "")
    return (int(hit[1]), int(hit[2] or month)) if hit else None
