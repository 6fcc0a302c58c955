"""The text of a file as three independent readers get it: what an applicant-tracking system sees is one of these.

PDF: PDFium (in browsers), pdfminer.six (layout by distances), pypdf (the order of the file). DOCX: everything in the
file; the body with its tables but without headers and text boxes; the paragraphs alone. Each runs inside the bounds of
the caller.
"""

from __future__ import annotations

import io
import logging
from typing import Any

import docx
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.high_level import extract_text

from rolecall.profile.storable import storable_text

PDF_READERS = ("PDFium", "pdfminer", "pypdf")
DOCX_READERS = ("whole file", "body and tables", "paragraphs only")
LONGEST = 400_000
MOST_FONTS = 200
PICTURE_SHARE = 0.3
"""Of the page's area; a smaller picture is a portrait or a logo."""


def by_pdfium(data: bytes) -> dict[str, Any]:
    """{"text", "pages": [[characters, share of the page that pictures cover]]}."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        texts, pages = [], []
        for page in pdf:
            text = page.get_textpage().get_text_range()
            width, height = page.get_size()
            covered = 0.0
            for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=4):
                left, bottom, right, top = item.get_bounds()
                covered += max(0.0, right - left) * max(0.0, top - bottom)
            pages.append([len(text.strip()), round(min(1.0, covered / max(1.0, width * height)), 4)])
            texts.append(text)
        return {"text": _bounded("\n".join(texts)), "pages": pages}
    finally:
        pdf.close()


def by_pdfminer(data: bytes) -> dict[str, Any]:
    """{"text"}."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    return {"text": _bounded(extract_text(io.BytesIO(data)))}


def by_pypdf(data: bytes) -> dict[str, Any]:
    """{"text", "locked", "title", "unmapped": names of fonts without a table of their characters}."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = pypdf.PdfReader(io.BytesIO(data))
    locked = reader.is_encrypted
    if locked:
        reader.decrypt("")
    title = (reader.metadata.title if reader.metadata else None) or ""
    texts = [page.extract_text() for page in reader.pages]
    return {
        "text": _bounded("\n".join(texts)),
        "locked": locked,
        "title": storable_text(str(title))[:300],
        "unmapped": _unmapped_fonts(reader),
    }


def by_python_docx(data: bytes) -> dict[str, Any]:
    """{"body": body with tables, "paragraphs": its paragraphs alone, "title", "tables", "drawn": text boxes}."""
    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    inside = "ancestor::*[local-name()='txbxContent']"
    body_paragraphs = body.xpath(f".//w:p[not({inside})]")
    return {
        "body": _bounded("\n".join(_text(each) for each in body_paragraphs)),
        "paragraphs": _bounded("\n".join(paragraph.text for paragraph in document.paragraphs)),
        "title": storable_text(document.core_properties.title or "")[:300],
        "tables": len(body.xpath(".//w:tbl")),
        "drawn": len(body.xpath(".//*[local-name()='txbxContent'][not(ancestor::*[local-name()='Fallback'])]")),
        "pages": _pages_of(document),
    }


def _text(paragraph: Any) -> str:
    own = paragraph.xpath(".//w:t[not(ancestor::*[local-name()='txbxContent'])] | .//w:tab | .//w:br")
    return "".join((item.text or "") if item.tag.endswith("}t") else " " for item in own)


def _pages_of(document: Any) -> int:
    """Pages as the program that wrote the file left them: its own page breaks, at least one page."""
    breaks = document.element.body.xpath(".//w:lastRenderedPageBreak | .//w:br[@w:type='page']")
    return 1 + min(len(breaks), 100)


def _unmapped_fonts(reader: pypdf.PdfReader) -> list[str]:
    found: dict[str, None] = {}
    for page in reader.pages[:10]:
        resources = page.get("/Resources")
        fonts = resources.get_object().get("/Font") if resources is not None else None
        for font in list((fonts.get_object() if fonts is not None else {}).values())[:MOST_FONTS]:
            made = font.get_object()
            if made.get("/Subtype") == "/Type0" and "/ToUnicode" not in made and made.get("/Encoding") == "/Identity-H":
                found[str(made.get("/BaseFont", "a font")).lstrip("/").partition("+")[2] or "a font"] = None
    return list(found)


def _bounded(text: str) -> str:
    return storable_text(text[:LONGEST])
