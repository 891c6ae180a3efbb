"""A signal's story as lines."""

from __future__ import annotations

from typing import Any

from service.cli.story import story_lines


def story(**changed: Any) -> dict[str, Any]:
    return {
        "signal": "s1", "severity": "low", "status": "discussed", "indicator": "diplomatic_relations", "title": "Talk",
        "actors": ["TUR"], "target": "SYR", "level": None, "scope": None, "sponsor": None, "venue": None, "venue_control": None,
        "credibility": None, "review": None, "follows": None, "merged_into": None,
        "history": [], "entries": [], "alerts": [], "reviews": [], **changed,
    }  # fmt: skip


def alert(*deliveries: dict[str, Any]) -> dict[str, Any]:
    return {"alert": "s1-1", "reason": "new", "severity": "low", "at": "2026-11-30T09:00:00+00:00", "deliveries": deliveries}


def delivery(**changed: Any) -> dict[str, Any]:
    return {"channel": "desk", "recipient": "a@example.org", "state": "sent", "error": None, "muted": None, **changed}


def test_an_alert_that_no_route_took_names_nobody() -> None:
    lost = delivery(channel="", recipient="", state="muted", muted="no route takes low")
    lines = list(story_lines(story(alerts=[alert(lost)]), "UTC"))
    assert lines[-1] == "    nobody: muted (no route takes low)"


def test_a_delivery_names_channel_and_recipient_and_why_it_failed() -> None:
    lines = list(story_lines(story(alerts=[alert(delivery(), delivery(state="dead", error="HTTP 410"))]), "UTC"))
    assert lines[-2:] == ["    desk to a@example.org: sent", "    desk to a@example.org: dead (HTTP 410)"]


def test_what_is_not_there_is_said() -> None:
    assert list(story_lines(story(), "UTC"))[-2:] == ["No entry tells it.", "No alert was sent."]
