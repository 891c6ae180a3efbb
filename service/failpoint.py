"""Failpoints: named places at which a test lets the process die, as if somebody had killed it just there.

Nothing dies unless ``$THAW_FAILPOINT`` names a point when the program starts: ``settling:3`` is the third time that
`Point.SETTLING` is reached. Otherwise passing a point is one comparison.
"""

from __future__ import annotations

import os
import signal
from enum import StrEnum

VARIABLE = "THAW_FAILPOINT"


class Point(StrEnum):
    """The places, in the order in which an entry passes them; each is named after what has just happened."""

    MIGRATED = "migrated"
    """A migration has run, its transaction is not committed."""
    DUE = "due"
    """A feed is about to be fetched."""
    FETCHED = "fetched"
    """Its bytes are there."""
    PARSER_ASKED = "parser-asked"
    """A parser process has the bytes and has not answered."""
    BEGUN = "begun"
    """The one transaction of a feed has begun."""
    ENTRIES_ADDED = "entries-added"
    SIGNAL_SAVED = "signal-saved"
    ALERT_ADDED = "alert-added"
    """A change of a signal stands in the outbox."""
    STATE_SAVED = "state-saved"
    """The feed's new ETag and next check are written; the commit comes next."""
    COMMITTING = "committing"
    """Any write transaction has done its work."""
    COMMITTED = "committed"
    """Any write transaction is committed."""
    CLAIMED = "claimed"
    """A delivery is leased."""
    RENDERED = "rendered"
    """Its body is stored, nothing is sent."""
    SENT = "sent"
    """The receiver has taken it, nothing is noted."""
    SETTLING = "settling"
    """It is noted, the transaction is not committed."""
    SETTLED = "settled"


class _Armed:
    """The point that is armed, and how often it will still be passed alive."""

    point: Point | None = None
    left = 0


def arm(setting: str | None) -> None:
    """Let the process die at a point from now on.

    Args:
        setting: ``NAME`` or ``NAME:COUNT``, counted from 1; None or empty: none.

    Raises:
        ValueError: there is no such point, or the count is none.
    """
    name, _, count = (setting or "").partition(":")
    _Armed.left = int(count or 1)
    _Armed.point = Point(name) if name else None


def reached(point: Point) -> None:
    """Pass a point, or die there by SIGKILL."""
    if _Armed.point is point:
        _Armed.left -= 1
        if not _Armed.left:
            os.kill(os.getpid(), signal.SIGKILL)
