from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.alert.hold import PlanSettings
from service.alert.keys import delivery_key
from service.alert.plan import REPLAY_CHANNELS, REPLAY_ROUTES, REPLAY_SETTINGS, Planned
from service.alert.reason import withdraws
from service.model.alert import DeliveryState, Reason, Receipt, RouteRule, Silence
from service.model.mention import Severity, Status
from service.model.signal import Change, SignalChange
from tests.alert.made import CHANNELS, NOW, ROUTES, change, planned, receipt, telling

LATER = NOW + timedelta(days=1)


def rated(severity: Severity, kind: Change = Change.OPENED) -> SignalChange:
    made = change(kind, number=2)
    return replace(made, severity=severity, signal=replace(made.signal, severity=severity))


def recipients(result: Planned) -> list[tuple[str, str]]:
    return [(each.channel, each.recipient) for each in result.deliveries]


def test_an_opened_signal_goes_to_every_recipient_of_its_route_at_once() -> None:
    result = planned()

    assert result.alert is not None
    assert result.alert.reason is Reason.NEW
    assert result.alert.id == "k7m2-1"
    assert recipients(result) == [("desk", "desk@example.org"), ("desk", "head@example.org"), ("hook", "hooks.example.org")]
    assert {each.next_attempt for each in result.deliveries} == {NOW}
    assert {each.state for each in result.deliveries} == {DeliveryState.PENDING}
    assert result.pages


@pytest.mark.parametrize("kind", [Change.JOINED, Change.CONFIRMED, Change.NOTED, Change.MERGED, Change.SPLIT])
def test_what_changes_nothing_that_was_told_alerts_nobody(kind: Change) -> None:
    result = planned(change(kind, number=2), receipts=(receipt(),))

    assert result.alert is None
    assert result.deliveries == ()
    assert not result.pages
    assert result.reasons == (f"{kind} changes nothing that was told",)


@pytest.mark.parametrize(
    ("before", "after"),
    [(Status.REPORTED, Status.ANNOUNCED), (Status.ANNOUNCED, Status.OCCURRED), (Status.DISCUSSED, Status.OCCURRED)],
)
def test_a_status_that_rises_is_told(before: Status, after: Status) -> None:
    result = planned(change(Change.RAISED, number=4, previous=before, status=after))

    assert result.alert is not None
    assert result.alert.reason is Reason.RAISED
    assert result.alert.id == "k7m2-4"
    assert result.alert.content["previous_status"] == before
    assert result.alert.content["status"] == after


@pytest.mark.parametrize("kind", [Change.DENIED, Change.RETRACTED, Change.REJECTED])
def test_a_correction_goes_to_all_who_got_the_page_past_routes_caps_and_silences(kind: Change) -> None:
    tried = receipt("old@example.org", state=DeliveryState.PENDING, attempts=1)
    told = (receipt(), tried, receipt(at=LATER))
    result = planned(
        change(kind, number=3, previous=Status.OCCURRED, severity=Severity.LOW),
        receipts=told,
        routes=(),
        recent={"desk": 99},
        silences=(Silence(id=1, until=LATER, author="ana"),),
        settings=PlanSettings(quiet=("00:00", "23:59")),
    )

    assert result.alert is not None
    assert result.alert.reason is Reason.CORRECTED
    assert result.alert.severity is Severity.CRITICAL
    assert recipients(result) == [("desk", "desk@example.org"), ("desk", "old@example.org")]
    assert [each.next_attempt for each in result.deliveries] == [NOW, NOW]


@pytest.mark.parametrize("kind", [Change.DENIED, Change.RETRACTED, Change.REJECTED])
def test_nobody_is_corrected_who_was_never_told(kind: Change) -> None:
    assert planned(change(kind, number=2)).alert is None


@pytest.mark.parametrize(("kind", "corrected"), [(Change.REJECTED, False), (Change.DENIED, True), (Change.RETRACTED, True)])
def test_a_page_that_waits_untried_is_corrected_unless_its_rejection_stops_it(kind: Change, corrected: bool) -> None:
    result = planned(change(kind, number=2), receipts=(receipt(state=DeliveryState.PENDING),))
    assert (result.alert is not None) is corrected
    assert withdraws(change(kind, number=2)) == ""


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (Change.DENIED, "denied while it waited"),
        (Change.RETRACTED, "retracted while it waited"),
        (Change.REJECTED, ""),
        (Change.JOINED, ""),
        (Change.RAISED, ""),
    ],
)
def test_what_pages_nobody_is_withdrawn_from_the_digest_that_it_waits_for(kind: Change, why: str) -> None:
    assert withdraws(rated(Severity.LOW, kind)) == why


