"""A parsed feed as plain JSON values, and back: what parser processes send."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from service.model.entry import Entry, ParsedFeed

_FEED = tuple(field.name for field in fields(ParsedFeed))
_ENTRY = tuple(field.name for field in fields(Entry))
_MOMENTS = ("published", "updated")
_values_of = attrgetter(*_ENTRY)


def parsed_feed_json(feed: ParsedFeed) -> dict[str, Any]:
    """JSON-ready values: moments in RFC 3339, spans in seconds, of each entry the values alone in the order of its fields."""
    values = {name: getattr(feed, name) for name in _FEED}
    return {
        **values,
        "entries": [[_plain(value) for value in _values_of(entry)] for entry in feed.entries],
        "ttl": None if feed.ttl is None else feed.ttl.total_seconds(),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


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


def _entry(values: list[Any]) -> Entry:
    named = dict(zip(_ENTRY, values, strict=True))
    for name in _MOMENTS:
        if named[name] is not None:
            named[name] = datetime.fromisoformat(named[name])
    named["warnings"] = tuple(named["warnings"])
    return Entry(**named)
