"""Jobs on PostgreSQL (Procrastinate): deferred in the caller's transaction, retried, rescued, never lost."""

from rolecall.platform.jobs.declare import Cron, Deadline, Flow, Job, Reaction, defer, defer_many, job

__all__ = ["Cron", "Deadline", "Flow", "Job", "Reaction", "defer", "defer_many", "job"]
