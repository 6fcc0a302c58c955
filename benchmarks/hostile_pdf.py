"""Hostile PDFs, each made by the program: `ALL` maps what it is to how it is made."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable

from tests.profile import files
from tests.profile.people import LAYOUTS

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CV = next(iter(LAYOUTS.values()))


def stream(data: bytes, more: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), more) + data + b"\nendstream"


def page_of(
    content: bytes, *objects: bytes, font: bytes = FONT, resources: bytes = b"", box: bytes = b"0 0 600 800"
) -> bytes:
    """One page: its content is object 4, its font F object 5, further objects begin with 6."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R " % box
    page += b"/Resources << /Font << /F 5 0 R >> %s >> >>" % resources
    return files.raw_pdf(files.CATALOGUE, files.PAGES, page, stream(zlib.compress(content, 9)), font, *objects)


def words(text: bytes = b"Ada Byron Data Engineer at Analytical Engines since 2019") -> bytes:
    return b"BT /F 12 Tf 50 700 Td (" + text + b") Tj ET\n"


def ten_thousand_pages() -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(10_000))
    pages = b"<< /Type /Pages /Kids [%s] /Count 10000 >>" % kids
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    )
    return files.raw_pdf(files.CATALOGUE, pages, page, stream(zlib.compress(words())), FONT)


def claims_few_pages() -> bytes:
    return ten_thousand_pages().replace(b"/Count 10000", b"/Count 1    ")


