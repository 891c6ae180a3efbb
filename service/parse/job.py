"""The work of a parser process: one request in, one result out, both plain values."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from service.errors import ParseError
from service.model.wire import parsed_feed_json
from service.parse.entry import parse_feed


def run(request: dict[str, Any], body: bytes) -> dict[str, Any]:
    """Parse a body.

    Args:
        request: ``content_type``, ``url``, ``source`` and ``now`` (RFC 3339).
        body: the bytes.

    Returns:
        ``{"feed": ...}``, or ``{"wrong": reason}`` where the bytes are no feed.
    """
    try:
        feed = parse_feed(
            body,
            content_type=request["content_type"],
            url=request["url"],
            source=request["source"],
            now=datetime.fromisoformat(request["now"]),
        )
    except ParseError as error:
        return {"wrong": error.message}
    return {"feed": parsed_feed_json(feed)}
