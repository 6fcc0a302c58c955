"""The parts of a DOCX package: bounded unpacking, XML without entities, links and styles."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from rolecall.profile.files.unreadable import Malformed, TooLarge

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_PART = 24_000_000
_MOST_STYLES = 5_000


@dataclass(frozen=True, slots=True)
class Style:
    """How paragraphs of a style look."""

    name: str = ""
    bold: bool = False
    size: float = 0.0
    heading: bool = False
    listed: bool = False
    hidden: bool = False
    colour: str = ""
    ground: str = ""


def main_part(names: list[str]) -> str:
    """The name of the body; raises Malformed when there is none."""
    for name in ("word/document.xml", "word/document2.xml"):
        if name in names:
            return name
    raise Malformed("DOCX")


def read_part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """A part as XML. Raises TooLarge, and Malformed for what is damaged or declares entities."""
    try:
        with archive.open(name) as packed:
            data = packed.read(_MAX_PART + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError):
        raise Malformed("DOCX") from None
    if len(data) > _MAX_PART:
        raise TooLarge("it unpacks to more than 24 MB of text")
    if b"<!DOCTYPE" in data[:2_000] or b"<!ENTITY" in data:
        raise Malformed("DOCX")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Malformed("DOCX") from None


def relations(archive: zipfile.ZipFile, names: list[str], part: str) -> dict[str, str]:
    """Addresses of the links of a part, by their id."""
    path = re.sub(r"([^/]+)$", r"_rels/\1.rels", part)
    if path not in names:
        return {}
    return {
        item.get("Id", ""): item.get("Target", "")
        for item in read_part(archive, path)
        if item.get("Type", "").endswith("/hyperlink") and len(item.get("Target", "")) < 2_000
    }


def properties(archive: zipfile.ZipFile, names: list[str]) -> dict[str, str]:
    """Title, subject, keywords and the like of the document, by the names of their elements."""
    if "docProps/core.xml" not in names:
        return {}
    return {
        etree.QName(item).localname: (item.text or "").strip()
        for item in read_part(archive, "docProps/core.xml")
        if isinstance(item.tag, str)
    }


def styles(archive: zipfile.ZipFile, names: list[str]) -> dict[str, Style]:
    """What each paragraph style says about the look, with what it inherits."""
    if "word/styles.xml" not in names:
        return {}
    root = read_part(archive, "word/styles.xml")
    raw = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
    if len(raw) > _MOST_STYLES:
        raise TooLarge(f"it has more than {_MOST_STYLES} styles")
    base_size = size_of(root.find(f"{W}docDefaults//{W}rPr")) or 11.0
    found: dict[str, Style] = {}
    for key in raw:
        name, bold, size, heading, listed, hidden, colour, ground = "", False, 0.0, False, False, False, "", ""
        at: str | None = key
        for _ in range(8):
            style = raw.get(at or "")
            if style is None:
                break
            title = style.find(f"{W}name")
            name = name or (title.get(f"{W}val", "") if title is not None else "")
            run = style.find(f"{W}rPr")
            bold = bold or is_on(run, "b")
            size = size or size_of(run)
            hidden = hidden or is_on(run, "vanish")
            colour = colour or attribute(run, "color", "val")
            ground = ground or attribute(run, "shd", "fill")
            paragraph = style.find(f"{W}pPr")
            if paragraph is not None:
                heading = heading or paragraph.find(f"{W}outlineLvl") is not None
                listed = listed or paragraph.find(f"{W}numPr") is not None
                ground = ground or attribute(paragraph, "shd", "fill")
            parent = style.find(f"{W}basedOn")
            at = parent.get(f"{W}val") if parent is not None else None
        lower = name.casefold()
        heading = (heading or lower.startswith(("heading", "überschrift", "titre"))) and not lower.startswith(
            ("list", "normal")
        )
        listed = listed or lower.startswith("list")
        found[key] = Style(name, bold, size or base_size, heading, listed, hidden, colour, ground)
    found[""] = Style(size=base_size)
    return found


def is_on(run: etree._Element | None, tag: str) -> bool:
    """Whether a toggle (`b`) is set and not switched off."""
    item = run.find(f"{W}{tag}") if run is not None else None
    return item is not None and item.get(f"{W}val", "1") not in ("0", "false", "off")


def attribute(element: etree._Element | None, tag: str, name: str) -> str:
    """The value of a child's attribute, `color/@val`; empty where there is none."""
    item = element.find(f"{W}{tag}") if element is not None else None
    return item.get(f"{W}{name}", "") if item is not None else ""


def size_of(run: etree._Element | None) -> float:
    """The font size in points, 0 when it is not said here."""
    item = run.find(f"{W}sz") if run is not None else None
    value = item.get(f"{W}val", "") if item is not None else ""
    return int(value) / 2 if value.isdigit() else 0.0
