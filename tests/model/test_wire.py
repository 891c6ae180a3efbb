"""Parsed feeds pass between processes as plain JSON and come back the same."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.entry import Entry, Fetched, ParsedFeed
from service.model.mention import PAGING, SEVERITIES, Severity
from service.model.wire import parsed_feed_json, parsed_feed_of

MOMENTS = st.none() | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]))
TEXTS = st.text(max_size=20)
ENTRIES = st.builds(
    Entry, id=TEXTS, title=TEXTS, summary=TEXTS, content=TEXTS, lang=st.none() | TEXTS, published=MOMENTS, updated=MOMENTS,
    published_raw=TEXTS, source=TEXTS, link=TEXTS, key=TEXTS, warnings=st.lists(TEXTS, max_size=2).map(tuple), whole=TEXTS,
)  # fmt: skip
FEEDS = st.builds(
    ParsedFeed, format=st.sampled_from(["rss", "atom", "rdf", "json"]), entries=st.lists(ENTRIES, max_size=3).map(tuple),
    title=TEXTS, lang=st.none() | TEXTS, link=TEXTS, encoding=TEXTS,
    ttl=st.none() | st.integers(0, 10**6).map(lambda count: timedelta(seconds=count)),
    skip_hours=st.lists(st.integers(0, 23), max_size=3).map(tuple), cut_off=st.booleans(),
    warnings=st.lists(TEXTS, max_size=2).map(tuple),
)  # fmt: skip


@given(FEEDS)
def test_a_feed_comes_back_as_it_went(feed: ParsedFeed) -> None:
    assert parsed_feed_of(json.loads(json.dumps(parsed_feed_json(feed)))) == feed


def test_moments_keep_their_zone_and_spans_are_seconds() -> None:
    at = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    values = parsed_feed_json(
        ParsedFeed(format="rss", entries=(Entry(id="1", title="x", published=at),), ttl=timedelta(minutes=5))
    )
    (entry,) = values["entries"]
    named = dict(zip((field.name for field in fields(Entry)), entry, strict=True))
    assert (values["ttl"], named["published"], named["updated"]) == (300.0, "2026-05-01T09:30:00+00:00", None)


@pytest.mark.parametrize(
    "changed", [{"ttl": "soon"}, {"entries": [{}]}, {"entries": [[]]}, {"entries": None}, {"skip_hours": 5}, {"more": 1}]
)
def test_what_has_another_shape_is_refused(changed: dict[str, Any]) -> None:
    values = {**parsed_feed_json(ParsedFeed(format="rss")), **changed}
    with pytest.raises((ValueError, TypeError, KeyError)):
        parsed_feed_of(values)


def test_only_304_says_that_nothing_changed() -> None:
    assert [status for status in (200, 301, 304, 404) if Fetched(url="https://x.example/", status=status).not_modified] == [304]


def test_what_pages_is_the_upper_end_of_the_severities() -> None:
    assert SEVERITIES[-len(PAGING) :] == tuple(each for each in SEVERITIES if each in PAGING)
    assert SEVERITIES[0] is Severity.NONE
