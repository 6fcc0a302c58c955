"""Write down how common the commonest words of ten languages are, for the weights of `rolecall.match.words`.

    python tools/build_common_words.py

Needs, in an environment of its own (it is no dependency of Rolecall), `wordfreq` 3.1.1 (Robyn Speer; code Apache-2.0,
data CC BY-SA 4.0), which carries its lists inside its package; nothing is fetched. English is not among them: its words
are counted in descriptions of occupations (`build_words.py`) and come first. Of a stem that several languages have, the
commonest counts. Writes `src/rolecall/match/data/common_words.tsv`: `stem, weight`. Same input → same bytes.
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from math import log
from pathlib import Path

from rolecall.match.words import stem

TABLE = Path(__file__).resolve().parent.parent / "src" / "rolecall" / "match" / "data" / "common_words.tsv"
LANGUAGES = ("de", "fr", "es", "it", "nl", "pt", "ro", "pl", "sv", "da")
KEPT = 2000
"""Stems of a language, the commonest ones: rarer ones weigh like unknown words anyway."""
OFTEN = 0.01
"""A word of this share of all words weighs nothing; the weight is how much rarer it is, as a natural logarithm."""
LEAST = 0.5


def main() -> int:
    try:
        frequencies = import_module("wordfreq").get_frequency_dict
    except ModuleNotFoundError:
        print("Install wordfreq first.", file=sys.stderr)
        return 1
    weights: dict[str, float] = {}
    for language in LANGUAGES:
        counted: Counter[str] = Counter()
        for word, share in frequencies(language, wordlist="best").items():
            if len(word) > 1 and word[0].isalpha():
                counted[stem(word)] += share
        for word, share in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT]:
            weights[word] = min(weights.get(word, 99.0), max(LEAST, -log(share / OFTEN)))
    TABLE.write_text("".join(f"{word}\t{weight:.1f}\n" for word, weight in sorted(weights.items())), encoding="utf-8")
    print(f"{len(weights)} words → {TABLE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
