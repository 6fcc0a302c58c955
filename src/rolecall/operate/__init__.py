"""Owns: the operators' view of jobs, schedules, dead letters and health; it keeps no rows of its own.
Emits: nothing.
Reacts to: nothing.
"""
