"""Moments as people read them: by the clock of their own zone, the zone named."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime


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
