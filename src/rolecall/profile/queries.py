"""What others may know about the candidate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, get_args
from uuid import UUID

from sqlalchemy import Text, cast, func, select

from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput, NotFound
from rolecall.profile.ats.model import VERSION as CHECK_VERSION
from rolecall.profile.ats.model import Change, Extract, FileCheck, Part, Where
from rolecall.profile.ats.model import from_json as check_from_json
from rolecall.profile.corrections import Corrected, Correction, correct, without_gaps
from rolecall.profile.fact_base.placed import Placed, place
from rolecall.profile.fact_base.stored import in_force
from rolecall.profile.facts import Fact, FactKind, fact_id, facts_of, sentences
from rolecall.profile.preferences import DesignName, Preferences
from rolecall.profile.resume import (
    Basics,
    Certificate,
    Education,
    Entry,
    Language,
    Link,
    Location,
    Project,
    Resume,
    Skill,
    Source,
    Work,
)
from rolecall.profile.tables import CorrectionRow, ProfileRow, ResumeRow

__all__ = [
    "UNSURE",
    "Basics",
    "Certificate",
    "Change",
    "DesignName",
    "Education",
    "Entry",
    "Extract",
    "Fact",
    "FactKind",
    "FileCheck",
    "Language",
    "Link",
    "Location",
    "Part",
    "Preferences",
    "Profile",
    "Project",
    "ReadFile",
    "Resume",
    "ResumeFile",
    "Skill",
    "Source",
    "Where",
    "Work",
    "checked_file",
    "current_profile",
    "design_of",
    "fact_id",
    "facts_of",
    "preferences_of",
    "profile_as_corrected",
    "read_files",
    "read_version",
    "resume_file",
    "resume_files",
    "resumes_as_read",
    "sentences",
]


UNSURE = 0.75
"""A field that was read less surely than this is one to check."""


class NoProfile(NotFound):
    """No résumé has been read in this workspace."""

    code = "profile.none"


@dataclass(frozen=True, slots=True)
class Profile:
    """The candidate as of now: the current résumé with corrections and own facts in it, all facts, the preferences."""

    resume: Resume
    facts: tuple[Fact, ...]
    preferences: Preferences
    resume_id: UUID
    updated_at: datetime
    design: DesignName | None = None
    """How the papers look; None until it is chosen."""


@dataclass(frozen=True, slots=True)
class ResumeFile:
    """An uploaded résumé. `status` is reading, read or unreadable; `problem` the sentence that says why."""

    id: UUID
    filename: str
    kind: str | None
    size: int
    status: str
    problem: str | None
    notices: tuple[str, ...]
    uploaded_at: datetime
    current: bool
    file_hash: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A résumé that could be read: what a list of people shows of it, and a fingerprint of what was read."""

    id: UUID
    filename: str
    name: str | None
    label: str | None
    current: bool
    digest: str


@dataclass(frozen=True, slots=True)
class CorrectedProfile:
    """The profile for its editor: removed entries keep their place, corrections are listed."""

    resume: Resume
    facts: tuple[Fact, ...]
    corrections: Mapping[str, Correction]
    preferences: Preferences
    resume_id: UUID | None
    updated_at: datetime
    design: DesignName | None = None


async def current_profile(session: Session) -> Profile | None:
    """The candidate of this workspace; None until a résumé has been read."""
    made = await _corrected(session)
    if made is None:
        return None
    row, corrected = made
    placed = await _placed(session, corrected)
    assert row.resume_id is not None
    preferences = Preferences.model_validate(row.preferences)
    design = _design(row.preferences)
    return Profile(placed.resume, placed.facts, preferences, row.resume_id, row.updated_at, design)


async def placed_facts(session: Session) -> Placed:
    """The résumé with the candidate's own facts in it, and every fact in force; empty of a résumé until one is read."""
    made = await _corrected(session)
    return await _placed(session, made[1] if made else Corrected(Resume(), {}))


async def corrected_resume(session: Session) -> Resume | None:
    """What was read and corrected, removed entries keeping their place, own facts left out; None until one is read."""
    made = await _corrected(session)
    return made[1].resume if made else None


async def read_facts(session: Session) -> tuple[Fact, ...]:
    """What was read and corrected as facts under the ids made of kind and text, pointers as in `corrected_resume`."""
    resume = await corrected_resume(session)
    return facts_of(resume) if resume else ()


async def profile_updated_at(session: Session) -> datetime | None:
    """When anything about the candidate changed last."""
    found: datetime | None = await session.scalar(select(ProfileRow.updated_at))
    return found


async def preferences_of(session: Session) -> Preferences:
    """What the candidate wants; no opinion on anything until they have said so."""
    stored = await session.scalar(select(ProfileRow.preferences))
    return Preferences.model_validate(stored or {})


async def design_of(session: Session) -> DesignName | None:
    """The design of the papers; None until it is chosen."""
    return _design(await session.scalar(select(ProfileRow.preferences)) or {})


def _design(stored: Mapping[str, Any]) -> DesignName | None:
    known = {name: name for name in get_args(DesignName)}
    return known.get(stored.get("design"))


async def profile_as_corrected(session: Session) -> CorrectedProfile:
    """The profile for its editor. Raises NoProfile until a résumé has been read."""
    made = await _corrected(session)
    if made is None:
        raise NoProfile("There is no profile yet; upload a résumé first.")
    row, corrected = made
    resume = corrected.resume.with_fact_ids((await in_force(session)).known)
    return CorrectedProfile(
        resume,
        facts_of(resume),
        corrected.applied,
        Preferences.model_validate(row.preferences),
        row.resume_id,
        row.updated_at,
        _design(row.preferences),
    )


