"""Owns: what a posting asks for, held against the candidate: evidence, score, hard filters, the scores kept, and saved searches.
Emits: PostingScored, SavedSearchMatched.
Reacts to: PostingsRead, ProfileChanged.
"""
