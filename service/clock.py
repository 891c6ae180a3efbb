"""The only place that reads the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never step back, for measuring spans."""
        return time.monotonic()


class SetClock:
    """A clock that stands where it was set: for tests, and for whoever asks what would be at another moment."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._monotonic = 0.0

    def now(self) -> datetime:
        """The moment that was set last, aware, UTC."""
        return self._now

    def monotonic(self) -> float:
        """Seconds moved forward since this clock was made."""
        return self._monotonic

    def set(self, now: datetime) -> None:
        """Move the clock to `now` (aware, UTC), forward or back."""
        self._monotonic += max(0.0, (now - self._now).total_seconds())
        self._now = now