def test_a_digest_that_still_waits_has_told_nobody() -> None:
    waiting = receipt(state=DeliveryState.PENDING)
    low = rated(Severity.LOW, Change.DENIED)

    assert planned(low, receipts=(waiting,)).alert is None


def test_a_reversal_reaches_those_that_got_the_page_besides_its_route() -> None:
    result = planned(
        change(Change.REVERSED, number=2, status=Status.REVERSED, severity=Severity.HIGH),
        receipts=(receipt("gone@example.org"), receipt()),
    )

    assert result.alert is not None
    assert result.alert.reason is Reason.REVERSED
    assert result.alert.severity is Severity.HIGH
    assert ("desk", "gone@example.org") in recipients(result)
    assert len(recipients(result)) == len(set(recipients(result))) == 4


def test_an_old_entry_of_a_first_poll_is_kept_and_muted() -> None:
    result = planned(backfill=True)

    assert result.alert is not None
    assert {each.muted for each in result.deliveries} == {"old entry of a feed's first poll"}
    assert {each.state for each in result.deliveries} == {DeliveryState.MUTED}
    assert not result.pages


def test_what_no_route_takes_is_kept_with_the_reason() -> None:
    result = planned(routes=())

    assert result.alert is not None
    (kept,) = result.deliveries
    assert (kept.channel, kept.state) == ("", DeliveryState.MUTED)
    assert kept.muted == "no route takes critical diplomatic_relations (new)"
    assert result.reasons[1] == "nobody: muted, no route takes critical diplomatic_relations (new)"


def test_a_route_to_a_channel_without_recipients_says_so() -> None:
    (kept,) = planned(channels={}).deliveries
    assert kept.muted == "no recipient in desk, hook"


@pytest.mark.parametrize(
    "silence",
    [
        {},
        {"signal_id": "k7m2"},
        {"indicator": "diplomatic_relations"},
        {"actor": "TUR"},
        {"channel": "desk", "actor": "TUR"},
    ],
)
def test_a_silence_that_matches_mutes_with_its_author_and_end(silence: dict[str, str]) -> None:
    result = planned(silences=(Silence(id=1, until=LATER, author="ana", **silence),))  # type: ignore[arg-type]

    assert result.deliveries[0].muted == "silenced by ana until 2018-12-28 09:30 UTC"
    assert (result.deliveries[2].muted == "") is ("channel" in silence)


@pytest.mark.parametrize(
    "silence", [{"signal_id": "other"}, {"indicator": "official_contact"}, {"actor": "ARE"}, {"channel": "chat"}]
)
def test_a_silence_for_something_else_mutes_nothing(silence: dict[str, str]) -> None:
    result = planned(silences=(Silence(id=1, until=LATER, author="ana", **silence),))  # type: ignore[arg-type]
    assert {each.muted for each in result.deliveries} == {""}


def test_over_the_cap_a_message_waits_for_the_end_of_the_window_and_critical_does_not() -> None:
    high = planned(change(severity=Severity.HIGH), recent={"desk": 20, "hook": 19})
    high_due = {each.channel: each.next_attempt for each in high.deliveries}
    assert high_due["desk"] == NOW  # the signal is critical still

    calm = planned(rated(Severity.HIGH), recent={"desk": 20, "hook": 19})
    due = {each.channel: each.next_attempt for each in calm.deliveries}
    assert due == {"desk": datetime(2018, 12, 27, 9, 40, tzinfo=UTC), "hook": NOW}
    assert "desk (desk@example.org): held until 2018-12-27 09:40 UTC" in calm.reasons


def test_a_group_waits_for_the_end_of_its_window_and_a_digest_for_its_time() -> None:
    grouped = (RouteRule(to=("desk",), group=timedelta(hours=1)),)
    daily = (RouteRule(to=("desk",), digest="07:00"),)
    settings = PlanSettings(timezone="Europe/Istanbul")

    assert planned(rated(Severity.MEDIUM), routes=grouped).deliveries[0].next_attempt == datetime(2018, 12, 27, 10, tzinfo=UTC)
    low = planned(rated(Severity.LOW), routes=daily, settings=settings)
    assert low.deliveries[0].next_attempt == datetime(2018, 12, 28, 4, tzinfo=UTC)


