"""Hostile files uploaded to a whole Rolecall: how each is refused, and whether others notice. Needs no data.

Each of the files that `hostile_pdf`, `hostile_packed` and `hostile_text` make is uploaded through the API of a running
`rolecall up` and read by its worker. Another process asks the API for the profile twenty times a second, for a while
before the first file and then until the last one. A file passes when it is refused in one plain sentence, or
read (where nothing in it does harm), within 10 s from upload to answer, and no process of its reading held more than
256 MB at any time.

Baseline: the same file, read by the library one would take for its kind, in a child of its own without bounds, but for
a guard of 20 s and 2 GB around it.
"""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path
from xml.etree import ElementTree  # noqa: ICN001 - what it is

import httpx
import psutil
import yaml
from pdfminer.high_level import extract_text
from rich.console import Console
from rich.table import Table

from benchmarks import hostile_packed, hostile_pdf, hostile_text, report
from tests.profile.people import ADA

MOST_SECONDS, MOST_BYTES = 10.0, 256 * 1024 * 1024
QUIET_SECONDS, PAUSE = 30.0, 0.05
GUARD_SECONDS, GUARD_BYTES = 20, 2_000_000_000
START_SECONDS = 120
FILES = {**hostile_pdf.ALL, **hostile_packed.ALL, **hostile_text.ALL}


@dataclass
class Outcome:
    name: str
    size: int
    status: str
    seconds: float
    peak: int
    sentence: str
    bare: str = ""
    bare_seconds: float = 0.0
    bare_peak: int = 0

    @property
    def plain(self) -> bool:
        """One sentence for a person; a file that was read needs none."""
        said = self.sentence
        return self.status == "read" or (
            said.endswith(".") and "\n" not in said and not re.search(r"Error|Traceback|<", said)
        )

    @property
    def passed(self) -> bool:
        return (
            self.status in ("read", "unreadable", "refused")
            and self.plain
            and self.seconds <= MOST_SECONDS
            and self.peak <= MOST_BYTES
        )


@dataclass
class Running:
    url: str
    token: str
    pid: int
    lines: list[str] = field(default_factory=list)


