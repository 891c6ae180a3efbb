"""The commands, one module each or one a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.cli.commands import (
    alerts,
    config,
    db,
    detect,
    evaluate,
    explain,
    feeds,
    health,
    packs,
    parse,
    poll,
    replay,
    run,
    signals,
)

if TYPE_CHECKING:
    import typer

COMMANDS = (run, poll, detect, explain, parse, replay, evaluate, feeds, signals, alerts, packs, db, config, health)
"""In the order of the help."""


def register(tree: typer.Typer) -> None:
    """Hang every command into the tree."""
    for module in COMMANDS:
        module.register(tree)
