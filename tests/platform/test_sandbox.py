"""Our functions on strangers' input: bounded, typed, and nothing left behind. Real processes, real limits."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from rolecall.platform import sandbox
from rolecall.platform.errors import NotFound
from rolecall.platform.sandbox import MEGABYTE, Crashed, TookTooLong, TooMuchMemory, run_bounded, run_bounded_async
from tests.platform import bounded_work as work

SOURCES = [str(Path(sandbox.__file__).parents[2]), str(Path(work.__file__).parents[2])]


def test_it_gives_what_the_function_gives() -> None:
    assert run_bounded(work.double, 21) == 42
    assert run_bounded("tests.platform.bounded_work:double", b"ab".decode()) == "abab"


def test_large_input_and_output_arrive_whole() -> None:
    assert run_bounded(work.length, b"x" * 9_000_000) == 9_000_000
    assert len(run_bounded(work.text_of, 5_000_000)) == 5_000_000


def test_more_memory_than_allowed_is_told_apart() -> None:
    with pytest.raises(TooMuchMemory) as caught:
        run_bounded(work.fill_memory, 600 * MEGABYTE, memory_bytes=256 * MEGABYTE)
    assert str(caught.value).endswith("try a smaller file.")


def test_an_endless_computation_ends_with_its_processor_time() -> None:
    began = time.monotonic()
    with pytest.raises(TookTooLong):
        run_bounded(work.compute_forever, cpu_seconds=1, wall_seconds=20)
    assert time.monotonic() - began < 12


def test_an_endless_wait_ends_with_its_time() -> None:
    began = time.monotonic()
    with pytest.raises(TookTooLong):
        run_bounded(work.sleep, 60, wall_seconds=0.5)
    assert time.monotonic() - began < 5


def test_a_crash_in_c_is_a_crash_there_and_not_here() -> None:
    with pytest.raises(Crashed):
        run_bounded(work.die_in_c)
    assert run_bounded(work.double, 1) == 2


def test_our_own_problems_come_back_as_themselves() -> None:
    with pytest.raises(NotFound, match="nothing here"):
        run_bounded(work.raise_not_found)


def test_any_other_error_is_a_crash_with_its_reason() -> None:
    with pytest.raises(Crashed, match="division by zero"):
        run_bounded(work.divide_by_zero)


def test_a_function_that_does_not_exist_is_a_crash() -> None:
    with pytest.raises(Crashed):
        run_bounded("rolecall.nowhere:nothing")


def test_an_answer_beyond_its_bound_is_not_taken() -> None:
    with pytest.raises(Crashed):
        run_bounded(work.text_of, 3_000_000, result_bytes=MEGABYTE)


def test_it_writes_no_files(tmp_path: Path) -> None:
    with pytest.raises((Crashed, TookTooLong)):
        run_bounded(work.write_file, str(tmp_path / "file"))
    assert not (tmp_path / "file").exists() or (tmp_path / "file").stat().st_size == 0


def test_it_does_not_know_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLECALL_SECRET_KEY", "very secret")
    sandbox._SERVER.stop()
    assert "ROLECALL_SECRET_KEY" not in run_bounded(work.environment)


def test_one_call_sees_nothing_of_another() -> None:
    assert run_bounded(work.count_up) == 1
    assert run_bounded(work.count_up) == 1


def test_many_threads_call_at_once() -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda n=n: found.append(run_bounded(work.double, n))) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [2 * n for n in range(12)]


async def test_the_event_loop_goes_on_meanwhile() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticker = asyncio.create_task(tick())
    assert await run_bounded_async(work.sleep, 0.4) == 0.4
    ticker.cancel()
    assert ticks > 5


def test_a_killed_server_is_started_again() -> None:
    run_bounded(work.double, 1)
    process = sandbox._SERVER.process
    assert process is not None
    process.kill()
    process.wait()
    assert run_bounded(work.double, 2) == 4


def test_a_call_after_the_first_starts_within_milliseconds() -> None:
    run_bounded(work.double, 1)
    times = []
    for _ in range(20):
        began = time.perf_counter()
        run_bounded(work.double, 1)
        times.append(time.perf_counter() - began)
    assert sorted(times)[10] < 0.25  # about 5 ms on a quiet machine


def test_nothing_outlives_a_killed_parent() -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]; "
        "from tests.platform import bounded_work; bounded_work.hang_in_sandbox()"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, *SOURCES])
    family: list[psutil.Process] = []
    deadline = time.monotonic() + 30
    while len(family) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
        family = psutil.Process(parent.pid).children(recursive=True)
    assert len(family) == 2, "the server and its child are running"
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
