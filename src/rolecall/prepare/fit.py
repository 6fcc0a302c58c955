"""The page budget: as many of the candidate's lines as fit, the lightest left out first."""

from __future__ import annotations

from dataclasses import replace

from rolecall.prepare.content import Draft
from rolecall.prepare.render_pdf import DENSITIES, resume_extent
from rolecall.prepare.tailor import Tailored, without

PAGES = 2
_SPILL = 0.24
"""A last page used less than this looks like an accident: then a tighter setting is tried."""


def fit(draft: Draft, tailored: Tailored, pages: int = PAGES) -> tuple[Draft, bool]:
    """The draft with the résumé that fits, set as comfortably as it goes; False when even without any line it is too
    long.
    """
    whole = _cut(draft, tailored, 0, 0)
    extent = resume_extent(whole)
    if extent.pages <= pages:
        if extent.pages > 1 and extent.used < _SPILL:
            for density in range(1, DENSITIES):
                tighter = replace(whole, density=density)
                if resume_extent(tighter).pages < extent.pages:
                    return tighter, True
        return whole, True
    for density in range(1, DENSITIES):
        least, most = 0, len(tailored.droppable)
        if resume_extent(_cut(draft, tailored, most, density)).pages > pages:
            continue
        while least < most:
            middle = (least + most) // 2
            if resume_extent(_cut(draft, tailored, middle, density)).pages <= pages:
                most = middle
            else:
                least = middle + 1
        return _cut(draft, tailored, most, density), True
    return _cut(draft, tailored, len(tailored.droppable), DENSITIES - 1), False


def _cut(draft: Draft, tailored: Tailored, count: int, density: int) -> Draft:
    sections, left_out = without(tailored, count)
    return replace(draft, resume=sections, left_out=left_out, density=density)
