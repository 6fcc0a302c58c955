"""An answer of the bank for a field of a form, or why the candidate must give it. Nothing is guessed.

Where a form has options, one of them is chosen by what it says, or none is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from rolecall.profile.answers.bank import Answer, Bank
from rolecall.profile.answers.choose import declining, option_for, status_option, written
from rolecall.profile.answers.fold import folded
from rolecall.profile.answers.kinds import KINDS, Name, Type
from rolecall.profile.answers.recognise import SURE, Contact, Recognised, recognise
from rolecall.profile.answers.values import DECLINED, told
from rolecall.profile.resume import Resume


class Status(StrEnum):
    """Where the answer to a field comes from."""

    BANK = "bank"
    PROFILE = "profile"
    PACKAGE = "package"
    """A file that the package holds."""
    DECLINED = "declined"
    """Prefer not to say."""
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form, as `boards.contract.Question` tells it. `options` are (value, label)."""

    id: str
    label: str
    kind: str
    required: bool | None = None
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """`value` is what goes into the field (of a choice its value there, `shown` its label); None: nothing does.

    `suggestion` is what the candidate has answered to something near it.
    """

    field: Field
    status: Status
    asks: str | None
    confidence: float
    why: str
    value: str | None = None
    shown: str | None = None
    suggestion: str | None = None
    country: str | None = None


def fill_form(fields: Sequence[Field], bank: Bank, resume: Resume | None, country: str | None) -> list[Filled]:
    """The answer to each field, in the form's order. What a form asks a second time may be about somebody else."""
    out: list[Filled] = []
    seen: set[str] = set()
    for field in fields:
        found = fill(field, bank, resume, country)
        words = folded(field.label)
        if found.status is Status.PROFILE and words in seen:
            why = "The form asks this more than once; here it may be about somebody else."
            found = Filled(field, Status.ASK, found.asks, found.confidence, why, suggestion=found.shown)
        seen.add(words)
        out.append(found)
    return out


def fill(field: Field, bank: Bank, resume: Resume | None, country: str | None) -> Filled:
    """The answer to one field. `country` is the posting's, None where it has none or several."""
    if (own := bank.custom(field.label)) is not None:
        return _custom(field, own)
    asked = recognise(field.id, field.label, field.kind, [label for _, label in field.options])
    if asked.asks is None or asked.confidence < SURE:
        return Filled(field, Status.ASK, None, asked.confidence, asked.why)
    if isinstance(asked.asks, Contact):
        return _from_profile(field, asked, resume)
    kind = KINDS[asked.asks]
    place = (asked.country or country) if kind.per_country else None
    found = bank.find(asked.asks, place)
    if kind.private:
        return _private(field, asked, found)
    if kind.per_country and place is None:
        return _ask(field, asked, "It does not say for which country.")
    if found is None:
        linked = _linked(asked.asks, resume)
        if linked is not None:
            return _plain(field, asked, Status.PROFILE, linked, "Your profile says it.")
        return _ask(field, asked, "You have not answered this yet.", place)
    if found.aged:
        return _ask(field, asked, "You answered this a while ago; say it again.", place, told(kind, found.value))
    return _from_bank(field, asked, found, bank, place)


def _from_bank(field: Field, asked: Recognised, found: Answer, bank: Bank, place: str | None) -> Filled:
    kind, value, near = found.kind, found.value, told(found.kind, found.value)
    if asked.alone and value is True:
        sponsor = bank.find(Name.SPONSORSHIP, place)
        if sponsor is None or sponsor.aged:
            return _ask(field, asked, "It also asks whether you need a sponsor, which you have not answered.", place)
        value = not sponsor.value
    if asked.place and value is True:
        return _ask(field, asked, "It asks about one place; you said that you would move.", place, near)
    if field.options:
        chosen = option_for(kind.type, value, field.options)
        if chosen is None:
            return _ask(field, asked, "None of its choices says what you answered.", place, near)
        return _chosen(field, asked, Status.BANK, chosen, place)
    if kind.type is Type.YES_NO and field.kind == "boolean":
        return _ticked(field, asked, value=value, place=place)
    text, why = written(kind.type, value, field.kind, field.label)
    if text is None:
        return _ask(field, asked, why, place, near)
    return _plain(field, asked, Status.BANK, text, asked.why, place)


