"""Write down the function words of ten languages, for the weights of `rolecall.match.words`.

    python tools/build_common_words.py

Needs, in an environment of its own (it is no dependency of Rolecall), `stopwordsiso` (MIT), which carries the lists of
stopwords-iso inside its package; nothing is fetched. English is not among them: its words are counted in texts on
occupations (`build_words.py`) and come first. Writes `src/rolecall/match/data/common_words.tsv`, a stem a line. Same
input → same bytes.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from rolecall.match.words import stem

TABLE = Path(__file__).resolve().parent.parent / "src" / "rolecall" / "match" / "data" / "common_words.tsv"
LANGUAGES = ("de", "fr", "es", "it", "nl", "pt", "ro", "pl", "sv", "da")


def main() -> int:
    try:
        stopwords = import_module("stopwordsiso").stopwords
    except ModuleNotFoundError:
        print("Install stopwordsiso first.", file=sys.stderr)
        return 1
    words = {word for language in LANGUAGES for word in stopwords(language)}
    stems = sorted({stem(word) for word in words if len(word) > 1 and word[0].isalpha()} - {""})
    TABLE.write_text("".join(f"{word}\n" for word in stems), encoding="utf-8")
    print(f"{len(stems)} stems → {TABLE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
