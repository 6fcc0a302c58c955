"""Owns: the decision of a person (or the workspace's policy) on exactly these bytes of a package.
Emits: PackageApproved, PackageRejected.
Reacts to: PackageDrafted.
"""
