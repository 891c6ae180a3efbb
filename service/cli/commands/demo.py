"""`thaw demo`: see it work, without the Internet."""

from __future__ import annotations

import asyncio
import signal
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.output import say
from service.cli.showing import Showing, demo_console
from service.clock import SystemClock
from service.demo.play import play
from service.errors import AskedWronglyError

if TYPE_CHECKING:
    from service.demo.play import Shown

Keep = Annotated[
    Path | None,
    typer.Option("--keep", metavar="FOLDER", help="Play in this folder, new or empty, and leave it: config, database, letters."),
]
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(demo)


def demo(keep: Keep = None) -> None:
    """See Thaw work in half a minute, without the Internet.

    Invented outlets on this machine, the real daemon, and what arrives. It plays in a folder of its own that is gone
    afterwards; nothing of yours is read or changed. Ctrl-C ends it.

    Example: thaw demo --keep seen && thaw signals list --config seen/config.yaml
    """
    if keep is not None:
        _emptied(keep)
        whole = asyncio.run(_played(keep))
    else:
        with _passing_folder() as folder:
            whole = asyncio.run(_played(Path(folder)))
    if not whole:
        say("ended early; nothing of the demo is left running")
        raise typer.Exit(1)


def _passing_folder() -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix="thaw-demo-")
    except OSError as error:
        raise AskedWronglyError(
            f"no temporary folder can be made ({error.strerror or error}); name one: --keep FOLDER"
        ) from error


def _emptied(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise AskedWronglyError(f"{folder}: is not empty; name a folder that is new or empty", resource=str(folder))
    except OSError as error:
        raise AskedWronglyError(f"{folder}: cannot be used: {error.strerror or error}", resource=str(folder)) from error


async def _played(folder: Path) -> bool:
    """Play to the end (true), or until a signal comes; in either case all is stopped when it returns."""
    clock, showing = SystemClock(), Showing(demo_console())
    began = clock.monotonic()

    def show(seen: Shown) -> None:
        showing.show(seen, timedelta(seconds=clock.monotonic() - began))

    playing = asyncio.ensure_future(play(folder, clock, show))
    for name in ENDINGS:
        asyncio.get_running_loop().add_signal_handler(name, playing.cancel)
    try:
        await playing
    except asyncio.CancelledError:
        return False
    return True
