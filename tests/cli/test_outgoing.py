from __future__ import annotations

from datetime import timedelta

import pytest

from service.cli.outgoing import alert_row, delivery_line, silence_row
from service.model.alert import Delivery, DeliveryState, Silence
from tests.alert.made import NOW, alert, delivery

LATER = NOW + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (
            delivery(state=DeliveryState.SENT, sent_at=NOW),
            "desk to desk@example.org: sent at 2018-12-27 09:30 UTC, 1 attempt",
        ),
        (
            delivery(state=DeliveryState.PENDING, attempts=3, next_attempt=LATER, error="desk: 451 later"),
            "desk to desk@example.org: pending, 3 attempts, again 2018-12-27 09:35 UTC (desk: 451 later)",
        ),
        (
            delivery(state=DeliveryState.PENDING, attempts=0, next_attempt=LATER),
            "desk to desk@example.org: pending, held until 2018-12-27 09:35 UTC",
        ),
        (
            delivery(state=DeliveryState.PENDING, attempts=0, next_attempt=NOW),
            "desk to desk@example.org: pending, due since 2018-12-27 09:30 UTC",
        ),
        (
            delivery(channel="", recipient="", state=DeliveryState.MUTED, attempts=0, next_attempt=None, muted="no route"),
            "nobody: muted (no route)",
        ),
    ],
)
def test_a_delivery_tells_how_it_stands(row: Delivery, line: str) -> None:
    assert delivery_line(row, NOW, "UTC") == line


def test_a_row_tells_each_reason_once_below_the_title() -> None:
    dead = [
        delivery(key=key, recipient=key, state=DeliveryState.DEAD, error="desk: the mail server answered 550") for key in "ab"
    ]
    *_, states, told = alert_row(alert(), dead, NOW, "UTC")
    assert states == "desk dead, desk dead"
    assert told.splitlines() == ["Turkey reopens its embassy in Damascus", "desk: the mail server answered 550"]


def test_a_silence_without_conditions_covers_everything() -> None:
    assert silence_row(Silence(id=3, until=NOW, author="ana"), "UTC")[3] == "everything"
