"""Moments by the clock of their readers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.moments import day, minute, moment_of

NIGHT = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)


def test_a_moment_names_its_zone() -> None:
    assert minute(NIGHT, "UTC") == "2026-11-24 22:30 UTC"
    assert minute(NIGHT, "Europe/Istanbul") == "2026-11-25 01:30 Europe/Istanbul"
    assert minute(NIGHT.astimezone(timezone(timedelta(hours=-5))), "Europe/Istanbul") == "2026-11-25 01:30 Europe/Istanbul"


def test_a_day_is_that_of_its_readers() -> None:
    assert [day(NIGHT, zone) for zone in ("UTC", "Asia/Damascus", "America/New_York")] == [
        "2026-11-24",
        "2026-11-25",
        "2026-11-24",
    ]


def test_daylight_saving_is_that_of_the_day() -> None:
    assert minute(datetime(2026, 7, 1, 12, tzinfo=UTC), "Europe/Berlin").startswith("2026-07-01 14:00")
    assert minute(datetime(2026, 12, 1, 12, tzinfo=UTC), "Europe/Berlin").startswith("2026-12-01 13:00")


ANY = st.integers(0, 4_102_444_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(ANY, st.sampled_from(sorted(available_timezones())))
def test_any_moment_in_any_zone_is_told(at: datetime, zone: str) -> None:
    told = minute(at, zone)
    assert told.endswith(f" {zone}")
    assert told.startswith(day(at, zone))


@pytest.mark.parametrize(
    ("text", "zone", "meant"),
    [
        ("2026-11-24", "UTC", datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-24", "Europe/Istanbul", datetime(2026, 11, 23, 21, tzinfo=UTC)),
        ("2026-11-24T10:00:00Z", "Europe/Istanbul", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("2026-11-24T10:00:00+03:00", "UTC", datetime(2026, 11, 24, 7, tzinfo=UTC)),
    ],
)
def test_a_moment_is_written_with_its_zone_or_in_the_readers(text: str, zone: str, meant: datetime) -> None:
    assert moment_of(text, zone) == meant
    assert moment_of(text, zone).tzinfo is UTC


@pytest.mark.parametrize("text", ["", "today", "2026-02-30", "0001-01-01T00:00:00+05:00", "9999-12-31T23:00:00-05:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the callers say what would be right
        moment_of(text)
