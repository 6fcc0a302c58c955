"""Owns: what a posting asks for, held against the candidate: evidence, score, hard filters, and the scores kept.
Emits: PostingScored.
Reacts to: PostingsRead, ProfileChanged.
"""
