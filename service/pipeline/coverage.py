"""Feeds that cover nothing any more, told once each to whoever runs the service."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from service.alert.notice import notice
from service.feeds.coverage import Trouble, next_usual_gap, silence, trouble_of
from service.log import logger
from service.model.alert import Reason
from service.text.counting import counted
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.entry import FeedState, KnownFeed
    from service.model.rows import Transaction
    from service.pipeline.planning import Routing

MOST_NAMED = 40
"""Feeds that one message names."""

_log = logger("pipeline")


@dataclass(frozen=True, slots=True)
class Broken:
    """A feed, its state after the last poll, and what is wrong with it."""

    known: KnownFeed
    state: FeedState
    trouble: Trouble


def may_be_broken(state: FeedState, now: datetime) -> bool:
    """Whether it is worth asking the database: cheap, and never false where something is to be told."""
    trouble = trouble_of(state, timedelta(), now)
    return trouble is not None and trouble not in state.told


def remember_gap(tx: Transaction, known: KnownFeed, now: datetime) -> None:
    """Note how long the feed had been silent when something new came."""
    if known.state.last_new_entry is not None:
        usual = next_usual_gap(_usual_gap(tx, known), silence(known.state, now))
        tx.facts.put(_fact(known), usual.total_seconds())


def tell_broken(tx: Transaction, polled: Sequence[tuple[KnownFeed, FeedState]], routing: Routing, now: datetime) -> int:
    """Put out one message on all feeds of a pass that newly broke, and mark them as told; how many they are.

    Args:
        tx: a transaction after those in which the states were saved.
        polled: feeds of the pass with their new states.
        routing: channels of routes that name ``operational`` as a reason are told.
        now: our clock.
    """
    judged = ((known, state, trouble_of(state, _usual_gap(tx, known), now)) for known, state in polled)
    broken = [
        Broken(known, state, trouble) for known, state, trouble in judged if trouble is not None and trouble not in state.told
    ]
    if not broken:
        return 0
    for each in broken:
        _log.warning("feed covers nothing", feed=each.known.feed.name, trouble=str(each.trouble), reason=each.state.reason)
        tx.feeds.save(each.known.id, replace(each.state, told=(*each.state.told, each.trouble)))
    alert = notice(
        name=f"coverage-{broken[0].known.id}-{now:%Y%m%dT%H%M%S}",
        reason=Reason.OPERATIONAL,
        title=_title(broken),
        body=_body(broken, routing.settings.timezone),
        now=now,
    )
    routing.tell_operators(tx, alert, now)
    return len(broken)


def _title(broken: Sequence[Broken]) -> str:
    if len(broken) > 1:
        return f"{len(broken)} feeds cover nothing any more"
    name = broken[0].known.feed.name
    return {
        Trouble.GONE: f"Feed {name} is gone",
        Trouble.FAILING: f"Feed {name} cannot be read",
        Trouble.SILENT: f"Feed {name} is silent",
        Trouble.TOO_LONG: f"Feed {name} holds more entries than are read",
    }[broken[0].trouble]


def _body(broken: Sequence[Broken], timezone: str) -> str:
    lines = [_line(each, timezone) for each in broken[:MOST_NAMED]]
    if len(broken) > MOST_NAMED:
        lines.append(f"and {len(broken) - MOST_NAMED} more: thaw feeds list")
    first = broken[0].known.feed.name
    what = f"They are tried again for ever; nothing is switched off. What is wrong is told by:  thaw feeds check {first!r}"
    return "\n".join((*lines, "", what))


def _line(broken: Broken, timezone: str) -> str:
    state, name = broken.state, broken.known.feed.name
    if broken.trouble is Trouble.SILENT and state.last_new_entry:
        return f"{name}: answers, but brought nothing new since {minute(state.last_new_entry, timezone)}, which is unusual for it"
    if broken.trouble is Trouble.TOO_LONG:
        return f"{name}: {state.reason}"
    since = f" since {minute(state.failing_since, timezone)}" if state.failing_since else ""
    advice = "; look for its new address" if broken.trouble is Trouble.GONE else ""
    return f"{name}: {state.reason}{since}, {counted(state.failures, 'try')}{advice}"


def _fact(known: KnownFeed) -> str:
    return f"feed.usual_gap:{known.id}"


def _usual_gap(tx: Transaction, known: KnownFeed) -> timedelta | None:
    seconds = tx.facts.get(_fact(known))
    return timedelta(seconds=seconds) if isinstance(seconds, (int, float)) else None
