"""An entry that takes its words back: its signals fall back to what the others tell, and people hear of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from service.alert.hold import Circumstances
from service.alert.plan import REPLAY_CHANNELS, REPLAY_ROUTES, REPLAY_SETTINGS, Planned, plan
from service.correlate.retract import retract
from service.model.alert import DeliveryState, Reason, Receipt
from service.model.entry import Entry, StoredEntry
from service.model.mention import Severity, Status
from service.model.signal import Change
from tests.correlate.world import World, day, replayed, row, tellings_of

if TYPE_CHECKING:
    from service.model.signal import SignalChange

NOW = day("2026-05-10")


def taken_back(world: World, number: int, *, again: str | None = None) -> SignalChange | None:
    """The entry of that number is revised; `again`: the status in which its new text tells the step."""
    ((name, signal),) = world.signals.items()
    left = [telling for telling in world.tellings[name] if telling.entry_id != number]
    if again:
        old = next(telling for telling in world.tellings[name] if telling.entry_id == number)
        left.append(replace(old, mention=replace(old.mention, status=Status(again))))
    entry = Entry(id=f"e{number}", title="New title")
    stored = StoredEntry(id=number, key="k", revision=2, first_seen=day("2026-05-01"), entry=entry)
    change = retract(signal, stored, left, now=NOW)
    if change is not None:
        assert change.number == signal.changes + 1 == change.signal.changes
        assert (change.entry_id, change.at, change.previous) == (number, NOW, signal.status)
        world.signals[name], world.tellings[name] = change.signal, left
    return change


def planned(change: SignalChange) -> Planned:
    sent = Receipt(channel="replay", recipient="replay", state=DeliveryState.SENT, at=day("2026-05-01"))
    around = Circumstances(now=NOW, settings=REPLAY_SETTINGS)
    return plan(change, None, routes=REPLAY_ROUTES, channels=REPLAY_CHANNELS, receipts=[sent], around=around)


def test_what_rested_on_that_entry_alone_is_corrected() -> None:
    world = replayed([row("a", "2026-05-01")])
    change = taken_back(world, 1)
    assert change is not None
    assert (change.change, change.severity, change.signal.severity) == (Change.RETRACTED, Severity.CRITICAL, Severity.CRITICAL)
    assert (change.signal.sources, change.signal.credibility) == ((), "")
    assert "“New title” no longer tells it, and nobody else does" in change.reasons
    alert = planned(change).alert
    assert alert is not None
    assert alert.reason is Reason.CORRECTED


def test_what_is_told_again_afterwards_pages_again_as_it_is_told_then() -> None:
    world = replayed([row("a", "2026-05-01")])
    taken_back(world, 1)
    (telling,) = tellings_of(row("b", "2026-05-11", "reported"), 2)
    change = world.take(telling)
    assert (change.change, change.signal.status, change.signal.severity) == (Change.RAISED, Status.REPORTED, Severity.HIGH)
    assert change.signal.credibility == "C4"
    alert = planned(change).alert
    assert alert is not None
    assert alert.reason is Reason.RAISED


def test_a_rise_that_rested_on_it_is_corrected_though_others_tell_less() -> None:
    change = taken_back(replayed([row("a", "2026-05-01", "reported"), row("b", "2026-05-02")]), 2)
    assert change is not None
    assert (change.change, change.signal.status, change.severity) == (Change.RETRACTED, Status.REPORTED, Severity.HIGH)
    assert "what is left tells it as reported" in change.reasons[0]


def test_a_weight_that_rested_on_it_is_corrected() -> None:
    contact: dict[str, Any] = {"indicator": "opposition_regime_meeting", "actors": ["SYROPP"]}
    world = replayed([row("a", "2026-05-01", **contact), row("b", "2026-05-02", **contact)])
    ((name, told),) = world.tellings.items()
    world.tellings[name] = [told[0], replace(told[1], mention=replace(told[1].mention, severity=Severity.LOW))]
    change = taken_back(world, 1)
    assert change is not None
    assert (change.change, change.severity) == (Change.RETRACTED, Severity.LOW)


def test_what_others_tell_as_far_stands_and_nobody_is_told() -> None:
    change = taken_back(replayed([row("a", "2026-05-01"), row("b", "2026-05-02")]), 1)
    assert change is not None
    assert (change.change, change.signal.status, change.signal.sources) == (Change.NOTED, Status.OCCURRED, ("outlet b",))
    assert change.signal.date == day("2026-05-02")
    assert planned(change).alert is None


@pytest.mark.parametrize("fall", ["denied", "reversed"])
def test_a_denial_or_reversal_that_is_taken_back_lets_the_step_stand_again(fall: str) -> None:
    change = taken_back(replayed([row("a", "2026-05-01"), row("b", "2026-05-02", fall)]), 2)
    assert change is not None
    assert (change.change, change.previous, change.signal.status) == (Change.RAISED, Status(fall), Status.OCCURRED)


def test_a_new_text_that_tells_as_much_changes_nothing() -> None:
    assert taken_back(replayed([row("a", "2026-05-01")]), 1, again="occurred") is None


def test_a_new_text_that_tells_less_is_corrected() -> None:
    change = taken_back(replayed([row("a", "2026-05-01")]), 1, again="reported")
    assert change is not None
    assert (change.change, change.signal.status) == (Change.RETRACTED, Status.REPORTED)
    assert "tells it otherwise now" in change.reasons[0]


def test_a_new_text_that_denies_is_corrected_once() -> None:
    world = replayed([row("a", "2026-05-01"), row("b", "2026-05-02", "denied")])
    ((name, told),) = world.tellings.items()
    world.tellings[name] = [told[0], replace(told[1], entry_id=1)]
    assert taken_back(world, 1, again="denied") is None


def test_a_rejected_signal_is_corrected_no_second_time() -> None:
    world = replayed([row("a", "2026-05-01")])
    ((name, signal),) = world.signals.items()
    world.signals[name] = replace(signal, review="rejected")
    change = taken_back(world, 1)
    assert change is not None
    assert change.change is Change.NOTED


def test_a_merged_signal_is_left_alone() -> None:
    world = replayed([row("a", "2026-05-01")])
    ((name, signal),) = world.signals.items()
    world.signals[name] = replace(signal, merged_into="s2")
    assert taken_back(world, 1) is None