def test_quiet_hours_hold_what_is_not_critical() -> None:
    settings = PlanSettings(quiet=("22:00", "12:00"), timezone="Europe/Istanbul")
    nearly_noon = planned(rated(Severity.HIGH), settings=settings, now=NOW - timedelta(hours=1))
    assert nearly_noon.deliveries[0].next_attempt == datetime(2018, 12, 27, 9, tzinfo=UTC)
    assert planned(settings=settings).deliveries[0].next_attempt == NOW


def test_the_same_recipient_is_told_once_under_one_key() -> None:
    result = planned(routes=(RouteRule(to=("desk", "desk")),))
    assert recipients(result) == [("desk", "desk@example.org"), ("desk", "head@example.org")]
    assert result.deliveries[0].key == delivery_key("k7m2-1", "desk", "desk@example.org")


@pytest.mark.parametrize(
    ("route", "taken"),
    [
        ({"severity": ("high",)}, False),
        ({"indicator": ("diplomatic_relations",)}, True),
        ({"actor": ("ARE", "TUR")}, True),
        ({"actor": ("ARE",)}, False),
        ({"watch": ("other",)}, False),
        ({"lang": ("ar",)}, False),
        ({"lang": ("en", "ar")}, True),
        ({"status": ("announced",)}, False),
        ({"reason": ("new",)}, True),
        ({"reason": ("raised",)}, False),
        ({"confidence": 0.9}, True),
        ({"confidence": 0.91}, False),
    ],
)
def test_a_route_takes_what_meets_all_its_conditions(route: dict[str, tuple[str, ...]], taken: bool) -> None:
    result = planned(routes=(RouteRule(to=("hook",), **route),))  # type: ignore[arg-type]
    assert result.pages is taken


def test_the_first_route_that_matches_wins() -> None:
    routes = (RouteRule(to=("hook",)), RouteRule(to=("desk",)))
    assert recipients(planned(routes=routes)) == [("hook", "hooks.example.org")]


@pytest.mark.parametrize(("severity", "sent"), [("low", 0), ("medium", 0), ("high", 1), ("critical", 1)])
def test_replay_gets_high_critical_and_corrections_at_once(severity: str, sent: int) -> None:
    opened = rated(Severity(severity))
    result = planned(opened, routes=REPLAY_ROUTES, channels=REPLAY_CHANNELS, settings=REPLAY_SETTINGS, recent={"replay": 99})
    assert sum(each.next_attempt == NOW for each in result.deliveries) == sent


@given(
    kind=st.sampled_from(Change),
    severity=st.sampled_from(Severity),
    routes=st.sampled_from([(), ROUTES, REPLAY_ROUTES]),
    told=st.lists(st.sampled_from([receipt(), receipt("b@example.org"), receipt(state=DeliveryState.PENDING)])),
    backfill=st.booleans(),
    quiet=st.sampled_from([None, ("22:00", "06:00"), ("06:00", "22:00")]),
)
def test_every_alert_is_accounted_for(
    kind: Change,
    severity: Severity,
    routes: tuple[RouteRule, ...],
    told: list[Receipt],
    backfill: bool,
    quiet: tuple[str, str] | None,
) -> None:
    made = rated(severity, kind)
    result = planned(made, routes=routes, receipts=told, backfill=backfill, settings=PlanSettings(quiet=quiet))
    assert (result.alert is None) is (result.deliveries == ())
    for each in result.deliveries:
        assert (each.state is DeliveryState.MUTED) is bool(each.muted) is (each.next_attempt is None)
        assert each.next_attempt is None or each.next_attempt >= NOW
    assert len({each.key for each in result.deliveries}) == len(result.deliveries)
    assert result.reasons


def test_the_plan_works_without_the_telling() -> None:
    result = planned(change(Change.REJECTED, number=5, by="ana"), telling=None, receipts=(receipt(),), entries=(telling(),))
    assert result.alert is not None
    assert result.alert.content["entries"]


def test_channels_that_no_route_names_hear_nothing() -> None:
    assert "hook" in CHANNELS
    assert all(channel == "desk" for channel, _ in recipients(planned(rated(Severity.MEDIUM))))
