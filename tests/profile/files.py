"""Files the tests make themselves: good ones in several kinds, and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
import pypdfium2
import typst
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def pdf(source: str) -> bytes:
    """A PDF of Typst source."""
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def pdf_of_pages(count: int) -> bytes:
    return pdf(f"#for n in range({count}) {{ [Page #n of a very long file] ; pagebreak(weak: true) }}")


def scanned_pdf() -> bytes:
    """A page that is nothing but a picture."""
    width, height = 60, 80
    rows = b"".join(b"\0" + bytes((x * y) % 256 for x in range(width)) for y in range(height))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(rows)),
            (b"IEND", b""),
        )
    )
    numbers = ",".join(str(byte) for byte in png)
    return pdf(f"#image(bytes(({numbers})), width: 100%)")


def picture_pdf(source: str, dots_an_inch: int = 150, pages: int = 1) -> bytes:
    """A scan: the page that Typst makes of the source, as a grey picture and nothing else."""
    page = pypdfium2.PdfDocument(pdf(source))[0]
    drawn = page.render(scale=dots_an_inch / 72, grayscale=True)
    view = memoryview(drawn.buffer).cast("B")
    rows = b"".join(view[row * drawn.stride : row * drawn.stride + drawn.width] for row in range(drawn.height))
    return pdf_of_picture(rows, drawn.width, drawn.height, pages)


def pdf_of_picture(rows: bytes, width: int, height: int, pages: int = 1) -> bytes:
    """Pages of A4 that show one grey picture, a byte a dot."""
    packed = zlib.compress(rows)
    picture = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray" % (width, height)
    picture += b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    draw = b"q 595 0 0 842 0 0 cm /I Do Q"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    page += b" /Resources << /XObject << /I 3 0 R >> >> >>"
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(pages))
    return raw_pdf(
        CATALOGUE,
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        picture + packed + b"\nendstream",
        b"<< /Length %d >>\nstream\n" % len(draw) + draw + b"\nendstream",
        *[page] * pages,
    )


def raw_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of hand-written objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(out)


PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>"
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"


def empty_pdf() -> bytes:
    return raw_pdf(CATALOGUE, PAGES, PAGE)


def encrypted_pdf() -> bytes:
    """Locked with a password nobody knows."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"ab" * 32, b"cd" * 32)
    return raw_pdf(CATALOGUE, PAGES, PAGE, lock, trailer=b"/Encrypt 4 0 R /ID [<00> <00>]")


def looping_pdf() -> bytes:
    """A page tree that contains itself."""
    return raw_pdf(CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")


def deep_pdf() -> bytes:
    """An array in an array in an array …"""
    depth = 200_000
    return raw_pdf(CATALOGUE, PAGES, b"<< /Type /Page /Parent 2 0 R /X " + b"[" * depth + b"]" * depth + b" >>")


def inflating_pdf() -> bytes:
    """Half a megabyte that unpacks to 500 MB of drawing."""
    packed = zlib.compress(b"0 0 m 1 1 l S\n" * 1_000_000 * 35, 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>"
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"
    return raw_pdf(CATALOGUE, PAGES, page, stream)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx_of(body: bytes | str, **parts: bytes | str) -> bytes:
    """A DOCX with the given `word/document.xml`."""
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body, **parts})


def docx_bomb() -> bytes:
    return docx_of(f"<w:document {W}><w:body><w:p>".encode() + b" " * 400_000_000 + b"</w:p></w:body></w:document>")


def docx_with_entity(target: str) -> bytes:
    doctype = f'<!DOCTYPE d [<!ENTITY secret SYSTEM "{target}">]>'
    text = "<w:p><w:r><w:t>Ada Byron &secret;</w:t></w:r></w:p>"
    return docx_of(f'<?xml version="1.0"?>{doctype}<w:document {W}><w:body>{text}</w:body></w:document>')


def docx_of_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>'
    text = "<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>"
    return docx_of(f'<?xml version="1.0"?>{doctype}<w:document {W}><w:body>{text}</w:body></w:document>')


def deep_docx() -> bytes:
    return docx_of(f"<w:document {W}>" + "<w:p>" * 100_000 + "</w:p>" * 100_000 + "</w:document>")


def encrypted_docx() -> bytes:
    """What Word writes for a document with a password: no ZIP but an OLE container."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500


def resume_docx() -> bytes:
    """Positions in a table, the name in the header, skills in a text box, a page number in the footer."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ada Byron"
    document.add_paragraph("ada@example.org | London, UK")
    document.add_heading("Experience", 1)
    table = document.add_table(rows=2, cols=2)
    rows = (
        ("03/2021 – Present", "Data Engineer, Analytical Engines Ltd", "Moved 40 pipelines to Airflow"),
        ("02/2018 – 02/2021", "Analyst, Difference Co", "Wrote the billing export"),
    )
    for row, (dates, head, duty) in zip(table.rows, rows, strict=True):
        row.cells[0].text = dates
        row.cells[1].text = head
        row.cells[1].add_paragraph(duty, style="List Bullet")
    document.add_heading("Skills", 1)
    box = document.add_paragraph()
    inner = "<w:p><w:r><w:t>Python, SQL, Airflow</w:t></w:r></w:p>"
    shape = (
        f'<w:pict {W} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>'
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    box.add_run()._r.append(parse_xml(shape))
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
