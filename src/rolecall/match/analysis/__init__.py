"""The analysis of an application: always from the match's findings, and in words where a language model is set up."""
