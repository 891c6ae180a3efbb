"""A configuration for people to look at, secrets hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import yaml

from service.config.channels import AppriseSettings, EmailSettings, FileSettings, WebhookSettings
from service.config.environment import SHORTEST_SECRET
from service.config.values import duration_text, size_text

if TYPE_CHECKING:
    from datetime import timedelta

    from service.config.channels import ChannelSettings
    from service.config.settings import Config
    from service.model.alert import RouteRule
    from service.model.entry import Feed

HIDDEN = "***"

_USERINFO = re.compile(r"(?<=://)([^/@:]*):([^/@]*)@")


def show(config: Config) -> dict[str, Any]:
    """All settings as JSON-ready values in the order and spelling of the file, secrets as ``***``."""
    shown = {
        "path": str(config.path) if config.path else None,
        "database": config.database,
        "watches": [str(watch) for watch in config.watches],
        "poll": {
            "every": duration_text(config.poll.every),
            "concurrency": config.poll.concurrency,
            "per_host": config.poll.per_host,
            "timeout": duration_text(config.poll.timeout),
            "max_bytes": size_text(config.poll.max_bytes),
            "allow_private": [str(each) for each in config.poll.allow_private],
        },
        "feeds": [_feed(feed) for feed in config.feeds],
        "channels": {name: _channel(channel) for name, channel in config.channels.items()},
        "routes": [_route(route) for route in config.routes],
        "web": {"listen": str(config.web.listen), "token": HIDDEN if config.web.token else None},
        "timezone": config.timezone,
        "quiet": {"from": config.quiet.start, "to": config.quiet.end} if config.quiet else None,
        "cap": f"{config.cap.count}/{duration_text(config.cap.per)}" if config.cap else None,
        "remind": _span(config.remind),
        "retention": duration_text(config.retention),
        "heartbeat": HIDDEN if config.heartbeat else None,
        "contact": config.contact,
        "templates": str(config.templates) if config.templates else None,
    }
    secrets = sorted((each for each in config.secrets if len(each) >= SHORTEST_SECRET), key=len, reverse=True)
    return {name: _hidden(value, secrets) for name, value in shown.items()}


def show_yaml(config: Config) -> str:
    """The same as `show` as a config file would say it."""
    text: str = yaml.safe_dump(show(config), allow_unicode=True, sort_keys=False, width=120)
    return text


def _span(span: timedelta | None) -> str | None:
    return duration_text(span) if span else None


def _feed(feed: Feed) -> dict[str, Any]:
    """A feed without what is left at its default, besides `enabled`."""
    optional = {
        "lang": feed.lang,
        "country": feed.country,
        "kind": feed.kind,
        "target": feed.target,
        "full_text": feed.full_text,
        "timeout": _span(feed.timeout),
        "cache_bust": feed.cache_bust,
        "user_agent": feed.user_agent,
        "skip_titles": list(feed.skip_titles),
    }
    shown = {"name": feed.name, "url": feed.url, **{name: value for name, value in optional.items() if value}}
    return {**shown, "reliability": feed.reliability, "verify_tls": feed.verify_tls, "enabled": feed.enabled}


def _channel(channel: ChannelSettings) -> dict[str, Any]:
    match channel:
        case EmailSettings():
            login = {"password": HIDDEN} if channel.login else {}
            return {
                "type": "email",
                "smtp": str(channel.smtp),
                **login,
                "from": channel.sender,
                "to": list(channel.to),
                "insecure": channel.insecure,
            }
        case WebhookSettings():
            return {"type": "webhook", "url": _receiver(channel.url), "secret": [HIDDEN] * len(channel.secret)}
        case AppriseSettings():
            return {"type": "apprise", "url": HIDDEN}
        case FileSettings():
            return {"type": "file", "path": channel.path}


def _receiver(url: str) -> str:
    """Whose server a webhook calls: with many receivers whoever knows the rest of the address may write to them."""
    address = urlsplit(url)
    return f"{address.scheme}://{address.netloc}" + (f"/{HIDDEN}" if address.path.strip("/") or address.query else address.path)


def _route(route: RouteRule) -> dict[str, Any]:
    conditions = {
        "severity": route.severity,
        "indicator": route.indicator,
        "actor": route.actor,
        "watch": route.watch,
        "lang": route.lang,
        "status": route.status,
        "reason": route.reason,
    }
    shown: dict[str, Any] = {name: list(value) for name, value in conditions.items() if value is not None}
    rest = {"confidence": route.confidence, "group": _span(route.group), "digest": route.digest}
    return {**shown, "to": list(route.to), **{name: value for name, value in rest.items() if value is not None}}


def _hidden(value: Any, secrets: list[str]) -> Any:
    """The value without passwords in URLs and without anything that came from the environment."""
    if isinstance(value, dict):
        return {name: _hidden(each, secrets) for name, each in value.items()}
    if isinstance(value, list):
        return [_hidden(each, secrets) for each in value]
    if not isinstance(value, str):
        return value
    for secret in secrets:
        value = value.replace(secret, HIDDEN)
    return _USERINFO.sub(rf"\1:{HIDDEN}@", value)
