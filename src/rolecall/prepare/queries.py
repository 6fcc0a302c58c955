"""Reading packages, and the pure work that others run without a database (`draft`, `render`)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select

from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound
from rolecall.prepare.content import Draft
from rolecall.prepare.cover_sheet import NAME as COVER_SHEET
from rolecall.prepare.cover_sheet import POSTING, Sheet, cover_sheet
from rolecall.prepare.tables import PackageRow

_DRAFT = TypeAdapter(Draft)


class NoPackage(NotFound):
    """The application has no package (yet)."""

    code = "prepare.no_package"


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of a package; `sha256` is also its name in the file store."""

    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class PackageView:
    """One version of a package. `manifest` is `package.json`; `edited` when a person had a hand in it."""

    id: UUID
    application_id: UUID
    version: int
    fingerprint: str
    files: tuple[PackageFile, ...]
    manifest: dict[str, Any]
    edited: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PackageHead:
    """A version in a list of versions. `design` is None in packages of earlier releases."""

    version: int
    fingerprint: str
    created_at: datetime
    edited: bool
    design: str | None
    notices: tuple[str, ...]


async def current_package(session: Session, application_id: UUID) -> PackageView:
    """The newest version of an application's package; raises NoPackage."""
    return _view(await _current(session, application_id))


async def current_draft(session: Session, application_id: UUID) -> Draft:
    """What the newest version says, ready to be edited and rendered; raises NoPackage."""
    return draft_of((await _current(session, application_id)).draft)


async def package_version(session: Session, application_id: UUID, version: int) -> PackageView:
    """One version of an application's package; raises NotFound, NoPackage."""
    return _view(await _version(session, application_id, version))


async def draft_of_version(session: Session, application_id: UUID, version: int) -> Draft:
    """What one version says; raises NotFound, NoPackage."""
    return draft_of((await _version(session, application_id, version)).draft)


async def package_versions(session: Session, application_id: UUID, *, limit: int = 200) -> list[PackageHead]:
    """The versions of an application's package, the newest first, without what they say. Raises NoPackage."""
    await _current(session, application_id)
    rows = await session.execute(
        select(
            PackageRow.version,
            PackageRow.fingerprint,
            PackageRow.created_at,
            PackageRow.edited,
            PackageRow.manifest["design"].astext.label("design"),
            PackageRow.manifest["notices"].label("notices"),
        )
        .where(PackageRow.application_id == application_id)
        .order_by(PackageRow.version.desc())
        .limit(limit)
    )
    return [
        PackageHead(row.version, row.fingerprint, row.created_at, row.edited, row.design, tuple(row.notices))
        for row in rows
    ]


async def enclosures(
    session: Session, package: PackageView, *, approved: tuple[str, datetime] | None = None
) -> dict[str, bytes]:
    """What is kept beside the files of a version and does not go out: the cover sheet, and the posting's text as it
    stood. `approved` is by whom and when.
    """
    draft = await draft_of_version(session, package.application_id, package.version)
    files = [(file.name, file.sha256) for file in package.files]
    sheet = Sheet(package.version, package.fingerprint, files, approved)
    made = {COVER_SHEET: await asyncio.to_thread(cover_sheet, draft, sheet)}
    return {**made, POSTING: draft.posting.text.encode()} if draft.posting.text else made


async def _version(session: Session, application_id: UUID, version: int) -> PackageRow:
    row = await session.scalar(
        select(PackageRow).where(PackageRow.application_id == application_id, PackageRow.version == version)
    )
    if row is None:
        newest = await _current(session, application_id)
        raise NotFound(f"There is no version {version} of this package; the newest is {newest.version}.")
    return row


async def _current(session: Session, application_id: UUID) -> PackageRow:
    newest = (
        select(PackageRow)
        .where(PackageRow.application_id == application_id)
        .order_by(PackageRow.version.desc())
        .limit(1)
    )
    row = await session.scalar(newest)
    if row is None:
        raise NoPackage("This application has no package yet; its timeline says how far it is.")
    return row


def draft_of(stored: dict[str, Any]) -> Draft:
    """The draft that `draft_json` wrote down."""
    return _DRAFT.validate_python(stored)


def draft_json(draft: Draft) -> dict[str, Any]:
    """A draft as JSON, from which `draft_of` makes the same one again."""
    dumped: dict[str, Any] = _DRAFT.dump_python(draft, mode="json")
    return dumped


def _view(row: PackageRow) -> PackageView:
    files = tuple(PackageFile(**file) for file in row.manifest["files"])
    return PackageView(
        row.id, row.application_id, row.version, row.fingerprint, files, row.manifest, row.edited, row.created_at
    )
