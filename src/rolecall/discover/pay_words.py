"""The words around advertised pay: periods, ranges, labels, and what speaks of other money, in ten languages."""

from __future__ import annotations

import re

UNITS = {
    "hour": "hour hours hr hrs h hourly stunde std heure hora ora uur u godzinę godzina godz timme timmen time timen שעה",
    "day": "day daily tag jour día dia giorno dag dzień יום",
    "week": "week weekly wk woche semaine semana settimana tydzień שבוע",
    "month": "month monthly mo mth monat mois mes mês mese maand miesiąc mies månad månaden måned måneden md m חודש",
    "year": "year yearly yr annum annually a jahr an année annee año ano anno jaar rok år året שנה",
}
ALONE = {
    "hour": "hourly stündlich horaire horaires ph שעתי",
    "day": "daily täglich diarios diario dziennie pd",
    "week": "weekly wöchentlich hebdomadaire semanales semanal settimanali tygodniowo pw",
    "month": (
        "monthly monatlich mtl mensuel mensuels mensuelle mensuales mensual mensais mensili mensile mensilmente "
        "maandelijks miesięcznie pcm mensal חודשי"
    ),
    "year": (
        "annual annually yearly jährlich jährl annuel annuels annuelle annuellement anuales anual anuais annui annuo annua "
        "jaarlijks rocznie שנתי"
    ),
}
BY_WORD = {"pa": "year"} | {
    word: name for table in (UNITS, ALONE) for name, words in table.items() for word in words.split()
}
GROSS = r"\s?\(?\b(?:gross|brutto|base|bruts?|brutos?|lord[ioa]|netto|net|USD|EUR|CAD|AUD|ברוטו)\b\)?"


def _either(table: dict[str, str]) -> str:
    return "|".join(
        sorted((re.escape(word) for words in table.values() for word in words.split()), key=len, reverse=True)
    )


PERIOD = (
    rf"(?:{GROSS}){{0,2}}\s?,?\s?\(?(?:"
    r"(?:/\s?|\b(?:per|an?|each|pro|die|im|par|je|por|al|ao|à|za|na|het|i|p\.?|p/)\s{1,2}"
    r"|\bp/|(?:\bà\s|\bde\s|\bal)?\bl['’]|\ball['’]|ל{1,2}-?)"
    rf"(?:{_either(UNITS)})\b\.?|(?<![^\W\d_])(?:p\.\s?[ahm]\.?(?!\w)|(?:pa|{_either(ALONE)})\b))"
)
BETWEEN = r"(?:between|entre|zwischen|tra|fra|tussen|pomiędzy|między|בין)"
_DASH = r"[-–—−~〜～]{1,2}"
_WORDS = r"(?:to|bis(?: zu)?|until|till|up to|à|a|au|hasta|até|do|tot|al|עד)"
_MAXIMUM = r"[,;/|]?\s{0,4}max(?:imum|\.)?\b[^\d$€£₹₪\n]{0,25}\n?"
TO = rf"(?:\s{{0,4}}(?:{_DASH}|\b{_WORDS}(?=\W)|{_MAXIMUM})\s{{0,4}})"
TO_BETWEEN = rf"(?:\s{{0,4}}(?:{_DASH}|\b{_WORDS}(?=\W)|\b(?:and|und|et|y|e|i|en|a|ו-?)(?=\W))\s{{0,4}})"

