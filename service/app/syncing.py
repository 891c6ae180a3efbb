"""The feeds of the settings, taken over into the database."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from service.feeds.schedule import ScheduleSettings, brought_forward

if TYPE_CHECKING:
    from datetime import datetime

    from service.config import Config
    from service.model.rows import Transaction

EVERY = "poll.every"
"""Name of the fact that holds the gap between two polls, in seconds, by which next checks were last set."""


def take_over(tx: Transaction, config: Config, now: datetime) -> int:
    """Make the feeds in the database those of the settings; how many are enabled, with those that were added by command.

    Where `poll.every` has become shorter, next checks that the longer one had set come earlier.
    """
    tx.feeds.sync(config.feeds, now)
    every, before = config.poll.every.total_seconds(), tx.facts.get(EVERY)
    if every != before:
        tx.facts.put(EVERY, every)
    if isinstance(before, int | float) and every < before:
        earlier = timedelta(seconds=before)
        enabled = [known for known in tx.feeds.all() if known.feed.enabled]
        states = (
            (known, brought_forward(known, ScheduleSettings(every=earlier), ScheduleSettings(every=config.poll.every)))
            for known in enabled
        )
        tx.feeds.save_all([(known.id, state) for known, state in states if state != known.state])
    return tx.feeds.enabled()
