"""The sample data of `rolecall up --demo`: an invented candidate, three invented companies and their local board."""
