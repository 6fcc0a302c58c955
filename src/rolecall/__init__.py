"""Rolecall runs a job search as one pipeline in which nothing gets lost."""

__version__ = "0.1.0"
