"""Degrees: which one a sentence names, in the languages that Rolecall reads, and which is the higher."""

from __future__ import annotations

from collections.abc import Mapping

from rolecall.platform.patterns import AnyCase

EQUIVALENT = AnyCase(
    r"\b(?:or|oder|ou|o) (?:an? |relevant |equally |une |gleichwertig\w* |"
    r"vergleichbar\w* )?(?:equivalent|related|comparable|relevant|commensurate|similar|"
    r"vergleichbar\w*|gleichwertig\w*|équivalent\w*|equivalente|berufs\w+)\b"
    r"[^.;]{0,40}\b(?:experience|work|practical|training|erfahrung|qualifikation|expérience|"
    r"experiencia|combination)|\bin lieu of\b|\bequivalent (?:combination|experience|work|practical)|"
    r"\bor equivalent\b|vergleichbare qualifikation",
)


_FIELDS: Mapping[str, AnyCase] = {
    name: AnyCase(rf"\b(?:{words})")
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
_BROAD = AnyCase(
    (
        r"\b(?:any (?:field|discipline)|stem|technolog(?:y|ical)|technical|scientific|quantitative|related|"
        r"similar|relevant|comparable|équivalent|vergleichbar\w*|ähnlich\w*|afín|similaire)\b"
    ),
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
