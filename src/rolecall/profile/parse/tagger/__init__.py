"""A trained sequence tagger beside the rules: it sees what the rules said of each word and learns where they err."""
