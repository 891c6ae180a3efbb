"""How the service is, from what its database, its disk and its clock say."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.alert.outbox import paused
from service.feeds.blindness import Blind, blind
from service.model.alert import DeliveryState
from service.pipeline.polling import LAST_POLL
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.model.entry import KnownFeed
    from service.model.mention import Severity
    from service.model.rows import Transaction
    from service.store.database import SqlStore

INTERVALS = 3
"""The last pass must be younger than that many poll intervals."""
LEAST_PATIENCE = timedelta(seconds=90)
"""A pass may take this long however short the interval is."""
UNTRIED = timedelta(minutes=10)
"""No delivery that is due may wait longer."""
LEAST_FREE = 64 * 2**20
"""Bytes that must be free where an SQLite database lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceHealth:
    """How the service is; `problems` is empty where all is well, and then it is ready.

    `feeds` are the enabled ones, `due` and `late` how many of them are to be polled now, and were to be more than an interval
    ago; `broken` names those that cover nothing any more, each with why (gone, failing, silent), `dark` what cannot be seen
    for want of feeds. `overdue` is since when the oldest delivery of a channel waits, `paused` names the channels that
    somebody must mend first.
    """

    problems: tuple[str, ...]
    last_pass: datetime | None
    newest_entry: datetime | None
    feeds: int
    due: int
    late: int
    failing: int
    quarantined: int
    broken: Mapping[str, Sequence[str]]
    dark: Sequence[Blind]
    signals: Mapping[Severity, int]
    deliveries: Mapping[tuple[str, DeliveryState], int]
    overdue: Mapping[str, datetime]
    paused: Sequence[str]

    def as_json(self) -> dict[str, object]:
        """Figures for programs."""
        return {
            "last_pass": self.last_pass.isoformat() if self.last_pass else None,
            "feeds": {
                "enabled": self.feeds,
                "failing": self.failing,
                "broken": {name: list(troubles) for name, troubles in self.broken.items()},
            },
            "blind": [
                {"kind": one.kind, "name": one.name, "since": one.since.isoformat(), "feeds": one.feeds} for one in self.dark
            ],
            "deliveries": {
                str(state): sum(count for (_, each), count in self.deliveries.items() if each is state)
                for state in DeliveryState
                if any(each is state for _, each in self.deliveries)
            },
            "paused": list(self.paused),
        }


def health_of(
    tx: Transaction, *, now: datetime, every: timedelta, surroundings: Sequence[str] = (), timezone: str = "UTC"
) -> ServiceHealth:
    """Look how the service is.

    Args:
        tx: a read transaction.
        now: our clock.
        every: the usual gap between polls.
        surroundings: what is wrong around it.
        timezone: the zone of those who read what is wrong.
    """
    last = _last_pass(tx)
    known = [one for one in tx.feeds.all() if one.feed.enabled]
    failing = [one for one in known if one.state.failures]
    deliveries, overdue = tx.figures.deliveries(), tx.figures.overdue(now)
    stopped = sorted(channel for channel in {channel for channel, _ in deliveries} if tx.facts.get(paused(channel)))
    late, stuck = _late(last, now, every, timezone), _stuck(overdue, stopped, now, timezone)
    problems = (late, *stuck, _blind(len(known), len(failing)), *surroundings)
    return ServiceHealth(
        problems=tuple(filter(None, problems)),
        last_pass=last,
        newest_entry=max((one.state.last_new_entry for one in known if one.state.last_new_entry), default=None),
        feeds=len(known),
        due=_behind(known, now),
        late=_behind(known, now - every),
        failing=len(failing),
        quarantined=tx.figures.quarantined(),
        broken={one.feed.name: one.state.told for one in known if one.state.told},
        dark=blind(known),
        signals=tx.figures.signals(),
        deliveries=deliveries,
        overdue=overdue,
        paused=stopped,
    )


def surroundings_of(store: SqlStore, schema: str | None) -> Sequence[str]:
    """What is wrong around the service: no room left, or a schema that is not the one it started with.

    Raises:
        StoreError: the database cannot be used.
    """
    problems = []
    if store.revision() != schema:
        problems.append("another program has changed the database's schema: start the service again")
    if store.file is not None:
        try:
            free = shutil.disk_usage(store.file.parent).free
        except OSError as error:
            return [*problems, f"the folder of the database cannot be looked at: {error.strerror or error}"]
        if free < LEAST_FREE:
            problems.append(f"only {free // 2**20} MiB are free where the database lies: free some space")
    return problems


def _behind(known: Sequence[KnownFeed], moment: datetime) -> int:
    """Feeds that were to be polled at that moment."""
    return sum(one.state.next_check is None or one.state.next_check <= moment for one in known)


def _last_pass(tx: Transaction) -> datetime | None:
    fact = tx.facts.get(LAST_POLL)
    at = fact.get("at") if isinstance(fact, dict) else None
    return datetime.fromisoformat(at) if isinstance(at, str) else None


def _late(last: datetime | None, now: datetime, every: timedelta, timezone: str) -> str:
    if last is None:
        return "no pass over the feeds was finished yet"
    patience = max(INTERVALS * every, LEAST_PATIENCE)
    return f"the last pass over the feeds ended at {minute(last, timezone)}" if now - last > patience else ""


def _stuck(overdue: Mapping[str, datetime], paused: Sequence[str], now: datetime, timezone: str) -> Sequence[str]:
    """A delivery that is due and was not even tried means that nobody delivers; a paused channel waits for a person."""
    return [
        f"channel {channel}: a delivery is due since {minute(since, timezone)} and was not tried"
        for channel, since in overdue.items()
        if now - since > UNTRIED and channel not in paused
    ]


def _blind(known: int, failing: int) -> str:
    if not known or known != failing:
        return ""
    return f"{'the only feed fails' if known == 1 else f'all {known} feeds fail'}: thaw feeds list says why"
