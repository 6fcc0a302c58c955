"""Owns: packages: the tailored résumé and cover letter, the claim gate, their files, versions and fingerprints.
Emits: PackageDrafted, PackageNotMade.
Reacts to: ApplicationOpened.
"""
