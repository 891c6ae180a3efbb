"""Whether a feed still covers what it is read for. Pure: all that it looks at is passed in."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from service.model.entry import FeedState


class Trouble(StrEnum):
    """Why nothing comes of a feed that somebody relies on."""

    GONE = "gone"
    FAILING = "failing"
    SILENT = "silent"
    TOO_LONG = "too long"


FAILING_FOR = timedelta(hours=24)
FAILING_TRIES = 5
SILENT_GAPS = 5
"""A feed is silent after so many of its usual gaps between new entries."""
LEAST_SILENCE = timedelta(hours=24)
"""Nobody is told of less silence: nights are long, and most newsrooms sleep."""
HTTP_GONE = 410
TRUNCATED = "entries truncated: "
"""Begins the warning that a document holds more entries than are read."""
WEIGHT = 4
"""The newest gap counts as one part in so many of the usual gap."""


def trouble_of(state: FeedState, usual_gap: timedelta | None, now: datetime) -> Trouble | None:
    """What is wrong with a feed, if anything.

    Args:
        state: after its last poll.
        usual_gap: between polls that brought something new; None where it is not known yet.
        now: our clock.
    """
    if state.failures and state.http_status == HTTP_GONE:
        return Trouble.GONE
    if state.failures >= FAILING_TRIES and state.failing_since is not None and now - state.failing_since >= FAILING_FOR:
        return Trouble.FAILING
    if not state.failures and TRUNCATED in state.reason:
        return Trouble.TOO_LONG
    quiet = silence(state, now)
    if not state.failures and usual_gap is not None and quiet > max(SILENT_GAPS * usual_gap, LEAST_SILENCE):
        return Trouble.SILENT
    return None


def silence(state: FeedState, now: datetime) -> timedelta:
    """How long nothing new came; nothing where nothing ever came."""
    return now - state.last_new_entry if state.last_new_entry is not None else timedelta()


def next_usual_gap(usual_gap: timedelta | None, gap: timedelta) -> timedelta:
    """The usual gap after one more was seen."""
    return gap if usual_gap is None else usual_gap + (gap - usual_gap) / WEIGHT
