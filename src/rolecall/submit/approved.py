"""The gate before anything leaves: the current package, and only if exactly its bytes are approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from rolecall.applications import lifecycle
from rolecall.applications.lifecycle import State
from rolecall.platform.db import Session
from rolecall.platform.errors import Conflict
from rolecall.platform.resources import Platform
from rolecall.prepare import queries as packages
from rolecall.prepare.queries import PackageView
from rolecall.review import queries as review
from rolecall.review.queries import Approval

_OUT = frozenset({State.APPROVED, State.HANDED_OVER})


class NotApproved(Conflict):
    """The package as it is now may not go out."""

    code = "submit.not_approved"


@dataclass(frozen=True, slots=True)
class Approved:
    """A package that may go out, who said so, and where the application stands. Its row is locked until the
    transaction ends.
    """

    package: PackageView
    approval: Approval
    state: State


async def approved_package(session: Session, application_id: UUID, *, states: frozenset[State] = _OUT) -> Approved:
    """The current package if it may go out. Raises NotApproved, NoPackage, NotFound."""
    state = await lifecycle.state_of(session, application_id)
    package = await packages.current_package(session, application_id)
    approval = await review.approval_of(session, application_id, package.fingerprint)
    if approval is None or state not in states:
        raise NotApproved(
            f"This application is {state.value.replace('_', ' ')}: approve its package as it is now, then try again."
            if state is State.AWAITING_APPROVAL or approval is None
            else f"This application is {state.value.replace('_', ' ')}; its package cannot go out from there.",
            state=state,
        )
    return Approved(package, approval, state)


async def files_of(platform: Platform, package: PackageView) -> Mapping[str, bytes]:
    """The bytes of every file, each checked against its hash by the file store. Raises BlobMissing, BlobDamaged."""
    return {file.name: await platform.blobs.get(file.sha256) for file in package.files}
