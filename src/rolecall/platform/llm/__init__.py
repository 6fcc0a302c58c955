"""The language model, where one is configured: one typed question at a time, paid from one budget. See `ask.py`."""
