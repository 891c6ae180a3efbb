"""What a pass did, in figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Entries, mentions and signals that a transaction brought; add them up with ``+``.

    `backfill` counts those among the new entries that are old stock of a feed polled for the first time.
    """

    entries_new: int = 0
    entries_revised: int = 0
    mentions: int = 0
    signals_new: int = 0
    signals_changed: int = 0
    quarantined: int = 0
    backfill: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})
