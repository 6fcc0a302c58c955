"""Owns: the application, its one state machine and its append-only timeline.
Emits: ApplicationOpened, ApplicationMoved.
Reacts to: nothing; capabilities above move applications through `lifecycle`.
"""
