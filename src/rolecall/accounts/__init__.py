"""Owns: users, workspaces, memberships and their roles, sessions, one-time sign-in links.
Emits: WorkspaceCreated, UserRegistered.
Reacts to: nothing; everyone else asks who is asking.
"""
