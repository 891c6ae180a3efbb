"""`thaw signals`: what was detected, by real-world step."""

from __future__ import annotations

import csv
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from service.app.parts import opened_store
from service.app.reviewing import Reviewing
from service.app.routing import idle_routing
from service.cli.options import AsJson, ConfigFile, author_of, config_of, group
from service.cli.output import opened_for_writing, print_json, print_line, print_rows, result_console, say
from service.cli.story import TOLD, signal_json, story_json, story_lines
from service.clock import SystemClock
from service.correlate.matrix import RECORDED, grid, matrix, record
from service.errors import AskedWronglyError
from service.text.moments import day, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from service.config import Config
    from service.correlate.matrix import Cell
    from service.model.signal import Signal

noun = group("signals", "List, show, review and export signals.")

Id = Annotated[str, typer.Argument(metavar="ID", help="The signal's id.")]
Since = Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Only those seen since that day.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100_000, help="At most that many.")]
Note = Annotated[str, typer.Option("--note", help="Why.")]
By = Annotated[str, typer.Option("--by", envvar="USER", help="Who reviews.")]
COLUMNS = ("id", "severity", "status", "actors", "seen", "sources", "indicator and title")
LEAST = timedelta(microseconds=1)
"""The least span that a moment can tell."""
SEVERITIES = ("low", "medium", "high", "critical")
Severities = Annotated[
    list[str] | None, typer.Option("--severity", help="Only that severity (low, medium, high, critical); may be repeated.")
]


class Form(StrEnum):
    """Forms of export."""

    CSV = "csv"
    JSONL = "jsonl"


class Act(StrEnum):
    """Acts of review; undo takes the last one back."""

    CONFIRM = "confirm"
    REJECT = "reject"
    NOTE = "note"
    UNDO = "undo"


def register(tree: typer.Typer) -> None:
    """Hang the commands into the tree."""
    tree.add_typer(noun)


@noun.command("list")
def list_signals(
    since: Since = None, severity: Severities = None, limit: Limit = 50, config: ConfigFile = None, as_json: AsJson = False
) -> None:
    """List signals, those seen last first.

    Example: thaw signals list --since 2026-11-01 --severity critical
    """
    found = config_of(config)
    signals = _listed(found, since, severity, limit)
    if as_json:
        print_json([signal_json(signal) for signal in signals])
        return
    asked = since is not None or bool(severity)
    nothing = "no signal is as asked" if asked else "no signal yet: no step was seen in what the feeds brought"
    print_rows(COLUMNS, [_row(signal, found.timezone) for signal in signals], nothing)


def _listed(config: Config, since: str | None, severities: Sequence[str] | None, limit: int | None) -> Sequence[Signal]:
    for severity in severities or ():
        if severity not in SEVERITIES:
            raise AskedWronglyError(f"--severity {severity}: must be one of {', '.join(SEVERITIES)}")
    start = _moment(since, "--since", config.timezone) if since else None
    with opened_store(config, upgrade=True) as store:
        return store.read(lambda tx: tx.signals.listed(since=start, severities=tuple(severities or ()), limit=limit))


def _moment(text: str, option: str, timezone: str) -> datetime:
    """A day, or a moment, of the readers' zone where it names none."""
    try:
        return moment_of(text, timezone)
    except ValueError:
        raise AskedWronglyError(f"{option} {text}: must be a day, such as 2026-11-24") from None


def _row(signal: Signal, timezone: str) -> tuple[str, ...]:
    return (
        signal.id,
        signal.severity,
        signal.review or signal.status,
        ", ".join(signal.actors),
        day(signal.last_seen_at, timezone),
        str(len(signal.sources)),
        f"{signal.indicator}: {signal.title}",
    )


