"""Words by which a title, an employer, a school and a degree are told apart, in seven languages."""

from __future__ import annotations

import re

from rolecall.profile.parse import lexicon

LIKELY = 0.4
"""From here on `titleness` and `organisedness` mean yes."""
_WORDS = lexicon.load("titles")
_TITLE_HEADS = frozenset(_WORDS["heads"])
_TITLE_HINTS = frozenset(_WORDS["hints"])
_ALSO_SURNAMES = frozenset(_WORDS["also_surnames"])
_ORGANISATION = re.compile(
    r"(?<![\w-])(?:inc|llc|ltd|limited|corp|corporation|co|company|plc|gmbh|ag|se|kg|ohg|mbh|e\.?v|s\.?a|s\.?a\.?s|sarl|s\.?r\.?l|s\.?p\.?a|s\.?l|b\.?v|n\.?v|oy|ab|as|aps|"
    r"pvt|private|pte|lda|ltda|group|gruppe|groupe|grupo|gruppo|holdings?|bank|hospital|clinic|klinik|klinikum|technolog(?:y|ies)|solutions|systems|"
    r"services|labs?|laborator(?:y|ies)|studios?|partners|associates|ventures|industries|enterprises?|consulting|consultancy|"
    r"agency|agentur|foundation|stiftung|fondation|fundación|department|ministry|council|county|city\sof|state\sof|government|army|navy|"
    r"air\sforce|organi[sz]ation|institute|institut|instituto|istituto|university|universität|université|universidad|universidade|università|"
    r"universiteit|college|school|schule|école|escuela|academy|center|centre|store|stores|restaurant|hotel|resort|club|church|media|"
    r"airlines?|motors|insurance|financial|capital|energy|pharma(?:ceuticals)?|international|global|software|networks|digital|communications|"
    r"society|association|federation|union|trust|museum|library|infotech|techno|logistics|retail|market|supermarkets?|company\sname|research|deepmind|ai)"
    r"(?![\w-])\.?",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"(?<!\w)(?:universit(?:y|ies|ät|aet|é|e|à|eit|atea|y of)|universidade?|université|uni|college|collège|colegio|colégio|school|schule|\w*schule|"
    r"école|ecole|escuela|escola|scuola|institute?|instituto|istituto|academy|académie|academia|accademia|akademie|polytechnic(?:al)?|"
    r"politecnico|polytechnique|politécnic[ao]|lycée|lycee|liceo|liceu|gymnasium|hogeschool|hochschule|fachhochschule|faculty|facultad|"
    r"faculté|facoltà|vidyalaya|vidyapeeth|mahavidyalaya|iit|nit|iim|mit|ucla|eth|epfl|tu|fh|iut|bootcamp|seminary|conservator(?:y|io|ium)|"
    r"high\sschool|secondary|convent|handwerkskammer|handelskammer|hwk|ihk|chambre\s(?:de|des)\smétiers|k\.?v\.?|campus|kolleg|berufskolleg|roc|vidya|mandir)(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w'’.+#-]*")


def titleness(text: str) -> float:
    """How much the text reads like a position, 0 to about 1: its head word is one, words around it are usual ones."""
    words = [word.casefold().strip(".,'") for word in _WORD.findall(text)]
    if not words or len(words) > 14:
        return 0.0
    heads = [index for index, word in enumerate(words) if _is_head(word)]
    if not heads:
        hints = sum(word in _TITLE_HINTS for word in words)
        return 0.25 * min(1.0, hints / len(words)) if hints else 0.0
    hints = sum(word in _TITLE_HINTS for word in words)
    at_edge = (
        heads[-1] == len(words) - 1
        or heads[0] == 0
        or re.search(r"\b(?:of|de|des|da|di|van|für|for|-|–|I{1,3}|IV|\d)\b", text)
    )
    return min(1.0, 0.62 + 0.1 * hints + (0.2 if at_edge else 0.0) - 0.02 * max(0, len(words) - 6))


def is_title_not_name(text: str) -> bool:
    """Whether capitalised words are a position and not a person: `Sales Associate`, but not `Tim Cook`."""
    words = [word.casefold() for word in _WORD.findall(text)]
    telling = sum(_is_head(word) or word in _TITLE_HINTS for word in words)
    surname_alone = telling == 1 and bool(words) and words[-1] in _ALSO_SURNAMES
    return telling > 0 and not surname_alone


def organisedness(text: str) -> float:
    """How much the text reads like an organisation, 0 to 1."""
    if _SCHOOL.search(text):
        return 0.9
    found = _ORGANISATION.findall(text)
    return min(1.0, 0.55 + 0.15 * (len(found) - 1)) if found else 0.0


def is_school(text: str) -> bool:
    """Whether the text names a school, college or university."""
    return bool(_SCHOOL.search(text))


def _is_head(word: str) -> bool:
    if word in _TITLE_HEADS or (word.endswith("s") and word[:-1] in _TITLE_HEADS and len(word) > 5):
        return True
    return any(part in _TITLE_HEADS for part in re.split(r"[/-]", word) if len(part) > 2) or (
        len(word) > 10
        and word.endswith(
            ("ingenieur", "entwickler", "leiter", "leiterin", "berater", "beraterin", "manager", "assistent")
        )
    )
