"""A question to a language model: the three wire formats over real HTTP, its errors told apart, and the budget."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from prometheus_client import REGISTRY
from pydantic import BaseModel, SecretStr
from sqlalchemy import select, update

from rolecall.flow import FLOW
from rolecall.platform.errors import Problem
from rolecall.platform.llm import problems
from rolecall.platform.llm.ask import ask, estimate
from rolecall.platform.llm.budget import budget, dollars, reserve, settle, spent_on
from rolecall.platform.llm.configured import configured
from rolecall.platform.llm.question import Question
from rolecall.platform.llm.tables import ModelCallRow
from rolecall.platform.resources import Platform, open_platform
from rolecall.platform.settings import Settings
from tests.platform.model_server import KEY, ModelServer, Trouble, serving

Open = Callable[..., AbstractAsyncContextManager[Platform]]


class Colour(BaseModel):
    """The answer of these tests."""

    name: str
    shade: int


FREE = Decimal(0)
BLUE = {"name": "blue", "shade": 7}


def what_colour(subject: UUID | None = None) -> Question[Colour]:
    return Question("test.colour", subject or uuid4(), "Name the colour of the data.", "sky", Colour)


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with serving() as server:
        server.replies = [BLUE]
        yield server


@pytest.fixture
def opened(model: ModelServer, database_url: str, tmp_path: Path) -> Open:
    """`async with opened("anthropic:x") as platform` with a model configured at the server."""

    @asynccontextmanager
    async def open_one(name: str = "openai:test-large", **changed: Any) -> AsyncIterator[Platform]:
        async with open_platform(model.settings(tmp_path, name, **changed), database_url, FLOW) as platform:
            yield platform

    return open_one


async def calls(platform: Platform) -> list[ModelCallRow]:
    async with platform.db.system() as session:
        return list(await session.scalars(select(ModelCallRow).order_by(ModelCallRow.id)))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("openai:test-large", "/v1/responses"),
        ("anthropic:test-large", "/v1/messages"),
        ("compatible:test-large", "/v1/chat/completions"),
    ],
)
async def test_each_format_gives_a_typed_answer_with_its_tokens_and_cost(
    opened: Open, model: ModelServer, workspace: UUID, name: str, path: str
) -> None:
    async with opened(name, llm_api_key=SecretStr("sk-own-server")) as platform:
        assert await ask(platform, workspace, what_colour()) == Colour(name="blue", shade=7)
        (call,) = await calls(platform)
    (asked,) = model.asked
    assert asked.path == path
    assert asked.body["model"] == "test-large"
    assert asked.headers["authorization"].endswith("sk-own-server" if name.startswith("compatible") else KEY)
    assert (call.status, call.tokens_in, call.tokens_out) == ("done", 1200, 300)
    assert call.cost_usd == Decimal("0.0042")
    assert call.reserved_usd > call.cost_usd
    assert call.workspace_id == workspace


async def test_a_compatible_server_never_gets_the_key_of_another_provider(
    opened: Open, model: ModelServer, workspace: UUID
) -> None:
    async with opened("compatible:local") as platform:
        await ask(platform, workspace, what_colour())
    assert KEY not in str(model.asked[0].headers)


async def test_openai_is_told_not_to_keep_the_question_and_a_compatible_server_is_spared_the_word(
    opened: Open, model: ModelServer, workspace: UUID
) -> None:
    async with opened("openai:a") as platform:
        await ask(platform, workspace, what_colour())
    async with opened("compatible:b") as platform:
        await ask(platform, workspace, what_colour())
    assert model.asked[0].body["store"] is False
    assert "store" not in model.asked[1].body


@pytest.mark.parametrize("name", ["openai:x", "anthropic:x", "compatible:x"])
@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (Trouble(500, {"error": {"message": "oh"}}), problems.Unreachable),
        (Trouble(503), problems.Unreachable),
        (Trouble(529), problems.Unreachable),
        (Trouble(429, {"error": {"message": "slow"}}, {"Retry-After": "7"}), problems.Busy),
        (Trouble(401, {"error": {"message": f"bad key {KEY}"}}), problems.KeyRefused),
        (Trouble(403, {"error": {"message": "no"}}), problems.KeyRefused),
        (Trouble(404, {"error": {"message": "no such model"}}), problems.UnknownModel),
        (Trouble(400, {"error": {"message": f"bad {KEY}", "code": "weird"}}), problems.Refused),
        (Trouble(402, {"error": {"message": "pay"}}), problems.NoCredit),
    ],
)
async def test_errors_are_told_apart_cost_nothing_and_never_show_what_the_server_wrote(
    opened: Open, workspace: UUID, model: ModelServer, name: str, trouble: Trouble, kind: type[Problem]
) -> None:
    model.replies = [trouble]
    async with opened(name) as platform:
        with pytest.raises(kind) as caught:
            await ask(platform, workspace, what_colour())
        (call,) = await calls(platform)
    assert len(model.asked) == 1, "the SDK must not try again by itself"
    assert caught.value.retry is (kind in (problems.Unreachable, problems.Busy))
    assert KEY not in str(caught.value) + str(caught.value.document()) + str(caught.value.__cause__)
    assert (call.status, call.cost_usd, call.code) == ("failed", FREE, kind.code)
    if trouble.status == 429:
        assert caught.value.retry_after is not None
        assert caught.value.retry_after.total_seconds() == 7


async def test_a_text_too_long_for_the_model_is_a_problem_of_its_own(
    opened: Open, workspace: UUID, model: ModelServer
) -> None:
    body = {"error": {"message": "maximum context length is 8 tokens", "code": "context_length_exceeded"}}
    model.replies = [Trouble(400, body)]
    async with opened() as platform:
        with pytest.raises(problems.TooLong, match="longer than"):
            await ask(platform, workspace, what_colour())


def raw(**changed: Any) -> Trouble:
    """A message of Anthropic's as it is."""
    usage = {"input_tokens": 900, "output_tokens": 20}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "x", "content": [], "usage": usage}
    return Trouble(200, message | changed)


