from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from service.alert.hold import Circumstances, PlanSettings
from service.alert.remind import is_due, reminded, reminder, unanswered
from service.alert.render import Templates
from service.model.alert import AlertLine, DeliveryState, Reason, Silence
from service.model.mention import Severity
from tests.alert.made import NOW, alert, delivery, signal

HOUR = timedelta(hours=1)


def line(name: str = "k7m2-1", reason: Reason = Reason.NEW, **changes: object) -> AlertLine:
    made = AlertLine(id=name, signal_id="k7m2", reason=reason, severity=Severity.CRITICAL, at=NOW, acknowledged=False)
    return replace(made, **changes)  # type: ignore[arg-type]


PAGE = line()
FIRST = line("k7m2-1-r1", Reason.REMINDER, at=NOW + HOUR)
RAISED = line("k7m2-2", Reason.RAISED, at=NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        ([PAGE], [("k7m2-1", 0, "k7m2-1")]),
        ([PAGE, FIRST], [("k7m2-1", 1, "k7m2-1-r1")]),
        ([replace(PAGE, acknowledged=True)], []),
        ([PAGE, replace(FIRST, acknowledged=True)], []),
        ([replace(PAGE, acknowledged=True), FIRST, RAISED], [("k7m2-2", 0, "k7m2-2")]),
        ([PAGE, replace(RAISED, acknowledged=True)], []),
        ([PAGE, line("k7m2-3", Reason.CORRECTED)], []),
        ([line(severity=Severity.MEDIUM)], []),
        ([line("digest", Reason.DIGEST)], []),
        ([FIRST], []),
        ([PAGE, line("x-1", signal_id="x")], [("k7m2-1", 0, "k7m2-1"), ("x-1", 0, "x-1")]),
    ],
)
def test_the_newest_page_of_each_signal_waits_for_an_answer(lines: list[AlertLine], left: list[tuple[str, int, str]]) -> None:
    assert [(page.alert_id, page.reminders, page.last) for page in unanswered(lines)] == left


@pytest.mark.parametrize(
    ("state", "sent_at", "due"),
    [
        (DeliveryState.SENT, NOW, True),
        (DeliveryState.SENT, NOW + timedelta(minutes=1), False),
        (DeliveryState.PENDING, None, True),
        (DeliveryState.DEAD, None, True),
    ],
)
def test_the_next_reminder_counts_from_when_the_last_message_went(state: DeliveryState, sent_at: object, due: bool) -> None:
    (page,) = unanswered([PAGE])
    gone = delivery(state=state, sent_at=sent_at)
    assert is_due(page, [gone], HOUR, NOW + HOUR) is due
    assert not is_due(page, [gone], HOUR, NOW + HOUR - timedelta(seconds=1))


def test_a_reminder_is_the_alert_again_and_says_how_to_end_it() -> None:
    again = reminder(alert(), 2, NOW + 2 * HOUR)

    assert (again.id, again.reason, again.signal_id) == ("k7m2-1-r2", Reason.REMINDER, "k7m2")
    assert (again.content["reason"], again.content["alert"]) == ("reminder", "k7m2-1-r2")
    for name in ("alert.txt.j2", "alert.html.j2", "alert.md.j2"):
        text = Templates().render(name, again.content).text.replace("\\", "")
        assert "Nobody has acknowledged alert k7m2-1 of 2018-12-27 09:30 UTC yet" in text
        assert "thaw alerts ack k7m2-1" in text


def test_it_goes_to_those_whom_the_page_reached_through_channels_that_there_still_are() -> None:
    told = [
        delivery(key="a", state=DeliveryState.SENT),
        delivery(key="b", state=DeliveryState.DEAD, recipient="dead@example.org"),
        delivery(key="c", state=DeliveryState.SENT, channel="gone"),
        delivery(key="d", state=DeliveryState.MUTED, channel="hook"),
    ]
    planned = reminded(reminder(alert(), 1, NOW), told, told, signal(), Circumstances(now=NOW), {"desk", "hook"})

    assert [(each.channel, each.recipient, each.state) for each in planned] == [
        ("desk", "desk@example.org", DeliveryState.PENDING)
    ]
    assert planned[0].key not in {"a", "b", "c", "d"}


@pytest.mark.parametrize(
    ("state", "again"),
    [(DeliveryState.PENDING, False), (DeliveryState.SENDING, False), (DeliveryState.SENT, True), (DeliveryState.DEAD, True)],
)
def test_whom_the_last_reminder_has_not_reached_waits_for_that_one_and_the_others_do_not(
    state: DeliveryState, again: bool
) -> None:
    told = [delivery(key="a", state=DeliveryState.SENT), delivery(key="b", state=DeliveryState.SENT, channel="hook")]
    last = [delivery(key="c", state=state), delivery(key="d", state=DeliveryState.SENT, channel="hook")]
    planned = reminded(reminder(alert(), 2, NOW), told, last, signal(), Circumstances(now=NOW), {"desk", "hook"})
    assert [each.channel for each in planned] == (["desk", "hook"] if again else ["hook"])


def test_silences_quiet_hours_and_caps_hold_for_reminders_too() -> None:
    told = [delivery(state=DeliveryState.SENT)]
    again = reminder(alert(severity=Severity.HIGH), 1, NOW)
    silence = Silence(id=1, until=NOW + HOUR, author="ana", signal_id="k7m2")
    (muted,) = reminded(again, told, told, signal(), Circumstances(now=NOW, silences=(silence,)), {"desk"})
    quiet = PlanSettings(quiet=("09:00", "12:00"))
    (held,) = reminded(again, told, told, signal(), Circumstances(now=NOW, settings=quiet), {"desk"})
    (capped,) = reminded(again, told, told, signal(), Circumstances(now=NOW, recent={"desk": 20}), {"desk"})

    assert muted.muted.startswith("silenced by ana")
    assert held.next_attempt == NOW.replace(hour=12, minute=0)
    assert capped.next_attempt == NOW.replace(minute=40)
