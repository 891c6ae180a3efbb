from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.parse.dates import believable, mail_moment

ZONES = st.integers(-11 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1901, 1, 1), datetime(2999, 1, 1), timezones=ZONES))  # noqa: DTZ001 - the zone is added
def test_the_usual_form_is_read_as_the_library_reads_it(moment: datetime) -> None:
    text = format_datetime(moment)
    assert mail_moment(text) == parsedate_to_datetime(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fri, 01 May 2026 10:00:00 GMT", datetime(2026, 5, 1, 10, tzinfo=UTC)),
        ("1 May 2026 10:00:00 +0300", datetime(2026, 5, 1, 7, tzinfo=UTC)),
        ("Fri, 01 May 2026 00:30:00 -0000", datetime(2026, 5, 1, 0, 30, tzinfo=UTC)),
        ("Fri, 01 May 2026 23:30:00 -0130", datetime(2026, 5, 2, 1, tzinfo=UTC)),
        ("Fri, 01 May 2026 23:30:00 +0000", datetime(2026, 5, 1, 23, 30, tzinfo=UTC)),
        ("Thu, 1 Jan 2026 00:30:00 +1959", datetime(2025, 12, 31, 4, 31, tzinfo=UTC)),
        ("Wed, 31 Dec 1000 23:59:59 UTC", datetime(1000, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_zones_are_taken_off(text: str, wanted: datetime) -> None:
    moment = mail_moment(text)
    assert moment == wanted
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "", "Fri, 31 Feb 2026 10:00:00 GMT", "Fri, 01 Mai 2026 10:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 +0000",
        "Fri, 01 May 2026 10:00:60 GMT", "Fri, 01 May 2026 10:00:00 +9999", "Fri, 01 May 2026 10:00 GMT",
        "Fri, ٠١ May 2026 10:00:00 GMT", "Fri, 01 May 2026 10:00:00 EST", "x Fri, 01 May 2026 10:00:00 GMT",
        "Fri, 00 May 2026 10:00:00 GMT", "Fri, 01 May 2026 24:00:00 GMT", "Fri, 01 May 2026 10:60:00 GMT",
    ],
)  # fmt: skip
def test_other_forms_are_left_to_others(text: str) -> None:
    assert mail_moment(text) is None


def test_a_date_that_cannot_be_is_told_and_not_believed() -> None:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    told: list[str] = []
    for moment in (datetime(1970, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)):
        assert believable(moment, now, told.append) is None
    assert told == ["its date 1970-01-01 cannot be", "its date 2099-01-01 cannot be"]
    assert believable(now + timedelta(hours=23), now, told.append) == now + timedelta(hours=23)
