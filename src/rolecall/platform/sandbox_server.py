"""The other side of `sandbox`: one thread that forks a bounded child for each conversation it is handed."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import math
import os
import pickle
import resource
import selectors
import signal
import socket
import sys
from typing import Any

import orjson

_PDEATHSIG = 1
_MAX_OPEN_FILES = 64
_NICE = 5
"""What strangers send waits for those who look at a page, not the other way round."""


def serve(descriptor: int) -> None:
    """Fork on request until the other end of `descriptor` closes; report how each child ended on its conversation."""
    control = socket.socket(fileno=descriptor)
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: dict[int, socket.socket] = {}
    control.sendall(b"ready")
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake_read, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj == wake_read:
                    os.read(wake_read, 512)
                elif not _accept(control, children):
                    for pid in children:
                        os.kill(pid, signal.SIGKILL)
                    os._exit(0)
            _reap(children)


def _accept(control: socket.socket, children: dict[int, socket.socket]) -> bool:
    message, descriptors, _, _ = socket.recv_fds(control, 200, 1)
    if not message or not descriptors:
        return False
    while len(message) < 200:
        message += control.recv(200 - len(message))
    conversation = socket.socket(fileno=descriptors[0])
    with contextlib.suppress(ImportError):
        # Before the fork, so that every later child has it already; a wrong name fails in the child, which can say so.
        importlib.import_module(message.decode().strip())
    gc.freeze()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            _die_with(parent)
            _work(conversation)
        os._exit(0)
    children[pid] = conversation
    return True


def _reap(children: dict[int, socket.socket]) -> None:
    while children:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        conversation = children.pop(pid, None)
        if conversation is not None:
            with contextlib.suppress(OSError), conversation:
                conversation.settimeout(1)
                conversation.sendall(b"S" + status.to_bytes(4, "big"))


def _die_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def _work(conversation: socket.socket) -> None:
    os.setsid()
    length = int.from_bytes(_exactly(conversation, 8), "big")
    module, name, args, memory, cpu, wall = pickle.loads(_exactly(conversation, length))  # noqa: S301 - our own request
    _bound(memory, cpu, wall)
    try:
        outcome = _called(module, name, args)
        frame = orjson.dumps(outcome)
    except MemoryError:
        frame = b'{"error":"MemoryError","message":""}'
    conversation.sendall(b"R" + len(frame).to_bytes(8, "big") + frame)


def _called(module: str, name: str, args: tuple[Any, ...]) -> dict[str, Any]:
    try:
        return {"value": getattr(importlib.import_module(module), name)(*args)}
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever it is, the other side hears of it in one sentence
        kind = type(error)
        return {"error": f"{kind.__module__}:{kind.__qualname__}", "message": str(error) or kind.__name__}


def _exactly(conversation: socket.socket, length: int) -> bytes:
    received = bytearray()
    while len(received) < length:
        part = conversation.recv(min(1 << 20, length - len(received)))
        if not part:
            os._exit(1)
        received += part
    return bytes(received)


def _bound(memory: int, cpu: float, wall: float) -> None:
    """The kernel's own limits: it kills by SIGXCPU and SIGALRM, also within C code; memory ends as MemoryError."""
    seconds = max(1, math.ceil(cpu))
    for limit, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, seconds, seconds + 1),  # at the hard limit the kernel sends SIGKILL, which says less
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, _MAX_OPEN_FILES, _MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, most = resource.getrlimit(limit)
        wanted = (soft, hard) if most == resource.RLIM_INFINITY else (min(soft, most), min(hard, most))
        with contextlib.suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
            resource.setrlimit(limit, wanted)
    os.nice(_NICE)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, wall)
