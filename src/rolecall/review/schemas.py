"""Review over the wire."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from rolecall.applications.queries import ApplicationView
from rolecall.discover.queries import Liveness


class ApproveIn(BaseModel):
    """The fingerprint of exactly the package that was read."""

    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    even_if_closed: Annotated[bool, Field(description="Approve although the posting is known to be closed.")] = False


@dataclass(frozen=True, slots=True)
class ApprovedView(ApplicationView):
    """The application as it stands now, and what was seen of its posting before."""

    posting_liveness: Liveness

    @classmethod
    def of(cls, view: ApplicationView, seen: Liveness) -> ApprovedView:
        """Both together."""
        return cls(**{each.name: getattr(view, each.name) for each in fields(view)}, posting_liveness=seen)


class RejectIn(BaseModel):
    """Why this package does not go out."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=5_000, strip_whitespace=True)]
