"""Moments by the clock of their readers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import available_timezones

from hypothesis import given
from hypothesis import strategies as st

from service.text.moments import day, minute

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
