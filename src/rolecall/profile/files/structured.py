"""Résumés that are data already: JSON Resume and RenderCV YAML."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml
from pydantic import ValidationError

from rolecall.profile.files.unreadable import Empty, Malformed
from rolecall.profile.resume import Resume, Source
from rolecall.profile.storable import storable_text

_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|\*|(?<!\w)_|_(?!\w))")
_NETWORK_URLS = {
    "linkedin": "https://linkedin.com/in/", "github": "https://github.com/", "gitlab": "https://gitlab.com/", "orcid": "https://orcid.org/",
    "twitter": "https://x.com/", "x": "https://x.com/", "stackoverflow": "https://stackoverflow.com/users/", "xing": "https://xing.com/profile/",
}  # fmt: skip
_OTHERS = ("volunteer", "awards", "publications", "interests", "references")
_OTHER_NAMES = ("title", "name", "position", "summary")
_OTHER_ORGANISATIONS = ("organization", "awarder", "publisher")


def read_json_resume(text: str) -> Resume:
    """JSON Resume 1.0.0. What we have no field for goes to `others`; fields of the wrong type are refused."""
    try:
        data = json.loads(text, parse_constant=_number, parse_float=_number)
    except (ValueError, RecursionError):
        raise Malformed("JSON") from None
    try:
        return _json_resume(data, text)
    except (TypeError, AttributeError, ValueError, RecursionError):
        raise Malformed("JSON Resume") from None


def _json_resume(data: Any, text: str) -> Resume:
    if not isinstance(data, dict):
        raise Malformed("JSON Resume")
    known = {
        key: data[key]
        for key in ("basics", "work", "education", "skills", "projects", "certificates", "languages")
        if data.get(key)
    }
    others = list(data.get("others") or [])
    for section in _OTHERS:
        others += [_other(section, item) for item in data.get(section) or [] if isinstance(item, dict)]
    for project in known.get("projects") or []:
        if isinstance(project, dict) and not project.get("description") and project.get("summary"):
            project["description"] = project["summary"]
    return _checked({**_cleaned(known), "others": _cleaned(others)}, text, "JSON Resume")


def read_rendercv(text: str) -> Resume:
    """RenderCV YAML: sections become JSON Resume's by the shape of their entries."""
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader that also refuses aliases)
    except (yaml.YAMLError, RecursionError, ValueError):
        raise Malformed("YAML") from None
    try:
        return _rendercv(data, text)
    except (TypeError, AttributeError, ValueError, RecursionError):
        raise Malformed("RenderCV YAML") from None


def _rendercv(data: Any, text: str) -> Resume:
    cv = data.get("cv") if isinstance(data, dict) else None
    if not isinstance(cv, dict):
        raise Malformed("RenderCV YAML")
    made: dict[str, Any] = {
        "basics": _basics(cv),
        "work": [],
        "education": [],
        "skills": [],
        "projects": [],
        "others": [],
    }
    sections = cv.get("sections")
    for title, entries in sections.items() if isinstance(sections, dict) else ():
        if isinstance(entries, list):
            _section(made, str(title), entries)
    return _checked(_cleaned(made), text, "RenderCV YAML")


