"""Postings with their scores as they go over the wire."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from rolecall.applications.queries import applications_of_postings
from rolecall.match.learning.labels import Label, labels_of, word_of
from rolecall.match.queries import ScoredPosting
from rolecall.match.schemas import PostingRowOut, SalaryOut
from rolecall.platform.db import Session


async def rows_out(session: Session, items: Sequence[ScoredPosting]) -> list[PostingRowOut]:
    """Postings as they go out, with the applications there are for them."""
    applied = await applications_of_postings(session, [item.posting.id for item in items])
    said = await labels_of(session, [item.posting.id for item in items])
    return [_row(item, applied.get(item.posting.id), said.get(item.posting.id)) for item in items]


def _row(item: ScoredPosting, application_id: UUID | None, label: Label | None) -> PostingRowOut:
    summary = item.posting
    return PostingRowOut(
        id=summary.id,
        title=summary.title,
        company=summary.company,
        locations=list(summary.locations),
        workplace=summary.workplace,
        salary=SalaryOut(**summary.salary) if summary.salary else None,
        published_at=summary.published_at,
        board=summary.board,
        url=summary.url,
        score=item.score,
        decision=item.decision,
        closed_at=summary.closed_at,
        application_id=application_id,
        duplicates=summary.duplicates,
        decided=word_of(label),
    )
