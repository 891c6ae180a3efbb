"""Caps, windows, digests and quiet hours from the plan to the message that went: a real store and a real deliverer."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from service.alert.channels.file import FileChannel
from service.alert.deliver import Deliverer
from service.alert.hold import PlanSettings
from service.clock import SetClock
from service.model.alert import RouteRule
from service.model.mention import Severity
from service.model.signal import Change
from service.pipeline.planning import Routing, put_out
from tests.alert.made import NOW, change, signal, telling
from tests.alert.outbox import Outbox, outbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

MINUTE = timedelta(minutes=1)
START = NOW.replace(minute=0)


@pytest.fixture
async def store() -> AsyncIterator[Outbox]:
    async with outbox() as opened:
        yield opened


class Desk:
    """Plans changes, delivers them to a file, and reads what went."""

    def __init__(self, store: Outbox, folder: Path, *routes: RouteRule, **settings: Any) -> None:
        self.clock = SetClock(START)
        self._store = store
        self._file = folder / "log.jsonl"
        self._file.touch()
        channel = FileChannel("log", path=str(self._file))
        chosen = routes or (RouteRule(to=("log",)),)
        self._routing = Routing(routes=chosen, channels={"log": channel.recipients()}, settings=PlanSettings(**settings))
        self._deliverer = Deliverer(store, {"log": channel}, self.clock)

    def happens(self, name: str, severity: Severity = Severity.HIGH, kind: Change = Change.OPENED, number: int = 1) -> None:
        """A change of a signal is planned and stored as the pipeline does it."""
        made = change(kind, number=number, severity=severity)
        made = replace(made, at=self.clock.now(), signal=signal(id=name, severity=severity, changes=number))
        now = self.clock.now()

        def keep(tx: Any) -> None:
            tx.signals.save(made, None)
            put_out(tx, self._routing.planned(tx, made, telling(), [telling()], now), made)

        self._store.sync.write(keep)

    async def at(self, moment: timedelta) -> list[dict[str, Any]]:
        """What goes when so much time has passed since the start."""
        before = len(self._file.read_text().splitlines())
        self.clock.set(START + moment)
        await self._deliverer.run_once()
        return [json.loads(line)["data"] for line in self._file.read_text().splitlines()[before:]]


async def test_over_the_cap_one_message_says_what_was_held_back_and_critical_passes(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path, cap=20, cap_window=10 * MINUTE)
    for number in range(30):
        desk.happens(f"s{number:02}")
    desk.happens("grave", Severity.CRITICAL)

    first = await desk.at(timedelta(0))
    assert sorted(each["alert"] for each in first) == ["grave-1", *(f"s{number:02}-1" for number in range(20))]
    assert await desk.at(9 * MINUTE) == []
    (digest,) = await desk.at(10 * MINUTE)
    assert (digest["reason"], digest["count"]) == ("digest", 10)
    assert {item["alert"] for item in digest["items"]} == {f"s{number:02}-1" for number in range(20, 30)}

    assert await desk.at(11 * MINUTE) == []
    desk.happens("later")
    assert [each["alert"] for each in await desk.at(11 * MINUTE)] == ["later-1"]


async def test_what_waits_for_a_digest_takes_no_room_of_what_goes_at_once(store: Outbox, tmp_path: Path) -> None:
    routes = (RouteRule(to=("log",), severity=("low",), digest="12:00"), RouteRule(to=("log",)))
    desk = Desk(store, tmp_path, *routes, cap=3, cap_window=10 * MINUTE)
    for number in range(10):
        desk.happens(f"low{number}", Severity.LOW)
    desk.happens("page")
    assert [each["alert"] for each in await desk.at(timedelta(0))] == ["page-1"]
    (digest,) = await desk.at(timedelta(hours=3))
    assert digest["count"] == 10


async def test_a_window_gathers_and_a_correction_does_not_wait(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path, RouteRule(to=("log",), group=timedelta(hours=1)))
    desk.happens("a")
    desk.happens("b")
    assert await desk.at(59 * MINUTE) == []
    (digest,) = await desk.at(60 * MINUTE)
    assert digest["count"] == 2
    desk.happens("a", kind=Change.DENIED, number=2)
    assert [each["reason"] for each in await desk.at(61 * MINUTE)] == ["corrected"]


async def test_quiet_hours_end_with_one_message(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path, quiet=("08:00", "11:00"))
    for number in range(3):
        desk.happens(f"s{number}")
    desk.happens("grave", Severity.CRITICAL)
    assert [each["alert"] for each in await desk.at(timedelta(0))] == ["grave-1"]
    assert await desk.at(timedelta(hours=1)) == []
    (digest,) = await desk.at(timedelta(hours=2))
    assert digest["count"] == 3


async def test_what_is_denied_while_it_waits_for_a_digest_is_not_told(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path, RouteRule(to=("log",), digest="12:00"))
    desk.happens("a", Severity.LOW)
    desk.happens("b", Severity.LOW)
    desk.happens("a", Severity.LOW, kind=Change.DENIED, number=2)
    assert [each["alert"] for each in await desk.at(timedelta(hours=3))] == ["b-1"]
    assert [row.muted for row in store.rows(state="muted")] == ["denied while it waited"]


async def test_a_page_that_is_denied_while_quiet_hours_hold_it_goes_with_its_correction(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path, quiet=("08:00", "11:00"))
    desk.happens("a")
    desk.happens("a", kind=Change.DENIED, number=2)
    assert [each["reason"] for each in await desk.at(timedelta(0))] == ["corrected"]
    assert [each["reason"] for each in await desk.at(timedelta(hours=2))] == ["new"]
