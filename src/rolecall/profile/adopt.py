"""Which résumé is the profile: the newest that could be read, until the candidate takes another one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.dialects.postgresql import insert

from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, NotFound
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform
from rolecall.profile.events import ProfileChanged, ResumeRead
from rolecall.profile.fact_base.keep import keep
from rolecall.profile.tables import ProfileRow, ResumeRow


async def adopt(_platform: Platform, session: Session, event: ResumeRead) -> None:
    """Make it current; what was concluded from the current one is out of date when that was read again."""
    if not event.again:
        await adopt_resume(session, event.resume_id)
    # One that is read again stays what it was: who went back to an older version meant it.
    elif await session.scalar(select(ProfileRow.resume_id)) == event.resume_id:
        await keep(session)
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


class NotReadable(Conflict):
    """A version that could not be read cannot be the profile."""

    code = "profile.not_read"


async def use_version(session: Session, resume_id: UUID) -> None:
    """Make a kept version the profile, also an older one; twice is once. Raises NotFound and NotReadable."""
    row = await session.get(ResumeRow, resume_id)
    if row is None:
        raise NotFound("There is no such résumé in this workspace.")
    if row.resume is None:
        raise NotReadable(f"{row.filename} has not been read, so it cannot be your profile.")
    statement = insert(ProfileRow).values(resume_id=resume_id)
    taken = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["workspace_id"],
            set_={"resume_id": resume_id, "updated_at": func.now()},
            where=ProfileRow.resume_id.is_distinct_from(resume_id),
        ).returning(ProfileRow.id)
    )
    if taken.scalar() is not None:
        await keep(session)
        await emit(session, ProfileChanged())
