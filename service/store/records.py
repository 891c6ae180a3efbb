"""Silences, reviews, single facts and the quarantine: small tables, one class each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from service.errors import AskedWronglyError
from service.model.alert import Review, Silence
from service.store import tables
from service.store.rows import cleaned, record_of, row_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

_WITHOUT_ID = frozenset({"id"})
_GET = select(tables.facts.c.value).where(tables.facts.c.name == bindparam("named"))
_REPLACE = update(tables.facts).where(tables.facts.c.name == bindparam("named")).values(value=bindparam("value"))
_PUT = insert(tables.facts)
"""Made once, as the two before: most polls that bring something remember how long their feed was silent."""


class SqlSilences:
    """Implements model.records.SilenceRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, silence: Silence) -> Silence:
        """Store a silence; the same with its id."""
        row = row_of(silence, without=_WITHOUT_ID)
        number = self._connection.execute(insert(tables.silences).values(**row).returning(tables.silences.c.id)).scalar_one()
        return record_of(Silence, {**row, "id": number})

    def active(self, now: datetime) -> Sequence[Silence]:
        """Those that have not ended."""
        wanted = select(tables.silences).where(tables.silences.c.until > now).order_by(tables.silences.c.id)
        return [record_of(Silence, row) for row in self._connection.execute(wanted).mappings()]

    def end(self, silence_id: int, now: datetime) -> None:
        """End one now."""
        ended = update(tables.silences).where(tables.silences.c.id == silence_id, tables.silences.c.until > now).values(until=now)
        if not self._connection.execute(ended).rowcount:
            raise AskedWronglyError(f"{silence_id}: no such silence, or it has ended", resource=str(silence_id))


class SqlReviews:
    """Implements model.records.ReviewRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, review: Review) -> Review:
        """Append; the same with its id."""
        row = {**row_of(review, without=_WITHOUT_ID), "detail": cleaned(review.detail)}
        number = self._connection.execute(insert(tables.reviews).values(**row).returning(tables.reviews.c.id)).scalar_one()
        return record_of(Review, {**row, "id": number})

    def mark_undone(self, review_id: int, by_id: int) -> None:
        """Note that an act was taken back by another one."""
        self._connection.execute(update(tables.reviews).where(tables.reviews.c.id == review_id).values(undone_by=by_id))

    def of(self, signal_id: str) -> Sequence[Review]:
        """All acts on a signal, oldest first."""
        wanted = select(tables.reviews).where(tables.reviews.c.signal_id == signal_id).order_by(tables.reviews.c.id)
        return [record_of(Review, row) for row in self._connection.execute(wanted).mappings()]


class SqlFacts:
    """Implements model.records.FactRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> object | None:
        """The value, or None."""
        found: object | None = self._connection.scalar(_GET, {"named": name})
        return found

    def put(self, name: str, value: object) -> None:
        """Set or replace."""
        kept = cleaned(value)
        if not self._connection.execute(_REPLACE, {"named": name, "value": kept}).rowcount:
            self._connection.execute(_PUT, {"name": name, "value": kept})


class SqlQuarantine:
    """Implements model.records.QuarantineRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, feed_id: int, key: str, raw: str, error: str, now: datetime) -> None:
        """Keep an entry and why it failed; the same feed and key again replaces it."""
        held = tables.quarantine
        row: dict[str, Any] = {"feed_id": feed_id, "key": key, "raw": raw, "error": error, "at": now}
        self._connection.execute(delete(held).where(held.c.feed_id == feed_id, held.c.key == key))
        self._connection.execute(insert(held).values(**row))

    def listed(self) -> Sequence[tuple[int, str, str, datetime]]:
        """Feed id, key, error and moment of each, newest first."""
        held = tables.quarantine
        rows = self._connection.execute(select(held).order_by(held.c.at.desc(), held.c.key)).mappings()
        return [(row["feed_id"], row["key"], row["error"], row["at"]) for row in rows]
