"""Starts the program for the crash test: with short waits, and where one is asked for with a mistake built in."""

# mypy: disable-error-code="method-assign, assignment, misc, var-annotated, arg-type"
# A mistake is built in by putting a wrong method in the place of the right one, which types rightly forbid.

from __future__ import annotations

import os
import time
import urllib.request
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from service import failpoint
from service.alert import outbox
from service.alert.carrier import Carrier
from service.alert.channels.body import signal_body
from service.alert.channels.signing import key_of, signature
from service.alert.channels.webhook import WebhookChannel
from service.alert.deliver import Deliverer
from service.cli import main
from service.daemon import jobs
from service.failpoint import Point
from service.feeds.schedule import after_success
from service.model.alert import DeliveryState
from service.pipeline.polling import Poller
from service.store.alerts import SqlAlerts
from service.store.database import SqlStore
from service.store.tables import deliveries
from tests.crash.newsroom import SECRET

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Point.MIGRATED
"""The point in the middle of a mistake: a database that has its schema passes it nowhere else."""
AT_ONCE = timedelta(milliseconds=200)


def hurry() -> None:
    """Waits of the daemon that a test need not sit out."""
    defaults: dict[str, Any] = Deliverer.__init__.__kwdefaults__
    defaults |= {"schedule": (AT_ONCE,) * 200, "trip_at": None}
    jobs.DELIVER_TICK = jobs.SHORTEST_POLL_TICK = AT_ONCE


def etag_first() -> None:
    """The feed's state is saved before its entries are."""
    right = Poller._read

    async def wrong(self: Poller, known: Any, fetched: Any, parsed: Any) -> Any:
        state = after_success(known, fetched, parsed, new_entries=0, now=self._clock.now(), settings=self._schedule)
        await self._store.write(lambda tx: tx.feeds.save(known.id, state))
        failpoint.reached(HERE)
        return await right(self, known, fetched, parsed)

    Poller._read = wrong


def alert_after_commit() -> None:
    """Alerts are stored in a transaction of their own, after that of their entries."""
    add, write, waiting = SqlAlerts.add, SqlStore.write, []

    def wrong_add(_self: SqlAlerts, alert: Any, rows: Any) -> None:
        waiting.append((alert, rows))

    def wrong_write(self: SqlStore, work: Any) -> Any:
        done = write(self, work)
        late, waiting[:] = waiting[:], []
        if late:
            failpoint.reached(HERE)
            write(self, lambda tx: [add(tx.alerts, *each) for each in late])
        return done

    SqlAlerts.add = wrong_add
    SqlStore.write = wrong_write


def settle_before_send() -> None:
    """A delivery is marked as sent, then sent."""
    right = Carrier._send

    async def wrong(self: Carrier, delivery: Any, body: bytes) -> Any:
        await self._store.write(lambda tx: tx.alerts.settle(delivery.key, DeliveryState.SENT, self._clock.now()))
        failpoint.reached(HERE)
        return await right(self, delivery, body)

    Carrier._send = wrong


def send_before_commit() -> None:
    """A message goes out while the transaction that holds its alert is still open."""
    right = SqlAlerts.add

    def wrong(self: SqlAlerts, alert: Any, rows: Any) -> None:
        right(self, alert, rows)
        for each in rows:
            if each.channel == "hook":
                _call(alert, each)
                failpoint.reached(HERE)

    SqlAlerts.add = wrong


def _call(alert: Any, delivery: Any) -> None:
    body, now = signal_body(alert), int(time.time())
    headers = {
        "webhook-id": delivery.key,
        "webhook-timestamp": str(now),
        "webhook-signature": signature([key_of(SECRET, where="")], delivery.key, now, body),
    }
    request = urllib.request.Request(os.environ["CRASH_HOOK"], data=body, headers=headers)  # noqa: S310 - loopback
    with suppress(OSError):
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310 - as above


def another_key_each_time() -> None:
    """Each attempt carries a key of its own."""
    right = WebhookChannel.send

    async def wrong(self: WebhookChannel, delivery: Any, body: bytes, now: Any) -> Any:
        return await right(self, replace(delivery, key=f"{delivery.key[:-8]}{os.urandom(4).hex()}"), body, now)

    WebhookChannel.send = wrong


def another_body_each_time() -> None:
    """What was rendered is not kept, and holds something that changes."""
    right = WebhookChannel.render

    def wrong(self: WebhookChannel, alert: Any, delivery: Any) -> bytes:
        return right(self, alert, delivery) + b" " * int.from_bytes(os.urandom(1), "big")

    WebhookChannel.render = wrong
    outbox.keep_bodies = lambda _tx, _bodies: None


def leases_for_ever() -> None:
    """What a dead process had leased stays leased."""
    SqlAlerts.release = lambda _self: 0
    defaults: dict[str, Any] = Deliverer.__init__.__kwdefaults__
    defaults["lease"] = timedelta(days=1)


def uncounted_attempts() -> None:
    """Attempts are counted after the send, when the process may be dead."""
    right = SqlAlerts._claimed

    def wrong(self: SqlAlerts, row: Any) -> Any:
        claimed = right(self, row)
        forgotten = deliveries.update().where(deliveries.c.key == row["key"]).values(attempts=0)
        self._connection.execute(forgotten)
        return claimed

    SqlAlerts._claimed = wrong


MISTAKES: dict[str, Callable[[], None]] = {
    "": lambda: None,
    "etag first": etag_first,
    "alert after commit": alert_after_commit,
    "settle before send": settle_before_send,
    "send before commit": send_before_commit,
    "another key each time": another_key_each_time,
    "another body each time": another_body_each_time,
    "leases for ever": leases_for_ever,
    "uncounted attempts": uncounted_attempts,
}


def start() -> None:
    """Be `thaw` with the arguments of this process; `CRASH_MISTAKE` names one of `MISTAKES`, "" is none."""
    hurry()
    MISTAKES[os.environ["CRASH_MISTAKE"]]()
    main()
