"""All candidates of a workspace for one posting."""
