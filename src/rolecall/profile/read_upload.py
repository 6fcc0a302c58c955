"""React to ResumeUploaded: read the file, write down what is in it or why it cannot be read."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from prometheus_client import Counter, Histogram

from rolecall.platform.db import Session
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform
from rolecall.profile.events import ResumeRead, ResumeUnreadable, ResumeUploaded
from rolecall.profile.read import UnreadableResume, read_resume_async
from rolecall.profile.tables import ResumeRow

RESUMES = Counter("rolecall_profile_resumes_total", "Résumés read, by outcome.", ["outcome"])
SECONDS = Histogram("rolecall_profile_read_seconds", "How long reading a résumé took.")


async def read_upload(platform: Platform, session: Session, event: ResumeUploaded) -> None:
    """Read it once; a file that cannot be read is not an error of ours and is not tried again."""
    row = await session.get(ResumeRow, event.resume_id, with_for_update=True)
    if row is None or row.status != "reading":
        return
    data = await platform.blobs.get(row.file_hash)
    began = time.monotonic()
    row.read_at = datetime.now(UTC)
    try:
        read = await read_resume_async(data, row.filename)
    except UnreadableResume as problem:
        row.status, row.problem, row.problem_code = "unreadable", str(problem), problem.code
        RESUMES.labels(problem.code).inc()
        await emit(session, ResumeUnreadable(resume_id=row.id, reason=str(problem)))
        return
    SECONDS.observe(time.monotonic() - began)
    RESUMES.labels("read").inc()
    row.status, row.kind, row.notices = "read", read.kind, list(read.notices)
    row.resume = read.resume.model_dump(mode="json", by_alias=True, exclude_none=True)
    row.text = read.text.replace("\x00", "")
    await emit(session, ResumeRead(resume_id=row.id))
