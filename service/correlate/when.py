"""How long a signal stays open, by the dates of its entries (CODEBOOK, One event, one signal)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from service.model.mention import Status

if TYPE_CHECKING:
    from service.model.signal import Signal, Telling

NEAR = timedelta(days=10)
"""Entries further apart tell of different steps, unless a longer span below holds."""

EXPECTED = timedelta(days=60)
"""How long a step that was announced or reported may take to come about."""

RETOLD = timedelta(days=30)
"""How long a step is told as news beside other news (CODEBOOK, rule 10)."""

LINKED = timedelta(days=400)
"""How far back a signal is looked for that a later step follows."""

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Entries dated before come from a clock that was never set."""

PENDING = frozenset({Status.ANNOUNCED, Status.REPORTED})

DONE = frozenset({Status.OCCURRED, Status.REVERSED})
"""What is told as news for some time after it was done."""


def since(now: datetime) -> datetime:
    """A signal last seen before is not linked to, and words told before are no repetition."""
    return now - LINKED


def open_since(telling: Telling) -> datetime:
    """A signal last seen before cannot be joined, by `in_time`."""
    return date_of(telling) - max(NEAR, RETOLD, EXPECTED)


def date_of(telling: Telling) -> datetime:
    """When the entry was published: never after we saw it first, and then where its own date cannot be believed."""
    if telling.published < EARLIEST:
        return telling.seen_at
    return min(telling.published, telling.seen_at)


def gap(signal: Signal, date: datetime) -> timedelta:
    """How far a date lies outside of the span that a signal's entries cover; nothing where it lies within."""
    return max(signal.date - date, date - signal.last_date, timedelta())


def in_time(signal: Signal, status: Status, date: datetime) -> bool:
    """Whether a mention of this status and date may still tell of the signal's step."""
    apart = gap(signal, date)
    if apart <= NEAR:
        return True
    earlier, later = (status, signal.status) if date < signal.date else (signal.status, status)
    if earlier in PENDING and later is not Status.BACKGROUND:
        return apart <= EXPECTED
    told_again = earlier is later and earlier in DONE
    broken_off = earlier is Status.OCCURRED and later is Status.REVERSED
    return (told_again or broken_off) and apart <= RETOLD
