"""The sets of the résumé benchmark, one module each."""
