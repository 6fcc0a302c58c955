"""The candidate corrects what was read, and says what they want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from rolecall.platform.db import Session
from rolecall.platform.events import emit
from rolecall.profile.corrections import Correction, correct, correction_of, same_value, value_at, within
from rolecall.profile.events import ProfileChanged
from rolecall.profile.fact_base.keep import edited_in_place, keep
from rolecall.profile.preferences import DesignName, Preferences
from rolecall.profile.queries import NoProfile, corrections_of, read_facts
from rolecall.profile.resume import Resume
from rolecall.profile.tables import CorrectionRow, ProfileRow, ResumeRow


async def change_profile(
    session: Session,
    corrections: Sequence[tuple[str, Any]] = (),
    preferences: Preferences | None = None,
    design: DesignName | None = None,
    confirmed: Sequence[str] = (),
) -> None:
    """Write corrections (pointer and value; the value that was read takes a correction back), preferences, and the
    design of papers to come.

    `confirmed` are pointers to what was read right; they are written down like a correction to the same value.
    Raises NoProfile for a correction before any résumé was read, WrongCorrection for a pointer or value that does not
    fit.
    """
    before = await keep(session) if corrections else ()
    if corrections or confirmed:
        await _correct(session, corrections, confirmed)
    if design is not None:
        await _keep(session, {"design": design})
        if not corrections and not confirmed and preferences is None:
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


async def _correct(session: Session, corrections: Sequence[tuple[str, Any]], confirmed: Sequence[str]) -> None:
    stored = await session.scalar(
        select(ResumeRow.resume).join(ProfileRow, ProfileRow.resume_id == ResumeRow.id).with_for_update(of=ProfileRow)
    )
    if stored is None:
        raise NoProfile("There is no profile to correct yet; upload a résumé first.")
    resume = Resume.model_validate(stored)
    known = await corrections_of(session)
    for pointer, value in corrections:
        known = await _write(session, resume, known, pointer, value)
    for pointer in confirmed:
        known = await _write(session, resume, known, pointer, value_at(resume, pointer), confirms=True)


async def _write(
    session: Session, resume: Resume, known: list[Correction], pointer: str, value: Any, *, confirms: bool = False
) -> list[Correction]:
    """Write one correction down; gives what is known then. Corrections of other versions stay as they are."""
    applied = correct(resume, known).applied
    around = next((at for at in applied if pointer.startswith(f"{at}/") and applied[at].before is None), None)
    if around is not None:
        # A field of an entry that the candidate added: the entry is changed, not corrected once more.
        pointer, value = around, within(applied[around], around, pointer, value)
    earlier = applied.get(pointer)
    others = [item for item in known if item is not earlier]
    made = correction_of(resume, pointer, value, others)
    if same_value(value, made.before) and not confirms:
        if earlier is not None:
            await session.execute(delete(CorrectionRow).where(CorrectionRow.id == earlier.id))
        return others
    row = await session.get(CorrectionRow, earlier.id) if earlier is not None else None
    if row is None:
        row = CorrectionRow()
        session.add(row)
    row.pointer, row.before, row.after = made.pointer, made.before, made.after
    row.entry = dict(made.entry) if made.entry is not None else None
    row.corrected_at = datetime.now(UTC)
    await session.flush()  # its id and its place among the others
    return [*others, replace(made, id=row.id)]
