"""Owns: what a posting asks for, held against the candidate: evidence, score, filters, saved searches, decisions, gaps, analyses.
Emits: PostingScored, SavedSearchMatched, PostingDecided, LabelsChanged, ScoringLearnt, ApplicationAnalysed.
Reacts to: PostingsRead, ProfileChanged, ApplicationMoved, ScoringLearnt.
"""
