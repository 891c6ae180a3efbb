"""Tests and previews of alerts, as an operator asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from service.alert.notice import addressed, trial
from service.alert.outbox import paused, resume
from service.alert.render import Templates
from service.app.channels import channels_of, require_channel
from service.app.clients import client_of
from service.app.parts import opened_store
from service.app.routing import idle_routing
from service.errors import AskedWronglyError, DeliveryError
from service.model.alert import Reason
from service.store.engine import sqlite_file
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from service.alert.plan import Planned
    from service.config import Config
    from service.model.alert import Alert
    from service.model.ports import Clock, Store
    from service.model.rows import Transaction
    from service.model.signal import SignalChange
    from service.pipeline.planning import Routing


async def send_test(config: Config, channel: str, clock: Clock) -> AsyncIterator[tuple[str, str | None]]:
    """Send a test message through one channel; for each recipient the reason why it was not accepted, or None.

    Raises:
        AskedWronglyError: there is no such channel.
    """
    require_channel(config, channel)
    async with client_of(config) as client:
        sender = channels_of(config, client)[channel]
        alert = trial(channel, clock.now())
        for delivery in addressed(alert, {channel: sender.recipients()}, clock.now()):
            try:
                await sender.send(delivery, sender.render(alert, delivery), clock.now())
            except DeliveryError as error:
                yield delivery.recipient, error.message
            else:
                yield delivery.recipient, None


def let_go_on(config: Config, channel: str) -> bool:
    """Send through a channel again that was paused; whether it was. Raises StoreError."""
    file = sqlite_file(config.database)
    if file is not None and not file.exists():
        return False
    with opened_store(config, upgrade=True) as store:
        return store.write(lambda tx: resumed(tx, channel))


def resumed(tx: Transaction, channel: str) -> bool:
    """The same inside a transaction."""
    was_paused = bool(tx.facts.get(paused(channel)))
    if was_paused:
        resume(tx, channel)
    return was_paused


def paused_since(tx: Transaction, channel: str, timezone: str) -> str:
    """Since when, by the clocks of `timezone`, and why a channel is paused, in words; empty where it is not."""
    fact = tx.facts.get(paused(channel))
    if not isinstance(fact, dict):
        return ""
    return f"{channel} is paused since {minute(datetime.fromisoformat(fact['since']), timezone)}: {fact['why']}"


def text_of(config: Config, alert: Alert) -> str:
    """What the text part of an e-mail says of an alert, by the templates of the configuration."""
    kind = "digest" if alert.reason is Reason.DIGEST else "alert"
    return Templates(config.templates, config.timezone).render(f"{kind}.txt.j2", alert.content).text


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the newest change of a signal that is worth an alert would send if it came now; None: none ever was."""

    change: SignalChange | None
    planned: Planned


def preview_signal(store: Store, config: Config, signal_id: str, now: datetime) -> Preview:
    """Plan, and store nothing.

    Raises:
        AskedWronglyError: there is no such signal.
    """
    routing = idle_routing(config)
    return store.read(lambda tx: _preview(tx, routing, signal_id, now))


def _preview(tx: Transaction, routing: Routing, signal_id: str, now: datetime) -> Preview:
    history = tx.signals.history(signal_id)
    if not history:
        raise AskedWronglyError(f"{signal_id}: no such signal; thaw signals list shows them", resource=signal_id)
    tellings = tx.signals.tellings(signal_id)

    def planned(change: SignalChange) -> Planned:
        cause = next((telling for telling in reversed(tellings) if telling.entry_id == change.entry_id), None)
        return routing.planned(tx, change, cause, tellings, now)

    for change in reversed(history):
        found = planned(change)
        if found.alert is not None:
            return Preview(change=change, planned=found)
    return Preview(change=None, planned=planned(history[-1]))
