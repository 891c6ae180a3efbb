"""What becomes of a signal when an entry no longer tells it: a silent edit, or a retraction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.correlate.steps import RANKS
from service.model.mention import SEVERITIES, Status
from service.model.signal import Change, SignalChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from service.model.entry import StoredEntry
    from service.model.mention import Severity
    from service.model.signal import Signal, Telling


def retract(signal: Signal, stored: StoredEntry, left: Sequence[Telling], *, now: datetime) -> SignalChange | None:
    """Take a revised entry out of a signal that it told.

    Args:
        signal: the signal as it stands.
        stored: the entry, whose new text no longer tells it.
        left: the tellings that remain.
        now: our clock.

    Returns:
        A `RETRACTED` change where the signal rested on that entry alone; a `NOTED` one in its history where others still
        tell it as far as it had come; None where the signal was merged into another one.
    """
    if signal.merged_into is not None:
        return None
    status = _status(signal, left)
    if not left:
        change, why = Change.RETRACTED, f"{_named(stored)} no longer tells it, and nobody else does"
    elif signal.status in RANKS and RANKS.get(status, 0) < RANKS[signal.status]:
        change, why = Change.RETRACTED, f"{_named(stored)} no longer tells it; the others tell it as {status}"
    else:
        change, why = Change.NOTED, f"{_named(stored)} no longer tells it; {len(left)} others do"
    after = replace(
        signal,
        status=status,
        changes=signal.changes + 1,
        last_seen_at=max(signal.last_seen_at, now),
        sources=_distinct(telling.source for telling in left),
        langs=_distinct(telling.lang for telling in left),
    )
    return SignalChange(
        signal=after,
        number=after.changes,
        change=change,
        at=now,
        severity=_severity(left) if left else signal.severity,
        previous=signal.status,
        previous_severity=signal.severity,
        entry_id=stored.id,
        reasons=(why,),
    )


def _status(signal: Signal, left: Sequence[Telling]) -> Status:
    """The furthest step that is still told; nothing left: as it stood."""
    if signal.status not in RANKS:
        return signal.status
    told = [telling.mention.status for telling in left if telling.mention.status in RANKS]
    return max(told, key=RANKS.__getitem__, default=Status.DENIED if left else signal.status)


def _severity(left: Sequence[Telling]) -> Severity:
    return max((telling.mention.severity for telling in left), key=SEVERITIES.index)


def _named(stored: StoredEntry) -> str:
    return f"“{stored.entry.title[:80]}”" if stored.entry.title else stored.entry.id


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))
