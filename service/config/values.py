"""Single values as people write them: durations, sizes, times of day, zones, caps, places to listen at.

Every function takes what YAML gave and raises ValueError with words that say what would be right; a value that has its
type already passes through, so that settings can be made in code too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

UNITS = {
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}
SIZES = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}

LONGEST = timedelta(days=3660)
"""The longest span that any setting may name."""
LARGEST = 2**30
"""The largest size in bytes that any setting may name."""
HIGHEST_PORT = 65535

_SPAN = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)(ms|[smhdw])", re.ASCII)
_SPANS = re.compile(rf"(?:{_SPAN.pattern})+", re.ASCII)
_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s?(B|[KMG]i?B)", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_CAP = re.compile(r"(\d{1,6})\s?/\s?(\S+)", re.ASCII)
_LISTEN = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<host>[A-Za-z0-9.-]+)):(?P<port>\d{1,5})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `count` alerts a channel in a window of length `per`."""

    count: int
    per: timedelta


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of local time (``HH:MM``), from `start` to before `end`, that may pass midnight."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the web side listens; port 0 takes any that is free."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def duration(value: object) -> timedelta:
    """A span of time such as ``30s``, ``10m``, ``1h30m`` or ``400d``; more than nothing, ten years at most."""
    if isinstance(value, timedelta):
        return value
    if not isinstance(value, str) or not _SPANS.fullmatch(value):
        raise ValueError("must be a duration with its unit, such as 30s, 10m, 1h or 400d")
    try:
        span = sum((float(number) * UNITS[unit] for number, unit in _SPAN.findall(value)), timedelta())
    except OverflowError:
        span = timedelta.max
    if not timedelta() < span <= LONGEST:
        raise ValueError(f"must be longer than nothing and at most {LONGEST.days}d")
    return span


def size(value: object) -> int:
    """Bytes: ``8MiB``, ``500KB``, or a plain number."""
    found = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if found:
        count = int(Decimal(found[1]) * SIZES[found[2]])
    elif isinstance(value, int) and not isinstance(value, bool):
        count = value
    else:
        raise ValueError("must be a size with its unit, such as 8MiB or 500KB")
    if not 0 < count <= LARGEST:
        raise ValueError("must be more than nothing and at most 1GiB")
    return count


def clock_time(value: object) -> str:
    """A local time of day, ``HH:MM``."""
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise ValueError("must be a time of day from 00:00 to 23:59, such as 07:00")
    return value


def zone(value: object) -> str:
    """An IANA time zone such as ``Europe/Berlin``."""
    if not isinstance(value, str):
        raise ValueError("must be a time zone such as UTC or Europe/Berlin")  # noqa: TRY004 - pydantic collects ValueErrors
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        close = get_close_matches(value, available_timezones(), n=1, cutoff=0.8)
        hint = f"did you mean {close[0]}?" if close else "write one such as UTC or Europe/Berlin"
        raise ValueError(f"{value!r} is no time zone; {hint}") from error
    return value


def parse_cap(value: object) -> Cap:
    """``20/10m``: so many alerts a channel in so long."""
    if isinstance(value, Cap):
        return value
    found = _CAP.fullmatch(value) if isinstance(value, str) else None
    if not found or int(found[1]) < 1:
        raise ValueError("must be a number of alerts and a time, such as 20/10m, or null for no cap")
    return Cap(int(found[1]), duration(found[2]))


def parse_listen(value: object) -> Listen:
    """``127.0.0.1:8000``, ``[::1]:8000`` or ``localhost:8000``."""
    if isinstance(value, Listen):
        return value
    found = _LISTEN.fullmatch(value) if isinstance(value, str) else None
    if not found or int(found["port"]) > HIGHEST_PORT:
        raise ValueError("must be an address and a port, such as 127.0.0.1:8000 or [::1]:8000")
    return Listen(found["v6"] or found["host"], int(found["port"]))


def duration_text(span: timedelta) -> str:
    """A duration as it would be written in the file, such as ``1h30m``."""
    rest, parts = span, []
    for unit in ("d", "h", "m", "s", "ms"):
        count, rest = divmod(rest, UNITS[unit])
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"


def size_text(count: int) -> str:
    """A size as it would be written in the file, in the largest unit that divides it."""
    unit = next(unit for unit in ("GiB", "MiB", "KiB", "B") if count % SIZES[unit] == 0)
    return f"{count // SIZES[unit]}{unit}"
