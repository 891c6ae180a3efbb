"""`thaw run`: the daemon."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from service.cli.options import ConfigFile, NoUpgrade, config_of
from service.daemon import run_daemon

if TYPE_CHECKING:
    import typer


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(run)


def run(no_upgrade: NoUpgrade = False, config: ConfigFile = None) -> None:
    """Run the daemon: poll, detect, deliver, serve health, until SIGTERM or Ctrl-C.

    Example: thaw run --config /etc/thaw/config.yaml
    """
    asyncio.run(run_daemon(config_of(config), upgrade=not no_upgrade))
