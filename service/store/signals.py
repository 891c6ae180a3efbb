"""Signals, their history, and which entries tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, insert, or_, select, update

from service.model.mention import Severity, Status
from service.model.signal import Change, Signal, SignalChange, Telling
from service.store import tables
from service.store.rows import assignment_json, assignment_of, cleaned, mention_json, mention_of, row_of, signal_json, signal_of
from service.store.types import storable
from service.text.digest import words_digest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from service.model.mention import Mention

_SIGNALS, _ACTORS, _TELLINGS, _CHANGES = tables.signals, tables.signal_actors, tables.tellings, tables.changes
_JSON_OF_TELLING = frozenset({"mention", "siblings"})


class SqlSignals:
    """Implements model.rows.SignalRows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidates(
        self, watch: str, indicator: str, target: str, since: datetime, actors: Sequence[str] = ()
    ) -> Sequence[Signal]:
        """Signals that a mention may join, by the index over actors."""
        if not actors:
            wanted = select(_SIGNALS).where(
                _SIGNALS.c.watch == watch,
                _SIGNALS.c.indicator == indicator,
                _SIGNALS.c.target == target,
                _SIGNALS.c.last_seen_at >= since,
            )
        else:
            fitting = select(_ACTORS.c.signal_id).where(
                _ACTORS.c.actor.in_(actors),
                _ACTORS.c.indicator == indicator,
                _ACTORS.c.target == target,
                _ACTORS.c.watch == watch,
                _ACTORS.c.last_seen_at >= since,
            )
            wanted = select(_SIGNALS).where(_SIGNALS.c.id.in_(fitting))
        # Those merged are left out here: SQLite would begin with the index over what was not merged, which is nearly all.
        return [signal for signal in self._signals(wanted.order_by(_SIGNALS.c.id)) if signal.merged_into is None]

    def earlier(self, mention: Mention, since: datetime, statuses: Sequence[str], limit: int) -> Sequence[Signal]:
        """Signals of the same subject and one of the actors, seen last first, by the index over actors."""
        wanted = (
            select(_SIGNALS)
            .join(_ACTORS, _ACTORS.c.signal_id == _SIGNALS.c.id)
            .where(
                _ACTORS.c.actor.in_(mention.actors),
                _ACTORS.c.indicator == mention.indicator,
                _ACTORS.c.target == mention.target,
                _ACTORS.c.watch == mention.watch,
                _ACTORS.c.last_seen_at >= since,
                _SIGNALS.c.status.in_(statuses),
                _SIGNALS.c.merged_into.is_(None),
            )
        )
        # A signal comes once for each actor that it shares.
        wanted = wanted.order_by(_ACTORS.c.last_seen_at.desc(), _SIGNALS.c.id).limit(limit * len(mention.actors))
        return list({signal.id: signal for signal in self._signals(wanted)}.values())[:limit]

    def tellings(self, signal_id: str, *, newest: int | None = None) -> Sequence[Telling]:
        """All tellings of a signal, or so many of the newest, oldest first."""
        wanted = select(_TELLINGS).where(_TELLINGS.c.signal_id == signal_id).order_by(_TELLINGS.c.id.desc()).limit(newest)
        return [_telling(row) for row in reversed(self._connection.execute(wanted).mappings().all())]

    def told_alike(self, telling: Telling, since: datetime, limit: int) -> Sequence[tuple[str, Telling]]:
        """Earlier tellings in the same words, by the index over words."""
        mention = telling.mention
        wanted = (
            select(_TELLINGS)
            .join(_SIGNALS, _SIGNALS.c.id == _TELLINGS.c.signal_id)
            .where(
                _TELLINGS.c.words == _words(telling),
                _TELLINGS.c.entry_id != telling.entry_id,
                _TELLINGS.c.seen_at >= since,
                _SIGNALS.c.watch == mention.watch,
                _SIGNALS.c.indicator == mention.indicator,
                _SIGNALS.c.target == mention.target,
            )
        )
        rows = self._connection.execute(wanted.order_by(_TELLINGS.c.id.desc()).limit(limit)).mappings()
        return [(row["signal_id"], _telling(row)) for row in rows]

    def save(self, change: SignalChange, telling: Telling | None = None) -> None:
        """Insert or update the signal, append the change to its history, link the telling."""
        signal = change.signal
        row = _signal_row(signal)
        # Not the key, though it stays the same: where it is set, all rows that refer to it are looked at.
        changed = {name: value for name, value in row.items() if name != "id"}
        if not self._connection.execute(update(_SIGNALS).where(_SIGNALS.c.id == signal.id).values(**changed)).rowcount:
            self._connection.execute(insert(_SIGNALS).values(**row))
        self._index(signal)
        self._connection.execute(insert(_CHANGES).values(**_change_row(change)))
        if telling is not None:
            self._connection.execute(insert(_TELLINGS).values(signal_id=signal.id, change=change.number, **_telling_row(telling)))

    def mark_paged(self, signal_id: str) -> None:
        """Note that an alert for the signal was planned to someone."""
        self._connection.execute(update(_SIGNALS).where(_SIGNALS.c.id == signal_id).values(paged=True))

    def _index(self, signal: Signal) -> None:
        self._connection.execute(delete(_ACTORS).where(_ACTORS.c.signal_id == signal.id))
        fixed = {
            "signal_id": signal.id,
            "watch": signal.watch,
            "indicator": signal.indicator,
            "target": signal.target,
            "last_seen_at": signal.last_seen_at,
        }
        rows = [{**fixed, "actor": actor} for actor in dict.fromkeys(signal.actors)]
        if rows:
            self._connection.execute(insert(_ACTORS), rows)

    def get(self, signal_id: str) -> Signal | None:
        """One signal by id."""
        found = self._signals(select(_SIGNALS).where(_SIGNALS.c.id == signal_id))
        return found[0] if found else None

    def of_entry(self, entry_id: int) -> Sequence[Signal]:
        """The signals that an entry has a telling in."""
        told = select(_TELLINGS.c.signal_id).where(_TELLINGS.c.entry_id == entry_id)
        return self._signals(select(_SIGNALS).where(_SIGNALS.c.id.in_(told)).order_by(_SIGNALS.c.id))

    def unlink(self, signal_id: str, entry_id: int) -> None:
        """Take an entry's tellings out of a signal (retraction, split)."""
        own = and_(_TELLINGS.c.signal_id == signal_id, _TELLINGS.c.entry_id == entry_id)
        self._connection.execute(delete(_TELLINGS).where(own))

    def move(self, source: str, goal: str, entry_ids: Sequence[int]) -> None:
        """Hand the tellings of these entries from one signal to another."""
        own = and_(_TELLINGS.c.signal_id == source, _TELLINGS.c.entry_id.in_(entry_ids))
        self._connection.execute(update(_TELLINGS).where(own).values(signal_id=goal))

    def history(self, signal_id: str) -> Sequence[SignalChange]:
        """The append-only history, oldest first."""
        rows = self._connection.execute(select(_CHANGES).where(_CHANGES.c.signal_id == signal_id).order_by(_CHANGES.c.number))
        return [_change(row) for row in rows.mappings()]

    def listed(
        self, *, since: datetime | None = None, severities: Sequence[str] = (), limit: int | None = None
    ) -> Sequence[Signal]:
        """Signals by newest sight first."""
        wanted = select(_SIGNALS).order_by(_SIGNALS.c.last_seen_at.desc(), _SIGNALS.c.id)
        if since is not None:
            wanted = wanted.where(or_(_SIGNALS.c.last_seen_at >= since))
        if severities:
            wanted = wanted.where(_SIGNALS.c.severity.in_(severities))
        return self._signals(wanted if limit is None else wanted.limit(limit))

    def _signals(self, wanted: Select[Any]) -> list[Signal]:
        return [signal_of(row) for row in self._connection.execute(wanted).mappings()]


