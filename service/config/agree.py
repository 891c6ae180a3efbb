"""Whether the parts of a configuration agree with each other."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from service.config.channels import EmailSettings, WebhookSettings
from service.config.watches import known_indicators
from service.config.words import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from urllib.parse import SplitResult

    from service.config.channels import ChannelSettings
    from service.config.sections import PollSettings, WebSettings
    from service.config.shapes import FeedShape, RouteShape
    from service.config.tree import Place


LOCAL_ENDINGS = (".localhost", ".local", ".lan", ".internal", ".home.arpa")
"""Names that never stand for a public host (RFC 6761, 6762, 8375 and ICANN's reservation of internal)."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A mistake that shows only beside another setting."""

    place: Place
    what: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What could be read; a part that is None, or missing, holds mistakes of its own."""

    poll: PollSettings | None
    web: WebSettings | None
    feeds: Mapping[Place, FeedShape]
    routes: Mapping[Place, RouteShape]
    channels: Mapping[str, ChannelSettings | None]
    watches: tuple[str | Path, ...]


def disagreements(parts: Parts) -> Iterator[Disagreement]:
    """Everything that does not fit together."""
    yield from _feeds(parts.feeds)
    for name, channel in parts.channels.items():
        if isinstance(channel, EmailSettings):
            yield from _email(("channels", name), channel)
        elif isinstance(channel, WebhookSettings):
            yield from _webhook(("channels", name), channel, parts.poll)
    for place, route in parts.routes.items():
        yield from _route(place, route, parts)
    if parts.web and parts.web.token is None and not _is_loopback(parts.web.listen.host):
        yield Disagreement(
            ("web", "listen"),
            f"{parts.web.listen} can be reached from other machines, but web.token is not set",
            "set web.token, or listen on 127.0.0.1",
        )


def _feeds(feeds: Mapping[Place, FeedShape]) -> Iterator[Disagreement]:
    names: dict[str, str] = {}
    urls: dict[str, str] = {}
    for place, feed in feeds.items():
        if feed.name.casefold() in names:
            yield Disagreement((*place, "name"), f"{feed.name!r} is the name of two feeds", "names must differ")
        if feed.url in urls:
            yield Disagreement((*place, "url"), f"is the address of two feeds, {urls[feed.url]!r} and {feed.name!r}")
        names.setdefault(feed.name.casefold(), feed.name)
        urls.setdefault(feed.url, feed.name)


def _email(place: Place, email: EmailSettings) -> Iterator[Disagreement]:
    smtp = email.smtp
    if smtp.security == "none" and not email.insecure:
        yield Disagreement((*place, "smtp"), "smtp:// sends in clear", "use smtp+starttls:// or smtps://, or set insecure: true")
    if smtp.user and email.login is None:
        yield Disagreement((*place, "smtp"), "names a user, but no password is set", 'password: "${SMTP_PASSWORD}"')
    if email.password and not smtp.user:
        yield Disagreement((*place, "password"), "is set, but smtp names no user", "smtp+starttls://USER@HOST:587")
    if email.password and smtp.password:
        yield Disagreement((*place, "password"), "is set twice: here and in smtp", "keep this one")
    if len({each.casefold() for each in email.to}) < len(email.to):
        yield Disagreement((*place, "to"), "names one address twice")


def _webhook(place: Place, webhook: WebhookSettings, poll: PollSettings | None) -> Iterator[Disagreement]:
    parts = urlsplit(webhook.url)
    if len({each.get_secret_value() for each in webhook.secret}) < len(webhook.secret):
        yield Disagreement((*place, "secret"), "holds one secret twice")
    if parts.scheme == "https" or poll is None:
        return
    if not _may_be_plain(parts.hostname or "", parts.port or 80, poll):
        yield Disagreement(
            (*place, "url"),
            "must be https; http is only for an address that poll.allow_private covers",
            _how_to_allow(parts),
        )


def _how_to_allow(parts: SplitResult) -> str:
    try:
        public = ip_address(parts.hostname or "").is_global
    except ValueError:
        return "use https"
    return "use https" if public else f'allow_private: ["{parts.netloc.rpartition("@")[2]}"]'


def _may_be_plain(host: str, port: int, poll: PollSettings) -> bool:
    """Whether nothing but a listed private address can stand behind a host.

    A name is judged when it is connected to; here it may be a local one, where any private address is listed at all.
    """
    try:
        address = ip_address(host)
    except ValueError:
        if host == "localhost":
            return any(each.covers(ip_address(text), port) for each in poll.allow_private for text in ("127.0.0.1", "::1"))
        return bool(poll.allow_private) and ("." not in host or host.endswith(LOCAL_ENDINGS))
    return any(each.covers(address, port) for each in poll.allow_private)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _route(place: Place, route: RouteShape, parts: Parts) -> Iterator[Disagreement]:
    for index, name in enumerate(route.to):
        if name not in parts.channels:
            known = did_you_mean(name, parts.channels) or "no channel is set up; add it under channels"
            yield Disagreement((*place, "to", index), f"{name!r} is no channel", known)
    for index, code in enumerate(route.indicator or ()):
        if code not in known_indicators():
            told = did_you_mean(code, known_indicators())
            yield Disagreement((*place, "indicator", index), f"{code!r} is no indicator", told)
    if route.group and route.digest:
        yield Disagreement((*place, "digest"), "stands beside group", "keep one of the two")
    named = {each for each in parts.watches if isinstance(each, str)}
    if len(named) == len(parts.watches):
        for name in route.watch or ():
            if name not in named:
                yield Disagreement((*place, "watch"), f"{name!r} is not among the watches", did_you_mean(name, named))
