"""Ask the configured language model one question with a typed answer: estimate, reserve, call, settle.

Whoever asks calls `estimate` to show the cost before, and `ask` outside of any transaction. What may heal by itself is
raised as a Problem with `retry`, for the queue to try again; everything else will not be better next time.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import Any
from uuid import UUID

import structlog
from prometheus_client import Counter, Histogram
from pydantic import TypeAdapter

from rolecall.platform.llm.budget import reserve, settle
from rolecall.platform.llm.configured import Model, configured
from rolecall.platform.llm.problems import Interrupted
from rolecall.platform.llm.question import Answer, Question, Told
from rolecall.platform.resources import Platform

log = structlog.get_logger(__name__)

CALLS = Counter("rolecall_llm_calls_total", "Questions put to a language model, by outcome.", ["model", "outcome"])
TOKENS = Counter("rolecall_llm_tokens_total", "Tokens read and written by language models.", ["model", "direction"])
COST = Counter("rolecall_llm_cost_usd_total", "USD spent; a call that broke off counts in full.", ["model"])
SECONDS = Histogram(
    "rolecall_llm_seconds",
    "How long a question took.",
    ["model", "outcome"],
    buckets=(0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320),
)

FRAME = 1_500
"""Tokens that providers and the library put around a question."""
REPAIR = 2_000
"""Tokens of the message that says what was wrong with an answer, without the answer's own words."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a question will about cost, and the most it can: a token for every byte, and a second try."""

    tokens_in: int
    tokens_out: int
    usd: Decimal
    most_usd: Decimal


def estimate(model: Model, question: Question[Any]) -> Estimate:
    """The cost of a question before it is asked."""
    schema = TypeAdapter(dict[str, Any]).dump_json(question.answer.model_json_schema())
    size = len(question.instructions.encode()) + len(question.data.encode()) + len(schema)
    longest = model.max_output_tokens
    # No tokenizer in use makes more tokens than bytes. A second try reads the first one's answer, and what was wrong.
    first = size + FRAME
    most = model.cost(2 * first + 3 * longest + REPAIR, 2 * longest)
    tokens_in, tokens_out = size // 4 + FRAME // 3, min(question.usual_tokens, longest)
    return Estimate(tokens_in, tokens_out, model.cost(tokens_in, tokens_out), most)


async def ask(platform: Platform, workspace_id: UUID, question: Question[Answer]) -> Answer:
    """Ask the model in force. Raises NotConfigured, BudgetUsedUp (both before anything is sent), and what is in
    `problems.py`; `retry` says whether to try again later.
    """
    model = configured(platform.settings)
    most = estimate(model, question).most_usd
    call_id = await reserve(
        platform.db, workspace_id, model, purpose=question.purpose, subject_id=question.subject_id, most=most
    )
    began = time.monotonic()
    try:
        # 75 MB and two seconds of libraries, which a process without a model never pays for.
        wire = await asyncio.to_thread(import_module, "rolecall.platform.llm.wire")
        told: Told[Answer] = await wire.send(model, question)
    except BaseException:
        # Cancelled, or a fault of ours: it may have been sent, so what was set aside stays spent.
        await asyncio.shield(settle(platform.db, call_id, status="unknown", cost=None, code=Interrupted.code))
        CALLS.labels(model.full_name, "interrupted").inc()
        COST.labels(model.full_name).inc(float(most))
        raise
    cost = await _book(platform, model, call_id, told)
    _count(model, told, most if cost is None else cost, time.monotonic() - began)
    if told.problem is not None:
        raise told.problem
    assert told.answer is not None
    return told.answer


async def _book(platform: Platform, model: Model, call_id: UUID, told: Told[Any]) -> Decimal | None:
    """Write down what it took. The cost is None where it is not known."""
    # A server that answers and counts no tokens leaves the cost open.
    known = told.billed and (model.free or not told.answered or bool(told.tokens_in or told.tokens_out))
    cost = model.cost(told.tokens_in, told.tokens_out) if known else None
    await settle(
        platform.db,
        call_id,
        status="unknown" if not told.billed else "failed" if told.problem else "done",
        cost=cost,
        tokens_in=told.tokens_in,
        tokens_out=told.tokens_out,
        code=told.problem.code if told.problem else None,
    )
    return cost


def _count(model: Model, told: Told[Any], cost: Decimal, seconds: float) -> None:
    outcome = told.problem.code.rpartition(".")[2] if told.problem else "done"
    CALLS.labels(model.full_name, outcome).inc()
    SECONDS.labels(model.full_name, outcome).observe(seconds)
    TOKENS.labels(model.full_name, "in").inc(told.tokens_in)
    TOKENS.labels(model.full_name, "out").inc(told.tokens_out)
    COST.labels(model.full_name).inc(float(cost))
    log.info("llm.asked", model=model.full_name, outcome=outcome, seconds=round(seconds, 2), usd=str(cost))
