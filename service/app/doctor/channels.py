"""The channels: whether each would take a message. None is sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from service.alert.channels.email import EmailChannel
from service.alert.channels.file import FileChannel
from service.app.channels import channels_of
from service.app.clients import client_of
from service.app.doctor.finding import good, wrong
from service.config import WebhookSettings
from service.errors import DeliveryError, FetchError, ThawError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from service.app.doctor.finding import Finding
    from service.config import Config
    from service.model.ports import Channel
    from service.net.reach import Reach


async def examine_channels(config: Config, reach: Reach) -> AsyncIterator[Finding]:
    """One finding a channel: it connects, its certificate is right, it lets us in."""
    async with client_of(config) as client:
        try:
            channels = channels_of(config, client)
        except ThawError as error:
            yield wrong("channel", error.message, "correct its settings")
            return
        looks = [asyncio.ensure_future(_examined(name, channel, config, reach)) for name, channel in channels.items()]
        for look in looks:
            yield await look


async def _examined(name: str, channel: Channel, config: Config, reach: Reach) -> Finding:
    settings = config.channels[name]
    try:
        if isinstance(settings, WebhookSettings):
            address = await reach.connect(settings.url)
            return good("channel", f"{channel.recipients()[0]} takes connections at {address}", name)
        if isinstance(channel, EmailChannel | FileChannel):
            return good("channel", await channel.probe(), name)
    except FetchError as error:
        advice = "correct its url" if error.retry else "correct its url, or list the address under poll.allow_private"
        return wrong("channel", f"{channel.recipients()[0]}: {error.message}", f"{advice}; until then its alerts wait", name)
    except DeliveryError as error:
        return wrong("channel", error.message.removeprefix(f"{name}: "), _advice(channel, error), name)
    told = f"Apprise understands the address ({channel.recipients()[0]}); only a message shows whether it is taken"
    return good("channel", f"{told}: thaw alerts test {name}", name)


def _advice(channel: Channel, error: DeliveryError) -> str:
    if isinstance(channel, FileChannel):
        return "make its folder, and let this user write there"
    if error.code is not None:
        return "correct the user name in smtp and the password"
    if "certificate" in error.message:
        return "name the server as its certificate does, or let the server renew it"
    if "STARTTLS" in error.message:
        return "use smtps:// if the server speaks TLS from the start (port 465), smtp:// and insecure: true if it speaks none"
    if "SSL" in error.message or "TLS" in error.message:
        return (
            "use smtp+starttls:// if the server begins in clear (port 587 or 25), smtp:// and insecure: true if it knows no TLS"
        )
    return "correct host and port in smtp, and look whether a firewall is between; until then its alerts wait"
