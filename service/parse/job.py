"""The work of a parser process: one request in, one result out, both plain values."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from service.errors import ParseError
from service.model.wire import parsed_feed_json
from service.parse.entry import parse_feed
from service.parse.page import main_text


def run(request: dict[str, Any], body: bytes) -> dict[str, Any]:
    """Parse a body.

    Args:
        request: ``content_type``, ``url``, ``source`` and ``now`` (RFC 3339); ``page`` where it is a web page and no feed.
        body: the bytes.

    Returns:
        ``{"feed": ...}``, or ``{"wrong": reason}`` where the bytes are no feed; ``{"text": ...}`` of a page.
    """
    if request.get("page"):
        return {"text": main_text(body, request["content_type"])}
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
