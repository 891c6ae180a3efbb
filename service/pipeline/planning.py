"""Who is to be told of a change, from what the database knows of earlier alerts, silences and caps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service import failpoint
from service.alert.hold import Circumstances
from service.alert.notice import addressed
from service.alert.plan import Planned, plan
from service.alert.reason import withdraws
from service.alert.route import operators_of
from service.failpoint import Point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.alert.hold import PlanSettings
    from service.model.alert import Alert, RouteRule
    from service.model.rows import Transaction
    from service.model.signal import SignalChange, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """Who may be told: routes, the recipients of every channel by its name, and the settings of the plan."""

    routes: Sequence[RouteRule]
    channels: Mapping[str, Sequence[str]]
    settings: PlanSettings

    def planned(
        self,
        tx: Transaction,
        change: SignalChange,
        telling: Telling | None,
        entries: Sequence[Telling],
        now: datetime,
        *,
        backfill: bool = False,
    ) -> Planned:
        """What a change of a signal sends; nothing is stored.

        Args:
            tx: where earlier alerts, silences and caps are looked up.
            change: what happened to the signal.
            telling: the mention and entry that caused it; None for a reviewer's act.
            entries: all tellings of the signal.
            now: our clock.
            backfill: the entry is old and comes from the first poll of its feed.
        """
        return plan(
            change,
            telling,
            routes=self.routes,
            channels=self.channels,
            receipts=tx.alerts.receipts(change.signal.id),
            around=self.circumstances(tx, now, backfill=backfill),
            entries=entries,
        )

    def circumstances(self, tx: Transaction, now: datetime, *, backfill: bool = False) -> Circumstances:
        """What may hold a message back now, besides its route."""
        window = now - self.settings.cap_window
        return Circumstances(
            silences=tx.silences.active(now),
            recent={channel: tx.alerts.recent(channel, window, now) for channel in self.channels},
            settings=self.settings,
            now=now,
            backfill=backfill,
        )

    def tell_operators(self, tx: Transaction, alert: Alert, now: datetime) -> None:
        """Put news of the service itself into the outbox, for the recipients of the route that takes ``operational``."""
        tx.alerts.add(alert, addressed(alert, operators_of(self.routes, self.channels), now))


def put_out(tx: Transaction, planned: Planned, change: SignalChange) -> None:
    """Store what was planned for a change that is stored, and mute what waits and is not so any more.

    The signal is marked where it pages.
    """
    why = withdraws(change)
    if why:
        tx.alerts.withdraw(change.signal.id, why)
    if planned.alert is not None:
        tx.alerts.add(planned.alert, planned.deliveries)
        failpoint.reached(Point.ALERT_ADDED)
    if planned.pages and not change.signal.paged:
        tx.signals.mark_paged(change.signal.id)


class TakenIds:
    """The signal ids that exist, looked up one at a time."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._tx.signals.get(name) is not None
