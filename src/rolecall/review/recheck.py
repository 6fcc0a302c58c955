"""A package waits for approval: see whether its posting is still there, before a person or the policy decides."""

from __future__ import annotations

from uuid import UUID

from rolecall.accounts.queries import auto_approve
from rolecall.applications import lifecycle
from rolecall.applications.lifecycle import State
from rolecall.applications.queries import application, timeline
from rolecall.discover.queries import Liveness
from rolecall.match.queries import Decision, scores
from rolecall.platform.db import Session
from rolecall.platform.resources import Platform
from rolecall.prepare import queries as packages
from rolecall.review.approve import record_approval
from rolecall.review.queries import look_at_posting

POLICY_SCORE = 90
"""From this score on a workspace may let its policy approve."""
ACTOR = "job:review.recheck_posting"


async def recheck_offered(platform: Platform, workspace_id: UUID, application_id: UUID, package_id: UUID) -> None:
    """Look at the posting, write into the timeline what a reviewer has to know of it, and let the policy decide.

    Does nothing for a package that does not wait any more. Safe to run twice.
    """
    seen = await look_at_posting(platform, workspace_id, application_id, actor=ACTOR)
    async with platform.db.workspace(workspace_id, actor=ACTOR) as session:
        if await lifecycle.state_of(session, application_id) is not State.AWAITING_APPROVAL:
            return
        package = await packages.current_package(session, application_id)
        if package.id != package_id:
            return
        if seen.state != "live":
            await _tell(session, application_id, seen)
        if seen.state == "closed" or package.edited or not await auto_approve(session):
            return
        view = await application(session, application_id)
        known = (await scores(session, [view.posting_id])).get(view.posting_id)
        if known is not None and known.score >= POLICY_SCORE and known.decision is not Decision.FILTERED:
            await record_approval(session, package, seen, by="policy", score=known.score)


async def _tell(session: Session, application_id: UUID, seen: Liveness) -> None:
    text = f"The posting is {'closed' if seen.state == 'closed' else 'not known to be open'}: {seen.evidence}"
    last = await timeline(session, application_id, limit=1)
    if not last or last[0].text != text:
        await lifecycle.note(session, application_id, "posting", text, liveness=seen.state)
