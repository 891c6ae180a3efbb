"""An e-mail channel to a server on loopback, as the tests of e-mail use it."""

from __future__ import annotations

from typing import Any

import pytest

from service.alert.channels.email import EmailChannel
from service.alert.render import Templates
from service.errors import DeliveryError
from tests.alert.made import NOW, alert, delivery
from tests.alert.mailserver import HOST


def channel(port: int, **settings: Any) -> EmailChannel:
    chosen: dict[str, Any] = {
        "host": HOST,
        "port": port,
        "security": "none",
        "insecure": True,
        "sender": "thaw@example.org",
        "recipients": ["desk@example.org"],
        "templates": Templates(),
        "timeout": 5.0,
    }
    return EmailChannel("desk", **(chosen | settings))


async def send(port: int, *, of: object = None, to: str = "desk@example.org", **settings: Any) -> str:
    desk = channel(port, **settings)
    row = delivery(recipient=to)
    sent = await desk.send(row, desk.render(alert() if of is None else of, row), NOW)  # type: ignore[arg-type]
    return sent.detail


async def failure(port: int, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        await send(port, **settings)
    return caught.value
