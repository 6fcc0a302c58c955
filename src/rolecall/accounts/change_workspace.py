"""What the owner may change about the workspace."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from rolecall.accounts.queries import Workspace, workspace
from rolecall.accounts.tables import WorkspaceRow
from rolecall.platform.db import Session


async def change_workspace(session: Session, *, name: str | None, auto_approve: bool | None) -> Workspace:
    """The transaction's workspace with what is not None changed."""
    changes: dict[str, Any] = {
        field: value for field, value in (("name", name), ("auto_approve", auto_approve)) if value is not None
    }
    if changes:
        await session.execute(update(WorkspaceRow).where(WorkspaceRow.id == session.workspace_id).values(**changes))
    return await workspace(session)
