"""Hostile ZIP files: Word documents, LinkedIn archives and others. `ALL` maps what it is to how it is made."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.profile import files
from tests.profile.linkedin import CSV, archive

W = files.W
HELLO = "<w:p><w:r><w:t>Ada Byron, Data Engineer, ada@example.org</w:t></w:r></w:p>"


def document(inner: str) -> str:
    return f"<w:document {W}><w:body>{inner}</w:body></w:document>"


def external_dtd() -> bytes:
    doctype = '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/evil.dtd">'
    return files.docx_of(f'<?xml version="1.0"?>{doctype}' + document(HELLO))


def late_entity() -> bytes:
    """The declaration of an entity behind two kilobytes of comment."""
    doctype = f'<!--{"x" * 3_000}--><!DOCTYPE w:document [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
    return files.docx_of(f'<?xml version="1.0"?>{doctype}' + document(HELLO.replace("Ada", "&s;")))


def wide_entity() -> bytes:
    """The same in UTF-16, where a search for its letters finds nothing."""
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
    return files.docx_of((text + document(HELLO.replace("Ada", "&s;"))).encode("utf-16"))


def gigabyte() -> bytes:
    """One megabyte of ZIP, a thousand times that of blanks."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    blank = b" " * 10_000_000
    checksum, packed = 0, bytearray()
    for _ in range(100):
        checksum = zlib.crc32(blank, checksum)
        packed += packer.compress(blank)
    packed += packer.flush()
    return _by_hand([(b"word/document.xml", bytes(packed), checksum, 1_000_000_000, 0)])


def overlapping() -> bytes:
    """Sixty thousand members, all of them the same bytes of the file."""
    made = bytearray(files.zipped({"word/document.xml": " " * 5_000_000}))
    with zipfile.ZipFile(io.BytesIO(bytes(made))) as opened:
        begin, end = opened.start_dir, made.rindex(b"PK\x05\x06")
    central = bytes(made[begin:end])
    most = 60_000
    return (
        bytes(made[:begin])
        + central * most
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, most, most, len(central) * most, begin, 0)
    )


def nested() -> bytes:
    inner = files.zipped({"word/document.xml": document(HELLO)})
    for level in range(30):
        inner = files.zipped({f"{level}.zip": inner, "word/document.xml": inner[:100]})
    return inner


def many_members() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("word/document.xml", document(HELLO))
        for number in range(60_000):
            made.writestr(f"word/media/{number}", b"")
    return buffer.getvalue()


