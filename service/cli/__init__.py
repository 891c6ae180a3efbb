"""The command tree: parse arguments, call app, print."""
