"""`thaw replay`: an archive through the whole pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.app.detection import detector_of
from service.app.replay import replay_archive
from service.cli.lines import Lines, opened
from service.cli.options import AsJson, ConfigFile, Watches, config_or_defaults
from service.cli.output import STANDARD, opened_for_writing, print_json, progress, result_console
from service.clock import SystemClock
from service.text.counting import counted, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.app.replay import Replayed

File = Annotated[Path, typer.Argument(metavar="FILE|-", help="An archive of entries, JSON Lines; - is standard input.")]
Signals = Annotated[
    Path | None, typer.Option("--signals", metavar="OUT", help="Write one JSON line a signal; - is standard output.")
]
Alerts = Annotated[
    Path | None, typer.Option("--alerts", metavar="OUT", help="Write one JSON line a message that would have gone.")
]


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(replay)


def replay(
    file: File,
    signals: Signals = None,
    alerts: Alerts = None,
    watch: Watches = None,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Run an archive of entries through the whole pipeline.

    The clock stands at the dates at which they were published. The database is thrown away, and nothing is sent.

    Example: thaw replay archive.jsonl --alerts -
    """
    detector, _ = detector_of(watch, lambda: config_or_defaults(config).watches)
    with opened(file) as stream:
        lines = Lines(str(file), stream)
        entries = [line.entry for line in lines]
    with progress("entries", len(entries)) as advance:
        replayed = replay_archive(entries, detector, now=SystemClock().now(), told=advance)
    _write(signals, replayed.signals)
    _write(alerts, replayed.alerts)
    _print(replayed, len(entries), as_json=as_json, quiet=_is_standard(signals) or _is_standard(alerts))
    if lines.malformed:
        raise typer.Exit(1)


def _is_standard(path: Path | None) -> bool:
    return str(path) == STANDARD


def _write(path: Path | None, records: Sequence[dict[str, Any]]) -> None:
    with opened_for_writing(path) as stream:
        for record in records if stream else ():
            print_json(record, stream)


def _print(replayed: Replayed, entries: int, *, as_json: bool, quiet: bool) -> None:
    figures = {
        "entry": entries,
        "mention": replayed.counts.mentions,
        "signal": len(replayed.signals),
        "page": len(replayed.alerts),
    }
    if as_json:
        print_json({plural(name): count for name, count in figures.items()})
    elif not quiet:
        result_console().print(", ".join(counted(count, name) for name, count in figures.items()))
