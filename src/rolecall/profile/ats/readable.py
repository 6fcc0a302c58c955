"""Whether programs get all words out of the file, in order; and whether it is a file that forms take."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rolecall.profile.ats.agreement import (
    agreement,
    first_break,
    only_in,
    same_order,
    shared,
    unreadable_share,
    words,
)
from rolecall.profile.ats.extractors import PICTURE_SHARE
from rolecall.profile.ats.model import Extract, Losses, Where

AGREE, DIFFER = 0.97, 0.6
"""Words shared by readers: from the first on nothing is lost, at the second all of it."""
IN_ORDER, TORN = 0.93, 0.5
GLUED = 0.01
LONGEST_WORD = 17
FEW_LETTERS = 100
NAMED_BY = 12
"""Words at the head of a résumé among which the name stands."""
LARGE, TOO_LARGE = 2_000_000, 5_000_000
"""Bytes: many forms take no more than these."""
LONG_NAME = 60
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()'-]*")
_VERSIONED = re.compile(r"\b(?:final|new|neu|copy|kopie|draft|entwurf|v\d+|version|\(\d+\))", re.IGNORECASE)
_STALE_TITLE = re.compile(r"untitled|microsoft word|document\d*$|\.docx?$|template|vorlage|unbenannt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Readings:
    """What each reader got: texts by the reader's name; None for one that gave up. `told` is what they said besides."""

    kind: str
    ours: str
    texts: Mapping[str, str | None]
    told: Mapping[str, Any]


def check_text(readings: Readings) -> tuple[Losses, tuple[Extract, ...]]:
    """Whether all words come out, whole."""
    losses = Losses.of("text")
    if readings.kind == "docx":
        return losses, _docx(readings, losses)
    if readings.kind != "pdf":
        return losses, ()
    got = {name: words(text) for name, text in readings.texts.items() if text is not None}
    for name in readings.texts:
        if name not in got:
            losses.lose(0.3, f"{name} gave up on the file; export it again, without effects and embedded files.")
    together = agreement(got) if len(got) > 1 else {}
    for name, text in readings.texts.items():
        if text is not None:
            _of_reader(losses, name, text, got, together)
    _of_pages(losses, readings.told.get("pages", ()))
    unmapped = readings.told.get("unmapped", ())
    if unmapped:
        losses.lose(
            0.4,
            f"The font {unmapped[0]} does not say which letters it shows, and programs cannot read it; use another.",
        )
    ours = words(readings.ours)
    extracts = tuple(
        Extract(name, len(got[name]), together.get(name), round(same_order(ours, got[name]), 4)) for name in got
    )
    return losses, extracts


def check_order(readings: Readings) -> Losses:
    """Whether the words come out in the order in which a person reads them."""
    losses = Losses.of("order")
    if readings.kind != "pdf":
        return losses
    ours = words(readings.ours)
    got = {name: words(text) for name, text in readings.texts.items() if text}
    for name, found in got.items():
        alike = same_order(ours, found)
        if alike >= IN_ORDER or _glued(name, got)[0] > GLUED:
            continue  # of glued words no order can be told
        share = min(1.0, (IN_ORDER - alike) / (IN_ORDER - TORN)) / len(got)
        broken = first_break(ours, found)
        quoted = f": after “{broken[0]}” it goes on with “{broken[1]}”" if broken else ""
        losses.lose(
            share,
            f"{name} reads the file in another order than a person ({alike:.0%} in order){quoted}. "
            "Put it in one column, with dates on the line of their position.",
            Where(text=broken[0]) if broken else None,
        )
    return losses


def check_file(kind: str, filename: str, size: int, told: Mapping[str, Any], notices: Sequence[str]) -> Losses:
    """Kind, size, name, lock, title and hidden words."""
    losses = Losses.of("file")
    if kind not in ("pdf", "docx"):
        losses.lose(0.4, "Most application forms take PDF or DOCX; save it as one of these.")
    if size > TOO_LARGE:
        losses.lose(
            0.5, f"The file has {size / 1e6:.1f} MB; many forms take no more than 5 MB. Make its pictures smaller."
        )
    elif size > LARGE:
        losses.lose(
            0.2, f"The file has {size / 1e6:.1f} MB; some forms take no more than 2 MB. Make its pictures smaller."
        )
    if told.get("locked"):
        losses.lose(0.4, "The file is protected against copying, and some programs then read nothing; save it without.")
    for notice in notices:
        if "hidden text" in notice:
            losses.lose(0.7, f"{notice.removesuffix('.')}. Take it out: it is found, and it counts against you.")
        elif "properties hold" in notice:
            losses.lose(0.3, f"{notice.removesuffix('.')}. Clear them; nobody reads them and some systems flag them.")
    stem, _, suffix = filename.rpartition(".")
    if not _PLAIN_NAME.fullmatch(filename):
        losses.lose(
            0.1, f"The file's name, {filename[:80]}, has signs that some systems change; use letters and digits."
        )
    elif len(filename) > LONG_NAME:
        losses.lose(0.1, f"The file's name has {len(filename)} characters and may be cut off; shorten it.")
    if _VERSIONED.search(stem.replace("_", " ").replace("-", " ")):
        losses.advise(f"The file's name, {filename[:80]}, tells of versions; your name and “resume” are enough.")
    if suffix.lower() not in (kind, "md", "markdown", "txt", "json", "yaml", "yml") and kind in ("pdf", "docx"):
        losses.lose(0.2, f"The file's name does not end in .{kind}, though it is one; some forms refuse it then.")
    title = str(told.get("title") or "").strip()
    if title and _STALE_TITLE.search(title):
        losses.advise(f"The file's own title is “{title[:80]}”, and some viewers show it; set it to your name.")
    return losses


