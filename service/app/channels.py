"""The channels that a configuration names."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from service.alert.channels.email import EmailChannel
from service.alert.channels.file import FileChannel
from service.alert.channels.webhook import WebhookChannel
from service.alert.render import Templates
from service.app.agent import user_agent
from service.config import AppriseSettings, EmailSettings, FileSettings, WebhookSettings
from service.errors import AskedWronglyError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.alert.channels.webhook import Poster
    from service.config import ChannelSettings, Config
    from service.model.ports import Channel


def channels_of(config: Config, poster: Poster) -> Mapping[str, Channel]:
    """Every channel by its name.

    Args:
        config: what names them.
        poster: the guarded HTTP client that webhooks post by.

    Raises:
        AskedWronglyError: a channel's settings turn out to be wrong only when it is built.
    """
    templates = Templates(config.templates, config.timezone)
    return {name: _channel(name, settings, config, poster, templates) for name, settings in config.channels.items()}


def require_channel(config: Config, name: str) -> None:
    """Raises AskedWronglyError where the configuration names no such channel."""
    if name not in config.channels:
        known = ", ".join(config.channels) or "none is configured"
        raise AskedWronglyError(f"{name}: no such channel (channels: {known})", resource=name)


def template_mistakes(config: Config) -> Sequence[str]:
    """What is wrong with the operator's own templates, each with file and line; in place of these the built-in ones are used."""
    return Templates(config.templates).mistakes()


def recipients_of(channels: Mapping[str, Channel]) -> Mapping[str, tuple[str, ...]]:
    """Who gets what goes through each channel, as the plan of alerts needs it."""
    return {name: tuple(channel.recipients()) for name, channel in channels.items()}


def _channel(name: str, settings: ChannelSettings, config: Config, poster: Poster, templates: Templates) -> Channel:
    match settings:
        case EmailSettings():
            return _email(name, settings, templates)
        case WebhookSettings():
            secrets = [secret.get_secret_value() for secret in settings.secret]
            return WebhookChannel(name, url=settings.url, secrets=secrets, poster=poster, user_agent=user_agent(config))
        case AppriseSettings():
            # Apprise alone costs more memory than the rest of an idle daemon, so it is loaded only where it is used.
            chat = import_module("service.alert.channels.chat")
            channel: Channel = chat.AppriseChannel(name, url=settings.url.get_secret_value(), templates=templates)
            return channel
        case FileSettings():
            return FileChannel(name, path=settings.path)


def _email(name: str, settings: EmailSettings, templates: Templates) -> EmailChannel:
    user, password = settings.login or (None, None)
    return EmailChannel(
        name,
        host=settings.smtp.host,
        port=settings.smtp.port,
        security=settings.smtp.security,
        insecure=settings.insecure,
        sender=settings.sender,
        recipients=settings.to,
        templates=templates,
        user=user,
        password=password.get_secret_value() if password else None,
    )
