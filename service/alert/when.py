"""When a delivery is due: grouping windows, digests at a local time, quiet hours. Pure; every moment is aware."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def clock_time(text: str) -> time:
    """A local time written ``HH:MM``. Raises ValueError where it is none."""
    return time.fromisoformat(text)


def window_end(now: datetime, length: timedelta) -> datetime:
    """The end of the window of `length` that `now` lies in.

    Windows are counted from the epoch, so that all that is gathered in one falls due at one moment without being remembered.
    """
    return EPOCH + ((now - EPOCH) // length + 1) * length


def next_local(now: datetime, at: time, timezone: str) -> datetime:
    """The next moment after `now` at which clocks in `timezone` show `at`, in UTC.

    A time that the change to daylight saving skips comes as much later as the clocks jump; one that comes twice counts the
    first time.
    """
    zone = ZoneInfo(timezone)
    day = now.astimezone(zone).date()
    due = now
    while due <= now:
        due = datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
        day += timedelta(days=1)
    return due


def is_quiet(moment: datetime, quiet: tuple[str, str], timezone: str) -> bool:
    """Whether `moment` lies in the quiet hours, a span of local time that may pass midnight; its end is not quiet."""
    start, end = (clock_time(text) for text in quiet)
    local = moment.astimezone(ZoneInfo(timezone)).time()
    if start <= end:
        return start <= local < end
    return local >= start or local < end


def after_quiet(moment: datetime, quiet: tuple[str, str], timezone: str) -> datetime:
    """`moment`, or the end of the quiet hours that it lies in."""
    if not is_quiet(moment, quiet, timezone):
        return moment
    return next_local(moment, clock_time(quiet[1]), timezone)
