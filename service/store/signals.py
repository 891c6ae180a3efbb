"""Signals, their history, and which entries tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, insert, or_, select, update

from service.model.mention import Severity, Status
from service.model.signal import Change, Signal, SignalChange, Telling
from service.store import tables
from service.store.rows import assignment_json, assignment_of, cleaned, mention_json, mention_of, row_of, signal_json, signal_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Select

_SIGNALS, _ACTORS, _TELLINGS, _CHANGES = tables.signals, tables.signal_actors, tables.tellings, tables.changes
_JSON_OF_TELLING = frozenset({"mention", "siblings"})


class SqlSignals:
    """Implements model.ports.SignalRows."""

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
        return self._signals(wanted.where(_SIGNALS.c.merged_into.is_(None)).order_by(_SIGNALS.c.id))

    def tellings(self, signal_id: str) -> Sequence[Telling]:
        """All tellings of a signal, oldest first."""
        rows = self._connection.execute(select(_TELLINGS).where(_TELLINGS.c.signal_id == signal_id).order_by(_TELLINGS.c.id))
        return [_telling(row) for row in rows.mappings()]

    def save(self, change: SignalChange, telling: Telling | None = None) -> None:
        """Insert or update the signal, append the change to its history, link the telling."""
        signal = change.signal
        row = _signal_row(signal)
        if not self._connection.execute(update(_SIGNALS).where(_SIGNALS.c.id == signal.id).values(**row)).rowcount:
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
    return {**row_of(telling, without=_JSON_OF_TELLING), "mention": mention_json(telling.mention), "siblings": siblings}


def _telling(row: Any) -> Telling:
    values = {name: row[name] for name in Telling.__dataclass_fields__ if name not in _JSON_OF_TELLING}
    siblings = tuple(mention_of(sibling) for sibling in row["siblings"])
    return Telling(**values, mention=mention_of(row["mention"]), siblings=siblings)
