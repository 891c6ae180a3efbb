"""Tests and previews of alerts, as an operator asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.alert.notice import addressed, trial
from service.app.channels import channels_of
from service.app.clients import client_of
from service.app.routing import idle_routing
from service.errors import AskedWronglyError, DeliveryError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from service.alert.plan import Planned
    from service.config import Config
    from service.model.ports import Clock, Store
    from service.model.rows import Transaction
    from service.pipeline.planning import Routing


async def send_test(config: Config, channel: str, clock: Clock) -> AsyncIterator[tuple[str, str | None]]:
    """Send a test message through one channel; for each recipient the reason why it was not accepted, or None.

    Raises:
        AskedWronglyError: there is no such channel.
    """
    if channel not in config.channels:
        known = ", ".join(config.channels) or "none is configured"
        raise AskedWronglyError(f"{channel}: no such channel (channels: {known})", resource=channel)
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


def preview_signal(store: Store, config: Config, signal_id: str, now: datetime) -> Planned:
    """What the newest change of a signal would send if it came now; nothing is stored.

    Raises:
        AskedWronglyError: there is no such signal.
    """
    routing = idle_routing(config)
    return store.read(lambda tx: _preview(tx, routing, signal_id, now))


def _preview(tx: Transaction, routing: Routing, signal_id: str, now: datetime) -> Planned:
    history = tx.signals.history(signal_id)
    if not history:
        raise AskedWronglyError(f"{signal_id}: no such signal; thaw signals list shows them", resource=signal_id)
    change, tellings = history[-1], tx.signals.tellings(signal_id)
    cause = next((telling for telling in reversed(tellings) if telling.entry_id == change.entry_id), None)
    return routing.planned(tx, change, cause, tellings, now)
