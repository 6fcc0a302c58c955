"""Owns: the candidate: uploaded résumés, the profile read from them, its facts, corrections and preferences.
Emits: ResumeUploaded, ResumeRead, ResumeUnreadable, ProfileChanged.
Reacts to: ResumeUploaded by reading the file, ResumeRead by adopting it as the profile.
"""
