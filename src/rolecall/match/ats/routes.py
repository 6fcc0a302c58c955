"""The ATS check of an uploaded résumé over HTTP."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from rolecall.match.ats.stored import check_of
from rolecall.match.schemas import AtsCheckOut
from rolecall.platform.api import ProblemDocument, SessionDep

router = APIRouter()


@router.get("/resumes/{id}/ats", responses={404: {"model": ProblemDocument}, 422: {"model": ProblemDocument}})
async def show_ats_check(
    id: UUID,
    session: SessionDep,
    posting_id: Annotated[UUID | None, Query(description="Hold its words against this posting.")] = None,
    field: Annotated[
        str | None,
        Query(min_length=2, max_length=200, description="Against what postings with this title ask for most often."),
    ] = None,
    applications: Annotated[bool, Query(description="Against the postings that you have applications to.")] = False,
) -> AtsCheckOut:
    """What programs get out of the file, and its words against a posting or a field; 0–100 with what to change."""
    made = await check_of(session, id, posting_id=posting_id, field=field, applications=applications)
    plain = asdict(made)
    return AtsCheckOut.model_validate(
        {
            **plain,
            "as_of": made.file.as_of,
            "kind": made.file.kind,
            "pages": made.file.pages,
            "words": made.file.words,
            "extracts": plain["file"]["extracts"],
        }
    )
