"""When a feed covers nothing any more: the whole table of failures, statuses and silences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.feeds.coverage import Trouble, next_usual_gap, silence, trouble_of
from service.model.entry import FeedState

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("failures", "since", "status", "wanted"),
    [
        (0, None, 200, None),
        (1, timedelta(), 410, Trouble.GONE),
        (0, None, 410, None),  # a status of long ago
        (4, 10 * DAY, 404, None),
        (5, DAY, 404, Trouble.FAILING),
        (5, DAY - timedelta(seconds=1), 404, None),
        (500, 23 * HOUR, None, None),
        (5, 30 * DAY, None, Trouble.FAILING),
    ],
)
def test_failing_for_a_day_and_five_tries_or_gone(
    failures: int, since: timedelta | None, status: int | None, wanted: Trouble | None
) -> None:
    state = FeedState(failures=failures, failing_since=NOW - since if since is not None else None, http_status=status)
    assert trouble_of(state, None, NOW) is wanted


@pytest.mark.parametrize(
    ("quiet", "usual", "wanted"),
    [
        (None, HOUR, None),
        (30 * DAY, None, None),
        (23 * HOUR, HOUR, None),  # a night
        (25 * HOUR, HOUR, Trouble.SILENT),
        (25 * HOUR, 6 * HOUR, None),
        (31 * HOUR, 6 * HOUR, Trouble.SILENT),
        (149 * DAY, 30 * DAY, None),
        (151 * DAY, 30 * DAY, Trouble.SILENT),
    ],
)
def test_silent_for_five_of_its_usual_gaps(quiet: timedelta | None, usual: timedelta | None, wanted: Trouble | None) -> None:
    state = FeedState(last_new_entry=NOW - quiet if quiet is not None else None)
    assert trouble_of(state, usual, NOW) is wanted


def test_a_feed_that_fails_is_not_called_silent() -> None:
    assert trouble_of(FeedState(last_new_entry=NOW - 30 * DAY, failures=1, failing_since=NOW), HOUR, NOW) is None


def test_what_never_came_is_no_silence() -> None:
    assert silence(FeedState(), NOW) == timedelta()


@given(st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=90)), min_size=1))
def test_the_usual_gap_lies_among_those_seen_and_follows_them(gaps: list[timedelta]) -> None:
    usual = None
    for gap in gaps:
        usual = next_usual_gap(usual, gap)
        assert min(gaps) <= usual <= max(gaps)
    for _ in range(60):
        usual = next_usual_gap(usual, HOUR)
    assert usual is not None
    assert abs(usual - HOUR) < timedelta(minutes=1)


def test_c11_a_feed_that_holds_more_than_is_read_is_told() -> None:
    state = FeedState(outcome="ok", reason="entries truncated: 198000 (only the first 2000 were read)", last_new_entry=NOW)
    assert trouble_of(state, None, NOW) is Trouble.TOO_LONG
    assert trouble_of(replace(state, reason=""), None, NOW) is None
