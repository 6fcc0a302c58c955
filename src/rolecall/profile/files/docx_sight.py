"""Which words of a DOCX nobody sees: switched off, in the colour of their ground, or too small to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from rolecall.profile.files.docx_parts import Style, W, attribute, is_on, size_of

TINY = 2.5
"""Points."""
NARROW = 10
"""Per cent of a letter's width (`w:w`)."""
LIGHT = 242
"""Of 255; a lighter grey is not told from white paper."""
MOST_ON_A_SHAPE = 400
"""Characters of white text that a dark shape drawn behind it may explain: a name and a line of contact, no page."""
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPES = ("wsp", "shape", "rect", "roundrect", "textbox")


@dataclass(slots=True)
class Eyes:
    """For one part of the document. `root` is that part, in which dark shapes are looked for."""

    styles: Mapping[str, Style]
    root: etree._Element | None = None
    _dark_shape: bool | None = None
    _explained: int = field(default=0)

    def misses(self, run: etree._Element, look: etree._Element | None, style: Style) -> bool:
        """Whether the words of this run are not to be seen. `style` is the paragraph's."""
        own = self.styles.get(attribute(look, "rStyle", "val"), Style())
        if _switched(look, "vanish", own.hidden or style.hidden) or is_on(look, "specVanish"):
            return True
        size = size_of(look) or (own.size if attribute(look, "rStyle", "val") else 0.0) or style.size
        if 0 < size <= TINY:
            return True
        width = attribute(look, "w", "val").rstrip("%")
        if width.isdigit() and 0 < int(width) <= NARROW:
            return True
        colour = attribute(look, "color", "val") or own.colour or style.colour
        shade = _shade(colour)
        if shade is None or shade < LIGHT:
            return False
        ground = next((found for found in self._grounds(run, look, own, style) if found is not None), 255)
        if abs(ground - shade) > 255 - LIGHT:
            return False
        return not self._on_a_shape(run)

    def _grounds(
        self, run: etree._Element, look: etree._Element | None, own: Style, style: Style
    ) -> Iterator[int | None]:
        """Greys behind the run, the nearest first."""
        if look is not None and look.find(f"{W}highlight") is not None:
            yield 0 if attribute(look, "highlight", "val") not in ("white", "none") else 255
        yield _shade(attribute(look, "shd", "fill"))
        yield _shade(own.ground)
        for around in run.iterancestors():
            for name in ("pPr", "tcPr", "tblPr"):
                yield _shade(attribute(around.find(f"{W}{name}"), "shd", "fill"))
            if around.tag == f"{W}p":
                yield _shade(style.ground)
            elif around.tag == f"{W}tbl" and attribute(around.find(f"{W}tblPr"), "tblStyle", "val"):
                named = self.styles.get(attribute(around.find(f"{W}tblPr"), "tblStyle", "val"))
                yield _shade(named.ground) if named else None
            elif isinstance(around.tag, str) and etree.QName(around).localname in _SHAPES:
                yield _filled(around)
            elif around.tag == f"{W}document":
                paper = around.find(f"{W}background")
                yield _shade(paper.get(f"{W}color", "")) if paper is not None else None

    def _on_a_shape(self, run: etree._Element) -> bool:
        """Whether a dark shape or a picture of this part may lie behind a few white words."""
        if self._dark_shape is None:
            self._dark_shape = self.root is not None and any(
                isinstance(item.tag, str)
                and (
                    (etree.QName(item).localname in _SHAPES and (_filled(item) or 255) < 200)
                    or (etree.QName(item).localname == "anchor" and item.get("behindDoc") == "1")
                )
                for item in self.root.iter()
            )
        self._explained += sum(len(item.text or "") for item in run.iter(f"{W}t"))
        return self._dark_shape and self._explained <= MOST_ON_A_SHAPE


def _switched(look: etree._Element | None, tag: str, inherited: bool) -> bool:
    item = look.find(f"{W}{tag}") if look is not None else None
    return inherited if item is None else is_on(look, tag)


def _shade(colour: str) -> int | None:
    """The grey of a colour in hex, 0 to 255; None for `auto` and what is no colour."""
    if not _RGB.fullmatch(colour):
        return None
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _filled(shape: etree._Element) -> int | None:
    """The grey that a drawn shape is filled with; None for an empty one, 0 for a fill that is not told plainly."""
    if shape.get("fillcolor"):
        return _shade(shape.get("fillcolor", "").lstrip("#")[:6]) or 0
    for name in ("spPr",):
        for properties in shape:
            if isinstance(properties.tag, str) and etree.QName(properties).localname == name:
                fill = properties.find(f"{_DRAWN}solidFill")
                if fill is not None:
                    rgb = fill.find(f"{_DRAWN}srgbClr")
                    return _shade(rgb.get("val", "")) if rgb is not None else 0
                if properties.find(f"{_DRAWN}gradFill") is not None or properties.find(f"{_DRAWN}blipFill") is not None:
                    return 0
    return None
