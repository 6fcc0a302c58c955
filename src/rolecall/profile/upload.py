"""Take a résumé file: store it, write it down, and have it read, in one transaction."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Protocol
from uuid import UUID

from rolecall.platform.db import Session
from rolecall.platform.errors import NotFound
from rolecall.platform.events import emit
from rolecall.platform.hidden import UNSHOWN
from rolecall.platform.resources import Platform
from rolecall.profile.events import ResumeUploaded
from rolecall.profile.files.unreadable import Empty, TooLarge
from rolecall.profile.tables import ResumeRow

_CHUNK = 256 * 1024
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f/\\\ud800-\udfff]")


class _Upload(Protocol):
    async def read(self, size: int = -1) -> bytes: ...


async def receive(upload: _Upload, max_bytes: int) -> bytes:
    """The whole upload. Raises TooLarge as soon as it is beyond `max_bytes`, and Empty when there is nothing."""
    parts = [part async for part in _chunks(upload, max_bytes)]
    if not parts:
        raise Empty
    return b"".join(parts)


async def upload_resume(platform: Platform, session: Session, data: bytes, filename: str) -> UUID:
    """Store the file and emit ResumeUploaded. Gives the résumé's id."""
    file_hash = await platform.blobs.put(data)
    shown = UNSHOWN.sub("", _UNPRINTABLE.sub("", filename)).strip()[-200:] or "resume"
    row = ResumeRow(file_hash=file_hash, filename=shown, size=len(data))
    session.add(row)
    await session.flush()
    await emit(session, ResumeUploaded(resume_id=row.id))
    return row.id


async def read_again(session: Session, resume_id: UUID) -> None:
    """Have a kept file read once more, as the parser reads today. Raises NotFound; one that waits goes on waiting."""
    row = await session.get(ResumeRow, resume_id, with_for_update=True)
    if row is None:
        raise NotFound("There is no such résumé in this workspace.")
    if row.status != "reading":
        row.status = "reading"
        await emit(session, ResumeUploaded(resume_id=row.id))


async def _chunks(upload: _Upload, max_bytes: int) -> AsyncIterator[bytes]:
    size = 0
    while part := await upload.read(_CHUNK):
        size += len(part)
        if size > max_bytes:
            raise TooLarge(f"at most {max_bytes / 1e6:.0f} MB are read")
        yield part