def _private(field: Field, asked: Recognised, found: Answer | None) -> Filled:
    if found is not None and found.value != DECLINED and not asked.turned:
        value = found.value
        if field.options:
            sentences = found.kind.name in (Name.VETERAN, Name.DISABILITY)
            choose = status_option if sentences else partial(option_for, found.kind.type)
            chosen = choose(value, field.options)
            if chosen is None:
                return _ask(field, asked, "None of its choices says what you answered.", None, told(found.kind, value))
            return _chosen(field, asked, Status.BANK, chosen, None)
        if found.kind.type is Type.YES_NO and field.kind == "boolean":
            return _ticked(field, asked, value=value, place=None)
        return _plain(field, asked, Status.BANK, told(found.kind, value), asked.why)
    if (option := declining(field.options)) is not None:
        return _chosen(field, asked, Status.DECLINED, option, None)
    if not field.required:
        return Filled(
            field, Status.DECLINED, asked.asks, asked.confidence, "You prefer not to say; the field is left empty."
        )
    return _ask(field, asked, "It must be answered, and has no choice for those who prefer not to say.")


def _custom(field: Field, own: Answer) -> Filled:
    why = "You answered this question."
    if not field.options:
        if field.kind in ("boolean", "number", "date", "file", "email", "phone"):
            return Filled(field, Status.ASK, Name.CUSTOM, 1.0, "The form wants another sort of answer.", None, None)
        return Filled(field, Status.BANK, Name.CUSTOM, 1.0, why, own.value, own.value)
    same = [option for option in field.options if folded(option[1]) == folded(own.value)]
    if len(same) != 1:
        why = "None of its choices says what you answered."
        return Filled(field, Status.ASK, Name.CUSTOM, 1.0, why, suggestion=own.value)
    return Filled(field, Status.BANK, Name.CUSTOM, 1.0, why, same[0][0], same[0][1])


def _from_profile(field: Field, asked: Recognised, resume: Resume | None) -> Filled:
    if asked.asks is Contact.FILE:
        return Filled(field, Status.PACKAGE, asked.asks, asked.confidence, asked.why)
    basics = resume.basics if resume else None
    names = (basics.name or "").split() if basics else []
    said: Mapping[Any, str | None] = {
        Contact.FULL_NAME: basics.name if basics else None,
        Contact.EMAIL: basics.email if basics else None,
        Contact.PHONE: basics.phone if basics else None,
        Contact.CITY: basics.location.city if basics and basics.location else None,
        # Of three names nobody can tell which are the family's.
        Contact.FIRST_NAME: names[0] if len(names) == 2 else None,
        Contact.LAST_NAME: names[1] if len(names) == 2 else None,
    }
    text = said[asked.asks]
    if text is None:
        return _ask(field, asked, "Your profile does not say it, or not in a way that is sure.")
    return _plain(field, asked, Status.PROFILE, text, asked.why)


def _linked(name: Name, resume: Resume | None) -> str | None:
    """The address of a profile page that the résumé names."""
    host = {Name.LINKEDIN: "linkedin.com/", Name.GITHUB: "github.com/"}.get(name)
    links = [link.url for link in resume.basics.profiles if link.url] if resume and host else []
    found = [link for link in links if host and host in link.casefold()]
    return found[0] if len(found) == 1 else None


def _chosen(field: Field, asked: Recognised, status: Status, option: tuple[str, str], place: str | None) -> Filled:
    return Filled(field, status, str(asked.asks), asked.confidence, asked.why, option[0], option[1], country=place)


def _ticked(field: Field, asked: Recognised, *, value: bool, place: str | None) -> Filled:
    text, shown = ("true", "Yes") if value else ("false", "No")
    return Filled(field, Status.BANK, str(asked.asks), asked.confidence, asked.why, text, shown, country=place)


def _plain(field: Field, asked: Recognised, status: Status, text: str, why: str, place: str | None = None) -> Filled:
    if field.options:
        same = [option for option in field.options if folded(option[1]) == folded(text)]
        if len(same) != 1:
            return _ask(field, asked, "None of its choices says what you answered.", place, text)
        return _chosen(field, asked, status, same[0], place)
    return Filled(field, status, str(asked.asks), asked.confidence, why, text, text, country=place)


def _ask(field: Field, asked: Recognised, why: str, place: str | None = None, suggestion: str | None = None) -> Filled:
    return Filled(field, Status.ASK, str(asked.asks), asked.confidence, why, suggestion=suggestion, country=place)
