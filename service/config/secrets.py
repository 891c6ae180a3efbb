"""All values of a configuration that must show nowhere: in no log, whatever a library or a server repeats of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from service.config.channels import AppriseSettings, EmailSettings, WebhookSettings
from service.config.environment import SHORTEST_SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.config.channels import ChannelSettings
    from service.config.settings import Config


def secrets_of(config: Config) -> frozenset[str]:
    """What came from the environment or secret files, and every secret that stands in the file itself.

    Values of fewer than four characters are left out: hiding them would hide half of any text.
    """
    found = {*config.secrets, *_passwords(config.database)}
    found.update(each.get_secret_value() for each in (config.web.token, config.heartbeat) if each is not None)
    for channel in config.channels.values():
        found.update(_of_channel(channel))
    for feed in config.feeds:
        found.update(_passwords(feed.url))
    return frozenset(each for each in found if len(each) >= SHORTEST_SECRET)


def _of_channel(channel: ChannelSettings) -> Iterator[str]:
    match channel:
        case EmailSettings():
            if channel.login:
                yield channel.login[1].get_secret_value()
        case WebhookSettings():
            yield from (secret.get_secret_value() for secret in channel.secret)
            yield from _passwords(channel.url)
            yield urlsplit(channel.url).query
        case AppriseSettings():
            yield channel.url.get_secret_value()
        case _:
            return


def _passwords(url: str) -> Iterator[str]:
    """The password in a URL, as it stands there and as it is meant."""
    try:
        password = urlsplit(url).password
    except ValueError:
        return
    if password:
        yield from {password, unquote(password)}
