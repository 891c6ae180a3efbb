"""The state of play: for each actor and indicator the furthest step, as it was known on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.correlate.fit import codes
from service.correlate.progress import REJECTED, untold
from service.correlate.steps import RANKS
from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from service.model.signal import Signal, SignalChange

FURTHER = {
    **{status: rank + 3 for status, rank in RANKS.items()},
    Status.REVERSED: 3,
    Status.DISCUSSED: 2,
    Status.DENIED: 1,
}
"""How far a step has come; background is no step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The furthest step of one actor on one indicator.

    `actor` is a code: one of a signal's actors, or who sponsored the meeting. `date` is that of the entries by which the step
    came to its status, in UTC. `level`, `venue`, `severity`, `credibility` and `title` are the signal's; `steps` counts the
    signals on this indicator. `undone` is the date of a later step of the same kind that was broken off or undone; None where
    there is none.
    """

    watch: str
    target: str
    actor: str
    indicator: str
    status: Status
    date: datetime
    signal: str
    severity: str
    credibility: str
    title: str
    level: str | None = None
    venue: str | None = None
    steps: int = 1
    undone: datetime | None = None


def matrix(histories: Iterable[Sequence[SignalChange]], *, as_of: datetime) -> tuple[Cell, ...]:
    """What each actor has done at most on each indicator.

    Signals that were merged into others, rejected, or are told by nobody any more are left out.

    Args:
        histories: one a signal, oldest change first.
        as_of: changes after this moment (by our clock) were not known yet.

    Returns:
        The cells, by watch, target, actor and indicator.
    """
    groups: dict[tuple[str, str, str, str], list[Cell]] = {}
    for history in histories:
        for cell in _cells([change for change in history if change.at <= as_of]):
            groups.setdefault((cell.watch, cell.target, cell.actor, cell.indicator), []).append(cell)
    return tuple(_furthest(groups[key]) for key in sorted(groups))


def grid(cells: Sequence[Cell]) -> tuple[tuple[str, ...], dict[tuple[str, str, str], dict[str, Cell]]]:
    """The cells as a table.

    Returns:
        The indicators that occur, sorted, for columns; and for each row (watch, target, actor) its cells by indicator.
    """
    rows: dict[tuple[str, str, str], dict[str, Cell]] = {}
    for cell in cells:
        rows.setdefault((cell.watch, cell.target, cell.actor), {})[cell.indicator] = cell
    return tuple(sorted({cell.indicator for cell in cells})), rows


RECORDED = (
    "watch", "target", "actor", "indicator", "status", "date", "undone", "level", "venue", "severity", "credibility", "steps",
    "signal", "title",
)  # fmt: skip
"""What `record` tells of a cell, in its order."""


def record(cell: Cell) -> dict[str, str | int | None]:
    """A cell as one line of CSV or one JSON object; dates are ``YYYY-MM-DD``."""
    return {
        "watch": cell.watch,
        "target": cell.target,
        "actor": cell.actor,
        "indicator": cell.indicator,
        "status": str(cell.status),
        "date": f"{cell.date:%Y-%m-%d}",
        "undone": f"{cell.undone:%Y-%m-%d}" if cell.undone else None,
        "level": cell.level,
        "venue": cell.venue,
        "severity": cell.severity,
        "credibility": cell.credibility or None,
        "steps": cell.steps,
        "signal": cell.signal,
        "title": cell.title,
    }


def _cells(history: Sequence[SignalChange]) -> Iterator[Cell]:
    if not history:
        return
    signal = history[-1].signal
    if signal.merged_into or signal.review == REJECTED or untold(signal) or signal.status not in FURTHER:
        return
    date = _reached(history, signal)
    for actor in sorted({*signal.actors, *codes(signal.sponsor)}):
        yield Cell(
            watch=signal.watch,
            target=signal.target,
            actor=actor,
            indicator=signal.indicator,
            status=signal.status,
            date=date,
            signal=signal.id,
            severity=str(signal.severity),
            credibility=signal.credibility,
            title=signal.title,
            level=signal.level,
            venue=signal.venue,
        )


def _reached(history: Sequence[SignalChange], signal: Signal) -> datetime:
    """The date of the change by which the signal came to stand where it stands."""
    first = history[-1]
    for change in reversed(history):
        if change.signal.status is not signal.status:
            break
        first = change
    return first.signal.date if first is history[0] else first.signal.last_date


def _furthest(cells: Sequence[Cell]) -> Cell:
    """The furthest; of equals the newest."""
    best = max(cells, key=lambda cell: (FURTHER[cell.status], cell.date, cell.signal))
    undone = [cell.date for cell in cells if cell.status is Status.REVERSED and best.status in RANKS and cell.date > best.date]
    return replace(best, steps=len(cells), undone=max(undone, default=None))
