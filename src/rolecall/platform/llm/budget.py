"""The budget: the dearest that a call can become is set aside before it is made, the real cost written down after.

One budget for the whole installation, since one key pays. Reserving is one transaction under one lock, so that however
many workers ask at the same time, what they set aside together never exceeds what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select, text, update
from uuid_utils.compat import uuid7

from rolecall.platform.db import Database, Session
from rolecall.platform.llm.configured import Model
from rolecall.platform.llm.problems import BudgetUsedUp
from rolecall.platform.llm.tables import ModelCallRow

_LOCK = 7_265_143


@dataclass(frozen=True, slots=True)
class Budget:
    """The month's budget in USD. `spent` counts what is set aside for calls that run, and what was never settled."""

    limit: Decimal
    spent: Decimal
    resets_at: datetime

    @property
    def left(self) -> Decimal:
        """Never below 0."""
        return max(Decimal(0), self.limit - self.spent)

    def used_up(self) -> BudgetUsedUp:
        """The problem of a call that it does not pay for."""
        return BudgetUsedUp(
            f"The language model's budget of {dollars(self.limit)} a month is used up or too small for this "
            f"({dollars(self.left)} left); it begins anew on {self.resets_at:%-d %B %Y}."
        )


@dataclass(frozen=True, slots=True)
class Spent:
    """What all calls about one subject took. `exact` is false where a call broke off and its reservation counts."""

    tokens_in: int
    tokens_out: int
    usd: Decimal
    exact: bool


def dollars(amount: Decimal | float) -> str:
    """`$12.50`; small amounts to two telling digits: `$0.0034`."""
    amount = Decimal(amount)
    if amount == 0 or amount >= 1:
        return f"${amount:,.2f}"
    digits = max(2, -amount.adjusted() + 1)
    return f"${amount:.{min(digits, 8)}f}"


async def budget(db: Database, model: Model) -> Budget | None:
    """How the month stands; None for a model that costs nothing."""
    async with db.system(actor="llm") as session:
        return await _budget(session, model)


async def reserve(
    db: Database, workspace_id: UUID, model: Model, *, purpose: str, subject_id: UUID, most: Decimal
) -> UUID:
    """Set `most` USD aside for one call and commit that; gives the call's id. Raises BudgetUsedUp before any call."""
    async with db.system(actor="llm") as session:
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        month = await _budget(session, model)
        if month is not None and most > month.left:
            raise month.used_up()
        call_id: UUID = uuid7()
        session.add(
            ModelCallRow(
                id=call_id,
                workspace_id=workspace_id,
                subject_id=subject_id,
                purpose=purpose,
                model=model.full_name,
                status="calling",
                reserved_usd=most,
            )
        )
    return call_id


async def settle(
    db: Database,
    call_id: UUID,
    *,
    status: str,
    cost: Decimal | None,
    tokens_in: int | None = None,
    tokens_out: int | None = None,
    code: str | None = None,
) -> None:
    """Write down what a call took. Without a `cost` its reservation stays spent."""
    async with db.system(actor="llm") as session:
        await session.execute(
            update(ModelCallRow)
            .where(ModelCallRow.id == call_id)
            .values(
                status=status,
                cost_usd=cost,
                tokens_in=tokens_in,
                tokens_out=tokens_out,
                code=code,
                ended_at=func.now(),
            )
        )


async def abandon(session: Session, subject_id: UUID) -> None:
    """The process that asked about this subject is gone: its calls stay spent, cost unknown."""
    await session.execute(
        update(ModelCallRow)
        .where(ModelCallRow.subject_id == subject_id, ModelCallRow.status == "calling")
        .values(status="unknown", code="llm.interrupted", ended_at=func.now())
    )


async def is_calling(session: Session, subject_id: UUID) -> bool:
    """Whether a call about this subject was begun and never settled: its process is gone, or still waits."""
    begun = select(ModelCallRow.id).where(ModelCallRow.subject_id == subject_id, ModelCallRow.status == "calling")
    return await session.scalar(begun.limit(1)) is not None


async def spent_on(session: Session, subject_id: UUID) -> Spent:
    """What the calls about one subject took so far."""
    row = (
        await session.execute(
            select(
                func.coalesce(func.sum(ModelCallRow.tokens_in), 0),
                func.coalesce(func.sum(ModelCallRow.tokens_out), 0),
                func.coalesce(func.sum(_COUNTED), 0),
                func.coalesce(func.bool_and(ModelCallRow.cost_usd.is_not(None)), text("true")),
            ).where(ModelCallRow.subject_id == subject_id)
        )
    ).one()
    return Spent(int(row[0]), int(row[1]), Decimal(row[2]), bool(row[3]))


_COUNTED = func.coalesce(ModelCallRow.cost_usd, ModelCallRow.reserved_usd)


async def _budget(session: Session, model: Model) -> Budget | None:
    if model.budget is None:
        return None
    now = datetime.now(UTC)
    begins = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    ends = begins.replace(year=begins.year + begins.month // 12, month=begins.month % 12 + 1)
    spent = await session.scalar(select(func.coalesce(func.sum(_COUNTED), 0)).where(ModelCallRow.created_at >= begins))
    return Budget(model.budget, Decimal(spent or 0), ends)
