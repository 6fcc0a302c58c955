"""The candidate's corrections on a résumé as it was read; they follow their field to the next version of the file."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from rolecall.platform.errors import InvalidInput
from rolecall.profile.entries import LISTS, SAME, likeness, nearest
from rolecall.profile.resume import Resume
from rolecall.profile.storable import is_storable

_POINTER = re.compile(r"(?:/(?:[A-Za-z]+|\d{1,3}))+")
_SECTIONS = {"basics", "work", "education", "skills", "projects", "certificates", "languages", "others"}


class WrongCorrection(InvalidInput):
    """The pointer leads to no field of a résumé, or the value does not fit there."""

    code = "profile.correction"


@dataclass(frozen=True, slots=True)
class Correction:
    """`before` is what had been read there, `after` what the candidate says; None is nothing.

    `entry` is the whole entry (job, study, …) as it had been read, by which it is known again in another version.
    """

    pointer: str
    before: Any
    after: Any
    at: datetime | None = None
    entry: Mapping[str, Any] | None = None
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The résumé with corrections. Removed entries stay as empty ones, so that pointers keep their meaning."""

    resume: Resume
    applied: Mapping[str, Correction]
    """By the pointer at which it was applied, which may differ from its own after a new version."""


def correct(resume: Resume, corrections: Sequence[Correction]) -> Corrected:
    """Apply what still fits, each to the entry it was made for, wherever that stands now; in this order of depth."""
    read = resume.model_dump(mode="json", by_alias=True, exclude={"sources"})
    data = copy.deepcopy(read)
    applied: dict[str, Correction] = {}
    for correction in sorted(corrections, key=lambda item: item.pointer.count("/")):
        change = _target(read, data, correction, applied)
        if change is not None and _put(data, change[0], copy.deepcopy(change[1])):
            applied[change[0]] = correction
    try:
        corrected = Resume.model_validate(data)
    except ValidationError:
        raise WrongCorrection("The value does not fit this field of the résumé; write it as text.") from None
    return Corrected(corrected.model_copy(update={"sources": resume.sources}), applied)


def correction_of(resume: Resume, pointer: str, value: Any, others: Sequence[Correction] = ()) -> Correction:
    """A correction of the résumé as read and as `others` have corrected it already. Raises WrongCorrection."""
    if not _POINTER.fullmatch(pointer) or pointer.split("/")[1] not in _SECTIONS:
        raise WrongCorrection(f"There is no field {pointer[:80]} in a résumé; see `GET /profile` for its fields.")
    if not is_storable(value):
        raise WrongCorrection(f"The value for the field {pointer[:80]} cannot be stored; write it as plain text.")
    data = resume.model_dump(mode="json", by_alias=True, exclude={"sources"})
    place, index, _ = _parted(pointer)
    entry = _get(data, f"{place}/{index}") if place else None
    correction = Correction(pointer, _get(data, pointer), value, entry=entry)
    made = correct(resume, [*others, correction])
    found = _get(made.resume.model_dump(mode="json", by_alias=True), pointer)
    if made.applied.get(pointer) is not correction or not _same(found, value):
        raise WrongCorrection(f"The value does not fit the field {pointer[:80]} of the résumé.")
    return correction


def within(correction: Correction, at: str, pointer: str, value: Any) -> Any:
    """What the candidate added as an entry of their own at `at`, with one field of it changed."""
    entry = copy.deepcopy(correction.after)
    if not isinstance(entry, dict) or not _put(entry, pointer.removeprefix(at), value):
        raise WrongCorrection(f"The value does not fit the field {pointer[:80]} of the résumé.")
    return entry


def value_at(resume: Resume, pointer: str) -> Any:
    """What stands at a pointer of the résumé; None where nothing does."""
    return _get(resume.model_dump(mode="json", by_alias=True, exclude={"sources"}), pointer)


def same_value(found: Any, value: Any) -> bool:
    """Whether two values of a résumé are one; all that is empty is alike."""
    return _same(found, value)


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


def _target(read: Any, data: Any, correction: Correction, taken: Mapping[str, Correction]) -> tuple[str, Any] | None:
    """Where the correction applies in this résumé and which value it puts there; None when its field is gone."""
    place, index, rest = _parted(correction.pointer)
    if not place:
        # A path without a number is the same field in every version: the candidate's name stays what they say it is.
        return correction.pointer, correction.after
    if correction.entry is None and correction.before is not None:
        pointer = _by_value(read, correction, taken)
        return (pointer, correction.after) if pointer else None
    entries = _get(read, place) or []
    if correction.entry is None and not rest:
        return _added(place, entries, data, correction)
    if correction.entry is None:
        return correction.pointer, correction.after
    at = nearest(place, correction.entry, index, entries)
    if at is None:
        return None
    own = f"{place}/{at}"
    return _in_entry(_get(read, own), data, own, rest, correction)


def _added(place: str, entries: Sequence[Any], data: Any, correction: Correction) -> tuple[str, Any] | None:
    """An entry of the candidate's own stands at the end, until the file has it too."""
    after = correction.after
    if place in LISTS and isinstance(after, dict) and any(likeness(place, after, entry) >= SAME for entry in entries):
        return None
    return f"{place}/{len(_get(data, place) or [])}", after


def _in_entry(entry: Any, data: Any, own: str, rest: str, correction: Correction) -> tuple[str, Any] | None:
    """The same for a field of an entry, an item of a list in it, or the entry as a whole."""
    before, after = correction.before, correction.after
    if not rest:
        return own, after
    head, _, last = rest.rpartition("/")
    if last.isdigit():
        items = _get(entry, head) or []
        if before is None:
            items = _get(data, own + head) or []
            return None if after in items else (f"{own}{head}/{len(items)}", after)
        found = next((number for number, item in enumerate(items) if _same(item, before)), None)
        return (f"{own}{head}/{found}", after) if found is not None else None
    there = _get(entry, rest)
    if isinstance(there, list) and isinstance(before, list) and isinstance(after, list):
        # What was taken out and put in applies to a list that has changed otherwise.
        kept = [item for item in there if item in after or item not in before]
        return own + rest, after if _same(there, before) else [*kept, *(i for i in after if i not in before + kept)]
    return (own + rest, after) if _same(there, before) or _same(there, after) else None


def _parted(pointer: str) -> tuple[str, int, str]:
    """`/work/1/highlights/2` as the list `/work`, the index 1 and the rest; an empty list for a path without number."""
    match = re.match(r"((?:/[A-Za-z]+)+)/(\d+)(.*)", pointer)
    return (match[1], int(match[2]), match[3]) if match and match[1] in LISTS else ("", 0, pointer)


def _by_value(data: Any, correction: Correction, taken: Mapping[str, Correction]) -> str | None:
    """For a correction that does not know its entry: where the value stands that was corrected."""
    own = correction.pointer
    there = _get(data, own)
    if _same(there, correction.before) or _same(there, correction.after):
        return own
    for pointer in _alike(data, own):
        if pointer not in taken and _same(_get(data, pointer), correction.before):
            return pointer
    return None


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
