"""Languages and countries that go dark and come back, told to whoever runs the service and in every digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.alert.notice import notice
from service.alert.outbox import DIGEST_LINES
from service.feeds.blindness import blind
from service.log import logger
from service.model.alert import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.feeds.blindness import Blind
    from service.model.rows import Transaction
    from service.pipeline.planning import Routing

BLIND = "coverage.blind"
"""Name of the fact that holds what is dark: since when, by kind and code."""

_log = logger("pipeline")


def tell_blind(tx: Transaction, routing: Routing, now: datetime) -> Sequence[Blind]:
    """Put out one message on what went dark and what came back since the last look; all that is dark.

    Args:
        tx: a transaction after those in which the states of feeds were saved.
        routing: channels of routes that name ``operational`` as a reason are told.
        now: our clock.
    """
    dark, zone = blind(tx.feeds.all()), routing.settings.timezone
    before = tx.facts.get(BLIND)
    known = before if isinstance(before, dict) else {}
    present = {f"{each.kind} {each.name}": each.since.isoformat() for each in dark}
    if present.keys() == known.keys():
        return dark
    tx.facts.put(BLIND, present)
    tx.facts.put(DIGEST_LINES, [each.told(zone) for each in dark])
    gone = [each.told(zone) for each in dark if f"{each.kind} {each.name}" not in known]
    back = [f"{name}: is seen again" for name in sorted(known.keys() - present.keys())]
    _log.warning("what can be seen has changed", dark=sorted(present), back=sorted(known.keys() - present.keys()))
    alert = notice(
        name=f"blind-{now:%Y%m%dT%H%M%S%f}",
        reason=Reason.OPERATIONAL,
        title=_title(gone, back),
        body="\n".join([*gone, *back, "", "What is wrong with each feed is told by:  thaw feeds list"]),
        now=now,
    )
    routing.tell_operators(tx, alert, now)
    return dark


def _title(gone: Sequence[str], back: Sequence[str]) -> str:
    first, *rest = [*(f"Blind: {each}" for each in gone), *back]
    return f"{first}, and {len(rest)} more" if rest else first
