"""Reading files: bytes to a `Document`, one module per kind of file."""
