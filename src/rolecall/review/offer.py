"""A package is there: a person is asked, once its posting was looked at, or the workspace's policy answers."""

from __future__ import annotations

from rolecall.applications import lifecycle
from rolecall.applications.lifecycle import State
from rolecall.platform.db import Session
from rolecall.platform.jobs import defer
from rolecall.platform.resources import Platform
from rolecall.prepare import queries as packages
from rolecall.prepare.events import PackageDrafted
from rolecall.review.jobs import recheck_posting


async def offer(_platform: Platform, session: Session, event: PackageDrafted) -> None:
    """Ask for approval of the package, and have its posting looked at; then the policy gives it where the workspace
    says so.

    Not where a person's wording is in it, not where a filter of the candidate's rules the posting out, and not for a
    posting that is closed. An older version than the current one is not offered any more.
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
    await defer(session, recheck_posting, application_id=event.application_id, package_id=package.id)
