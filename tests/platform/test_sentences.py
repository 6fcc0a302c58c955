"""The built-in sentence model: what it is, what it gives, and that a text's vector depends on that text alone."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from rolecall.platform.embeddings import sentences, static
from rolecall.platform.embeddings.whole import cosines, rounded

SAYING_THE_SAME = ("Led a team of five engineers.", "Managed a group of 5 developers.")
OTHER = "Grills fish and keeps the kitchen clean."


def test_the_weights_are_those_of_the_model_card() -> None:
    folder = files("rolecall.platform.embeddings") / "minilm"
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    for name in ("model.onnx", "tokenizer.json"):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        assert digest in card
        assert name != "model.onnx" or f"minilm-{digest[:12]}" == sentences.MODEL


def test_rows_have_length_one_and_alike_sentences_are_near() -> None:
    found = sentences.embed([*SAYING_THE_SAME, OTHER])
    assert found.shape == (3, sentences.DIMENSIONS)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
    near = found @ found.T
    assert near[0, 1] > 0.5
    assert max(near[0, 2], near[1, 2]) < 0.2


def test_a_vector_does_not_depend_on_what_is_embedded_with_it() -> None:
    alone = sentences.embed([SAYING_THE_SAME[0]])
    together = sentences.embed([OTHER * 20, SAYING_THE_SAME[0], "", SAYING_THE_SAME[0]])
    assert together[1].tobytes() == alone[0].tobytes() == together[3].tobytes()


def test_nothing_gives_no_rows_and_a_text_that_is_too_long_is_cut() -> None:
    assert sentences.embed([]).shape == (0, sentences.DIMENSIONS)
    long = "word " * 600
    assert np.array_equal(sentences.embed([long]), sentences.embed([long + "and something else"]))


def test_cosines_of_whole_numbers_are_exact_in_any_order() -> None:
    rows = np.random.default_rng(3).normal(size=(40, 384))
    whole = rounded(rows)
    assert np.abs(whole).max() == 127
    near = cosines(whole, whole)
    real = rows @ rows.T / np.outer(np.linalg.norm(rows, axis=1), np.linalg.norm(rows, axis=1))
    assert np.abs(near - real).max() < 0.01
    order = np.random.default_rng(4).permutation(384)
    assert cosines(whole[:, order], whole[:, order]).tobytes() == near.tobytes()
    exact = [[int(a.astype(int) @ b.astype(int)) for b in whole] for a in whole]
    lengths = np.sqrt(np.diag(exact).astype(float)[:, None] * np.diag(exact))
    assert near == pytest.approx(np.array(exact) / lengths, abs=1e-12)


def test_zeros_are_near_to_nothing() -> None:
    zeros = rounded(np.zeros((2, 384)))
    assert not zeros.any()
    assert not cosines(zeros, zeros).any()


def test_coarse_vectors_in_whole_numbers_are_those_of_the_coarse_model() -> None:
    texts = [*SAYING_THE_SAME, OTHER, ""]
    real, whole = static.embed(texts), static.embed_whole(texts)
    assert np.abs(cosines(whole, whole) - real @ real.T).max() < 0.005
    assert not whole[3].any()
