"""The rows of small tables: silences, reviews, single facts and the quarantine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.alert import Review, Silence


class SilenceRows(Protocol):
    """Silences."""

    def add(self, silence: Silence) -> Silence:
        """Store a silence; the same with its id."""
        ...

    def active(self, now: datetime) -> Sequence[Silence]:
        """Those that have not ended."""
        ...

    def end(self, silence_id: int, now: datetime) -> None:
        """End one now. Raises AskedWronglyError where unknown."""
        ...


class ReviewRows(Protocol):
    """The audit log of reviewers' acts."""

    def add(self, review: Review) -> Review:
        """Append; the same with its id."""
        ...

    def mark_undone(self, review_id: int, by_id: int) -> None:
        """Note that an act was taken back by another one."""
        ...

    def of(self, signal_id: str) -> Sequence[Review]:
        """All acts on a signal, oldest first."""
        ...


class FactRows(Protocol):
    """Single facts of the service by name: last good pass, last heartbeat, channel paused. Values are JSON."""

    def get(self, name: str) -> object | None:
        """The value, or None."""
        ...

    def put(self, name: str, value: object) -> None:
        """Set or replace."""
        ...


class QuarantineRows(Protocol):
    """What could not be taken in: kept for a person to look at, so that it holds up nothing else."""

    def add(self, feed_id: int, key: str, raw: str, error: str, now: datetime) -> None:
        """Keep an entry (`raw`: its text as JSON) and why it failed; the same feed and key again replaces it."""
        ...

    def listed(self) -> Sequence[tuple[int, str, str, datetime]]:
        """Feed id, key, error and moment of each, newest first."""
        ...
