"""The candidate's corrections on a résumé as it was read; they follow their field to the next version of the file."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from rolecall.platform.errors import InvalidInput
from rolecall.profile.resume import Resume
from rolecall.profile.storable import is_storable

_POINTER = re.compile(r"(?:/(?:[A-Za-z]+|\d{1,3}))+")
_SECTIONS = {"basics", "work", "education", "skills", "projects", "certificates", "languages", "others"}


class WrongCorrection(InvalidInput):
    """The pointer leads to no field of a résumé, or the value does not fit there."""

    code = "profile.correction"


@dataclass(frozen=True, slots=True)
class Correction:
    """`before` is what had been read there, `after` what the candidate says; None is nothing."""

    pointer: str
    before: Any
    after: Any
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The résumé with corrections. Removed entries stay as empty ones, so that pointers keep their meaning."""

    resume: Resume
    applied: Mapping[str, Correction]
    """By the pointer at which it was applied, which may differ from its own after a new version."""


def correct(resume: Resume, corrections: Sequence[Correction]) -> Corrected:
    """Apply what still fits: where the value is the one that was corrected, where it moved to, or at a fixed path."""
    data = resume.model_dump(mode="json", by_alias=True, exclude={"sources"})
    applied: dict[str, Correction] = {}
    for correction in sorted(corrections, key=lambda item: item.pointer.count("/")):
        pointer = _target(data, correction, applied)
        if pointer is not None and _put(data, pointer, copy.deepcopy(correction.after)):
            applied[pointer] = correction
    try:
        corrected = Resume.model_validate(data)
    except ValidationError:
        raise WrongCorrection("The value does not fit this field of the résumé; write it as text.") from None
    return Corrected(corrected.model_copy(update={"sources": resume.sources}), applied)


def check(resume: Resume, pointer: str, value: Any) -> Any:
    """What stands at the pointer in the résumé as read; raises WrongCorrection when the value cannot go there."""
    if not _POINTER.fullmatch(pointer) or pointer.split("/")[1] not in _SECTIONS:
        raise WrongCorrection(f"There is no field {pointer[:80]} in a résumé; see `GET /profile` for its fields.")
    if not is_storable(value):
        raise WrongCorrection(f"The value for the field {pointer[:80]} cannot be stored; write it as plain text.")
    data = resume.model_dump(mode="json", by_alias=True, exclude={"sources"})
    before = _get(data, pointer)
    made = correct(resume, [Correction(pointer, before, value)])
    found = _get(made.resume.model_dump(mode="json", by_alias=True), pointer)
    if pointer not in made.applied or not _same(found, value):
        raise WrongCorrection(f"The value does not fit the field {pointer[:80]} of the résumé.")
    return before


def without_gaps(resume: Resume) -> Resume:
    """The résumé without removed entries, for those who render or score it. Sources move along."""
    data = resume.model_dump(mode="json", by_alias=True, exclude={"sources"})
    moved: dict[str, str] = {}
    compact = _compact(data, "", "", moved)
    sources = {moved[pointer]: source for pointer, source in resume.sources.items() if pointer in moved}
    return Resume.model_validate(compact).model_copy(update={"sources": sources})


def _compact(value: Any, old: str, new: str, moved: dict[str, str]) -> Any:
    moved[old] = new
    if isinstance(value, dict):
        return {key: _compact(item, f"{old}/{key}", f"{new}/{key}", moved) for key, item in value.items()}
    if isinstance(value, list):
        kept: list[Any] = []
        for index, item in enumerate(value):
            if not _is_empty(item):
                kept.append(_compact(item, f"{old}/{index}", f"{new}/{len(kept)}", moved))
        return kept
    return value


def _is_empty(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_empty(item) for key, item in value.items() if key != "section")
    return value in (None, "", [], {})


def _target(data: Any, correction: Correction, taken: Mapping[str, Correction]) -> str | None:
    """The pointer the correction applies to in this résumé, or None when its field is not there any more."""
    own = correction.pointer
    there = _get(data, own)
    if _same(there, correction.before) or _same(there, correction.after):
        return own
    if correction.before is not None:
        for pointer in _alike(data, own):
            if pointer not in taken and _same(_get(data, pointer), correction.before):
                return pointer
    # A path without a number is the same field in every version: the candidate's name stays what they say it is.
    return own if not re.search(r"/\d", own) else None


def _alike(data: Any, pointer: str) -> Iterator[str]:
    """Pointers of the same shape with other numbers."""
    found = [""]
    for step in pointer.split("/")[1:]:
        following: list[str] = []
        for prefix in found:
            value = _get(data, prefix)
            if step.isdigit() and isinstance(value, list):
                following += [f"{prefix}/{index}" for index in range(len(value))]
            elif not step.isdigit():
                following.append(f"{prefix}/{step}")
        found = following
    yield from found


def _get(data: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        if isinstance(data, list) and step.isdigit() and int(step) < len(data):
            data = data[int(step)]
        elif isinstance(data, dict):
            data = data.get(step)
        else:
            return None
    return data


def _put(data: Any, pointer: str, value: Any) -> bool:
    *path, last = pointer.split("/")[1:]
    for step in path:
        if isinstance(data, list) and step.isdigit() and int(step) < len(data):
            data = data[int(step)]
        elif isinstance(data, dict) and isinstance(data.get(step), dict | list):
            data = data[step]
        elif isinstance(data, dict) and step == "location":
            data[step] = {}
            data = data[step]
        else:
            return False
    if isinstance(data, list) and last.isdigit() and int(last) <= len(data):
        index = int(last)
        if value is None:
            value = "" if index < len(data) and isinstance(data[index], str) else {}
        if index == len(data):
            data.append(value)
        else:
            data[index] = {"section": data[index]["section"]} if value == {} and "section" in data[index] else value
        return True
    if isinstance(data, dict) and last in data:
        data[last] = [] if value is None and isinstance(data[last], list) else value
        return True
    if isinstance(data, dict):
        data[last] = value
        return True
    return False


def _same(found: Any, value: Any) -> bool:
    if isinstance(found, dict) and isinstance(value, dict):
        return all(_same(found.get(key), value.get(key)) for key in found.keys() | value.keys())
    if isinstance(found, list) and isinstance(value, list):
        return len(found) == len(value) and all(_same(a, b) for a, b in zip(found, value, strict=True))
    return found == value or (_is_empty(found) and _is_empty(value))
