"""What the user's own decisions teach the score."""
