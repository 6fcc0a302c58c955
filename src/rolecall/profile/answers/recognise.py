"""Which kind of answer a form's question asks for, how sure that is, and why not where it must be asked.

A pure function of the field's own name, its label, its type and its options.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rolecall.profile.answers.fold import folded
from rolecall.profile.answers.kinds import KINDS, Name, Type
from rolecall.profile.answers.places import countries_in
from rolecall.profile.answers.rules import CONSENT, FOLLOW_UP, NO_SPONSOR, NOT, RULES

SURE = 0.8
"""Below it the question is put to the candidate."""
_LONG, _LONGEST = 25, 60
"""Words of a label: from the first a rule that stands in it is less sure, beyond the second it is not enough."""


class Contact(StrEnum):
    """What a form asks that the profile itself answers."""

    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    EMAIL = "email"
    PHONE = "phone"
    CITY = "city"
    FILE = "file"
    """The résumé or the cover letter: the package is the answer."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is asked for. `asks` is None where no rule says; `why` is the sentence that goes with it."""

    asks: Name | Contact | None
    confidence: float
    why: str
    country: str | None = None
    """As the label names it; None where it names none: that of the posting."""
    alone: bool = False
    """The right to work is asked together with not needing a sponsor."""
    place: bool = False
    """A particular place is named to move to."""
    turned: bool = False
    """The question says “not” somewhere: of a private one only “prefer not to say” is sure."""


def recognise(field_id: str, label: str, kind: str, options: Sequence[str] = ()) -> Recognised:
    """What a question asks for. `kind` is that of `boards.contract.Question`; `options` are the labels of choices."""
    text = folded(label)
    if kind == "file" or _FILES.fullmatch(text):
        return _file(text)
    if found := _contact(folded(field_id), text, kind):
        return found
    if CONSENT.search(text):
        return Recognised(None, 0.0, "It asks for your agreement; that is never given for you.")
    if FOLLOW_UP.search(text):
        return Recognised(None, 0.0, "It asks for more about another answer.")
    hits = _hits(text)
    if not hits:
        return Recognised(None, 0.0, "Nothing in your answers is known to answer it.")
    name, confidence = _one(hits, text)
    if name is None:
        return Recognised(None, confidence, "It asks for several things at once.")
    return _checked(name, confidence, label, text, kind, options)


_CONTACTS = {
    Contact.FIRST_NAME: "first ?name|given name|forename|vorname|prenom|nombre|primeiro nome|nome|voornaam",
    Contact.LAST_NAME: "last ?name|family name|surname|nachname|nom(?: de famille)?|apellidos?|sobrenome|cognome|"
    "achternaam",
    Contact.FULL_NAME: "(?:your )?(?:full )?(?:legal )?name|full legal name|(?:applicant|candidate) name|"
    "vollstandiger name|nom complet|nombre completo|nome completo|volledige naam",
    Contact.EMAIL: "(?:(?:confirm|repeat) )?(?:your )?e ?mail(?: ?address| ?adresse)?|adresse e ?mail|courriel|"
    "correo(?: electronico)?|indirizzo e ?mail|emailadres",
    Contact.PHONE: "(?:your )?(?:mobile |cell |tele)?phone(?: number)?|mobile(?: number)?|telefon(?:nummer)?|"
    "handynummer|(?:numero de )?telephone|telefono|telefone|telefoonnummer",
    Contact.CITY: "city|stadt|ville|ciudad|cidade|citta|stad|wohnort|woonplaats",
}
_FIELD = {
    "first name": Contact.FIRST_NAME,
    "firstname": Contact.FIRST_NAME,
    "last name": Contact.LAST_NAME,
    "lastname": Contact.LAST_NAME,
    "email": Contact.EMAIL,
    "phone": Contact.PHONE,
}
_FILES = re.compile(
    r"(?:attach |upload |your |paste )*(?:resume(?: cv)?|cv|curriculum(?: vitae)?|lebenslauf|cover letter|anschreiben|"
    r"lettre de motivation|carta de (?:presentacion|apresentacao)|lettera di presentazione|motivatiebrief)(?: text)?"
)


