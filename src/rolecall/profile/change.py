"""The candidate corrects what was read, and says what they want."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from rolecall.platform.db import Session
from rolecall.platform.events import emit
from rolecall.profile.corrections import check
from rolecall.profile.events import ProfileChanged
from rolecall.profile.fact_base.keep import edited_in_place, keep
from rolecall.profile.preferences import DesignName, Preferences
from rolecall.profile.queries import NoProfile, read_facts
from rolecall.profile.resume import Resume
from rolecall.profile.tables import CorrectionRow, ProfileRow, ResumeRow


async def change_profile(
    session: Session,
    corrections: Sequence[tuple[str, Any]] = (),
    preferences: Preferences | None = None,
    design: DesignName | None = None,
) -> None:
    """Write corrections (pointer and value; the value that was read takes a correction back), preferences, and the
    design of papers to come.

    Raises NoProfile for a correction before any résumé was read, WrongCorrection for a pointer or value that does not
    fit.
    """
    before = await keep(session) if corrections else ()
    if corrections:
        await _correct(session, corrections)
    if design is not None:
        await _keep(session, {"design": design})
        if not corrections and preferences is None:
            return  # Nothing is scored by it.
    await _keep(session, preferences.model_dump(mode="json") if preferences else {}, updated_at=func.now())
    if corrections:
        pointers = [pointer for pointer, _ in corrections]
        await keep(session, edited_in_place(before, await read_facts(session), pointers), "corrected")
    await emit(session, ProfileChanged())


async def _keep(session: Session, said: dict[str, Any], **values: Any) -> None:
    """Write preferences over those of the same name; what is not named stays."""
    statement = insert(ProfileRow).values(preferences=said, **values)
    merged = ProfileRow.preferences.op("||")(statement.excluded.preferences)
    await session.execute(
        statement.on_conflict_do_update(index_elements=["workspace_id"], set_={"preferences": merged, **values})
    )


async def _correct(session: Session, corrections: Sequence[tuple[str, Any]]) -> None:
    stored = await session.scalar(
        select(ResumeRow.resume).join(ProfileRow, ProfileRow.resume_id == ResumeRow.id).with_for_update(of=ProfileRow)
    )
    if stored is None:
        raise NoProfile("There is no profile to correct yet; upload a résumé first.")
    resume = Resume.model_validate(stored)
    for pointer, value in corrections:
        before = check(resume, pointer, value)
        if value == before:
            await session.execute(delete(CorrectionRow).where(CorrectionRow.pointer == pointer))
            continue
        statement = insert(CorrectionRow).values(pointer=pointer, before=before, after=value)
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "pointer"],
                set_={"before": before, "after": value, "corrected_at": func.now()},
            )
        )
