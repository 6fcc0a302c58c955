"""Read an uploaded file and write down what is in it, or why it cannot be read."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from uuid import UUID

import structlog
from prometheus_client import Counter, Histogram
from sqlalchemy.exc import InterfaceError, OperationalError

from rolecall.platform.errors import Problem
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform
from rolecall.profile.events import ResumeRead, ResumeUnreadable
from rolecall.profile.files.unreadable import NotRead
from rolecall.profile.read import ReadResume, read_resume_async
from rolecall.profile.storable import storable, storable_text
from rolecall.profile.tables import ResumeRow

log = structlog.get_logger(__name__)

RESUMES = Counter("rolecall_profile_resumes_total", "Résumés read, by outcome.", ["outcome"])
SECONDS = Histogram("rolecall_profile_read_seconds", "How long reading a résumé took.")
ACTOR = "job:profile.read_file"


async def read_stored(platform: Platform, workspace_id: UUID, resume_id: UUID) -> None:
    """Read a résumé that waits to be read; does nothing for any other, so it may run twice and at the same time.

    Raises what may heal by itself (file store or database away); then it is tried again. With anything else the
    résumé is unreadable, and says why.
    """
    async with platform.db.workspace(workspace_id, actor=ACTOR) as session:
        row = await session.get(ResumeRow, resume_id)
        if row is None or row.status != "reading":
            return
        file_hash, filename = row.file_hash, row.filename
    try:
        began = time.monotonic()
        read = await read_resume_async(await platform.blobs.get(file_hash), filename)
        if await _write(platform, workspace_id, resume_id, read):
            SECONDS.observe(time.monotonic() - began)
    except (OperationalError, InterfaceError):
        raise
    except Problem as problem:
        if problem.retry:
            raise
        await _write(platform, workspace_id, resume_id, problem)
    except Exception:
        log.exception("profile.read_failed", resume_id=str(resume_id))
        await _write(platform, workspace_id, resume_id, NotRead())


async def _write(platform: Platform, workspace_id: UUID, resume_id: UUID, outcome: ReadResume | Problem) -> bool:
    """Write the outcome into the row and say so, unless another run was faster. Gives whether it was written."""
    async with platform.db.workspace(workspace_id, actor=ACTOR) as session:
        row = await session.get(ResumeRow, resume_id, with_for_update=True)
        if row is None or row.status != "reading":
            return False
        row.read_at = datetime.now(UTC)
        if isinstance(outcome, Problem):
            reason = storable_text(str(outcome))
            # What had been read of it before is not lost.
            row.status = "unreadable" if row.resume is None else "read"
            row.problem, row.problem_code = reason, outcome.code
            await emit(session, ResumeUnreadable(resume_id=row.id, reason=reason))
        else:
            again = row.resume is not None
            row.problem = row.problem_code = row.ats = None
            row.status, row.kind, row.notices = "read", outcome.kind, storable(outcome.notices)
            row.resume = storable(outcome.resume.model_dump(mode="json", by_alias=True, exclude_none=True))
            row.text = storable_text(outcome.text)
            await emit(session, ResumeRead(resume_id=row.id, again=again))
    RESUMES.labels(outcome.code if isinstance(outcome, Problem) else "read").inc()
    return True
