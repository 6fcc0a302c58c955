"""An edit by a person, kept as the next version; whatever was approved before, this one is not."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from rolecall.applications import lifecycle
from rolecall.applications.queries import State
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict
from rolecall.platform.resources import Platform
from rolecall.prepare.content import Draft
from rolecall.prepare.edit import edited
from rolecall.prepare.fit import PAGES
from rolecall.prepare.keep import keep, rendered, store
from rolecall.prepare.queries import current_draft
from rolecall.prepare.render_pdf import DENSITIES, resume_extent
from rolecall.profile.queries import DesignName

_EDITABLE = frozenset({State.AWAITING_APPROVAL, State.APPROVED, State.HANDED_OVER, State.DISCARDED})


class NotEditableNow(Conflict):
    """The application stands where its package is not changed any more, or not yet."""

    code = "prepare.not_editable_now"


async def rewrite(
    platform: Platform,
    session: Session,
    application_id: UUID,
    changes: Mapping[str, str | None],
    *,
    design: DesignName | None = None,
) -> None:
    """Apply a person's wording by line id (None leaves a line out), set it in `design`, and make the files anew.

    Raises UnsupportedClaims, NotEditable, NotEditableNow, NoPackage, StorageFull; then nothing changed.
    """
    state = await lifecycle.state_of(session, application_id)
    if state not in _EDITABLE:
        raise NotEditableNow(f"This application is {state.value.replace('_', ' ')}; its package cannot be changed now.")
    before = await current_draft(session, application_id)
    worded = edited(before, changes)
    after = await asyncio.to_thread(_in_design, worded, design) if design else worded
    if after == before:
        return
    after = await asyncio.to_thread(_with_notice, after)
    made = await rendered(after)
    await store(platform, made)
    row = await keep(session, application_id, after, made, edited=True)
    await lifecycle.new_package(session, application_id, made.fingerprint, version=row.version)


def _in_design(draft: Draft, design: DesignName) -> Draft:
    """The same words in another design, as comfortably as the page budget allows."""
    if draft.design == design:
        return draft
    for density in range(DENSITIES):
        turned = replace(draft, design=design, density=density)
        if resume_extent(turned).pages <= PAGES:
            break
    return turned


def _with_notice(draft: Draft) -> Draft:
    notices = tuple(notice for notice in draft.notices if not notice.startswith(_TOO_LONG))
    pages = resume_extent(draft).pages
    return replace(draft, notices=(*notices, f"{_TOO_LONG} {pages} pages.") if pages > PAGES else notices)


_TOO_LONG = "With these changes the résumé has"
