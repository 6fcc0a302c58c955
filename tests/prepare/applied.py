"""A workspace with a candidate, a posting and a score in a real database, and an API over it."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import orjson
import pytest
from fastapi import APIRouter, FastAPI
from sqlalchemy import insert

from rolecall.accounts.tables import WorkspaceRow
from rolecall.applications import events as application_events
from rolecall.applications import routes as application_routes
from rolecall.discover import events as discover_events
from rolecall.discover.intake import import_answers
from rolecall.discover.tables import PostingRow
from rolecall.match.queries import Match, as_json
from rolecall.match.tables import ScoreRow
from rolecall.platform.api import Caller, install_problems
from rolecall.platform.events import Event
from rolecall.platform.jobs import Flow
from rolecall.platform.jobs.dead import job_counts
from rolecall.platform.jobs.worker import drain
from rolecall.platform.resources import Platform
from rolecall.platform.settings import Settings
from rolecall.prepare import events as prepare_events
from rolecall.prepare import routes as prepare_routes
from rolecall.prepare.draft_package import draft_package
from rolecall.prepare.jobs import prepare_again
from rolecall.profile import events as profile_events
from rolecall.profile import routes as profile_routes
from rolecall.profile.queries import Resume, facts_of
from rolecall.profile.tables import ProfileRow, ResumeRow
from rolecall.review import events as review_events
from rolecall.review import routes as review_routes
from rolecall.review.jobs import recheck_posting
from rolecall.review.offer import offer
from rolecall.submit import events as submit_events
from rolecall.submit import routes as submit_routes
from tests.discover.board_server import BoardServer, serve
from tests.prepare.people import ENGINEER, match

PAGE = (
    "<p>We are looking for an engineer for our payments team. You will build services in Python and Go on Kubernetes "
    "with Kafka. You have led a team and you know PostgreSQL. Rust is a plus.</p>"
)
ASKED = ("Python", "Go", "Kubernetes", "Kafka", "PostgreSQL", "Rust")


def _events() -> set[type[Event]]:
    modules = (application_events, discover_events, prepare_events, profile_events, review_events, submit_events)
    found = (value for module in modules for value in vars(module).values())
    return {value for value in found if isinstance(value, type) and issubclass(value, Event) and value is not Event}


@pytest.fixture
def flow() -> Flow:
    """The reactions of prepare and review, and nothing else."""
    reactions: dict[type[Event], Sequence[object]] = dict.fromkeys(_events(), ())
    reactions[application_events.ApplicationOpened] = (draft_package,)
    reactions[prepare_events.PackageDrafted] = (offer,)
    return Flow(reactions=reactions, jobs=(prepare_again, recheck_posting))  # type: ignore[arg-type]


@pytest.fixture
def run_jobs(platform: Platform, flow: Flow) -> Callable[[], Awaitable[None]]:
    """Runs what is ready and what follows from it; one drain ends when a job still runs whose events come after."""

    async def run() -> None:
        for _ in range(5):
            await drain(platform, flow)
            async with platform.db.system() as session:
                if not (await job_counts(session))["ready"]:
                    return

    return run


@pytest.fixture
def board_server() -> Iterator[BoardServer]:
    """The board that the postings stand on: before anything goes out, it is asked for them."""
    with serve() as server:
        server.jobs["brightline"] = []
        yield server


@pytest.fixture
def settings(tmp_path: Path, board_server: BoardServer) -> Settings:
    """Greenhouse is asked at the test's own server."""
    return Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        requests_per_second=50,
        board_apis={"greenhouse": board_server.url},
        allow_private_hosts=(board_server.host,),
        log_level="error",
    )


class Desk:
    """What a test of an application starts from."""

    def __init__(self, platform: Platform, workspace: UUID, board_server: BoardServer) -> None:
        self.platform = platform
        self.workspace = workspace
        self.board_server = board_server

    async def settle(self, *, resume: Resume = ENGINEER, score: int = 80, auto_approve: bool = False) -> UUID:
        """A workspace with this candidate and one posting with this score; gives the posting's id."""
        async with self.platform.db.system() as session:
            await session.execute(
                insert(WorkspaceRow).values(id=self.workspace, name="Mine", auto_approve=auto_approve)
            )
        await self.candidate(resume)
        return await self.posting(match(facts_of(resume), ASKED, score=score))

    async def candidate(self, resume: Resume) -> None:
        """The candidate of the workspace."""
        async with self.platform.db.workspace(self.workspace) as session:
            row = ResumeRow(
                file_hash=hashlib.sha256(b"cv").hexdigest(),
                filename="cv.pdf",
                size=2,
                status="read",
                resume=resume.model_dump(mode="json", by_alias=True),
                text="",
            )
            session.add(row)
            await session.flush()
            session.add(ProfileRow(resume_id=row.id))

    async def posting(self, found: Match | None, *, job: int = 4711) -> UUID:
        """A posting, scored if there is a match."""
        url = f"https://boards.greenhouse.io/brightline/jobs/{job}"
        listed = {
            "id": job,
            "internal_job_id": job,
            "title": f"Staff Software Engineer, Payments {job}",
            "company_name": "Brightline Payments",
            "absolute_url": url,
            "updated_at": "2026-11-01T10:00:00Z",
            "location": {"name": "Leeds, United Kingdom"},
            "content": PAGE,
            "metadata": [],
        }
        self.board_server.jobs["brightline"].append(listed)
        await import_answers(
            self.platform, self.workspace, orjson.dumps({"jobs": [listed], "meta": {"total": 1}}), "greenhouse"
        )
        async with self.platform.db.workspace(self.workspace) as session:
            posting_id = (
                (await session.execute(PostingRow.__table__.select().where(PostingRow.job_id == str(job)))).one().id
            )
            if found is not None:
                session.add(
                    ScoreRow(
                        posting_id=posting_id,
                        score=found.score,
                        decision=found.decision.value,
                        version=found.version,
                        inputs="",
                        match=as_json(found),
                        scored_at=datetime.now(UTC),
                    )
                )
        assert isinstance(posting_id, UUID)
        return posting_id


@pytest.fixture
def desk(platform: Platform, workspace: UUID, board_server: BoardServer) -> Desk:
    return Desk(platform, workspace, board_server)


@pytest.fixture
async def api(platform: Platform, workspace: UUID) -> AsyncIterator[httpx.AsyncClient]:
    """The routes of applications, prepare, profile, review, submit; `Bearer other` is of another workspace."""
    app = FastAPI()
    install_problems(app)
    app.state.platform = platform
    people = {"mine": workspace, "other": uuid4()}

    async def authenticate(_platform: Platform, token: str) -> Caller:
        return Caller(people[token], uuid4(), "owner")

    app.state.authenticate = authenticate
    routers: tuple[APIRouter, ...] = (
        application_routes.router,
        prepare_routes.router,
        profile_routes.router,
        review_routes.router,
        submit_routes.router,
    )
    for router in routers:
        app.include_router(router, prefix="/api/v1")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://test/api/v1", headers={"Authorization": "Bearer mine"}
    ) as client:
        yield client
