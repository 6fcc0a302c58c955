"""Numbers in words and units, in the seven languages of the letters."""

from __future__ import annotations

SMALL = {
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
NUMERALS: dict[str, float] = {
    "dozen": 12,
    "dutzend": 12,
    "douzaine": 12,
    "docena": 12,
    "dúzia": 12,
    "dozzina": 12,
    "dozijn": 12,
    "duas": 2,
    "both": 2,
}
for _listed in SMALL.values():
    NUMERALS |= {name: value for value, name in enumerate(_listed.split()) if name != "-"}
for _listed_tens, _first in _TENS.items():
    NUMERALS |= {name: _first + 10 * at for at, name in enumerate(_listed_tens.casefold().split())}
del NUMERALS["one"]
NUMERALS |= {"hundred": 100, "thousand": 1000, "hundert": 100, "tausend": 1000}
for _ten, _value in [(name, value) for name, value in NUMERALS.items() if value in range(20, 100, 10)]:
    for _unit, _digit in zip(SMALL["en"].split()[1:10], range(1, 10), strict=True):
        NUMERALS[f"{_ten}-{_unit}"] = _value + _digit
for _unit, _digit in zip(
    ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"], range(1, 10), strict=True
):
    for _at, _ten in enumerate(
        ["zwanzig", "dreissig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"], 2
    ):
        NUMERALS[f"{_unit}und{_ten}"] = 10 * _at + _digit
SCALES = {
    "k": 1e3, "thousand": 1e3, "tausend": 1e3, "mille": 1e3, "mil": 1e3, "mila": 1e3, "duizend": 1e3, "hundred": 1e2, "hundert": 1e2, "cent": 1e2, "honderd": 1e2,
    "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millionen": 1e6, "millions": 1e6, "millón": 1e6, "millones": 1e6, "milhão": 1e6, "milhões": 1e6,
    "milione": 1e6, "milioni": 1e6, "miljoen": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "milliarde": 1e9, "milliarden": 1e9, "milliard": 1e9, "miljard": 1e9,
    "mrd": 1e9, "miliardi": 1e9,
}  # fmt: skip
UNITS = {
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
