"""Build the skill table of `rolecall.match` from the hand-written lists beside this file and O*NET's technology skills.

    python tools/build_skills.py --onet DIR

DIR holds `Technology_Skills.txt.xz` of the O*NET database (CC BY 4.0, U.S. Department of Labor, Employment and
Training Administration). Without `--onet` the O*NET rows already in the table are kept. Writes
`src/rolecall/match/data/skills.tsv`: one skill a line, `name, kind, trade, words, implies, near` separated by tabs,
lists by `;`. Same input → same bytes.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "src" / "rolecall" / "match" / "data" / "skills.tsv"
FEWEST_OCCUPATIONS = 4
"""A technology that fewer of O*NET's occupations name is left out, unless O*NET calls it hot or in demand."""


@dataclass(slots=True)
class Row:
    name: str
    kind: str
    trade: str
    words: list[str]
    implies: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)

    def line(self) -> str:
        return "\t".join(
            (self.name, self.kind, self.trade, ";".join(self.words), ";".join(self.implies), ";".join(self.near))
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--onet", type=Path, default=None)
    options = parser.parse_args()
    rows = [row for path in sorted((HERE / "skills").glob("*.txt")) for row in hand_written(path)]
    faults = check(rows)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        return 1
    taken = {plain(word) for row in rows for word in row.words} | {plain(row.name) for row in rows}
    rows += onet(options.onet / "Technology_Skills.txt.xz", taken) if options.onet else kept()
    TABLE.write_text("".join(row.line() + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} skills, {sum(len(row.words) for row in rows)} words → {TABLE.name}")
    return 0


def hand_written(path: Path) -> list[Row]:
    kind = "certificate" if path.stem == "certificates" else "skill"
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        left, _, near = line.partition(" ~ ")
        left, _, implies = left.partition(" > ")
        name, _, words = left.partition("=")
        mark = "?" if name.startswith("?") else ""
        name = name.strip().lstrip("?")
        own = [mark + name, *(word.strip() for word in words.split(";") if word.strip())]
        rows.append(Row(name, kind, path.stem, spellings(own), split(implies), split(near)))
    return rows


def split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def plain(word: str) -> str:
    return word.lstrip("?!").lower()


def spellings(words: list[str]) -> list[str]:
    """The words, and beside every hyphenated one the same with a space; each once, in order."""
    out: dict[str, None] = {}
    for word in words:
        out.setdefault(word)
        if "-" in word.strip("-") and not word.startswith("!"):
            out.setdefault(word.replace("-", " "))
    return list(out)


def check(rows: list[Row]) -> list[str]:
    names = Counter(row.name for row in rows)
    faults = [f"twice: {name}" for name, count in names.items() if count > 1]
    for row in rows:
        faults += [f"{row.name}: unknown skill {other!r} is implied" for other in row.implies if other not in names]
    return faults


def onet(path: Path, taken: set[str]) -> list[Row]:
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file, delimiter="\t"))
    counts = Counter(entry["Example"].strip() for entry in entries)
    wanted = {entry["Example"].strip() for entry in entries if "Y" in (entry["Hot Technology"], entry["In Demand"])}
    wanted |= {name for name, count in counts.items() if count >= FEWEST_OCCUPATIONS}
    rows = []
    for example in sorted(wanted):
        words = [word for word in onet_words(example) if plain(word) not in taken and len(plain(word)) > 1]
        parts = plain_name(example).lower().split()
        if not words or {plain(word) for word in onet_words(example)} & taken:
            continue
        if len(parts) > 1 and {" ".join(parts[1:]), " ".join(parts[:-1])} & taken:
            continue
        taken.update(plain(word) for word in words)
        rows.append(Row(plain_name(example), "skill", "onet", words))
    return rows


def plain_name(example: str) -> str:
    product = any(word[:1].isupper() or word[:1].isdigit() for word in example.split()[1:])
    return re.sub(r"\s+(software|systems?)$", "", example) if product and example.count(" ") > 1 else example


def onet_words(example: str) -> list[str]:
    """How a technology is written: O*NET's name without its trailing "software", and a trailing acronym by itself."""
    name = plain_name(example)
    acronym = re.fullmatch(r"(?P<long>[A-Za-z][a-z].+ )(?P<short>[A-Z][A-Z0-9/&-]{2,})", name)
    if acronym:
        return [acronym["long"].strip(), "!" + acronym["short"]]
    return [("" if " " in name else "?") + name]


def kept() -> list[Row]:
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        name, kind, trade, words, implies, near = line.split("\t")
        if trade == "onet":
            rows.append(Row(name, kind, trade, split(words), split(implies), split(near)))
    return rows


if __name__ == "__main__":
    sys.exit(main())
