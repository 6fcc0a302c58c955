"""Whether two ordinary English words mean about the same, by the built-in embedding.

Only for words that are no claim by themselves: an embedding has neighbours alike that a claim must tell apart.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rolecall.platform.embeddings.static import embed

ENOUGH = 0.65
"""Cosine: `shipped` and `delivered` have .68, `revenue` and `sales` .56, `nurses` and `doctors` .53."""


def similar(one: str, other: str) -> bool:
    """Whether the cosine of two words reaches `ENOUGH`."""
    return float(_vector(one) @ _vector(other)) >= ENOUGH


@lru_cache(maxsize=20_000)
def _vector(word: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = embed([word])[0]
    return vector