def main() -> None:
    if sys.argv[1:2] == ["--bare"]:
        _bare(sys.argv[2], sys.argv[3])
        return
    options = report.options("bombs")
    folder = Path(tempfile.mkdtemp(prefix="rc-bombs-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        with _rolecall(folder / "data") as running:
            quiet, busy, outcomes = _throw(running, folder)
        for outcome in outcomes:
            _compare(outcome, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    _table(outcomes)
    report.publish(
        "bombs",
        options,
        figures=_figures(quiet, busy, outcomes),
        baselines={"bare library": _baseline(outcomes)},
        n=len(outcomes),
    )


def _throw(running: Running, folder: Path) -> tuple[list[float], list[float], list[Outcome]]:
    """Probe times before and meanwhile in seconds, and what became of each file."""
    headers = {"Authorization": f"Bearer {running.token}"}
    outcomes: list[Outcome] = []
    with httpx.Client(base_url=f"{running.url}/api/v1", headers=headers, timeout=60) as client:
        _upload(client, "ada.txt", ADA.encode())
        times = multiprocessing.Manager().list()
        stop, began = multiprocessing.Event(), time.time()
        probe = multiprocessing.Process(
            target=_probe, args=(f"{running.url}/api/v1/profile", headers, times, stop), daemon=True
        )
        probe.start()
        time.sleep(QUIET_SECONDS)
        thrown = time.time()
        for name, (filename, make) in FILES.items():
            data = make()
            (folder / f"{len(outcomes)}-{Path(filename).suffix[1:]}").write_bytes(data)
            outcomes.append(_reading(client, running.pid, name, filename, data))
            report.say(f"{outcomes[-1].seconds:5.2f} s  {name}: {outcomes[-1].status}")
        stop.set()
        probe.join(10)
        seen = list(times)
        if not seen or not outcomes:
            raise SystemExit("The probe saw nothing.")
        _upload(client, "ada-2.txt", ADA.encode() + b"\n")  # the worker is as well as before
    quiet = [took for at, took in seen if began + 3 <= at < thrown]
    # Files are made in this process between two readings: those moments are no part of the measurement.
    return quiet, [took for at, took in seen if any(o_from <= at <= o_to for o_from, o_to in _SPANS)], outcomes


_SPANS: list[tuple[float, float]] = []


def _reading(client: httpx.Client, pid: int, name: str, filename: str, data: bytes) -> Outcome:
    with _watched(pid) as peaks:
        began, clock = time.time(), time.monotonic()
        status, sentence = _upload(client, filename, data)
        seconds = time.monotonic() - clock
        _SPANS.append((began, time.time()))
    return Outcome(name, len(data), status, seconds, max(peaks.values(), default=0), sentence)


def _upload(client: httpx.Client, filename: str, data: bytes) -> tuple[str, str]:
    answer = client.post("/resumes", files={"file": (filename, data)})
    if answer.status_code != httpx.codes.ACCEPTED:
        return "refused", str(answer.json().get("detail", ""))
    where = f"/resumes/{answer.json()['id']}"
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        shown = next(item for item in client.get("/resumes", params={"limit": 1}).json()["items"])
        if shown["status"] != "reading":
            return shown["status"], shown["problem"] or ""
        time.sleep(0.02)
    return "lost", where


def _probe(url: str, headers: dict[str, str], times: list[tuple[float, float]], stop: Event) -> None:
    with httpx.Client(headers=headers, timeout=30) as client:
        while not stop.is_set():
            at, clock = time.time(), time.monotonic()
            client.get(url).raise_for_status()
            times.append((at, time.monotonic() - clock))
            time.sleep(PAUSE)


@contextmanager
def _watched(pid: int) -> Iterator[dict[int, int]]:
    """The most memory (resident, bytes) of each process that appears below `pid` while the block runs."""
    known = {
        child.pid
        for child in psutil.Process(pid).children(recursive=True)
        if "postgres" in child.name() or _age(child) > 5
    }
    peaks: dict[int, int] = {}
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.01):
            for child in psutil.Process(pid).children(recursive=True):
                if child.pid not in known:
                    with suppress(psutil.Error, OSError, ValueError):
                        peaks[child.pid] = max(peaks.get(child.pid, 0), _most(child.pid))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        done.set()
        watcher.join()


def _age(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        return time.time() - float(process.create_time())
    return 0.0


def _most(pid: int) -> int:
    """The kernel's own high-water mark of a process, bytes; a database's children belong to somebody else."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    if status.startswith("Name:\tpostgres"):
        return 0
    most = re.search(r"VmHWM:\s+(\d+)", status)
    return int(most[1]) * 1024 if most else 0  # a process that has ended has none


def _compare(outcome: Outcome, folder: Path) -> None:
    """The bare library on the same file."""
    index = list(FILES).index(outcome.name)
    file = next(folder.glob(f"{index}-*"))
    command = [sys.executable, "-m", "benchmarks.bombs", "--bare", str(file), file.name.partition("-")[2]]
    began = time.monotonic()
    child = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_guard,  # noqa: PLW1509 - it only sets limits
    )
    timer = threading.Timer(GUARD_SECONDS, os.killpg, (child.pid, signal.SIGKILL))
    timer.start()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    timer.cancel()
    outcome.bare_seconds, outcome.bare_peak = time.monotonic() - began, usage.ru_maxrss * 1024
    outcome.bare = {0: "read", 1: "error"}.get(child.returncode, "killed" if child.returncode < 0 else "error")
    report.say(
        f"{outcome.bare_seconds:5.1f} s  {outcome.bare_peak / 1e6:6.0f} MB  {outcome.bare}  bare: {outcome.name}"
    )


def _guard() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (GUARD_BYTES, GUARD_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def _bare(file: str, suffix: str) -> None:
    """Read a file as one would without a thought of who sent it."""
    data = Path(file).read_bytes()
    match suffix:
        case "pdf":
            extract_text(file)
        case "docx" | "docm" | "doc":
            "".join(ElementTree.fromstring(zipfile.ZipFile(file).read("word/document.xml")).itertext())
        case "zip":
            for member in (archive := zipfile.ZipFile(file)).namelist():
                list(csv.reader(io.StringIO(archive.read(member).decode("utf-8", "replace"))))
        case "json":
            json.loads(data)
        case "yaml":
            str(yaml.safe_load(data))
        case "md" | "txt":
            re.findall(r"[\w.+-]+@[\w-]+\.[\w.-]+", data.decode("utf-8", "replace"))
        case _:
            data.decode("utf-8", "replace")


@contextmanager
def _rolecall(data: Path) -> Iterator[Running]:
    """`rolecall up` on an empty folder, signed in."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "rolecall.entrypoints.cli",
        "up",
        "--no-open",
        "--port",
        str(port),
        "--data",
        str(data),
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        env={**os.environ, "ROLECALL_ACCESS_TOKEN_MINUTES": "120"},
    )  # fmt: skip
    running = Running(f"http://127.0.0.1:{port}", "", process.pid)
    linked = threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            running.lines.append(line)
            if found := re.search(r"#token=(\S+)", line):
                running.token = found[1]
                linked.set()
        linked.set()

    threading.Thread(target=listen, daemon=True).start()
    try:
        if not linked.wait(START_SECONDS) or not running.token:
            raise SystemExit("Rolecall did not start:\n" + "".join(running.lines))
        answer = httpx.post(f"{running.url}/api/v1/auth/link", json={"token": running.token}, timeout=30)
        running.token = answer.raise_for_status().json()["access_token"]
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(60)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def _percentile(times: list[float], share: float) -> float:
    ranked = sorted(times)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] * 1000


def _figures(quiet: list[float], busy: list[float], outcomes: list[Outcome]) -> report.Figures:
    return {
        "files": len(outcomes),
        "passed (a sentence or read, ≤ 10 s, ≤ 256 MB)": sum(outcome.passed for outcome in outcomes),
        "refused": sum(outcome.status != "read" for outcome in outcomes),
        "read within bounds": sum(outcome.status == "read" for outcome in outcomes),
        "ended by a guard": 0,
        "slowest, s": max(outcome.seconds for outcome in outcomes),
        "seconds in all": sum(outcome.seconds for outcome in outcomes),
        "most memory, MB": max(outcome.peak for outcome in outcomes) / 1e6,
        "API p50 before, ms": _percentile(quiet, 0.5),
        "API p50 meanwhile, ms": _percentile(busy, 0.5),
        "API p99 before, ms": _percentile(quiet, 0.99),
        "API p99 meanwhile, ms": _percentile(busy, 0.99),
        "API requests before": len(quiet),
        "API requests meanwhile": len(busy),
    }


def _baseline(outcomes: list[Outcome]) -> report.Figures:
    return {
        "files": len(outcomes),
        "ended by a guard": sum(
            outcome.bare == "killed" or outcome.bare_peak > 0.9 * GUARD_BYTES for outcome in outcomes
        ),
        "read within bounds": sum(
            outcome.bare == "read" and outcome.bare_seconds <= MOST_SECONDS and outcome.bare_peak <= MOST_BYTES
            for outcome in outcomes
        ),
        "slowest, s": max(outcome.bare_seconds for outcome in outcomes),
        "seconds in all": sum(outcome.bare_seconds for outcome in outcomes),
        "most memory, MB": max(outcome.bare_peak for outcome in outcomes) / 1e6,
    }


def _table(outcomes: list[Outcome]) -> None:
    table = Table(title="Hostile files", title_justify="left")
    for heading in ("file", "MB", "s", "MB used", "outcome", "sentence", "bare s", "bare MB", "bare"):
        table.add_column(heading, overflow="fold", justify="right" if heading.endswith(("s", "MB")) else "left")
    for it in outcomes:
        mark = it.status if it.passed else f"[red]{it.status}[/red]"
        table.add_row(it.name, f"{it.size / 1e6:.2f}", f"{it.seconds:.2f}", f"{it.peak / 1e6:.0f}", mark,
                      it.sentence[:70], f"{it.bare_seconds:.1f}", f"{it.bare_peak / 1e6:.0f}", it.bare)  # fmt: skip
    Console(width=None if sys.stdout.isatty() else 200).print(table)


if __name__ == "__main__":
    main()
