"""The guarded HTTP client of a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.net.client import Client

if TYPE_CHECKING:
    from service.config import Config


def client_of(config: Config) -> Client:
    """The one client that feeds, webhooks and the heartbeat share; an asynchronous context manager."""
    return Client(allow_private=config.poll.allow_private)
