"""The operators' view over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from rolecall.applications.queries import State


class OverviewOut(BaseModel):
    """A workspace in numbers."""

    model_config = ConfigDict(from_attributes=True)

    postings_open: int
    scored: int
    applications: dict[State, int]
    boards: dict[str, int]
    jobs: dict[str, int]


class JobCountsOut(BaseModel):
    """Jobs by what becomes of them."""

    ready: int
    waiting: int
    running: int
    dead: int


class DeadLetterOut(BaseModel):
    """A job that was given up, with the reason of its last failure."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    task: str
    queue: str
    workspace_id: UUID | None
    attempts: int
    code: str
    reason: str
    failed_at: datetime | None
    arguments: dict[str, Any]


class ScheduleOut(BaseModel):
    """A job at fixed times (UTC)."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    cron: str
    paused: bool
    next_run_at: datetime
    last_run_at: datetime | None
