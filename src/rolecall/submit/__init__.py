"""Owns: letting an approved package out: export, hand-over, and the receipt of what was sent.
Emits: PackageExported, ApplicationSent.
Reacts to: nothing; a person acts.
"""
