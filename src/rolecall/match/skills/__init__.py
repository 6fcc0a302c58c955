"""Skills by name: the table, the trained tagger, and the European classification."""
