"""The one place that knows pydantic-ai: a question over the wire, and its errors told apart.

Loaded by `ask.py` with the first question. The address is the operator's setting and nobody else's: nothing from a
posting, a résumé or a request ever chooses where a question goes, so the guard against private addresses of
`platform.http` does not apply, and a model server on this machine can be used.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import structlog
from pydantic_ai import Agent, PromptedOutput, ToolOutput
from pydantic_ai.exceptions import (
    AgentRunError,
    ContentFilterError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelContextWindowExceededError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    ModelRequestTimeout,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
    OutputTokenLimitExceeded,
)
from pydantic_ai.models import Model as WireModel
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel, OpenAIResponsesModelSettings
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import RunUsage, UsageLimits

from rolecall.platform.errors import Problem
from rolecall.platform.llm import problems
from rolecall.platform.llm.configured import Model
from rolecall.platform.llm.question import Answer, Question, Told

log = structlog.get_logger(__name__)

TRIES = 2
"""An answer of the wrong form is told so once."""
_LONGEST_WAIT = timedelta(hours=1)
_WORD = re.compile(r"^(?=.{3,40}$)[a-z]+(?:_[a-z]+)*$")


async def send(model: Model, question: Question[Answer]) -> Told[Answer]:
    """Ask, and say what came of it. Raises nothing but being cancelled."""
    usage = RunUsage()
    # A compatible server may know nothing of tools; all of them write JSON when told to.
    form: Any = PromptedOutput if model.provider == "compatible" else ToolOutput
    agent: Agent[None, Answer] = Agent(
        _model(model),
        output_type=form(question.answer),
        instructions=question.instructions,
        retries={"tools": 0, "output": TRIES - 1},
        deps_type=type(None),
    )
    try:
        async with agent:
            run = await agent.run(
                question.data,
                model_settings=_settings(model),
                usage=usage,
                usage_limits=UsageLimits(request_limit=TRIES),
                infer_name=False,
            )
    except Exception as error:  # noqa: BLE001 - the libraries stumble in many ways over an answer of another kind.
        answered = usage.requests > 0
        billed = _is_billed(error) if isinstance(error, ModelAPIError) else answered
        return Told(None, _problem(error, model), usage.input_tokens, usage.output_tokens, answered, billed)
    return Told(run.output, None, usage.input_tokens, usage.output_tokens, answered=True)


def _model(model: Model) -> WireModel:
    key = model.api_key.get_secret_value() if model.api_key else None
    if model.provider == "compatible":
        assert model.base_url is not None
        provider = OpenAICompatibleProvider("compatible", base_url=model.base_url, api_key=key)
        return OpenAIChatModel(model.name, provider=provider)
    # The addresses are named: the SDKs would else take them from variables that are not ours.
    if model.provider == "openai":
        base = model.base_url or "https://api.openai.com/v1"
        return OpenAIResponsesModel(model.name, provider=OpenAIProvider(base_url=base, api_key=key))
    base = model.base_url or "https://api.anthropic.com"
    return AnthropicModel(model.name, provider=AnthropicProvider(base_url=base, api_key=key))


def _settings(model: Model) -> ModelSettings:
    # The queue tries again, where everybody sees it; the SDK does not, where nobody does.
    settings = OpenAIResponsesModelSettings(
        max_tokens=model.max_output_tokens, timeout=model.timeout, request_timeout=model.timeout, max_retries=0
    )
    if model.provider == "openai":
        # The provider need not keep what was asked. Compatible servers may not know the word.
        settings["openai_store"] = False
    return settings


def _problem(error: Exception, model: Model) -> Problem:
    name = model.full_name
    match error:
        case ModelAPIError():
            return _server_problem(error, name)
        case ContentFilterError():
            return problems.Declined(f"The language model {name} declined to answer.")
        case OutputTokenLimitExceeded():
            return problems.TooLong(
                "The language model's answer was cut off before its end; raise ROLECALL_LLM_MAX_OUTPUT_TOKENS."
            )
        case AgentRunError():
            return problems.NoUsableAnswer(
                f"The language model {name} did not answer in the form asked for, also when told so; "
                "try another model, or run it again."
            )
    # Its words may hold what was sent; its kind does not.
    log.warning("llm.not_understood", model=name, error=type(error).__name__)
    return problems.NoUsableAnswer(
        f"What answers for {name} does not speak as it should; check ROLECALL_LLM_MODEL and the address."
    )


def _is_billed(error: ModelAPIError) -> bool:
    """Nobody bills an answer that says no, or a request that was not sent; one that broke off may be billed."""
    if isinstance(error, ModelHTTPError):
        return True
    return isinstance(error, ModelConnectionError) and error.phase in ("pool", "connect")


def _server_problem(error: ModelAPIError, name: str) -> Problem:
    wait = min(timedelta(seconds=error.retry_after), _LONGEST_WAIT) if error.retry_after else None
    said = _said(error)
    match error:
        case ModelRateLimitError():
            return problems.Busy(f"The language model's server asks for a pause{said}.", retry_after=wait)
        case ModelUnavailableError() | ModelServerError():
            return problems.Unreachable(
                f"The language model's server has a problem of its own{said}.", retry_after=wait
            )
        case ModelTimeoutError() | ModelRequestTimeout():
            return problems.Unreachable("The language model did not answer in time (ROLECALL_LLM_TIMEOUT).")
        case ModelConnectionError():
            return problems.Unreachable(
                "The language model's server cannot be reached; check ROLECALL_LLM_BASE_URL and the network."
            )
        case ModelQuotaExceededError():
            return problems.NoCredit(f"The account at the language model's provider has no credit left{said}.")
        case ModelAuthenticationError():
            return problems.KeyRefused(f"The language model's server refuses the key{said}; check the key for {name}.")
        case ModelNotFoundError():
            return problems.UnknownModel(
                f"The language model's server knows no {name}{said}; check ROLECALL_LLM_MODEL and the address."
            )
        case ModelContextWindowExceededError():
            return problems.TooLong(f"The text is longer than the language model {name} can read{said}.")
        case ModelRequestRejectedError():
            return problems.Refused(f"The language model's server does not take the question{said}.")
    status = error.status_code if isinstance(error, ModelHTTPError) else None
    if status in (408, 409, 425) or (status is not None and status >= 500):
        return problems.Unreachable(f"The language model's server has a problem of its own{said}.", retry_after=wait)
    return problems.Refused(f"The language model's server does not take the question{said}.")


def _said(error: ModelAPIError) -> str:
    """The status and the server's own word for it: a machine's word, never a sentence or anything like a key."""
    status = str(error.status_code) if isinstance(error, ModelHTTPError) else ""
    code = error.provider_error_code or error.provider_error_type or ""
    words = ", ".join(part for part in (status, code if _WORD.match(code) else "") if part)
    return f" ({words})" if words else ""
