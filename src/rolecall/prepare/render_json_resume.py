"""The tailored résumé as JSON Resume 1.0.0 (jsonresume.org/schema): the candidate's fields, less what was left out.

Order and wording are the draft's: entries and lines that are not in it are gone, an edited line has its new words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from rolecall.platform.errors import Conflict
from rolecall.prepare.content import Draft, Item, Role
from rolecall.profile.queries import Resume

_SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_MOST_COMMAS = 6
_LISTED = ("work", "education", "projects", "others")


class NoOrigin(Conflict):
    """A package of an earlier release does not hold the fields it was made from."""

    code = "prepare.no_origin"


def resume_json(draft: Draft) -> bytes:
    """UTF-8, indented by two spaces; only fields of the standard, and `others` (sections it has no name for).

    Raises NoOrigin for a package of an earlier release.
    """
    if draft.origin is None:
        raise NoOrigin("This package was made by an earlier release; prepare it again to export it as JSON Resume.")
    told = _tailored(draft.origin, {item.id: item for item in draft.items()})
    kept = draft.origin.model_validate(told).model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=True, exclude={"sources"}
    )
    meta = {"canonical": _SCHEMA, "version": "v1.0.0", "lastModified": f"{draft.today.isoformat()}T00:00:00"}
    return orjson.dumps({"$schema": _SCHEMA, **kept, "meta": meta}, option=orjson.OPT_INDENT_2)


def _tailored(origin: Resume, items: Mapping[str, Item]) -> dict[str, Any]:
    told: dict[str, Any] = origin.model_dump(mode="json", exclude={"sources"})
    basics = told["basics"]
    if summary := items.get("/basics/summary"):
        basics["summary"] = summary.text
    else:
        basics["summary"] = None
    if label := items.get("/basics/label"):
        basics["label"] = label.text
    for section in _LISTED:
        entries = [
            _entry(f"/{section}/{number}", entry, items)
            for number, entry in enumerate(told[section])
            if _stands(f"/{section}/{number}", items)
        ]
        told[section] = entries
    told["certificates"] = [
        entry for number, entry in enumerate(told["certificates"]) if f"/certificates/{number}" in items
    ]
    if "/languages" not in items:
        told["languages"] = []
    told["skills"] = _skills(told["skills"], items)
    return told


def _stands(pointer: str, items: Mapping[str, Item]) -> bool:
    return any(key == pointer or key.startswith(f"{pointer}/") for key in items)


def _entry(pointer: str, entry: dict[str, Any], items: Mapping[str, Item]) -> dict[str, Any]:
    """An entry with the lines that stand, in their order; the sentences of its paragraph are lines too."""
    lines = [
        item.text
        for key, item in items.items()
        if item.role is Role.BULLET and key.startswith((f"{pointer}/highlights/", f"{pointer}/summary#"))
    ]
    described = [item.text for key, item in items.items() if key.startswith(f"{pointer}/description#")]
    kept = {**entry, "highlights": lines}
    if "summary" in entry:
        kept["summary"] = None
    if "description" in entry:
        kept["description"] = " ".join(described) or None
    if "courses" in entry:
        kept["courses"] = [items[key].text for key in items if key.startswith(f"{pointer}/courses/")]
    if entry.get("score") and f"{pointer}/score" not in items and not any(entry["score"] in line for line in lines):
        kept["score"] = None
    return kept


def _skills(skills: list[dict[str, Any]], items: Mapping[str, Item]) -> list[dict[str, Any]]:
    """Groups in the draft's order, their words in the order of the line; words without a group where their line is."""
    loose = _named(items["/skills"].text) if "/skills" in items else {}
    order = {pointer: at for at, pointer in enumerate(items)}
    kept: list[tuple[tuple[int, int], dict[str, Any]]] = []
    for number, skill in enumerate(skills):
        pointer = f"/skills/{number}"
        if not skill["keywords"]:
            if skill["name"] in loose:
                kept.append(((order["/skills"], loose[skill["name"]]), skill))
            continue
        line = items.get(pointer)
        places = _named(line.text.removeprefix(f"{skill['name']}:")) if line else {}
        named = sorted((word for word in skill["keywords"] if word in places), key=lambda word: places[word])
        prose = [word for at, word in enumerate(skill["keywords"]) if f"{pointer}/keywords/{at}" in items]
        if named or prose:
            first = min(at for at, known in enumerate(items) if known == pointer or known.startswith(f"{pointer}/"))
            kept.append(((first, 0), {**skill, "keywords": [*named, *(word for word in prose if word not in named)]}))
    return [skill for _, skill in sorted(kept, key=lambda pair: pair[0])]


def _named(line: str) -> dict[str, int]:
    """The words of a line of skills, each with its place; a word with a comma in it also as a whole."""
    parts = [part.strip() for part in line.split(", ")]
    return {
        ", ".join(parts[start:end]): start
        for start in range(len(parts))
        for end in range(min(start + _MOST_COMMAS, len(parts)), start, -1)
    }