def flate_in_flate() -> bytes:
    packed = zlib.compress(zlib.compress(zlib.compress(b"0 0 m 1 1 l S\n" * 70_000_000, 9), 9), 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>"
    return files.raw_pdf(
        files.CATALOGUE, files.PAGES, page, stream(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")
    )


def predictor() -> bytes:
    packed = zlib.compress(b"\x02" + b"A" * 4_000_000)
    parms = b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483600 /Colors 32 /BitsPerComponent 16 >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>"
    return files.raw_pdf(files.CATALOGUE, files.PAGES, page, stream(packed, parms))


def laughing_forms() -> bytes:
    """Ten forms, each of which draws the next one ten times: ten thousand million words."""
    forms = []
    for number in range(10):
        draw = b"/X Do " * 10 if number < 9 else words()
        inner = b"/XObject << /X %d 0 R >>" % (number + 7) if number < 9 else b""
        more = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> %s >>" % inner
        forms.append(stream(draw, more))
    return page_of(b"/X Do", *forms, resources=b"/XObject << /X 6 0 R >>")


def form_in_itself() -> bytes:
    more = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 6 0 R >> >>"
    return page_of(words() + b"/X Do", stream(b"/X Do /X Do", more), resources=b"/XObject << /X 6 0 R >>")


def object_stream_in_itself() -> bytes:
    """The object stream is said to lie in itself, and every object of the file in it."""
    body = bytearray(b"%PDF-1.7\n")
    inner = b"1 0 2 40 " + b"<< /Type /Catalog /Pages 2 0 R >>".ljust(40) + b"<< /Type /Pages /Kids [] /Count 0 >>"
    offset = len(body)
    body += b"4 0 obj\n" + stream(inner, b"/Type /ObjStm /N 2 /First 9 /Extends 4 0 R") + b"\nendobj\n"
    at = len(body)
    rows = b"".join(struct.pack(">BIB", kind, where, index) for kind, where, index in
                    ((0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (2, 4, 0), (1, at, 0)))  # fmt: skip
    more = b"/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Prev %d" % offset
    body += b"5 0 obj\n" + stream(rows, more) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at
    return bytes(body)


def table_in_itself() -> bytes:
    made = files.raw_pdf(files.CATALOGUE, files.PAGES, files.PAGE, trailer=b"/Prev 0000000000")
    at = made.rindex(b"xref\n0")
    return made.replace(b"/Prev 0000000000", b"/Prev %010d" % at)


def endless_table() -> bytes:
    made = files.raw_pdf(files.CATALOGUE, files.PAGES, files.PAGE)
    return made.replace(b"xref\n0 4", b"xref\n0 2147483647").replace(b"/Size 4", b"/Size 2147483647")


def huge_picture() -> bytes:
    packed = zlib.compress(b"\0" * 120_000_000, 9)
    more = (
        b"/Type /XObject /Subtype /Image /Width 40000 /Height 24000 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 1 /Filter /FlateDecode"
    )
    return page_of(b"q 600 0 0 800 0 0 cm /X Do Q", stream(packed, more), resources=b"/XObject << /X 6 0 R >>")


def picture_that_lies() -> bytes:
    more = (
        b"/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /ColorSpace "
        b"/DeviceCMYK /BitsPerComponent 16 /Filter /FlateDecode"
    )
    return page_of(
        b"q 600 0 0 800 0 0 cm /X Do Q", stream(zlib.compress(b"\0" * 999), more), resources=b"/XObject << /X 6 0 R >>"
    )


def wavelets() -> bytes:
    """A JPEG 2000 head of 60,000 × 60,000 dots, and no picture."""
    size = struct.pack(">HIIIIIIIIH", 0, 60_000, 60_000, 0, 0, 60_000, 60_000, 0, 0, 4) + b"\x0f\x01\x01" * 4
    head = (
        b"\xff\x4f\xff\x51"
        + struct.pack(">H", len(size) + 2)
        + size
        + b"\xff\x52\x00\x0c\x00\x00\x00\x01\x00\x05\x04\x04\x00\x00"
    )
    more = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceCMYK /Filter /JPXDecode"
    return page_of(
        b"q 600 0 0 800 0 0 cm /X Do Q", stream(head + b"\xff\xd9", more), resources=b"/XObject << /X 6 0 R >>"
    )


def broken_font() -> bytes:
    junk = random.Random(5).randbytes(200_000)
    font = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Evil /FontDescriptor 6 0 R /FirstChar "
        b"0 /LastChar 255 /Widths [%s] >>"
    )
    descriptor = b"<< /Type /FontDescriptor /FontName /AAAAAA+Evil /Flags 4 /FontFile2 7 0 R >>"
    glyphs = stream(zlib.compress(b"\x00\x01\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff" + junk))
    return page_of(words() * 40, descriptor, glyphs, font=font % (b"600 " * 256))


def huge_font() -> bytes:
    descriptor = b"<< /Type /FontDescriptor /FontName /AAAAAA+Evil /Flags 4 /FontFile2 7 0 R >>"
    glyphs = stream(zlib.compress(b"\x00\x01\x00\x00\x00\x0f" + b"glyf" * 100_000_000, 9))
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Evil /FontDescriptor 6 0 R >>"
    return page_of(words() * 40, descriptor, glyphs, font=font)


def drawn_font_in_itself() -> bytes:
    """A Type 3 font whose letters are written in that font."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs << /a 6 0 R >> "
        b"/Encoding << /Differences [0 /a] >> /FirstChar 0 /LastChar 255 /Widths [%s] /Resources << "
        b"/Font << /F 5 0 R >> >> >>"
    )
    letter = stream(b"9 0 d0 BT /F 1 Tf (\\000\\000\\000\\000) Tj ET", b"")
    return page_of(b"BT /F 9 Tf 50 700 Td (\\000\\000\\000\\000) Tj ET", letter, font=font % (b"9 " * 256))


def endless_widths() -> bytes:
    """Glued words, which send the reader to the slower one, and a font with a width for each of two billion letters."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Evil /Encoding /Identity-H /DescendantFonts [6 "
        b"0 R] /ToUnicode 8 0 R >>"
    )
    child = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Evil /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) "
        b"/Supplement 0 >> /FontDescriptor 7 0 R /W [0 2000000000 500] >>"
    )
    descriptor = b"<< /Type /FontDescriptor /FontName /Evil /Flags 4 >>"
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /E def 1 "
        b"begincodespacerange <0000> <ffff> "
        b"endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end"
    )
    line = "Analyticalenginesofthedifference".encode("utf-16-be").hex().encode()
    content = b"".join(b"BT /F 9 Tf 50 %d Td <%s> Tj ET\n" % (780 - 10 * n, line) for n in range(60))
    return page_of(content, child, descriptor, stream(zlib.compress(cmap)), font=font)


