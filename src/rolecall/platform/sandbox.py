"""Run a function of ours on what strangers send, in a process of its own with bounds: memory, CPU, time, files.

A server process (`sandbox_server`) imports our modules once and forks a child per call, which takes milliseconds. It
holds no connections and no secrets and ends when this process ends, however that happens. Answers come back as JSON,
never as code: what a broken file makes of the child stays in the child.
"""

from __future__ import annotations

import asyncio
import atexit
import importlib
import json
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson

from rolecall.platform.errors import Problem

MEGABYTE = 1024 * 1024
_START_SECONDS = 60.0
_GRACE_SECONDS = 2.0
_SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from rolecall.platform.sandbox_server import serve; serve(int(sys.argv[1]))"
)
_AT_ONCE = max(2, 2 * (os.cpu_count() or 1))


class TooMuchMemory(Problem):
    """The work needed more memory than it may have."""

    code = "sandbox.memory"
    status = 422


class TookTooLong(Problem):
    """The work needed more time than it may take."""

    code = "sandbox.time"
    status = 422


class Crashed(Problem):
    """The work ended without an answer."""

    code = "sandbox.crashed"
    status = 422


def run_bounded(
    function: Callable[..., Any] | str,
    *args: Any,
    memory_bytes: int = 256 * MEGABYTE,
    cpu_seconds: float = 10,
    wall_seconds: float = 15,
    result_bytes: int = 32 * MEGABYTE,
) -> Any:
    """Call `function(*args)` in a bounded process and return its answer, which must be JSON.

    `function` is one of ours at module level, or its path `package.module:name`. A `Problem` it raises is raised here;
    beyond the bounds it is `TooMuchMemory`, `TookTooLong` or `Crashed`. Blocks; safe to call from several threads.
    """
    module, name = _path(function)
    request = pickle.dumps((module, name, args, memory_bytes, cpu_seconds, wall_seconds))
    with _SLOTS:
        answer = _SERVER.call(module, request, wall_seconds, result_bytes)
    return _result(answer)


async def run_bounded_async(function: Callable[..., Any] | str, *args: Any, **bounds: Any) -> Any:
    """`run_bounded` without blocking the event loop."""
    return await asyncio.to_thread(run_bounded, function, *args, **bounds)


def _path(function: Callable[..., Any] | str) -> tuple[str, str]:
    if isinstance(function, str):
        module, _, name = function.partition(":")
        return module, name
    return function.__module__, function.__qualname__


def _result(answer: bytes) -> Any:
    if len(answer) < 5 or answer[-5:-4] != b"S":
        raise Crashed("The work was cut off before it had an answer; try again.")
    status = int.from_bytes(answer[-4:], "big")
    frame = answer[:-5]
    if frame[:1] == b"R" and len(frame) - 9 == int.from_bytes(frame[1:9], "big"):
        outcome = orjson.loads(frame[9:])
        if "value" in outcome:
            return outcome["value"]
        raise _raised(outcome)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (14, 24):  # SIGALRM, SIGXCPU
        raise TookTooLong("The work took longer than it may; try a smaller file.")
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == 9:  # by the kernel, which was short of memory
        raise TooMuchMemory("The work needed more memory than it may have; try a smaller file.")
    raise Crashed("The work ended without an answer; the file may be damaged.")


def _raised(outcome: dict[str, Any]) -> Exception:
    kind, message = str(outcome.get("error")), str(outcome.get("message"))
    if kind == "MemoryError":
        return TooMuchMemory("The work needed more memory than it may have; try a smaller file.")
    module, _, name = kind.partition(":")
    if module.startswith("rolecall."):
        found = getattr(importlib.import_module(module), name, None)
        if isinstance(found, type) and issubclass(found, Problem):
            problem = found.__new__(found)
            Problem.__init__(problem, message)
            return problem
    return Crashed(f"The work failed ({message[:200]}); the file may be damaged.")


@dataclass(slots=True)
class _Server:
    """The forking server of this process: started when first needed, started again when it went away."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    process: subprocess.Popen[bytes] | None = None
    control: socket.socket | None = None
    owner: int = 0

    def call(self, module: str, request: bytes, wall_seconds: float, result_bytes: int) -> bytes:
        for attempt in (1, 2):
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                self._hand_over(module, theirs)
            except OSError:
                ours.close()
                if attempt == 2:
                    raise Crashed("The reading process cannot be started; run `rolecall doctor`.") from None
                self.stop()
                continue
            finally:
                theirs.close()
            with ours:
                return _exchange(ours, request, wall_seconds, result_bytes)
        raise AssertionError("unreachable")

    def _hand_over(self, module: str, theirs: socket.socket) -> None:
        """Give the server our end of a new conversation, and the module it has to know."""
        with self.lock:
            if self.owner != os.getpid():
                self.process = self.control = None  # those belong to the process we were forked from
            if self.process is None or self.process.poll() is not None or self.control is None:
                self._start()
            assert self.control is not None
            socket.send_fds(self.control, [module.encode().ljust(200)], [theirs.fileno()])

    def _start(self) -> None:
        if self.control is not None:
            self.control.close()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-I",
                    "-c",
                    _SERVE,
                    str(theirs.fileno()),
                    json.dumps([path for path in sys.path if path]),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
            )
        ours.settimeout(_START_SECONDS)
        if ours.recv(5) != b"ready":
            raise ConnectionError("the sandbox server did not start")
        ours.settimeout(None)
        self.control, self.owner = ours, os.getpid()

    def stop(self) -> None:
        """End the server and, with it, all that it runs."""
        with self.lock:
            process, control, owner = self.process, self.control, self.owner
            self.process = self.control = None
        if owner != os.getpid():
            return
        if control is not None:
            control.close()
        if process is not None:
            try:
                process.wait(_GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _exchange(ours: socket.socket, request: bytes, wall_seconds: float, result_bytes: int) -> bytes:
    """Send the request and read to the end: the child's frame, then the status its parent saw it end with."""
    deadline = time.monotonic() + wall_seconds + _GRACE_SECONDS + _START_SECONDS
    received = bytearray()
    try:
        ours.settimeout(wall_seconds + _GRACE_SECONDS)
        ours.sendall(len(request).to_bytes(8, "big") + request)
    except OSError:
        return b""
    while True:
        ours.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            part = ours.recv(1 << 18)
        except OSError:
            return b""
        if not part:
            return bytes(received)
        received += part
        if len(received) > result_bytes:
            return b""


_SERVER = _Server()
_SLOTS = threading.BoundedSemaphore(_AT_ONCE)
atexit.register(_SERVER.stop)
