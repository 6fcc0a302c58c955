"""Ask for a rewording: everything that can be known before is checked before, and told at once."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7

from rolecall.applications import lifecycle
from rolecall.platform.db import Session
from rolecall.platform.jobs import defer
from rolecall.platform.resources import Platform
from rolecall.prepare.jobs import reword_lines
from rolecall.prepare.queries import current_package
from rolecall.prepare.reword_package import counted, prospect
from rolecall.prepare.reword_runs import last_run, told


async def request(platform: Platform, session: Session, application_id: UUID) -> tuple[UUID, int]:
    """Queue a run, or give the one of this version that waits or works already: its id, and the package's version.

    Raises NotFound, NoPackage, NothingToReword, NotConfigured, BudgetUsedUp; then nothing was queued.
    """
    # The row is locked from here: of two requests at once, the second sees the first.
    await lifecycle.state_of(session, application_id)
    version = (await current_package(session, application_id)).version
    before = await last_run(platform, session, application_id)
    if before is not None and before.ended_at is None and before.version == version:
        return before.id, version
    ahead = await prospect(platform, session, application_id)
    if ahead.problem is not None:
        raise ahead.problem
    assert ahead.model is not None
    run_id: UUID = uuid7()
    name = ahead.model.full_name
    asked = f"Asked {name} to reword {counted(ahead.lines)} of version {version}"
    await told(session, application_id, run_id, "asked", asked, model=name, version=version)
    await defer(session, reword_lines, application_id=application_id, run_id=run_id, version=version)
    return run_id, version
