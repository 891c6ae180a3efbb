"""`thaw run`: the daemon."""

from __future__ import annotations

import asyncio
import logging
import os
import sys

import typer

from service.cli.options import ConfigFile, NoUpgrade, config_of
from service.daemon import run_daemon


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(run)


def run(no_upgrade: NoUpgrade = False, config: ConfigFile = None) -> None:
    """Run the daemon, until SIGTERM or Ctrl-C.

    It polls, detects, delivers and serves health. SIGHUP lets it read the settings again; where they are wrong it keeps the
    old ones and says why.

    Example: thaw run --config /etc/thaw/config.yaml
    """
    loop = asyncio.new_event_loop()
    loop.run_until_complete(run_daemon(lambda: config_of(config), upgrade=not no_upgrade))
    # All is settled and closed. A look-up of a name that hangs in the system's library would hold the process for as long as
    # it pleases, and nothing else can end its thread.
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
