"""Degrees: which one a sentence names, in the languages that Rolecall reads, and which is the higher."""

from __future__ import annotations

import re
from collections.abc import Mapping

LEVELS: tuple[str, ...] = (
    "School leaving certificate",
    "Vocational training",
    "Associate degree",
    "Bachelor",
    "Master",
    "Doctorate",
)
"""From the lowest to the highest; a higher one meets what a lower one is asked for."""

_PATTERNS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        5,
        re.compile(
            (
                r"\bph\.?\s?d\b|\bdoctora(?:te|l)\b|\bdoctor of\b|\bpromotion (?:in|der)\b|\bpromoviert|"
                r"\bdoktor(?:titel|grad|at)?\b|\bdoctorado\b|\bdoctorat\b|\bdottorato\b|\bed\.?d\b\.?(?= )|"
                r"\bdphil\b"
            ),
            re.I,
        ),
    ),
    (
        4,
        re.compile(
            r"\bmaster(?:[’']?s)?(?:[ -]?(?:degree|abschluss|of|in|thesis|studium))|"
            r"\bmaster(?:['’]s)\b|\bm\.?\s?sc\b|\bm\.s\.|\bMS(?= (?:in|degree)\b|/)|\bmba\b|"
            r"\bm\.?eng\b|\bm\.a\.|\bMA in\b|\bll\.?m\b|"
            r"\bdiplom(?!a|atic|at)(?:[- ]?\w+)?\b|\bmaîtrise en\b|\bbac\s?\+\s?5\b|\bmáster\b|"
            r"\blaurea magistrale\b|\bmagister\b|\bmasters?(?=[,/ ]+(?:or|and|oder|ou|phd|ph\.d|"
            r"doctor|degree|preferred))|"
            r"\bdiplôme d['’]ingénieur\b|\bingénieur diplômé\b|\bpost-?graduate degree\b|"
            r"\badvanced degree\b|\bgraduate degree\b|\bmaster (?:en|degree)\b|\bmasterado\b",
            re.I,
        ),
    ),
    (
        3,
        re.compile(
            r"\bbachelor(?:['’]?s)?\b|\bb\.?\s?sc\b|\bb\.s\.|\bBS(?= (?:in|degree|or)\b|/)|\bb\.a\.|"
            r"\bBA(?= (?:in|degree|or)\b|/)|\bb\.?eng\b|\bb\.?tech\b|\bbs/ms\b|\bba/bs\b|\bll\.?b\b|"
            r"\bb\.?com\b|\bbba\b|\bbsn\b|"
            r"\bundergraduate degree\b|"
            r"\b(?:abgeschlossenes? )?(?:hochschul|universitäts|fachhochschul)?studium\b|"
            r"\bhochschulabschluss\b|\bstudienabschluss\b|\blicence (?:en|professionnelle)\b|"
            r"\bbac\s?\+\s?[34]\b|\bgrado (?:en|universitario)\b|"
            r"\btitulación universitaria\b|\blicenciatura\b|\blicenciado\b|\blaurea\b|\bhbo\b|"
            r"\bwo-niveau\b|\bstudii superioare\b|\bdiplômé d['’]?une? (?:école|université)\b|"
            r"\bburlac\w* (?:științei|în)\b|\blicență în\b",
            re.I,
        ),
    ),
    (
        2,
        re.compile(
            (
                r"\bassociate(?:['’]?s)?(?:['’])? degree\b|\bassociate of (?:arts|science|applied)\b|"
                r"\bfoundation degree\b|\bbac\s?\+\s?2\b|\bbts\b|\bdut\b|\bhnd\b|\bhnc\b|\b(?:two|"
                r"2)[- ]year degree\b|\ba\.a\.s\.|\bassociates? in\b"
            ),
            re.I,
        ),
    ),
    (
        1,
        re.compile(
            r"\b(?:abgeschlossene |eine )?(?:berufs|kaufmännische |technische |handwerkliche |"
            r"pädagogische )?ausbildung (?:als|zum|zur|im|in)\b|"
            r"\babgeschlossene (?:\w+ )?(?:berufs)?ausbildung\b|\bberufsausbildung\b|"
            r"\bapprenticeship\b|\bnvq\b|"
            r"\bbtec\b|\bvocational (?:training|qualification|degree)\b|\btrade school\b|\b(?:cap|bep|"
            r"bac pro)\b(?= \w)|\bformación profesional\b|\bciclo formativo\b|\bgrado (?:medio|"
            r"superior)\b|\btechnical diploma\b|\bmbo\b|\bgesellenbrief\b|\bfacharbeiterbrief\b",
            re.I,
        ),
    ),
    (
        0,
        re.compile(
            r"\bhigh school (?:diploma|degree|education|graduate)\b|\bged\b|\bh\.?s\.? diploma\b|"
            r"\bsecondary school (?:diploma|certificate)\b|\babitur\b|\bfachhochschulreife\b|"
            r"\bmittlere reife\b|\brealschulabschluss\b|"
            r"\bschulabschluss\b|\bbaccalauréat\b|\bbachillerato\b|\bgraduado escolar\b|"
            r"\bleaving cert(?:ificate)?\b|\ba[- ]levels?\b|\bgcses?\b|\bmaturità\b",
            re.I,
        ),
    ),
)
_ANY_DEGREE = re.compile(
    (
        r"\b(?:university|college|4[- ]year|four[- ]year|academic|honours|stem) degree\b|\bdegree (?:in|"
        r"or equivalent)\b|\buniversity[- ]level degree\b|\bdegree[- ]level\b"
    ),
    re.IGNORECASE,
)
"""A degree without its name: counts as the first one that a university gives."""
EQUIVALENT = re.compile(
    r"\b(?:or|oder|ou|o) (?:an? |relevant |equally |une |gleichwertig\w* |"
    r"vergleichbar\w* )?(?:equivalent|related|comparable|relevant|commensurate|similar|"
    r"vergleichbar\w*|gleichwertig\w*|équivalent\w*|equivalente|berufs\w+)\b"
    r"[^.;]{0,40}\b(?:experience|work|practical|training|erfahrung|qualifikation|expérience|"
    r"experiencia|combination)|\bin lieu of\b|\bequivalent (?:combination|experience|work|practical)|"
    r"\bor equivalent\b|vergleichbare qualifikation",
    re.IGNORECASE,
)


