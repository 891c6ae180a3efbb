"""A channel that fails as a whole is slowed as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.errors import DeliveryError

SHORTEST, LONGEST = 30.0, 900.0
"""Seconds that a channel is left alone, doubled each time that it fails again."""

BUSY = frozenset({421, 429, 503})
"""Answers by which a receiver says that it is not to be asked now: they weigh as much as no answer."""

UNANSWERED = 10
"""What a failure without an answer weighs, which costs a whole time-out; one that was answered weighs 1."""


class Breaker:
    """Counts failures in a row and opens; after a while one delivery may probe.

    Only a refusal for good (an unknown recipient) counts as a sign of life: it speaks of one message, and the receiver works.

    Args:
        trip_at: the weight of failures in a row that opens it: five time-outs, or fifty answers that are errors; None: never.
    """

    def __init__(self, trip_at: int | None = 50) -> None:
        self._trip_at = trip_at
        self._weight = 0
        self._closed_from = 0.0
        self._pause = SHORTEST

    def allows(self, monotonic: float) -> int | None:
        """How many deliveries may be under way now: 0 while open, 1 to probe, None: any number."""
        if not self._is_open():
            return None
        return 1 if monotonic >= self._closed_from else 0

    def succeeded(self) -> None:
        """The receiver took a message: it is there."""
        self._weight = 0
        self._pause = SHORTEST

    def failed(self, failure: DeliveryError, monotonic: float) -> None:
        """An attempt failed."""
        if not failure.retry and failure.code is not None:
            self.succeeded()
            return
        self._weight += UNANSWERED if failure.code is None or failure.code in BUSY else 1
        if self._is_open() and monotonic >= self._closed_from:
            self._closed_from = monotonic + self._pause
            self._pause = min(self._pause * 2, LONGEST)

    def _is_open(self) -> bool:
        return self._trip_at is not None and self._weight >= self._trip_at
