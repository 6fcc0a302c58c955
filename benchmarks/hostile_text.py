"""Hostile plain files: text, Markdown, JSON, YAML and HTML. `ALL` maps what it is to how it is made."""

from __future__ import annotations

from collections.abc import Callable

from tests.profile.people import ADA

HEAD = b"Ada Byron\nada@example.org\n\n"


def aliases() -> bytes:
    rows = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    return f"a0: &a0 [x, x, x]\n{rows}cv:\n  name: Ada\n  sections:\n    work: *a11\n".encode()


def anchors() -> bytes:
    lines = "".join(f"    k{n}: &n{n} value\n" for n in range(200_000))
    return f"cv:\n  name: Ada\n  sections:\n{lines}".encode()


def code_in_yaml() -> bytes:
    return b"cv:\n  name: !!python/object/apply:os.system ['touch /tmp/rolecall-was-here']\n  sections:\n    a: []\n"


def halves() -> bytes:
    return b"\xff\xfe" + "Ada Byron\n".encode("utf-16-le") + b"\x00\xd8" * 900_000


def json_of(inner: bytes) -> bytes:
    return b'{"basics": {"name": "Ada"}, "work": ' + inner + b"}"


ALL: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text: one line of 9 MB": ("cv.txt", lambda: HEAD + b"word " * 1_800_000),
    "text: one word of 9 MB": ("cv.txt", lambda: HEAD + b"x" * 9_000_000),
    "text: 3 million lines": ("cv.txt", lambda: HEAD + b"a\n\n" * 3_000_000),
    "text: zero bytes": ("cv.txt", lambda: HEAD + b"\0" * 5_000_000),
    "text: halves of surrogates": ("cv.txt", halves),
    "text: 9 MB of blanks in a line": ("cv.txt", lambda: HEAD + b"Work" + b" " * 9_000_000 + b"x"),
    "text: a million dates": ("cv.txt", lambda: HEAD + b"Experience\n" + b"2019-01 - 2020-02 " * 400_000),
    "text: a million addresses": ("cv.txt", lambda: HEAD + b"a@a.a.a.a." * 800_000),
    "text: a million bars and commas": ("cv.txt", lambda: HEAD + b"| , " * 2_000_000),
    "text: a million open brackets": ("cv.txt", lambda: HEAD + b"Skills\n" + b"(" * 4_000_000),
    "text: 200,000 headings": ("cv.txt", lambda: HEAD + b"EXPERIENCE\nEDUCATION\nSKILLS\n" * 70_000),
    "text: written backwards, a name that lies": (
        "cv\u202efdp.txt", ("\u202e" * 1_000 + ADA + "\u2066" * 9_000).encode),
    "Markdown: a million marks": ("cv.md", lambda: b"# Ada\n" + b"**a" * 2_000_000),
    "Markdown: links in links": ("cv.md", lambda: b"# Ada\n" + b"[" * 2_000_000 + b"](" * 1_000_000),
    "Markdown: a comment that never ends": ("cv.md", lambda: b"# Ada\n" + b"<!-- " * 1_500_000),
    "Markdown: a million unclosed elements": ("cv.md", lambda: b"# Ada\n" + b'<span style="display:none">' * 250_000),
    "text: one word of 30 pages": ("cv.txt", lambda: HEAD + b"x" * 179_000),
    "text: dates of 30 pages": ("cv.txt", lambda: HEAD + b"Experience\n" + b"2019-01 - 2020-02 " * 9_900),
    "Markdown: marks of 30 pages": ("cv.md", lambda: b"# Ada\n" + b"**a " * 44_000),
    "Markdown: open comments of 30 pages": ("cv.md", lambda: b"# Ada\n" + b"<!-- " * 35_000),
    "JSON: 2 million lists in one another": ("cv.json", lambda: json_of(b"[" * 2_000_000 + b"]" * 2_000_000)),
    "JSON: a number of 4 million digits": ("cv.json", lambda: json_of(b"[" + b"9" * 4_000_000 + b"]")),
    "JSON: 500,000 positions": ("cv.json", lambda: json_of(b"[" + b'{"name":"a"},' * 500_000 + b"{}]")),
    "YAML: aliases that grow": ("cv.yaml", aliases),
    "YAML: 200,000 anchors": ("cv.yaml", anchors),
    "YAML: 200,000 lists in one another": ("cv.yaml", lambda: b"cv: " + b"[" * 200_000),
    "YAML: code": ("cv.yaml", code_in_yaml),
    "HTML that says it is a PDF": ("cv.pdf", lambda: b"<!DOCTYPE html><script>alert(1)</script>" + HEAD * 9),
    "a program that says it is a text": ("cv.txt", lambda: b"\x7fELF" + bytes(range(256)) * 4_000),
}  # fmt: skip
