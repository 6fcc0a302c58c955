"""Put the figures of the last runs into `benchmarks/RESULTS.md`: `python -m benchmarks.results DIR`.

DIR holds the JSON files that the programs wrote with `--json`. Each table stands between two markers,
`<!-- figures of NAME -->` and `<!-- end of NAME -->`; the words around them are written by hand.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> int:
    """Replace every table whose figures are in the folder. Exit status 2 without a folder."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print("Use: python -m benchmarks.results DIR", file=sys.stderr)
        return 2
    text = RESULTS.read_text(encoding="utf-8")
    for path in sorted(Path(sys.argv[1]).glob("*.json")):
        name = path.stem
        before, begin, rest = text.partition(f"<!-- figures of {name} -->\n")
        _, end, after = rest.partition(f"<!-- end of {name} -->")
        if not end:
            print(f"RESULTS.md has no place for {name}.", file=sys.stderr)
            continue
        text = f"{before}{begin}{_table(json.loads(path.read_text(encoding='utf-8')))}\n{end}{after}"
    RESULTS.write_text(text, encoding="utf-8")
    return 0


def _table(result: dict[str, Any]) -> str:
    """Figures as rows, ours and the baselines as columns."""
    baselines: dict[str, Any] = result["baselines"]
    columns = {name: figures for name, figures in baselines.items() if isinstance(figures, dict)}
    plain = {name: figure for name, figure in baselines.items() if not isinstance(figure, dict)}
    if plain:
        columns = {"baseline": plain, **columns}
    figures: dict[str, Any] = result["figures"]
    rows = list(dict.fromkeys([*figures, *(row for values in columns.values() for row in values)]))
    lines = [
        " | ".join(["", f"n = {result['n']:,}", "rolecall", *columns, ""]).strip(),
        "|" + " --- |" + " ---: |" * (len(columns) + 1),
    ]
    lines += [
        " | ".join(
            ["", row, _shown(figures.get(row)), *(_shown(values.get(row)) for values in columns.values()), ""]
        ).strip()
        for row in rows
    ]
    return "\n".join(lines)


def _shown(figure: Any) -> str:
    if figure is None:
        return ""
    if isinstance(figure, float):
        return f"{figure:,.4g}" if abs(figure) < 1000 else f"{figure:,.0f}"
    return f"{figure:,}" if isinstance(figure, int) else str(figure)


if __name__ == "__main__":
    sys.exit(main())
