"""Owns: what a posting asks for, held against the candidate: evidence, score, hard filters, the scores kept, saved searches, and analyses.
Emits: PostingScored, SavedSearchMatched, ApplicationAnalysed.
Reacts to: PostingsRead, ProfileChanged.
"""
