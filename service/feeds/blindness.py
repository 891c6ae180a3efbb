"""Languages and countries of which nothing can be seen at present: no news is told from no data. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.text.counting import counted
from service.text.moments import minute

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from service.model.entry import FeedState, KnownFeed

BLIND_AFTER = 3
"""Failures in a row after which nothing is expected of a feed any more."""


@dataclass(frozen=True, slots=True, order=True)
class Blind:
    """A language or a country of whose feeds none brings anything.

    `kind` is ``language`` or ``country``, `name` its code, `since` when the last of its feeds went dark (aware, UTC), `feeds`
    how many it has.
    """

    kind: str
    name: str
    since: datetime
    feeds: int

    def told(self, timezone: str) -> str:
        """The same in words, by the clocks of `timezone`."""
        who = "its one feed brings nothing" if self.feeds == 1 else f"none of {counted(self.feeds, 'feed')} brings anything"
        return f"{self.kind} {self.name}: {who} since {minute(self.since, timezone)}"


def dark_since(state: FeedState) -> datetime | None:
    """Since when a feed brings nothing; None: it does, or nobody knows yet."""
    if state.failures >= BLIND_AFTER:
        return state.failing_since
    return (state.failing_since or state.last_new_entry) if state.told else None


def blind(feeds: Sequence[KnownFeed]) -> Sequence[Blind]:
    """What cannot be seen, languages after countries.

    Args:
        feeds: all of them; those that are not enabled count for nothing.
    """
    groups: dict[tuple[str, str], list[datetime | None]] = defaultdict(list)
    for known in feeds:
        for kind, name in (("language", known.feed.lang), ("country", known.feed.country)):
            if known.feed.enabled and name:
                groups[kind, name].append(dark_since(known.state))
    return sorted(
        Blind(kind, name, max(each for each in dark if each is not None), len(dark))
        for (kind, name), dark in groups.items()
        if all(dark)
    )
