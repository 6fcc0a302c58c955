"""A person's contents and a layout to a PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import typst

from benchmarks.resume_layouts.layouts import Layout

_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_LONG = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_TITLES = {
    "plain": "text(size: 1.4em, weight: 700, it)",
    "upper": "text(size: 1.1em, weight: 700, upper(it))",
    "smallcaps": "text(size: 1.3em, smallcaps(it))",
    "rule": "{ text(size: 1.3em, weight: 700, it); v(-0.7em); line(length: 100%, stroke: 0.5pt) }",
    "bar": "{ box(width: 2.6cm, height: 0.28em, fill: navy); h(0.3cm); text(size: 1.3em, fill: navy, it) }",
}
_LEFT_WIDTH = "3.4cm"


def pdf_of(person: Mapping[str, Any], layout: Layout) -> bytes:
    """The résumé as PDF bytes, made without a network: Typst's own fonts."""
    return bytes(typst.compile(source_of(person, layout).encode()))


def source_of(person: Mapping[str, Any], layout: Layout) -> str:
    """The résumé in Typst's markup."""
    parts = [
        '#set page("a4", margin: 1.8cm)',
        f"#set text(size: {layout.size}pt, font: {_quoted(layout.font)})",
        f"#set list(marker: [{layout.bullet}])",
        "#set par(leading: 0.6em, spacing: 0.6em)",
        f"#let heading_(it) = block(above: 1.4em, below: 0.8em, {_TITLES[layout.title]})",
        f"#align({layout.name})[{_head(person, layout)}]",
    ]
    for name in layout.order:
        if entries := person["sections"].get(name):
            parts.append(f"#heading_[{_escaped(name.replace('_', ' ').title())}]")
            parts += [_entry(entry, layout) for entry in entries]
    return "\n\n".join(parts)


def _head(person: Mapping[str, Any], layout: Layout) -> str:
    links = [
        f"{network['network'].lower()}.com/{'in/' if network['network'] == 'LinkedIn' else ''}{network['username']}"
        for network in person["social_networks"]
    ]
    shown = links if layout.addresses else [network["username"] for network in person["social_networks"]]
    linked = [f"#link({_quoted('https://' + link)})[{_escaped(text)}]" for link, text in zip(links, shown, strict=True)]
    site = person["website"].removeprefix("https://").rstrip("/")
    ways = [
        _escaped(person["location"]),
        f"#link({_quoted('mailto:' + person['email'])})[{_escaped(person['email'])}]",
        _escaped(person["phone"]),
        f"#link({_quoted(person['website'])})[{_escaped(site)}]",
        *linked,
    ]
    between = " \\ " if layout.contact == "\n" else "#h(1.2em)" if not layout.contact.strip() else layout.contact
    return f"#text(size: 2.4em, weight: 700)[{_escaped(person['name'])}] #v(0.2em) {between.join(ways)}"


def _entry(entry: Mapping[str, Any], layout: Layout) -> str:
    if "bullet" in entry:
        return f"- {_escaped(entry['bullet'])}"
    if "label" in entry:
        if layout.skills == "table":
            return f"#grid(columns: (3.4cm, 1fr), [*{_escaped(entry['label'])}*], [{_escaped(entry['details'])}])"
        return f"*{_escaped(entry['label'])}:* {_escaped(entry['details'])}"
    rows = (
        layout.work if "company" in entry
        else layout.study if "institution" in entry
        else layout.publication if "title" in entry
        else layout.project
    )  # fmt: skip
    fields = _fields(entry, layout)
    lines = [_row(_filled(left, fields), _filled(right, fields)) for left, right in rows]
    if entry.get("summary"):
        lines.append(_escaped(entry["summary"]))
    body = " \\\n".join(line for line in lines if line)
    if entry.get("highlights"):
        body += "\n" + "\n".join(f"- {_escaped(each)}" for each in entry["highlights"])
    if layout.left:
        beside = " \\ ".join(part for line in layout.left.split("\n") if (part := _filled(line, fields)))
        body = f"#grid(columns: ({_LEFT_WIDTH}, 1fr), column-gutter: 0.4cm, [{beside}], [{body}])"
    return f"#block(above: 1.1em, below: 0.7em)[{body}]"


def _row(left: str, right: str) -> str:
    if not right:
        return left
    return f"#grid(columns: (1fr, auto), [{left}], align(right)[{right}])"


def _fields(entry: Mapping[str, Any], layout: Layout) -> dict[str, str]:
    fields = {key: str(value) for key, value in entry.items() if isinstance(value, str)}
    fields["date"] = _span(entry, layout)
    fields["place"] = entry.get("location") or ""
    fields["authors"] = re.sub(r"\*", "", ", ".join(entry.get("authors", ())))
    return fields


def _filled(pattern: str, fields: Mapping[str, str]) -> str:
    text = re.sub(r"\{(\w+)\}", lambda match: _escaped(fields.get(match.group(1), "")), pattern)
    return " \\ ".join(part for part in text.split("\n") if part.strip("*_ "))


def _span(entry: Mapping[str, Any], layout: Layout) -> str:
    if entry.get("date"):
        return _date(entry["date"], layout)
    return f"{_date(entry['start_date'], layout)}{layout.separator}{_date(entry['end_date'], layout)}"


def _date(iso: str, layout: Layout) -> str:
    year, _, month = iso.partition("-")
    if not month or layout.dates == "iso":
        return iso
    if layout.dates == "numbers":
        return f"{month}/{year}"
    names = _LONG if layout.dates == "long" else _SHORT
    return f"{names[int(month) - 1]} {year}"


def _escaped(text: str) -> str:
    return re.sub(r"([#$*_`@<>\\\[\]~])", r"\\\1", text)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
