"""Entries, their revisions and their mentions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from service.model.entry import Entry, StoredEntry
from service.store import tables
from service.store.rows import mention_json, mention_of, row_of
from service.store.types import storable
from service.text.digest import text_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from service.model.mention import Mention

_ENTRIES, _REVISIONS, _MENTIONS = tables.entries, tables.revisions, tables.mentions
AT_ONCE = 500
"""Values in one statement: SQLite of old takes 999."""


class SqlEntries:
    """Implements model.rows.EntryRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, feed_id: int, keys: Sequence[str]) -> Mapping[str, StoredEntry]:
        """The stored entries among `keys`, by key."""
        by_stored = {storable(key): key for key in keys}
        found: dict[str, StoredEntry] = {}
        asked = list(by_stored)
        for first in range(0, len(asked), AT_ONCE):
            some = asked[first : first + AT_ONCE]
            rows = self._connection.execute(select(_ENTRIES).where(_ENTRIES.c.feed_id == feed_id, _ENTRIES.c.key.in_(some)))
            for row in rows.mappings():
                found[by_stored[row["key"]]] = _stored(row)
        return found

    def add(self, feed_id: int, entries: Sequence[Entry], now: datetime, *, backfill: bool = False) -> Sequence[StoredEntry]:
        """Insert new entries with revision 1, in the given order; one bulk statement."""
        if not entries:
            return []
        fixed = {"feed_id": feed_id, "revision": 1, "first_seen": now, "backfill": backfill}
        rows = [{**_row(entry), **fixed} for entry in entries]
        statement = insert(_ENTRIES).returning(_ENTRIES.c.id, sort_by_parameter_order=True)
        numbers = self._connection.execute(statement, rows).scalars()
        return [
            StoredEntry(id=number, feed_id=feed_id, key=entry.key, revision=1, digest=row["digest"], first_seen=now, entry=entry)
            for number, row, entry in zip(numbers, rows, entries, strict=True)
        ]

    def revise(self, stored: StoredEntry, entry: Entry, now: datetime) -> StoredEntry:
        """Keep the present text as an old revision and put the new one in its place."""
        old = stored.entry
        self._connection.execute(
            insert(_REVISIONS).values(
                entry_id=stored.id,
                number=stored.revision,
                title=old.title,
                summary=old.summary,
                content=old.content,
                digest=stored.digest,
                replaced_at=now,
            )
        )
        row = {**_row(entry), "revision": stored.revision + 1}
        row.pop("key")
        self._connection.execute(update(_ENTRIES).where(_ENTRIES.c.id == stored.id).values(**row))
        return replace(stored, revision=stored.revision + 1, digest=row["digest"], entry=entry)

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
        feed_id=row["feed_id"],
        key=row["key"],
        revision=row["revision"],
        digest=row["digest"],
        first_seen=row["first_seen"],
        entry=entry,
    )
