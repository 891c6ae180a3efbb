"""A channel that fails as a whole is slowed as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.errors import DeliveryError

SHORTEST, LONGEST = 30.0, 900.0
"""Seconds that a channel is left alone, doubled each time that it fails again."""

BUSY = frozenset({421, 429, 503})
"""Answers that speak of the receiver as a whole; any other answer speaks of one message."""


class Breaker:
    """Counts failures in a row and opens; after a while one delivery may probe.

    Args:
        trip_after: failures in a row that open it; None: it never opens.
    """

    def __init__(self, trip_after: int | None = 5) -> None:
        self._trip_after = trip_after
        self._failures = 0
        self._closed_from = 0.0
        self._pause = SHORTEST

    def allows(self, monotonic: float) -> int | None:
        """How many deliveries may be tried now: 0 while open, 1 to probe, None: any number."""
        if self._trip_after is None or self._failures < self._trip_after:
            return None
        return 1 if monotonic >= self._closed_from else 0

    def succeeded(self) -> None:
        """The receiver took a message, or refused one for its own sake: it is there."""
        self._failures = 0
        self._pause = SHORTEST

    def failed(self, failure: DeliveryError, monotonic: float) -> None:
        """An attempt failed."""
        if failure.code is not None and failure.code not in BUSY:
            self.succeeded()
            return
        self._failures += 1
        if self._trip_after is not None and self._failures >= self._trip_after and monotonic >= self._closed_from:
            self._closed_from = monotonic + self._pause
            self._pause = min(self._pause * 2, LONGEST)
