"""The outbox emptied: every channel is served beside the others and never waits for them.

Every delivery is claimed and counted in the database before it is sent and settled after, so that a crash at any point
means that it is sent again, under the same key.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from service.alert import outbox
from service.alert.breaker import Breaker
from service.alert.carrier import Carrier, Served, Terms
from service.alert.retry import SCHEDULE
from service.errors import StoreError
from service.log import logger
from service.model.alert import DeliveryState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from service.model.ports import AsyncStore, Channel, Clock
    from service.model.rows import Transaction

LEASE = timedelta(minutes=2)
"""Longer than any attempt may take. Who starts takes back what a process left behind that died, without waiting for it."""

SET_BACK = 30.0
"""Seconds that the clock must have been set back by before retries that wait are brought forward."""

_log = logger("alert")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySummary:
    """What a pass did (`sent`, `muted`) and what stands after it (`pending`, those under way included, and `dead`)."""

    sent: int = 0
    pending: int = 0
    dead: int = 0
    muted: int = 0


class Deliverer:
    """Sends what is due.

    Args:
        store: the database.
        channels: by name; what belongs to a channel that is not among them becomes dead, with that reason.
        clock: tells when.
        schedule: the waits between attempts; after the last, a delivery is dead.
        lease: how long a claim holds.
        trip_at: when a failing channel is left alone for a while, see Breaker.
        operators: recipients by channel who hear of trouble; None: those of every other channel.
        recur: puts out, at the beginning of each pass, what falls due without any entry; how much.
        timezone: the zone of those who read.
    """

    def __init__(
        self,
        store: AsyncStore,
        channels: Mapping[str, Channel],
        clock: Clock,
        *,
        schedule: Sequence[timedelta] = SCHEDULE,
        lease: timedelta = LEASE,
        trip_at: int | None = 50,
        operators: Mapping[str, Sequence[str]] | None = None,
        recur: Callable[[Transaction, datetime], int] | None = None,
        timezone: str = "UTC",
    ) -> None:
        self._store = store
        self._clock = clock
        self._lease = lease
        self._recur = recur
        self._operators = operators or {}
        self._recipients = {name: tuple(channel.recipients()) for name, channel in channels.items()}
        terms = Terms(schedule=tuple(schedule), lease=lease, hearers=self._hearers, timezone=timezone)
        self._carriers = {name: Carrier(store, channel, clock, Breaker(trip_at), terms) for name, channel in channels.items()}
        self._serving: dict[str, asyncio.Task[None]] = {}
        self._read_at = (clock.now(), clock.monotonic())
        self._stopping = False

    @property
    def under_way(self) -> set[asyncio.Task[None]]:
        """What `begin_due` began and has not ended."""
        return set(self._serving.values())

    def stop(self) -> None:
        """Claim nothing more; what is under way is finished and settled."""
        self._stopping = True
        for carrier in self._carriers.values():
            carrier.stop()

    async def run_once(self) -> DeliverySummary:
        """One attempt at each delivery that is due now; waits for no retry.

        Raises:
            StoreError: where the database cannot be used.
        """
        due = await self._prepare()
        rounds = [await self._serve_all(due)]
        if sum(served.noticed for served in rounds[0]):
            rounds.append(await self._serve_all(self._clock.now()))
        served = [one for each in rounds for one in each]
        totals = await self._store.read(lambda tx: tx.alerts.totals())
        return DeliverySummary(
            sent=sum(one.sent for one in served),
            pending=totals.get(DeliveryState.PENDING, 0) + totals.get(DeliveryState.SENDING, 0),
            dead=totals.get(DeliveryState.DEAD, 0),
            muted=sum(one.muted for one in served),
        )

    async def begin_due(self) -> None:
        """Begin to send what is due in each channel that is idle, and wait for none of it.

        Raises:
            StoreError: where the database cannot be used.
        """
        if self._stopping:
            return
        due = await self._prepare()
        for name in self._carriers.keys() - self._serving.keys():
            task = asyncio.create_task(self._serve(name, due), name=f"deliver {name}")
            self._serving[name] = task
            task.add_done_callback(lambda _, name=name: self._serving.pop(name))  # type: ignore[misc]

    async def _serve_all(self, due: datetime) -> Sequence[Served]:
        outcomes = await asyncio.gather(*(carrier.serve(due) for carrier in self._carriers.values()), return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome
        return [outcome for outcome in outcomes if isinstance(outcome, Served)]

    async def _serve(self, name: str, due: datetime) -> None:
        try:
            served = await self._carriers[name].serve(due)
        except StoreError as error:
            _log.error("the database cannot be used; it is tried again", channel=name, reason=error.message)
            return
        except Exception as error:  # noqa: BLE001 - the next tick serves the channel again
            _log.error("a channel could not be served", channel=name, error=repr(error))
            return
        if served.sent:
            _log.info("delivered", channel=name, sent=served.sent)

    async def _prepare(self) -> datetime:
        """What is to be done before any channel is served; the moment that deliveries must be due at."""
        now, by = self._clock.now(), self._set_back_by()
        if by is not None:
            ahead = await self._store.write(lambda tx: tx.alerts.bring_forward(now, by))
            _log.warning("the clock was set back", seconds=by.total_seconds(), retries_brought_forward=ahead)
        await self._put_out_recurring(now)
        await self._bury_unknown(now)
        return now

    async def _put_out_recurring(self, now: datetime) -> None:
        if self._recur is None:
            return
        recur = self._recur
        try:
            await self._store.write(lambda tx: recur(tx, now))
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - a reminder that cannot be made must not hold up what is due
            _log.error("reminders and digests could not be put out", error=repr(error))

    def _set_back_by(self) -> timedelta | None:
        """How far the clock was set back since the last look; None: not by much."""
        (before, then), (now, monotonic) = self._read_at, (self._clock.now(), self._clock.monotonic())
        self._read_at = (now, monotonic)
        back = (monotonic - then) - (now - before).total_seconds()
        return timedelta(seconds=back) if back >= SET_BACK else None

    async def _bury_unknown(self, due: datetime) -> None:
        """Make dead what belongs to a channel that the configuration does not name, until it does and somebody retries."""
        known = tuple(self._carriers)
        lease_until = due + self._lease
        while await self._store.write(lambda tx: outbox.bury_unknown(tx, due, lease_until, known)):
            pass

    def _hearers(self, channel: str) -> Mapping[str, Sequence[str]]:
        """Who hears of trouble in a channel: the operators, where another channel leads to them, else all other channels."""
        operators = {name: told for name, told in self._operators.items() if name != channel}
        return operators or {name: told for name, told in self._recipients.items() if name != channel}
