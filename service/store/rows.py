"""Records of the model to rows and back, field by field."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from service.model.mention import Evidence, Mention, Role, Severity, Status
from service.model.signal import Assignment, Signal
from service.store.types import storable

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


def row_of(record: Any, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A flat record as a row: tuples as lists, all else as it is."""
    values = ((name, getattr(record, name)) for name in record.__dataclass_fields__ if name not in without)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def record_of(kind: type[T], row: Mapping[Any, Any]) -> T:
    """A flat record from a row that has its fields (others are left out): lists as tuples."""
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    values = ((name, row[name]) for name in names)
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in values})


def mention_json(mention: Mention) -> dict[str, Any]:
    """A mention as JSON-ready values."""
    values: dict[str, Any] = _cleaned(asdict(mention))
    return values


def mention_of(values: Mapping[Any, Any]) -> Mention:
    """A mention from what `mention_json` or a row of the table gave."""
    known = {field.name: values[field.name] for field in fields(Mention)}
    known["status"] = Status(known["status"])
    known["severity"] = Severity(known["severity"])
    known["actors"] = tuple(known["actors"])
    known["reasons"] = tuple(known["reasons"])
    known["evidence"] = tuple(Evidence(**{**span, "role": Role(span["role"])}) for span in known["evidence"])
    return Mention(**known)


def signal_json(signal: Signal) -> dict[str, Any]:
    """A signal as JSON-ready values, moments in RFC 3339."""
    values = row_of(signal)
    return {name: value.isoformat() if isinstance(value, datetime) else _cleaned(value) for name, value in values.items()}


def signal_of(values: Mapping[Any, Any]) -> Signal:
    """A signal from what `signal_json` or a row of the table gave."""
    signal = dict(values)
    for name in ("opened_at", "last_seen_at", "date", "last_date"):
        if isinstance(signal[name], str):
            signal[name] = datetime.fromisoformat(signal[name])
    signal["status"] = Status(signal["status"])
    signal["severity"] = Severity(signal["severity"])
    return record_of(Signal, signal)


def assignment_json(assignment: Assignment | None) -> dict[str, Any] | None:
    """An assignment as JSON-ready values."""
    return None if assignment is None else _cleaned(row_of(assignment))


def assignment_of(values: Mapping[Any, Any] | None) -> Assignment | None:
    """An assignment from what `assignment_json` gave."""
    return None if values is None else record_of(Assignment, values)


def _cleaned(value: Any) -> Any:
    """JSON-ready values without what PostgreSQL cannot hold."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {name: _cleaned(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(each) for each in value]
    return value


cleaned = _cleaned
