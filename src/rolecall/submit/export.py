"""The approved package as one archive, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from uuid import UUID

import orjson

from rolecall.applications.lifecycle import State
from rolecall.applications.queries import application
from rolecall.platform.db import Session
from rolecall.platform.events import emit
from rolecall.platform.resources import Platform
from rolecall.prepare import queries as packages
from rolecall.submit.approved import approved_package, files_of
from rolecall.submit.events import PackageExported

_WHEN = (1980, 1, 1, 0, 0, 0)
_EXPORTED = frozenset(State) - {
    State.PREPARING,
    State.NOT_PREPARED,
    State.AWAITING_APPROVAL,
    State.DISCARDED,
    State.WITHDRAWN,
}
"""Where the package is approved; after sending it is what was sent."""


async def export(platform: Platform, session: Session, application_id: UUID) -> tuple[str, bytes]:
    """A file name and a ZIP with the four files, `package.json`, the cover sheet and the posting's text as it stood.

    Raises NotApproved, NoPackage, NotFound.
    """
    approved = await approved_package(session, application_id, states=_EXPORTED)
    view = await application(session, application_id)
    files = dict(await files_of(platform, approved.package))
    manifest = {
        **approved.package.manifest,
        "approved": {"by": approved.approval.by, "at": approved.approval.at.isoformat()},
    }
    approval = (approved.approval.by, approved.approval.at)
    files |= await packages.enclosures(session, approved.package, approved=approval)
    files["package.json"] = orjson.dumps(manifest, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
    await emit(session, PackageExported(application_id=application_id, package_id=approved.package.id))
    return f"{_slug(view.company)}-{_slug(view.title)}.zip", archive(files)


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP of these files, sorted, without times: the same files give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, files[name])
    return written.getvalue()


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60] or "application"
