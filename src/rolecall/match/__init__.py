"""Owns: what a posting asks for, held against the candidate: evidence, score, hard filters, saved searches, what users decide.
Emits: PostingScored, SavedSearchMatched, PostingDecided, LabelsChanged, ScoringLearnt.
Reacts to: PostingsRead, ProfileChanged, ApplicationMoved, ScoringLearnt.
"""
