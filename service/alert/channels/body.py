"""The body of a webhook and of a line in a file (CONTRACT, Channels), no larger than Standard Webhooks advises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from service.alert.content import moment, webhook_data

if TYPE_CHECKING:
    from service.model.alert import Alert

BODY_LIMIT = 20_000
"""Bytes; what is left out is told by ``truncated``, and of a digest's alerts the ids are told as long as there is room."""


def signal_body(alert: Alert) -> bytes:
    """``{"type": "signal.<reason>", "timestamp": ..., "data": {...}}``, minified, UTF-8; `webhook.schema.json` describes it."""
    data = webhook_data(alert.content)
    whole = _encoded(alert, data)
    while len(whole) > BODY_LIMIT and _shorten(data, len(whole)):
        whole = _encoded(alert, data)
    return whole


def _encoded(alert: Alert, data: dict[str, Any]) -> bytes:
    body = {"type": f"signal.{alert.reason}", "timestamp": moment(alert.at), "data": data}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _shorten(data: dict[str, Any], size: int) -> bool:
    """Leave out what is least; False: there is nothing that could be left out."""
    items, more, entries = (data.get(name) or [] for name in ("items", "more", "entries"))
    if len(items) > 1:
        data["items"], gone = _cut(items, size)
        data["more"] = [*(each["alert"] for each in gone), *more]
    elif more:
        data["more"], _ = _cut(more, size)
    elif len(entries) > 1:
        data["entries"], _ = _cut(entries, size)
    else:
        return False
    data["truncated"] = True
    return True


def _cut(listed: list[Any], size: int) -> tuple[list[Any], list[Any]]:
    """So much of the beginning that it may fit, and the rest; at least one goes."""
    keep = min(len(listed) - 1, max(1, len(listed) * BODY_LIMIT // size))
    return listed[:keep], listed[keep:]
