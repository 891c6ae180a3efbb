"""The play: publish, wait until the daemon has read it and told whom it tells, and hand on what was seen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from service.demo.scenes import SCENES
from service.demo.stage import built, lay_down
from service.detect.explain import explain
from service.detect.watches import load_detector
from service.errors import ThawError
from service.model.alert import DeliveryState
from service.model.entry import Entry
from service.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from service.demo.archive import Item, Outlet
    from service.demo.mailbox import Letter
    from service.demo.receiver import Call
    from service.demo.scenes import Scene
    from service.demo.stage import Stage
    from service.detect.engine import Detector
    from service.model.alert import Alert
    from service.model.ports import Clock
    from service.model.rows import Transaction
    from service.model.signal import Signal, SignalChange

T = TypeVar("T")

GLANCE = 0.1
"""Seconds between two looks at what the daemon has done."""
PATIENCE = 60.0
"""Seconds that the daemon has for a scene; it needs five on a machine that is not busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The first pass over the feeds is done: what was found, and that nobody was told."""

    outlets: tuple[Outlet, ...]
    entries: int
    signals: tuple[Signal, ...]
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """An outlet publishes an item."""

    number: int
    scene: Scene
    outlet: Outlet
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What came of a publication: the signal, its change, the alert if there is one, what arrived, and why it pages or not."""

    scene: Scene
    signal: Signal
    change: SignalChange
    alert: Alert | None
    letters: tuple[Letter, ...]
    calls: tuple[Call, ...]
    verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """All of it in figures."""

    entries: int
    signals: int
    letters: int
    calls: int
    asked: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    """What the database says of an item once it was read."""

    signal: Signal
    change: SignalChange
    alert: Alert | None
    planned: int


Shown = Opening | Publication | Sight | Ending


async def play(folder: Path, clock: Clock, show: Callable[[Shown], None]) -> None:
    """Play every scene in `folder`, and hand what is seen to `show` as it happens.

    Raises:
        ThawError: a part cannot be started, or what a scene promises was not seen.
    """
    async with built(folder, clock) as stage:
        detector = await asyncio.to_thread(load_detector, stage.config.watches)
        player = _Player(stage, detector, clock, show, folder)
        await player.open()
        for number, scene in enumerate(SCENES, 1):
            await player.act(number, scene)
        player.end()


class _Player:
    def __init__(self, stage: Stage, detector: Detector, clock: Clock, show: Callable[[Shown], None], folder: Path) -> None:
        self._stage = stage
        self._folder = folder
        self._detector = detector
        self._clock = clock
        self._show = show

    async def open(self) -> None:
        """Wait for the first pass over all feeds."""
        await self._until(_all_polled, "reads its feeds for the first time")
        outlets = self._stage.newsroom.outlets
        signals = self._stage.store.read(lambda tx: tx.signals.listed())
        letters = len(self._stage.mailbox.letters)
        self._show(Opening(outlets=outlets, entries=self._entries(), signals=tuple(signals), letters=letters))

    async def act(self, number: int, scene: Scene) -> None:
        """Publish what belongs to the scene, and show what comes of it."""
        for outlet in self._stage.newsroom.outlets:
            for item in outlet.items:
                if item.scene == scene.name:
                    self._show(Publication(number=number, scene=scene, outlet=outlet, item=item))
                    self._show(await self._published(scene, outlet, item))

    def end(self) -> None:
        """Count."""
        stage = self._stage
        signals = stage.store.read(lambda tx: tx.signals.listed())
        self._show(
            Ending(
                entries=self._entries(),
                signals=len(signals),
                letters=len(stage.mailbox.letters),
                calls=len(stage.receiver.calls),
                asked=stage.newsroom.asked,
                unchanged=stage.newsroom.unchanged,
            )
        )

    async def _published(self, scene: Scene, outlet: Outlet, item: Item) -> Sight:
        letters, calls = self._stage.mailbox.letters, self._stage.receiver.calls
        mailed, called = len(letters), len(calls)
        now = self._clock.now()
        self._stage.newsroom.publish(outlet, item, now)
        found = await self._until(lambda tx: _outcome(tx, item.slug), f"codes “{item.title}”")

        def arrived(_tx: Transaction) -> bool:
            return len(letters) - mailed + len(calls) - called >= found.planned

        await self._until(arrived, f"delivers {counted(found.planned, 'message')} about “{item.title}”")
        _check(scene, found, item)
        _keep(letters, self._folder)
        return Sight(
            scene=scene,
            signal=found.signal,
            change=found.change,
            alert=found.alert if found.planned else None,
            letters=tuple(letters[mailed:]),
            calls=tuple(calls[called:]),
            verdicts=self._verdicts(outlet, item),
        )

    def _verdicts(self, outlet: Outlet, item: Item) -> tuple[str, ...]:
        """The words of ``thaw explain`` about an item."""
        entry = Entry(id=item.slug, title=item.title, summary=item.summary, lang=outlet.lang, source=outlet.name)
        return explain(self._detector, entry, self._clock.now()).verdicts

    def _entries(self) -> int:
        return sum(one.state.entries for one in self._stage.store.read(lambda tx: tx.feeds.all()))

    async def _until(self, look: Callable[[Transaction], T | None], what: str) -> T:
        """Look at the database again and again until there is something to see."""
        waited = self._clock.monotonic()
        while not (found := await asyncio.to_thread(self._stage.store.read, look)):
            if self._stage.daemon.done():
                await self._stage.daemon
                raise ThawError("the demo's daemon ended before its time; see why: thaw --log-level info demo")
            if self._clock.monotonic() - waited > PATIENCE:
                raise ThawError(f"waited {PATIENCE:g} s until the daemon {what}; see what it does: thaw --log-level info demo")
            await asyncio.sleep(GLANCE)
        return found


def _all_polled(tx: Transaction) -> bool:
    known = tx.feeds.all()
    return bool(known) and all(one.state.polls for one in known)


def _outcome(tx: Transaction, item: str) -> _Outcome | None:
    """What an item did to a signal; None while it was not read. One transaction holds all that follows from it."""
    for signal in tx.signals.listed():
        rows = {telling.entry_id for telling in tx.signals.tellings(signal.id) if telling.entry_name == item}
        changes = [change for change in tx.signals.history(signal.id) if change.entry_id in rows]
        if changes:
            return _told(tx, signal, changes[-1])
    return None


def _told(tx: Transaction, signal: Signal, change: SignalChange) -> _Outcome:
    for alert, deliveries in tx.alerts.listed(signal_id=signal.id):
        if alert.change == change.number:
            planned = sum(delivery.state is not DeliveryState.MUTED for delivery in deliveries)
            return _Outcome(signal=signal, change=change, alert=alert, planned=planned)
    return _Outcome(signal=signal, change=change, alert=None, planned=0)


def _check(scene: Scene, found: _Outcome, item: Item) -> None:
    """What a scene promises must be so; else this program says what it does not do."""
    sent = found.alert.reason if found.alert and found.planned else None
    if sent != scene.sends:
        raise ThawError(
            f"“{item.title}” was to send {scene.sends or 'nothing'}, and sent {sent or 'nothing'}: "
            "this is a mistake in Thaw, please report it"
        )


def _keep(letters: Sequence[Letter], folder: Path) -> None:
    """Lay the letters down as files that any mail program opens."""
    for number, letter in enumerate(letters, 1):
        lay_down(folder / f"letter-{number}.eml", letter.raw)
