"""Where postings come from besides boards that are read: from people (`captured:`) and from other programs (`intake:`).

They have a row like a board, so that everything works alike, and are never read by themselves.
"""

from __future__ import annotations

from rolecall.boards import portals, registry
from rolecall.boards.contract import Address
from rolecall.discover.tables import BoardRow

CAPTURED, INTAKE = "captured", "intake"
FROM_OUTSIDE = frozenset({CAPTURED, INTAKE})
PASTED = "text"
"""The name of captured texts without an address."""


def title_of(row: BoardRow) -> str:
    """For people: `Greenhouse`, `Captured from LinkedIn`, `Sent by nightly-feed`."""
    if row.board == CAPTURED:
        portal = next((portal.title for portal in portals.PORTALS if portal.name == row.board_company), None)
        if row.board_company == PASTED:
            return "Pasted texts"
        return f"Captured from {portal or row.board_company}"
    if row.board == INTAKE:
        return f"Sent by {row.board_company}"
    return registry.BOARDS[row.board].title


def url_of(row: BoardRow) -> str | None:
    """The page with all its postings; None for what has none."""
    if row.board in FROM_OUTSIDE:
        return None
    return registry.BOARDS[row.board].postings_url(Address(row.board, row.board_company, row.region))
