"""Worn phrases, hedges and the like, by language: what the quality check of a letter looks for."""

from __future__ import annotations

import re
from functools import cache

CLICHES = {
    "en": (
        "team player|hard[- ]?working|results?[- ](?:driven|oriented)|detail[- ]oriented|self[- ](?:starter|motivated)|"
        "go[- ]getter|think outside the box|hit the ground running|fast[- ]paced|dynamic (?:team|environment|company)|"
        "passion(?:ate)? (?:for|about)|highly (?:motivated|skilled)|proven track record|track record of success|"
        "perfect (?:fit|candidate|match)|ideal candidate|dream job|people person|wear many hats|synerg\\w+|"
        "go(?:es)? above and beyond|excellent communication skills|strong work ethic|thrive in|rockstar|ninja|guru|"
        "game[- ]chang\\w+|cutting[- ]edge|i am writing to (?:express|apply)|to whom it may concern|added value|"
        "excited to apply|i believe (?:that )?i|leverag\\w+ my|unique blend|wealth of experience|references available"
    ),
    "de": (
        "teamfähig\\w*|belastbar\\w*|hoch ?motiviert\\w*|leidenschaft\\w*|mit großem interesse|neue "
        "herausforderung\\w*|"
        "hiermit bewerbe ich mich auf ihre stellenanzeige|über den tellerrand|hands-on-mentalität|zielstrebig\\w*|"
        "zuverlässig und pünktlich|perfekt(?:e|er)? (?:ergänzung|kandidat\\w*)|dynamisches team|flexibel und belastbar|"
        "ergebnisorientiert\\w*|kommunikationsstark\\w*|ich bin der festen überzeugung|traumjob|schnelle "
        "auffassungsgabe"
    ),
    "fr": (
        "dynamique et motivée?|force de proposition|esprit d['’]équipe|véritable passion|passionnée? (?:par|de)|"
        "relever de nouveaux défis|nouveau défi|c['’]est avec (?:un )?grand (?:intérêt|enthousiasme)|sens du "
        "relationnel|"
        "rigoureu(?:x|se) et organisée?|candidate? idéale?|parfaite adéquation|valeur ajoutée|forte motivation"
    ),
    "es": (
        "trabajo en equipo|proactiv[oa]s?|orientad[oa] a resultados|altamente motivad[oa]|apasionad[oa] por|"
        "nuevos retos|"
        "candidat[oa] ideal|perfil perfecto|valor añadido|dinámic[oa] y|trabajador[a]? y responsable|capacidad "
        "de adaptación"
    ),
    "pt": (
        "trabalho em equipe|proativ[oa]s?|orientad[oa] (?:a|para) resultados|altamente motivad[oa]|apaixonad[oa] por|"
        "novos desafios|candidat[oa] ideal|perfil perfeito|valor agregado|dinâmic[oa] e|vestir a camisa|fora da caixa"
    ),
    "it": (
        "spirito di squadra|lavoro di squadra|orientat[oa] (?:ai risultati|al risultato)|fortemente motivat[oa]|"
        "appassionat[oa] di|nuove sfide|candidat[oa] ideale|profilo perfetto|valore aggiunto|dinamic[oa] e|"
        "problem solving|"
        "predisposizione ai rapporti"
    ),
    "nl": (
        "teamspeler|hands-on mentaliteit|resultaatgericht\\w*|zeer gemotiveerd\\w*|passie voor|gepassioneerd\\w*|"
        "nieuwe uitdaging\\w*|ideale kandidaat|out of the box|stressbestendig\\w*|proactie(?:f|ve)|dynamisch "
        "team|spin in het web"
    ),
}
HEDGES = {
    "en": "i (?:think|feel|hope|guess)|maybe|perhaps|somewhat|sort of|kind of|fairly|i would like to believe|to "
    "some extent|"
    "a (?:little )?bit of",
    "de": "vielleicht|eventuell|irgendwie|ich (?:denke|glaube|hoffe)|gewissermaßen|ein wenig|einigermaßen",
    "fr": "peut-être|je (?:pense|crois|espère)|plus ou moins|un peu|en quelque sorte|assez",
    "es": "quizás?|tal vez|creo que|espero que|más o menos|un poco|de alguna manera",
    "pt": "talvez|acho que|acredito que|espero que|mais ou menos|de certa forma",
    "it": "forse|magari|credo che|penso che|spero che|più o meno|in qualche modo",
    "nl": "misschien|wellicht|enigszins|ik (?:denk|geloof|hoop)|een beetje|min of meer",
}
PASSIVES = {
    "en": r"\b(?:was|were|been|being) (?:\w+ly )?\w+(?:ed|wn|ilt|ught) by\b|\bit (?:was|is) (?:decided|agreed|"
    "noted|believed)",
    "de": r"\b(?:wurden?|worden)\b",
    "fr": r"\b(?:a|ont|avait|fut|furent|était|étaient) été \w+é[es]*\b",
    "es": r"\b(?:fue|fueron|ha sido|han sido) \w+(?:ad|id)[oa]s?\b",
    "pt": r"\b(?:foi|foram|tem sido) \w+(?:ad|id)[oa]s?\b",
    "it": r"\b(?:è|sono) stat[oaie] \w+(?:at|it|ut)[oaie]\b|\bvenne(?:ro)?\b",
    "nl": r"\b(?:werd|werden)\b",
}
FIRST_PERSON = {
    "en": "i", "de": "ich", "fr": "je|j'ai|j'aimerais", "es": "yo", "pt": "eu", "it": "io", "nl": "ik",
}  # fmt: skip
NOBODY = {
    "en": "to whom it may concern|dear (?:sir|madam|sirs)\\b",
    "de": "sehr geehrte damen und herren",
    "fr": "à qui de droit",
    "es": "a quien corresponda",
    "pt": "a quem possa interessar",
    "it": "a chi di competenza",
    "nl": "l\\.s\\.|geachte heer",
}
"""Greetings that name nobody although there is somebody to name. French letters are addressed to nobody by custom."""


def cliches_in(text: str, language: str) -> list[str]:
    """Every worn phrase of a text as it stands there."""
    return found_in(CLICHES, text, language)


def found_in(listed: dict[str, str], text: str, language: str) -> list[str]:
    """What of a list stands in a text as whole words."""
    return [hit[0] for hit in _pattern(listed.get(language, listed["en"])).finditer(text)]


@cache
def _pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
