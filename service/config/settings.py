"""What a configuration holds, once it was read and found right: frozen, secrets hidden when printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from service.config.sections import PollSettings, WebSettings
from service.config.values import Cap

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic import SecretStr

    from service.config.channels import ChannelSettings
    from service.config.values import Quiet
    from service.model.alert import RouteRule
    from service.model.entry import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings.

    `database` is an SQLAlchemy URL, its path absolute where it is SQLite; it may hold a password, so it is left out when
    printed. `watches` are names of packs or absolute paths. `cap` None is no cap, `quiet` None no quiet hours, `remind` None
    no reminders. `heartbeat` is a URL to call every minute; `contact` goes into the User-Agent. `templates` is
    the folder of templates of one's own, None: there are none. `path` is the file that was
    read, None for defaults. `secrets` are the values that came from the environment or secret files, for hiding them.
    """

    database: str = field(repr=False)
    watches: tuple[str | Path, ...] = ("assi",)
    poll: PollSettings = field(default_factory=PollSettings)
    feeds: tuple[Feed, ...] = ()
    channels: Mapping[str, ChannelSettings] = field(default_factory=lambda: MappingProxyType({}))
    routes: tuple[RouteRule, ...] = ()
    web: WebSettings = field(default_factory=WebSettings)
    timezone: str = "UTC"
    quiet: Quiet | None = None
    cap: Cap | None = Cap(20, timedelta(minutes=10))  # noqa: RUF009 - frozen
    remind: timedelta | None = None
    retention: timedelta = timedelta(days=400)
    heartbeat: SecretStr | None = None
    contact: str | None = None
    templates: Path | None = None
    path: Path | None = None
    secrets: frozenset[str] = field(default=frozenset(), repr=False)
