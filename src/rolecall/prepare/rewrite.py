"""An edit by a person, kept as the next version; whatever was approved before, this one is not.

Setting and reading back takes longer than others should wait: nothing is open in the database meanwhile, and what was
edited must still be the current version when it is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from rolecall.applications import lifecycle
from rolecall.applications.queries import State, application
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict
from rolecall.platform.resources import Platform
from rolecall.prepare.content import Draft
from rolecall.prepare.edit import Changes, edited, with_facts
from rolecall.prepare.fit import PAGES
from rolecall.prepare.keep import keep, rendered, store
from rolecall.prepare.package import RenderedPackage
from rolecall.prepare.queries import PackageView, current_draft, current_package, draft_of_version, package_version
from rolecall.prepare.render_pdf import DENSITIES, resume_extent
from rolecall.profile.queries import DesignName, Fact, current_profile

_EDITABLE = frozenset({State.AWAITING_APPROVAL, State.APPROVED, State.HANDED_OVER, State.DISCARDED})


class NotEditableNow(Conflict):
    """The application stands where its package is not changed any more, or not yet."""

    code = "prepare.not_editable_now"


class PackageMovedOn(Conflict):
    """The package has become another version than the one that was edited."""

    code = "prepare.package_moved_on"


@dataclass(frozen=True, slots=True)
class Base:
    """What an edit starts from: the current version, its draft with the candidate's facts of today, and the state."""

    version: int
    draft: Draft
    state: State


async def base_of(session: Session, application_id: UUID, *, version: int | None = None) -> Base:
    """What an edit of this application's package starts from. `version` is the one that the editor has before them.

    Raises NotFound, NoPackage, NotEditableNow, PackageMovedOn.
    """
    state = (await application(session, application_id)).state
    _require_editable(state)
    package = await current_package(session, application_id)
    _require_version(package, version)
    profile = await current_profile(session)
    draft = await current_draft(session, application_id)
    return Base(package.version, with_facts(draft, profile.facts) if profile else draft, state)


async def rewrite(
    platform: Platform,
    workspace_id: UUID,
    application_id: UUID,
    changes: Changes,
    *,
    actor: str,
    design: DesignName | None = None,
    version: int | None = None,
) -> None:
    """Apply a person's changes, set the papers in `design`, and make the files anew. Call it outside of a transaction.

    Raises UnsupportedClaims, NotEditable, NotEditableNow, PackageMovedOn, NoPackage, StorageFull; then nothing changed.
    """
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        base = await base_of(session, application_id, version=version)
    after = await asyncio.to_thread(_after, base.draft, changes, design)
    if after == base.draft:
        return
    made = await rendered(after)
    await store(platform, made)
    await _keep(platform, workspace_id, application_id, after, made, base.version, actor)


async def restore(
    platform: Platform, workspace_id: UUID, application_id: UUID, old: int, *, actor: str, version: int | None = None
) -> None:
    """Make an old version the current one again, as a new version with exactly its files.

    Raises NotEditableNow, PackageMovedOn, NoPackage, NotFound.
    """
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        base = await base_of(session, application_id, version=version)
        package = await package_version(session, application_id, old)
        draft = await draft_of_version(session, application_id, old)
        profile = await current_profile(session)
    if old == base.version:
        return
    notices = [notice for notice in draft.notices if not notice.startswith(_RESTORED)]
    notices.append(f"{_RESTORED} {old}.")
    notices.extend(_no_longer_said(draft, profile.facts if profile else ()))
    draft = replace(draft, notices=tuple(notices))
    made = RenderedPackage({}, {**package.manifest, "notices": notices}, package.fingerprint)
    await _keep(platform, workspace_id, application_id, draft, made, base.version, actor)


def set_in(draft: Draft, design: DesignName | None) -> Draft:
    """The same words in another design, as comfortably as the page budget allows."""
    if design is None or draft.design == design:
        return draft
    for density in range(DENSITIES):
        turned = replace(draft, design=design, density=density)
        if resume_extent(turned).pages <= PAGES:
            break
    return turned


def _after(draft: Draft, changes: Changes, design: DesignName | None) -> Draft:
    after = set_in(edited(draft, changes), design)
    if after == draft:
        return draft
    notices = tuple(notice for notice in after.notices if not notice.startswith((_TOO_LONG, _RESTORED)))
    pages = resume_extent(after).pages
    return replace(after, notices=(*notices, f"{_TOO_LONG} {pages} pages.") if pages > PAGES else notices)


def _no_longer_said(draft: Draft, facts: Sequence[Fact]) -> Iterator[str]:
    """What the profile has lost since: it may have been wrong."""
    today = {" ".join(fact.text.split()) for fact in facts}
    lost = dict.fromkeys(
        fact.text
        for part in draft.parts()
        if part.text not in today  # a line that the profile says by now in these words
        for fact in part.facts
        if " ".join(fact.text.split()) not in today
    )
    for text in list(lost)[:_MOST_LOST]:
        yield f"Your profile no longer says “{text[:160]}”; see whether it is still true."
    if len(lost) > _MOST_LOST:
        yield f"Your profile no longer says {len(lost) - _MOST_LOST} further things of these papers."


async def _keep(
    platform: Platform,
    workspace_id: UUID,
    application_id: UUID,
    draft: Draft,
    made: RenderedPackage,
    base: int,
    actor: str,
) -> None:
    async with platform.db.workspace(workspace_id, actor=actor) as session:
        await keep_edited(session, application_id, draft, made, base)


async def keep_edited(session: Session, application_id: UUID, draft: Draft, made: RenderedPackage, base: int) -> None:
    """Keep what a person made of version `base` as the next one, which is not approved.

    Raises NotEditableNow, and PackageMovedOn where another version is current by now.
    """
    # The row is locked from here: of two edits of one version, the second sees the first.
    _require_editable(await lifecycle.state_of(session, application_id))
    _require_version(await current_package(session, application_id), base)
    row = await keep(session, application_id, draft, made, edited=True)
    await lifecycle.new_package(session, application_id, made.fingerprint, version=row.version)


def is_editable(state: State) -> bool:
    """Whether the package of an application that stands here may be changed."""
    return state in _EDITABLE


def _require_editable(state: State) -> None:
    if state not in _EDITABLE:
        raise NotEditableNow(f"This application is {state.value.replace('_', ' ')}; its package cannot be changed now.")


def _require_version(package: PackageView, wanted: int | None) -> None:
    if wanted is not None and wanted != package.version:
        raise PackageMovedOn(
            f"You edited version {wanted}, and the package is at version {package.version} by now; "
            "look at that one, then make your changes there.",
            version=package.version,
        )


_MOST_LOST = 10
_TOO_LONG = "With these changes the résumé has"
_RESTORED = "These are the papers of version"
