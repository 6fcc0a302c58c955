"""Texts that a board's list leaves out, for `rolecall run`: only those of the most promising titles are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from rolecall.boards.contract import Address, Listing
from rolecall.boards.outcomes import PostingGone
from rolecall.discover.crawl import Reader, boards_of
from rolecall.discover.normalise import normalise
from rolecall.match.candidate import Candidate
from rolecall.match.score import score_prepared
from rolecall.platform.errors import Problem
from rolecall.platform.http import HttpClient
from rolecall.platform.settings import Settings
from rolecall.profile.preferences import Preferences
from rolecall.profile.queries import facts_of
from rolecall.profile.read import ReadResume

MOST = 30
"""Texts that one run reads: at a request a second, half a minute."""


def promising(listings: Sequence[Listing], read: ReadResume, wanted: Preferences) -> list[Listing]:
    """Of the postings without text those whose title and place fit best, at most MOST."""
    candidate = Candidate.prepare(read.resume, facts_of(read.resume), wanted, datetime.now(UTC).date())
    scored = [(score_prepared(normalise(listing), candidate).score, listing) for listing in listings if listing.partial]
    return [listing for _, listing in sorted(scored, key=lambda entry: (-entry[0], entry[1].job_id))[:MOST]]


async def with_texts(
    listings: Sequence[Listing], chosen: Sequence[Listing], advance: Callable[[], None]
) -> tuple[list[Listing], list[str]]:
    """The listings with the texts of the chosen ones, without those that are gone; and a sentence for each trouble.

    A board that makes trouble is asked no more in this run.
    """
    settings = Settings()
    http = HttpClient(settings)
    boards, fetch = boards_of(settings), Reader(http)
    whole: dict[tuple[Address, str], Listing | None] = {}
    troubled: dict[Address, str] = {}
    try:
        for listing in chosen:
            advance()
            if listing.address in troubled:
                continue
            board, key = boards[listing.address.board], (listing.address, listing.job_id)
            try:
                whole[key] = await board.posting(listing.address, listing.job_id, fetch, listing.raw)
            except PostingGone:
                whole[key] = None
            except Problem as problem:
                troubled[listing.address] = f"{listing.address}: not every text could be read. {problem}"
    finally:
        await http.close()
    found = [whole.get((listing.address, listing.job_id), listing) for listing in listings]
    return [listing for listing in found if listing is not None], list(troubled.values())