def _signal_row(signal: Signal) -> dict[str, Any]:
    return {name: cleaned(value) if isinstance(value, (str, list)) else value for name, value in row_of(signal).items()}


def _change_row(change: SignalChange) -> dict[str, Any]:
    return {
        "signal_id": change.signal.id,
        "number": change.number,
        "change": str(change.change),
        "at": change.at,
        "severity": str(change.severity),
        "previous": change.previous,
        "previous_severity": change.previous_severity,
        "entry_id": change.entry_id,
        "by": change.by,
        "reasons": cleaned(change.reasons),
        "assignment": assignment_json(change.assignment),
        "after": signal_json(change.signal),
    }


def _change(row: Any) -> SignalChange:
    return SignalChange(
        signal=signal_of(row["after"]),
        number=row["number"],
        change=Change(row["change"]),
        at=row["at"],
        severity=Severity(row["severity"]),
        previous=Status(row["previous"]) if row["previous"] else None,
        previous_severity=Severity(row["previous_severity"]) if row["previous_severity"] else None,
        entry_id=row["entry_id"],
        by=row["by"],
        reasons=tuple(row["reasons"]),
        assignment=assignment_of(row["assignment"]),
    )


def _telling_row(telling: Telling) -> dict[str, Any]:
    siblings = [mention_json(sibling) for sibling in telling.siblings]
    own = row_of(telling, without=_JSON_OF_TELLING)
    return {**own, "mention": mention_json(telling.mention), "siblings": siblings, "words": _words(telling)}


def _words(telling: Telling) -> str:
    return words_digest(storable(telling.source), storable(telling.title), storable(telling.text))


def _telling(row: Any) -> Telling:
    values = {name: row[name] for name in Telling.__dataclass_fields__ if name not in _JSON_OF_TELLING}
    siblings = tuple(mention_of(sibling) for sibling in row["siblings"])
    return Telling(**values, mention=mention_of(row["mention"]), siblings=siblings)
