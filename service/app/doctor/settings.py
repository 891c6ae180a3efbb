"""The configuration and the packs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.app.doctor.finding import good, warning, wrong
from service.detect.watches import load_detector
from service.errors import AskedWronglyError, ConfigError, ThawError
from service.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.app.doctor.finding import Finding
    from service.config import Config


def unreadable(error: AskedWronglyError) -> Iterator[Finding]:
    """What is wrong with a configuration that cannot be read, one finding a mistake."""
    told = [str(mistake) for mistake in error.mistakes] if isinstance(error, ConfigError) else [error.message]
    for each in told:
        yield wrong("config", each, "correct it, or write a first one with thaw init; thaw config check reads it again")


def examine_settings(config: Config) -> Iterator[Finding]:
    """What the settings say together, and whether the watches can be loaded."""
    enabled = sum(feed.enabled for feed in config.feeds)
    yield good("config", f"{config.path or 'the defaults'}: right; {enabled} of {counted(len(config.feeds), 'feed')} enabled")
    yield from _routes(config)
    try:
        load_detector(config.watches)
    except ThawError as error:
        yield wrong("packs", error.message, "correct the watch; thaw packs lint FILE names every mistake")
    else:
        yield good("packs", f"watching {', '.join(map(str, config.watches)) or 'nothing'}")


def _routes(config: Config) -> Iterator[Finding]:
    if not config.channels:
        yield warning("config", "no channel is configured: nothing is sent", "add one under channels, and a route to it")
        return
    led_to = {name for route in config.routes for name in route.to}
    for name in config.channels:
        if name not in led_to:
            yield warning("config", f"no route leads to the channel {name}", "add one under routes, or take the channel out")