class _Loader(yaml.SafeLoader):
    """Dates stay text, and there are no aliases: they make small files huge."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _basics(cv: Mapping[str, Any]) -> dict[str, Any]:
    profiles = []
    for item in cv.get("social_networks") or []:
        if isinstance(item, dict):
            network, user = str(item.get("network") or ""), str(item.get("username") or "")
            base = _NETWORK_URLS.get(network.casefold())
            profiles.append({"network": network, "username": user, "url": base + user if base else None})
    place = cv.get("location")
    parts = [part.strip() for part in str(place).split(",")] if place else []
    return {
        "name": cv.get("name"), "label": cv.get("headline") or cv.get("label"), "email": _first(cv.get("email")),
        "phone": _phone(_first(cv.get("phone"))), "url": _first(cv.get("website")), "profiles": profiles,
        "location": {"city": parts[0], "region": ", ".join(parts[1:]) or None} if parts else None,
    }  # fmt: skip


def _section(made: dict[str, Any], title: str, entries: list[Any]) -> None:
    lower = title.casefold().replace("_", " ")
    shown = title if any(char.isupper() or char == " " for char in title) else title.replace("_", " ").title()
    for entry in entries:
        if isinstance(entry, str):
            if lower in ("summary", "profile", "about", "about me"):
                made["basics"]["summary"] = "\n".join(filter(None, [made["basics"].get("summary"), _plain(entry)]))
            else:
                made["others"].append({"section": shown, "name": _plain(entry)})
        elif isinstance(entry, dict):
            _entry(made, shown, lower, entry)


def _entry(made: dict[str, Any], shown: str, lower: str, entry: Mapping[str, Any]) -> None:
    start, end = _dates(entry)
    common = {"startDate": start, "endDate": end, "location": entry.get("location"), "highlights": _highlights(entry)}
    if "company" in entry or "position" in entry:
        made["work"].append(
            {**common, "name": entry.get("company"), "position": entry.get("position"), "summary": entry.get("summary")}
        )
    elif "institution" in entry:
        degree = {"institution": entry["institution"], "area": entry.get("area"), "studyType": entry.get("degree")}
        made["education"].append({**common, **degree, "summary": entry.get("summary")})
    elif "label" in entry and "details" in entry:
        keywords = [
            item.strip() for item in re.split(r",\s*(?![^()]*\))", _plain(str(entry["details"] or ""))) if item.strip()
        ]
        made["skills"].append({"name": entry["label"], "keywords": keywords})
    elif "title" in entry:
        authors = ", ".join(_plain(str(author)) for author in entry.get("authors") or [])
        known = " ".join(str(entry[key]) for key in ("doi", "url") if entry.get(key))
        made["others"].append(
            {
                "section": shown,
                "name": entry["title"],
                "organization": entry.get("journal"),
                "date": end,
                "summary": "\n".join(filter(None, [authors, known])),
            }
        )
    elif "name" in entry and "project" in lower:
        made["projects"].append({**common, "name": entry["name"], "description": entry.get("summary")})
    else:
        name = next(
            (entry[key] for key in ("name", "bullet", "number", "reversed_number", "label") if entry.get(key)), None
        )
        made["others"].append(
            {
                "section": shown,
                "name": name,
                "date": end,
                "summary": entry.get("summary"),
                "highlights": common["highlights"],
            }
        )


def _highlights(entry: Mapping[str, Any]) -> list[str]:
    """A folded ` - ` inside a highlight is a nested bullet: a statement of its own."""
    found: list[str] = []
    for item in entry.get("highlights") or []:
        found += [part.strip() for part in re.split(r"\s+-\s+(?=[A-Z])", str(item)) if part.strip()]
    return found


def _dates(entry: Mapping[str, Any]) -> tuple[str | None, str | None]:
    if date := entry.get("date"):
        return str(date), str(date)
    start, end = entry.get("start_date"), entry.get("end_date")
    return (str(start) if start else None), (str(end) if end and str(end).casefold() != "present" else None)


def _other(section: str, item: Mapping[str, Any]) -> dict[str, Any]:
    name = next((item[key] for key in _OTHER_NAMES if item.get(key)), None)
    keywords = item.get("keywords")
    return {
        "section": section.capitalize(),
        "name": name,
        "organization": next((item[key] for key in _OTHER_ORGANISATIONS if item.get(key)), None),
        "date": item.get("date") or item.get("releaseDate") or item.get("endDate") or item.get("startDate"),
        "summary": item.get("reference") or (item.get("summary") if item.get("summary") != name else None),
        "highlights": item.get("highlights") or (keywords if isinstance(keywords, list) else []),
    }


def _number(value: str | float) -> float:
    """A number as it is written. Raises ValueError for one without end and for none at all (`NaN`)."""
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    return number


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text))


def _phone(value: Any) -> str | None:
    return str(value).removeprefix("tel:") if value else None


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _cleaned(value: Any) -> Any:
    """Numbers to text, empty values away, Markdown marks off: YAML and hand-written JSON have all of them."""
    if isinstance(value, dict):
        return {key: cleaned for key, item in value.items() if (cleaned := _cleaned(item)) not in (None, "", [], {})}
    if isinstance(value, list):
        return [cleaned for item in value if (cleaned := _cleaned(item)) not in (None, "", {}, [])]
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value if isinstance(value, int) else _number(value))
    return " ".join(_plain(storable_text(value)).split(" ")).strip() if isinstance(value, str) else None


def _checked(data: Mapping[str, Any], text: str, kind: str) -> Resume:
    try:
        resume = Resume.model_validate({key: value for key, value in data.items() if value})
    except (ValidationError, RecursionError):
        raise Malformed(kind) from None
    found = {
        pointer: source
        for pointer, value in _values(resume.model_dump(by_alias=True), "")
        if (source := _source(value, text))
    }
    if not found:
        raise Empty
    return resume.model_copy(update={"sources": found})


def _values(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key != "sources":
                yield from _values(item, f"{pointer}/{key}")
    elif isinstance(value, Sequence):
        for index, item in enumerate(value):
            yield from _values(item, f"{pointer}/{index}")


def _source(value: str, text: str) -> Source | None:
    start = text.find(value)
    if start < 0:
        start, value = 0, ""
    return Source(start=start, end=start + len(value), text=text[start : start + len(value)])
