"""What normalising finds stands in the columns that searches filter by, and comes back out."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from rolecall.discover import queries
from rolecall.discover.posting import FactName
from rolecall.discover.tables import PostingRow
from rolecall.platform.resources import Platform
from tests.discover.board_server import BoardServer, job
from tests.discover.conftest import Boards


async def test_places_pay_level_function_and_facts_are_stored_and_read_back(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    text = "You bring 3 years of experience. We do not sponsor visas. The pay is $25 - $30 per hour."
    board_server.jobs["crumb"] = [
        job(1, "Senior Data Engineer (m/w/d)", place="Denver, CO; Remote - US or Canada", text=text)
    ]
    await boards.read(await boards.follow())
    async with platform.db.workspace(workspace) as session:
        row = (await session.scalars(select(PostingRow))).one()
        posting = await queries.posting(session, row.id)
    assert (row.countries, row.cities, row.remote) == (["US", "CA"], ["Denver"], True)
    assert (row.pay_low, row.pay_high, row.pay_currency) == (52_000, 62_400, "USD")
    assert (row.level, row.function, row.valid_through) == ("senior", "data", None)
    assert (posting.level, posting.function) == ("senior", "data")
    told = [(fact.name, fact.value, fact.stated, posting.text[fact.start : fact.end]) for fact in posting.facts]
    assert told == [
        (FactName.YEARS, 3.0, True, "3 years"),
        (FactName.VISA_SPONSORSHIP, None, False, "do not sponsor visas"),
    ]


async def test_pay_of_an_unknown_period_is_not_filtered_by(
    platform: Platform, workspace: UUID, boards: Boards, board_server: BoardServer
) -> None:
    pay = [{"min_cents": 300_000, "max_cents": 400_000, "currency_type": "USD"}]
    board_server.jobs["crumb"] = [job(1, pay_input_ranges=pay)]
    await boards.read(await boards.follow())
    async with platform.db.workspace(workspace) as session:
        row = (await session.scalars(select(PostingRow))).one()
    assert row.salary is not None
    assert (row.salary["minimum"], row.salary["period"]) == (3_000, None)
    assert (row.pay_low, row.pay_high, row.pay_currency) == (None, None, None)
