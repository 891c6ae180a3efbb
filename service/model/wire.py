"""A parsed feed as plain JSON values, and back: what parser processes send."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from service.model.entry import Entry, ParsedFeed


def parsed_feed_json(feed: ParsedFeed) -> dict[str, Any]:
    """JSON-ready values: moments in RFC 3339, spans in seconds."""
    values = asdict(feed)
    values["ttl"] = feed.ttl.total_seconds() if feed.ttl is not None else None
    for entry in values["entries"]:
        for name in ("published", "updated"):
            entry[name] = entry[name].isoformat() if entry[name] is not None else None
    return values


def parsed_feed_of(values: dict[str, Any]) -> ParsedFeed:
    """A parsed feed from what `parsed_feed_json` gave.

    Raises:
        ValueError, TypeError, KeyError: the values are of another shape.
    """
    ttl = values["ttl"]
    return ParsedFeed(
        **{
            **values,
            "entries": tuple(_entry(entry) for entry in values["entries"]),
            "ttl": None if ttl is None else timedelta(seconds=ttl),
            "skip_hours": tuple(values["skip_hours"]),
            "warnings": tuple(values["warnings"]),
        }
    )


def _entry(values: dict[str, Any]) -> Entry:
    moments = {name: datetime.fromisoformat(values[name]) if values[name] else None for name in ("published", "updated")}
    return Entry(**{**values, **moments, "warnings": tuple(values["warnings"])})
