"""React to ResumeRead: the newest résumé that could be read becomes the profile."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import insert

from rolecall.platform.db import Session
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform
from rolecall.profile.events import ProfileChanged, ResumeRead
from rolecall.profile.fact_base.keep import keep
from rolecall.profile.tables import ProfileRow


async def adopt(_platform: Platform, session: Session, event: ResumeRead) -> None:
    """Make it current; what was concluded from the current one is out of date when that was read again."""
    await adopt_resume(session, event.resume_id)
    if event.again and await session.scalar(select(ProfileRow.resume_id)) == event.resume_id:
        await emit(session, ProfileChanged())


async def adopt_resume(session: Session, resume_id: UUID) -> None:
    """Make a résumé that was read current, unless a later upload already is; twice is once.

    Ids rise with time, so the larger one is the later upload.
    """
    # What the current one says, read anew or not written down yet, is known by its ids before another takes its place.
    await keep(session)
    statement = insert(ProfileRow).values(resume_id=resume_id)
    adopted = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace_id"],
            set_={"resume_id": resume_id, "updated_at": func.now()},
            where=or_(ProfileRow.resume_id.is_(None), ProfileRow.resume_id < resume_id),
        ).returning(ProfileRow.id)
    )
    if adopted.scalar() is not None:
        await keep(session)
        await emit(session, ProfileChanged())
