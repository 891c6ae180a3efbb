from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.alert.when import EPOCH, after_quiet, is_quiet, next_local, window_end

BERLIN = "Europe/Berlin"
MOMENTS = st.datetimes(datetime(2011, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("now", "at", "due"),
    [
        ("2025-06-01T03:00:00Z", "07:00", "2025-06-01T05:00:00Z"),
        ("2025-06-01T05:00:00Z", "07:00", "2025-06-02T05:00:00Z"),
        ("2025-12-01T05:59:59Z", "07:00", "2025-12-01T06:00:00Z"),
        ("2025-03-29T23:30:00Z", "07:00", "2025-03-30T05:00:00Z"),  # the night is an hour short
        ("2025-10-25T22:30:00Z", "07:00", "2025-10-26T06:00:00Z"),  # and an hour long
        ("2025-03-30T00:00:00Z", "02:30", "2025-03-30T01:30:00Z"),  # 02:30 does not exist: 03:30 it is
        ("2025-10-26T00:00:00Z", "02:30", "2025-10-26T00:30:00Z"),  # 02:30 comes twice: the first counts
        ("2025-10-26T00:45:00Z", "02:30", "2025-10-27T01:30:00Z"),  # and the second does not
    ],
)
def test_a_digest_comes_at_local_time_through_both_changes_of_the_clock(now: str, at: str, due: str) -> None:
    assert next_local(datetime.fromisoformat(now), time.fromisoformat(at), BERLIN) == datetime.fromisoformat(due)


@given(now=MOMENTS, at=st.times(), zone=st.sampled_from([BERLIN, "Europe/Istanbul", "Asia/Damascus", "UTC", "Pacific/Apia"]))
def test_the_next_local_time_is_ahead_and_not_farther_than_two_days(now: datetime, at: time, zone: str) -> None:
    due = next_local(now, at, zone)
    assert now < due <= now + timedelta(hours=50)


@given(now=MOMENTS, length=st.timedeltas(timedelta(seconds=1), timedelta(days=7)))
def test_a_window_ends_after_now_within_its_length_and_is_the_same_for_all_in_it(now: datetime, length: timedelta) -> None:
    end = window_end(now, length)
    assert now < end <= now + length
    assert (end - EPOCH) % length == timedelta(0)
    assert window_end(end - timedelta(microseconds=1), length) == end


@pytest.mark.parametrize(
    ("local", "quiet", "expected"),
    [
        ("21:59", ("22:00", "06:00"), False),
        ("22:00", ("22:00", "06:00"), True),
        ("00:00", ("22:00", "06:00"), True),
        ("05:59", ("22:00", "06:00"), True),
        ("06:00", ("22:00", "06:00"), False),
        ("12:30", ("12:00", "13:00"), True),
        ("13:00", ("12:00", "13:00"), False),
        ("12:00", ("12:00", "12:00"), False),
    ],
)
def test_quiet_hours_may_pass_midnight_and_end_when_they_say(local: str, quiet: tuple[str, str], expected: bool) -> None:
    moment = datetime.fromisoformat(f"2025-06-02T{local}:00+02:00")
    assert is_quiet(moment, quiet, BERLIN) is expected


@given(moment=MOMENTS, quiet=st.sampled_from([("22:00", "06:00"), ("00:00", "23:59"), ("02:15", "02:45")]))
def test_after_quiet_hours_it_is_not_quiet(moment: datetime, quiet: tuple[str, str]) -> None:
    due = after_quiet(moment, quiet, BERLIN)
    assert due >= moment
    # In the hour that comes twice the second pass of a quiet span is quiet again: only there a message may go in it.
    assert not is_quiet(due, quiet, BERLIN) or due.month == 10
