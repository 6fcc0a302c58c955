"""A version of a package as the API shows it."""

from __future__ import annotations

from typing import Any, Literal

from rolecall.applications.queries import State, application
from rolecall.platform.db import Session
from rolecall.prepare.designs import DEFAULT
from rolecall.prepare.queries import PackageView, current_package
from rolecall.prepare.schemas import FileOut, PackageOut

_BEFORE_APPROVAL = frozenset({State.PREPARING, State.NOT_PREPARED, State.AWAITING_APPROVAL, State.WITHDRAWN})


async def package_out(session: Session, package: PackageView) -> PackageOut:
    """A version with the fact behind every line, and addresses of exactly its files."""
    state = (await application(session, package.application_id)).state
    base = f"/api/v1/applications/{package.application_id}/package/versions/{package.version}/files"
    current = (await current_package(session, package.application_id)).version
    return PackageOut(
        id=package.id,
        version=package.version,
        fingerprint=package.fingerprint,
        created_at=package.created_at,
        status=_status(state) if package.version == current else "replaced",
        design=package.manifest.get("design", DEFAULT),
        files=[
            FileOut(
                name=file.name,
                sha256=file.sha256,
                size=file.size,
                media_type=file.media_type,
                url=f"{base}/{file.name}",
            )
            for file in package.files
        ],
        resume=_said(package, "resume"),
        letter=_said(package, "letter"),
        left_out=_said(package, "left_out"),
        notices=_said(package, "notices"),
    )


def _said(package: PackageView, part: str) -> Any:
    return package.manifest[part]


def _status(state: State) -> Literal["draft", "approved", "rejected"]:
    """Of the current version, which is the only one that a decision can be about."""
    if state in _BEFORE_APPROVAL:
        return "draft"
    return "rejected" if state is State.DISCARDED else "approved"
