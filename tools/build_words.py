"""Count in how many descriptions of occupations each word stands, for the weights of `rolecall.match.words`.

    python tools/build_words.py --onet DIR --esco DIR

Reads `Occupation_Data.txt.xz` (O*NET, CC BY 4.0) and `occupations.csv.xz` (ESCO 1.1.1, © European Union, re-use with
acknowledgement). Writes `src/rolecall/match/data/words.tsv`: the number of descriptions, then `stem, count` for every
stem in at least two. Same input → same bytes.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import sys
from collections import Counter
from pathlib import Path

from rolecall.match.words import words

TABLE = Path(__file__).resolve().parent.parent / "src" / "rolecall" / "match" / "data" / "words.tsv"
FEWEST = 2


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--onet", type=Path, required=True)
    parser.add_argument("--esco", type=Path, required=True)
    options = parser.parse_args()
    csv.field_size_limit(10_000_000)
    with lzma.open(options.onet / "Occupation_Data.txt.xz", "rt", encoding="utf-8", newline="") as file:
        texts = [f"{row['Title']} {row['Description']}" for row in csv.DictReader(file, delimiter="\t")]
    with lzma.open(options.esco / "occupations.csv.xz", "rt", encoding="utf-8", newline="") as file:
        texts += [f"{row['PREFERREDLABEL']} {row['DESCRIPTION']}" for row in csv.DictReader(file)]
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(words(text)))
    lines = [f"{word}\t{count}\n" for word, count in sorted(counts.items()) if count >= FEWEST]
    TABLE.write_text(f"{len(texts)}\n" + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} words of {len(texts)} descriptions → {TABLE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
