"""What kind of file it is, told by its content; the name only decides between plain text and Markdown."""

from __future__ import annotations

import io
import re
import zipfile

from rolecall.profile.files.linkedin_archive import is_linkedin_archive
from rolecall.profile.files.text import decode
from rolecall.profile.files.unreadable import Empty, Encrypted, Malformed, UnknownKind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RENDERCV = re.compile(r"^cv:\s*$", re.MULTILINE)


def kind_of(data: bytes, filename: str) -> str:
    """`pdf`, `docx`, `json-resume`, `rendercv`, `linkedin-archive`, `markdown` or `text`. Raises for anything else."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Empty
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_kind(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Encrypted
        raise UnknownKind
    if data.startswith(
        (b"{\\rtf", b"\x89PNG", b"\xff\xd8", b"GIF8", b"<!DOCTYPE", b"<html", b"\x7fELF", b"MZ", b"\x1f\x8b")
    ):
        raise UnknownKind
    text = decode(data)
    bare = text.lstrip()
    suffix = filename.rpartition(".")[2].casefold()
    if bare.startswith("{") and (suffix == "json" or bare.rstrip().endswith("}")):
        return "json-resume"
    if suffix in ("yaml", "yml") or (
        _RENDERCV.search(bare[:2_000]) and re.search(r"^\s+sections:", bare, re.MULTILINE)
    ):
        return "rendercv"
    if suffix in ("pdf", "docx"):
        raise Malformed(suffix.upper())
    return "markdown" if suffix in ("md", "markdown") or re.search(r"^#{1,3} \S", bare, re.MULTILINE) else "text"


def _zip_kind(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Malformed("DOCX") from None
    if "word/document.xml" in names or "word/document2.xml" in names:
        return "docx"
    if is_linkedin_archive(names):
        return "linkedin-archive"
    raise UnknownKind
