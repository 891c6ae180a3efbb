"""Entries, their revisions and their mentions."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from service.model.entry import Entry, SeenEntry, StoredEntry
from service.store import tables
from service.store.rows import mention_json, mention_of, row_of
from service.store.types import Moment, storable
from service.text.digest import text_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

    from service.model.mention import Mention

_ENTRIES, _REVISIONS, _MENTIONS = tables.entries, tables.revisions, tables.mentions
AT_ONCE = 500
"""Values in one statement: SQLite of old takes 999."""
_AMONG = _ENTRIES.c.feed_id == bindparam("feed"), _ENTRIES.c.key.in_(bindparam("keys", expanding=True))
_SEEN = select(*(_ENTRIES.c[each.name] for each in fields(SeenEntry))).where(*_AMONG)
_KNOWN = select(_ENTRIES).where(*_AMONG)
_ADD = insert(_ENTRIES)
_KEEP = insert(_REVISIONS).from_select(
    ("entry_id", "number", "title", "summary", "content", "digest", "replaced_at"),
    select(
        *(_ENTRIES.c[name] for name in ("id", "revision", "title", "summary", "content", "digest")),
        bindparam("now", type_=Moment),
    ).where(_ENTRIES.c.id == bindparam("kept")),
)
"""Made once, as the two before: they are what every poll that brought something asks."""


class SqlEntries:
    """Implements model.rows.EntryRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def seen(self, feed_id: int, keys: Sequence[str]) -> Mapping[str, SeenEntry]:
        """The stored entries among `keys`, by key, without their texts."""
        names = [each.name for each in fields(SeenEntry)]
        return {key: SeenEntry(**dict(zip(names, row, strict=True))) for key, row in self._among(_SEEN, feed_id, keys)}

    def known(self, feed_id: int, keys: Sequence[str]) -> Mapping[str, StoredEntry]:
        """The stored entries among `keys`, by key."""
        return {key: _stored(row._mapping) for key, row in self._among(_KNOWN, feed_id, keys)}  # noqa: SLF001 - SQLAlchemy's documented way to a mapping

    def _among(self, wanted: Select[Any], feed_id: int, keys: Sequence[str]) -> Iterator[tuple[str, Row[Any]]]:
        by_stored = {storable(key): key for key in keys}
        asked = list(by_stored)
        for first in range(0, len(asked), AT_ONCE):
            some = {"feed": feed_id, "keys": asked[first : first + AT_ONCE]}
            yield from ((by_stored[row.key], row) for row in self._connection.execute(wanted, some))

    def add(self, feed_id: int, entries: Sequence[Entry], now: datetime, *, backfill: bool = False) -> None:
        """Insert new entries with revision 1, in the given order; one bulk statement."""
        fixed = {"feed_id": feed_id, "revision": 1, "first_seen": now, "backfill": backfill}
        if entries:
            self._connection.execute(_ADD, [{**_row(entry), **fixed} for entry in entries])

    def revise(self, seen: SeenEntry | StoredEntry, entry: Entry, now: datetime) -> StoredEntry:
        """Keep the present text as an old revision and put the new one in its place."""
        self._connection.execute(_KEEP, {"kept": seen.id, "now": now})
        row = {**_row(entry), "key": seen.key, "revision": seen.revision + 1}
        self._connection.execute(update(_ENTRIES).where(_ENTRIES.c.id == seen.id).values(**row))
        return StoredEntry(id=seen.id, key=seen.key, revision=seen.revision + 1, first_seen=seen.first_seen, entry=entry)

    def add_mentions(self, mentions: Iterable[tuple[StoredEntry, Sequence[Mention]]]) -> None:
        """Store the mentions of entries at their present revision, with evidence."""
        rows = [
            {**mention_json(mention), "entry_id": stored.id, "revision": stored.revision, "position": position}
            for stored, found in mentions
            for position, mention in enumerate(found)
        ]
        if rows:
            self._connection.execute(insert(_MENTIONS), rows)

    def mentions(self, entry_id: int) -> Sequence[Mention]:
        """The mentions of an entry at its present revision."""
        present = select(_ENTRIES.c.revision).where(_ENTRIES.c.id == entry_id).scalar_subquery()
        wanted = select(_MENTIONS).where(_MENTIONS.c.entry_id == entry_id, _MENTIONS.c.revision == present)
        return [mention_of(row) for row in self._connection.execute(wanted.order_by(_MENTIONS.c.position)).mappings()]

    def get(self, entry_id: int) -> StoredEntry | None:
        """One entry by row id."""
        row = self._connection.execute(select(_ENTRIES).where(_ENTRIES.c.id == entry_id)).mappings().first()
        return None if row is None else _stored(row)

    def forget(self, before: datetime) -> int:
        """Delete entries first seen before then that no signal rests on and no feed still holds; how many."""
        told, caused = tables.tellings.c.entry_id, tables.changes.c.entry_id
        resting = select(told).union(select(caused).where(caused.is_not(None)))
        old = select(_ENTRIES.c.id, _ENTRIES.c.feed_id, _ENTRIES.c.key)
        old = old.where(_ENTRIES.c.first_seen < before, _ENTRIES.c.id.not_in(resting))
        states = self._connection.execute(select(tables.feed_states.c.feed_id, tables.feed_states.c.last_keys))
        # What a feed still holds would come as new again.
        held = {(feed_id, storable(key)) for feed_id, keys in states for key in keys}
        ripe = [number for number, feed_id, key in self._connection.execute(old) if (feed_id, key) not in held]
        for first in range(0, len(ripe), AT_ONCE):
            self._connection.execute(delete(_ENTRIES).where(_ENTRIES.c.id.in_(ripe[first : first + AT_ONCE])))
        return len(ripe)


def _row(entry: Entry) -> dict[str, Any]:
    row = row_of(entry, without=frozenset({"id", "whole"}))
    return {**row, "name": entry.id, "warnings": [storable(each) for each in entry.warnings], "digest": text_digest(entry)}


def _stored(row: Any) -> StoredEntry:
    entry = Entry(
        id=row["name"],
        title=row["title"],
        summary=row["summary"],
        content=row["content"],
        lang=row["lang"],
        published=row["published"],
        updated=row["updated"],
        published_raw=row["published_raw"],
        source=row["source"],
        link=row["link"],
        key=row["key"],
        warnings=tuple(row["warnings"]),
    )
    return StoredEntry(
        id=row["id"],
        key=row["key"],
        revision=row["revision"],
        first_seen=row["first_seen"],
        entry=entry,
    )
