"""The clock, compared with what web servers say (RFC 9110, section 6.6.1)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from statistics import median
from typing import TYPE_CHECKING

from service.app.agent import user_agent
from service.app.clients import client_of
from service.app.doctor.finding import good, warning, wrong
from service.errors import FetchError
from service.text.counting import counted
from service.text.moments import minute
from service.text.url import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.app.doctor.finding import Finding
    from service.config import Config
    from service.model.entry import Feed
    from service.model.ports import Clock
    from service.net.client import Client

ASKED = 5
"""Hosts of feeds that are asked; the middle one of their answers counts, for some are wrong."""
TIMEOUT = 10.0
REFUSED = timedelta(minutes=5)
"""Receivers of webhooks refuse a signature that is older or newer (Standard Webhooks 1.0.0)."""
DOUBTFUL = timedelta(seconds=30)
ADVICE = "let the machine set its clock by the network: timedatectl set-ntp true"


async def examine_clock(config: Config, feeds: Sequence[Feed], clock: Clock) -> Finding:
    """How far this machine's clock is from that of a few feeds' servers."""
    hosts = list({host_of(feed.url): feed.url for feed in feeds}.values())[:ASKED]
    async with client_of(config) as client:
        asked = [_ahead(client, url, user_agent(config), clock) for url in hosts]
        answers = [each for each in await asyncio.gather(*asked) if each is not None]
    if not answers:
        return warning(
            "clock", f"no server could be asked; it says {minute(clock.now(), config.timezone)}", "compare it with a watch"
        )
    ahead = timedelta(seconds=median(each.total_seconds() for each in answers))
    where = "ahead of" if ahead > timedelta(0) else "behind"
    told = f"{abs(ahead).total_seconds():.0f} s {where} the clocks of {counted(len(answers), 'server')}"
    if abs(ahead) > REFUSED:
        return wrong("clock", f"{told}; receivers refuse webhooks that are signed so", ADVICE)
    return warning("clock", told, ADVICE) if abs(ahead) > DOUBTFUL else good("clock", told)


async def _ahead(client: Client, url: str, agent: str, clock: Clock) -> timedelta | None:
    """How far our clock is ahead of a server's; None where it does not tell."""
    try:
        answer = await client.head(url, headers={"user-agent": agent}, timeout=TIMEOUT)
        said: datetime = parsedate_to_datetime(answer.headers.get("date", ""))
    except (FetchError, ValueError, TypeError):
        return None
    return clock.now() - (said if said.tzinfo else said.replace(tzinfo=UTC))