def degrees(sentence: str) -> list[int]:
    """Levels (index into `LEVELS`) that the sentence names, from the highest."""
    named = [level for level, pattern in _PATTERNS if pattern.search(sentence)]
    return named or ([LEVELS.index("Bachelor")] if _ANY_DEGREE.search(sentence) else [])


_FIELDS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for name, words in {
        "computing": (
            r"comput|informati(?:k|cs|que)|informática|software|information (?:systems|technology|"
            r"science)|\bit\b|data science|wirtschaftsinformatik|cyber|machine learning|"
            r"artificial intelligence|programming"
        ),
        "mathematics": r"math|statisti|actuarial|physi(?:k|cs|que)|física|operations research|quantitative",
        "engineering": (
            r"engineering(?! management)|ingenieur|ingénieur|ingeniería|maschinenbau|elektrotechnik|"
            r"mechatroni|robotic|électronique|verfahrenstechnik"
        ),
        "business": (
            r"business|betriebswirt|bwl|administration|management|commerce|wirtschaft(?!sinformatik)|"
            r"gestion|empresa|mba|entrepreneur|logisti|supply chain"
        ),
        "finance": (
            r"financ|accounting|accountancy|economics|buchhaltung|rechnungswesen|comptab|contab|économie|"
            r"economía|banking|taxation|volkswirt"
        ),
        "marketing": (
            r"marketing|communicat|journalis|public relations|media|advertising|medien|publicidad|"
            r"comunicación"
        ),
        "nursing": r"nurs|pflege|infirmi|enfermer|midwif",
        "medicine": (
            r"medic(?:in|al)|pharma|physio|therap|dent(?:al|ist)|health|medizin|santé|veterin|"
            r"public health|gesundheit"
        ),
        "science": (
            r"biolog|chemi|biochem|life science|natural science|environmental science|geolog|biotech|"
            r"naturwissenschaft"
        ),
        "law": r"\blaw\b|legal|jura\b|rechts|droit|derecho|\bll\.?[bm]\b|juris",
        "teaching": r"educat|teach|pedagog|pädagog|lehramt|enseign|magisterio",
        "design": r"design|fine arts?|architect|graphi|illustrat|fashion|kunst|bellas artes",
        "social": (
            r"psycholog|sociolog|social work|soziale arbeit|human resources|political|"
            r"international relations|anthropolog|sozial|rrhh"
        ),
        "language": r"linguist|translation|english literature|philolog|germanist|literature|languages",
        "hospitality": r"hospitality|hotel|tourism|culinary|gastronom",
        "building": r"civil engineering|construction|bauingenieur|surveying|génie civil",
    }.items()
}
_ALIKE = (
    frozenset({"computing", "mathematics", "engineering"}),
    frozenset({"business", "finance"}),
    frozenset({"business", "marketing"}),
    frozenset({"nursing", "medicine"}),
    frozenset({"medicine", "science"}),
    frozenset({"engineering", "building"}),
    frozenset({"social", "teaching"}),
)
_BROAD = re.compile(
    (
        r"\b(?:any (?:field|discipline)|stem|technolog(?:y|ical)|technical|scientific|quantitative|related|"
        r"similar|relevant|comparable|équivalent|vergleichbar\w*|ähnlich\w*|afín|similaire)\b"
    ),
    re.IGNORECASE,
)


def fields(text: str) -> frozenset[str]:
    """The fields of study that a text names, as broad groups."""
    return frozenset(name for name, pattern in _FIELDS.items() if pattern.search(text))


def same_field(asked: str, studied: str) -> bool:
    """Whether a study suits the field asked for: the same group, or a neighbouring one where "related" ones are taken.

    Where either side names no field that is known here, it does.
    """
    wanted, have = fields(asked), fields(studied)
    if not wanted or not have or wanted & have:
        return True
    return _BROAD.search(asked) is not None and any(pair & wanted and pair & have for pair in _ALIKE)
