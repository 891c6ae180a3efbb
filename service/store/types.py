"""Column types: moments that are always UTC, spans of time, texts that every database takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import DateTime, Float, Text, TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect

REPLACEMENT = "\ufffd"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with NUL (which PostgreSQL refuses) and lone surrogates (which have no UTF-8) as U+FFFD."""
    if "\0" in text or not _has_utf8(text):
        return _UNSTORABLE.sub(REPLACEMENT, text)
    return text


def _has_utf8(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()  # many times faster than a search for what it stumbles over
    except UnicodeEncodeError:
        return False
    return True


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored and given back in UTC; a naive one is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: in UTC, and for SQLite without the zone that it cannot keep."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - as SQLAlchemy asks
        """From the database: aware, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Span(TypeDecorator[timedelta]):
    """A span of time, stored as seconds."""

    impl = Float
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> float | None:  # noqa: ARG002 - as SQLAlchemy asks
        """To the database."""
        return None if value is None else value.total_seconds()

    def process_result_value(self, value: float | None, dialect: Dialect) -> timedelta | None:  # noqa: ARG002 - as SQLAlchemy asks
        """From the database."""
        return None if value is None else timedelta(seconds=value)


class AnyText(TypeDecorator[str]):
    """Text of whatever a feed contains."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - as SQLAlchemy asks
        """To the database: what it cannot hold is replaced in sight of the reader."""
        return None if value is None else storable(value)
