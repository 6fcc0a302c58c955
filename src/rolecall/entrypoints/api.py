"""The API and the dashboard in one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

import uvicorn
from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi_offline import FastAPIOffline
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from rolecall import __version__
from rolecall.accounts import routes as accounts
from rolecall.accounts.sign_in import authenticate
from rolecall.applications import routes as applications
from rolecall.discover import intake_routes as intake
from rolecall.discover import routes as discover
from rolecall.entrypoints import form_answers, hand_in, live
from rolecall.entrypoints.dashboard_files import DASHBOARD, Dashboard
from rolecall.flow import FLOW
from rolecall.match import routes as match
from rolecall.operate import routes as operate
from rolecall.platform.api import install_problems
from rolecall.platform.live import Live
from rolecall.platform.middleware import EdgeMiddleware, IdempotencyMiddleware
from rolecall.platform.resources import Platform, open_platform
from rolecall.platform.settings import Settings
from rolecall.prepare import reword_routes as reword
from rolecall.prepare import routes as prepare
from rolecall.profile import routes as profile
from rolecall.profile.answers import routes as answers
from rolecall.profile.fact_base import routes as facts
from rolecall.review import routes as review
from rolecall.submit import routes as submit

# Match before discover: `/postings/facets` is no posting's id.
ROUTERS = (
    *(hand_in, form_answers, accounts, profile, facts, answers, intake, match, discover),
    *(prepare, reword, review, submit, applications, operate, live),
)


def create_app(platform: Platform | None = None) -> FastAPI:
    """The whole API. Without a platform it can only describe itself (`openapi.json`)."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        reader = asyncio.create_task(app.state.live.run(), name="live stream")
        yield
        app.state.stopping.set()
        reader.cancel()
        with suppress(asyncio.CancelledError):
            await reader

    app = FastAPIOffline(
        title="Rolecall",
        version=__version__,
        description="A job search as one pipeline in which nothing gets lost.",
        lifespan=lifespan,
        redoc_url=None,
        static_url="/docs/static",
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.stopping = asyncio.Event()
    app.state.authenticate = authenticate
    if platform is not None:
        app.state.platform = platform
        app.state.live = Live(platform.db)
        app.add_middleware(IdempotencyMiddleware, owner=app)
        # One file and its form; larger requests end before they are read.
        app.add_middleware(EdgeMiddleware, max_body=platform.settings.max_upload_bytes + 1_000_000)
    install_problems(app)
    health = _health(app)
    for version, shown in (("/api/v1", True), ("/api/v2", False)):
        for capability in ROUTERS:
            app.include_router(capability.router, prefix=version, include_in_schema=shown)
        app.include_router(health, prefix=version, include_in_schema=shown)
    app.include_router(health, include_in_schema=False)

    @app.get("/metrics", include_in_schema=False)
    async def show_metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    Dashboard(DASHBOARD).mount(app)
    return app


def _health(app: FastAPI) -> APIRouter:
    router = APIRouter(prefix="/health", tags=["health"])

    @router.get("/live")
    async def is_live() -> dict[str, str]:
        """The process runs."""
        return {"status": "ok"}

    @router.get("/ready")
    async def is_ready() -> JSONResponse:
        """The process can answer: its database does, and it is not about to stop."""
        if app.state.stopping.is_set():
            return JSONResponse({"status": "stopping"}, 503)
        try:
            async with asyncio.timeout(2), app.state.platform.db.system() as session:
                await session.execute(text("SELECT 1"))
        except Exception:  # noqa: BLE001 - whatever it is, the answer to the balancer is the same.
            return JSONResponse({"status": "database unreachable"}, 503)
        return JSONResponse({"status": "ok", "version": __version__})

    return router


async def serve_api(settings: Settings, database_url: str, stop: asyncio.Event) -> None:
    """Answer requests until `stop` is set; then finish those that are running."""
    async with open_platform(settings, database_url, FLOW) as platform:
        app = create_app(platform)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=max(1, int(settings.stop_seconds)),
                server_header=False,
            )
        )
        server.capture_signals = _no_signals  # type: ignore[method-assign]  # the entry point handles them
        serving = asyncio.create_task(server.serve())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        app.state.stopping.set()
        server.should_exit = True
        stopping.cancel()
        await serving


@contextmanager
def _no_signals() -> Iterator[None]:
    yield
