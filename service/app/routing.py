"""Who may be told, from a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.alert.hold import PlanSettings
from service.app.channels import channels_of, recipients_of
from service.app.clients import client_of
from service.detect.watches import load_detector
from service.pipeline.planning import Routing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.config import Config
    from service.model.ports import Channel


def routing_of(config: Config, channels: Mapping[str, Channel], names: Mapping[str, str]) -> Routing:
    """Routes, recipients and settings of the plan.

    Args:
        config: what names them.
        channels: the channels that were built from it.
        names: names for people of the actors' codes.
    """
    settings = PlanSettings(
        cap=config.cap.count if config.cap else None,
        timezone=config.timezone,
        quiet=(config.quiet.start, config.quiet.end) if config.quiet else None,
        names=names,
        **({"cap_window": config.cap.per} if config.cap else {}),
    )
    return Routing(routes=config.routes, channels=recipients_of(channels), settings=settings)


def idle_routing(config: Config) -> Routing:
    """The same for a command that plans and sends nothing, so that no connection is made."""
    names = load_detector(config.watches).names
    return routing_of(config, channels_of(config, client_of(config)), names)
