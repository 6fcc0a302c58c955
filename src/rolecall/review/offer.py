"""A package is there: a person is asked, or the workspace's policy answers."""

from __future__ import annotations

from rolecall.accounts.queries import auto_approve
from rolecall.applications import lifecycle
from rolecall.applications.lifecycle import State
from rolecall.applications.queries import application
from rolecall.match.queries import Decision, scores
from rolecall.platform.db import Session
from rolecall.platform.resources import Platform
from rolecall.prepare import queries as packages
from rolecall.prepare.events import PackageDrafted
from rolecall.review.approve import record_approval

POLICY_SCORE = 90
"""From this score on a workspace may let its policy approve."""


async def offer(_platform: Platform, session: Session, event: PackageDrafted) -> None:
    """Ask for approval of the package; the policy gives it where the workspace says so.

    Not where a person's wording is in it, and not where a filter of the candidate's rules the posting out.
    An older version than the current one is not offered any more.
    """
    state = await lifecycle.state_of(session, event.application_id)
    package = await packages.current_package(session, event.application_id)
    if package.id != event.package_id:
        return
    if state is State.PREPARING:
        await lifecycle.move(
            session,
            event.application_id,
            State.AWAITING_APPROVAL,
            fingerprint=package.fingerprint,
            version=package.version,
        )
    elif state is not State.AWAITING_APPROVAL:
        return
    if package.edited or not await auto_approve(session):
        return
    view = await application(session, event.application_id)
    known = (await scores(session, [view.posting_id])).get(view.posting_id)
    if known is not None and known.score >= POLICY_SCORE and known.decision is not Decision.FILTERED:
        await record_approval(session, package, by="policy", score=known.score)
