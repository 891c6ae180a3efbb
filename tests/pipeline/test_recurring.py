"""Reminders and digests that only have gaps to tell: a real store, a real deliverer, a clock that is set."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from service.alert.channels.file import FileChannel
from service.alert.deliver import Deliverer
from service.alert.hold import PlanSettings
from service.alert.outbox import DIGEST_LINES
from service.clock import SetClock
from service.model.alert import DeliveryState, Reason, RouteRule
from service.pipeline.planning import Routing
from service.pipeline.recurring import LONGEST, Recurring
from tests.alert.made import NOW, alert, signal
from tests.alert.outbox import Outbox, outbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

HOUR = timedelta(hours=1)
ROUTES = (RouteRule(to=("log",), severity=("low",), digest="07:00"), RouteRule(to=("log",)))


@pytest.fixture
async def store() -> AsyncIterator[Outbox]:
    async with outbox() as opened:
        yield opened


class Desk:
    """A deliverer that writes to a file, and what stands there."""

    def __init__(self, store: Outbox, folder: Path, remind: timedelta | None = HOUR, zone: str = "UTC") -> None:
        self.clock = SetClock(NOW)
        self._file = folder / "log.jsonl"
        self._file.touch()
        channel = FileChannel("log", path=str(self._file))
        self.routing = Routing(routes=ROUTES, channels={"log": channel.recipients()}, settings=PlanSettings(timezone=zone))
        self._deliverer = Deliverer(
            store, {"log": channel}, self.clock, recur=Recurring(self.routing, remind).put_out, timezone=zone
        )

    async def after(self, span: timedelta) -> list[str]:
        """Let the time pass; the ids of the alerts that came of it."""
        before = len(self.lines())
        self.clock.set(self.clock.now() + span)
        await self._deliverer.run_once()
        return [line["data"]["alert"] for line in self.lines()[before:]]

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._file.read_text().splitlines()]


def page(store: Outbox, name: str = "k7m2", **changes: object) -> None:
    store.review(signal(id=name), "")
    of = alert(id=f"{name}-1", signal_id=name, **changes)
    store.put(f"msg_{name}", of=of, channel="log", recipient="log")


async def test_a_page_is_told_again_until_somebody_acknowledges_it(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    page(store)

    assert await desk.after(timedelta(0)) == ["k7m2-1"]
    assert await desk.after(HOUR - timedelta(minutes=1)) == []
    assert await desk.after(timedelta(minutes=1)) == ["k7m2-1-r1"]
    assert await desk.after(timedelta(minutes=1)) == []
    assert await desk.after(HOUR) == ["k7m2-1-r2"]
    await store.write(lambda tx: tx.alerts.acknowledge("k7m2-1-r1", "ana", desk.clock.now()))
    assert await desk.after(HOUR) == []
    assert await desk.after(24 * HOUR) == []

    assert [line["type"] for line in desk.lines()] == ["signal.new", "signal.reminder", "signal.reminder"]
    assert len({str(line["id"]) for line in desk.lines()}) == 3
    assert (await store.read(lambda tx: tx.alerts.acknowledged("k7m2-1"))) == ("ana", desk.clock.now() - 25 * HOUR)


@pytest.mark.parametrize("seen", ["k7m2-1", "k7m2-1-r1"])
async def test_a_reminder_that_waits_is_not_sent_once_the_page_is_acknowledged(store: Outbox, tmp_path: Path, seen: str) -> None:
    desk = Desk(store, tmp_path)
    page(store)
    await desk.after(timedelta(0))
    later = desk.clock.now() + HOUR
    await store.write(lambda tx: Recurring(desk.routing, HOUR).put_out(tx, later))
    await store.write(lambda tx: tx.alerts.acknowledge(seen, "ana", later))
    assert await desk.after(HOUR) == []
    assert [row.muted for row in store.rows(alert_id="k7m2-1-r1")] == ["acknowledged by ana while it waited"]


async def test_a_dead_channel_keeps_nobody_from_being_reminded(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    page(store)
    store.put("msg_other", of=alert(), channel="log", recipient="dead", next_attempt=NOW + 99 * HOUR, attempts=3)
    await desk.after(timedelta(0))
    assert await desk.after(HOUR) == ["k7m2-1-r1"]


async def test_a_process_that_starts_anew_goes_on_where_the_last_one_was(store: Outbox, tmp_path: Path) -> None:
    page(store)
    first = Desk(store, tmp_path)
    await first.after(timedelta(0))
    again = Desk(store, tmp_path)
    assert await again.after(HOUR) == ["k7m2-1-r1"]
    later = Desk(store, tmp_path)
    later.clock.set(NOW + HOUR)
    assert await later.after(HOUR) == ["k7m2-1-r2"]


async def test_without_the_setting_nothing_is_repeated(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path, remind=None)
    page(store)
    await desk.after(timedelta(0))
    assert await desk.after(48 * HOUR) == []


async def test_reminders_that_are_switched_on_late_dig_up_no_old_pages(store: Outbox, tmp_path: Path) -> None:
    page(store, "old")
    before = Desk(store, tmp_path, remind=None)
    await before.after(timedelta(0))
    page(store, "new", at=NOW + 48 * HOUR)
    await before.after(48 * HOUR)
    desk = Desk(store, tmp_path)
    desk.clock.set(NOW + 49 * HOUR)
    assert await desk.after(HOUR) == ["new-1-r1"]


async def test_nobody_is_reminded_of_what_was_rejected_merged_or_taken_back(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    for name in ("rejected", "corrected", "stands"):
        page(store, name)
    await desk.after(timedelta(0))
    store.review(signal(id="rejected"), "rejected")
    of = alert(id="corrected-2", signal_id="corrected", reason=Reason.CORRECTED, change=2)
    store.put("msg_correction", of=of, channel="log", recipient="log", state=DeliveryState.SENT)
    assert await desk.after(HOUR) == ["stands-1-r1"]


async def test_after_a_month_there_are_no_more_reminders(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path, remind=24 * HOUR)
    page(store)
    await desk.after(timedelta(0))
    told = [await desk.after(24 * HOUR) for _ in range(40)]
    assert [bool(each) for each in told] == [True] * LONGEST.days + [False] * (40 - LONGEST.days)


async def test_a_digest_that_has_only_gaps_to_tell_comes_at_its_local_time(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path, zone="Europe/Istanbul")
    await desk.after(timedelta(0))
    await store.write(lambda tx: tx.facts.put(DIGEST_LINES, ["Blind for Arabic since 2018-12-26"]))
    until_seven = NOW.replace(hour=4, minute=0) + 24 * HOUR - NOW

    assert await desk.after(until_seven - timedelta(seconds=1)) == []
    (digest,) = await desk.after(timedelta(seconds=1))
    assert await desk.after(timedelta(minutes=1)) == []
    assert len(await desk.after(24 * HOUR)) == 1
    await store.write(lambda tx: tx.facts.put(DIGEST_LINES, []))
    assert await desk.after(24 * HOUR) == []

    told = desk.lines()[0]["data"]
    assert told["alert"] == digest
    assert (told["reason"], told["severity"], told["lines"]) == ("digest", "none", ["Blind for Arabic since 2018-12-26"])
    assert str(told["title"]).startswith("Nothing to report until 2018-12-28 07:00 Europe/Istanbul")


async def test_one_alert_and_the_gaps_are_one_digest(store: Outbox, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    await desk.after(timedelta(0))
    seven = NOW.replace(hour=7, minute=0) + 24 * HOUR
    store.put(
        "msg_low", of=alert(id="low-1", signal_id="low"), channel="log", recipient=str(tmp_path / "log.jsonl"), next_attempt=seven
    )
    await store.write(lambda tx: tx.facts.put(DIGEST_LINES, ["Blind for Arabic"]))

    (digest,) = await desk.after(seven - NOW)
    assert digest.startswith("digest-")
    told = desk.lines()[0]["data"]
    assert (told["title"], told["count"], told["lines"]) == (
        "1 alert held back until 2018-12-28 07:00 UTC", 1, ["Blind for Arabic"],
    )  # fmt: skip
    assert store.row("msg_low").state is DeliveryState.SENT
