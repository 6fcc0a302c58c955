"""Which language model is in force, what its tokens cost, and what a month may cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args
from urllib.parse import urlsplit

from pydantic import SecretStr

from rolecall.platform.llm.problems import NoBudget, NotConfigured, PriceUnknown
from rolecall.platform.settings import Settings

Provider = Literal["openai", "anthropic", "compatible"]
_MILLION = Decimal(1_000_000)
_HOW = "Set ROLECALL_LLM_MODEL to openai:NAME, anthropic:NAME or compatible:NAME"


@dataclass(frozen=True, slots=True)
class Model:
    """A model that may be asked. Prices are USD for a million tokens, the budget USD for a calendar month (UTC)."""

    provider: Provider
    name: str
    base_url: str | None
    api_key: SecretStr | None
    price_in: Decimal
    price_out: Decimal
    budget: Decimal | None
    """None only where both prices are 0."""
    timeout: float
    max_output_tokens: int

    @property
    def full_name(self) -> str:
        """As the setting has it: `openai:NAME`."""
        return f"{self.provider}:{self.name}"

    @property
    def free(self) -> bool:
        """Whether its tokens cost nothing."""
        return not self.price_in and not self.price_out

    def cost(self, tokens_in: int, tokens_out: int) -> Decimal:
        """USD for so many tokens."""
        return (self.price_in * tokens_in + self.price_out * tokens_out) / _MILLION


def configured(settings: Settings) -> Model:
    """The model in force. Raises NotConfigured (also PriceUnknown, NoBudget) with what to set."""
    provider, _, name = (settings.llm_model or "").partition(":")
    if not settings.llm_model:
        raise NotConfigured(f"No language model is set up. {_HOW}; Rolecall works without one.")
    if provider not in get_args(Provider) or not name.strip():
        raise NotConfigured(f"ROLECALL_LLM_MODEL does not name a model. {_HOW}.")
    key = _key(settings, provider)
    if settings.llm_base_url and not _is_address(settings.llm_base_url):
        raise NotConfigured("ROLECALL_LLM_BASE_URL is no address of a server; write it as https://host/v1.")
    if provider == "compatible" and not settings.llm_base_url:
        raise NotConfigured("A compatible model needs its server's address in ROLECALL_LLM_BASE_URL.")
    price_in, price_out = settings.llm_price_in, settings.llm_price_out
    if price_in is None or price_out is None:
        raise PriceUnknown(
            "The model's price is not known. Set ROLECALL_LLM_PRICE_IN and ROLECALL_LLM_PRICE_OUT to what its provider "
            "takes, in USD for a million tokens; 0 for a model of your own."
        )
    if (price_in or price_out) and settings.llm_budget is None:
        raise NoBudget("Say with ROLECALL_LLM_BUDGET how many USD a month the language model may cost.")
    return Model(
        provider=provider,  # type: ignore[arg-type]  # it is one of them: see above
        name=name.strip(),
        base_url=settings.llm_base_url,
        api_key=key,
        price_in=price_in,
        price_out=price_out,
        budget=settings.llm_budget if price_in or price_out else None,
        timeout=settings.llm_timeout,
        max_output_tokens=settings.llm_max_output_tokens,
    )


def _key(settings: Settings, provider: str) -> SecretStr | None:
    # A key goes to the server that it was made for, and to no other.
    if provider == "compatible":
        return settings.llm_api_key
    key = settings.openai_api_key if provider == "openai" else settings.anthropic_api_key
    if key is None:
        raise NotConfigured(f"The model {settings.llm_model} needs a key; set {provider.upper()}_API_KEY.")
    return key


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0 and not parts.username
