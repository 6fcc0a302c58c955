"""The workspace these tests start from."""

from tests.prepare.applied import api, desk, flow, run_jobs

__all__ = ["api", "desk", "flow", "run_jobs"]
