"""Connections: how each is set up, and what its transactions begin with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from service.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": "on", "busy_timeout": "10000"}
"""What every SQLite connection is set to: nothing that was committed is lost when the power goes."""
NOT_A_FILE = frozenset({"", ":memory:"})
READ_ONLY = "thaw_read_only"


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite database; None: it is in memory, or a server."""
    parts = make_url(url)
    name = parts.database or ""
    return Path(name) if parts.get_backend_name() == "sqlite" and name not in NOT_A_FILE else None


def open_engine(url: str) -> Engine:
    """An engine whose connections are set up.

    Raises:
        StoreError: the URL is none, or the folder of the file cannot be made.
    """
    try:
        parts = make_url(url)
        file = sqlite_file(url)
    except ArgumentError as error:
        raise StoreError("the database's URL cannot be read", resource="database") from error
    if parts.get_backend_name() != "sqlite":
        return create_engine(parts, pool_pre_ping=True, pool_size=2)
    if file is not None:
        _make_folder(file)
    options: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
    if file is None:
        options["poolclass"] = StaticPool
    engine = create_engine(parts, **options)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{file}: the folder {file.parent} cannot be made: {error.strerror or error}", resource=str(file)
        ) from error


def _set_up(connection: Any, _record: object) -> None:
    # The driver's own BEGIN is deferred, and would fail at once where it must wait; `_begin` says the right one.
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")


def _begin(connection: Connection) -> None:
    deferred = connection.get_execution_options().get(READ_ONLY)
    connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")
