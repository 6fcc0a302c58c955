"""The doors: API, worker, command line, and `up`, which starts everything on one machine."""
