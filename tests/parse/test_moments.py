"""Moments of feeds in every form that is read, and who reads which; novelty over whole polls."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.model.entry import Entry, ParsedFeed, SeenEntry
from service.model.wire import parsed_feed_json, parsed_feed_of
from service.parse.dates import AHEAD, EARLIEST, believable, iso_moment, moment_of
from service.parse.novelty import BACKFILL_AGE, REUSED, is_backfill, keys_to_look_up, reuse_key, sort_out
from service.text.digest import text_digest

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)

ISO = [
    ("zone of Greenwich", "2026-05-01T10:00:00Z", datetime(2026, 5, 1, 10, tzinfo=UTC)),
    ("zone east", "2026-05-01T10:00:00+03:00", datetime(2026, 5, 1, 7, tzinfo=UTC)),
    ("zone west across midnight", "2026-05-01T22:00:00-05:00", datetime(2026, 5, 2, 3, tzinfo=UTC)),
    ("no zone", "2026-05-01T10:00:00", datetime(2026, 5, 1, 10, tzinfo=UTC)),
    ("blank for T", "2026-05-01 10:00:00", datetime(2026, 5, 1, 10, tzinfo=UTC)),
    ("day alone", "2026-05-01", datetime(2026, 5, 1, tzinfo=UTC)),
    ("parts of a second are dropped", "2026-05-01T10:00:00.999Z", datetime(2026, 5, 1, 10, tzinfo=UTC)),
    ("blank around", " 2026-05-01T10:00:00Z\n", datetime(2026, 5, 1, 10, tzinfo=UTC)),
    ("day that is none", "2026-02-30T10:00:00Z", None),
    ("hour that is none", "2026-05-01T25:00:00Z", None),
    ("before all time by its zone", "0001-01-01T00:00:00+05:00", None),
    ("behind all time by its zone", "9999-12-31T23:59:59-05:00", None),
    ("words", "yesterday", None),
    ("nothing", "", None),
    ("mail's form", "Fri, 01 May 2026 10:00:00 GMT", None),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in ISO], ids=[row[0] for row in ISO])
def test_moments_of_rfc_3339_are_read_to_the_second(text: str, wanted: datetime | None) -> None:
    read = iso_moment(text)
    assert read == wanted
    assert read is None or read.tzinfo is UTC


@given(st.text())
def test_any_text_is_a_moment_or_none(text: str) -> None:
    read = iso_moment(text)
    assert read is None or (read.tzinfo is UTC and read.microsecond == 0)


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1990, 1, 2), datetime(2990, 1, 1), timezones=ZONES))  # noqa: DTZ001 - the zone is added
def test_what_is_written_in_any_zone_is_the_same_moment(moment: datetime) -> None:
    assert iso_moment(moment.isoformat()) == moment.replace(microsecond=0)


PARTS: list[tuple[str, Any, datetime | None]] = [
    ("all nine", (2026, 5, 1, 10, 0, 0, 4, 121, 0), datetime(2026, 5, 1, 10, tzinfo=UTC)),
    ("six", (2026, 5, 1, 10, 0, 0), datetime(2026, 5, 1, 10, tzinfo=UTC)),
    ("leap second", (2026, 5, 1, 23, 59, 60), datetime(2026, 5, 1, 23, 59, 59, tzinfo=UTC)),
    ("too few", (2026, 5, 1), None),
    ("day that is none", (2026, 2, 30, 0, 0, 0), None),
    ("year that is none", (0, 1, 1, 0, 0, 0), None),
    ("number too great", (10**20, 1, 1, 0, 0, 0), None),
    ("no numbers", ("a", 1, 1, 0, 0, 0), None),
    ("none", None, None),
]


@pytest.mark.parametrize(("parts", "wanted"), [row[1:] for row in PARTS], ids=[row[0] for row in PARTS])
def test_parts_of_a_moment_are_put_together_or_none(parts: Any, wanted: datetime | None) -> None:
    assert moment_of(parts) == wanted


SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        (EARLIEST, True),
        (EARLIEST - SECOND, False),
        (NOW + AHEAD, True),
        (NOW + AHEAD + SECOND, False),
        (NOW, True),
        (None, False),
    ],
)
def test_bounds_of_what_is_believed(moment: datetime | None, kept: bool) -> None:
    told: list[str] = []
    assert believable(moment, NOW, told.append) == (moment if kept else None)
    assert len(told) == (moment is not None and not kept)


@pytest.mark.parametrize(
    ("age", "old"), [(BACKFILL_AGE, False), (BACKFILL_AGE + SECOND, True), (BACKFILL_AGE - SECOND, False), (-AHEAD, False)]
)
def test_old_stock_begins_right_behind_its_bound(age: timedelta, old: bool) -> None:
    entry = Entry(id="1", title="a", published=NOW - age)
    assert is_backfill(entry, first_poll=True, now=NOW) is old
    assert not is_backfill(entry, first_poll=False, now=NOW)


def stored(entry: Entry) -> SeenEntry:
    return SeenEntry(
        id=7, key=entry.key, revision=1, digest=text_digest(entry), first_seen=NOW, title=entry.title, link=entry.link
    )


ENTRIES = st.lists(
    st.builds(
        Entry,
        id=st.just("x"),
        key=st.sampled_from("abc"),
        title=st.sampled_from(["One", "Two"]),
        summary=st.sampled_from(["", "More."]),
        link=st.sampled_from(["https://a.example/1", "https://a.example/2"]),
    ),
    max_size=8,
)


@given(ENTRIES)
def test_a_first_poll_stores_each_key_once_and_all_it_stores_is_looked_up(entries: list[Entry]) -> None:
    novelty = sort_out(entries, {})
    keys = [entry.key for entry in novelty.new]
    assert len(keys) == len(set(keys))
    assert set(keys) <= set(keys_to_look_up(entries))
    assert {entry.key for entry in novelty.later} <= set(keys)
    assert novelty.revised == ()


@given(ENTRIES)
def test_the_same_poll_again_brings_nothing_new(entries: list[Entry]) -> None:
    told = [replace(entry, link=f"https://a.example/{entry.title}") for entry in entries]
    first = sort_out(told, {})
    known = {entry.key: stored(entry) for entry in (*first.new, *first.later)}
    assert sort_out(told, known).new == ()


@given(ENTRIES, ENTRIES)
def test_nothing_known_is_new_and_nothing_unknown_revised(before: list[Entry], entries: list[Entry]) -> None:
    known = {entry.key: stored(entry) for entry in sort_out(before, {}).new}
    novelty = sort_out(entries, known)
    assert not {entry.key for entry in novelty.new} & known.keys()
    assert {each.key for each, _ in novelty.revised} <= known.keys()
    assert all(text_digest(entry) != each.digest and entry.key == each.key for each, entry in novelty.revised)
    assert all((REUSED in entry.warnings) == ("#" in entry.key) for entry in novelty.new)


@pytest.mark.parametrize(
    ("change", "same"),
    [({"summary": "b"}, True), ({"content": "c"}, True), ({"title": "Other"}, False), ({"link": "https://a.example/2"}, False)],
)
def test_a_reused_id_is_told_apart_by_link_and_title_alone(change: dict[str, Any], same: bool) -> None:
    entry = Entry(id="1", key="k", title="One", link="https://a.example/1")
    assert (reuse_key(replace(entry, **change)) == reuse_key(entry)) is same
    assert reuse_key(entry).startswith("k#")
    assert len(reuse_key(entry)) == len("k#") + 16


@pytest.mark.parametrize(
    ("link", "title", "fresh"),
    [
        ("https://a.example/2", "Other", True),
        ("https://a.example/2", "One", False),
        ("https://a.example/1", "Other", False),
        ("https://a.example/1", "One", False),
    ],
)
def test_only_another_link_with_another_title_is_another_entry(link: str, title: str, fresh: bool) -> None:
    known = stored(Entry(id="1", key="k", title="One", link="https://a.example/1"))
    assert bool(sort_out([Entry(id="1", key="k", title=title, link=link)], {"k": known}).new) is fresh


MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC))
SENT = st.builds(
    ParsedFeed,
    format=st.sampled_from(["rss", "atom", "rdf", "json"]),
    entries=st.lists(
        st.builds(Entry, id=st.text(), title=st.text(), published=MOMENTS, updated=MOMENTS, warnings=st.just(("w",))), max_size=3
    ).map(tuple),
    lang=st.none() | st.text(),
    ttl=st.none() | st.timedeltas(timedelta(0), timedelta(days=9)).map(lambda span: timedelta(seconds=int(span.total_seconds()))),
    skip_hours=st.lists(st.integers(0, 23), max_size=3).map(tuple),
    warnings=st.lists(st.text(), max_size=2).map(tuple),
)


@given(SENT)
def test_a_feed_comes_back_from_a_parser_process_as_it_was(feed: ParsedFeed) -> None:
    assert parsed_feed_of(parsed_feed_json(feed)) == feed


@pytest.mark.parametrize(
    "damage",
    [
        {"ttl": "soon"},
        {"entries": [{"id": "1"}]},
        {"entries": 3},
        {"skip_hours": None},
        {"more": 1},
        {"entries": [{"published": "x"}]},
    ],
)
def test_what_is_no_parsed_feed_is_refused(damage: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        parsed_feed_of({**parsed_feed_json(ParsedFeed(format="rss")), **damage})
