"""How a sentence on oneself is introduced: `Nurse with nine years …` is a line of a résumé, `I am a nurse with …` of a
letter.
"""

from __future__ import annotations

import re

ARTICLE = re.compile(r"(?i)(?:an?|the|one)\b")
VOWEL = re.compile(r"(?i)(?!eu|uni|use|user|one|ux)[aeiou]|(?:[FHLMNRSX][A-Z]|hono|hour|mba|msc)")
_I = {
    "en": re.compile(r"\b(?:I|my|me)\b", re.IGNORECASE),
    "de": re.compile(r"\b(?:ich|mein\w*|mich|mir)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:je|mon|ma|mes|me)\b|\b[jm][’']", re.IGNORECASE),
    "es": re.compile(r"\b(?:yo|mi|mis|me|soy|tengo)\b", re.IGNORECASE),
    "it": re.compile(r"\b(?:io|mio|mia|mi|sono|ho)\b", re.IGNORECASE),
    "pt": re.compile(r"\b(?:eu|meu|minha|me|sou|tenho)\b", re.IGNORECASE),
    "nl": re.compile(r"\b(?:ik|mijn|me)\b", re.IGNORECASE),
}
_WHO = (
    r"(?:\w*(?:engineer|developer|manager|analyst|accountant|nurse|teacher|designer|specialist|consultant|administrator|"
    r"coordinator|assistant|director|executive|architect|scientist|researcher|technician|officer|representative|"
    r"supervisor|leader|chef|attorney|lawyer|paralegal|recruiter|generalist|writer|editor|producer|instructor|coach|"
    r"trainer|student|graduate|programmer|strategist|planner|buyer|associate|advis[eo]r|controller|auditor|bookkeeper|"
    r"economist|pharmacist|therapist|physician|electrician|mechanic|operator|driver|pilot|individual|communicator|"
    r"entrepreneur|founder|expert|advocate|professional|educator|marketer|banker|broker|artist|photographer|journalist))"
)
_AFTER = (
    r"(?:with|who|having|experienced|skilled|speciali[sz]ing|speciali[sz]ed|focused|successful|based|in|of|and|from|for|at|"
    r"committed|dedicated|offering)"
)
_ENGLISH = re.compile(rf"(?i)(?:[a-z/&’'-]+,? ){{0,6}}{_WHO} {_AFTER}\b")
_NO_NAME = re.compile(
    r"(?i)(?:with|over|more|years?|skills?|highlights?|experience|expertise|extensive|proven|worked|providing|managing|"
    r"responsible|knowledge|ability|seasoned in|expert in|\w+ing)\b"
)
_OTHERS = {
    "de": re.compile(r"(?:[\wäöüß/-]+ ){1,4}(?:mit|aus|in|für|und)\b"),
    "fr": re.compile(r"(?:[\w’'/-]+ ){1,4}(?:avec|dans|en|depuis)\b"),
    "es": re.compile(r"(?:[\w/-]+ ){1,4}(?:con|en|y)\b"),
    "it": re.compile(r"(?:[\w’'/-]+ ){1,4}(?:con|in|e)\b"),
    "pt": re.compile(r"(?:[\w/-]+ ){1,4}(?:com|em|e)\b"),
    "nl": re.compile(r"(?:[\w/-]+ ){1,4}(?:met|in|en)\b"),
}

_NO_PERSON = re.compile(
    r"(?i)^(?:der|die|das|el|la|los|las|il|lo|le|les|un|une|una|uno|o|a|os|as|de|het|een|ein|eine)\b|"
    r"^(?:\w+ )?\w*(?:ung|heit|keit|nis|nisse|tion|ción|zione|ção|enza|encia|ência|ence|ería|ing|schap)\b|"
    r"\b(?:ist|sind|war|hat|est|sont|es|son|tiene|è|ha|é|são|tem|is|zijn|heeft)\b"
)
"""Words that no person is, and sentences that have a verb."""


def says_i(sentence: str, language: str) -> bool:
    """Whether a sentence speaks of its writer by itself."""
    return bool(language in _I and _I[language].search(sentence))


def what_one_is(sentence: str, language: str) -> str | None:
    """A sentence that names what its writer is and has no verb for it, as it stands after `I am`; None for others.

    >>> what_one_is("Backend engineer with eight years in payments.", "en")
    'backend engineer with eight years in payments.'
    """
    bare = ARTICLE.sub("", sentence, count=1).lstrip() if language == "en" else sentence
    if language == "en":
        fits = _ENGLISH.match(bare) and not _NO_NAME.match(bare)
    else:
        fits = language in _OTHERS and _OTHERS[language].match(sentence) and not _NO_PERSON.search(sentence)
    if not fits:
        return None
    first, second = sentence.split(maxsplit=2)[:2]
    # A German noun keeps its capital; what stands before one is an adjective.
    keep = not first[1:].islower() if language != "de" else not second[:1].isupper()
    return sentence if keep and len(first) > 1 else sentence[:1].lower() + sentence[1:]
