"""The way in over HTTP: what a person captured, one address, and batches of other programs."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Response, status
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from rolecall.boards.captured import MOST_HTML, MOST_TEXT
from rolecall.discover.capture import Capture, capture, scrape
from rolecall.discover.intake import accept
from rolecall.discover.items import SOURCE
from rolecall.discover.routes import posting_out
from rolecall.discover.schemas import PostingOut
from rolecall.platform.api import CallerDep, PlatformDep, ProblemDocument

router = APIRouter(tags=["discover"])
MOST_ITEMS = 500
Url = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class CaptureIn(BaseModel):
    """A posting that a person has before them: its address, its page as HTML, or its text, and what they say of it."""

    url: Url | None = None
    html: Annotated[str | None, Field(max_length=MOST_HTML)] = None
    text: Annotated[str | None, Field(max_length=MOST_TEXT)] = None
    title: Line | None = None
    company: Line | None = None
    location: Line | None = None


class ScrapeIn(BaseModel):
    """One address: of a posting, of a board, or of a careers page."""

    url: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=2_000)]


class ScrapeOut(BaseModel):
    """`read`: the postings are there. `queued`: the board behind the address is being read; ask `status_url`."""

    status: str
    posting_ids: list[UUID]
    board_id: UUID | None = None
    status_url: str | None = None


class BatchIn(BaseModel):
    """Postings that another program found; each item is described in docs/postings.md."""

    source: Annotated[
        str | None, StringConstraints(pattern=SOURCE), Field(description="Of every item that names none itself.")
    ] = None
    items: Annotated[list[Any], Field(min_length=1, max_length=MOST_ITEMS)]


class ItemOut(BaseModel):
    """What came of one item, in the order of the batch. A refused one comes back with its reason."""

    model_config = ConfigDict(from_attributes=True)

    index: int
    posting_id: UUID | None
    new: bool
    reason: str | None
    item: Any


class BatchOut(BaseModel):
    """What came of a batch: accepted and refused make up all of it."""

    accepted: int
    refused: int
    items: list[ItemOut]


@router.post("/postings/capture", responses={422: {"model": ProblemDocument}})
async def capture_posting(body: CaptureIn, platform: PlatformDep, caller: CallerDep) -> PostingOut:
    """Keep a posting that a person has before them; the same one again is the same one.

    Only an address: it is read on its board, or on its page if that may be read. A portal's is never opened: 422 with
    what to do instead.
    """
    actor = f"user:{caller.user_id}"
    posting_id = await capture(platform, caller.workspace_id, Capture(**body.model_dump()), actor=actor)
    async with platform.db.workspace(caller.workspace_id, actor=actor) as session:
        return await posting_out(session, posting_id)


@router.post("/scraper/scrape", responses={202: {"model": ScrapeOut}, 422: {"model": ProblemDocument}})
async def scrape_url(body: ScrapeIn, platform: PlatformDep, caller: CallerDep, response: Response) -> ScrapeOut:
    """Read what stands at one address: a posting at once (200), a board as a job (202)."""
    found = await scrape(platform, caller.workspace_id, body.url, actor=f"user:{caller.user_id}")
    if found.posting_id is not None:
        return ScrapeOut(status="read", posting_ids=[found.posting_id])
    response.status_code = status.HTTP_202_ACCEPTED
    return ScrapeOut(
        status="queued", posting_ids=[], board_id=found.board_id, status_url=f"/api/v1/boards/{found.board_id}"
    )


@router.post("/postings/batch")
async def take_batch(body: BatchIn, platform: PlatformDep, caller: CallerDep) -> BatchOut:
    """Take postings that another program found. Each item is kept or refused by itself; none is lost."""
    outcomes = await accept(
        platform, caller.workspace_id, body.items, source=body.source, actor=f"user:{caller.user_id}"
    )
    refused = sum(outcome.reason is not None for outcome in outcomes)
    return BatchOut(
        accepted=len(outcomes) - refused,
        refused=refused,
        items=[ItemOut.model_validate(outcome) for outcome in outcomes],
    )
