"""The workspace these tests start from."""

from tests.prepare.applied import api, board_server, desk, flow, run_jobs, settings

__all__ = ["api", "board_server", "desk", "flow", "run_jobs", "settings"]
