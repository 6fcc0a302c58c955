"""Sentences about who may take the job: visa and work permit, security clearance, where one must live."""

from __future__ import annotations

import re

_NO_SPONSOR = re.compile(
    r"\b(?:no|not|unable|cannot|can't|can not|won't|will not|do not|don't|does not|doesn't|without|"
    r"neither|never|nor)\b[^.;]{0,70}\b(?:sponsor\w*|visa support|visa assistance|work permits?|"
    r"visas?(?! (?:is |are )?(?:required|needed|necessary)))\b"
    r"|\bsponsorship\b[^.;]{0,40}\b(?:not|unavailable|isn't|is not|cannot)\b|"
    r"\bwithout (?:the need for )?(?:current or future )?(?:visa )?sponsorship\b"
    r"|\bkeine? (?:visa|arbeitserlaubnis|sponsoring)\w*|\bkein visum|\bpas de (?:parrainage|"
    r"sponsor\w*|visa)|\bno (?:se )?(?:ofrece|patrocin\w+|tramita)\b[^.;]{0,30}\bvisad?o?",
    re.IGNORECASE,
)
_AUTHORISED = re.compile(
    r"\b(?:authori[sz]ed|eligible|legal(?:ly)? (?:right|entitled|authori[sz]ed|able)|right|permitted|"
    r"entitled|permission|authori[sz]ation|eligibility|legally) (?:to work|for employment)\b|"
    r"\bwork (?:authori[sz]ation|permit|visa)\b"
    r"|\b(?:us|u\.s\.|uk|eu|united states) citizen(?:s|ship)?\b|"
    r"\bcitizenship\b[^.;]{0,30}\brequired\b|\bpermanent resident|\bgreen card\b|\barbeitserlaubnis\b|"
    r"\barbeitsgenehmigung\b|\baufenthaltstitel\b"
    r"|\b(?:permis|autorisation) de travail(?:ler)?\b|\bpermiso de trabajo\b|\bpermesso di (?:lavoro|"
    r"soggiorno)\b|\bwerkvergunning\b",
    re.IGNORECASE,
)
_SPONSORS = re.compile(
    (
        r"\b(?:we|can|will|do|able to|happy to|offer|provide|offering|"
        r"including)\b[^.;]{0,40}\b(?:sponsor(?!ed)\w*|visa (?:support|assistance|sponsorship))\b|"
        r"\bvisa sponsorship (?:is )?(?:available|offered|provided|possible)\b|\brelocation (?:and|"
        r"&) visa support\b"
    ),
    re.IGNORECASE,
)
_CLEARANCE = re.compile(
    r"\b(?:security|government|secret|dod|defen[cs]e|public trust|active|sc|dv|nato|"
    r"ts)[- ](?:security )?clearance\b|\btop secret\b|\bts/sci\b|"
    r"\bclearance\b[^.;]{0,25}\b(?:required|obtain|eligib\w+|hold|maintain|active)"
    r"|\b(?:obtain|hold|holding|maintain|eligible for|possess)\b[^.;]{0,40}\bclearance\b|\b(?:sc|dv|"
    r"bpss|ctc)[- ]clear(?:ed|ance)\b|\bsicherheitsüberprüfung\b|\bsü[123]\b|\bhabilitation (?:secret|"
    r"défense|confidentiel)\b|\bpolygraph\b",
    re.IGNORECASE,
)
_NOT_CLEARANCE = re.compile(
    (
        r"\b(?:customs|stock|path|site|medical|clearance sales?|clearance items)\b[^.;]{0,12}clearance|"
        r"clearance (?:sale|rack|item|centre|center)"
    ),
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:must|should|need to|needs to|required to|have to|be|currently|already|applicants?|"
    r"candidates?)\s+(?:be |currently |already |permanently |must |to )*(?:based|located|living|"
    r"reside|residing|live|resident)\s+(?:in|within|near|around|at)\s+"
    r"(?:the |or near |commutable distance (?:of|to) )?(?P<en>[A-ZÀ-Þ][\w.'’-]*(?:[ ,]+(?:(?:or|and|"
    r"of|the) )?[A-ZÀ-Þ][\w.'’-]*){0,5})"
    r"|\b(?:Wohnsitz|wohnhaft) (?:in|im Raum|im)\s+(?P<de>[A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*){0,2})|"
    r"\brésid(?:er|ant|ez) (?:à|en|au)\s+(?P<fr>[A-ZÀ-Þ][\w.-]*)|\bresid(?:ir|encia|"
    r"ente) en\s+(?P<es>[A-ZÀ-Þ][\w.-]*)"
)
CITIZENS_ONLY = re.compile(r"\bcitizen(?:s|ship)?\b", re.IGNORECASE)


def refuses_visa(sentence: str) -> bool:
    """Whether the sentence says that no visa will be sponsored."""
    return _NO_SPONSOR.search(sentence) is not None


def offers_visa(sentence: str) -> bool:
    """Whether the sentence says that a visa can be sponsored."""
    return not refuses_visa(sentence) and _SPONSORS.search(sentence) is not None


def asks_permit(sentence: str) -> bool:
    """Whether the sentence asks for the right to work in a country."""
    return _AUTHORISED.search(sentence) is not None


def asks_clearance(sentence: str) -> bool:
    """Whether the sentence asks for a security clearance."""
    return _CLEARANCE.search(sentence) is not None and not _NOT_CLEARANCE.search(sentence)


def asked_place(sentence: str) -> str | None:
    """Where the sentence says one must live; None when it says nothing of the kind."""
    hit = _PLACE.search(sentence)
    if hit is None:
        return None
    return next((place.strip(" ,.") for place in hit.groups() if place), None)
