"""The fields of a posting's application form, as its platform tells them to anyone. Asked when somebody asks."""

from __future__ import annotations

from uuid import UUID

from rolecall.boards.contract import Address, Question
from rolecall.discover.crawl import Reader, boards_of
from rolecall.discover.tables import BoardRow, PostingRow
from rolecall.platform.errors import NotFound
from rolecall.platform.resources import Platform


async def questions(
    platform: Platform, workspace_id: UUID, posting_id: UUID, *, actor: str = "system"
) -> tuple[Question, ...] | None:
    """The form's fields in its order; None where the platform does not tell them, or the posting came from no board.

    Call it outside of a transaction: the board is asked. Raises NotFound, `boards.outcomes` and the problems of HTTP.
    """
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        row = await session.get(PostingRow, posting_id)
        if row is None:
            raise NotFound("There is no such posting. It may belong to another workspace.")
        home = await session.get_one(BoardRow, row.board_id)
        region = home.region if home.board == row.board else None
        address, job_id = Address(row.board, row.board_company, region), row.job_id
    board = boards_of(platform.settings).get(address.board)
    return None if board is None else await board.questions(address, job_id, Reader(platform.http))
