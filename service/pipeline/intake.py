"""A document's entries into the store, coded, grouped and planned, all inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from service import failpoint
from service.correlate.retract import retract
from service.correlate.steps import Kind, foremost_first, kind_of
from service.errors import StoreError
from service.failpoint import Point
from service.log import bound, logger
from service.model.signal import Change
from service.parse.novelty import is_backfill, keys_to_look_up, sort_out
from service.pipeline.counts import Counts
from service.pipeline.grouping import grouped
from service.pipeline.planning import put_out
from service.pipeline.poison import quarantine
from service.pipeline.telling import of_target, telling_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from service.model.entry import Entry, Feed, KnownFeed, SeenEntry, StoredEntry
    from service.model.mention import Detection
    from service.model.ports import Detects
    from service.model.rows import Transaction
    from service.model.signal import SignalChange, Telling
    from service.pipeline.planning import Routing

T = TypeVar("T")

_log = logger("pipeline")


@dataclass(frozen=True, slots=True)
class _Coded:
    """An entry with what was detected in it; `revised` where an earlier text of it was coded before."""

    stored: StoredEntry
    detection: Detection
    backfill: bool
    revised: bool


class Intake:
    """Takes entries in: store, detect, correlate, plan, in that order.

    Args:
        detector: codes one entry.
        routing: who may be told of what.
    """

    def __init__(self, detector: Detects, routing: Routing) -> None:
        self._detector = detector
        self._routing = routing

    @property
    def routing(self) -> Routing:
        """Who may be told of what."""
        return self._routing

    def take(self, tx: Transaction, known: KnownFeed, entries: Sequence[Entry], now: datetime, *, first_poll: bool) -> Counts:
        """Take in the entries of one document. One that cannot be stored, coded or told is quarantined, and the others go on.

        Args:
            tx: the one transaction of this feed.
            known: the feed.
            entries: what the document holds, in its order.
            now: our clock.
            first_poll: whether nothing of this feed was ever read; its old entries page nobody then.
        """
        return _Taking(self._detector, self._routing, tx, known, now, first_poll=first_poll).take(entries)


class _Taking:
    """One document of a feed on its way in."""

    def __init__(
        self, detector: Detects, routing: Routing, tx: Transaction, known: KnownFeed, now: datetime, *, first_poll: bool
    ) -> None:
        self._detector = detector
        self._routing = routing
        self._tx = tx
        self._known = known
        self._now = now
        self._first_poll = first_poll
        self._quarantined = 0

    def take(self, entries: Sequence[Entry]) -> Counts:
        novelty = sort_out(entries, self._tx.entries.seen(self._known.id, keys_to_look_up(entries)))
        old = [entry for entry in novelty.new if self._is_old(entry)]
        fresh = [entry for entry in novelty.new if not self._is_old(entry)]
        new = {entry.key: entry for entry in (*self._add(old, backfill=True), *self._add(fresh, backfill=False))}
        failpoint.reached(Point.ENTRIES_ADDED)
        revised = [done for pair in novelty.revised if (done := self._revised(*pair)) is not None]
        counts = Counts(entries_new=len(new), entries_revised=len(revised), backfill=len(old))
        for entry in novelty.later:
            counts += self._add_later(entry, new)
        coded = [*self._code_new(new.values()), *self._code_revised(revised)]
        for one in sorted(coded, key=lambda one: one.stored.entry.published or self._now):
            counts += self._guarded(one.stored.entry, partial(self._tell, one)) or Counts()
        return counts + Counts(quarantined=self._quarantined)

    def _is_old(self, entry: Entry) -> bool:
        return is_backfill(entry, first_poll=self._first_poll, now=self._now)

    def _guarded(self, entry: Entry, work: Callable[[], T], *, writes: bool = True) -> T | None:
        """What comes of some work on one entry; None where it failed: then it is undone, and the entry quarantined.

        Raises:
            StoreError: it is the database that fails, and not what it was given.
        """
        try:
            if not writes:
                return work()
            with bound(entry=entry.key), self._tx.savepoint():
                return work()
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - one poisonous entry must not take the rest of its feed along
            quarantine(self._tx, self._known, entry, error, self._routing, self._now)
            self._quarantined += 1
            return None

    def _add(self, new: Sequence[Entry], *, backfill: bool) -> Sequence[Entry]:
        """Those of the entries that could be stored."""
        if not new:
            return ()
        try:
            with self._tx.savepoint():
                self._tx.entries.add(self._known.id, new, self._now, backfill=backfill)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - as above; one of them is the poisonous one
            return [entry for entry in new if self._add_alone(entry, backfill=backfill)]
        return new

    def _add_alone(self, entry: Entry, *, backfill: bool) -> bool:
        def add() -> bool:
            self._tx.entries.add(self._known.id, [entry], self._now, backfill=backfill)
            return True

        return self._guarded(entry, add) is not None

    def _revised(self, seen: SeenEntry, entry: Entry) -> StoredEntry | None:
        return self._guarded(entry, lambda: self._tx.entries.revise(seen, entry, self._now))

    def _add_later(self, entry: Entry, new: dict[str, Entry]) -> Counts:
        """A further text of a new entry in the same document, which takes the place of the first one in `new`."""
        if entry.key not in new:  # the first one was quarantined
            added = self._add_alone(entry, backfill=self._is_old(entry))
            if added:
                new[entry.key] = entry
            return Counts(entries_new=int(added))
        first = self._tx.entries.seen(self._known.id, [entry.key])[entry.key]
        revised = self._revised(first, entry)
        if revised is not None:
            new[entry.key] = entry
        return Counts(entries_revised=int(revised is not None))

    def _code_new(self, entries: Iterable[Entry]) -> Iterator[_Coded]:
        """What most entries have none of is looked up for none of them: their rows."""
        found = [(entry, detection) for entry in entries if (detection := self._coded(entry)) is not None and detection.mentions]
        stored = self._tx.entries.known(self._known.id, [entry.key for entry, _ in found]) if found else {}
        for entry, detection in found:
            yield _Coded(replace(stored[entry.key], entry=entry), detection, backfill=self._is_old(entry), revised=False)

    def _code_revised(self, revised: Iterable[StoredEntry]) -> Iterator[_Coded]:
        for stored in revised:
            detection = self._coded(stored.entry)
            if detection is not None:
                yield _Coded(stored, detection, backfill=False, revised=True)

    def _coded(self, entry: Entry) -> Detection | None:
        """What is detected in an entry; None where it is not to be coded, or could not be."""
        feed = self._known.feed
        if _skipped(feed, entry):
            return None
        found = self._guarded(entry, lambda: self._detector.detect(_with_lang(entry, feed), self._now), writes=False)
        return None if found is None else of_target(found, feed.target)

    def _tell(self, coded: _Coded) -> Counts:
        tx, stored = self._tx, coded.stored
        before = tx.signals.of_entry(stored.id) if coded.revised else ()
        for signal in before:
            tx.signals.unlink(signal.id, stored.id)
        tx.entries.add_mentions([(stored, coded.detection.mentions)])
        counts = Counts(mentions=len(coded.detection.mentions))
        for mention in foremost_first(coded.detection.mentions):
            if kind_of(mention.status) is not Kind.BACKGROUND:
                telling = telling_of(mention, stored, self._known.feed, coded.detection, self._now)
                counts += _counted(self._tell_one(telling, backfill=coded.backfill))
        for signal in before:
            counts += self._retract(signal.id, stored)
        return counts

    def _tell_one(self, telling: Telling, *, backfill: bool) -> SignalChange:
        change, earlier = grouped(self._tx, telling, self._now)
        self._save(change, telling, (*earlier, telling), backfill=backfill)
        return change

    def _retract(self, signal_id: str, stored: StoredEntry) -> Counts:
        signal, left = self._tx.signals.get(signal_id), self._tx.signals.tellings(signal_id)
        change = retract(signal, stored, left, now=self._now) if signal else None
        if change is None:
            return Counts()
        self._save(change, None, left, backfill=False)
        return _counted(change)

    def _save(self, change: SignalChange, telling: Telling | None, tellings: Sequence[Telling], *, backfill: bool) -> None:
        planned = self._routing.planned(self._tx, change, telling, tellings, self._now, backfill=backfill)
        self._tx.signals.save(change, telling)
        failpoint.reached(Point.SIGNAL_SAVED)
        put_out(self._tx, planned, change)
        _log.info("signal", signal=change.signal.id, change=str(change.change), severity=str(change.severity))


def _counted(change: SignalChange) -> Counts:
    opened = change.change is Change.OPENED
    return Counts(signals_new=int(opened), signals_changed=int(not opened))


def _skipped(feed: Feed, entry: Entry) -> bool:
    title = entry.title.casefold()
    return any(unwanted.casefold() in title for unwanted in feed.skip_titles)


def _with_lang(entry: Entry, feed: Feed) -> Entry:
    return entry if entry.lang else replace(entry, lang=feed.lang)
