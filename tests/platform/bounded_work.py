"""What the tests of the sandbox have done there."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path
from typing import Any

from rolecall.platform.errors import NotFound
from rolecall.platform.sandbox import run_bounded

_calls: list[int] = []


def double(value: Any) -> Any:
    return value * 2


def length(data: bytes) -> int:
    return len(data)


def text_of(size: int) -> str:
    return "x" * size


def fill_memory(size: int) -> int:
    return len(bytearray(size))


def compute_forever() -> None:
    while True:
        pass


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def die_in_c() -> None:
    ctypes.string_at(0)


def raise_not_found() -> None:
    raise NotFound("There is nothing here.")


def divide_by_zero() -> float:
    return 1 / 0


def write_file(path: str) -> None:
    Path(path).write_text("x" * 1000, encoding="utf-8")


def environment() -> list[str]:
    return sorted(os.environ)


def count_up() -> int:
    _calls.append(1)
    return len(_calls)


def hang_in_sandbox() -> None:
    run_bounded(sleep, 60, wall_seconds=60)
