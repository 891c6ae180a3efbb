"""The command tree: parse arguments, call app, print."""

from service.cli.tree import main

__all__ = ["main"]
