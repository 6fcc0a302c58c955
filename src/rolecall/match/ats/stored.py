"""The ATS check against what is in the database: a posting, a title's postings, or those one has applied to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID

from rolecall.applications.queries import State, applications
from rolecall.discover import queries as discover
from rolecall.match.ats.check import AtsCheck, check_against_field, check_against_posting, check_alone
from rolecall.match.queries import scored_postings
from rolecall.platform.db import Session
from rolecall.platform.errors import InvalidInput
from rolecall.profile.queries import FileCheck, Resume, checked_file

MOST_POSTINGS = 60
"""Of a field; more of them hardly change what is asked for most often."""
_SAID_NO = (State.DISCARDED, State.NOT_PREPARED)


async def check_of(
    session: Session,
    resume_id: UUID,
    *,
    posting_id: UUID | None = None,
    field: str | None = None,
    applications: bool = False,
) -> AtsCheck:
    """The check of an uploaded résumé. Raises NotFound, NotChecked, and InvalidInput for more than one thing named."""
    file, resume = await checked_file(session, resume_id)
    return await check_with(session, file, resume, posting_id=posting_id, field=field, applied=applications)


async def check_with(
    session: Session,
    file: FileCheck,
    resume: Resume,
    *,
    posting_id: UUID | None = None,
    field: str | None = None,
    applied: bool = False,
) -> AtsCheck:
    """The check of a file that was measured already."""
    if (posting_id is not None) + (field is not None) + applied > 1:
        raise InvalidInput("Name a posting, a field or your applications: one of them.")
    if posting_id is not None:
        posting = await discover.posting(session, posting_id)
        return await asyncio.to_thread(check_against_posting, file, resume, posting.title, posting.text)
    if field is not None:
        found = await scored_postings(session, discover.PostingFilters(q=field), limit=MOST_POSTINGS)
        texts = await _texts(session, [item.posting.id for item in found.items])
        return await asyncio.to_thread(check_against_field, file, resume, f"for “{field}”", texts)
    if applied:
        texts = await _texts(session, await _wanted(session))
        return await asyncio.to_thread(check_against_field, file, resume, "that you have applications to", texts)
    return check_alone(file)


async def _wanted(session: Session) -> list[UUID]:
    """Postings of the candidate's applications that they did not turn down, the last moved first."""
    found = await applications(session, states=[state for state in State if state not in _SAID_NO], limit=MOST_POSTINGS)
    return [application.posting_id for application in found]


async def _texts(session: Session, ids: Sequence[UUID]) -> list[str]:
    found = await discover.postings(session, ids)
    return [found[each].text for each in ids if each in found]
