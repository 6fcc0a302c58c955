"""Vectors in whole numbers: small to keep, and with cosines that are the same on every machine and in every order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WholeVectors = NDArray[np.int8]
Cosines = NDArray[np.float64]

_MOST = 127


def rounded(vectors: NDArray[np.floating]) -> WholeVectors:
    """Each row as signed bytes, its largest component 127 (cosine to the row given > .9998). Zeros stay zeros."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=0)
    return np.rint(vectors / np.where(largest > 0, largest, 1) * _MOST).astype(np.int8)


def cosines(some: WholeVectors, others: WholeVectors) -> Cosines:
    """The cosine of each of `some` (n × d, d ≤ 1,000) with each of `others` (m × d): n × m. A row of zeros gives zeros.

    Sums of products of bytes stay below 2²⁴, so they are exact also in 32-bit floating point, in whatever order a
    processor adds them; and root and quotient of two numbers are defined to the last digit.
    """
    one, other = some.astype(np.float32), others.astype(np.float32)
    squares = [np.einsum("ij,ij->i", each, each, dtype=np.float64) for each in (one, other)]
    lengths = np.sqrt(np.maximum(np.outer(*squares), 1.0))
    found: Cosines = (one @ other.T).astype(np.float64) / lengths
    return found
