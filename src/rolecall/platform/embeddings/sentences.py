"""The built-in sentence model: all-MiniLM-L6-v2 in whole numbers of eight bits, without a network and without a key.

    sentences.embed(["Builds data pipelines in Python.", "Has written ETL jobs."])   # 2 × 384, rows of length 1

For sentences and short segments: 1–3 ms for one of 10–25 words, 20–30 ms for one of 256 tokens, on one core. What is
longer than `MOST_TOKENS` is cut off by the model; whoever has a longer text cuts it into segments first. The model
(23 MB, `minilm/MODEL_CARD.md`) is loaded once a process, on first use, and runs on one thread; `embed` may be called
from several threads.

A text's vector depends on that text alone: each text runs by itself, since the ranges by which the model rounds
inside are taken over all that runs together (a batch is hardly faster on one thread anyway). On another kind of
processor the last digits may differ; `whole` gives vectors whose cosines (`cosines`) are exact in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

DIMENSIONS = 384
MOST_TOKENS = 256
MODEL = "minilm-d75ec054841d"
"""Names these weights by the checksum of `minilm/model.onnx`. Vectors of two names do not compare."""

Vectors = NDArray[np.float32]
WholeVectors = NDArray[np.int8]

_FOLDER = files(__package__) / "minilm"
_MOST_CHARACTERS = 4_000
_SCALE = 448
"""A component of a vector of length 1 in 384 dimensions hardly ever passes a quarter, so 127 / 448 holds it."""


def embed(texts: Sequence[str]) -> Vectors:
    """One row of `DIMENSIONS` numbers a text, of length 1, so that a dot product is the cosine. No texts: no rows.

    A text without a word gets the vector of an empty sentence, which is near to nothing in particular.
    """
    session, tokenizer = _model()
    out = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    rows: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        rows.setdefault(text[:_MOST_CHARACTERS], []).append(row)
    for text, read in zip(rows, tokenizer.encode_batch_fast(list(rows)), strict=True):
        ids = np.array([read.ids], dtype=np.int64)
        out[rows[text]] = session.run(None, {"input_ids": ids})[0][0]
    return out


def whole(vectors: Vectors) -> WholeVectors:
    """Vectors of length 1 as signed bytes (cosine to the given ones > .999); a quarter of the room."""
    return np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8)


def cosines(some: WholeVectors, others: WholeVectors) -> NDArray[np.float64]:
    """The cosine of each of `some` (n × d) with each of `others` (m × d): n × m, the same bytes on every machine.

    Products of whole numbers below 2²⁴ are exact also in 32-bit floating point, whatever order they are added in; root
    and quotient of two numbers are defined to the last digit. A row of zeros gives zeros.
    """
    one, other = some.astype(np.float32), others.astype(np.float32)
    products = (one @ other.T).astype(np.float64)
    squares = [np.einsum("ij,ij->i", each, each, dtype=np.float64) for each in (one, other)]
    return products / np.sqrt(np.maximum(np.outer(*squares), 1.0))


@cache
def _model() -> tuple[onnxruntime.InferenceSession, Tokenizer]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(_FOLDER / "model.onnx") as path:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return session, Tokenizer.from_str((_FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
