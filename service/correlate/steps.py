"""Statuses as correlation ranks them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from service.model.mention import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from service.model.mention import Mention
    from service.model.signal import Telling

RANKS = {Status.REPORTED: 1, Status.ANNOUNCED: 2, Status.OCCURRED: 3}
"""A signal gains status upwards; repetition never lowers it."""

STEPS = frozenset({*RANKS, Status.REVERSED})
"""Statuses that code a step itself."""


class Kind(Enum):
    """What a signal gathers: steps (with their denials), mere talk of a possible step, or old steps told as background."""

    STEP = "step"
    TALK = "talk"
    BACKGROUND = "background"


_KINDS = {Status.DISCUSSED: Kind.TALK, Status.BACKGROUND: Kind.BACKGROUND}


def kind_of(status: Status) -> Kind:
    """The kind of signal that a mention of this status belongs to; a signal's present status tells its own kind."""
    return _KINDS.get(status, Kind.STEP)


def stepping_siblings(telling: Telling) -> Iterator[Mention]:
    """Other mentions of the same entry that code a step of the same indicator by one of the same actors."""
    own = telling.mention
    for sibling in telling.siblings:
        same = sibling.indicator == own.indicator and not set(sibling.actors).isdisjoint(own.actors)
        if same and sibling != own and sibling.status in STEPS:
            yield sibling


_ORDER = {**{status: rank + 1 for status, rank in RANKS.items()}, Status.REVERSED: 1}


def foremost_first(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions of one entry in the order in which they are to be told: what was done, then what is to come, then denials.

    So a step that an entry tells twice opens one signal and raises none, and a denial beside it finds the step.
    """
    return sorted(mentions, key=lambda mention: -_ORDER.get(mention.status, 0))
