"""Letter templates of a workspace: kept, changed, removed, each version of them remembered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict, InvalidInput, NotFound
from rolecall.prepare.letters.template import parse
from rolecall.prepare.tables import LetterChoiceRow, LetterTemplateRow, LetterTemplateVersionRow

MOST_TEMPLATES = 50
MOST_VERSIONS_SHOWN = 50


class TemplateWrong(InvalidInput):
    """The text is no template; `errors` say where and why."""

    code = "prepare.template_wrong"


class TemplateNameTaken(Conflict):
    """Another template has this name."""

    code = "prepare.template_name_taken"


class TooManyTemplates(Conflict):
    """A workspace keeps no more templates than this."""

    code = "prepare.too_many_templates"


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A template as it is now. `default`: the workspace's letters are written by it, where it has their language."""

    id: UUID
    name: str
    language: str
    text: str
    version: int
    default: bool
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """A template as it was."""

    version: int
    name: str
    language: str
    text: str
    created_at: datetime


async def letter_templates(session: Session) -> list[LetterTemplate]:
    """All of the workspace by name."""
    default = await _default(session)
    rows = await session.scalars(
        select(LetterTemplateRow).where(LetterTemplateRow.removed_at.is_(None)).order_by(LetterTemplateRow.name)
    )
    return [_told(row, default) for row in rows]


async def letter_template(session: Session, template_id: UUID) -> LetterTemplate:
    """One of them; raises NotFound."""
    return _told(await _row(session, template_id), await _default(session))


async def template_versions(session: Session, template_id: UUID) -> list[TemplateVersion]:
    """Every version of a template, newest first."""
    rows = await session.scalars(
        select(LetterTemplateVersionRow)
        .where(LetterTemplateVersionRow.template_id == template_id)
        .order_by(LetterTemplateVersionRow.version.desc())
        .limit(MOST_VERSIONS_SHOWN)
    )
    return [TemplateVersion(row.version, row.name, row.language, row.text, row.created_at) for row in rows]


async def add_template(session: Session, name: str, language: str, text: str) -> LetterTemplate:
    """Keep a new template; raises TemplateWrong, TemplateNameTaken, TooManyTemplates."""
    refuse_wrong(text)
    kept = select(func.count()).select_from(LetterTemplateRow).where(LetterTemplateRow.removed_at.is_(None))
    if (await session.scalar(kept) or 0) >= MOST_TEMPLATES:
        raise TooManyTemplates(f"This workspace keeps {MOST_TEMPLATES} letter templates already; remove one first.")
    row = LetterTemplateRow(
        id=uuid7(), name=name, language=language, text=text, version=1, updated_at=datetime.now(UTC)
    )
    await _write(session, row)
    return _told(row, None)


async def change_template(
    session: Session,
    template_id: UUID,
    *,
    name: str | None = None,
    language: str | None = None,
    text: str | None = None,
) -> LetterTemplate:
    """Change a template and keep what it was; None leaves as it is. Raises NotFound, TemplateWrong,
    TemplateNameTaken.
    """
    row = await _row(session, template_id, locked=True)
    wanted = (name or row.name, language or row.language, row.text if text is None else text)
    if wanted != (row.name, row.language, row.text):
        refuse_wrong(wanted[2])
        row.name, row.language, row.text = wanted
        row.version += 1
        row.updated_at = datetime.now(UTC)
        await _write(session, row)
    return _told(row, await _default(session))


async def remove_template(session: Session, template_id: UUID) -> None:
    """Remove a template; what was to be written by it is written in the house wording. Raises NotFound."""
    row = await _row(session, template_id, locked=True)
    row.removed_at = datetime.now(UTC)
    used = update(LetterChoiceRow).where(LetterChoiceRow.template_id == template_id)
    await session.execute(used.values(template_id=None))


def refuse_wrong(text: str) -> None:
    """Raise TemplateWrong where the text is no template."""
    errors = parse(text).errors
    if errors:
        first = errors[0]
        raise TemplateWrong(
            f"Line {first.line}, column {first.column}: {first.message}",
            errors=[{"line": e.line, "column": e.column, "message": e.message} for e in errors],
        )


async def _write(session: Session, row: LetterTemplateRow) -> None:
    taken = TemplateNameTaken(f"There is a template “{row.name}” already; choose another name.")
    version = LetterTemplateVersionRow(
        template_id=row.id, version=row.version, name=row.name, language=row.language, text=row.text
    )
    try:
        async with session.begin_nested():
            session.add(row)
            await session.flush()  # the version refers to it
            session.add(version)
    except IntegrityError as error:
        raise taken from error


async def _row(session: Session, template_id: UUID, *, locked: bool = False) -> LetterTemplateRow:
    # Of two who change it at once, the second goes on from what the first has made of it.
    row = await session.get(LetterTemplateRow, template_id, with_for_update=locked or None, populate_existing=locked)
    if row is None or row.removed_at is not None:
        raise NotFound("There is no such letter template. It may have been removed, or belong to another workspace.")
    return row


async def _default(session: Session) -> UUID | None:
    chosen = select(LetterChoiceRow.template_id).where(LetterChoiceRow.application_id.is_(None))
    return await session.scalar(chosen)


def _told(row: LetterTemplateRow, default: UUID | None) -> LetterTemplate:
    return LetterTemplate(row.id, row.name, row.language, row.text, row.version, row.id == default, row.updated_at)
