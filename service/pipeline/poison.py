"""What could not be taken in: kept for a person to look at, and told to whoever runs the service."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import asdict
from typing import TYPE_CHECKING

from service.alert.notice import notice
from service.log import logger
from service.model.alert import Reason

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.entry import Entry, Fetched, KnownFeed
    from service.model.rows import Transaction
    from service.pipeline.planning import Routing

DOCUMENT = "(document)"
"""Key in the quarantine of a whole document; those of entries are their own."""
LARGEST_KEPT = 256 * 1024
"""Bytes that are kept of a document."""
LONGEST_REASON = 300
"""Characters of a failure that are told; the quarantine holds all of it."""

_log = logger("pipeline")


def document_json(fetched: Fetched) -> str:
    """A fetched document as JSON: where it came from, and its first bytes in Base64 (RFC 4648)."""
    return json.dumps(
        {
            "url": fetched.url,
            "content_type": fetched.content_type,
            "bytes": len(fetched.body),
            "body": b64encode(fetched.body[:LARGEST_KEPT]).decode("ascii"),
        }
    )


def quarantine(tx: Transaction, known: KnownFeed, entry: Entry, error: Exception, routing: Routing, now: datetime) -> None:
    """Keep an entry that could not be taken in, and tell the operators, once a day a feed.

    Args:
        tx: what was done for the entry in it is undone already.
        known: the feed of the entry.
        entry: what could not be taken in.
        error: why.
        routing: channels of routes that name ``operational`` as a reason are told.
        now: our clock.
    """
    reason = f"{type(error).__name__}: {error}"
    _log.error("entry quarantined", feed=known.feed.name, entry=entry.key, error=reason)
    tx.quarantine.add(known.id, entry.key, json.dumps(asdict(entry), default=str, ensure_ascii=False), reason, now)
    alert = notice(
        name=f"quarantine-{known.id}-{now:%Y%m%d}",
        reason=Reason.OPERATIONAL,
        title=f"Feed {known.feed.name}: an entry could not be taken in",
        body="\n".join(_body(entry, reason)),
        now=now,
    )
    routing.tell_operators(tx, alert, now)


def _body(entry: Entry, reason: str) -> tuple[str, ...]:
    return (
        f"“{entry.title or entry.id}” could not be taken in. Nobody is alerted of what it says, so read it yourself:",
        entry.link or "(it has no link)",
        "",
        "The other entries of its feed were taken in. It is a mistake in Thaw; please report it with these words:",
        reason[:LONGEST_REASON],
        "",
        "Should more entries of this feed fail today, the log alone names them.",
    )
