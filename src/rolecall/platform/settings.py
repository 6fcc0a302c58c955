"""Settings: environment variables, then a file, then defaults. One class; `rolecall doctor` prints what is in force."""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def default_data_dir() -> Path:
    """The user's data directory; for root a system one, since the database server does not run as root."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/rolecall")
    return user_data_path("rolecall", appauthor=False)


def _name(plain: str) -> AliasChoices:
    return AliasChoices(plain, plain.lower())


class Settings(BaseSettings):
    """Every setting there is. Well-known names stay as they are; all others start with `ROLECALL_`."""

    model_config = SettingsConfigDict(
        env_prefix="ROLECALL_", env_file=(".env",), extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    data_dir: Path = Field(default_factory=default_data_dir, description="Where the database, files and keys live.")
    database_url: SecretStr | None = Field(
        None, validation_alias=_name("DATABASE_URL"), description="PostgreSQL to use instead of the embedded one."
    )
    s3_url: SecretStr | None = Field(
        None, validation_alias=_name("S3_URL"), description="s3://bucket/prefix for files instead of a folder."
    )
    host: str = Field("127.0.0.1", description="Address the API listens on.")
    port: int = Field(8009, ge=0, le=65535, description="Port the API listens on.")
    public_url: str | None = Field(None, description="Address people reach the dashboard at; default http://HOST:PORT.")
    secret_key: SecretStr | None = Field(None, description="Signs access tokens; default: made once in the data dir.")
    registration: Literal["open", "closed"] = Field("closed", description="Whether strangers may register.")
    access_token_minutes: int = Field(15, ge=1, le=120, description="Life of an access token.")
    refresh_token_days: int = Field(30, ge=1, le=365, description="Life of a sign-in that is not used.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")
    log_format: Literal["console", "json"] = Field("console", description="Lines for people or for machines.")
    user_agent_url: str = Field("https://rolecall.invalid/bot", description="Page that explains the crawler.")
    contact: str | None = Field(None, description="Mail address named in the user agent.")
    requests_per_second: float = Field(1.0, gt=0, le=50, description="Requests a second to one host.")
    http_timeout: float = Field(30.0, gt=0, le=300, description="Seconds one request may take altogether.")
    http_max_bytes: int = Field(50_000_000, ge=1_000, description="Largest answer that is read, decompressed.")
    allow_private_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="host:port pairs on private addresses that may be fetched, comma separated."
    )
    board_apis: Annotated[Mapping[str, str], NoDecode] = Field(
        default_factory=dict, description="Other base addresses of boards' APIs: board=address, comma separated."
    )
    crawl_every_minutes: int = Field(360, ge=5, le=10_080, description="How often a board is read.")
    worker_concurrency: int = Field(8, ge=1, le=100, description="Jobs one worker process runs at a time.")
    database_pool: int = Field(10, ge=2, le=200, description="Database connections of one process.")
    stop_seconds: float = Field(20.0, gt=0, le=600, description="How long running jobs may finish at a stop.")
    worker_metrics_port: int | None = Field(
        None, ge=1, le=65535, description="Port at which a worker shows its own metrics; one for each worker process."
    )
    max_upload_bytes: int = Field(10_000_000, ge=1_000, description="Largest file one may upload.")
    llm_model: str | None = Field(
        None, description="Language model: openai:NAME, anthropic:NAME or compatible:NAME; none by default."
    )
    openai_api_key: SecretStr | None = Field(
        None, validation_alias=_name("OPENAI_API_KEY"), description="Key for openai: models."
    )
    anthropic_api_key: SecretStr | None = Field(
        None, validation_alias=_name("ANTHROPIC_API_KEY"), description="Key for anthropic: models."
    )
    llm_base_url: str | None = Field(None, description="Address of the language model's server, as https://host/v1.")
    llm_api_key: SecretStr | None = Field(None, description="Key of a compatible: server, where it wants one.")
    llm_budget: Decimal | None = Field(None, ge=0, le=1_000_000, description="USD a month for the language model.")
    llm_price_in: Decimal | None = Field(None, ge=0, le=10_000, description="USD for a million tokens it reads.")
    llm_price_out: Decimal | None = Field(None, ge=0, le=10_000, description="USD for a million tokens it writes.")
    llm_timeout: float = Field(120.0, gt=0, le=900, description="Seconds the language model may take.")
    llm_max_output_tokens: int = Field(4_000, ge=200, le=64_000, description="Longest answer, in tokens.")

    @field_validator("data_dir", mode="after")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        # The database server runs in another working directory.
        return value.expanduser().absolute()

    @field_validator("board_apis", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        if not all(name.strip() and address.strip() for name, _, address in pairs):
            raise ValueError("Write it as board=address, several with commas between: greenhouse=https://example.com")
        return {name.strip(): address.strip() for name, _, address in pairs}

    @field_validator("allow_private_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @property
    def dashboard_url(self) -> str:
        """Where people reach the dashboard, without a trailing slash."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def origin_of(settings: Settings, field: str) -> str:
    """Where a setting's value came from: `default`, `environment NAME` or `file .env`."""
    if field not in settings.model_fields_set:
        return "default"
    alias = Settings.model_fields[field].validation_alias
    names = (
        [str(choice) for choice in alias.choices] if isinstance(alias, AliasChoices) else [f"ROLECALL_{field.upper()}"]
    )
    for name in names:
        if name in os.environ or name.lower() in os.environ:
            return f"environment {name}"
    return "file .env"
