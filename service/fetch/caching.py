"""What the headers of an answer say of when to come again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=7)
"""Nothing that a server says is believed beyond this."""

_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,10})\"?", re.ASCII | re.IGNORECASE)
_SECONDS = re.compile(r"\d{1,10}", re.ASCII)


def max_age(cache_control: str | None) -> timedelta | None:
    """``max-age`` of Cache-Control (RFC 9111); None where it is not said, or storing is forbidden."""
    if not cache_control or re.search(r"\bno-(?:cache|store)\b", cache_control, re.IGNORECASE):
        return None
    found = _MAX_AGE.search(cache_control)
    return min(timedelta(seconds=int(found[1])), LONGEST) if found else None


def expires(value: str | None) -> datetime | None:
    """The header Expires (RFC 9111); None where it is not said or is no date."""
    return _moment(value) if value else None


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """The header Retry-After (RFC 9110): seconds or a date; None where it is not said or cannot be."""
    if not value:
        return None
    seconds = _SECONDS.fullmatch(value.strip())
    if seconds:
        return min(timedelta(seconds=int(seconds[0])), LONGEST)
    moment = _moment(value)
    return min(moment - now, LONGEST) if moment is not None and moment > now else None


def _moment(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