def wandering_names() -> bytes:
    """Members that would be written outside their folder, links, and names written backwards, beside a document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("[Content_Types].xml", files.CONTENT_TYPES)
        made.writestr("word/document.xml", document(HELLO))
        for name in (
            "../../../../tmp/rolecall-was-here",
            "/tmp/rolecall-was-here",
            "word/\u202efdp.exe",
            "C:\\evil.txt",
        ):
            made.writestr(name, b"evil")
        link = zipfile.ZipInfo("word/footnotes.xml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def locked_member() -> bytes:
    made = bytearray(files.docx_of(document(HELLO)))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        position = made.find(mark)
        while position >= 0:
            made[position + at] |= 1
            position = made.find(mark, position + 4)
    return bytes(made)


def nested_tables() -> bytes:
    return files.docx_of(document("<w:tbl><w:tr><w:tc>" * 1_000 + HELLO + "</w:tc></w:tr></w:tbl>" * 1_000))


def wide_tables() -> bytes:
    """Two hundred tables in one another, each with fifty rows beside it."""
    row = "<w:tr><w:tc>" + HELLO + "</w:tc></w:tr>"
    inner = ""
    for _ in range(60):
        inner = f"<w:tbl>{row * 50}<w:tr><w:tc>{inner}{HELLO}</w:tc></w:tr></w:tbl>"
    return files.docx_of(document(inner))


def million_runs() -> bytes:
    return files.docx_of(document("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 700_000 + "</w:p>"))


def styles_in_a_ring() -> bytes:
    ring = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 50_000}"/></w:style>'
        for n in range(50_000)
    )
    return files.docx_of(document(HELLO), **{"word/styles.xml": f"<w:styles {W}>{ring}</w:styles>"})


def boxes_in_boxes() -> bytes:
    opened = "<w:p><w:r><w:pict><w:txbxContent>" * 120
    return files.docx_of(document(opened + HELLO * 200 + "</w:txbxContent></w:pict></w:r></w:p>" * 120))


def macros() -> bytes:
    return files.docx_of(
        document(HELLO), **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9_000}
    )


def old_word() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 4_000
        + "WordDocument".encode("utf-16-le")
        + b"Auto_Open\0" * 9_000
    )


def spreadsheet_bomb() -> bytes:
    return archive(changed={"Positions": "Company Name,Title,Started On\n" + "Acme,Clerk,Mar 2020\n" * 400_000})


def open_quote() -> bytes:
    return archive(changed={"Profile": 'First Name,Last Name\nAda,"' + "x,\n" * 600_000})


def wide_rows() -> bytes:
    return archive(changed={"Skills": "Name" + ",x" * 300_000 + "\n" + ",".join("a" for _ in range(300_000))})


def packed_profile() -> bytes:
    return archive(changed={"Profile": b"First Name,Last Name\n" + b"A" * 300_000_000})


def formulas() -> bytes:
    text = CSV["Positions.csv"] + "=cmd|' /C calc'!A0,=HYPERLINK(1),\u202eevil,Leeds,Mar 2020,\n"
    return archive("../../" * 20, changed={"Positions": text})


def _by_hand(members: list[tuple[bytes, bytes, int, int, int]]) -> bytes:
    """A ZIP of (name, packed bytes, checksum, size, flags)."""
    body, central = bytearray(), bytearray()
    for name, packed, checksum, size, flags in members:
        head = struct.pack("<5H3L2H", 20, flags, 8, 0, 33, checksum, len(packed), size, len(name), 0)
        central += b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<3H2L", 0, 0, 0, 0, len(body)) + name
        body += b"PK\3\4" + head + name + packed
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(members), len(members), len(central), len(body), 0)
    return bytes(body + central + tail)


ALL: dict[str, tuple[str, Callable[[], bytes]]] = {
    "DOCX: 400 MB of blanks": ("cv.docx", files.docx_bomb),
    "DOCX: 1 GB in 1 MB": ("cv.docx", gigabyte),
    "DOCX: entities that grow": ("cv.docx", files.docx_of_laughs),
    "DOCX: an entity of this machine": ("cv.docx", lambda: files.docx_with_entity("file:///etc/passwd")),
    "DOCX: an entity behind a long comment": ("cv.docx", late_entity),
    "DOCX: an entity in UTF-16": ("cv.docx", wide_entity),
    "DOCX: a definition from the network": ("cv.docx", external_dtd),
    "DOCX: 100,000 elements in one another": ("cv.docx", files.deep_docx),
    "DOCX: a million paragraphs": ("cv.docx", lambda: files.docx_of(document("<w:p/>" * 1_000_000))),
    "DOCX: 700,000 runs in a paragraph": ("cv.docx", million_runs),
    "DOCX: 1,000 tables in one another": ("cv.docx", nested_tables),
    "DOCX: tables in tables with rows": ("cv.docx", wide_tables),
    "DOCX: text boxes in text boxes": ("cv.docx", boxes_in_boxes),
    "DOCX: 50,000 styles in a ring": ("cv.docx", styles_in_a_ring),
    "DOCX: a locked member": ("cv.docx", locked_member),
    "DOCX: names that lead elsewhere": ("cv.docx", wandering_names),
    "DOCX: with macros": ("cv.docm", macros),
    "DOC: an old document with macros": ("cv.doc", old_word),
    "DOCX: locked with a password": ("cv.docx", files.encrypted_docx),
    "DOCX: cut off in the middle": ("cv.docx", lambda: files.resume_docx()[:9_000]),
    "ZIP: 60,000 members of the same bytes": ("cv.docx", overlapping),
    "ZIP: in a ZIP, thirty times": ("cv.docx", nested),
    "ZIP: 60,000 members": ("cv.docx", many_members),
    "LinkedIn: 400,000 positions": ("export.zip", spreadsheet_bomb),
    "LinkedIn: a quote that never ends": ("export.zip", open_quote),
    "LinkedIn: 300,000 columns": ("export.zip", wide_rows),
    "LinkedIn: a profile of 300 MB": ("export.zip", packed_profile),
    "LinkedIn: formulas, names backwards, a way out": ("export.zip", formulas),
}
