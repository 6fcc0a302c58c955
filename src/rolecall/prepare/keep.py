"""Keeping a rendered package: its files in the file store, its version in the database."""

from __future__ import annotations

import asyncio
from uuid import UUID

from prometheus_client import Counter, Histogram
from sqlalchemy import func, select

from rolecall.platform.db import Session
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform
from rolecall.prepare.content import Draft
from rolecall.prepare.events import PackageDrafted
from rolecall.prepare.package import RenderedPackage, render
from rolecall.prepare.queries import draft_json
from rolecall.prepare.tables import PackageRow

_SECONDS = Histogram("rolecall_prepare_render_seconds", "Rendering and reading back one package.")
_PACKAGES = Counter("rolecall_prepare_packages_total", "Package versions kept.", ["edited"])


async def rendered(draft: Draft) -> RenderedPackage:
    """The files of a draft, made off the event loop. Raises PackageRefused."""
    with _SECONDS.time():
        return await asyncio.to_thread(render, draft)


async def store(platform: Platform, made: RenderedPackage) -> None:
    """Store the files: before `keep`, so that a version never names a file that is not there.

    Raises StorageFull, StorageUnwritable.
    """
    for data in made.files.values():
        await platform.blobs.put(data)


async def keep(
    session: Session,
    application_id: UUID,
    draft: Draft,
    made: RenderedPackage,
    *,
    edited: bool = False,
) -> PackageRow:
    """The next version of an application's package, and the word that it is there. Its files are stored already."""
    highest = await session.scalar(
        select(func.max(PackageRow.version)).where(PackageRow.application_id == application_id)
    )
    row = PackageRow(
        application_id=application_id,
        version=(highest or 0) + 1,
        fingerprint=made.fingerprint,
        draft=draft_json(draft),
        manifest=made.package_json,
        edited=edited,
    )
    session.add(row)
    await session.flush()
    _PACKAGES.labels(edited).inc()
    await emit(session, PackageDrafted(application_id=application_id, package_id=row.id, fingerprint=made.fingerprint))
    return row
