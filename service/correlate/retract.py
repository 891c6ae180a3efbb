"""What becomes of a signal when an entry no longer tells it: a silent edit, or a retraction."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.correlate.progress import REJECTED, highest
from service.correlate.standing import retold
from service.correlate.steps import RANKS
from service.model.mention import PAGING, SEVERITIES, Severity
from service.model.signal import Change, SignalChange
from service.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.entry import StoredEntry
    from service.model.signal import Signal, Telling


def retract(signal: Signal, stored: StoredEntry, left: Sequence[Telling], *, now: datetime) -> SignalChange | None:
    """Take the old text of a revised entry out of a signal that it told.

    Args:
        signal: the signal as it stands.
        stored: the entry, with its new text.
        left: the tellings that remain, oldest first; that of the entry's new text among them where it still tells the step.
        now: our clock.

    Returns:
        `RETRACTED` where the signal falls back: nobody tells it any more, or nobody tells it as far or as gravely; `RAISED` where
        a denial or reversal is gone; `NOTED`, in the history alone, where others tell as much. None where nothing
        changes: the entry still tells as much, or the signal was merged into another one.
        The signal's severity stays the highest that it ever had; that of the change is what is left of it.
    """
    if signal.merged_into is not None:
        return None
    after = _after(signal, left)
    change, why = _change(signal, after, stored, left)
    if change is Change.NOTED and _tells(stored, left):
        return None
    after = replace(after, changes=signal.changes + 1, last_seen_at=max(signal.last_seen_at, now))
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


def _after(signal: Signal, left: Sequence[Telling]) -> Signal:
    """By what is left; where nothing is, as it stood, told by nobody."""
    if not left:
        return replace(signal, sources=(), langs=(), credibility="", credibility_reasons=())
    told = retold(signal, left)
    return replace(told, severity=highest(signal.severity, told.severity))


def _change(signal: Signal, after: Signal, stored: StoredEntry, left: Sequence[Telling]) -> tuple[Change, str]:
    gone = f"{_named(stored)} no longer tells it"
    if _tells(stored, left):
        gone = f"{_named(stored)} tells it otherwise now"
    if signal.review == REJECTED:
        return Change.NOTED, f"{gone}; it was rejected already"
    if not left:
        return Change.RETRACTED, f"{gone}, and nobody else does"
    if signal.status in RANKS and RANKS.get(after.status, 0) < RANKS[signal.status]:
        return Change.RETRACTED, f"{gone}; what is left tells it as {after.status}"
    if signal.status in RANKS and signal.severity in PAGING and _severity(left) not in PAGING:
        return Change.RETRACTED, f"{gone}; what is left makes it {_severity(left)}"
    if signal.status not in RANKS and after.status in RANKS:
        return Change.RAISED, f"{gone}; without it the step stands {after.status}"
    return Change.NOTED, f"{gone}; still told by {counted(len(left), 'other')}"


def _severity(left: Sequence[Telling]) -> Severity:
    return max((telling.mention.severity for telling in left), key=SEVERITIES.index)


def _tells(stored: StoredEntry, left: Sequence[Telling]) -> bool:
    return any(telling.entry_id == stored.id for telling in left)


def _named(stored: StoredEntry) -> str:
    return f"“{stored.entry.title[:80]}”" if stored.entry.title else stored.entry.id
