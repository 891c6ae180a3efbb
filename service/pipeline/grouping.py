"""A telling to its signal: fetches what the deciders of correlation look at, by index, and no more of it than they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.correlate.assign import EARLIER, assign, linked
from service.correlate.progress import ENOUGH, may_move, progress
from service.correlate.steps import STEPS
from service.correlate.when import open_since, since
from service.correlate.wording import is_repeat
from service.pipeline.planning import TakenIds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.rows import Transaction
    from service.model.signal import Assignment, Signal, SignalChange, Telling


class _Tellings(dict[str, "Sequence[Telling]"]):
    """What was told of a signal before, the newest of it, looked up when it is asked for."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__()
        self._tx = tx

    def __missing__(self, signal_id: str) -> Sequence[Telling]:
        self[signal_id] = self._tx.signals.tellings(signal_id, newest=ENOUGH)
        return self[signal_id]


def grouped(tx: Transaction, telling: Telling, now: datetime) -> tuple[SignalChange, Sequence[Telling]]:
    """What a telling does to the signal that it belongs to; nothing is stored.

    Args:
        tx: where signals and tellings are looked up.
        telling: the mention and its entry, not stored yet.
        now: our clock.

    Returns:
        The change, and what was told of its signal before: all of it where the signal moves, else the newest.
    """
    repeated, tellings = _repeated(tx, telling, now), _Tellings(tx)
    signal, assignment = _assigned(tx, telling, now, repeated, tellings)
    if signal is None:
        return progress(None, telling, assignment, now, tellings=(), taken=TakenIds(tx)), ()
    earlier = tellings[signal.id]
    whole = len(earlier) < ENOUGH
    if not whole and may_move(signal, telling):
        earlier, whole = tx.signals.tellings(signal.id), True
    return progress(signal, telling, assignment, now, tellings=earlier, again=signal in repeated, whole=whole), earlier


def _assigned(
    tx: Transaction, telling: Telling, now: datetime, repeated: Sequence[Signal], tellings: _Tellings
) -> tuple[Signal | None, Assignment]:
    mention = telling.mention
    near = tx.signals.candidates(mention.watch, mention.indicator, mention.target, open_since(telling), mention.actors)
    found = assign(telling, near, tellings_of=tellings, repeated=repeated)
    if found.signal_id is None:
        return None, linked(found, telling, tx.signals.earlier(mention, since(now), tuple(STEPS), EARLIER))
    return next(signal for signal in (*near, *repeated) if signal.id == found.signal_id), found


def _repeated(tx: Transaction, telling: Telling, now: datetime) -> Sequence[Signal]:
    """Signals in which the same outlet said the same before, newest first."""
    alike = tx.signals.told_alike(telling, since(now), EARLIER)
    names = dict.fromkeys(name for name, other in alike if is_repeat(telling, other))
    return [signal for name in names if (signal := tx.signals.get(name)) is not None]