async def resume_files(session: Session, limit: int, before: UUID | None = None) -> list[ResumeFile]:
    """Uploaded résumés, newest first; `before` is the id of the last one seen."""
    current = await session.scalar(select(ProfileRow.resume_id))
    columns = [column for column in ResumeRow.__table__.columns if column.name not in ("resume", "text")]
    statement = select(*columns).order_by(ResumeRow.id.desc()).limit(limit)
    if before is not None:
        statement = statement.where(ResumeRow.id < before)
    return [_file(row, current) for row in await session.execute(statement)]


async def resume_file(session: Session, resume_id: UUID) -> tuple[ResumeFile, dict[str, Any] | None, str | None]:
    """One uploaded résumé, what was read from it (JSON Resume with sources), and its text. Raises NotFound."""
    row = await session.get(ResumeRow, resume_id)
    if row is None:
        raise NotFound("There is no such résumé in this workspace.")
    current = await session.scalar(select(ProfileRow.resume_id))
    return _file(row, current), row.resume, row.text


class NothingToCompare(InvalidInput):
    """One of the two résumés has not been read."""

    code = "profile.nothing_to_compare"


async def read_version(session: Session, resume_id: UUID) -> tuple[ResumeFile, dict[str, Any], str]:
    """A version that was read, its data and its text. Raises NotFound and NothingToCompare."""
    found, resume, text = await resume_file(session, resume_id)
    if resume is None:
        raise NothingToCompare(f"{found.filename} has not been read, so there is nothing in it to compare.")
    return found, resume, text or ""


async def read_files(session: Session, limit: int) -> tuple[list[ReadFile], int]:
    """The résumés that were read, newest first, at most `limit`; and how many there are.

    Corrections and own facts belong to the current one: they are in its name and in its digest.
    """
    basics = ResumeRow.resume["basics"]
    statement = (
        select(
            ResumeRow.id,
            ResumeRow.filename,
            basics["name"].astext.label("name"),
            basics["label"].astext.label("label"),
            func.md5(cast(ResumeRow.resume, Text)).label("digest"),
            func.count().over().label("total"),
        )
        .where(ResumeRow.status == "read", ResumeRow.resume.is_not(None))
        .order_by(ResumeRow.id.desc())
        .limit(limit)
    )
    rows = (await session.execute(statement)).all()
    made = await _corrected(session)
    current = made[0].resume_id if made else None
    out = []
    for row in rows:
        name, label, digest = row.name, row.label, row.digest
        if made is not None and row.id == current:
            placed = await _placed(session, made[1])
            name, label = placed.resume.basics.name, placed.resume.basics.label
            if made[1].applied or placed.at:
                said = placed.resume.model_dump_json(exclude={"sources"})
                digest = sha256(f"{digest} {said}".encode()).hexdigest()
        out.append(ReadFile(row.id, row.filename, name, label, row.id == current, digest))
    return out, rows[0].total if rows else 0


async def resumes_as_read(session: Session, ids: Sequence[UUID]) -> dict[UUID, Resume]:
    """These résumés as they were read, the current one with corrections and own facts; unread ones are left out."""
    rows = await session.execute(
        select(ResumeRow.id, ResumeRow.resume).where(ResumeRow.id.in_(ids), ResumeRow.status == "read")
    )
    found = {row.id: Resume.model_validate(row.resume) for row in rows if row.resume is not None}
    made = await _corrected(session)
    if made is not None and made[0].resume_id in found:
        found[made[0].resume_id] = (await _placed(session, made[1])).resume
    return found


class NotChecked(NotFound):
    """The résumé is there; nobody has had its file checked, or not with the rules of today."""

    code = "ats.not_checked"


async def checked_file(session: Session, resume_id: UUID) -> tuple[FileCheck, Resume]:
    """The kept check of a résumé's file, and what was read from it. Raises NotFound, and NotChecked without one."""
    row = await session.get(ResumeRow, resume_id)
    if row is None:
        raise NotFound("There is no such résumé in this workspace.")
    if row.ats is None or row.ats.get("version") != CHECK_VERSION:
        raise NotChecked("This file has not been checked yet; have it checked first (POST /resumes/{id}/ats-check).")
    return check_from_json({**row.ats, "text": row.text or ""}), Resume.model_validate(row.resume or {})


async def _corrected(session: Session) -> tuple[ProfileRow, Corrected] | None:
    row = await session.scalar(select(ProfileRow))
    if row is None or row.resume_id is None:
        return None
    stored = await session.scalar(select(ResumeRow.resume).where(ResumeRow.id == row.resume_id))
    if stored is None:
        return None
    return row, correct(Resume.model_validate(stored), await corrections_of(session))


async def _placed(session: Session, corrected: Corrected) -> Placed:
    facts = await in_force(session)
    return place(without_gaps(corrected.resume), facts.own, facts.known)


async def corrections_of(session: Session) -> list[Correction]:
    """Every correction of this workspace, oldest first."""
    rows = await session.scalars(select(CorrectionRow).order_by(CorrectionRow.id))
    return [
        Correction(row.pointer, row.before, row.after, row.corrected_at, entry=row.entry, id=row.id) for row in rows
    ]


def _file(row: Any, current: UUID | None) -> ResumeFile:
    return ResumeFile(
        row.id,
        row.filename,
        row.kind,
        row.size,
        row.status,
        row.problem,
        tuple(row.notices),
        row.created_at,
        row.id == current,
        row.file_hash,
    )
