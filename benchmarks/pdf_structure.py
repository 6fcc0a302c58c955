"""What PDF/A-2a and PDF/UA-1 ask for and a program can look up: by pypdf, without a validator.

Checked: the standards claimed in XMP; title, language, tags and their root; the title shown instead of the file name;
every font embedded, with a map to Unicode; headings that begin at 1 and skip no level; every link tagged and described;
lists made of items; no encryption, no scripts, nothing embedded; an output intent for colours.
Not checked: what a person must judge (is the reading order sensible, is what looks like a heading one), glyph widths,
colour spaces and the syntax of the file, which veraPDF checks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def faults(data: bytes) -> list[str]:
    """What is wrong, one word or two for each; none when nothing is."""
    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    found = list(_document(reader, root))
    kinds: list[str] = []
    if "/StructTreeRoot" in root:
        for element in _elements(root["/StructTreeRoot"].get("/K")):
            kinds.append(str(element.get("/S")))
            if element.get("/S") == "/Link" and not _described(element):
                found.append("link not described")
            if element.get("/S") == "/L" and any(child.get("/S") != "/LI" for child in _parts(element)):
                found.append("list without items")
    found += _headings([int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()])
    found += [f"font {name}" for page in reader.pages for name in _fonts(page)]
    links = sum(a.get_object().get("/Subtype") == "/Link" for p in reader.pages for a in p.get("/Annots", ()))
    if links and "/Link" not in kinds:
        found.append("link not tagged")
    return sorted(set(found))


def _document(reader: PdfReader, root: Any) -> Iterator[str]:
    said = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
    for standard, mark in (("PDF/UA-1", "<pdfuaid:part>1<"), ("PDF/A-2", "<pdfaid:part>2<"), ("level A", "nce>A<")):
        if mark not in said:
            yield f"no {standard}"
    if not (reader.metadata and reader.metadata.title and "<dc:title>" in said):
        yield "no title"
    if not root.get("/Lang"):
        yield "no language"
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "not tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "title not shown"
    if not any(intent.get_object().get("/S") == "/GTS_PDFA1" for intent in root.get("/OutputIntents", ())):
        yield "no output intent"
    if reader.is_encrypted:
        yield "encrypted"
    names = root.get("/Names", {})
    if "/OpenAction" in root or "/JavaScript" in names or "/AA" in root:
        yield "script"
    if "/EmbeddedFiles" in names:
        yield "embedded file"


def _elements(node: Any) -> Iterator[DictionaryObject]:
    node = _plain(node)
    if isinstance(node, ArrayObject):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        yield from _elements(node.get("/K"))


def _parts(element: DictionaryObject) -> list[Any]:
    node = _plain(element.get("/K"))
    return [_plain(part) for part in (node if isinstance(node, ArrayObject) else [node])]


def _plain(node: Any) -> Any:
    return node.get_object() if hasattr(node, "get_object") else node


def _described(element: DictionaryObject) -> bool:
    parts = [part for part in _parts(element) if isinstance(part, DictionaryObject)]
    annotations: list[Any] = [_plain(part["/Obj"]) for part in parts if part.get("/Type") == "/OBJR"]
    return bool(annotations) and all(note.get("/Contents") or element.get("/Alt") for note in annotations)


def _headings(levels: list[int]) -> Iterator[str]:
    if not levels:
        yield "no heading"
    elif levels[0] != 1:
        yield "first heading not of level 1"
    if any(after > before + 1 for before, after in zip(levels, levels[1:], strict=False)):
        yield "heading level skipped"


def _fonts(page: Any) -> Iterator[str]:
    for kept in page["/Resources"].get("/Font", {}).values():
        font = kept.get_object()
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        about = inner["/FontDescriptor"].get_object()
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & about.keys():
            yield f"{font['/BaseFont']} not embedded"
        if "/ToUnicode" not in font:
            yield f"{font['/BaseFont']} without Unicode"
