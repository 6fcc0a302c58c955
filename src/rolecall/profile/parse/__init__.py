"""Reading résumés: a `Document` to a `Resume`, one module per concern."""
