"""`thaw health`: is the daemon well."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from service.app.asking import ask_health
from service.cli.options import AsJson, ConfigFile, config_of
from service.cli.output import print_json, result_console, say

Timeout = Annotated[float, typer.Option("--timeout", help="Seconds to wait for an answer.", min=0.1, max=60)]


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(health)


def health(timeout: Timeout = 5.0, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Ask the daemon how it is.

    Exit 0 where all is well, 1 where it is not or does not answer.

    Example: thaw health --json
    """
    answer = asyncio.run(ask_health(config_of(config), timeout))
    if as_json:
        print_json(answer)
    elif answer["ready"]:
        result_console().print("well")
        for name, troubles in answer.get("feeds", {}).get("broken", {}).items():
            result_console().print(f"feed {name}: {', '.join(troubles)}", markup=False)
    else:
        for problem in answer.get("problems") or ["not well; the log says why"]:
            say(str(problem))
    if not answer["ready"]:
        raise typer.Exit(1)
