"""What falls due without any entry: reminders of pages that nobody acknowledged, and digests that have only gaps to tell."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service.alert.outbox import DIGEST_LINES, gather
from service.alert.remind import is_due, reminded, reminder, unanswered
from service.alert.when import clock_time, next_local
from service.log import logger

if TYPE_CHECKING:
    from service.alert.remind import Unanswered
    from service.model.rows import Transaction
    from service.pipeline.planning import Routing

REMINDED_SINCE = "remind.since"
"""Name of the fact that holds from when on pages are reminded of: reminders that are switched on late do not dig up old pages."""

LOOKS_BACK = timedelta(days=1)
LONGEST = timedelta(days=30)
"""After so long without an answer there are no more reminders."""

SELDOM = timedelta(seconds=30)
"""How often it is looked at most."""

_log = logger("pipeline")


class Recurring:
    """Puts out what falls due by the clock alone.

    Args:
        routing: routes, recipients and the settings of the plan.
        remind: the gap between reminders; None: there are none.
    """

    def __init__(self, routing: Routing, remind: timedelta | None) -> None:
        self._routing = routing
        self._remind = remind
        self._next: datetime | None = None

    def put_out(self, tx: Transaction, now: datetime) -> int:
        """Store what is due; how many messages were planned."""
        return self._digests(tx, now) + self._reminders(tx, now)

    def _digests(self, tx: Transaction, now: datetime) -> int:
        """Whatever has gaps to tell tells them at the time of each digest, be there alerts or not."""
        told = 0
        for at in sorted({route.digest for route in self._routing.routes if route.digest}):
            fact = f"digest.next:{at}"
            due = tx.facts.get(fact)
            upcoming = next_local(now, clock_time(at), self._routing.settings.timezone).isoformat()
            if due == upcoming:
                continue
            if isinstance(due, str) and datetime.fromisoformat(due) <= now and tx.facts.get(DIGEST_LINES):
                told += self._put_lines(tx, at, now)
            tx.facts.put(fact, upcoming)
        return told

    def _put_lines(self, tx: Transaction, at: str, now: datetime) -> int:
        named = dict.fromkeys(name for route in self._routing.routes if route.digest == at for name in route.to)
        told = {name: self._routing.channels[name] for name in named if name in self._routing.channels}
        for channel, recipients in told.items():
            gather(tx, channel, now, lines_to=recipients, timezone=self._routing.settings.timezone)
        return sum(map(len, told.values()))

    def _reminders(self, tx: Transaction, now: datetime) -> int:
        since = self._since(tx, now)
        if since is None or self._remind is None or (self._next is not None and now < self._next < now + SELDOM):
            return 0
        self._next = now + min(self._remind / 10, SELDOM)
        lines = tx.alerts.lines(max(since, now - LONGEST))
        return sum(self._remind_of(tx, page, self._remind, now) for page in unanswered(lines))

    def _since(self, tx: Transaction, now: datetime) -> datetime | None:
        """From when on pages are reminded of; None: there are no reminders."""
        kept = tx.facts.get(REMINDED_SINCE)
        if self._remind is None:
            if kept is not None:
                tx.facts.put(REMINDED_SINCE, None)
            return None
        if isinstance(kept, str):
            return datetime.fromisoformat(kept)
        since = now - LOOKS_BACK
        tx.facts.put(REMINDED_SINCE, since.isoformat())
        return since

    def _remind_of(self, tx: Transaction, page: Unanswered, every: timedelta, now: datetime) -> int:
        last = tx.alerts.deliveries(page.last)
        if not is_due(page, last, every, now):
            return 0
        alert = tx.alerts.get(page.alert_id)
        signal = tx.signals.get(alert.signal_id) if alert and alert.signal_id else None
        if alert is None or signal is None or signal.review == "rejected" or signal.merged_into is not None:
            return 0
        again = reminder(alert, page.reminders + 1, now, self._routing.settings.timezone)
        around = self._routing.circumstances(tx, now)
        deliveries = reminded(again, tx.alerts.deliveries(alert.id), last, signal, around, self._routing.channels)
        if deliveries:
            tx.alerts.add(again, deliveries)
            _log.info("nobody acknowledged a page", alert=alert.id, reminder=page.reminders + 1)
        return len(deliveries)
