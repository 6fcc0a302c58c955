"""Words that only the facts of a text are told by, beside those that one sentence is read with (`said_words`)."""

from __future__ import annotations

from rolecall.discover.said_words import LANGUAGE_WORDS, SMALL_NAMES
from rolecall.platform.patterns import AnyCase

NO_DEGREE = AnyCase(
    r"\b(?:no|without an?) (?:\w+ ){0,2}(?:degree|diploma)(?: is| are)? (?:required|needed|necessary)\b|\bdegree (?:is )?not (?:required|needed|necessary)\b"
    r"|\bkein (?:studium|abschluss) (?:nötig|erforderlich|notwendig)\b|\b(?:sans|aucun) diplôme (?:requis|exigé)\b",
)
NO_CLEARANCE = AnyCase(
    r"\b(?:no|without) (?:security )?clearance\b|\bclearance (?:is )?not (?:required|needed|necessary)\b"
)
OF_A_VISA = AnyCase(
    r"\bvisas?\b|\bimmigra|\bwork (?:permit|authori[sz]ation)|\bh-?1-?b\b|\brelocat|\bgreen card\b|\bvisum\b",
)
"""What a sponsor is spoken of for, where it is no customer and no sports club."""
EITHER_WAY = AnyCase(r"\bwith or without\b|\bregardless of (?:\w+ ){0,3}sponsor")
YEARS_OF_A_COMPANY = AnyCase(
    r"\W{0,3}(?:since|ago|old|in (?:business|operation|existence|a row)|of (?:history|innovation|growth|success|excellence|service|heritage|age))\b",
)
"""Behind "20 years": not what is asked of anybody."""
SENIORITY = AnyCase(
    r"\b(?:seniority|experience|career|job) level\W{1,4}(?P<told>intern|graduate|entry|junior|mid|senior|lead|principal|director|executive)\b"
    r"|\b(?P<named>entry|junior|mid|senior|director)[- ]level (?:\w+ ){0,2}(?:role|position|opportunity|job|vacancy)\b",
)
NOT_OF_THE_JOB = AnyCase(
    r"\btuition|\breimburs|\bregardless of\b|\bwithout regard\b|discriminat|\bprotected (?:veteran|class)|\bequal[- ](?:employment )?opportunit|\be-?verify\b",
)
"""What a company says of its benefits and of the law: it asks nothing of the candidate."""
LANGUAGE_CODES = {
    "English": "en", "German": "de", "French": "fr", "Spanish": "es", "Italian": "it", "Portuguese": "pt", "Dutch": "nl",
    "Polish": "pl", "Romanian": "ro", "Russian": "ru", "Turkish": "tr", "Arabic": "ar", "Mandarin": "zh", "Japanese": "ja",
    "Korean": "ko", "Hindi": "hi", "Swedish": "sv", "Danish": "da", "Norwegian": "no", "Finnish": "fi", "Czech": "cs",
    "Hungarian": "hu", "Greek": "el", "Ukrainian": "uk", "Hebrew": "he", "Vietnamese": "vi", "Thai": "th", "Catalan": "ca",
}  # fmt: skip
FACT_TRIGGERS = {
    "years": "year|Year|YEAR|yrs|Jahr| ans |année|año|anni |jaar| anos| ani | lat |år ",
    "degree": (
        "degree|Degree|DEGREE|achelor|aster's|aster’s|asters|aster of|aster in|MBA|PhD|Ph.D|PHD|BSc|B.S|BS/|BS in|BA/|BA in|B.A|M.S|MS in|MSc|M.A|tudium|Abschluss|abschluss|usbildung|iplôme|iplom"
        "|licence|Licence|icenciatura|rado |aurea|GED|igh school|igh School|Bac+|Bac +|Baccal|Bachill|octora|HBO|tulación|tudii|pprenticeship|ocational"
    ),
    "rights": (
        "ponsor|visa|Visa|VISA|uthori|eligib|Eligib|egally|ight to work|itizen|ermanent resident|reen card|reen Card|rbeitserlaubnis|rbeitsgenehm|ufenthaltstitel|ermis de travail|permiso de trabajo"
        "|permesso di|erkvergunning|learance|ecret|TS/SCI|olygraph|icherheitsüber|abilitation"
    ),
    "language": "|".join(sorted({word[0].upper() + word[1:] for word in LANGUAGE_WORDS} | SMALL_NAMES)),
    "seniority": (
        "ntry-level|ntry level|ntry Level|unior-level|unior level|id-level|enior-level|enior level|irector-level|irector level|eniority level|eniority Level|xperience level|xperience Level|areer level|areer Level|ob level|ob Level"
    ),
}
"""Without one of these there is nothing of the kind in a sentence."""
