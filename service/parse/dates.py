"""Dates of feeds: read by feedparser, clamped to what can be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No feed is older."""
AHEAD = timedelta(hours=24)
"""How far in the future a date may lie (zones are often wrong)."""


def moment_of(parts: Sequence[int] | None) -> datetime | None:
    """A moment from feedparser's parts, which are UTC; None where there is none, or it cannot be."""
    if parts is None:
        return None
    try:
        year, month, day, hour, minute, second = parts[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, OverflowError, TypeError):
        return None


def iso_moment(text: str) -> datetime | None:
    """A moment from RFC 3339, in whole seconds; without a zone it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(text.strip()).replace(microsecond=0)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def believable(moment: datetime | None, now: datetime, warn: Callable[[str], None]) -> datetime | None:
    """The moment, or None with a warning where no entry can be of that date."""
    if moment is None:
        return None
    if EARLIEST <= moment <= now + AHEAD:
        return moment
    warn(f"its date {moment:%Y-%m-%d} cannot be")
    return None
