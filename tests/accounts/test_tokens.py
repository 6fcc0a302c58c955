"""Access tokens: signed by a key of our own, short-lived, and nothing else is taken for one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
import pytest
from pydantic import SecretStr

from rolecall.accounts import tokens
from rolecall.accounts.problems import UnusableKey
from rolecall.platform.api import Caller
from rolecall.platform.errors import NotSignedIn
from rolecall.platform.settings import Settings

CALLER = Caller(uuid4(), uuid4(), "owner")


def claims(**changed: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    given: dict[str, Any] = {
        "iss": "rolecall",
        "sub": str(CALLER.user_id),
        "workspace": str(CALLER.workspace_id),
        "role": "owner",
        "iat": now,
        "exp": now + timedelta(minutes=5),
    }
    return {name: value for name, value in (given | changed).items() if value is not None}


def test_a_token_speaks_for_whom_it_was_issued(settings: Settings) -> None:
    issued = tokens.issue(settings, CALLER)
    assert issued.expires_in == 15 * 60
    assert tokens.read(settings, issued.token) == CALLER


def test_a_well_made_token_of_our_key_is_taken(settings: Settings) -> None:
    assert tokens.read(settings, jwt.encode(claims(), tokens.signing_key(settings), "HS256")) == CALLER


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": datetime.now(UTC) - timedelta(minutes=1)},
        {"exp": None},
        {"iss": "someone else"},
        {"iat": datetime.now(UTC) + timedelta(hours=1)},
        {"sub": "not an id"},
        {"workspace": None},
        {"role": None},
    ],
)
def test_a_token_with_a_wrong_claim_is_refused(settings: Settings, changed: dict[str, Any]) -> None:
    with pytest.raises(NotSignedIn):
        tokens.read(settings, jwt.encode(claims(**changed), tokens.signing_key(settings), "HS256"))


def test_an_expired_token_says_so(settings: Settings) -> None:
    old = claims(exp=datetime.now(UTC) - timedelta(minutes=1))
    with pytest.raises(NotSignedIn, match="has expired"):
        tokens.read(settings, jwt.encode(old, tokens.signing_key(settings), "HS256"))


def test_a_token_of_another_key_or_algorithm_or_none_is_refused(settings: Settings) -> None:
    forged = [
        jwt.encode(claims(), "another key that is long enough for HS256", "HS256"),
        jwt.encode(claims(), "", "none"),
        jwt.encode(claims(), b"k" * 64, "HS512"),
        "",
        "a.b.c",
        "é" * 20,
    ]
    for token in forged:
        with pytest.raises(NotSignedIn):
            tokens.read(settings, token)


def test_the_key_is_made_once_and_for_its_owner_only(settings: Settings) -> None:
    key = tokens.signing_key(settings)
    path = settings.data_dir / "secret.key"
    assert path.read_bytes() == key
    assert path.stat().st_mode & 0o777 == 0o600
    tokens._key_of.cache_clear()
    assert tokens.signing_key(settings) == key
    assert [entry.name for entry in settings.data_dir.iterdir()] == ["secret.key"]


def test_processes_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(tokens._key_of.__wrapped__, [tmp_path / "secret.key"] * 64))
    assert len(keys) == 1


def test_a_given_key_is_used_and_a_short_one_refused(settings: Settings) -> None:
    given = settings.model_copy(update={"secret_key": SecretStr("x" * 32)})
    assert tokens.signing_key(given) == b"x" * 32
    with pytest.raises(UnusableKey, match="shorter than 32"):
        tokens.signing_key(settings.model_copy(update={"secret_key": SecretStr("x" * 31)}))


def test_a_folder_that_takes_no_key_is_one_clear_sentence(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnusableKey, match="ROLECALL_SECRET_KEY"):
        tokens.signing_key(settings.model_copy(update={"data_dir": tmp_path / "file"}))
