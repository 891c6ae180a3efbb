"""A document's entries into the store, coded, grouped and planned, all inside one transaction."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from service import failpoint
from service.correlate.retract import retract
from service.correlate.steps import Kind, foremost_first, kind_of
from service.failpoint import Point
from service.log import bound, logger
from service.model.signal import Change
from service.parse.novelty import is_backfill, keys_to_look_up, sort_out
from service.pipeline.counts import Counts
from service.pipeline.grouping import grouped
from service.pipeline.planning import put_out
from service.pipeline.telling import of_target, telling_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from service.model.entry import Entry, Feed, KnownFeed, StoredEntry
    from service.model.mention import Detection
    from service.model.ports import Detects
    from service.model.rows import Transaction
    from service.model.signal import SignalChange, Telling
    from service.pipeline.planning import Routing

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
        """Take in the entries of one document.

        Args:
            tx: the one transaction of this feed.
            known: the feed.
            entries: what the document holds, in its order.
            now: our clock.
            first_poll: whether nothing of this feed was ever read; its old entries page nobody then.
        """
        novelty = sort_out(entries, tx.entries.known(known.id, keys_to_look_up(entries)))
        old = [entry for entry in novelty.new if is_backfill(entry, first_poll=first_poll, now=now)]
        fresh = [entry for entry in novelty.new if entry not in old] if old else novelty.new
        added = [*self._add(tx, known, old, now, backfill=True), *self._add(tx, known, fresh, now, backfill=False)]
        failpoint.reached(Point.ENTRIES_ADDED)
        revised = [tx.entries.revise(stored, entry, now) for stored, entry in novelty.revised]
        by_key = {stored.key: stored for stored in added}
        for entry in novelty.later:
            by_key[entry.key] = tx.entries.revise(by_key[entry.key], entry, now)
        coded = [
            *self._code(known.feed, by_key.values(), now, first_poll=first_poll, revised=False),
            *self._code(known.feed, revised, now, first_poll=False, revised=True),
        ]
        counts = Counts(entries_new=len(added), entries_revised=len(revised) + len(novelty.later), backfill=len(old))
        for one in sorted(coded, key=lambda one: one.stored.entry.published or now):
            counts += self._settle(tx, known, one, now)
        return counts

    def _add(
        self, tx: Transaction, known: KnownFeed, new: Sequence[Entry], now: datetime, *, backfill: bool
    ) -> Sequence[StoredEntry]:
        if not new:
            return ()
        try:
            with tx.savepoint():
                return tx.entries.add(known.id, new, now, backfill=backfill)
        except Exception:  # noqa: BLE001 - one poisonous entry must not take the rest of its feed along
            return [stored for entry in new for stored in self._add_alone(tx, known, entry, now, backfill=backfill)]

    def _add_alone(
        self, tx: Transaction, known: KnownFeed, entry: Entry, now: datetime, *, backfill: bool
    ) -> Sequence[StoredEntry]:
        try:
            with tx.savepoint():
                return tx.entries.add(known.id, [entry], now, backfill=backfill)
        except Exception as error:  # noqa: BLE001 - as above; it is kept for a person to look at
            _quarantine(tx, known, entry, error, now)
            return ()

    def _code(
        self, feed: Feed, stored: Iterable[StoredEntry], now: datetime, *, first_poll: bool, revised: bool
    ) -> Iterator[_Coded]:
        for one in stored:
            if not _skipped(feed, one.entry):
                detection = of_target(self._detector.detect(_with_lang(one.entry, feed), now), feed.target)
                if detection.mentions or revised:
                    old = is_backfill(one.entry, first_poll=first_poll, now=now)
                    yield _Coded(one, detection, backfill=old, revised=revised)

    def _settle(self, tx: Transaction, known: KnownFeed, coded: _Coded, now: datetime) -> Counts:
        try:
            with tx.savepoint(), bound(entry=coded.stored.key):
                return self._tell(tx, known, coded, now)
        except Exception as error:  # noqa: BLE001 - as above: the entry stays stored, its failure is told
            _quarantine(tx, known, coded.stored.entry, error, now)
            return Counts(quarantined=1)

    def _tell(self, tx: Transaction, known: KnownFeed, coded: _Coded, now: datetime) -> Counts:
        before = tx.signals.of_entry(coded.stored.id) if coded.revised else ()
        for signal in before:
            tx.signals.unlink(signal.id, coded.stored.id)
        tx.entries.add_mentions([(coded.stored, coded.detection.mentions)])
        counts = Counts(mentions=len(coded.detection.mentions))
        for mention in foremost_first(coded.detection.mentions):
            if kind_of(mention.status) is not Kind.BACKGROUND:
                telling = telling_of(mention, coded.stored, known.feed, coded.detection, now)
                counts += _counted(self._tell_one(tx, telling, now, backfill=coded.backfill))
        for signal in before:
            counts += self._retract(tx, signal.id, coded.stored, now)
        return counts

    def _tell_one(self, tx: Transaction, telling: Telling, now: datetime, *, backfill: bool) -> SignalChange:
        change, earlier = grouped(tx, telling, now)
        self._save(tx, change, telling, (*earlier, telling), now, backfill=backfill)
        return change

    def _retract(self, tx: Transaction, signal_id: str, stored: StoredEntry, now: datetime) -> Counts:
        signal, left = tx.signals.get(signal_id), tx.signals.tellings(signal_id)
        change = retract(signal, stored, left, now=now) if signal else None
        if change is None:
            return Counts()
        self._save(tx, change, None, left, now, backfill=False)
        return _counted(change)

    def _save(
        self,
        tx: Transaction,
        change: SignalChange,
        telling: Telling | None,
        tellings: Sequence[Telling],
        now: datetime,
        *,
        backfill: bool,
    ) -> None:
        planned = self._routing.planned(tx, change, telling, tellings, now, backfill=backfill)
        tx.signals.save(change, telling)
        failpoint.reached(Point.SIGNAL_SAVED)
        put_out(tx, planned, change)
        _log.info("signal", signal=change.signal.id, change=str(change.change), severity=str(change.severity))


def _counted(change: SignalChange) -> Counts:
    opened = change.change is Change.OPENED
    return Counts(signals_new=int(opened), signals_changed=int(not opened))


def _skipped(feed: Feed, entry: Entry) -> bool:
    title = entry.title.casefold()
    return any(unwanted.casefold() in title for unwanted in feed.skip_titles)


def _with_lang(entry: Entry, feed: Feed) -> Entry:
    return entry if entry.lang else replace(entry, lang=feed.lang)


def _quarantine(tx: Transaction, known: KnownFeed, entry: Entry, error: Exception, now: datetime) -> None:
    reason = f"{type(error).__name__}: {error}"
    _log.error("entry quarantined", feed=known.feed.name, entry=entry.id, error=reason)
    tx.quarantine.add(known.id, entry.key, json.dumps(asdict(entry), default=str, ensure_ascii=False), reason, now)
