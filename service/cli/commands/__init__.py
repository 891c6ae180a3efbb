"""The commands, one module each or one a noun; only that of the command asked for is loaded."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from service.cli.loading import loading

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

COMMANDS = {
    "init": "init",
    "demo": "demo",
    "run": "run",
    "poll": "poll",
    "detect": "detect",
    "explain": "explain",
    "parse": "parse",
    "replay": "replay",
    "eval": "evaluate",
    "feeds": "feeds",
    "signals": "signals",
    "alerts": "alerts",
    "packs": "packs",
    "db": "db",
    "config": "config",
    "health": "health",
    "doctor": "doctor",
}
"""The module of each command, in the order of the help."""


def register(tree: typer.Typer, arguments: Sequence[str]) -> None:
    """Hang the command that the arguments ask for into the tree, or every command where they ask for none."""
    asked = next((each for each in arguments if each in COMMANDS), None)
    with loading():
        for name in COMMANDS if asked is None else (asked,):
            import_module(f"{__name__}.{COMMANDS[name]}").register(tree)