@pytest.mark.parametrize(
    ("name", "reply", "kind"),
    [
        ("anthropic:x", raw(stop_reason="refusal", stop_sequence=None), problems.Declined),
        ("anthropic:x", raw(stop_reason="max_tokens", stop_sequence=None), problems.TooLong),
    ],
)
async def test_an_answer_that_is_declined_or_cut_off_is_paid_and_not_tried_again(
    opened: Open, workspace: UUID, model: ModelServer, name: str, reply: Trouble, kind: type[Problem]
) -> None:
    model.replies = [reply]
    async with opened(name) as platform:
        with pytest.raises(kind) as caught:
            await ask(platform, workspace, what_colour())
        (call,) = await calls(platform)
    assert caught.value.retry is False
    assert len(model.asked) == 1
    assert (call.status, call.tokens_in, call.cost_usd) == ("failed", 900, Decimal("0.0011"))


@pytest.mark.parametrize("name", ["openai:x", "anthropic:x", "compatible:x"])
@pytest.mark.parametrize("body", [{}, {"hello": "world"}, {"choices": [], "output": [], "content": None}])
async def test_a_server_that_speaks_another_language_is_a_problem_and_no_crash(
    opened: Open, workspace: UUID, model: ModelServer, name: str, body: dict[str, Any]
) -> None:
    model.replies = [Trouble(200, body)]
    async with opened(name) as platform:
        with pytest.raises(problems.Refused) as caught:
            await ask(platform, workspace, what_colour())
        (call,) = await calls(platform)
    assert caught.value.retry is False
    assert call.status in ("failed", "unknown")
    assert call.cost_usd is None, "nobody counted the tokens"


async def test_an_answer_of_the_wrong_form_is_repaired_once_and_both_tries_are_paid(
    opened: Open, workspace: UUID, model: ModelServer
) -> None:
    model.replies = [{"name": "blue", "shade": "very"}, BLUE]
    async with opened() as platform:
        assert (await ask(platform, workspace, what_colour())).shade == 7
        (call,) = await calls(platform)
    assert (call.tokens_in, call.tokens_out, call.cost_usd) == (2400, 600, Decimal("0.0084"))


@pytest.mark.parametrize("name", ["openai:x", "anthropic:x", "compatible:x"])
@pytest.mark.parametrize("wrong", [{"name": "blue"}, "I think it is blue."])
async def test_an_answer_of_the_wrong_form_twice_is_given_up_and_paid(
    opened: Open, workspace: UUID, model: ModelServer, name: str, wrong: dict[str, Any] | str
) -> None:
    model.replies = [wrong]
    async with opened(name) as platform:
        with pytest.raises(problems.NoUsableAnswer) as caught:
            await ask(platform, workspace, what_colour())
        (call,) = await calls(platform)
    assert len(model.asked) == 2
    assert caught.value.retry is False
    assert (call.status, call.tokens_in, call.cost_usd) == ("failed", 2400, Decimal("0.0084"))


