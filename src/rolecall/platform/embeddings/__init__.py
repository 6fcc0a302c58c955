"""Texts as vectors, without a network and without a key: `static` for every row of a table, `sentences` for meaning."""
