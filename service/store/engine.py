"""Connections: how each is set up, and what its transactions begin with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from service.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

PRAGMAS = {
    "journal_mode": ("wal", "wal"),
    "synchronous": ("full", 2),
    "foreign_keys": ("on", 1),
    "busy_timeout": ("10000", 10000),
}
"""What every SQLite connection is set to, and what it must answer then: nothing that was committed is lost with the power."""
PATIENCE = "10s"
"""How long one who writes waits for another who does; SQLite's `busy_timeout` says the same."""
WRITERS = 0x7468_6178
"""The number of the advisory lock that each write transaction holds on PostgreSQL; `lock.ADVISORY_KEY` is another one."""
NOT_A_FILE = frozenset({"", ":memory:"})
READ_ONLY = "thaw_read_only"
FILE = "thaw_file"


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
        engine = create_engine(parts, pool_pre_ping=True, pool_size=2)
        event.listen(engine, "connect", _set_up_server)
        event.listen(engine, "begin", _begin_server)
        return engine
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


def _set_up(connection: Any, record: Any) -> None:
    # The driver's own BEGIN is deferred, and would fail at once where it must wait; `_begin` says the right one.
    connection.isolation_level = None
    ((_, _, name),) = connection.execute("PRAGMA database_list").fetchall()[:1]
    for pragma, (value, wanted) in PRAGMAS.items():
        connection.execute(f"PRAGMA {pragma} = {value}")
        (found,) = connection.execute(f"PRAGMA {pragma}").fetchone()
        if found != wanted and name:
            raise StoreError(
                f"{name}: SQLite did not take {pragma} = {value} (it is {found}); put the file on a disk of this machine",
                resource=name,
            )
    record.info[FILE] = (name, _identity(name)) if name else None


def _begin(connection: Connection) -> None:
    opened = connection.connection.info.get(FILE)
    if opened is not None and _identity(opened[0]) != opened[1]:
        # What is written through a connection to a file that has lost its name is gone when the connection closes.
        raise StoreError(
            f"{opened[0]}: was removed or replaced while it was in use; stop Thaw, and restore a backup by: thaw db restore FILE",
            resource=opened[0],
        )
    deferred = connection.get_execution_options().get(READ_ONLY)
    connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")


def _begin_server(connection: Connection) -> None:
    """Let those who write follow each other, as on SQLite: what one decides by, no other changes before it has written."""
    options = connection.get_execution_options()
    if not options.get(READ_ONLY) and options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql(
            "SELECT set_config('lock_timeout', %s, true), pg_advisory_xact_lock(%s)", (PATIENCE, WRITERS)
        ).close()


def _identity(name: str) -> tuple[int, int] | None:
    """Which file bears a name; None: no file does."""
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _set_up_server(connection: Any, _record: object) -> None:
    """Let a commit be answered only once it would outlive a loss of power; stronger settings stay."""
    with connection.cursor() as cursor:
        if cursor.execute("SHOW synchronous_commit").fetchone() == ("off",):
            cursor.execute("SET synchronous_commit = 'on'")
    connection.commit()
