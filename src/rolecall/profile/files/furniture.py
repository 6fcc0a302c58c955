"""Running heads and feet: page numbers, the name on every page, `Last updated`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rolecall.profile.files.rows import Row

_PAGE_NUMBER = re.compile(
    r"^(?:.{0,40}?[\s–—|-]+)?(?:page|seite|página|pagina|pág\.?|p\.)?\s*\d{1,2}\s*(?:/|of|von|de|di|sur|van)\s*\d{1,2}$|"
    r"^(?:page|seite|página|pagina)\s*\d{1,2}$|^[-–—\s]*\d{1,2}[-–—\s]*$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"^(?:last\s+updated|updated|stand|zuletzt\s+aktualisiert|mis\s+à\s+jour|última\s+actualización|ultimo\s+aggiornamento)\b.{0,40}$",
    re.IGNORECASE,
)
_EDGE_ROWS = 2


def without_furniture(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """The pages without rows at their edges that number them, repeat over them or say when they were last changed."""
    repeated: Counter[str] = Counter()
    for rows in pages:
        repeated.update({_shape(row) for row in rows[:_EDGE_ROWS] + rows[-_EDGE_ROWS:]})
    return [
        [row for index, row in enumerate(rows) if not _is_furniture(row, index, rows, repeated, len(pages))]
        for rows in pages
    ]


def _is_furniture(row: Row, index: int, rows: Sequence[Row], repeated: Counter[str], pages: int) -> bool:
    if _EDGE_ROWS <= index < len(rows) - _EDGE_ROWS:
        return False
    text = row.text.strip()
    if _UPDATED.match(text) or (_PAGE_NUMBER.match(text) and (index >= len(rows) - _EDGE_ROWS or pages > 1)):
        return True
    # The first page's own head is content, also when later pages repeat it: only feet and later heads go.
    return (
        pages > 1 and repeated[_shape(row)] >= max(2, pages - 1) and (index >= len(rows) - _EDGE_ROWS and len(rows) > 6)
    )


def _shape(row: Row) -> str:
    return re.sub(r"\d+", "#", row.text.strip())
