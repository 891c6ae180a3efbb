"""Every HTTP status and every SMTP reply code: what it means for the next attempt, and when that is."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.alert.channels.verdicts import clock_hint, http_failure, retry_after, smtp_failure
from service.alert.retry import JITTER, LONGEST_ASKED, SCHEDULE, wait_after
from service.errors import DeliveryError
from tests.alert.made import NOW

CREDENTIALS = {530, 534, 535, 538}


@pytest.mark.parametrize("hundred", range(1, 10))
def test_every_http_status_says_whether_it_was_accepted(hundred: int) -> None:
    for status in range(hundred * 100, hundred * 100 + 100):
        told = http_failure(status, resource="hook")
        if hundred == 2:
            assert told is None, status
            continue
        assert told is not None, status
        assert (told.code, told.retry, told.pause_channel) == (status, True, status == 410)
        assert f"hook: the receiver answered {status} (" in told.message
        assert (told.retry_after == timedelta(seconds=60)) is (status in {429, 502, 504})
        assert wait_after(1, "msg_a", told) is not None


@pytest.mark.parametrize("about_recipient", [True, False])
@pytest.mark.parametrize("hundred", range(10))
def test_every_smtp_code_is_final_only_as_a_5xx_about_the_recipient(hundred: int, about_recipient: bool) -> None:
    for code in (-1, *range(hundred * 100, hundred * 100 + 100)):
        told = smtp_failure(code, "5.0.0 said\r\nso", resource="desk", about_recipient=about_recipient)
        final = 500 <= code < 600 and about_recipient and code not in CREDENTIALS
        assert (told.code, told.retry, told.pause_channel) == (code, not final, False)
        assert told.message.startswith(f"desk: the mail server answered {code} 5.0.0 said so")
        assert ("check the user name and the password" in told.message) is (code in CREDENTIALS)
        assert (wait_after(1, "msg_a", told) is None) is final


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        (format_datetime(NOW + timedelta(hours=1), usegmt=True), 3600),
        (format_datetime(NOW - timedelta(hours=1), usegmt=True), None),
        ("-1", None),
        ("1e9", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("٣", None),
        ("99999999999999999999", 9_999_999_999),
        ("Thu, 01 Jan 1970 00:00:00", None),
    ],
)
def test_retry_after_is_seconds_or_a_date_and_garbage_is_ignored(value: str | None, wait: int | None) -> None:
    assert retry_after(value, NOW) == (None if wait is None else timedelta(seconds=wait))


@pytest.mark.parametrize(
    ("date", "hint"),
    [
        (NOW, ""),
        (NOW + timedelta(minutes=5), ""),
        (NOW + timedelta(minutes=10), "; our clock is 10 min behind the receiver's: set it right"),
        (NOW - timedelta(hours=1), "; our clock is 60 min ahead of the receiver's: set it right"),
        (None, ""),
    ],
)
def test_a_clock_that_is_wrong_is_told_where_signatures_are_not_believed(date: object, hint: str) -> None:
    header = format_datetime(date, usegmt=True) if hasattr(date, "tzinfo") else None  # type: ignore[arg-type]
    assert clock_hint(header, NOW) == hint
    for status in (400, 401, 403, 404, 500):
        told = http_failure(status, resource="hook", hint=clock_hint(header, NOW))
        assert told is not None
        assert told.message.endswith(f"{hint})") is (status in {400, 401, 403} or not hint)


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 01 Jan 1970 00:00:00", "Thu, 99 Jan 9999999999 00:00:00 GMT"])
def test_a_date_that_is_none_says_nothing_of_the_clock(date: str) -> None:
    assert clock_hint(date, NOW) == ""


@pytest.mark.parametrize("attempts", range(1, 12))
def test_each_wait_is_that_of_the_schedule_give_or_take_a_fifth(attempts: int) -> None:
    waits = [wait_after(attempts, f"msg_{number}", DeliveryError("x")) for number in range(200)]
    if attempts > len(SCHEDULE):
        assert set(waits) == {None}
        return
    spread = [wait / SCHEDULE[attempts - 1] for wait in waits if wait is not None]
    assert 1 - JITTER <= min(spread) < 1 - JITTER / 2
    assert 1 + JITTER / 2 < max(spread) <= 1 + JITTER


@given(
    attempts=st.integers(0, 20),
    key=st.text(max_size=30),
    asked=st.none() | st.timedeltas(timedelta(0), timedelta(days=400)),
    retry=st.booleans(),
)
def test_what_a_receiver_asks_for_only_lengthens_a_wait_to_a_day_at_most(
    attempts: int, key: str, asked: timedelta | None, retry: bool
) -> None:
    own = wait_after(attempts, key, DeliveryError("x", retry=retry))
    wait = wait_after(attempts, key, DeliveryError("x", retry=retry, retry_after=asked))
    if own is None:
        assert wait is None
        return
    assert wait == max(own, min(asked or timedelta(0), LONGEST_ASKED))
    assert timedelta(0) < wait <= SCHEDULE[-1] * (1 + JITTER)


def test_the_schedule_is_ten_attempts_in_75_h_35_min_5_s() -> None:
    assert sum(SCHEDULE, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    assert len(SCHEDULE) == 9
