"""An archive of entries through the whole pipeline, at the dates at which they were published."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from service.model.entry import Feed
from service.pipeline.counts import Counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from service.model.entry import Entry, KnownFeed
    from service.model.ports import Store
    from service.model.rows import Transaction
    from service.pipeline.intake import Intake

ARCHIVE = Feed(name="replay", url="https://replay.invalid/", reliability="F", origin="command")
"""Stands for the outlets of an archive, which name themselves in each entry."""


def replay(
    store: Store, intake: Intake, entries: Iterable[Entry], *, now: datetime, told: Callable[[int], None] | None = None
) -> Counts:
    """Take an archive in, in the order of its days and, within a day, of the file.

    The clock stands at 00:00 UTC of each entry's day; nothing counts as back-fill (CONTRACT, thaw replay).

    Args:
        store: an empty database.
        intake: wired to the channel and routes of a replay.
        entries: the archive; those without a date are taken to be published now.
        now: our clock, for entries without a date.
        told: called after each day with the number of its entries.
    """
    ordered = sorted(entries, key=lambda entry: _day(entry, now))
    known = store.write(lambda tx: tx.feeds.add(ARCHIVE, _day(ordered[0], now))) if ordered else None
    counts = Counts()
    for day in _days(ordered, now):
        if known is not None:
            counts += _take_day(store, intake, known, day, now)
        if told is not None:
            told(len(day))
    return counts


def _take_day(store: Store, intake: Intake, known: KnownFeed, day: Sequence[Entry], now: datetime) -> Counts:
    midnight = _day(day[0], now)

    def commit(tx: Transaction) -> Counts:
        taken = (intake.take(tx, known, [_keyed(entry)], midnight, first_poll=False) for entry in day)
        return sum(taken, Counts())

    return store.write(commit)


def _days(ordered: Sequence[Entry], now: datetime) -> Iterable[Sequence[Entry]]:
    day: list[Entry] = []
    for entry in ordered:
        if day and _day(day[0], now) != _day(entry, now):
            yield day
            day = []
        day.append(entry)
    if day:
        yield day


def _day(entry: Entry, now: datetime) -> datetime:
    moment = entry.published or now
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)


def _keyed(entry: Entry) -> Entry:
    return replace(entry, key=entry.key or f"{entry.source}\0{entry.id}")
