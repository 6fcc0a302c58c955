"""The command line's groups. Each works on the running Rolecall's database, or starts it for the moment."""
