"""Texts as vectors, without a network and without a key. `static` is the fast one, for every row of a table."""
