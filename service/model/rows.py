"""The rows of the database, as the pipeline and the commands see them inside one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from service.model.entry import Entry, Feed, FeedState, KnownFeed, SeenEntry, StoredEntry
    from service.model.figures import FigureRows
    from service.model.mention import Mention
    from service.model.outbox import AlertRows
    from service.model.records import FactRows, QuarantineRows, ReviewRows, SilenceRows
    from service.model.signal import Signal, SignalChange, Telling


class FeedRows(Protocol):
    """Feeds and their fetch state."""

    def sync(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Make the rows of origin ``config`` equal to `feeds`.

        Add, change, and disable what is no longer named (its entries stay).
        """
        ...

    def add(self, feed: Feed, now: datetime) -> KnownFeed:
        """Add a feed by command. Raises AskedWronglyError where its name or URL stands there already."""
        ...

    def remove(self, name: str) -> None:
        """Disable and forget a feed added by command.

        Its entries stay. Raises AskedWronglyError where unknown or from the config file.
        """
        ...

    def all(self) -> Sequence[KnownFeed]:
        """Every feed, enabled or not, by name."""
        ...

    def enabled(self) -> int:
        """How many feeds are enabled."""
        ...

    def due(self, now: datetime, horizon: datetime) -> Sequence[KnownFeed]:
        """Enabled feeds that are to be polled now.

        Never checked, or with ``next_check <= now``; or, because the clock was set back, with a ``next_check`` after `horizon`
        or last checked after `now`.
        """
        ...

    def save(self, feed_id: int, state: FeedState) -> None:
        """Replace the fetch state."""
        ...

    def save_all(self, states: Sequence[tuple[int, FeedState]]) -> None:
        """Replace the fetch states of some feeds; of several of one feed, the last one stays."""
        ...


class EntryRows(Protocol):
    """Entries and their revisions, mentions included."""

    def seen(self, feed_id: int, keys: Sequence[str]) -> Mapping[str, SeenEntry]:
        """The stored entries among `keys`, by key, without their texts."""
        ...

    def known(self, feed_id: int, keys: Sequence[str]) -> Mapping[str, StoredEntry]:
        """The stored entries among `keys`, by key."""
        ...

    def add(self, feed_id: int, entries: Sequence[Entry], now: datetime, *, backfill: bool = False) -> None:
        """Insert new entries with revision 1, in the given order; one bulk statement."""
        ...

    def revise(self, seen: SeenEntry | StoredEntry, entry: Entry, now: datetime) -> StoredEntry:
        """Append a revision and make it the entry's present text."""
        ...

    def add_mentions(self, mentions: Iterable[tuple[StoredEntry, Sequence[Mention]]]) -> None:
        """Store the mentions of entries at their present revision, with evidence."""
        ...

    def mentions(self, entry_id: int) -> Sequence[Mention]:
        """The mentions of an entry at its newest revision that was coded."""
        ...

    def get(self, entry_id: int) -> StoredEntry | None:
        """One entry by row id."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete entries first seen before then that no signal rests on and no feed still holds; how many."""
        ...


class SignalRows(Protocol):
    """Signals, their history and which entries tell them."""

    def candidates(
        self, watch: str, indicator: str, target: str, since: datetime, actors: Sequence[str] = ()
    ) -> Sequence[Signal]:
        """Signals that a mention may join.

        Of this watch, indicator and target, by one of these actors (none named: by anybody), seen since then; by index, so
        that the cost does not grow with history; merged ones left out.
        """
        ...

    def earlier(self, mention: Mention, since: datetime, statuses: Sequence[str], limit: int) -> Sequence[Signal]:
        """The `limit` signals that were seen last of those that a mention may be a later step of.

        Of its watch, indicator and target, by one of its actors, in one of these statuses, seen since then; seen last first;
        merged ones left out.
        """
        ...

    def tellings(self, signal_id: str, *, newest: int | None = None) -> Sequence[Telling]:
        """All tellings of a signal, or the `newest` so many, oldest first."""
        ...

    def told_alike(self, telling: Telling, since: datetime, limit: int) -> Sequence[tuple[str, Telling]]:
        """The newest tellings of other entries in which the same outlet says the same in the same words, by index.

        Of the same watch, indicator and target, seen since then; each with the id of its signal, newest first.
        """
        ...

    def save(self, change: SignalChange, telling: Telling | None = None) -> None:
        """Insert or update the signal, append the change to its history, link the telling (with the assignment's reasons)."""
        ...

    def mark_paged(self, signal_id: str) -> None:
        """Note that an alert for the signal was planned to someone."""
        ...

    def get(self, signal_id: str) -> Signal | None:
        """One signal by id."""
        ...

    def of_entry(self, entry_id: int) -> Sequence[Signal]:
        """The signals that an entry has a telling in."""
        ...

    def unlink(self, signal_id: str, entry_id: int) -> None:
        """Take an entry's tellings out of a signal (retraction, split)."""
        ...

    def move(self, source: str, goal: str, entry_ids: Sequence[int]) -> None:
        """Hand the tellings of these entries from one signal to another (merge, split)."""
        ...

    def history(self, signal_id: str) -> Sequence[SignalChange]:
        """The append-only history, oldest first."""
        ...

    def listed(
        self, *, since: datetime | None = None, severities: Sequence[str] = (), limit: int | None = None
    ) -> Sequence[Signal]:
        """Signals by newest sight first."""
        ...


class Transaction(Protocol):
    """One transaction over all rows."""

    @property
    def feeds(self) -> FeedRows:
        """Feeds and their fetch state."""
        ...

    @property
    def entries(self) -> EntryRows:
        """Entries, revisions, mentions."""
        ...

    @property
    def signals(self) -> SignalRows:
        """Signals and their history."""
        ...

    @property
    def alerts(self) -> AlertRows:
        """Alerts and the outbox."""
        ...

    @property
    def silences(self) -> SilenceRows:
        """Silences."""
        ...

    @property
    def reviews(self) -> ReviewRows:
        """Reviewers' acts."""
        ...

    @property
    def facts(self) -> FactRows:
        """Single facts of the service."""
        ...

    @property
    def quarantine(self) -> QuarantineRows:
        """What could not be taken in."""
        ...

    @property
    def figures(self) -> FigureRows:
        """Counts."""
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """What is done inside is undone alone where it raises. Raises StoreError where it is the database that fails."""
        ...
