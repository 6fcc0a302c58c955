"""The live stream to browsers: server-sent events with `Last-Event-ID`."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from rolecall.platform.api import CallerDep
from rolecall.platform.live import Cursor, Live, LiveEvent

router = APIRouter(tags=["live"])

HEARTBEAT_SECONDS = 15.0
# How often a quiet stream looks whether the server is about to stop.
_LOOK_SECONDS = 1.0


@router.get("/live", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}})
async def stream_live(
    request: Request,
    caller: CallerDep,
    last_event_id: Annotated[str | None, Header()] = None,
    after: Annotated[str | None, Query(max_length=40)] = None,
) -> StreamingResponse:
    """Everything that happens in the workspace, as it happens; `Last-Event-ID` (or `after`) continues without a gap."""
    given = last_event_id or after
    cursor = Cursor.parse(given) if given else None
    live: Live = request.app.state.live

    async def lines() -> AsyncIterator[str]:
        yield "retry: 2000\n\n"
        quiet = 0.0
        async for event in live.listen(caller.workspace_id, cursor, idle=_LOOK_SECONDS):
            if request.app.state.stopping.is_set():
                return
            if event is not None:
                quiet = 0.0
                yield _line(event)
            elif (quiet := quiet + _LOOK_SECONDS) >= HEARTBEAT_SECONDS:
                quiet = 0.0
                yield ": still here\n\n"

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(lines(), media_type="text/event-stream", headers=headers)


def _line(event: LiveEvent) -> str:
    data = {"id": str(event.id), "name": event.name, "at": event.at.isoformat(), "payload": event.payload}
    return f"id: {event.cursor}\nevent: {event.name}\ndata: {json.dumps(data)}\n\n"
