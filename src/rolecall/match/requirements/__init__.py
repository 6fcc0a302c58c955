"""A posting's text as a list of what it asks for: its parts, its sentences, and what each of them demands."""
