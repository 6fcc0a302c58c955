"""Build the labels of ESCO's skills and their vectors, which `rolecall.match.skills.linking` ranks.

    python tools/build_esco.py --data DIR

DIR has `skills_esco_linking/skills_en_label.txt`: the preferred labels of ESCO 1.1 (© European Union, re-use with
acknowledgement). Writes `src/rolecall/match/data/esco_labels.txt`, each label once in the source's order, and
`esco_vectors.npz`: the label's vector by the built-in sentence model as signed bytes, and the model's name. Same input
and model → same vectors up to the rounding of another processor.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from rolecall.match.skills import linking
from rolecall.platform.embeddings import sentences

DATA = Path(linking.__file__).parent / "data"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    path = parser.parse_args().data / "skills_esco_linking" / "skills_en_label.txt"
    labels = list(dict.fromkeys(line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()))
    (DATA / "esco_labels.txt").write_text("".join(f"{label}\n" for label in labels), encoding="utf-8")
    vectors = np.rint(sentences.embed(labels) * linking.WHOLE).clip(-127, 127).astype(np.int8)
    np.savez_compressed(DATA / "esco_vectors.npz", vectors=vectors, model=np.array(sentences.MODEL))
    print(f"{len(labels):,} labels, {(DATA / 'esco_vectors.npz').stat().st_size:,} bytes of vectors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
