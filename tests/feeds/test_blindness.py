from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from service.feeds.blindness import Blind, blind, dark_since
from service.model.entry import Feed, FeedState, KnownFeed

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FAILING = FeedState(failures=3, failing_since=NOW, told=())
SILENT = FeedState(told=("silent",), last_new_entry=NOW - HOUR)
WELL = FeedState(last_success=NOW, last_new_entry=NOW)


def feed(
    number: int, state: FeedState, lang: str | None = "ar", country: str | None = "SYR", *, enabled: bool = True
) -> KnownFeed:
    named = Feed(name=str(number), url=f"https://{number}.example/", lang=lang, country=country, enabled=enabled)
    return KnownFeed(id=number, feed=named, state=state)


@pytest.mark.parametrize(
    ("state", "since"),
    [
        (FeedState(), None),
        (WELL, None),
        (replace(FAILING, failures=2), None),
        (FAILING, NOW),
        (SILENT, NOW - HOUR),
        (replace(FAILING, failures=1, told=("gone",)), NOW),
    ],
    ids=["never polled", "well", "failed twice", "failed three times", "silent", "gone at once"],
)
def test_a_feed_is_dark_since(state: FeedState, since: datetime | None) -> None:
    assert dark_since(state) == since


def test_what_has_one_feed_that_sees_is_not_blind() -> None:
    assert blind([feed(1, FAILING), feed(2, WELL)]) == []
    assert blind([feed(1, FAILING), feed(2, FeedState())]) == []
    assert blind([]) == []


def test_blind_is_what_has_lost_its_last_feed_and_since_then() -> None:
    later = replace(FAILING, failing_since=NOW + HOUR)
    found = blind([feed(1, FAILING), feed(2, later), feed(3, SILENT, "tr", "TUR"), feed(4, WELL, "en", "TUR")])
    assert found == [
        Blind("country", "SYR", NOW + HOUR, 2),
        Blind("language", "ar", NOW + HOUR, 2),
        Blind("language", "tr", NOW - HOUR, 1),
    ]
    assert found[1].told("UTC") == "language ar: none of 2 feeds brings anything since 2026-05-01 13:00 UTC"
    assert found[1].told("Asia/Damascus").endswith(" since 2026-05-01 16:00 Asia/Damascus")
    assert found[2].told("UTC") == "language tr: its one feed brings nothing since 2026-05-01 11:00 UTC"


def test_feeds_that_are_off_or_name_nothing_count_for_nothing() -> None:
    assert blind([feed(1, FAILING), feed(2, WELL, enabled=False)]) != []
    assert blind([feed(1, FAILING, None, None)]) == []
