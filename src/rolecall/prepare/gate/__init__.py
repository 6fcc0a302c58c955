"""What a text claims of a candidate, and whether the facts say it. `claims.py` is the door; here are its parts."""
