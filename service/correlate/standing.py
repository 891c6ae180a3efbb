"""Where a signal stands by its tellings alone: told afresh after a retraction, a merger or a split."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.correlate.progress import begun, joined, moves, weighed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from service.model.signal import Signal, Telling


def in_order(tellings: Iterable[Telling]) -> list[Telling]:
    """Tellings by when their entries were first seen."""
    return sorted(tellings, key=lambda telling: (telling.seen_at, telling.entry_id))


def retold(signal: Signal, tellings: Sequence[Telling]) -> Signal:
    """The signal as these tellings alone would have made it.

    What is not theirs stays: its name, review, pages and number of changes; and whom a reviewer has brought together, as far as
    they tell of them.

    Args:
        signal: as it stands.
        tellings: at least one, oldest first.
    """
    first, *later = tellings
    fresh = replace(begun(first, signal.id, first.seen_at), changes=signal.changes, follows=signal.follows)
    for place, telling in enumerate(later, 1):
        change, _ = moves(fresh, telling, tellings[:place])
        fresh = replace(joined(fresh, telling, change, telling.seen_at), changes=signal.changes)
    named = {actor for telling in tellings for actor in telling.mention.actors}
    joint = {*fresh.actors, *named.intersection(signal.actors)}
    kept = replace(fresh, actors=tuple(sorted(joint)), review=signal.review, paged=signal.paged, merged_into=signal.merged_into)
    return weighed(kept, tellings)
