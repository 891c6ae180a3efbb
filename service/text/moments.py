"""Moments as people write and read them: by the clock of their own zone, the zone named."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def moment_of(text: str, zone: str = "UTC") -> datetime:
    """A day ``YYYY-MM-DD``, or a moment of RFC 3339, in UTC.

    Args:
        text: as somebody has written it.
        zone: IANA name of the zone that is meant where the text names none.

    Raises:
        ValueError: it is neither, or lies beyond the years that there are.
    """
    moment = datetime.fromisoformat(text)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{text} lies beyond the years that there are") from error


def minute(at: datetime, zone: str) -> str:
    """A moment to the minute: ``2026-11-24 17:42 Europe/Istanbul``.

    Args:
        at: aware, in any zone.
        zone: IANA name of the readers' zone.
    """
    return f"{clock(at, zone)} {zone}"


def clock(at: datetime, zone: str) -> str:
    """The same without the zone, for where it is named beside: ``2026-11-24 17:42``."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def day(at: datetime, zone: str) -> str:
    """The day on which a moment falls for the readers: ``2026-11-24``."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
