"""The static embedding: texts about the same are near, and the shipped weights are those of the model card."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import numpy as np

from rolecall.discover.meaning import of_texts, of_words
from rolecall.platform.embeddings import static


def near(one: str, other: str) -> float:
    first, second = static.embed([one, other])
    return float(first @ second)


def test_texts_about_the_same_are_nearer_than_others() -> None:
    assert near("Backend developer", "Server-side software engineer") > near("Backend developer", "Pastry chef")
    assert near("Registered nurse, intensive care", "ICU nurse") > near("Registered nurse", "Truck driver")
    assert near("Accountant", "accountant!") > 0.9


def test_vectors_have_length_one_and_the_same_text_the_same_vector() -> None:
    vectors = static.embed(["Porter", "A porter carries trunks, all day.", "Porter"])
    assert vectors.shape == (3, static.DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert (vectors[0] == vectors[2]).all()


def test_what_has_no_known_word_has_no_direction() -> None:
    assert not static.embed(["", "   ", "\u0000"]).any()
    assert of_words("") is None
    assert of_texts([("", "")]) == [None]
    assert of_texts([("Porter", "")])[0] is not None


def test_the_title_counts_as_much_as_the_text() -> None:
    text = "We are a company. " * 100
    (chef, porter) = of_texts([("Pastry chef", text), ("Porter", text)])
    wanted = np.array(of_words("pastry chef"))
    assert wanted @ np.array(chef) > wanted @ np.array(porter) + 0.2


def test_a_very_long_text_is_read_up_to_a_bound() -> None:
    assert static.embed(["porter " * 2_000_000]).any()


def test_the_weights_are_those_of_the_model_card() -> None:
    folder = files("rolecall.platform.embeddings") / "static_minilm"
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    for name in ("vectors.npz", "tokenizer.json"):
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() in card, name