def endless_letters() -> bytes:
    """A map from codes to letters of a million ranges, each of 65,536 codes."""
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Evil /Encoding /Identity-H /DescendantFonts [6 "
        b"0 R] /ToUnicode 7 0 R >>"
    )
    child = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Evil /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> >>"
    )
    ranges = b"100 beginbfrange\n" + b"<0000> <ffff> <0041>\n" * 100 + b"endbfrange\n"
    cmap = stream(zlib.compress(b"begincmap\n" + ranges * 10_000 + b"endcmap", 9))
    return page_of(b"BT /F 9 Tf 50 700 Td <004100420043> Tj ET" * 30, child, cmap, font=font)


def million_letters() -> bytes:
    return page_of(b"BT /F 1 Tf 50 700 Td " + b"(Byron) Tj 0 -1 Td " * 400_000 + b"ET")


def million_saves() -> bytes:
    return page_of(b"q " * 20_000_000 + words())


def polyglot() -> bytes:
    """A good PDF with a ZIP of LinkedIn's names behind it."""
    return files.pdf(CV) + files.zipped(
        {"Profile.csv": "First Name,Last Name\nEve,Other\n", "word/document.xml": "<x/>"}
    )


def launching() -> bytes:
    catalogue = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> "
        b"/AA << /WC << /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1/'\\)) >> >> >>"
    )
    return page_of(words() * 5).replace(files.CATALOGUE, catalogue)


def fine_noise() -> bytes:
    """Six scanned pages of noise: what a recogniser of text chews on longest."""
    noise = random.Random(7).randbytes(800 * 1100)
    return files.pdf_of_picture(noise, 800, 1100, pages=6)


def noise_below_print() -> bytes:
    """A page of print, then five of noise at the same address."""
    made = files.picture_pdf(CV, 150)
    return made + b"\n% " + random.Random(9).randbytes(500_000)


ALL: dict[str, tuple[str, Callable[[], bytes]]] = {
    "PDF: 200,000 arrays in one another": ("cv.pdf", files.deep_pdf),
    "PDF: a page tree in itself": ("cv.pdf", files.looping_pdf),
    "PDF: an object stream in itself": ("cv.pdf", object_stream_in_itself),
    "PDF: a cross-reference table in itself": ("cv.pdf", table_in_itself),
    "PDF: a table of two billion objects": ("cv.pdf", endless_table),
    "PDF: 10,000 pages": ("cv.pdf", ten_thousand_pages),
    "PDF: 10,000 pages that say they are one": ("cv.pdf", claims_few_pages),
    "PDF: 1 KB that unpacks to 500 MB": ("cv.pdf", files.inflating_pdf),
    "PDF: packed three times, 1 GB": ("cv.pdf", flate_in_flate),
    "PDF: a predictor of 2 billion columns": ("cv.pdf", predictor),
    "PDF: forms that draw ten of each other": ("cv.pdf", laughing_forms),
    "PDF: a form that draws itself": ("cv.pdf", form_in_itself),
    "PDF: a page of a million kilometres": ("cv.pdf", lambda: page_of(words() * 40, box=b"0 0 9999999999 9999999999")),
    "PDF: a picture of 960 million dots": ("cv.pdf", huge_picture),
    "PDF: a picture that lies about its size": ("cv.pdf", picture_that_lies),
    "PDF: JPEG 2000 of 60,000 × 60,000": ("cv.pdf", wavelets),
    "PDF: a broken font": ("cv.pdf", broken_font),
    "PDF: a font of 400 MB": ("cv.pdf", huge_font),
    "PDF: a font written in itself": ("cv.pdf", drawn_font_in_itself),
    "PDF: two billion letter widths": ("cv.pdf", endless_widths),
    "PDF: a million maps of letters": ("cv.pdf", endless_letters),
    "PDF: two million letters on a page": ("cv.pdf", million_letters),
    "PDF: 20 million saved states": ("cv.pdf", million_saves),
    "PDF: locked with a password": ("cv.pdf", files.encrypted_pdf),
    "PDF: cut off in the middle": ("cv.pdf", lambda: files.pdf(CV)[:5_000]),
    "PDF: and a ZIP at once": ("cv.pdf", polyglot),
    "PDF: that starts programs": ("cv.pdf", launching),
    "PDF: six scanned pages of noise": ("scan.pdf", fine_noise),
    "PDF: a scan with junk behind it": ("scan.pdf", noise_below_print),
}