ANCHORS = (
    "alary", "ALARY", "ompensation", "OMPENSATION", "Pay", " pay", "PAY", "Wage", "wage", "Rate", " rate", "emuneration",
    "ehalt", "Lohn", "lohn", "ergütung", "alaire", "émunération", "ueldo", "alario", "alário", "etribu", "tipendio",
    "alaris", "ynagrodzeni", "שכר", "per hour", "/hr", "/hour", "an hour", "per year", " annual", "DOE", "תלוי", "CTC",
)  # fmt: skip
"""Beginnings of words beside which an amount may be pay although no currency stands there."""
_PAID = (
    r"salar(?:y|ies)|compensation|pay|paid|wages?|(?-i:Rate)|(?:hourly|day|daily) rate|remuneration|ctc|ote|ral|tjm|løn|lønn|lön|gehalt|\w*lohn|vergütung|salaires?|rémunération"
    r"|sueldo|salario|salário|retribuzione|stipendio|salaris|loon|wynagrodzeni[ea]|שכר(?: בסיס)?(?: חודשי| שעתי)?"
)
LABEL = re.compile(
    rf"(?<!\w)(?:{_PAID})(?!\w)(?: (?:range|rate|band(?:ing)?|package|scale|is|of|from|between|de|של))*[\s:–—-]{{0,20}}\$?$",
    re.IGNORECASE,
)
"""A word for pay that ends where the amount begins."""
DEPENDS = re.compile(
    r"\W{0,4}(?:\bDO[EQ]\b|depend(?:ing|s|ent) (?:up)?on|based on|commensurate|תלוי|בהתאם ל|לפי ניסיון|je nach|selon|según"
    r"|a seconda|afhankelijk|w zależności)",
    re.IGNORECASE,
)
HEBREW = re.compile(r"[\u05d0-\u05ea]")
GOOD = re.compile(
    r"salar|compensation|\bpay\b|\bpaid\b|payment|\bwage|\brate\b|remunerat|\bbase\b|\bote\b|earn|gehalt|vergütung|lohn|"
    r"salaire|rémun|sueldo|salario|sal[áa]rio|wynagrodzen|\bctc\b|package|\brange\b|offer|stipendio|retribu|annual|hourly|"
    r"per hour|per year|brutto|gross|salaris|verdien|\btjm\b|taux journalier|\bral\b|\bl[öø]nn?\b|年収|月給|שכר|ברוטו",
    re.IGNORECASE,
)
BAD_BEFORE = re.compile(
    r"revenue|\barr\b|fund(?:ing|ed|s\b)|raise|valuation|series [a-f]\b|budget|\bdeals?\b|quota|portfolio|assets"
    r"|\baum\b|\bsav(?:e|es|ed|ings?)\b|customers|market|stipend\b|subsid|reimburs|allowance|sign[- ]?(?:on|up)|referral"
    r"|401|donat|grant|prize|spen[dt]|invest|insurance|tuition|credit|discount|\bsales of|transactions|volume|economy"
    r"|coverage|contract value|learning|wellness|match(?:es|ing)?\b|fine|penalt|turnover|gmv|bonus|umsatz|investition"
    r"|zuschuss|chiffre d|levée|facturaci|fatturat|omzet|perk\b",
    re.IGNORECASE,
)
BAD_AFTER = re.compile(
    r"\s*\W?\s*(?:[mb]illion|in (?:\w+ )?(?:funding|revenue|assets|sales|arr|mrr|savings|value)|of (?:funding|revenue|capital)"
    r"|\w*\s?stipend|sign|(?:\w+ )?bonus|referral|(?:\w+ ){0,2}budget|allowance|(?:\w+ )?credit|reimburs|worth"
    r"|(?:\w+ ){0,3}perk\b|(?:\w+ ){0,2}(?:development|learning|wellness|insurance))",
    re.IGNORECASE,
)
UP_TO = re.compile(
    r"(?:\bup to|\bbis(?: zu)?|jusqu['’]à|\bmax(?:imum)?\.?|\bhasta|\baté|\bfino a|\btot|\bdo|(?<!\w)עד)\s*$",
    re.IGNORECASE,
)
FROM = re.compile(
    r"(?:\bfrom|\bstarting at|\bab|\bmin(?:imum|destens)?\.?|\bat least|à partir de|\bdesde|\ba partir de|\ba partire da"
    r"|\bvanaf|\bod|החל מ)[\s-]*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<hour>hourly|per hour|stunden(?:lohn|satz)|horaire|por hora|orari[ao]|uurloon|godzinow|שעתי)"
    r"|(?P<day>day rate|daily|per day|tagessatz|journalier)|(?P<week>weekly|per week)"
    r"|(?P<month>monthly|per month|monats|mensuel|mensual|mensal|mensile|maand|miesięczn|חודשי)"
    r"|(?P<year>annual|yearly|per year|per annum|jahres|annuel|anual|annu[ao]\b|jaar|roczn|שנתי)",
    re.IGNORECASE,
)
REACH = 60


def period_of(words: str) -> str | None:
    """hour, day, week, month or year out of what `PERIOD` matched."""
    if not words:
        return None
    last = words.lower().strip(" .,()").replace("/", " ").replace("'", " ").replace("’", " ")
    word = last.split()[-1] if last.split() else ""
    for name in (word, word.lstrip("ל-"), word.removeprefix("p.").strip(". ")):
        if name in BY_WORD:
            return BY_WORD[name]
    return None


def period_before(before: str) -> str | None:
    """The period that the label of an amount names: `hourly rate:`, `Monatsgehalt`, `annual salary of`."""
    hits = list(_BEFORE.finditer(before[-REACH:]))
    return hits[-1].lastgroup if hits else None
