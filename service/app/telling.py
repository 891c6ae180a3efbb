"""News of the service itself, to whoever runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.alert.notice import addressed
from service.alert.route import operators_of

if TYPE_CHECKING:
    from service.app.parts import Parts
    from service.model.alert import Alert


async def tell_operators(parts: Parts, alert: Alert) -> None:
    """Put an alert into the outbox for the recipients of the route that takes ``operational``. Raises StoreError."""
    deliveries = addressed(alert, operators_of(parts.routing.routes, parts.routing.channels), parts.clock.now())
    await parts.async_store.write(lambda tx: tx.alerts.add(alert, deliveries))