def _of_reader(
    losses: Losses, name: str, text: str, got: Mapping[str, Sequence[str]], together: Mapping[str, float]
) -> None:
    glued, long = _glued(name, got)
    if glued > GLUED:
        losses.lose(
            min(0.34, glued * 4),
            f"{name} glues {glued:.0%} of the words together, as in “{long[:60]}”; export it with another program.",
            Where(text=long[:60]),
        )
    elif together.get(name, 1.0) < AGREE:
        nearest = max((other for other in got if other != name), key=lambda other: shared(got[other], got[name]))
        missed = only_in(got[nearest], got[name])
        share = min(1.0, (AGREE - together[name]) / (AGREE - DIFFER)) / len(got)
        losses.lose(
            share,
            f"{name} gets other words out of the file than the other readers ({together[name]:.0%} the same)"
            + (f"; it has not: {', '.join(missed[:4])}." if missed else "."),
        )
    unreadable = unreadable_share(text)
    if unreadable > 0.005:
        losses.lose(
            min(0.4, unreadable * 8),
            f"For {name} {unreadable:.1%} of the letters have no meaning; replace symbol fonts and icons by words.",
        )


def _glued(name: str, got: Mapping[str, Sequence[str]]) -> tuple[float, str]:
    """(share of words that only this reader has in one piece, the longest): a long word that others have too is one."""
    elsewhere = {word for other, listed in got.items() if other != name for word in listed}
    own = got[name]
    if len(got) < 2 or not own:
        return 0.0, ""
    glued = [word for word in own if len(word) > LONGEST_WORD and word.isalpha() and word not in elsewhere]
    return len(glued) / len(own), max(glued, key=len, default="")


def _of_pages(losses: Losses, pages: Sequence[Sequence[float]]) -> None:
    for number, (letters, pictured) in enumerate(pages, start=1):
        if letters < FEW_LETTERS and pictured > PICTURE_SHARE:
            losses.lose(
                0.6,
                f"Page {number} is a picture, and no program reads what stands in it; put it there as text.",
                Where(page=number),
            )


def _docx(readings: Readings, losses: Losses) -> tuple[Extract, ...]:
    got = {name: words(text) for name, text in readings.texts.items() if text is not None}
    whole = got.get("whole file", [])
    body, paragraphs = got.get("body and tables"), got.get("paragraphs only")
    if body is None or paragraphs is None:
        losses.lose(0.3, "A common reader of Word files gave up on it; save it again with a word processor.")
        return ()
    # A name or a page number repeated at the head or foot of a page takes nothing from those who skip it.
    repeated = {*body[:NAMED_BY], *(word for word in whole if word.isdigit())}
    extra = Counter(whole) - Counter(body)
    outside = sum(count for word, count in extra.items() if word not in repeated) / max(1, len(whole))
    if outside > 0.005:
        lost = ", ".join(only_in(whole, body, 4))
        losses.lose(
            min(1.0, 0.1 + 2 * outside),
            f"{outside:.0%} of the words stand in headers, footers or text boxes, which many programs skip"
            + (f" ({lost})" if lost else "")
            + "; move them into the text.",
        )
    tabled = max(0.0, (len(body) - len(paragraphs)) / max(1, len(whole)))
    if tabled > 0.02:
        lost = ", ".join(only_in(body, paragraphs, 4))
        losses.lose(
            min(0.5, 0.05 + 0.5 * tabled),
            f"{tabled:.0%} of the words stand in tables, which simple programs skip or mix up"
            + (f" ({lost})" if lost else "")
            + "; write them as plain lines.",
        )
    return tuple(
        Extract(name, len(found), round(shared(found, whole), 4), round(same_order(whole, found), 4))
        for name, found in got.items()
    )
