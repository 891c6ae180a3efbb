"""How the service is, from what its database and its clock say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.model.alert import DeliveryState
from service.pipeline.polling import LAST_POLL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.model.rows import Transaction

INTERVALS = 3
"""The last pass must be younger than that many poll intervals."""
LEAST_PATIENCE = timedelta(seconds=90)
"""A pass may take this long however short the interval is."""
UNTRIED = timedelta(minutes=10)
"""No delivery that is due may wait longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceHealth:
    """How the service is; `problems` is empty where all is well.

    `broken` names the feeds that cover nothing any more, each with why: gone, failing, silent.
    """

    problems: tuple[str, ...]
    last_pass: datetime | None
    feeds: int
    failing: int
    broken: Mapping[str, Sequence[str]]
    deliveries: Mapping[DeliveryState, int]

    def as_json(self) -> dict[str, object]:
        """Figures for programs."""
        return {
            "last_pass": self.last_pass.isoformat() if self.last_pass else None,
            "feeds": {
                "enabled": self.feeds,
                "failing": self.failing,
                "broken": {name: list(troubles) for name, troubles in self.broken.items()},
            },
            "deliveries": {str(state): count for state, count in self.deliveries.items()},
        }


def health_of(tx: Transaction, *, now: datetime, every: timedelta) -> ServiceHealth:
    """Look how the service is.

    Args:
        tx: a read transaction.
        now: our clock.
        every: the usual gap between polls.
    """
    last = _last_pass(tx)
    known = [one for one in tx.feeds.all() if one.feed.enabled]
    failing = [one for one in known if one.state.failures]
    return ServiceHealth(
        problems=tuple(filter(None, (_late(last, now, every), _stuck(tx, now), _blind(len(known), len(failing))))),
        last_pass=last,
        feeds=len(known),
        failing=len(failing),
        broken={one.feed.name: one.state.told for one in known if one.state.told},
        deliveries=tx.alerts.totals(),
    )


def _last_pass(tx: Transaction) -> datetime | None:
    fact = tx.facts.get(LAST_POLL)
    at = fact.get("at") if isinstance(fact, dict) else None
    return datetime.fromisoformat(at) if isinstance(at, str) else None


def _late(last: datetime | None, now: datetime, every: timedelta) -> str:
    if last is None:
        return "no pass over the feeds was finished yet"
    patience = max(INTERVALS * every, LEAST_PATIENCE)
    return f"the last pass over the feeds ended at {last:%Y-%m-%d %H:%M:%S} UTC" if now - last > patience else ""


def _stuck(tx: Transaction, now: datetime) -> str:
    """A delivery that is due and was not even tried means that nobody delivers."""
    waiting = [
        delivery
        for _, deliveries in tx.alerts.listed(state=DeliveryState.PENDING, limit=1000)
        for delivery in deliveries
        if delivery.next_attempt is not None and now - delivery.next_attempt > UNTRIED
    ]
    return f"{len(waiting)} deliveries are due for over ten minutes and were not tried" if waiting else ""


def _blind(known: int, failing: int) -> str:
    return f"all {known} feeds fail: thaw feeds list says why" if known and known == failing else ""
