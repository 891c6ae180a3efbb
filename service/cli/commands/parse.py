"""`thaw parse`: a feed's bytes in, the lines that `thaw detect` reads out."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.parsing import parse_files
from service.cli.lines import opened
from service.cli.output import print_json, progress, say
from service.clock import SystemClock
from service.errors import ParseError

if TYPE_CHECKING:
    from service.model.entry import Entry, ParsedFeed

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...|-", help="Feeds: RSS, Atom, RDF or JSON Feed; - is standard input.")
]
LARGEST_FEED = 64 * 2**20
"""Bytes read of a file at most."""


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(parse)


def parse(files: Files) -> None:
    """Read feeds: bytes in, one JSON line an entry out.

    These are the lines that `thaw detect` reads.

    Example: thaw parse feed.xml | thaw detect -
    """
    failed = asyncio.run(_parse_all(files))
    if failed:
        raise typer.Exit(1)


async def _parse_all(files: list[Path]) -> int:
    failed = 0
    with progress("feeds", len(files)) as advance:
        async for path, outcome in parse_files(files, _read, SystemClock().now()):
            if isinstance(outcome, ParseError):
                failed += 1
                say(f"{path}: {outcome.message}")
            else:
                _print(path, outcome)
            advance(1)
    return failed


def _read(path: Path) -> bytes:
    with opened(path) as stream:
        return stream.read(LARGEST_FEED)


def _print(path: Path, feed: ParsedFeed) -> None:
    for warning in feed.warnings:
        say(f"{path}: {warning}")
    for entry in feed.entries:
        print_json(entry_json(entry))


def entry_json(entry: Entry) -> dict[str, Any]:
    """One output line (CONTRACT, thaw parse)."""
    return {
        "id": entry.id,
        "lang": entry.lang,
        "published": entry.published.isoformat() if entry.published else None,
        "source": entry.source,
        "link": entry.link,
        "title": entry.title,
        "summary": entry.summary,
        "content": entry.content,
        "key": entry.key,
        "updated": entry.updated.isoformat() if entry.updated else None,
        "warnings": list(entry.warnings),
    }
