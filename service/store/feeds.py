"""Feeds and their fetch state."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from service.errors import AskedWronglyError
from service.model.entry import Feed, FeedState, KnownFeed
from service.store import tables
from service.store.rows import record_of, row_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

_FEEDS, _STATES = tables.feeds, tables.feed_states
_EVERYTHING = select(_FEEDS, _STATES).join(_STATES, _STATES.c.feed_id == _FEEDS.c.id)
_SAVE = (
    update(_STATES)
    .where(_STATES.c.feed_id == bindparam("saved"))
    .values({field.name: bindparam(field.name) for field in fields(FeedState)})
)
"""Made once: it is what every poll of every feed ends with."""
REMOVED = "removed"
"""Origin of a feed that was removed by command but has entries, which stay."""


class SqlFeeds:
    """Implements model.rows.FeedRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def sync(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Make the rows of origin ``config`` equal to `feeds`."""
        stored = {known.feed.name: known for known in self._select()}
        wanted = {feed.name: replace(feed, origin="config") for feed in feeds}
        self._insert([feed for name, feed in wanted.items() if name not in stored], now)
        for name, feed in wanted.items():
            if name in stored and stored[name].feed != feed:
                self._change(stored[name], feed)
        for name, known in stored.items():
            if name not in wanted and known.feed.origin == "config" and known.feed.enabled:
                self._change(known, replace(known.feed, enabled=False))

    def add(self, feed: Feed, now: datetime) -> KnownFeed:
        """Add a feed by command."""
        alike = _EVERYTHING.where(or_(_FEEDS.c.name == feed.name, _FEEDS.c.url == feed.url)).order_by(_FEEDS.c.name)
        found = [_known(row) for row in self._connection.execute(alike)]
        for known in found:
            if known.feed.origin != REMOVED:
                raise _there_already(feed, known.feed)
        for known in found:
            if known.feed.name == feed.name:
                self._change(known, feed)
                return replace(known, feed=feed)
        self._insert([feed], now)
        number = self._connection.execute(select(_FEEDS.c.id).where(_FEEDS.c.name == feed.name)).scalar_one()
        return KnownFeed(id=number, feed=feed, state=FeedState())

    def remove(self, name: str) -> None:
        """Disable and forget a feed added by command; its entries stay."""
        known = next((one for one in self._select() if one.feed.name == name and one.feed.origin != REMOVED), None)
        if known is None:
            raise AskedWronglyError(f"{name}: no such feed; thaw feeds list shows them", resource=name)
        if known.feed.origin == "config":
            raise AskedWronglyError(f"{name}: stands in the config file; take it out there, or set enabled: false", resource=name)
        if self._connection.scalar(select(func.count()).where(tables.entries.c.feed_id == known.id)):
            self._change(known, replace(known.feed, enabled=False, origin=REMOVED))
        else:
            self._connection.execute(delete(tables.quarantine).where(tables.quarantine.c.feed_id == known.id))
            self._connection.execute(delete(_FEEDS).where(_FEEDS.c.id == known.id))

    def all(self) -> Sequence[KnownFeed]:
        """Every feed, enabled or not, by name."""
        return [known for known in self._select() if known.feed.origin != REMOVED]

    def enabled(self) -> int:
        """How many feeds are enabled."""
        return self._connection.scalar(select(func.count()).where(_FEEDS.c.enabled)) or 0

    def due(self, now: datetime, horizon: datetime) -> Sequence[KnownFeed]:
        """Enabled feeds that are to be polled now, those longest due first."""
        check = _STATES.c.next_check
        # What was checked in times to come was checked before the clock was set back, and its next check is as wrong.
        clock_was_set = or_(check > horizon, _STATES.c.last_checked > now)
        wanted = _EVERYTHING.where(_FEEDS.c.enabled, or_(check.is_(None), check <= now, clock_was_set))
        return [_known(row) for row in self._connection.execute(wanted.order_by(check.is_not(None), check, _FEEDS.c.name))]

    def save(self, feed_id: int, state: FeedState) -> None:
        """Replace the fetch state."""
        self.save_all([(feed_id, state)])

    def save_all(self, states: Sequence[tuple[int, FeedState]]) -> None:
        """Replace the fetch states of some feeds; of several of one feed, the last one stays."""
        if states:
            self._connection.execute(_SAVE, [{**row_of(state), "saved": feed_id} for feed_id, state in states])

    def _select(self) -> list[KnownFeed]:
        return [_known(row) for row in self._connection.execute(_EVERYTHING.order_by(_FEEDS.c.name))]

    def _insert(self, feeds: Sequence[Feed], now: datetime) -> None:
        if not feeds:
            return
        self._connection.execute(insert(_FEEDS), [{**row_of(feed), "created_at": now} for feed in feeds])
        new = self._connection.scalars(select(_FEEDS.c.id).where(_FEEDS.c.id.not_in(select(_STATES.c.feed_id))))
        self._connection.execute(insert(_STATES), [{"feed_id": number, **row_of(FeedState())} for number in new])

    def _change(self, known: KnownFeed, feed: Feed) -> None:
        self._connection.execute(update(_FEEDS).where(_FEEDS.c.id == known.id).values(**row_of(feed)))
        if known.feed.url != feed.url:
            # What the old address answered says nothing about the new one.
            fresh = replace(known.state, etag=None, last_modified=None, digest=None, next_check=None, moved_to=None, moved_seen=0)
            self.save(known.id, fresh)
        elif feed.enabled and not known.feed.enabled:
            self.save(known.id, replace(known.state, next_check=None))


def _there_already(feed: Feed, known: Feed) -> AskedWronglyError:
    if known.name == feed.name:
        return AskedWronglyError(f"{feed.name}: a feed of this name is there already ({known.url})", resource=feed.name)
    return AskedWronglyError(f"{feed.url}: this address is there already, as {known.name}", resource=feed.url)


def _known(row: Row[Any]) -> KnownFeed:
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's documented way to a mapping
    return KnownFeed(id=values["id"], feed=record_of(Feed, values), state=record_of(FeedState, values))
