"""Build the table of occupations of `rolecall.match` from ESCO.

    python tools/build_occupations.py --esco DIR

DIR holds `occupations.csv.xz` of ESCO 1.1.1 as Tabiya publishes it (© European Union; re-use with acknowledgement, see
`src/rolecall/match/data/NOTICE.md`). Writes to `src/rolecall/match/data/`

- `occupations.tsv.xz`: one occupation a line, its code, its preferred name and its other names, separated by tabs;
- `occupations.npz`: for each line the mean of the meanings of its names (`platform.embeddings.sentences`) as 384
  signed bytes. Made again when the sentence model changes: its name is stored, and a test compares it.

About two minutes on one core. Same input and model → same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import lzma
import sys
import zipfile
from pathlib import Path

import numpy as np

from rolecall.match.titles.occupations import Occupations
from rolecall.platform.embeddings import sentences
from rolecall.platform.embeddings.whole import rounded

DATA = Path(__file__).resolve().parent.parent / "src" / "rolecall" / "match" / "data"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--esco", type=Path, required=True)
    source = parser.parse_args().esco / "occupations.csv.xz"
    if not source.is_file():
        print(f"There is no {source}.", file=sys.stderr)
        return 2
    csv.field_size_limit(10_000_000)
    with lzma.open(source, "rt", encoding="utf-8", newline="") as file:
        rows = sorted((row["CODE"], _names(row)) for row in csv.DictReader(file))
    text = "".join("\t".join((code, *names)) + "\n" for code, names in rows)
    (DATA / "occupations.tsv.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    names = [name for _, several in rows for name in several]
    of = [number for number, (_, several) in enumerate(rows) for _ in several]
    print(f"{len(rows)} occupations, {len(names)} names; reading their meanings …", flush=True)
    meant = sentences.embed([name.lower() for name in names])
    centres = Occupations(names, of, english=False).centres(meant)
    _write(DATA / "occupations.npz", {"meanings": rounded(centres), "model": np.array(sentences.MODEL)})
    return 0


def _names(row: dict[str, str]) -> list[str]:
    """The preferred name, then the others in order; one that differs only in capitals or blanks once."""
    spelt = [" ".join(name.split()) for name in (row["PREFERREDLABEL"], *row["ALTLABELS"].split("\n"))]
    once: dict[str, str] = {}
    for name in spelt[:1] + sorted(spelt[1:]):
        if name:
            once.setdefault(name.lower(), name)
    return list(once.values())


def _write(path: Path, arrays: dict[str, np.ndarray]) -> None:
    """An .npz without the time of writing, so that its bytes depend on its content only."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.save(held, array, allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), held.getvalue(), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    sys.exit(main())