async def test_a_connection_that_breaks_after_the_question_was_sent_stays_spent(
    opened: Open, workspace: UUID, model: ModelServer
) -> None:
    model.replies = [Trouble()]
    async with opened() as platform:
        with pytest.raises(problems.Unreachable):
            await ask(platform, workspace, what_colour())
        (call,) = await calls(platform)
        month = await budget(platform.db, configured(platform.settings))
    assert (call.status, call.cost_usd) == ("unknown", None)
    assert month is not None
    assert month.spent == call.reserved_usd


async def test_a_model_that_takes_too_long_is_left_and_stays_spent(
    opened: Open, workspace: UUID, model: ModelServer
) -> None:
    model.replies = [Trouble(500, seconds=3)]
    async with opened(llm_timeout=0.5) as platform:
        with pytest.raises(problems.Unreachable, match="in time"):
            await ask(platform, workspace, what_colour())
        (call,) = await calls(platform)
    assert (call.status, call.cost_usd) == ("unknown", None)


async def test_a_server_that_is_not_there_costs_nothing_and_is_tried_again(
    opened: Open, workspace: UUID, model: ModelServer
) -> None:
    async with opened(llm_base_url="http://127.0.0.1:9/v1") as platform:
        with pytest.raises(problems.Unreachable, match="reached") as caught:
            await ask(platform, workspace, what_colour())
        (call,) = await calls(platform)
    assert caught.value.retry
    assert (call.status, call.cost_usd) == ("failed", FREE)


async def test_a_question_that_is_cancelled_stays_spent(opened: Open, workspace: UUID, model: ModelServer) -> None:
    model.replies = [Trouble(500, seconds=3)]
    async with opened() as platform:
        asking = asyncio.create_task(ask(platform, workspace, what_colour()))
        while not model.asked:
            await asyncio.sleep(0.05)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        (call,) = await calls(platform)
    assert (call.status, call.cost_usd, call.code) == ("unknown", None, "llm.interrupted")


async def test_a_server_that_counts_no_tokens_leaves_the_cost_open(
    opened: Open, workspace: UUID, model: ModelServer
) -> None:
    model.tokens_in = model.tokens_out = 0
    async with opened() as platform:
        question = what_colour()
        await ask(platform, workspace, question)
        (call,) = await calls(platform)
        async with platform.db.workspace(workspace) as session:
            spent = await spent_on(session, question.subject_id)
    assert (call.status, call.cost_usd) == ("done", None)
    assert (spent.usd, spent.exact) == (call.reserved_usd, False)


async def test_what_the_budget_does_not_pay_is_never_sent(opened: Open, workspace: UUID, model: ModelServer) -> None:
    async with opened(llm_budget=Decimal("0.01")) as platform:
        with pytest.raises(
            problems.BudgetUsedUp, match=r"budget of \$0\.010 a month .* it begins anew on 1 "
        ) as caught:
            await ask(platform, workspace, what_colour())
        assert await calls(platform) == []
    assert model.asked == []
    assert caught.value.retry is False


async def test_two_at_the_same_time_cannot_overspend(opened: Open, workspace: UUID, model: ModelServer) -> None:
    model.replies = [lambda _: Trouble(500, seconds=0.3)]
    async with opened() as platform:
        most = estimate(configured(platform.settings), what_colour()).most_usd
    async with opened(llm_budget=most * Decimal("2.5")) as platform:
        outcomes = await asyncio.gather(
            *(ask(platform, uuid4(), what_colour()) for _ in range(6)), return_exceptions=True
        )
    kinds = sorted(type(outcome).__name__ for outcome in outcomes)
    assert kinds == ["BudgetUsedUp"] * 4 + ["Unreachable"] * 2
    assert len(model.asked) == 2


