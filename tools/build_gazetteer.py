"""Build the tagger's gazetteer: names of technologies, skills and fields, each with the lists it stands in.

    python tools/build_gazetteer.py --data DIR

DIR has `taxonomy_onet/Technology_Skills.txt.xz` (O*NET, CC BY 4.0), `skills_esco_linking/skills_en_label.txt` and
`taxonomy_esco_tabiya/skillGroups.csv.xz` (ESCO, © European Union, re-use with acknowledgement). Together with the table
that `build_skills.py` made it becomes `src/rolecall/match/data/gazetteer.tsv`: a name's words in small letters, a tab,
one letter for each list. Same input → same bytes. The lists:

    t technology, T an ordinary word too        r skill of a trade, R an ordinary word too       c certificate
    o O*NET's name of a technology              p the same without its maker, or its acronym     m O*NET's commodity
    k ESCO's name of a knowledge                v ESCO's name of an activity
    b what that activity is done to
    i field of education (ISCED-F)

A name here is no skill yet: the tagger decides where it is one.
"""

from __future__ import annotations

import argparse
import csv
import lzma
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from rolecall.match.skills.tagger import tokenized
from rolecall.match.skills.word_features import LONGEST_NAME, base

DATA = Path(__file__).resolve().parent.parent / "src" / "rolecall" / "match" / "data"
MAKER_OF = 3
"""A first word that so many products share is their maker."""
VERB_OF = 4
"""A first word that so many ESCO labels share, unless its ending is a noun's, is a verb."""
LITTLE = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "or",
        "to",
        "for",
        "with",
        "on",
        "at",
        "by",
        "is",
        "are",
        "be",
        "as",
        "from",
        "we",
        "our",
        "you",
        "your",
        "it",
        "this",
        "that",
    ]
)


class Names:
    """Names with the letters of their lists."""

    def __init__(self) -> None:
        self.lists: dict[str, set[str]] = defaultdict(set)

    def add(self, name: str, letter: str) -> None:
        words = [base(name[start:end]).lower() for start, end in tokenized(name)]
        if words and len(words) <= LONGEST_NAME and not all(word in LITTLE or len(word) < 1 for word in words):
            self.lists[" ".join(words)].add(letter)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    names = Names()
    own_skills(names)
    onet(names, data / "taxonomy_onet" / "Technology_Skills.txt.xz")
    esco(names, data / "skills_esco_linking" / "skills_en_label.txt")
    fields(names, data / "taxonomy_esco_tabiya" / "skillGroups.csv.xz")
    table = "".join(f"{name}\t{''.join(sorted(lists))}\n" for name, lists in sorted(names.lists.items()))
    (DATA / "gazetteer.tsv").write_text(table, encoding="utf-8")
    print(f"{len(names.lists):,} names, {len(table.encode()):,} bytes")
    return 0


def own_skills(names: Names) -> None:
    for line in (DATA / "skills.tsv").read_text(encoding="utf-8").splitlines():
        _, kind, trade, words, _, _ = line.split("\t")
        for word in filter(None, words.split(";")):
            ordinary = word.startswith("?")
            if trade in ("software", "onet"):
                letter = "T" if ordinary else "t"
            else:
                letter = "c" if kind == "certificate" else "R" if ordinary else "r"
            names.add(word.lstrip("?!"), letter)


def onet(names: Names, path: Path) -> None:
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    examples = sorted({re.sub(r"\s+(software|systems?)$", "", row["Example"].strip()) for row in rows})
    makers = Counter(example.split()[0] for example in examples if " " in example)
    for example in examples:
        names.add(example, "o")
        parts = example.split()
        if len(parts) in (2, 3) and makers[parts[0]] >= MAKER_OF and parts[1][:1].isupper() and len(parts[-1]) > 1:
            names.add(" ".join(parts[1:]), "p")
        short = re.fullmatch(r"(.+?)\s+([A-Z][A-Z0-9/&-]{1,7})", example)
        if short and len(parts) > 2:
            names.add(short[1], "o")
            names.add(short[2], "p")
    for title in sorted({re.sub(r"\s+software$", "", row["Commodity Title"]) for row in rows}):
        names.add(title, "m")


def esco(names: Names, path: Path) -> None:
    labels = path.read_text(encoding="utf-8").splitlines()
    firsts = Counter(label.split()[0] for label in labels if " " in label)
    verbs = {
        word
        for word, count in firsts.items()
        if count >= VERB_OF and not word.endswith(("s", "ing", "tion", "al", "ic"))
    }
    for label in labels:
        plain = re.sub(r"\s*\([^)]*\)", "", label).strip()
        first, _, rest = plain.partition(" ")
        if first in verbs and rest:
            names.add(plain, "v")
            names.add(rest, "b")
        elif plain:
            names.add(plain, "k")


def fields(names: Names, path: Path) -> None:
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if "/isced-f/" in row["ORIGINURI"]:
                label = row["PREFERREDLABEL"].lower()
                for part in (label, *re.split(r" and |, |\(|\)", label)):
                    names.add(part, "i")


if __name__ == "__main__":
    sys.exit(main())