@noun.command()
def show(signal_id: Id, config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Show the whole story of a signal.

    Its history with the reasons, the entries that tell it with their evidence, the alerts, the reviews.

    Example: thaw signals show s1s1nhfq9
    """
    found = config_of(config)
    with opened_store(found, upgrade=True) as store:
        story = store.read(lambda tx: story_json(tx, signal_id))
    if as_json:
        print_json(story)
        return
    console = result_console()
    for line in story_lines(story, found.timezone):
        print_line(console, line)


@noun.command()
def review(
    signal_id: Id,
    act: Annotated[Act | None, typer.Argument(metavar="ACT", help="What the review found.", show_default=False)] = None,
    note: Note = "",
    by: By = "operator",
    config: ConfigFile = None,
) -> None:
    """Confirm or reject a signal, or note something.

    Every act is kept with its author; undo takes the last one back. A rejected signal that had paged is corrected to
    everybody who got the page.

    Example: thaw signals review s1s1nhfq9 reject --note "an old visit"
    """
    if act is None:
        raise AskedWronglyError(
            f"{signal_id}: say what the review found: confirm, reject or note (with --note), or undo for the last act; "
            f'such as: thaw signals review {signal_id} reject --note "an old visit"',
            resource=signal_id,
        )
    with _reviewing(config, by) as reviewing:
        said = reviewing.undo(signal_id) if act is Act.UNDO else reviewing.judge(signal_id, act, note)
    say(f"{signal_id}: {said}")


@noun.command()
def merge(
    signal_id: Id,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The signal that goes into it.")],
    note: Note = "",
    by: By = "operator",
    config: ConfigFile = None,
) -> None:
    """Make two signals one, because they tell of one step.

    `thaw signals review ID undo` takes it back.

    Example: thaw signals merge s1s1nhfq9 s7k2mwq4d
    """
    with _reviewing(config, by) as reviewing:
        said = reviewing.merge(signal_id, other, note)
    say(f"{signal_id}: {said}")


@noun.command()
def split(
    signal_id: Id,
    entries: Annotated[list[str], typer.Argument(metavar="ENTRY...", help="Entries, as thaw signals show names them.")],
    note: Note = "",
    by: By = "operator",
    config: ConfigFile = None,
) -> None:
    """Take entries out of a signal into a new one.

    Because they tell of another step. Nobody is alerted.

    Example: thaw signals split s1s1nhfq9 "Syria TV/4711"
    """
    with _reviewing(config, by) as reviewing:
        said = reviewing.split(signal_id, entries, note)
    say(f"{signal_id}: {said}")


@contextmanager
def _reviewing(config: Path | None, by: str) -> Iterator[Reviewing]:
    author = author_of(by, "reviews")
    found = config_of(config)
    with opened_store(found, upgrade=True) as store:
        yield Reviewing(store, idle_routing(found), by=author, now=SystemClock().now())


def _end_of_day(text: str, timezone: str) -> datetime:
    """The last moment of a day of the readers' zone."""
    moment = _moment(text, "--as-of", timezone).astimezone(ZoneInfo(timezone))
    try:
        return (moment.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)).astimezone(UTC) - LEAST
    except OverflowError:
        return moment.astimezone(UTC)


@noun.command("matrix")
def show_matrix(
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="As it was known at the end of that day.")
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    config: ConfigFile = None,
    as_json: AsJson = False,
) -> None:
    """Show the state of play, by actor and indicator.

    For each actor the furthest step on each indicator, with its status and date.

    Example: thaw signals matrix --as-of 2026-11-24
    """
    found = config_of(config)
    moment = _end_of_day(as_of, found.timezone) if as_of else SystemClock().now()
    with opened_store(found, upgrade=True) as store:
        cells = store.read(lambda tx: matrix([tx.signals.history(signal.id) for signal in tx.signals.listed()], as_of=moment))
    if as_json:
        print_json([record(cell) for cell in cells])
    elif as_csv:
        _write_csv(RECORDED, [record(cell) for cell in cells], sys.stdout)
    else:
        result_console().print(_table(cells) if cells else "no step is known yet")


def _table(cells: Sequence[Cell]) -> Table:
    """Actors down, indicators across; watch and target stand beside the actor where there are several."""
    indicators, rows = grid(cells)
    several = len({(watch, target) for watch, target, _ in rows}) > 1
    table = Table(*(("watch", "target") if several else ()), "actor", *indicators, box=None)
    for (watch, target, actor), found in rows.items():
        table.add_row(*((watch, target) if several else ()), actor, *(_cell(found.get(name)) for name in indicators))
    return table


def _cell(cell: Cell | None) -> str:
    """Status and day of a step; that day is the outlet's, which no zone moves."""
    if cell is None:
        return ""
    undone = f", undone {cell.undone:%Y-%m-%d}" if cell.undone else ""
    return f"{cell.status} {cell.date:%Y-%m-%d}{undone}"


@noun.command()
def export(
    out: Annotated[Path, typer.Option("--out", metavar="FILE|-", help="Where to.")] = Path("-"),
    form: Annotated[Form, typer.Option("--form", help="CSV for spreadsheets, JSON Lines for programs.")] = Form.CSV,
    since: Since = None,
    severity: Severities = None,
    config: ConfigFile = None,
) -> None:
    """Write all signals as CSV or JSON Lines.

    Example: thaw signals export --form csv --out signals.csv
    """
    records = [signal_json(signal) for signal in _listed(config_of(config), since, severity, None)]
    with opened_for_writing(out) as stream:
        if form is Form.JSONL:
            for line in records:
                print_json(line, stream)
        else:
            _write_csv(TOLD, records, stream or sys.stdout)


def _write_csv(columns: Sequence[str], records: Sequence[dict[str, Any]], stream: Any) -> None:
    """Records below their columns, which stand there without any record too."""
    writer = csv.DictWriter(stream, columns)
    writer.writeheader()
    for line in records:
        writer.writerow({name: safe_cell(value) for name, value in line.items()})


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