async def test_what_was_not_needed_of_a_reservation_is_free_again_and_last_month_is_over(
    opened: Open, workspace: UUID
) -> None:
    async with opened() as platform:
        model = configured(platform.settings)
        most = estimate(model, what_colour()).most_usd
    async with opened(llm_budget=most + Decimal("0.005")) as platform:
        await ask(platform, workspace, what_colour())
        await ask(platform, workspace, what_colour())  # 0.0042 of 0.005 beside the reservation
        with pytest.raises(problems.BudgetUsedUp):
            await ask(platform, workspace, what_colour())
        async with platform.db.system() as session:
            await session.execute(update(ModelCallRow).values(created_at=ModelCallRow.created_at - timedelta(days=40)))
        await ask(platform, workspace, what_colour())


async def test_a_model_that_costs_nothing_needs_no_budget(opened: Open, workspace: UUID) -> None:
    free = {"llm_price_in": Decimal(0), "llm_price_out": Decimal(0), "llm_budget": None}
    async with opened("compatible:local", **free) as platform:
        await ask(platform, workspace, what_colour())
        (call,) = await calls(platform)
        assert await budget(platform.db, configured(platform.settings)) is None
    assert (call.cost_usd, call.tokens_in) == (FREE, 1200)


async def test_a_workspace_sees_its_own_calls_only(opened: Open, workspace: UUID) -> None:
    question = what_colour()
    async with opened() as platform:
        await ask(platform, workspace, question)
        async with platform.db.workspace(uuid4()) as session:
            assert list(await session.scalars(select(ModelCallRow))) == []
            assert (await spent_on(session, question.subject_id)).usd == 0


async def test_a_reservation_that_is_settled_without_a_cost_keeps_counting(opened: Open, workspace: UUID) -> None:
    async with opened() as platform:
        model = configured(platform.settings)
        call = await reserve(
            platform.db, workspace, model, purpose="test.colour", subject_id=uuid4(), most=Decimal("1.25")
        )
        await settle(platform.db, call, status="unknown", cost=None)
        month = await budget(platform.db, model)
    assert month is not None
    assert month.left == Decimal("3.75")


async def test_calls_tokens_and_cost_are_counted(opened: Open, workspace: UUID) -> None:
    def value(name: str, **labels: str) -> float:
        return REGISTRY.get_sample_value(name, {"model": "openai:counted", **labels}) or 0.0

    async with opened("openai:counted") as platform:
        await ask(platform, workspace, what_colour())
    assert value("rolecall_llm_calls_total", outcome="done") == 1
    assert value("rolecall_llm_tokens_total", direction="in") == 1200
    assert value("rolecall_llm_tokens_total", direction="out") == 300
    assert value("rolecall_llm_cost_usd_total") == pytest.approx(0.0042)
    assert value("rolecall_llm_seconds_count", outcome="done") == 1


@pytest.mark.parametrize(
    ("given", "says", "code"),
    [
        ({}, "No language model is set up", "llm.not_configured"),
        ({"llm_model": "gpt"}, "does not name a model", "llm.not_configured"),
        ({"llm_model": "other:gpt"}, "does not name a model", "llm.not_configured"),
        ({"llm_model": "openai:gpt"}, "OPENAI_API_KEY", "llm.not_configured"),
        ({"llm_model": "compatible:x"}, "ROLECALL_LLM_BASE_URL", "llm.not_configured"),
        ({"llm_model": "compatible:x", "llm_base_url": "ftp://x"}, "no address", "llm.not_configured"),
        ({"llm_model": "compatible:x", "llm_base_url": "http://x:y/"}, "no address", "llm.not_configured"),
        ({"llm_model": "compatible:x", "llm_base_url": "http://x/v1"}, "ROLECALL_LLM_PRICE_IN", "llm.price_unknown"),
        (
            {"llm_model": "compatible:x", "llm_base_url": "http://x/v1", "llm_price_in": 1, "llm_price_out": 2},
            "ROLECALL_LLM_BUDGET",
            "llm.no_budget",
        ),
    ],
)
def test_what_is_missing_from_the_settings_is_said(given: dict[str, Any], says: str, code: str) -> None:
    with pytest.raises(problems.NotConfigured, match=says) as caught:
        configured(Settings(_env_file=None, **given))
    assert caught.value.code == code


def test_small_amounts_keep_two_telling_digits() -> None:
    assert [dollars(Decimal(text)) for text in ("0", "12.5", "1234", "0.25", "0.0042", "0.000031")] == [
        "$0.00",
        "$12.50",
        "$1,234.00",
        "$0.25",
        "$0.0042",
        "$0.000031",
    ]
