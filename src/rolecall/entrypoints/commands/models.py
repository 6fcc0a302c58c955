"""What commands that ask a language model have in common: the cost in a sentence, and whether anything works."""

from __future__ import annotations

from sqlalchemy import text

from rolecall.platform.llm.ask import Estimate
from rolecall.platform.llm.budget import Budget, dollars
from rolecall.platform.llm.configured import Model
from rolecall.platform.resources import Platform

LOOK_EVERY = 1.0
"""Seconds between two looks at a run."""
LONGEST = 600.0
"""Seconds that a command waits; the run goes on without it."""
NOBODY_WORKS = " Nothing works on it: start `rolecall up` or `rolecall worker`."


async def somebody_works(platform: Platform) -> bool:
    """Whether a worker has given a sign of life in the last ten seconds."""
    async with platform.db.system() as session:
        beating = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '10 s'"
        return bool(await session.scalar(text(beating)))


def cost(model: Model | None, estimate: Estimate | None, month: Budget | None) -> str:
    """What a question will cost and what is left, before it is asked; of a prospect without a problem."""
    assert model is not None
    assert estimate is not None
    if month is None:
        return f"{model.full_name} costs nothing."
    return (
        f"{model.full_name} will cost about {dollars(estimate.usd)}, at most {dollars(estimate.most_usd)}; "
        f"{dollars(month.left)} of this month's budget are left."
    )
