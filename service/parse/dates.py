"""Dates of feeds: read by feedparser, clamped to what can be."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""No feed is older."""
AHEAD = timedelta(hours=24)
"""How far in the future a date may lie (zones are often wrong)."""


_MONTHS = {
    month: f"{number:02}"
    for number, month in enumerate(("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1)
}
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) ([12]\d{3}) (\d\d:\d\d:\d\d) (?:GMT|UTC|([+-][01]\d)([0-5]\d))",
    re.ASCII,
)


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


def mail_moment(text: str) -> datetime | None:
    """A moment as nearly all RSS writes it (RFC 5322, 3.3); None for any other form, which is for others to read."""
    found = _MAIL.fullmatch(text)
    if found is None:
        return None
    day, month, year, clock, zone_hours, zone_minutes = found.groups("00")
    try:
        # In ISO 8601, whose reader is by far the fastest there is.
        moment = datetime.fromisoformat(f"{year}-{_MONTHS[month]}-{day:0>2} {clock}{zone_hours:+>3}:{zone_minutes}")
    except (ValueError, KeyError):
        return None
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def believable(moment: datetime | None, now: datetime, warn: Callable[[str], None]) -> datetime | None:
    """The moment, or None with a warning where no entry can be of that date."""
    if moment is None:
        return None
    if EARLIEST <= moment <= now + AHEAD:
        return moment
    warn(f"its date {moment:%Y-%m-%d} cannot be")
    return None
