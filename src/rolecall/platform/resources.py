"""What work stands on, made once per process by the entry point and handed down."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from rolecall.platform.blobs import Blobs, open_blobs
from rolecall.platform.db import Database
from rolecall.platform.http import HttpClient
from rolecall.platform.jobs import Flow
from rolecall.platform.settings import Settings


@dataclass(frozen=True)
class Platform:
    """Settings, database, network and files."""

    settings: Settings
    db: Database
    http: HttpClient
    blobs: Blobs


@asynccontextmanager
async def open_platform(settings: Settings, database_url: str, flow: Flow) -> AsyncIterator[Platform]:
    """Open everything; close everything at the end."""
    db = Database(database_url, flow=flow, pool_size=settings.database_pool)
    http = HttpClient(settings, db)
    try:
        yield Platform(settings=settings, db=db, http=http, blobs=open_blobs(settings))
    finally:
        await http.close()
        await db.close()
