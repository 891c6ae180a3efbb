"""`thaw doctor`: is everything around the daemon well, and what to do where it is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import typer

from service.app.doctor import Finding, State, examine, unreadable
from service.cli.findings import Shown, show_finding
from service.cli.options import AsJson, ConfigFile, config_of
from service.cli.output import print_json
from service.clock import SystemClock
from service.config import Config
from service.errors import AskedWronglyError


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(doctor)


def doctor(config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Say what is wrong around the daemon, and what to do.

    Looks at config, packs, database, clock, names, feeds and channels; nothing is sent and nothing changed. Exit 0 where
    nothing is wrong (warnings aside), 1 where something is, 2 where it is the configuration.

    Example: thaw doctor
    """
    try:
        settings = config_of(config)
    except AskedWronglyError as error:
        _told(list(unreadable(error)), as_json=as_json)
        raise typer.Exit(error.exit_code) from error
    findings = asyncio.run(_found(settings, as_json=as_json))
    if as_json:
        _told(findings, as_json=True)
    if any(finding.state is State.WRONG for finding in findings):
        raise typer.Exit(1)


async def _found(config: Config, *, as_json: bool) -> list[Finding]:
    """Everything that is found, shown as it is found where a person reads it."""
    found, shown = [], Shown()
    looking: AsyncIterator[Finding] = examine(config, SystemClock())
    async for finding in looking:
        found.append(finding)
        if not as_json:
            shown.take(finding)
    shown.end()
    return found


def _told(findings: list[Finding], *, as_json: bool) -> None:
    if as_json:
        right = all(finding.state is not State.WRONG for finding in findings)
        print_json({"ok": right, "findings": [finding.as_json() for finding in findings]})
    else:
        for finding in findings:
            show_finding(finding)
