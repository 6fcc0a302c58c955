"""Rows of the job system that Procrastinate does not keep."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from rolecall.platform.db import CURRENT_WORKSPACE, Base


class HandledRow(Base):
    """A reaction that has been done for an event: written in the reaction's own transaction, so it is done once."""

    __tablename__ = "platform_handled"

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    handler: Mapped[str] = mapped_column(primary_key=True)
    workspace_id: Mapped[UUID] = mapped_column(server_default=text(CURRENT_WORKSPACE))
    handled_at: Mapped[datetime] = mapped_column(server_default=text("now()"), index=True)


class FailureRow(Base):
    """Why a job failed the last time, in words. Gone when the job succeeds."""

    __tablename__ = "platform_failure"

    job_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    task: Mapped[str]
    workspace_id: Mapped[UUID | None]
    code: Mapped[str]
    reason: Mapped[str]
    attempts: Mapped[int]
    failed_at: Mapped[datetime] = mapped_column(server_default=text("now()"))


class ScheduleRow(Base):
    """One cron schedule: when it runs next, and whether it is paused."""

    __tablename__ = "platform_schedule"

    name: Mapped[str] = mapped_column(primary_key=True)
    cron: Mapped[str]
    paused: Mapped[bool] = mapped_column(server_default=text("false"))
    next_run_at: Mapped[datetime] = mapped_column(index=True)
    last_run_at: Mapped[datetime | None]
