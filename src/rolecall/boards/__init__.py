"""Owns: how each applicant-tracking system is read (`greenhouse.py`, …), behind one contract and one registry.
Emits: nothing; boards know neither the database nor events.
Reacts to: nothing; `discover` asks them.
"""
