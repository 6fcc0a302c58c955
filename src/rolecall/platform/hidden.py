"""What no reader of a text sees in it: hidden markup, letters that show nothing, letters that look like others."""

from __future__ import annotations

import re

_STYLE_HIDES = (
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0*(?:\.\d+)?[01]?(?:px|pt|em|rem|%)?\s*[;\"'!]|"
    r"opacity\s*:\s*0*\.?0*%?\s*[;\"'!]|text-indent\s*:\s*-\s*\d{3}|(?:left|top|right|bottom)\s*:\s*-\s*\d{3,}|"
    r"color\s*[:=]\s*[\"']?\s*(?:white|transparent|#f{3}(?:f{3})?\b|rgba?\(\s*25[0-5]\s*,\s*25[0-5]\s*,\s*25[0-5])"
)
_HIDDEN = re.compile(
    r"<(?P<tag>span|div|p|font|section|li|td|strong|em|b|i|small|a|u)\b[^<>]{0,500}?"
    rf"(?:{_STYLE_HIDES}|\shidden\b|aria-hidden\s*=\s*[\"']?true)[^<>]{{0,500}}>.{{0,20000}}?</(?P=tag)\s*>",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_COMMENT = 20_000
_SMUGGLED = re.compile("[\U000e0000-\U000e007f]+|[\u200b\u200c\u200d\u2060\ufeff\u180e\u2061-\u2064]{4,}")
"""Tag characters spell words that nothing shows; long rows of widthless ones carry a message in bits."""
UNSHOWN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u180e\ufeff\u00ad\U000e0000-\U000e007f]")
"""Characters that show nothing but carry, part or reorder text."""

_LOOKS_LIKE = str.maketrans(
    "АВЕЗКМНОРСТУХаеорсухіјѕԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαινρυ" + "".join(chr(code) for code in range(0xFF01, 0xFF5F)),
    "ABE3KMHOPCTYXaeopcyxijsdqwhlABEZHIKMNOPTYXoaivpu" + "".join(chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)),
)
_SPACED = re.compile(r"(?<!\w)(?:\w {1,2}){7,}\w(?!\w)")
_LETTER_BY_LETTER = re.compile(r" \w  ?\w  ?\w  ?\w ")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff\u0500-\u052f\uff01-\uff5e]")
_NOT_FOREIGN = bytes(byte for byte in range(256) if not (0xCD <= byte <= 0xD4 or byte == 0xEF))
"""All bytes but those with which a letter of `_FOREIGN` begins in UTF-8."""
_MIXED = re.compile(r"(?<!\w)(?=\w*[A-Za-z])(?=\w*[\u0370-\u03ff\u0400-\u04ff])\w{3,}(?!\w)")


def hidden_spans(text: str) -> list[tuple[int, int]]:
    """Where the text hides words from its reader, in order: comments, invisible elements, unseen characters."""
    found = _comments(text)
    found += [span for span in _elements(text) if not any(begin <= span[0] < end for begin, end in found)]
    if not _all_shown(text):
        found += [hit.span() for hit in _SMUGGLED.finditer(text)]
    return sorted(found)


def _comments(text: str) -> list[tuple[int, int]]:
    """HTML comments; one that never ends reaches to the end of a text that is near."""
    found: list[tuple[int, int]] = []
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            begin = max(start, len(text) - _LONGEST_COMMENT)
            start = text.find("<!--", begin)
            return [*found, (start, len(text))] if start >= 0 else found
        if end - start <= _LONGEST_COMMENT:
            found.append((start, end + 3))
            start = text.find("<!--", end + 3)
        else:
            start = text.find("<!--", max(start + 4, end - _LONGEST_COMMENT))
    return found


def _elements(text: str) -> list[tuple[int, int]]:
    return [hit.span() for hit in _HIDDEN.finditer(text)] if "<" in text else []


def without_hidden(text: str) -> tuple[str, str]:
    """(the text as it is seen, the words that were hidden in it)."""
    hidden: list[str] = []
    shown = text
    for start, end in reversed(hidden_spans(text)):
        hidden.append(spelled(text[start:end]))
        shown = shown[:start] + shown[end:]
    return shown if _all_shown(shown) else UNSHOWN.sub("", shown), " ".join(reversed(hidden)).strip()


def spelled(hidden: str) -> str:
    """The words of a hidden part: tags taken off, tag characters as the letters that they stand for."""
    plain = "".join(
        chr(ord(char) - 0xE0000) if "\U000e0020" <= char <= "\U000e007e" else "" if UNSHOWN.match(char) else char
        for char in hidden
    )
    return " ".join(re.sub(r"<!--|-->|<[^<>]*>", " ", plain).split())


def mixed_words(text: str) -> list[tuple[int, int]]:
    """Words whose letters come from two alphabets: they look like a word and are none."""
    return [hit.span() for hit in _MIXED.finditer(text)] if _foreign(text) else []


def as_read(text: str) -> tuple[str, list[int] | None]:
    """The text as a reader takes it, and for each of its characters the offset in `text` (None: the same offset).

    Letters that look like Latin ones become those, characters that show nothing go, and words spaced letter by letter
    close up. So a sentence that is disguised from a machine is found as it is read.
    """
    plain = text.translate(_LOOKS_LIKE) if _foreign(text) else text
    spaced = {
        at
        for hit in (_SPACED.finditer(plain) if _LETTER_BY_LETTER.search(plain) else ())
        for at in range(hit.start(), hit.end())
        if plain[at] == " " and plain[at - 1] != " " and plain[at + 1 : at + 2] != " "
    }
    if not spaced and (_all_shown(plain) or UNSHOWN.search(plain) is None):
        return plain, None
    kept = [at for at, char in enumerate(plain) if at not in spaced and not UNSHOWN.match(char)]
    return "".join(plain[at] for at in kept), kept


def _foreign(text: str) -> bool:
    """Whether there is a letter of those alphabets that have look-alikes of Latin letters."""
    if text.isascii() or not text.encode("utf-8", "surrogatepass").translate(None, _NOT_FOREIGN):
        return False
    return _FOREIGN.search(text) is not None


def _all_shown(text: str) -> bool:
    """Whether every character shows something. Quick; wrongly False for a few rare signs."""
    return text.isascii() or text.replace("\n", "").replace("\t", "").replace("\u00a0", "").isprintable()
