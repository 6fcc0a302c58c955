"""React: score postings when they appear or change, all of them when the candidate changes or was learnt from."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

from rolecall.discover.events import PostingsRead
from rolecall.discover.queries import open_posting_ids
from rolecall.match.events import ScoringLearnt
from rolecall.match.jobs import BATCH, rescore_batch
from rolecall.match.rank import likely
from rolecall.match.searches.saved import tell
from rolecall.match.store import score_stored
from rolecall.platform.db import Session
from rolecall.platform.jobs import defer_many
from rolecall.platform.resources import Platform
from rolecall.profile.events import ProfileChanged

_FIRST = UUID(int=0)
_PAGE = BATCH * 25


async def score_postings(_platform: Platform, session: Session, event: PostingsRead) -> None:
    """Score these postings, and tell of the saved searches that they match.

    Before there is a profile nothing is scored: its arrival scores everything.
    """
    await score_stored(session, event.posting_ids)
    await tell(session, event.posting_ids)


async def rescore(_platform: Platform, session: Session, _event: ProfileChanged | ScoringLearnt) -> None:
    """The candidate, or what was learnt of them, is another: every score may be. The likeliest are made now.

    So the best are there in seconds, however many there are.
    """
    await score_stored(session, await likely(session))
    await queue_all(session)


async def queue_all(session: Session) -> None:
    """Queue all open postings, a range of ids a job, so that no transaction holds them all and none falls between."""
    last = _FIRST
    while True:
        ids = await open_posting_ids(session, after=last, limit=_PAGE)
        if not ids:
            return
        edges = [last, *(ids[at - 1] for at in range(BATCH, len(ids), BATCH)), ids[-1]]
        ranges = [{"after": after, "until": until} for after, until in pairwise(edges)]
        await defer_many(session, rescore_batch, ranges)
        last = ids[-1]
