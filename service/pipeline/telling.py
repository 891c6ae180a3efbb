"""A stored entry and its mention as one telling, the form in which correlation reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.model.mention import PAGING, SEVERITIES, Severity
from service.model.signal import Telling

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.entry import Feed, StoredEntry
    from service.model.mention import Detection, Mention


def of_target(detection: Detection, target: str | None) -> Detection:
    """What an entry tells of the one government that its feed is read for; of all of them where the feed names none."""
    if target is None or all(mention.target == target for mention in detection.mentions):
        return detection
    mentions = tuple(mention for mention in detection.mentions if mention.target == target)
    severity = max((mention.severity for mention in mentions), key=SEVERITIES.index, default=Severity.NONE)
    return replace(detection, mentions=mentions, severity=severity, page=severity in PAGING)


def telling_of(mention: Mention, stored: StoredEntry, feed: Feed, detection: Detection, now: datetime) -> Telling:
    """What `stored` tells by `mention`; its date is never later than `now`, for feeds date entries as they like."""
    entry = stored.entry
    return Telling(
        entry_id=stored.id,
        entry_name=entry.id,
        title=entry.title,
        text=entry.summary or entry.content,
        source=entry.source or feed.name,
        lang=detection.lang,
        reliability=feed.reliability,
        seen_at=stored.first_seen,
        published=min(entry.published or now, now),
        mention=mention,
        siblings=tuple(other for other in detection.mentions if other is not mention),
        country=feed.country,
        link=entry.link,
    )
