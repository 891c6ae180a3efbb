"""Detections as JSON and as text for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from service.model.mention import Detection, Mention

STATED = ("indicator", "status", "actors", "target", "level", "scope", "sponsor", "venue", "venue_control")


def detection_json(name: object, detection: Detection, *, several_watches: bool) -> dict[str, Any]:
    """One output line of `thaw detect` (CONTRACT): every key of a mention is always there."""
    return {
        "id": name,
        "mentions": [mention_json(mention, with_watch=several_watches) for mention in detection.mentions],
        "severity": detection.severity,
        "page": detection.page,
    }


def mention_json(mention: Mention, *, with_watch: bool) -> dict[str, Any]:
    """A mention with its evidence; `watch` only where there are several."""
    stated: dict[str, Any] = {key: getattr(mention, key) for key in STATED}
    watch = {"watch": mention.watch} if with_watch else {}
    evidence = [
        {"field": span.field, "start": span.start, "end": span.end, "text": span.text, "role": span.role}
        for span in mention.evidence
    ]
    return {**watch, **stated, "confidence": round(mention.confidence, 3), "evidence": evidence}
