"""An archive through the whole pipeline in a throwaway database, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.alert.plan import REPLAY_CHANNEL, REPLAY_CHANNELS, REPLAY_ROUTES, REPLAY_SETTINGS
from service.model.mention import Status
from service.pipeline.intake import Intake
from service.pipeline.planning import Routing
from service.pipeline.replay import replay
from service.store.database import SqlStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from service.model.alert import Alert
    from service.model.entry import Entry
    from service.model.ports import Detects
    from service.model.rows import Transaction
    from service.model.signal import Signal, SignalChange
    from service.pipeline.counts import Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What a replay brought: figures, and signals and messages as the contract prints them, oldest first."""

    counts: Counts
    signals: Sequence[dict[str, Any]]
    alerts: Sequence[dict[str, Any]]


def replay_archive(
    entries: Iterable[Entry], detector: Detects, *, now: datetime, told: Callable[[int], None] | None = None
) -> Replayed:
    """Replay an archive of entries (CONTRACT, thaw replay).

    Args:
        entries: the archive, in the order of its file.
        detector: what codes them.
        now: our clock, for entries without a date.
        told: called after each day with the number of its entries.
    """
    routing = Routing(routes=REPLAY_ROUTES, channels=REPLAY_CHANNELS, settings=REPLAY_SETTINGS)
    store = SqlStore("sqlite://")
    try:
        store.upgrade()
        counts = replay(store, Intake(detector, routing), entries, now=now, told=told)
        return store.read(lambda tx: Replayed(counts=counts, signals=_signals(tx), alerts=_alerts(tx)))
    finally:
        store.close()


def _signals(tx: Transaction) -> list[dict[str, Any]]:
    listed = sorted(tx.signals.listed(), key=lambda signal: (signal.opened_at, signal.date, signal.id))
    return [_signal(tx, signal) for signal in listed]


def _signal(tx: Transaction, signal: Signal) -> dict[str, Any]:
    told = [telling for telling in tx.signals.tellings(signal.id) if telling.mention.status is not Status.BACKGROUND]
    names = {telling.entry_id: telling.entry_name for telling in told}
    return {
        "signal": signal.id,
        "indicator": signal.indicator,
        "status": signal.status,
        "severity": signal.severity,
        "actors": list(signal.actors),
        "target": signal.target,
        "entries": list(dict.fromkeys(telling.entry_name for telling in told)),
        "history": [_change(change, names) for change in tx.signals.history(signal.id)],
    }


def _change(change: SignalChange, names: dict[int, str]) -> dict[str, Any]:
    return {
        "at": change.at.isoformat(),
        "entry": names.get(change.entry_id) if change.entry_id is not None else None,
        "change": change.change,
        "from": change.previous,
        "to": change.signal.status,
    }


def _alerts(tx: Transaction) -> list[dict[str, Any]]:
    sent = [alert for alert, deliveries in tx.alerts.listed() if any(not delivery.muted for delivery in deliveries)]
    return [_alert(alert) for alert in sorted(sent, key=lambda alert: alert.at)]


def _alert(alert: Alert) -> dict[str, Any]:
    return {
        "alert": alert.id,
        "signal": alert.signal_id,
        "reason": alert.reason,
        "severity": alert.severity,
        "at": alert.at.isoformat(),
        "channel": REPLAY_CHANNEL,
        "title": alert.title,
    }