def _file(text: str) -> Recognised:
    if _FILES.fullmatch(text):
        return Recognised(Contact.FILE, 0.97, "Your package holds it.")
    return Recognised(None, 0.0, "It asks for a file that your package does not hold.")


def _contact(field_id: str, text: str, kind: str) -> Recognised | None:
    why = "Your profile says it."
    if kind not in ("text", "email", "phone", "textarea"):
        return None
    for contact, words in _CONTACTS.items():
        if re.fullmatch(words, text):
            return Recognised(contact, 0.97, why)
    if field_id in _FIELD and len(text.split()) <= 3:
        return Recognised(_FIELD[field_id], 0.9, why)
    return None


def _hits(text: str) -> dict[Name, float]:
    """How sure each rule is."""
    words = len(text.split())
    found: dict[Name, float] = {}
    for rule in RULES:
        if rule.never.search(text):
            continue
        if rule.whole.fullmatch(text):
            found[rule.name] = 0.97
        elif rule.part.search(text):
            found[rule.name] = 0.92 if words <= _LONG else 0.84 if words <= _LONGEST else 0.6
    return found


_WITH = {
    # What names the one often names the other; the first is what is asked.
    frozenset({Name.RACE, Name.HISPANIC}): Name.RACE,
    frozenset({Name.GENDER, Name.ORIENTATION}): None,
}


def _one(hits: dict[Name, float], text: str) -> tuple[Name | None, float]:
    if len(hits) == 1:
        return next(iter(hits.items()))
    if hits.keys() == {Name.WORK_AUTHORIZATION, Name.SPONSORSHIP} and NO_SPONSOR.search(text):
        return Name.WORK_AUTHORIZATION, min(hits.values())
    name = _WITH.get(frozenset(hits))
    return name, min(hits.values())


def _checked(name: Name, confidence: float, label: str, text: str, kind: str, options: Sequence[str]) -> Recognised:
    """The question turned this way, of a type that the answer has, about one country; else it is asked."""
    known = KINDS[name]
    alone = name is Name.WORK_AUTHORIZATION and bool(NO_SPONSOR.search(text))
    turned = known.type is Type.YES_NO and not alone and bool(NOT.search(text))
    if turned and not known.private:
        return Recognised(None, 0.5, "The question is turned around; the answer could be read either way.")
    if not _fits(known.type, kind, options, private=known.private):
        return Recognised(None, 0.5, "The form wants another sort of answer than the one you keep.")
    country = None
    if known.per_country:
        named = countries_in(label)
        if len(named) > 1 or "?" in named:
            return Recognised(None, 0.5, "It asks about several countries at once.")
        country = next(iter(named), None)
    place = name is Name.RELOCATION and bool(_SOMEWHERE.search(label))
    return Recognised(name, confidence, f"It asks: {known.question}", country, alone, place, turned)


_SOMEWHERE = re.compile(
    r"(?:relocat\w*|umzuziehen|d[ée]m[ée]nager|mudar\w*|trasladar\w*|trasferir\w*|verhuizen)\s+(?:to|nach|à|a|em|para|naar)\s+"
    r"(?!the (?:job|role|position|office)|this|another)|\bto relocate (?:within|in) ",
    re.IGNORECASE,
)


def _fits(type_: Type, kind: str, options: Sequence[str], *, private: bool) -> bool:
    """Whether a field of this kind can take a value of this type."""
    if kind == "file":
        return False
    if private:
        return True
    chooses = kind in ("select", "multiselect", "boolean")
    match type_:
        case Type.YES_NO:
            return kind == "boolean" or not chooses or any(_says_yes_or_no(option) for option in options)
        case Type.MONEY | Type.DATE | Type.LINK:
            return not chooses and kind not in ("email", "phone")
        case Type.DURATION:
            return kind not in ("boolean", "email", "phone", "url") and not _is_yes_no(options)
        case _:
            return kind not in ("boolean", "email", "phone", "date", "number", "url") and not _is_yes_no(options)


_YES_NO = re.compile(r"(?:yes|no|ja|nein|oui|non|si|sim|nao|nee)(?!\w)")


def _says_yes_or_no(option: str) -> bool:
    return bool(_YES_NO.match(folded(option)))


def _is_yes_no(options: Sequence[str]) -> bool:
    return bool(options) and all(_says_yes_or_no(option) for option in options)
