"""`thaw detect`: entries in, mentions out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.app.detection import detector_of
from service.cli.lines import Lines, opened
from service.cli.mentions import detection_json
from service.cli.options import ConfigFile, Watches, config_or_defaults
from service.cli.output import print_json, progress
from service.clock import SystemClock

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.ports import Detects

File = Annotated[Path, typer.Argument(metavar="FILE|-", help="JSON Lines of entries; - is standard input.")]


def register(tree: typer.Typer) -> None:
    """Hang the command into the tree."""
    tree.command()(detect)


def detect(file: File, watch: Watches = None, config: ConfigFile = None) -> None:
    """Code entries: JSON Lines in, one JSON line an entry out.

    Only id and title are required of a line; lang, published, source, link, summary and content are read where they are
    there. Example: thaw parse feed.xml | thaw detect -
    """
    detector, watches = detector_of(watch, lambda: config_or_defaults(config).watches)
    with opened(file) as stream:
        lines = Lines(str(file), stream)
        _detect_all(lines, detector, SystemClock().now(), several_watches=len(watches) > 1)
    if lines.malformed:
        raise typer.Exit(1)


def _detect_all(lines: Lines, detector: Detects, now: datetime, *, several_watches: bool) -> None:
    with progress("entries", None) as advance:
        for line in lines:
            print_json(detection_json(line.id, detector.detect(line.entry, now), several_watches=several_watches))
            advance(1)
