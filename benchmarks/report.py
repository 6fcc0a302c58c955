"""What every benchmark program shares: its two options, the missing-folder exit, the table and the JSON file.

A program looks like this::

    def main() -> None:
        options = report.options("urls", needs=("listings", "company_boards"))
        ...
        report.publish("urls", options, figures={...}, baselines={...}, n=1234)
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

_BEGAN = time.monotonic()

MISSING = 3
"""Exit status when a data folder that the program needs is not there."""

Figure: TypeAlias = float | int | str | None
Figures: TypeAlias = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Options:
    """`data` has the layout of the shared data folder; `json` is where the figures go, None for nowhere."""

    data: Path
    json: Path | None

    def folder(self, name: str) -> Path:
        """A folder of the data; ends the program with status 3 and one clear sentence when it is missing."""
        path = self.data / name
        if not path.is_dir():
            print(f"The folder {name} is not in {self.data}. Give --data the folder that holds it.", file=sys.stderr)
            raise SystemExit(MISSING)
        return path


def options(name: str, needs: Sequence[str] = (), arguments: Sequence[str] | None = None) -> Options:
    """Read `--data DIR` (default: ROLECALL_DATA, else ../shared/data) and `--json FILE`; check the folders needed."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ROLECALL_DATA", "../shared/data")))
    parser.add_argument("--json", type=Path, default=None, metavar="FILE", help="write the figures to this file")
    given = parser.parse_args(arguments)
    chosen = Options(data=given.data, json=given.json)
    for folder in needs:
        chosen.folder(folder)
    return chosen


def publish(
    name: str,
    chosen: Options,
    *,
    figures: Figures,
    baselines: Mapping[str, Figure | Figures] | None = None,
    n: int,
) -> None:
    """Print figures with the baselines beside them, and write `{"name", "figures", "baselines", "n"}` when asked.

    `baselines` maps either a figure's name to its baseline value, or a baseline's name to its own figures.
    """
    baselines = baselines or {}
    columns = {key: value for key, value in baselines.items() if isinstance(value, Mapping)}
    plain = {key: value for key, value in baselines.items() if not isinstance(value, Mapping)}
    if plain:
        columns = {"baseline": plain, **columns}
    table = Table(title=f"{name} (n = {n:,})", title_justify="left")
    table.add_column("figure")
    table.add_column("rolecall", justify="right")
    for column in columns:
        table.add_column(column, justify="right")
    rows = list(dict.fromkeys([*figures, *(row for values in columns.values() for row in values)]))
    for row in rows:
        table.add_row(row, _shown(figures.get(row)), *(_shown(values.get(row)) for values in columns.values()))
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    if chosen.json is not None:
        chosen.json.parent.mkdir(parents=True, exist_ok=True)
        chosen.json.write_text(
            json.dumps(
                {"name": name, "figures": dict(figures), "baselines": baselines, "n": n},
                indent=2,
                default=dict,
            )
            + "\n",
            encoding="utf-8",
        )


def say(what: str) -> None:
    """A line of progress on standard error, with the seconds since the program began."""
    print(f"[{time.monotonic() - _BEGAN:6.0f} s] {what}", file=sys.stderr, flush=True)


def _shown(value: Figure) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    if isinstance(value, int):
        return f"{value:,}"
    return value
