"""Review over the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, StringConstraints


class ApproveIn(BaseModel):
    """The fingerprint of exactly the package that was read."""

    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class RejectIn(BaseModel):
    """Why this package does not go out."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=5_000, strip_whitespace=True)]
